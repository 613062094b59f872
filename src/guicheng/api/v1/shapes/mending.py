"""Nonconformities as calls take and give them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from guicheng.api.v1.shapes.examples import example
from guicheng.api.v1.shapes.parts import Key, Next, Sent, Told, Wanted

SeverityWord = Literal["slight", "ordinary", "serious"]
StandWord = Literal["open", "finished", "verified", "closed", "void"]
RootWord = Literal["not_done", "cannot", "unclear", "too_strict"]
Said = Annotated[str, Field(max_length=500)]
MendingRevision = Annotated[int, Field(ge=0, le=2_000_000_000)]


class NonconformityHead(Schema):
    """A nonconformity."""

    key: str
    number: str = Field(..., examples=["NC-0118"])
    unit: Told
    citation: str = Field(..., description="standard and number of the clause, empty for none")
    clause: str = Field(..., description="lasting key of the clause, empty for none")
    edition: int | None
    sentence: str
    found: str
    source: str = Field(..., description="kind and key of what it was found by, empty for a person's own eyes")
    severity: SeverityWord
    proposed: SeverityWord | Literal[""] = Field(..., description="the next worse one, where it recurs")
    stand: StandWord
    owner: Told | None
    post: str = Field(..., description="name of the post that mends it, empty for none")
    due_on: date = Field(..., description="last day on which it is mended in time")
    provisional: bool = Field(..., description="whether holidays are not announced that far")
    late: bool
    recurs: str = Field(..., description="number of the one that it recurs after, empty for none")
    found_at: datetime
    rev: int


class WhyOut(Schema):
    """One level of the question why."""

    text: str
    evidence: str = Field(..., description="what shows it; empty where it is assumed")


class MendingActOut(Schema):
    """One thing that was done."""

    kind: str
    at: datetime
    by: str


class NonconformityWhole(NonconformityHead):
    """A nonconformity with its cause, its mending and what was done."""

    whys: list[WhyOut]
    root: RootWord | Literal[""]
    correction: str
    action: str
    check_on: date | None
    photos_before: int
    photos_after: int
    acts: list[MendingActOut]
    can: list[str] = Field(..., description="what can be done as it stands, by whoever may")


class NonconformityList(Schema):
    """A page of nonconformities, the newest first."""

    items: list[NonconformityHead]
    next: Next


class NonconformityListWanted(Wanted):
    """Which nonconformities."""

    state: StandWord | Literal["", "running", "ended", "late", "check"] = ""
    severity: SeverityWord | Literal[""] = ""
    root: RootWord | Literal[""] = ""
    of: Literal["", "mine", "nobody"] = ""
    unit: Key = Field("", description="key of a unit, with all below it")
    standard: str = Field("", max_length=20, description="code of a standard")
    words: str = Field("", max_length=60)


class NonconformityIn(Sent):
    """A nonconformity to open."""

    unit: Key = Field(..., description="key of the unit")
    clause: str = Field(
        "", max_length=60, description="key of the clause, or standard and number", examples=["KF-03/2"]
    )
    severity: SeverityWord
    found: str = Field(..., max_length=2000, examples=[example("case-title")])
    source: str = Field("", max_length=100, description="kind and key of what it was found by", examples=["order:0b4f"])
    photos: list[Annotated[str, Field(max_length=64)]] = Field(
        default_factory=list, max_length=20, description="SHA-256 of photos that phones sent"
    )
    key: str = Field("", max_length=80, description="the caller's name of it; under it there is one for good")


class WhyIn(Sent):
    """One level of the question why."""

    text: Said
    evidence: Said = ""


class NonconformityActIn(Sent):
    """Something to do about a nonconformity; which fields it takes follows from ``act``."""

    act: Literal["assign", "grade", "cause", "plan", "finish", "return", "verify", "effect", "void", "revise"]
    owner: Key = Field("", description="assign: key of the person")
    post: Key = Field("", description="assign: key of the post")
    days: int | None = Field(None, ge=1, le=250, description="assign: workdays")
    severity: SeverityWord | Literal[""] = Field("", description="grade")
    whys: list[WhyIn] = Field(default_factory=list, max_length=5, description="cause: levels")
    root: RootWord | Literal[""] = Field("", description="cause: kind of the root cause")
    correction: str = Field("", max_length=1000, description="plan: what is done at once")
    action: str = Field("", max_length=1000, description="plan: what keeps it from coming back")
    reason: str = Field("", max_length=1000, description="grade, return, void, revise: why")
    words: Said = Field("", description="finish, verify, effect: what was done or seen")
    check_on: date | None = Field(None, description="verify: when its effect is looked at")
    lasts: bool = Field(default=False, description="effect: whether it lasted")
    rev: MendingRevision | None = Field(None, description="the revision that was seen")
    key: str = Field("", max_length=80, description="the caller's name of the act; under it it happens once for good")
