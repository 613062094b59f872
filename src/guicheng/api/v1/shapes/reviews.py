"""Reviews of standards as calls take and give them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

from guicheng.api.v1.shapes.parts import Sent

ReasonKind = Literal["yearly", "date", "breach", "below", "complaints", "law"]


class CountedOf(Schema):
    """One thing that a figure was counted of."""

    kind: Literal["nonconformity", "figure", "theme"]
    words: str = Field(..., examples=["NC-0118"])
    keys: list[str] = Field(
        ..., description="nonconformity: its key; figure: month, unit and clause; theme: its key and the first day"
    )


class ReviewReason(Schema):
    """What asks for a review."""

    kind: ReasonKind
    text: str = Field(..., description="a sentence with its figures")
    clauses: list[str] = Field(..., description="keys of the clauses that it is about")
    counted_of: list[CountedOf] = Field(
        ..., description="where one standard is asked for; estates are not told in lists"
    )


class ReviewHead(Schema):
    """A standard in force with its next review."""

    standard: str = Field(..., description="code")
    title: str
    edition: int
    next_on: date = Field(..., description="where nothing asks for it earlier")
    reasons: list[ReviewReason] = Field(..., description="what asks for it now; empty for nothing")


class Reviews(Schema):
    """The standards in force, those to be reviewed first."""

    items: list[ReviewHead]


class PastReview(Schema):
    """A review that was done."""

    at: datetime
    by: str
    because: str
    revised: bool = Field(..., description="whether a revision was opened")
    reasons: list[str] = Field(..., description="what asked for it then")


class RevisionOut(Schema):
    """A revision that was opened, and what came of it."""

    at: datetime
    by: str
    reason: str
    citation: str
    evidence: list[str] = Field(..., description="numbers of nonconformities")
    edition: int | None = Field(..., description="the edition that came of it, if any yet")


class ReviewWhole(ReviewHead):
    """The review of a standard with those before it."""

    past: list[PastReview]
    revisions: list[RevisionOut]


class ReviewIn(Sent):
    """What came of a review."""

    act: Literal["keep", "revise"]
    because: str = Field(..., max_length=1000)
    next_on: date | None = Field(
        None, description="day of the next one; none for as many months later as the company says"
    )
