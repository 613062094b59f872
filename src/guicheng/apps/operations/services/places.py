"""Places and points of an estate: written by code, so that the same workbook twice changes nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.operations.models import Equipment, Place, PlaceKind, Point, Proof
from guicheng.apps.operations.services.estate_access import (
    MANAGE,
    note,
    unit_for,
    wanted_code,
    wanted_degrees,
    wanted_name,
    wanted_text,
)
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.services.access import ArchivedError, NotAsWantedError, StillUsedError
from guicheng.domain.values.message import _

_LONGEST_PATH: Final = 200


@transaction.atomic
def save_place(
    *, actor: Actor, unit_key: str | UUID, code: str, name: str, kind: str, at: datetime, parent: str = ""
) -> tuple[Place, bool]:
    """Add a place, or change the one with this code.

    Args:
        actor: Who writes; needs ``estates.manage`` at the estate.
        unit_key: The estate.
        code: Names the place for good, once in the estate.
        name: What people call it.
        kind: A ``PlaceKind``.
        at: Now, with time zone.
        parent: Code of the place it lies in, "" for none.

    Returns:
        The place, and whether anything was written.

    Raises:
        Unit.DoesNotExist: There is no such estate within reach.
        NotAllowedError: The actor does not manage it.
        NotAsWantedError: A value is missing or cannot be what it is.
        ArchivedError: The place, or the one it lies in, is out of use.
    """
    unit = unit_for(actor, MANAGE, unit_key)
    wanted = wanted_code(code)
    place = Place.objects.filter(unit=unit, code=wanted).select_related("parent").first()
    before = _told(place) if place else {}
    if place and place.archived_at:
        raise _archived(place.name)
    above = place_coded(unit, parent, "parent") if parent else None
    old_path = place.path if place else ""
    place = place or Place(unit=unit, code=wanted)
    place.name, place.kind, place.parent = wanted_name(name), _wanted_kind(kind), above
    place.path = _path_below(above, wanted, old_path)
    if _told(place) == before:
        return place, False
    place.save()
    if old_path and old_path != place.path:
        _follow(unit, old_path, place.path)
    act = "change_place" if before else "add_place"
    note(unit, act, actor, at, subject="place", key=place.key, label=place.name, before=before, after=_told(place))
    return place, True


@transaction.atomic
def archive_place(*, actor: Actor, unit_key: str | UUID, key: str | UUID, at: datetime, back: bool = False) -> Place:
    """Take a place out of use, or back into it; what was written of it stays.

    Raises:
        Place.DoesNotExist: The estate has none of this key.
        StillUsedError: Places, points or equipment in it are in use.
    """
    unit = unit_for(actor, MANAGE, unit_key)
    place = Place.objects.get(unit=unit, key=key)
    if not back:
        _refuse_used(place)
    elif place.parent and place.parent.archived_at:
        raise _archived(place.parent.name)
    place.archived_at = None if back else place.archived_at or at
    place.save(update_fields=["archived_at"])
    act = "unarchive_place" if back else "archive_place"
    note(unit, act, actor, at, subject="place", key=place.key, label=place.name, after={"archived": not back})
    return place


@transaction.atomic
def save_point(
    *,
    actor: Actor,
    unit_key: str | UUID,
    code: str,
    name: str,
    at: datetime,
    place: str = "",
    proof: str = Proof.CODE,
    nfc: str = "",
    latitude: str = "",
    longitude: str = "",
) -> tuple[Point, bool]:
    """Add a point of a patrol, or change the one with this code; see ``save_place``.

    Args:
        actor: Who writes; needs ``estates.manage`` at the estate.
        unit_key: The estate.
        code: Names the point for good, once in the estate.
        name: What people call it.
        at: Now, with time zone.
        place: Code of the place where it is, "" for none.
        proof: A ``Proof``: how somebody proves that they were there.
        nfc: Identity of its NFC tag, once in the estate; "" for none.
        latitude: Degrees, WGS 84; "" together with the longitude for none.
        longitude: The same.
    """
    unit = unit_for(actor, MANAGE, unit_key)
    wanted = wanted_code(code)
    point = Point.objects.filter(unit=unit, code=wanted).select_related("place").first()
    before = _told_point(point) if point else {}
    if point and point.archived_at:
        raise _archived(point.name)
    point = point or Point(unit=unit, code=wanted)
    point.name, point.place = wanted_name(name), place_coded(unit, place, "place") if place else None
    point.proof, point.nfc = _wanted_proof(proof, nfc), _wanted_tag(unit, nfc, wanted)
    point.latitude = wanted_degrees(latitude, "latitude", 90)
    point.longitude = wanted_degrees(longitude, "longitude", 180)
    if (point.latitude is None) != (point.longitude is None):
        raise NotAsWantedError(_("A position needs both latitude and longitude."), field="longitude")
    if _told_point(point) == before:
        return point, False
    point.save()
    act = "change_point" if before else "add_point"
    told = _told_point(point)
    note(unit, act, actor, at, subject="point", key=point.key, label=point.name, before=before, after=told)
    return point, True


@transaction.atomic
def archive_point(*, actor: Actor, unit_key: str | UUID, key: str | UUID, at: datetime, back: bool = False) -> Point:
    """Take a point out of use, or back into it.

    Raises:
        Point.DoesNotExist: The estate has none of this key.
    """
    unit = unit_for(actor, MANAGE, unit_key)
    point = Point.objects.get(unit=unit, key=key)
    point.archived_at = None if back else point.archived_at or at
    point.save(update_fields=["archived_at"])
    act = "unarchive_point" if back else "archive_point"
    note(unit, act, actor, at, subject="point", key=point.key, label=point.name, after={"archived": not back})
    return point


def place_coded(unit: Unit, code: str, field: str) -> Place:
    """Return the place of an estate with a code.

    Raises:
        NotAsWantedError: There is none.
        ArchivedError: It is out of use.
    """
    wanted = wanted_code(code, field)
    place = Place.objects.filter(unit=unit, code=wanted).first()
    if place is None:
        raise NotAsWantedError(
            _("{unit} has no place with the code {code}. Add it first, or correct the code.",
              unit=unit.name, code=wanted), field=field
        )  # fmt: skip
    if place.archived_at:
        raise _archived(place.name)
    return place


def _archived(name: str) -> ArchivedError:
    return ArchivedError(_("{name} is archived. Take it out of the archive first.", name=name))


def _path_below(above: Place | None, code: str, old_path: str) -> str:
    if above and old_path and above.path.startswith(old_path):
        raise NotAsWantedError(_("A place cannot lie in itself. Choose another one."), field="parent")
    path = f"{above.path if above else ''}{code}/"
    if len(path) > _LONGEST_PATH:
        raise NotAsWantedError(_("Places lie too deep in one another here. Choose shorter codes."), field="parent")
    return path


def _follow(unit: Unit, old: str, new: str) -> None:
    """Give all that lies in a place that moved the new beginning of its path."""
    inside = list(Place.objects.filter(unit=unit, path__startswith=old))
    for each in inside:
        each.path = new + each.path[len(old) :]
        if len(each.path) > _LONGEST_PATH:
            raise NotAsWantedError(_("Places lie too deep in one another here. Choose shorter codes."), field="parent")
    Place.objects.bulk_update(inside, ["path"], batch_size=500)


def _refuse_used(place: Place) -> None:
    inside = {"unit_id": place.unit_id, "archived_at": None}
    places = Place.objects.filter(path__startswith=place.path, **inside).exclude(pk=place.pk)
    points = Point.objects.filter(place__path__startswith=place.path, **inside)
    machines = Equipment.objects.filter(place__path__startswith=place.path, **inside)
    names = [str(each) for rows in (places, points, machines) for each in rows[:3]][:3]
    if names:
        raise StillUsedError(
            _("In {place} there is still in use: {names}. Move or archive that first.",
              place=place.name, names="、".join(names))
        )  # fmt: skip


def _wanted_kind(kind: str) -> PlaceKind:
    if kind not in PlaceKind.values:
        raise NotAsWantedError(_("Choose what the place is: a building, an entrance, a floor …"), field="kind")
    return PlaceKind(kind)


def _wanted_proof(proof: str, nfc: str) -> Proof:
    if proof not in Proof.values:
        raise NotAsWantedError(_("Choose how somebody proves that they were there."), field="proof")
    if proof == Proof.NFC and not nfc.strip():
        raise NotAsWantedError(_("Enter the identity of the NFC tag."), field="nfc")
    return Proof(proof)


def _wanted_tag(unit: Unit, text: str, code: str) -> str:
    tag = wanted_text(text, "nfc", most=40).upper().replace(":", "").replace(" ", "")
    other = Point.objects.filter(unit=unit, nfc=tag).exclude(code=code).first() if tag else None
    if other:
        raise NotAsWantedError(_("{name} has this NFC tag already.", name=other.name), field="nfc")
    return tag


def _told(place: Place) -> dict[str, Any]:
    above = place.parent.code if place.parent else ""
    return {"code": place.code, "name": place.name, "kind": str(place.kind), "parent": above}


def _told_point(point: Point) -> dict[str, Any]:
    position = "" if point.latitude is None else f"{point.latitude:f}, {point.longitude:f}"
    place = point.place.code if point.place else ""
    return {"code": point.code, "name": point.name, "place": place, "proof": str(point.proof), "nfc": point.nfc,
            "position": position}  # fmt: skip
