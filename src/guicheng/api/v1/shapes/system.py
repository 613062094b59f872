"""What comparing says: findings, duties of law, promises of contracts, meanings of changes, deviations."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import StringConstraints

from guicheng.api.v1.shapes.examples import example
from guicheng.api.v1.shapes.history import Difference
from guicheng.api.v1.shapes.parts import Key, Next, Sent, Told, Wanted

Verdict = Literal["EQUAL", "TIGHTER", "LOOSER", "COMPATIBLE", "CONFLICT", "DISJOINT", "CANNOT_COMPARE"]
Severity = Literal["error", "warning", "hint"]
Standing = Literal["looser", "cannot_compare", "no_clause", "in_part", "covered", "tighter", "not_ours"]
Level = Literal["contract", "company", "estate"]


class Side(Schema):
    """A clause on one side."""

    clause: str
    standard: str = Field(..., description="code of the standard or contract")
    number: str
    text: str
    unit: str = Field(..., description="name of the unit that it belongs to")
    level: Level


class Answering(Side):
    """A clause that speaks of a duty or a promise."""

    missing: str = Field(..., description="the fact that is missing where it cannot be compared, else empty")


class Duty(Schema):
    """A duty of law."""

    norm: str = Field(..., examples=["cn.video-retention"])
    law: str
    article: str
    effective: date
    place: str
    says: str


class Deviation(Schema):
    """That a person signed that a clause may differ."""

    key: str
    standard: str
    clause: str
    rule: str
    against: str = Field(..., description="`norm:` and the duty, or `clause:` and the other clause's key")
    verdict: str
    reason: str
    signed_by: Told
    signed_at: datetime
    expires_on: date = Field(..., description="the last day on which it holds")
    over: bool


class TwoThings(Schema):
    """That a person found two clauses, which seem to speak of one thing, to be two."""

    key: str
    reason: str
    author: Told
    created_at: datetime


class SystemFinding(Schema):
    """What comparing says of a clause."""

    rule: str = Field(..., examples=["CJ001"])
    name: str = Field(..., examples=["looser-than-above"])
    severity: Severity
    verdict: Verdict | Literal[""] = Field(..., description="empty where the clause is set beside nothing")
    witness: str = Field(..., description="a case that shows it, or what is missing; empty for none")
    confirmed: bool = Field(..., description="whether people confirmed both readings; else it is a warning at most")
    own: Side
    other: Side | None = Field(..., description="null for a duty of law, and for a clause by itself")
    duty: Duty | None = Field(..., description="null for a clause")
    against: str = Field(..., description="to be named when a deviation is signed")
    mark: str = Field(..., description="names both sides as they stand; to be named when a deviation is signed")
    deviation: Deviation | None = Field(..., description="what was signed and holds; then the finding is silent")
    expired: Deviation | None = Field(..., description="what was signed and is over")
    two_things: TwoThings | None = Field(
        ..., description="why its clauses are two things; then the finding is silent until a sentence changes"
    )


class Findings(Schema):
    """A page of findings, the weightiest first, those that somebody signed for last."""

    items: list[SystemFinding]
    next: Next
    clauses: int = Field(..., description="clauses that were compared")
    promises: int
    silent: int = Field(..., description="clauses in which nothing can be compared")
    unconfirmed: int = Field(..., description="clauses whose readings nobody confirmed")
    published_only: bool = Field(
        ..., description="of the units above only editions in force count, since the caller may not read drafts there"
    )


class StandardFindings(Schema):
    """A page of findings about one standard."""

    items: list[SystemFinding]
    next: Next


class ReportWanted(Wanted):
    """Which findings."""

    rule: Annotated[str, StringConstraints(max_length=10)] = Field("", description="of this rule alone")
    signed: bool | None = Field(None, description="only those that somebody signed for, or only the others")


class ComplianceWanted(Wanted):
    """Which duties."""

    standing: Standing | Literal[""] = ""
    city: str = Field("", max_length=30, description="another city than that of the unit")


class DutyAt(Schema):
    """A duty of law with what the clauses say of it."""

    duty: Duty
    item: str = Field(..., description="code of the service that it belongs to")
    standing: Standing
    only: list[str] = Field(
        ..., description="where it is covered in part, the cases in which it is", examples=[[example("cases")]]
    )
    clauses: list[Answering]
    findings: list[SystemFinding]


class Compliance(Schema):
    """A page of the duties that hold at a unit, those that ask for something first."""

    items: list[DutyAt]
    next: Next
    city: str
    known: bool = Field(..., description="whether there are duties of that city")
    published_only: bool = Field(
        ..., description="of the units above only editions in force count, since the caller may not read drafts there"
    )
    counts: dict[Standing, int]


class PromisesWanted(Wanted):
    """Which promises."""

    standing: Standing | Literal[""] = ""


class PromiseAt(Schema):
    """A promise of a contract with what the clauses say of it."""

    promise: Side
    standing: Standing
    confirmed: bool = Field(..., description="whether a person confirmed the reading of the promise")
    clauses: list[Answering]
    findings: list[SystemFinding]


class Promises(Schema):
    """A page of promises of contracts, those that ask for something first."""

    items: list[PromiseAt]
    next: Next
    counts: dict[Standing, int]


class Effect(Schema):
    """What a change does to something that is owed."""

    kind: Literal["law", "contract"]
    duty: Duty | None
    promise: Side | None
    was: Standing | None = Field(..., description="null where the clause did not speak of it")
    becomes: Standing | None = Field(..., description="null where it speaks of it no more")


class Beside(Schema):
    """An element, the effort or the material of a clause that changed."""

    name: str = Field(..., examples=["provider", "effort"])
    was: str
    becomes: str


class Consequence(Schema):
    """What a change of one clause means."""

    difference: Difference
    meaning: Literal["tighter", "looser", "scope", "new", "gone", "otherwise", "unclear", "wording", "beside"]
    was: str | None = Field(..., description="yuan a year before; null where it cannot be worked out")
    becomes: str | None
    was_missing: list[str] = Field(..., description="without which `was` could not be worked out, as in the cost")
    becomes_missing: list[str]
    posts: list[str]
    beside: list[Beside]
    effects: list[Effect]


class PostAffected(Schema):
    """A post that changed clauses name."""

    name: str
    people: int
    units: int


class Consequences(Schema):
    """A page of what a change of a standard means."""

    items: list[Consequence]
    next: Next
    unit: str = Field(..., description="key of the unit whose facts, law and contract were asked")
    was: str = Field(..., description="yuan a year before, of the clauses whose cost is known on both sides")
    becomes: str
    open: int = Field(..., description="changed clauses that are in neither sum")
    lost: int = Field(..., description="of these, clauses whose cost was known before and is not now")
    gained: int = Field(..., description="of these, clauses whose cost was not known before and is now")
    affected: list[PostAffected]


class DeviationsWanted(Wanted):
    """Which deviations."""

    state: Literal["holding", "over", ""] = ""


class Deviations(Schema):
    """A page of deviations, newest first; those taken back are left out."""

    items: list[Deviation]
    next: Next


class DeviationIn(Sent):
    """A finding that is accepted."""

    rule: str = Field(..., max_length=10, examples=["CJ001"])
    against: str = Field(..., min_length=1, max_length=120, description="as the finding names it")
    verdict: Verdict
    mark: str = Field(..., min_length=1, max_length=64, description="as the finding names it")
    reason: str = Field(..., max_length=1_000, examples=[example("reason-to-suppress")])
    expires_on: date = Field(..., description="the last day, today or later")


class Contract(Schema):
    """The text of an estate's contract."""

    key: str
    code: str
    title: str
    unit: Told
    binds_from: date
    binds_until: date | None
    binds: bool = Field(..., description="whether it binds today")
    clauses: int
    archived_at: datetime | None


class Contracts(Schema):
    """A page of contracts, by code."""

    items: list[Contract]
    next: Next


class ContractsWanted(Wanted):
    """Which contracts."""

    unit: Key | Literal[""] = Field("", description="of this unit and those below")
    archived: bool = False


class ContractIn(Sent):
    """The text of a contract; its clauses stand one a line, headings as in Markdown."""

    unit: Key
    text: str = Field(..., min_length=1, max_length=400_000, examples=[example("contract")])
    binds_from: date
    binds_until: date | None = None
    code: str = Field("", max_length=20, description="that of a contract here brings it to the new text")
    title: str = Field("", max_length=120)


class ContractDays(Sent):
    """From which day to which a contract binds."""

    binds_from: date
    binds_until: date | None = Field(None, description="null where no end is known")
