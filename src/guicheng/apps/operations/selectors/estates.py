"""Estates with what is known of their ground, and who sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, QuerySet

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


def estate_rows(units: Iterable[Unit]) -> list[EstateRow]:
    """Return estates with their counts: six queries, whatever their number."""
    listed = list(units)
    keys = [unit.pk for unit in listed]
    used = (model.objects.filter(archived_at=None) for model in (Place, Point, Equipment))
    places, points, machines = (_counted(rows, keys) for rows in used)
    rosters, people = (_counted(model.objects.all(), keys) for model in (Roster, Placement))
    said = CalendarUse.objects.filter(post=None, clause_key=None).values_list("unit__path", flat=True)
    paths = tuple(said)
    return [
        EstateRow(
            unit,
            places.get(unit.pk, 0),
            points.get(unit.pk, 0),
            machines.get(unit.pk, 0),
            rosters.get(unit.pk, 0),
            people.get(unit.pk, 0),
            any(str(unit.path).startswith(path) for path in paths),
        )
        for unit in listed
    ]


def _counted(rows: QuerySet[Any], keys: list[int]) -> dict[int, int]:
    return dict(rows.filter(unit__in=keys).order_by().values_list("unit").annotate(Count("pk")))
