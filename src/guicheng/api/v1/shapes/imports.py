"""Documents that come in, and what becomes of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import StringConstraints

from guicheng.api.schemas import PlacedClause
from guicheng.api.v1.shapes.clauses import Kind
from guicheng.api.v1.shapes.history import Mark, Verdict
from guicheng.api.v1.shapes.organization import Trade
from guicheng.api.v1.shapes.parts import Key, Next, Sent, Told, Wanted

Index = Annotated[int, Field(ge=0, le=1_000_000)]
ChangeId = Annotated[str, StringConstraints(max_length=60)]


class DocumentOf(Schema):
    """A document that the caller sent in."""

    key: str
    name: str
    state: Literal["waiting", "reading", "read", "refused", "failed"]
    done: int
    total: int
    received_at: datetime
    refusal: str = Field(..., description="why it was not read, empty where it was")


class Documents(Schema):
    """A page of documents, newest first."""

    items: list[DocumentOf]
    next: Next


class SectionOf(Schema):
    """A part of a document that can become a standard."""

    index: int
    number: str
    title: str
    level: int
    path: list[str]
    clauses: int
    errors: int
    warnings: int
    unread: int
    first: int = Field(..., description="position of its first clause")


class Sections(Schema):
    """A page of sections, in order."""

    items: list[SectionOf]
    next: Next


class DocumentClauses(Schema):
    """A page of the clauses of a document, in order."""

    items: list[PlacedClause]
    next: Next
    total: int


class DocumentClausesWanted(Wanted):
    """Which clauses of a document."""

    state: Literal["", "read", "unread", "behaviour", "unquantified", "note"] = ""
    rule: str = Field("", max_length=10, description="with a finding of this rule", examples=["MH001"])
    words: str = Field("", max_length=100, description="words that text or number holds, each of them")


class ClauseWish(Sent):
    """What becomes of one clause of a document."""

    position: Index
    drop: bool = Field(default=False, description="leave it out")
    join: bool = Field(default=False, description="add it to the clause before it")
    cuts: list[Annotated[int, Field(ge=0, le=100_000)]] = Field([], max_length=100, description="in code points")
    kind: Kind | Literal[""] = ""


class SectionIn(Sent):
    """A section that becomes a standard."""

    index: Index
    code: str = Field("", max_length=20, description="the next free one where empty", examples=["KF-03"])
    title: str = Field("", max_length=120, description="the title of the section where empty")
    category: Trade | Literal[""] = ""
    more: list[Index] = Field([], max_length=200, description="sections whose clauses follow, under a heading each")
    clauses: list[ClauseWish] = Field([], max_length=5000)
    refused: list[ChangeId] = Field([], max_length=5000, description="changes of a newer file that are left out")
    accepted: list[ChangeId] = Field([], max_length=5000, description="conflicts that are taken over all the same")
    fresh: bool = Field(default=False, description="make a new standard although the section was imported before")


class Choices(Sent):
    """What becomes of a document; sections that are not named are left out."""

    unit: Key = Field(..., description="key of the unit to which the standards go")
    sections: list[SectionIn] = Field(..., min_length=1, max_length=500)


class Planned(Schema):
    """A clause that an import would make."""

    position: int
    number: str
    text: str
    kind: Kind
    level: int


class NewerChange(Schema):
    """What a newer file changes in a draft."""

    id: str = Field(..., description="names the change in choices")
    verdict: Verdict
    clause: str
    before: str
    planned: Planned | None
    marks: list[Mark]
    moved: bool
    conflict: bool = Field(..., description="whether the clause was changed here since; then it must be accepted")
    draft_text: str


class Plan(Schema):
    """What a section would become."""

    index: int
    title: str
    standard: str | None = Field(..., description="code of the standard that is changed; null for a new one")
    planned: list[Planned]
    changes: list[NewerChange]


class Plans(Schema):
    """What an import would do."""

    items: list[Plan]


class Outcome(Schema):
    """What an import did; each standard by code and title."""

    created: list[Told]
    changed: list[Told]
    unchanged: list[Told]
