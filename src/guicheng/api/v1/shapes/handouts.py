"""Documents that go out."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ninja import Field, Schema

from guicheng.api.v1.shapes.parts import Next, Sent


class HandoutIn(Sent):
    """Which document is wanted."""

    kind: Literal["manual", "post", "notice"] = Field("manual", description="manual, handbook of a post, public notice")
    form: Literal["docx", "pdf"] = "docx"
    paper: Literal["a4", "a5", "a3"] = Field("a4", description="size of the pages of a PDF; a3 makes a poster")
    post: str = Field("", max_length=80, description="post of a handbook")
    grade: str = Field("", max_length=20, description="empty for the one that holds, or the best")
    elements: bool = Field(default=False, description="whether a manual tells the elements of each clause")
    phone: str = Field("", max_length=80, description="service telephone on a notice")
    complaints: str = Field("", max_length=80, description="telephone for complaints on a notice")
    hours: str = Field("", max_length=80, description="hours of service on a notice")
    address: str = Field("", max_length=80, description="where the service centre is, on a notice")


class HandoutOf(Schema):
    """A document that was asked for."""

    key: str
    name: str = Field(..., description="what the file is called")
    kind: Literal["manual", "post", "notice"]
    form: Literal["docx", "pdf"]
    state: Literal["waiting", "working", "ready", "refused", "failed"]
    done: int
    total: int
    size: int = Field(..., description="bytes, 0 until it is ready")
    asked_at: datetime
    refusal: str = Field(..., description="why it was not made, empty where it was")


class Handouts(Schema):
    """A page of documents, newest first."""

    items: list[HandoutOf]
    next: Next


class HandoutContent(Schema):
    """A document that is ready, with its bytes."""

    name: str
    content_type: str
    content: str = Field(..., description="the bytes in base64")
