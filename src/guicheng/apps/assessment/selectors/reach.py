"""Whom an actor reads satisfaction and scorecards of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit, UnitKind
from guicheng.apps.organization.selectors.fetching import one

READ: Final = "scorecards.read"
MANAGE: Final = "scorecards.manage"
APPEAL: Final = "scorecards.appeal"


def estates_scored(actor: Actor) -> QuerySet[Unit]:
    """Return the estates in use of which an actor reads scores, in the order of the tree."""
    rows: QuerySet[Unit] = Unit.objects.filter(actor.within(READ, ""), kind=UnitKind.ESTATE, archived_at=None)
    return rows.order_by("path")


def scored_units(actor: Actor) -> list[Unit]:
    """Return the same as a list: one query."""
    return list(estates_scored(actor))


def scored_unit(actor: Actor, key: str | UUID) -> Unit:
    """Return a unit of which an actor reads scores, an archived one too.

    Raises:
        Unit.DoesNotExist: There is none within reach.
    """
    found: Unit = one(Unit.objects.filter(actor.within(READ, "")), key)
    return found


def units_or_all(actor: Actor, units: Sequence[Unit] | None) -> Sequence[Unit]:
    """Return the units that are asked for, those out of reach left out; all estates within reach for None."""
    if units is None:
        return scored_units(actor)
    return [unit for unit in units if actor.may(READ, unit)]
