"""The tree of units as a page shows it, with how many people belong to each."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Grant, Placement, Unit
from guicheng.apps.organization.selectors.units import units_visible_to


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in the tree.

    Args:
        unit: The unit.
        depth: How far below the highest unit that the actor sees.
        people: People placed or holding a role there, as far as the actor may see people; None where they may not.
    """

    unit: Unit
    depth: int
    people: int | None


def tree_visible_to(actor: Actor, *, archived: bool = False) -> list[UnitRow]:
    """Return the units that an actor may see in the order of the tree: three queries.

    Args:
        actor: Who asks.
        archived: Whether to show archived units too.
    """
    rows = units_visible_to(actor).order_by("path")
    units = list(rows if archived else rows.filter(archived_at__isnull=True))
    people, seen = _people(actor), actor.paths("people.read")
    top = min((unit.depth for unit in units), default=0)
    return [
        UnitRow(unit, unit.depth - top, len(people.get(unit.pk, ())) if _within(unit, seen) else None) for unit in units
    ]


def _within(unit: Unit, paths: tuple[str, ...]) -> bool:
    return any(str(unit.path).startswith(path) for path in paths)


def _people(actor: Actor) -> dict[int, set[int]]:
    """Return who belongs to each unit: two queries."""
    found: dict[int, set[int]] = {}
    for model in (Placement, Grant):
        rows = model.objects.filter(actor.within("people.read"), person__is_active=True)
        for unit, person in rows.values_list("unit", "person"):
            found.setdefault(unit, set()).add(person)
    return found


def members_of(actor: Actor, unit: Unit) -> tuple[QuerySet[Placement], QuerySet[Grant]]:
    """Return who fills which post and holds which role at a unit itself, for whoever may see people there."""
    within = actor.within("people.read")
    placements = Placement.objects.filter(within, unit=unit).select_related("person", "post")
    grants = Grant.objects.filter(within, unit=unit).select_related("person")
    return placements.order_by("post__name", "person__name"), grants.order_by("role", "person__name")


def filled_posts(actor: Actor) -> dict[int, int]:
    """Return how many people fill each post, as far as the actor may see people: one query."""
    rows = Placement.objects.filter(actor.within("people.read")).order_by()
    return dict(rows.values_list("post").annotate(Count("person", distinct=True)))
