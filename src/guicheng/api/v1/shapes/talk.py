"""Conversations, and findings that somebody accepted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

from guicheng.api.schemas import Finding
from guicheng.api.v1.shapes.examples import example
from guicheng.api.v1.shapes.parts import Next, Sent, Told, Wanted


class Comment(Schema):
    """An entry of a conversation."""

    key: str
    text: str
    author: Told
    at: datetime
    mentions: list[Told]


class Thread(Schema):
    """A conversation about a clause, or about the standard as a whole."""

    key: str
    standard: str = Field(..., description="code of the standard")
    clause: str | None = Field(..., description="key of the clause")
    started_at: datetime
    resolved_at: datetime | None
    resolved_by: Told | None
    comments: list[Comment]


class Threads(Schema):
    """A page of conversations, oldest first."""

    items: list[Thread]
    next: Next


class ThreadsWanted(Wanted):
    """Which conversations."""

    clause: str | None = Field(None, max_length=36, description="key of a clause; empty for the standard as a whole")
    resolved: bool | None = Field(None, description="only resolved ones, or only open ones; both where not said")


class ThreadIn(Sent):
    """A conversation to start."""

    text: str = Field(..., max_length=4000, description="@username tells a colleague", examples=[example("comment")])
    clause: str = Field("", max_length=36, description="key of a clause; empty for the standard as a whole")


class CommentIn(Sent):
    """An entry to write."""

    text: str = Field(..., max_length=4000, description="@username tells a colleague", examples=[example("reply")])


class Suppression(Schema):
    """A finding that somebody accepted for a reason."""

    key: str
    standard: str = Field(..., description="code of the standard")
    clause: str = Field(..., description="key of the clause")
    text: str | None = Field(..., description="of the clause; null where it is deleted")
    rule: str
    words: str
    reason: str
    author: Told
    created_at: datetime
    expires_on: date | None
    state: Literal["used", "unused", "expired"]


class Suppressions(Schema):
    """A page of suppressions, newest first; by state it may hold fewer than fit on a page."""

    items: list[Suppression]
    next: Next


class SuppressionsWanted(Wanted):
    """Which suppressions."""

    standard: str = Field("", max_length=40, description="code or key of a standard; all within reach where not said")
    state: Literal["", "used", "unused", "expired"] = ""


class SuppressionIn(Sent):
    """A finding to accept."""

    rule: str = Field(..., max_length=10, examples=["MH001"])
    words: str = Field(
        ..., max_length=5000, description="the words that the finding covers", examples=[example("covered-words")]
    )
    reason: str = Field(..., max_length=2000, examples=[example("reason-to-suppress")])
    expires_on: date | None = Field(None, description="last day on which it holds", examples=["2027-06-30"])


class Baselined(Schema):
    """A finding that was there when the text was imported."""

    clause: str = Field(..., description="key of the clause")
    number: str
    finding: Finding


class Baseline(Schema):
    """Such findings of a page of clauses; a page may hold none while others follow."""

    items: list[Baselined]
    next: Next
