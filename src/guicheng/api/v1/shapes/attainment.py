"""Figures of attainment, what they count, and sealed months."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from guicheng.api.v1.shapes.parts import Key, Next, Sent, Told, Wanted

AttainmentMonth = Annotated[
    str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$", description="year and month", examples=["2026-10"])
]
AttainmentVersion = Annotated[
    int, Field(ge=0, le=100_000, description="a sealed version; 0 for the present count", examples=[1])
]
FigureGroup = Literal["estate_clause", "estate_post", "estate", "clause", "grade", "domain"]
FigureState = Literal["met", "not_met", "too_few", "no_evidence", "nothing_due"]
OutcomeName = Literal["kept", "late", "missed", "excused", "no_evidence", "pending"]


class FiguresWanted(Wanted):
    """Which figures."""

    month: AttainmentMonth
    by: FigureGroup = "estate_clause"
    version: AttainmentVersion = 0


class OccurrencesWanted(Wanted):
    """Which occurrences: with the same words as a figure, exactly those that it counts."""

    month: AttainmentMonth
    version: AttainmentVersion = 0
    clause: Annotated[str, Field(max_length=36, description="key of the clause; empty for all")] = ""
    outcome: Annotated[
        Literal["", "due", "counted", "kept", "late", "missed", "excused", "no_evidence", "pending"],
        Field(description="empty for all; `due` and `counted` as figures count them"),
    ] = ""


class CountedMonthRow(Schema):
    """A month that was counted."""

    month: str
    version: int | None = Field(..., description="the newest sealed one, null for none")
    counted_at: datetime
    sealed_at: datetime | None
    late: int = Field(..., description="occurrences that came or changed since it was sealed")


class CountedMonths(Schema):
    """Counted months."""

    items: list[CountedMonthRow]


class FigureClause(Schema):
    """The clause of a figure, in the last edition of the month."""

    key: str
    citation: str
    text: str
    edition: int
    standard: str


class FigureRow(Schema):
    """A figure; shares are null where nothing counts, which is not 100 %."""

    unit: Told | None
    clause: FigureClause | None
    post: str
    grade: str
    domain: str
    due: int
    kept: int
    late: int
    missed: int
    excused: int
    no_evidence: int
    pending: int
    share: float | None = Field(..., description="kept of all that counts; what has no evidence is not kept")
    with_evidence: int = Field(..., description="kept, late or missed: those that have evidence")
    share_with_evidence: float | None = Field(..., description="kept of those that have evidence")
    low: float | None = Field(..., description="lower end of Wilson's 95 % interval")
    high: float | None
    target: float
    state: FigureState
    misses_allowed: int
    misses_left: int = Field(..., description="below 0 by how many too many broke")
    p50_seconds: float | None = Field(..., description="half took at most so long on the clock of the promise")
    p95_seconds: float | None


class FigureList(Schema):
    """Figures of a month."""

    items: list[FigureRow]


class OccurrenceRow(Schema):
    """One thing that was due."""

    key: str
    clause: str = Field(..., description="key of the clause")
    citation: str
    edition: int
    place: int = Field(..., description="place of the promise in its clause, from 0")
    sentence: str
    post: str
    source_kind: Literal["order", "case", "round", "plan", "event"]
    source: str = Field(..., description="key of the order or case, or id of the task")
    begin: datetime
    due: datetime | None
    done: datetime | None
    outcome: OutcomeName
    reason: str
    grade: str
    seconds: float | None = Field(..., description="time that ran on the clock of the promise")


class OccurrenceList(Schema):
    """Things that were due."""

    items: list[OccurrenceRow]
    next: Next


class SealRow(Schema):
    """A sealed version of a month; it never changes."""

    key: Key
    month: str
    version: int
    sealed_at: datetime
    sealed_by: str
    root: str = Field(..., description="Merkle root over the runs of all estates and the root of the evidence")
    evidence_root: str
    evidence_day: date | None
    estates: int
    rows: int


class SealList(Schema):
    """Sealed versions, the newest first."""

    items: list[SealRow]
    next: Next


class SealIn(Sent):
    """Which month is sealed."""

    month: AttainmentMonth
