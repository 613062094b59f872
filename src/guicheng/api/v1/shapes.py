"""The shapes that version 1 takes and returns."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Field, Schema


class Problem(Schema):
    """Why a call was not carried out."""

    type: str
    title: str = Field(..., description="a sentence in the caller's language")
    status: int
    code: str = Field(..., description="stable; act on this, not on the sentence")


class Unit(Schema):
    """A company, a region or an estate."""

    key: str
    kind: str
    name: str
    code: str
    depth: int


class StandardOut(Schema):
    """A standard with the counts of its draft."""

    key: str
    code: str
    title: str
    category: str
    unit: str
    state: str = Field(..., description="draft, review, approved, published, revised or withdrawn")
    clauses: int
    errors: int
    warnings: int
    unread: int
    requirements: int
    confirmed: int
    edition: int | None = Field(None, description="number of the edition in force today")


class Standards(Schema):
    """A page of standards."""

    items: list[StandardOut]
    next: str = Field(..., description="cursor of the next page, empty at the end")
    total: int


class StandardIn(Schema):
    """A standard to begin."""

    unit: str = Field(..., description="key of the unit")
    code: str = Field(..., max_length=20)
    title: str = Field(..., max_length=120)
    category: str = Field("", max_length=12)


class ClauseOut(Schema):
    """A clause of a draft."""

    key: str
    kind: str
    number: str
    text: str
    revision: int
    state: str
    echo: list[str]
    errors: int
    warnings: int
    hints: int


class Clauses(Schema):
    """A page of the clauses of a draft, in order."""

    items: list[ClauseOut]
    next: int | None = Field(None, description="start of the next page, null at the end")
    total: int


class ClauseIn(Schema):
    """A clause to add at the end."""

    text: str = Field(..., max_length=5000)
    kind: str = Field("clause", max_length=8)
    number: str = Field("", max_length=100)


class ClauseEdit(Schema):
    """A new text for a clause."""

    text: str = Field(..., max_length=5000)
    revision: int = Field(..., ge=0, le=2_000_000_000, description="the revision that was seen")


class EditionOut(Schema):
    """A published edition."""

    number: int
    title: str
    content_hash: str
    effective_from: date
    published_at: datetime
    published_by: str
    withdrawn_on: date | None = None


class EditionClauseOut(Schema):
    """A clause as it was published."""

    key: str
    kind: str
    number: str
    text: str
    echo: list[str]


class EditionWhole(EditionOut):
    """An edition with what it says."""

    clauses: list[EditionClauseOut]


class Difference(Schema):
    """What became of a clause from one edition to another."""

    key: str
    verdict: str
    before: str | None
    after: str | None


class AuditRow(Schema):
    """Who wrote what, when and from where."""

    at: datetime
    actor: str
    channel: str
    act: str
    subject: str
    label: str


class AuditPage(Schema):
    """A page of the audit, newest first."""

    items: list[AuditRow]
    next: int | None = Field(None, description="give it as `before` for the next page")


class StandardsWanted(Schema):
    """Which standards."""

    words: str = Field("", max_length=100, description="words that code, title, or a clause holds")
    state: str = Field("", max_length=12)
    unit: str = Field("", max_length=36, description="key of a unit; those below count too")
    cursor: str = Field("", max_length=400, description="`next` of the page before")


class ClausesWanted(Schema):
    """Which clauses of a draft."""

    start: int = Field(0, ge=0, le=1_000_000, description="how many to pass over")


class DayWanted(Schema):
    """For which day."""

    day: date | None = Field(None, description="today where none is named")


class AuditWanted(Schema):
    """Which rows of the audit."""

    act: str = Field("", max_length=60, description="name of a service, or of a stage")
    subject: str = Field("", max_length=30)
    before: int | None = Field(None, ge=1, le=9_000_000_000_000_000_000, description="`next` of the page before")
