"""Clauses of drafts, what was read of them, and their history."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import StringConstraints

from guicheng.api.schemas import Finding, Measure
from guicheng.api.v1.shapes.examples import example
from guicheng.api.v1.shapes.parts import Key, Next, Revision, Sent, Wanted
from guicheng.domain.lint import rule_of

Kind = Literal["clause", "heading", "note"]
Reading = Literal["read", "unread", "behaviour", "unquantified", "note"]
Text = Annotated[str, Field(max_length=5000, examples=[rule_of("MH001").instead])]
Short = Annotated[str, StringConstraints(max_length=200)]
Elements = Annotated[
    dict[Short, Annotated[str, StringConstraints(max_length=2000)]],
    Field(
        max_length=20,
        description="what columns of its table row say, by heading",
        examples=[{example("column"): example("post")}],
    ),
]


class Clause(Schema):
    """A clause of a draft."""

    key: str
    kind: Kind
    level: int = Field(..., description="rank of a heading, counted from 1")
    number: str
    text: str
    elements: dict[str, str]
    revision: int
    state: Reading
    echo: list[str] = Field(..., description="each requirement as it was understood")
    requirements: int
    confirmed: int = Field(..., description="requirements whose reading a person confirmed")
    errors: int
    warnings: int
    hints: int
    quieted: int = Field(..., description="findings that are suppressed or were there at the import")
    open_threads: int


class EchoOf(Schema):
    """A requirement as it was understood."""

    echo: str = Field(..., description="empty for a clause that an eye can check")
    span: list[int] = Field(..., description="[start, end) in code points of the text")
    confirmed_by: str = Field(..., description="name, empty where nobody did")
    confirmed_at: datetime | None


class Suppressed(Schema):
    """A finding that somebody accepted."""

    finding: Finding
    suppression: str = Field(..., description="key of the suppression")
    reason: str
    author: str
    expires_on: date | None


class ClauseWhole(Clause):
    """A clause with its reading and findings."""

    standard: str = Field(..., description="code of the standard")
    filled: str = Field(..., description="the text with its named parameters filled in")
    parameters: list[str]
    readings: list[EchoOf]
    measures: list[Measure]
    thresholds: list[Measure]
    findings: list[Finding] = Field(..., description="those that stand")
    suppressed: list[Suppressed]
    baselined: list[Finding] = Field(..., description="those that were there at the import")
    notices: list[Finding] = Field(..., description="suppressions that cover nothing or are over")


class Clauses(Schema):
    """A page of the clauses of a draft, in order."""

    items: list[Clause]
    next: Next
    total: int


class ClausesWanted(Wanted):
    """Which clauses of a draft."""

    state: Reading | Literal[""] = Field("", description="all where not said, as with the other filters")
    severity: Literal["", "error", "warning", "hint"] = Field("", description="with a standing finding of this weight")
    rule: str = Field("", max_length=10, description="with a standing finding of this rule", examples=["MH001"])
    words: str = Field("", max_length=100, description="words that text or number holds, each of them")
    unconfirmed: bool = Field(default=False, description="only with a reading that nobody confirmed")


class ClauseIn(Sent):
    """A clause to add."""

    text: Text
    kind: Kind = "clause"
    number: str = Field("", max_length=100, examples=["3.1"])
    level: int = Field(0, ge=0, le=9, description="rank of a heading, counted from 1")
    after: str | None = Field(
        None, max_length=36, description="key of the clause before it; empty for the front, null for the end"
    )
    elements: Elements = Field({})


class ClauseEdit(Sent):
    """A clause written anew; number and elements stay where they are left out."""

    text: Text
    revision: Revision
    number: str | None = Field(None, max_length=100)
    elements: Elements | None = None
    why: Literal["typed", "fix"] = Field("typed", description="fix for a rewrite that a finding offered")


class ClauseKindIn(Sent):
    """What a clause becomes."""

    kind: Kind
    revision: Revision
    level: int = Field(0, ge=0, le=9)


class ClausePlace(Sent):
    """Where a clause goes."""

    after: str | None = Field(..., max_length=36, description="empty for the front, null for the end")
    revision: Revision


class Cuts(Sent):
    """Where a clause is divided."""

    cuts: list[Annotated[int, Field(ge=0, le=5000)]] = Field(
        ..., min_length=1, max_length=50, description="in code points of the text", examples=[[8]]
    )
    revision: Revision


class ClauseSeen(Sent):
    """A clause as the caller saw it."""

    key: Key
    revision: Revision


class Merge(Sent):
    """Neighbouring clauses that become one."""

    clauses: list[ClauseSeen] = Field(..., min_length=2, max_length=50, description="in order")
    joint: str = Field("", max_length=20, description="what stands between their texts")


class Seen(Sent):
    """The revision that the caller saw."""

    revision: Revision


class RevisionWanted(Schema):
    """The revision that the caller saw."""

    revision: Revision


class Changed(Schema):
    """What an act did to a draft."""

    clause: Clause | None = Field(..., description="as it is now; null where it is gone")
    act: str = Field(..., description="key for taking the act back")
    voided: int = Field(..., description="opinions of an approval that runs which no longer count")


class Echoes(Sent):
    """Readings that somebody confirms, as they saw them."""

    echoes: list[Annotated[str, StringConstraints(max_length=2000)]] = Field(
        ...,
        min_length=1,
        max_length=100,
        description="`echo` of each reading",
        examples=[[example("echo")]],
    )


class EchoIn(Sent):
    """A confirmed reading, as it was seen."""

    echo: str = Field(..., max_length=2000, examples=[example("echo")])


class TextIn(Sent):
    """A text that is not saved."""

    text: Text
    kind: Kind = "clause"
    elements: Elements = Field({})


class TextRead(Schema):
    """What a text says by the words of the company."""

    state: Reading
    echo: list[str]
    measures: list[Measure]
    thresholds: list[Measure]
    findings: list[Finding]
    filled: str
    parameters: list[str]
