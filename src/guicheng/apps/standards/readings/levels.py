"""Which text stands above which: the contract of an estate, the company's standards, those of regions and estates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from guicheng.apps.organization.models import UnitKind
from guicheng.apps.standards.models import Standard
from guicheng.domain.comparison import Level

_LEVELS: Final = {UnitKind.ESTATE: Level.ESTATE}


def level_of(standard: Standard) -> Level:
    """Return who set a text."""
    if standard.is_contract:
        return Level.CONTRACT
    return _LEVELS.get(UnitKind(standard.unit.kind), Level.COMPANY)


def stands_below(standard: Standard, other: Standard) -> bool | None:
    """Tell whether a text stands below another one.

    The contract of an estate binds the standards of the estate and those of all units above it, which are rendered
    there. Standards bind those of the units below them.

    Returns:
        True below it, False beside it, None where the other one does not bind it.
    """
    mine, theirs = str(standard.unit.path), str(other.unit.path)
    if standard.is_contract:
        return False if other.is_contract and mine == theirs else None
    if other.is_contract:
        return True if mine.startswith(theirs) or theirs.startswith(mine) else None
    return mine != theirs if mine.startswith(theirs) else None


def on_the_way(standards: Iterable[Standard], place: Standard) -> Sequence[Standard]:
    """Return the standards that hold where a text does: those of its unit and of the units above it."""
    path = str(place.unit.path)
    return [each for each in standards if path.startswith(str(each.unit.path)) and not each.is_contract]
