"""Phones, field events, photos and tasks."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Field, Schema

from guicheng.api.v1.shapes.parts import Key, Next, Sent, Told, Wanted

Ulid = Annotated[str, Field(max_length=26, examples=["01KB4F8A526D3F4F0E9A572F6F"])]
Sha = Annotated[str, Field(description="SHA-256 in small hexadecimal figures", examples=["9f" * 32])]


class DeviceIn(Sent):
    """A phone to register; with neither person nor post it is the caller's own."""

    unit: Key = Field(..., description="key of the unit at which it is used")
    name: str = Field(..., max_length=60, description="what people call it")
    person: Key = Field("", description="key of the person whose it is")
    post: Key = Field("", description="key of the post whose people share it")


class Device(Schema):
    """A phone that sends events."""

    key: str = Field(..., description="`device` of its events")
    name: str
    unit: Told
    person: Told | None
    post: Told | None
    registered_at: datetime
    withdrawn_at: datetime | None


class Devices(Schema):
    """A page of phones, by name."""

    items: list[Device]
    next: Next


class ContactIn(Sent):
    """A phone that asks for a stamp."""

    device: Key


class Contact(Schema):
    """A stamp of this contact."""

    contact: str = Field(..., description="`contact` of events until the next contact")
    server_ms: int = Field(..., description="the server's time, milliseconds since 1970")


class Code(Schema):
    """The changing code of a place."""

    code: str = Field(..., description="six figures to show")
    for_ms: int = Field(..., description="milliseconds for which it is shown")


class EventsIn(Schema):
    """A batch of events, in any order; docs/explanation/field-events.md says what an event is."""

    events: list[Any] = Field(..., max_length=200, description="at most 200; one that cannot be kept stops no other")


class RefusedEvent(Schema):
    """An event of a batch that was not kept, and why."""

    index: int = Field(..., description="its place in the batch, from 0")
    id: str
    code: str = Field(..., description="event-refused, device-unknown or id-taken")
    message: str
    field: str = Field(..., description="member that is wrong, empty for none")


class EventsKept(Schema):
    """What became of a batch. What is committed has reached the disk; only then may a phone delete it."""

    committed: list[str] = Field(..., description="ids that are kept: new ones, and those that came before")
    refused: list[RefusedEvent]
    contact: dict[str, str] = Field(..., description="stamp of this contact by key of the phone")
    server_ms: int


class Photo(Schema):
    """A photo that has reached the disk."""

    sha256: Sha = Field(..., description="of the bytes as they were sent")
    kept_sha256: Sha = Field(..., description="of the bytes as they are kept, without what told of phone and place")
    media: str
    size: int
    width: int
    height: int


class FieldEvent(Schema):
    """An event as it is kept."""

    id: str
    seq: int = Field(..., description="number in the chain")
    unit: Told
    device: str
    device_seq: int
    kind: str
    occurrence: str
    wall: str
    effective_ms: int
    received_ms: int
    payload: dict[str, Any] | None = Field(..., description="null where it was purged")
    photos: list[str]
    by: Told | None = Field(..., description="null where the person was forgotten")
    grade: str = Field(..., description="A to D for a check-in, else empty")
    flags: list[str] = Field(..., description="why a person should look at it")


class FieldEvents(Schema):
    """A page of events, the newest in the chain first."""

    items: list[FieldEvent]
    next: Next


class EventsWanted(Wanted):
    """Which events."""

    kind: str = Field("", max_length=30)
    occurrence: str = Field("", max_length=64)
    device: Key = ""
    unit: Key = ""
    since: date | None = None
    until: date | None = None
    flagged: bool = False


class LineAnswer(Schema):
    """The answer that stands at a line of a checklist."""

    line: str
    answer: Any
    event: str


class Corrected(Schema):
    """An event that no longer counts."""

    event: str
    by: str


class Task(Schema):
    """How far a task is: a pure function of the set of its events."""

    occurrence: str
    phase: str = Field(..., description="open, accepted, started, paused or finished")
    firsts: dict[str, int] = Field(..., description="first moment of each kind, milliseconds since 1970")
    answers: list[LineAnswer]
    pauses: list[dict[str, Any]] = Field(..., description="`from`, `to` (null while it lasts) and `reason`")
    check_ins: list[str]
    photos: list[str]
    corrected: list[Corrected]
    finished_ms: int | None
    reopened: int
    events: list[str]
