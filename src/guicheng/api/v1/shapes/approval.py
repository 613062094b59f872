"""Approvals, their routes, and editions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from guicheng.api.v1.shapes.clauses import Kind
from guicheng.api.v1.shapes.examples import example
from guicheng.api.v1.shapes.organization import Role
from guicheng.api.v1.shapes.parts import Key, Next, Sent, Told, Wanted

Mode = Literal["all", "any"]
Keys = Annotated[list[Key], Field(max_length=50, description="keys of people")]


class OpinionOf(Schema):
    """What somebody decided."""

    decision: Literal["approve", "return"]
    comment: str
    returned_to: int | None = Field(..., description="step that is asked anew; 0 for the author")
    person: Told
    step: int
    at: datetime
    content_hash: str
    counts: bool = Field(..., description="whether it still counts; a change of the draft voids it")


class Member(Schema):
    """Somebody whom a step asks."""

    person: Told
    approved: bool
    author: bool = Field(..., description="wrote in the draft and cannot approve it")
    added: bool = Field(..., description="added on the way")


class StepOf(Schema):
    """A step of an approval."""

    position: int
    name: str
    mode: Mode = Field(..., description="whether all of its people approve, or any one of them")
    passed: bool
    current: bool
    members: list[Member]


class Submission(Schema):
    """A draft that was sent for approval (送审)."""

    key: str
    number: int
    state: Literal["open", "approved", "returned", "withdrawn", "published"]
    step: int
    content_hash: str = Field(..., description="names exactly what is approved")
    note: str
    submitted_by: Told
    submitted_at: datetime
    closed_at: datetime | None


class SubmissionWhole(Submission):
    """An approval with its steps and what was decided."""

    standard: str = Field(..., description="code of the standard")
    steps: list[StepOf]
    opinions: list[OpinionOf]
    needed: int = Field(..., description="different people who still have to approve at least")
    may_opine: bool = Field(..., description="whether the caller is asked now")
    touched: list[str | None] = Field(
        ..., description="clauses that changed under the caller's approval; null for title or code"
    )


class Submissions(Schema):
    """A page of approvals, newest first."""

    items: list[Submission]
    next: Next


class SubmissionIn(Sent):
    """A draft to send."""

    note: str = Field("", max_length=2000, examples=[example("note")])
    copies: Keys = Field([], description="keys of people who are kept informed")


class ApprovalIn(Sent):
    """An approval (同意)."""

    content_hash: str = Field("", max_length=64, description="of what the approver saw; refused where it changed")
    comment: str = Field("", max_length=2000)


class ReturnIn(Sent):
    """A return (退回)."""

    comment: str = Field(..., max_length=2000, examples=[example("reason-to-return")])
    to_step: int = Field(0, ge=0, le=20, description="step that is asked anew; 0 for the author")


class ApproverIn(Sent):
    """Somebody to ask as well (加签)."""

    person: Key


class CopiesIn(Sent):
    """People to keep informed (抄送)."""

    people: Keys = Field(..., min_length=1)


class Reminded(Schema):
    """How many people were reminded."""

    reminded: int


class Edition(Schema):
    """A published edition."""

    standard: str = Field(..., description="code of the standard, as it was")
    number: int
    title: str
    content_hash: str
    effective_from: date
    note: str
    published_at: datetime
    published_by: Told
    withdrawn_on: date | None = Field(..., description="first day on which it is no longer in force")


class EditionClause(Schema):
    """A clause as it was published."""

    key: str
    kind: Kind
    level: int
    number: str
    text: str
    elements: dict[str, str]
    echo: list[str]
    confirmed: bool


class EditionWhole(Edition):
    """An edition with what it says."""

    parameters: dict[str, str] = Field(..., description="values of named parameters when it was published")
    whole: bool = Field(..., description="whether its rows still give the hash under which it was published")
    clauses: list[EditionClause]


class Editions(Schema):
    """A page of editions."""

    items: list[Edition]
    next: Next


class EditionsInForce(Editions):
    """A page of editions in force, by code."""

    day: date
    total: int


class DayWanted(Schema):
    """For which day."""

    day: date | None = Field(None, description="today where none is named", examples=["2026-12-01"])


class InForceWanted(Wanted):
    """Which editions in force."""

    day: date | None = Field(None, description="today where none is named", examples=["2026-12-01"])
    words: str = Field("", max_length=100, description="words that code, title or a clause holds, each of them")
    unit: str = Field("", max_length=36, description="key of a unit; those below count too")


class EditionIn(Sent):
    """An approved draft to publish."""

    effective_from: date = Field(..., description="first day in force, today or later", examples=["2026-12-01"])
    note: str = Field("", max_length=2000)


class WithdrawalIn(Sent):
    """An edition to take out of force."""

    reason: str = Field(..., max_length=2000, examples=[example("reason-to-withdraw")])
    on: date | None = Field(None, description="first day on which it is no longer in force; today where not said")


class RouteStep(Schema):
    """A step of a route."""

    position: int
    name: str
    mode: Mode
    people: list[Told]
    roles: list[Role]


class Route(Schema):
    """The steps that approvals of a unit take, and of units below that have none of their own."""

    key: str
    name: str
    unit: Told
    steps: list[RouteStep]


class Routes(Schema):
    """A page of routes."""

    items: list[Route]
    next: Next


class StepIn(Sent):
    """A step as somebody wants it; it names people, roles, or both."""

    name: str = Field("", max_length=60, examples=[example("step")])
    mode: Mode = "all"
    people: Keys = Field([], description="keys of people")
    roles: list[Role] = Field([], max_length=6, examples=[["quality_manager"]])


class RouteIn(Sent):
    """A route as somebody wants it."""

    name: str = Field(..., max_length=60, examples=[example("route")])
    steps: list[StepIn] = Field(..., min_length=1, max_length=10)
