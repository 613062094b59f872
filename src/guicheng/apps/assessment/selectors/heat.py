"""What somebody may see of the boards: months, estates within reach, their names."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from guicheng.apps.assessment.readings.board import Board
from guicheng.apps.assessment.selectors.boards import MonthOf, board_of, months_of
from guicheng.apps.assessment.selectors.figures import READ
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit, UnitKind
from guicheng.apps.organization.selectors.fetching import one


class Chosen(NamedTuple):
    """A month and the version of it that is shown; 0 is the present count."""

    month: MonthOf
    version: int


def root_of(actor: Actor) -> str:
    """Return the tree path of the company of somebody who may read figures, "" for anybody else."""
    paths = actor.paths(READ)
    return paths[0][: Unit.steplen] if paths else ""


def months_for(actor: Actor) -> list[MonthOf]:
    """Return the counted months of the company of an actor, the newest first: two queries."""
    path = root_of(actor)
    return months_of(actor.company_id, path) if path and actor.company_id is not None else []


def chosen_month(months: Sequence[MonthOf], month: str, version: str) -> Chosen | None:
    """Return which month and version is wanted.

    Args:
        months: The counted months, the newest first.
        month: Such as 2026-10; the newest where there is no such one.
        version: Number of a seal, or ``live``; the newest seal, or the present count without one, where there is none.

    Returns:
        None where no month was counted.
    """
    if not months:
        return None
    found = next((each for each in months if each.month == month), months[0])
    numbers = [number for number, _at in found.versions]
    if version == "live":
        return Chosen(found, 0)
    wanted = int(version) if version.isascii() and version.isdigit() else 0
    return Chosen(found, wanted if wanted in numbers else max(numbers, default=0))


def month_before(months: Sequence[MonthOf], chosen: Chosen) -> Chosen | None:
    """Return the counted month just before in the calendar, in its newest seal or as it is counted now."""
    year, number = (int(part) for part in chosen.month.month.split("-"))
    name = f"{year - (number == 1):04d}-{(number - 2) % 12 + 1:02d}"
    found = next((each for each in months if each.month == name), None)
    return chosen_month([found], name, "") if found else None


def board_for(actor: Actor, chosen: Chosen) -> Board:
    """Return the board of a month of an actor's company; who may see which estate is asked of ``places_for``."""
    return board_of(root_of(actor), chosen.month, chosen.version)


def places_for(actor: Actor, board: Board, unit: Unit | None = None) -> list[int]:
    """Return the positions of the estates within an actor's reach, at or below a unit where one is given."""
    reach = actor.paths(READ)
    within = [place for place, each in enumerate(board.places) if each.path.startswith(reach)]
    return within if unit is None else [at for at in within if board.places[at].path.startswith(str(unit.path))]


def unit_for(actor: Actor, key: str | UUID) -> Unit:
    """Return a unit whose figures an actor may read: one query.

    Raises:
        Unit.DoesNotExist: There is none within reach.
    """
    rows: QuerySet[Unit] = Unit.objects.filter(actor.within(READ, ""))
    return one(rows, key)


def named_units(actor: Actor, pks: Collection[int]) -> dict[int, Unit]:
    """Return units within reach by primary key: those that are asked for, and all that are no estates: one query."""
    wanted = Q(pk__in=list(pks)) | ~Q(kind=UnitKind.ESTATE) & Q(archived_at=None)
    rows = Unit.objects.filter(actor.within(READ, "")).filter(wanted)
    return {unit.pk: unit for unit in rows.order_by("path")}


def reporting_units(actor: Actor, *, most: int = 500) -> list[Unit]:
    """Return the units in use within reach of whoever reads figures, in the order of the tree: one query.

    Args:
        actor: Who asks.
        most: Of how many at most.
    """
    rows = Unit.objects.filter(actor.within(READ, ""), archived_at=None)
    return list(rows.order_by("path")[:most])
