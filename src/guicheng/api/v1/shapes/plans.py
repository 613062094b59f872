"""Plans of estates, what they make due, and what suspends them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from guicheng.api.v1.shapes.organization import Moment
from guicheng.api.v1.shapes.parts import Key, Next, Sent, Told, Wanted

DueStanding = Literal["planned", "open", "done", "late", "missed", "excused"]
Cause = Literal["weather", "outage", "event", "other"]
WhyNotDone = Annotated[str, Field(max_length=200, description="in words; whoever is assessed by it will read it")]
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 12, 31), examples=["2026-11-28"])]


class PlanClause(Schema):
    """The published clause that something is due by."""

    key: str
    standard: str = Field(..., description="code of the standard", examples=["BJ-01"])
    number: str
    edition: int
    text: str


class PlanBeat(Schema):
    """Every how many days, weeks or months."""

    every: Literal["days", "weeks", "months"]
    step: int
    anchor: date = Field(..., description="the day from which it is counted")
    weekdays: list[int] = Field([], description="for weeks: 0 is Monday")
    on: list[list[int]] = Field([], description="for months: [day], counted from the end below 0, or [nth, weekday]")


class PlanRule(Schema):
    """When something is due."""

    beat: PlanBeat
    days: str = Field(..., description="the kind of day on which it is done")
    otherwise: str = Field(..., description="what becomes of a day of another kind")
    seasons: list[tuple[int, int, int, int]] = Field(..., description="month and day of first and last day")
    left_out: list[date]
    added: list[date]
    first: date
    last: date | None = Field(..., description="null while it goes on")
    slots: list[tuple[int, int]] = Field(..., description="minute of the day at which one opens, and its minutes")


class PlanRow(Schema):
    """A plan: the schedule that a published promise became at an estate."""

    key: str
    version: str = Field(..., description="its name in this wording")
    clause: PlanClause
    post: str = Field(..., description="who does it, by name; empty where the clause names nobody")
    begins_at: datetime
    ends_on: date | None = Field(..., description="null while it goes on")
    rule: PlanRule | None
    fault: str = Field(..., description="why the rule cannot be read, so that nothing is due; empty where it can")


class PlanList(Schema):
    """A page of plans, in the order in which they came to be."""

    items: list[PlanRow]
    next: Next


class DueRow(Schema):
    """Something due once, as it stands now."""

    occurrence: str = Field(..., description="its id; phones name it the same")
    plan: str = Field(..., description="key of the plan")
    clause: PlanClause
    post: str
    due: datetime = Field(..., description="when its time begins")
    end: datetime = Field(..., description="from when on it is late")
    standing: DueStanding = Field(
        ...,
        description="`planned` is due later, `open` now; `done` in time, `late` after it, `missed` not at all; "
        "`excused` counts neither way",
    )
    finished_at: datetime | None
    reason: str = Field(..., description="why it is excused, empty where it is not")
    provisional: bool = Field(..., description="whether holidays that are not announced yet may move it")
    assignee: str = Field(..., description="name of whom the roster gave it to, empty for nobody yet")
    round: bool = Field(..., description="whether only its round finishes it: /rounds with its id")


class Due(Schema):
    """A page of what is due, by time."""

    items: list[DueRow]
    next: Next


class DueWanted(Wanted):
    """Of which days, at most 31; today where none is named."""

    since: Day | None = Field(None, description="the first day; today where it is left out")
    until: Day | None = Field(None, description="the last day; the first one where it is left out")
    standing: DueStanding | Literal[""] = ""
    post: str = Field("", max_length=40, description="name of the post")


class DueNamed(Sent):
    """Which of the things that a plan makes due."""

    occurrence: str = Field(..., max_length=26, description="its id")
    due: Moment = Field(..., description="when its time begins")


class ExcuseIn(DueNamed):
    """Why something due was not to be done."""

    reason: WhyNotDone


class SuspensionIn(Sent):
    """A while in which a plan, or all of an estate, is not due."""

    cause: Cause
    reason: WhyNotDone
    plan: Key = Field("", description="key of the plan, empty for all of the estate")
    begin: Moment | None = Field(None, description="now where it is left out")
    end: Moment | None = Field(None, description="null until somebody says that it is over")


class SuspensionRow(Schema):
    """A suspension; what falls into it is excused."""

    key: str
    unit: Told
    plan: str = Field(..., description="key of the plan, empty for all of the estate")
    cause: Cause
    reason: str
    begin: datetime
    end: datetime | None
    lasts: bool = Field(..., description="whether it has not ended yet")
    by: str = Field(..., description="name of who said so")
    at: datetime


class Suspensions(Schema):
    """A page of suspensions, the newest first."""

    items: list[SuspensionRow]
    next: Next
