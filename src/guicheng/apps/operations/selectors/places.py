"""Places, points and equipment of an estate."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from guicheng.apps.operations.models import Equipment, EquipmentEntry, Place, Point
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors.fetching import clean

_SOON: Final = timedelta(days=60)


def places_of(unit: Unit, *, archived: bool = False) -> QuerySet[Place]:
    """Return the places of an estate, each before those that lie in it."""
    rows = Place.objects.filter(unit=unit).select_related("parent").order_by("path")
    return rows if archived else rows.filter(archived_at=None)


def points_of(unit: Unit, *, within: str = "", archived: bool = False) -> QuerySet[Point]:
    """Return the points of an estate by code.

    Args:
        unit: The estate.
        within: Code of a place: only the points in it and in all that lies in it; "" for all.
        archived: Whether to return those out of use too.
    """
    rows = Point.objects.filter(unit=unit).select_related("place").order_by("code")
    if not archived:
        rows = rows.filter(archived_at=None)
    return rows.filter(_inside(unit, within)) if within else rows


def equipment_of(unit: Unit, *, within: str = "", words: str = "", archived: bool = False) -> QuerySet[Equipment]:
    """Return the equipment of an estate by code; ``words`` are parts of code, name, category, maker or serial."""
    rows = Equipment.objects.filter(unit=unit).select_related("place").order_by("code")
    if not archived:
        rows = rows.filter(archived_at=None)
    for word in clean(words).split():
        rows = rows.filter(
            Q(code__icontains=word)
            | Q(name__icontains=word)
            | Q(category__icontains=word)
            | Q(maker__icontains=word)
            | Q(serial__icontains=word)
        )
    return rows.filter(_inside(unit, within)) if within else rows


def equipment_coded(unit: Unit, code: str) -> Equipment:
    """Return a piece of equipment by its code.

    Raises:
        Equipment.DoesNotExist: The estate has none.
    """
    return Equipment.objects.select_related("place").get(unit=unit, code=clean(code).upper())


def history_of(equipment: Equipment) -> QuerySet[EquipmentEntry]:
    """Return what happened to a piece of equipment, the newest first."""
    return EquipmentEntry.objects.filter(equipment=equipment)


def inspections_due(unit: Unit, today: date) -> QuerySet[Equipment]:
    """Return the equipment whose legal inspection is late or comes within 60 days, the most urgent first."""
    rows = Equipment.objects.filter(unit=unit, archived_at=None, inspect_by__lte=today + _SOON)
    return rows.order_by("inspect_by", "code")


def _inside(unit: Unit, code: str) -> Q:
    place = Place.objects.filter(unit=unit, code=clean(code).upper()).first()
    return Q(place__path__startswith=place.path) if place else Q(pk__in=[])
