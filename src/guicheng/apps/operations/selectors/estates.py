"""Estates with what is known of their ground, and who sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from guicheng.apps.operations.models import CalendarUse, Equipment, Place, Point, Roster
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Placement, Unit, UnitKind
from guicheng.apps.organization.selectors.fetching import one

READ: Final = "estates.read"


@dataclass(frozen=True, slots=True)
class EstateRow:
    """An estate with how much of its ground is written down.

    Args:
        unit: The estate.
        places: Places in use.
        points: Points in use.
        equipment: Pieces of equipment in use.
        rosters: Rosters.
        people: Posts filled there.
        has_calendar: Whether a calendar holds there for all, said at it or above it.
    """

    unit: Unit
    places: int
    points: int
    equipment: int
    rosters: int
    people: int
    has_calendar: bool


def estates_visible_to(actor: Actor) -> QuerySet[Unit]:
    """Return the estates in use whose ground an actor may see, in the order of the tree."""
    rows: QuerySet[Unit] = Unit.objects.filter(actor.within(READ, ""), kind=UnitKind.ESTATE, archived_at=None)
    return rows.order_by("path")


def estate_visible_to(actor: Actor, key: str | UUID) -> Unit:
    """Return an estate, or another unit, whose ground an actor may see; archived ones too.

    Raises:
        Unit.DoesNotExist: There is none within reach.
    """
    found: Unit = one(Unit.objects.filter(actor.within(READ, "")), key)
    return found


def estate_counted(actor: Actor, key: str | UUID) -> Unit:
    """Return an estate like ``estate_visible_to``, with its counts as attributes: one query.

    Raises:
        Unit.DoesNotExist: There is none within reach.
    """
    found: Unit = one(_with_counts(Unit.objects.filter(actor.within(READ, ""))), key)
    return found


def estate_row(unit: Unit, *, has_calendar: bool) -> EstateRow:
    """Return the counts of an estate that ``estate_counted`` gave: no query."""
    places, points, equipment, rosters, people = (getattr(unit, name) for name in _COUNTED)
    return EstateRow(unit, places, points, equipment, rosters, people, has_calendar)


def estate_rows(units: Iterable[Unit]) -> list[EstateRow]:
    """Return estates with their counts, in the order of the tree: two queries, whatever their number."""
    counted = _with_counts(Unit.objects.filter(pk__in=[unit.pk for unit in units])).order_by("path")
    said = CalendarUse.objects.filter(post=None, clause_key=None).values_list("unit__path", flat=True)
    paths = tuple(said)
    return [estate_row(unit, has_calendar=str(unit.path).startswith(paths)) for unit in counted]


def _with_counts(units: QuerySet[Unit]) -> QuerySet[Unit]:
    counted: QuerySet[Unit] = units.annotate(**{name: _count(rows) for name, rows in _COUNTED.items()})
    return counted


def _count(rows: QuerySet[Any]) -> Coalesce:
    """Return how many rows belong to the unit of the outer query."""
    counted = rows.filter(unit=OuterRef("pk")).order_by().values("unit").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


_COUNTED: Final[dict[str, QuerySet[Any]]] = {
    "places_used": Place.objects.filter(archived_at=None),
    "points_used": Point.objects.filter(archived_at=None),
    "equipment_used": Equipment.objects.filter(archived_at=None),
    "rosters_kept": Roster.objects.all(),
    "people_placed": Placement.objects.all(),
}
