"""The shapes that calls take and return."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import StringConstraints

from guicheng.domain.lint import rule_of

#: One clause: long enough for a paragraph of law.
ClauseText = Annotated[str, StringConstraints(max_length=4000)]


class Texts(Schema):
    """Clauses to read."""

    texts: list[ClauseText] = Field(
        ...,
        min_length=1,
        max_length=500,
        description="One clause each, at most 500.",
        examples=[[rule_of("MH001").instead]],
    )


class Measure(Schema):
    """One bound that a clause sets."""

    kind: str = Field(..., description="time_limit, frequency, ratio, count, quantity, window or retention")
    op: str = Field(..., description="<=, <, ==, >= or >")
    value: int | float | str
    unit: str | None
    per: str | None
    trigger: str | None
    action: str | None
    condition: str | None
    span: list[int] = Field(..., description="[start, end) in code points of the text")


class Fix(Schema):
    """A rewrite on offer."""

    kind: str = Field(..., description="safe keeps the meaning, choose needs a person")
    span: list[int]
    replacement: str
    label: str


class Finding(Schema):
    """A remark of one rule."""

    code: str
    name: str
    severity: str
    span: list[int]
    message: str
    fixes: list[Fix]


class ReadClause(Schema):
    """A clause and what was understood of it."""

    id: int
    text: str
    state: str = Field(..., description="read, unread, behaviour, unquantified or note")
    echo: str
    measures: list[Measure]
    thresholds: list[Measure]
    findings: list[Finding]


class PlacedClause(ReadClause):
    """A clause of a file."""

    section: str
    number: str
    place: dict[str, Any]
    elements: dict[str, str]


class LeftOver(Schema):
    """A text of a file that became no clause."""

    text: str
    reason: str
    place: dict[str, Any]


class ReadFile(Schema):
    """A whole file, read."""

    document: str
    clauses: list[PlacedClause]
    leftovers: list[LeftOver]


class Document(Schema):
    """A document that this browser sent in."""

    key: str
    name: str
    state: str = Field(..., description="waiting, reading, read, refused or failed")
    done: int
    total: int
    received_at: datetime
    refusal: str


class ClausePage(Schema):
    """Clauses of a document that fit the filters."""

    total: int
    clauses: list[PlacedClause]


class Wanted(Schema):
    """Which clauses of a document."""

    state: str = Field("", max_length=12, description="read, unread, behaviour, unquantified or note")
    code: str = Field("", max_length=10, description="code of a rule that speaks about the clause")
    words: str = Field("", max_length=100, description="words that the text or number holds")
    start: int = Field(0, ge=0, le=1_000_000, description="how many to pass over")


class Rule(Schema):
    """A rule with its help."""

    code: str
    name: str
    severity: str
    summary: str
    why: str
    example: str
    instead: str
    references: list[str]


class Problem(Schema):
    """Why a call was not carried out, in the reader's language."""

    code: str
    message: str
