"""The ground of estates: places, points, equipment, rosters, calendars."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import StringConstraints

from guicheng.api.v1.shapes.examples import example
from guicheng.api.v1.shapes.organization import Moment
from guicheng.api.v1.shapes.parts import Key, Next, Sent, Told, Wanted

PlaceKind = Literal["building", "entrance", "floor", "room", "area"]
Proof = Literal["code", "nfc", "dynamic"]
EntryKind = Literal["commissioned", "inspected", "repaired", "replaced", "retired", "noted"]
Name = Annotated[str, StringConstraints(max_length=60)]
Code = Annotated[str, Field(max_length=30, examples=["A-1F"])]
Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2199, 12, 31), examples=["2026-11-28"])]


class PlaceRow(Schema):
    """A building, an entrance, a floor, a room or an area."""

    key: str
    code: str
    name: str
    kind: PlaceKind
    parent: str = Field(..., description="code of the place it lies in, empty for none")
    path: str = Field(..., description="codes from the outermost place down, each with / behind it")
    archived_at: datetime | None


class Places(Schema):
    """A page of places, each before those that lie in it."""

    items: list[PlaceRow]
    next: Next


class PlaceIn(Sent):
    """A place as it is to be."""

    name: Name = Field(..., examples=[example("place")])
    kind: PlaceKind
    parent: Code | Literal[""] = Field("", description="code of the place it lies in")


class PointRow(Schema):
    """A point of a patrol."""

    key: str
    code: str
    name: str
    place: str = Field(..., description="code of its place, empty for none")
    proof: Proof
    nfc: str
    latitude: float | None
    longitude: float | None
    payload: str = Field(..., description="what its QR code says")
    best_grade: Literal["A", "B", "C", "D"]
    archived_at: datetime | None


class Points(Schema):
    """A page of points, by code."""

    items: list[PointRow]
    next: Next


class PointIn(Sent):
    """A point as it is to be."""

    name: Name = Field(..., examples=[example("place")])
    place: Code | Literal[""] = ""
    proof: Proof = "code"
    nfc: str = Field("", max_length=40)
    latitude: float | None = Field(None, ge=-90, le=90)
    longitude: float | None = Field(None, ge=-180, le=180)


class MachineRow(Schema):
    """A piece of equipment."""

    key: str
    code: str
    name: str
    category: str
    place: str = Field(..., description="code of its place, empty for none")
    maker: str
    serial: str
    inspect_by: date | None
    archived_at: datetime | None


class Machines(Schema):
    """A page of equipment, by code."""

    items: list[MachineRow]
    next: Next


class MachineIn(Sent):
    """A piece of equipment as it is to be."""

    name: Name = Field(..., examples=[example("machine")])
    category: str = Field(..., max_length=40, examples=[example("category")])
    place: Code | Literal[""] = ""
    maker: Name = ""
    serial: Name = ""
    inspect_by: Day | None = None


class HistoryRow(Schema):
    """A line of a history."""

    key: str
    kind: EntryKind
    day: date
    text: str
    done_by: str
    inspect_by: date | None
    written_by: str
    written_at: datetime


class Machine(MachineRow):
    """A piece of equipment with its history, the newest line first."""

    history: list[HistoryRow]


class HistoryIn(Sent):
    """What happened to a piece of equipment."""

    kind: EntryKind
    day: Day
    text: str = Field("", max_length=400)
    done_by: Name = ""
    inspect_by: Day | None = None


class DutyRow(Schema):
    """Somebody who is on duty."""

    post: Told
    person: Told
    shift: str = Field(..., description="empty where the duty hours of the post say it")
    since: datetime
    until: datetime
    in_place_of: Told | None
    reason: str


class OnDutyWanted(Schema):
    """When, and of which post."""

    at: Moment | None = Field(None, description="now where it is left out")
    post: Key | Literal[""] = ""


class RosterRow(Schema):
    """A roster."""

    key: str
    name: str
    post: Told
    cycle: list[str] = Field(..., description="name of a shift for each day, empty for a day off")
    crews: list[dict[str, str | int]] = Field(..., description="name, and place in the cycle on the first day")
    starts_on: date
    ends_on: date | None


class DayChangeIn(Sent):
    """What differs on a day: with `stand_in` somebody works instead, else the person works these shifts."""

    day: Day
    person: Key
    reason: str = Field(..., max_length=100, examples=[example("reason-away")])
    stand_in: Key | Literal[""] = ""
    shifts: list[Annotated[str, StringConstraints(max_length=10)]] = Field([], max_length=8)


class DayChange(Schema):
    """A change of a day."""

    key: str
    roster: str
    day: date
    person: Told
    stand_in: Told | None
    shifts: list[str]
    reason: str


class CalendarWanted(Wanted):
    """For what."""

    post: Key | Literal[""] = ""
    clause: str = Field("", max_length=60, description="standard and number, such as KF-03/2")


class CalendarHere(Schema):
    """The calendar that holds; `name` is empty where none was chosen, and limits run around the clock."""

    name: str
    hours: str
    day_end: str = Field(..., examples=["17:30"])
    unit: Told | None = Field(..., description="the unit for which it was chosen")
