"""The ground of estates: places, points, equipment, rosters, calendars."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.posts import told
from guicheng.api.v1.shapes import estates as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.apps.operations.models import Equipment, Place, Point, RosterChange
from guicheng.apps.operations.selectors.calendars import calendar_for, clause_called
from guicheng.apps.operations.selectors.estates import estate_visible_to
from guicheng.apps.operations.selectors.places import equipment_coded, equipment_of, history_of, places_of, points_of
from guicheng.apps.operations.selectors.rosters import on_duty_at, rosters_of
from guicheng.apps.operations.services import equipment as equipment_acts
from guicheng.apps.operations.services import places as places_acts
from guicheng.apps.operations.services import roster_changes
from guicheng.apps.organization.models import Person
from guicheng.apps.organization.selectors import post_visible_to

calls = Calls("estates")
_READ, _MANAGE, _RECORD, _ROSTER = "estates.read", "estates.manage", "equipment.record", "rosters.manage"
_REFUSES = ("not-as-wanted", "archived")


@calls.get("/units/{key}/places", needs=_READ, answer=shapes.Places, summary="List places", refuses=("bad-cursor",))
def list_places(request: HttpRequest, key: Path[str], wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the places of an estate, archived ones too, each before those that lie in it."""
    unit = estate_visible_to(actor_of(request), key)
    found, following = page_of(places_of(unit, archived=True), wanted.cursor, by="path")
    return {"items": [place_json(row) for row in found], "next": following}


@calls.write(
    "PUT",
    "/units/{key}/places/{place}",
    needs=_MANAGE,
    answer=shapes.PlaceRow,
    summary="Add or change a place",
    refuses=_REFUSES,
)
def save_place(request: HttpRequest, key: Path[str], place: Path[str], body: shapes.PlaceIn) -> dict[str, Any]:
    """Add the place of this code, or change it."""
    about: dict[str, Any] = {"actor": actor_of(request), "unit_key": key, "at": timezone.now()}
    return place_json(places_acts.save_place(code=place, **body.dict(), **about)[0])


