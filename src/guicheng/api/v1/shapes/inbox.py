"""What a person is told and follows."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from guicheng.api.v1.shapes.parts import Key, Next, Sent, Told, Wanted


class Notification(Schema):
    """A sentence for the person who calls."""

    key: str
    kind: str = Field(..., description="opinion-asked, returned and mention ask for something, the others only tell")
    sentence: str
    standard: str = Field(..., description="code of the standard")
    clause: str | None
    submission: str | None
    at: datetime
    read_at: datetime | None
    settled_at: datetime | None


class Inbox(Schema):
    """A page of notifications, newest first, with the counts of all."""

    items: list[Notification]
    next: Next
    needs: int = Field(..., description="how many wait for the person")
    unread: int


class InboxWanted(Wanted):
    """Which notifications."""

    what: Literal["needs", "following", "all"] = "needs"
    unread: bool = False


class ReadIn(Sent):
    """Notifications that were read."""

    keys: Annotated[list[Key], Field(max_length=200)] | None = Field(None, description="all of them where not said")


class ReadOut(Schema):
    """How many notifications were marked as read."""

    read: int


class Letters(Sent):
    """How often notifications come as a letter."""

    email: Literal["off", "hourly", "daily"]


class LettersOut(Schema):
    """How often notifications come as a letter."""

    email: Literal["off", "hourly", "daily"]


class FollowedOut(Schema):
    """A standard that the person follows."""

    key: str
    code: str
    title: str
    unit: Told


class Followed(Schema):
    """A page of followed standards, by code."""

    items: list[FollowedOut]
    next: Next
