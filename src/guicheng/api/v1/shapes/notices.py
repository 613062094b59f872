"""What a person was told of the work."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from ninja import Field, Schema

from guicheng.api.v1.shapes.parts import Key, Next, Sent, Told, Wanted


class NoticeRow(Schema):
    """Something that the person who calls was told."""

    key: str
    kind: str = Field(..., description="what it is about, as webhooks name it")
    title: str = Field(..., description="a sentence in the caller's language")
    text: str = Field(..., description="what there is to say beyond it, empty for nothing")
    unit: Told = Field(..., description="where it happened")
    path: str = Field(..., description="the page that it is about, from the root of the service")
    urgent: bool
    at: datetime
    read_at: datetime | None


class NoticeList(Schema):
    """A page of notices, the newest first, with the count of all that are unread."""

    items: list[NoticeRow]
    next: Next
    unread: int


class NoticesWanted(Wanted):
    """Which notices."""

    unread: bool = False


class NoticesReadIn(Sent):
    """Notices that were read."""

    keys: Annotated[list[Key], Field(max_length=200)] | None = Field(None, description="all of them where not said")


class NoticesRead(Schema):
    """How many notices were marked as read."""

    read: int