@calls.get("/units/{key}/points", needs=_READ, answer=shapes.Points, summary="List points", refuses=("bad-cursor",))
def list_points(request: HttpRequest, key: Path[str], wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the points of an estate, archived ones too, by code."""
    unit = estate_visible_to(actor_of(request), key)
    found, following = page_of(points_of(unit, archived=True), wanted.cursor, by="code")
    return {"items": [point_json(row) for row in found], "next": following}


@calls.write(
    "PUT",
    "/units/{key}/points/{point}",
    needs=_MANAGE,
    answer=shapes.PointRow,
    summary="Add or change a point",
    refuses=_REFUSES,
)
def save_point(request: HttpRequest, key: Path[str], point: Path[str], body: shapes.PointIn) -> dict[str, Any]:
    """Add the point of this code, or change it."""
    about: dict[str, Any] = {"actor": actor_of(request), "unit_key": key, "at": timezone.now()}
    said = body.dict()
    degrees = {name: "" if said[name] is None else f"{said.pop(name):f}" for name in ("latitude", "longitude")}
    return point_json(places_acts.save_point(code=point, **{**said, **degrees}, **about)[0])


@calls.get(
    "/units/{key}/equipment", needs=_READ, answer=shapes.Machines, summary="List equipment", refuses=("bad-cursor",)
)
def list_equipment(request: HttpRequest, key: Path[str], wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the equipment of an estate, retired pieces too, by code."""
    unit = estate_visible_to(actor_of(request), key)
    found, following = page_of(equipment_of(unit, archived=True), wanted.cursor, by="code")
    return {"items": [machine_json(row) for row in found], "next": following}


@calls.get("/units/{key}/equipment/{machine}", needs=_READ, answer=shapes.Machine, summary="See equipment")
def see_equipment(request: HttpRequest, key: Path[str], machine: Path[str]) -> dict[str, Any]:
    """Return a piece of equipment with its history."""
    found = equipment_coded(estate_visible_to(actor_of(request), key), machine)
    return {**machine_json(found), "history": history_json(found)}


@calls.write(
    "PUT",
    "/units/{key}/equipment/{machine}",
    needs=_MANAGE,
    answer=shapes.MachineRow,
    summary="Add or change equipment",
    refuses=_REFUSES,
)
def save_equipment(request: HttpRequest, key: Path[str], machine: Path[str], body: shapes.MachineIn) -> dict[str, Any]:
    """Add the piece of equipment of this code, or change it."""
    about: dict[str, Any] = {"actor": actor_of(request), "unit_key": key, "at": timezone.now()}
    return machine_json(equipment_acts.save_equipment(code=machine, **body.dict(), **about)[0])


@calls.write(
    "POST",
    "/units/{key}/equipment/{machine}/history",
    needs=_RECORD,
    answer=shapes.Machine,
    status=201,
    summary="Add to the history of equipment",
    refuses=_REFUSES,
)
def record_entry(request: HttpRequest, key: Path[str], machine: Path[str], body: shapes.HistoryIn) -> dict[str, Any]:
    """Add a line to the history of a piece of equipment; no line is ever changed."""
    about: dict[str, Any] = {"actor": actor_of(request), "unit_key": key, "at": timezone.now()}
    equipment_acts.record_entry(code=machine, **body.dict(), **about)
    found = equipment_coded(estate_visible_to(actor_of(request), key), machine)
    return {**machine_json(found), "history": history_json(found)}


@calls.get("/units/{key}/on-duty", needs=_READ, answer=list[shapes.DutyRow], summary="See who is on duty")
def see_on_duty(request: HttpRequest, key: Path[str], wanted: Query[shapes.OnDutyWanted]) -> list[dict[str, Any]]:
    """Return who is on duty in an estate at a moment, as rosters and duty hours say."""
    actor = actor_of(request)
    unit = estate_visible_to(actor, key)
    post = post_visible_to(actor, wanted.post) if wanted.post else None
    return [
        {
            "post": told(row.post),
            "person": person_json(row.person),
            "shift": row.shift,
            "since": timezone.make_aware(row.since),
            "until": timezone.make_aware(row.until),
            "in_place_of": person_json(row.in_place_of) if row.in_place_of else None,
            "reason": row.reason,
        }
        for row in on_duty_at(unit, wanted.at or timezone.now(), post=post)
    ]


@calls.get("/units/{key}/rosters", needs=_READ, answer=list[shapes.RosterRow], summary="List rosters")
def list_rosters(request: HttpRequest, key: Path[str]) -> list[dict[str, Any]]:
    """Return the rosters of an estate."""
    rows = rosters_of(estate_visible_to(actor_of(request), key))
    named = ("name", "cycle", "crews", "starts_on", "ends_on")
    return [
        {"key": str(row.key), "post": told(row.post), **{name: getattr(row, name) for name in named}} for row in rows
    ]


@calls.write(
    "POST",
    "/units/{key}/rosters/{roster}/changes",
    needs=_ROSTER,
    answer=shapes.DayChange,
    status=201,
    summary="Change a day of a roster",
    refuses=_REFUSES,
)
def change_day(request: HttpRequest, key: Path[str], roster: Path[str], body: shapes.DayChangeIn) -> dict[str, Any]:
    """Have somebody stand in on a day, or work other shifts than the cycle says; no shift is a day off."""
    about: dict[str, Any] = {
        "actor": actor_of(request),
        "unit_key": key,
        "roster_key": roster,
        "day": body.day,
        "person_key": body.person,
        "reason": body.reason,
        "at": timezone.now(),
    }
    if body.stand_in:
        shift = body.shifts[0] if body.shifts else ""
        return change_json(roster_changes.stand_in(stand_in_key=body.stand_in, shift=shift, **about))
    return change_json(roster_changes.set_day(shifts=body.shifts, **about))


@calls.get("/units/{key}/calendar", needs=_READ, answer=shapes.CalendarHere, summary="See the calendar that holds")
def see_calendar(request: HttpRequest, key: Path[str], wanted: Query[shapes.CalendarWanted]) -> dict[str, Any]:
    """Return the calendar that holds in a unit: that of the clause, else of the post, else of the nearest unit."""
    actor = actor_of(request)
    unit = estate_visible_to(actor, key)
    post = post_visible_to(actor, wanted.post) if wanted.post else None
    clause = clause_called(actor, wanted.clause) if wanted.clause else None
    found = calendar_for(unit, post=post, clause_key=clause.key if clause else None)
    if found is None:
        return {"name": "", "hours": "", "day_end": "24:00", "unit": None}
    day_end = found.day_end.strftime("%H:%M") if found.day_end else "24:00"
    return {"name": found.name, "hours": found.use.calendar.hours, "day_end": day_end, "unit": told(found.use.unit)}


def place_json(row: Place) -> dict[str, Any]:
    """Return a place as the API tells it."""
    named = ("code", "name", "kind", "path", "archived_at")
    parent = row.parent.code if row.parent else ""
    return {"key": str(row.key), "parent": parent, **{name: getattr(row, name) for name in named}}


def point_json(row: Point) -> dict[str, Any]:
    """Return a point as the API tells it."""
    named = ("code", "name", "proof", "nfc", "latitude", "longitude", "payload", "best_grade", "archived_at")
    place = row.place.code if row.place else ""
    return {"key": str(row.key), "place": place, **{name: getattr(row, name) for name in named}}


def machine_json(row: Equipment) -> dict[str, Any]:
    """Return a piece of equipment as the API tells it."""
    named = ("code", "name", "category", "maker", "serial", "inspect_by", "archived_at")
    place = row.place.code if row.place else ""
    return {"key": str(row.key), "place": place, **{name: getattr(row, name) for name in named}}


def history_json(row: Equipment) -> list[dict[str, Any]]:
    """Return the history of a piece of equipment as the API tells it."""
    named = ("kind", "day", "done_by", "inspect_by", "written_by", "written_at")
    return [
        {"key": str(each.key), "text": each.note, **{name: getattr(each, name) for name in named}}
        for each in history_of(row)
    ]


def change_json(row: RosterChange) -> dict[str, Any]:
    """Return a change of a day as the API tells it."""
    return {
        "key": str(row.key),
        "roster": str(row.roster.key),
        "day": row.day,
        "person": person_json(row.person),
        "stand_in": person_json(row.stand_in) if row.stand_in else None,
        "shifts": row.shifts,
        "reason": row.reason,
    }


def person_json(person: Person) -> dict[str, str]:
    """Return somebody by key and name."""
    return {"key": str(person.key), "name": person.name}
