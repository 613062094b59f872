"""Packs of evidence for one dispute."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ninja import Field, Schema

from guicheng.api.v1.shapes.parts import Next, Sent


class PackIn(Sent):
    """Of what a pack is wanted, and for which dispute."""

    kind: Literal["order", "case", "round", "task"]
    subject: str = Field(..., min_length=1, max_length=64, description="key of an order or case, or id of a task")
    case: str = Field(..., min_length=1, max_length=60, description="what the dispute is called")
    reason: str = Field(..., min_length=1, max_length=500, description="what for; the audit keeps it")
    reveal: bool = Field(default=False, description="whether people are told in full; needs `people.reveal`")
    hold: bool = Field(default=False, description="whether the evidence is held; needs `evidence.keep`")


class PackOf(Schema):
    """A pack that was asked for."""

    key: str
    kind: Literal["order", "case", "round", "task"]
    subject: str
    name: str = Field(..., description="what people call what it is about")
    case: str
    reason: str
    revealed: bool
    held: bool = Field(..., description="whether the evidence is held for this dispute now")
    state: Literal["waiting", "working", "ready", "refused"]
    done: int
    total: int
    size: int = Field(..., description="bytes of the zip file, 0 until it is ready")
    sha256: str = Field(..., description="hash of the zip file, empty until it is ready")
    content: str = Field(..., description="hash of all that is in it")
    statements: str = Field(..., description="hash of its statements, which its paper prints")
    asked_at: datetime
    made_at: datetime | None
    refusal: str = Field(..., description="why it was not made, empty where it was")


class Packs(Schema):
    """A page of packs, newest first."""

    items: list[PackOf]
    next: Next


class PackContent(Schema):
    """A pack that is ready, with its bytes."""

    name: str
    content_type: str
    content: str = Field(..., description="the bytes in base64")
