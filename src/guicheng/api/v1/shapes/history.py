"""What became of clauses: history, headings, differences between two states."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ninja import Field, Schema

from guicheng.api.v1.shapes.clauses import Kind
from guicheng.api.v1.shapes.parts import Next, Wanted

Verdict = Literal["added", "removed", "changed", "moved", "same"]


class Change(Schema):
    """What a clause became by one act."""

    key: str
    act: str
    clause: str
    revision: int
    kind: Kind
    level: int
    number: str
    text: str
    elements: dict[str, str]
    removed: bool
    why: Literal["typed", "import", "fix", "restore", "split", "merge", "move", "delete"]
    before: str | None = Field(..., description="text that the act found; null where it made the clause")
    by: str
    at: datetime


class History(Schema):
    """A page of the history of a draft, newest first."""

    items: list[Change]
    next: Next


class HistoryWanted(Wanted):
    """Which changes."""

    clause: str = Field("", max_length=36, description="key of a clause; all of the draft where not said")


class Heading(Schema):
    """A heading with what stands below it up to the next one."""

    key: str
    number: str
    text: str
    level: int
    clauses: int
    errors: int


class Outline(Schema):
    """A page of the headings of a draft, in order."""

    items: list[Heading]
    next: Next


class Mark(Schema):
    """Words that stay, come or go."""

    kind: Literal["same", "added", "removed"]
    text: str


class Difference(Schema):
    """What became of a clause from one state to another."""

    key: str
    verdict: Verdict
    moved: bool
    number: str
    before: str | None
    after: str | None
    marks: list[Mark]


class Differences(Schema):
    """A page of differences, in the order of the later state; what stayed the same is left out."""

    items: list[Difference]
    next: Next
