"""Phases of a chart: where a new edition begins, another promise holds, and the limits begin anew."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

#: With fewer points a phase has no limits yet.
FEWEST_OF_PHASE = 2


@dataclass(frozen=True, slots=True)
class Phase:
    """Neighbouring points under one edition.

    Args:
        number: Which phase, from 0; one without points is left out, its number too.
        first: Place of its first point.
        last: Place of its last point.
    """

    number: int
    first: int
    last: int

    @property
    def has_limits(self) -> bool:
        """Whether it has enough points for limits."""
        return self.last - self.first + 1 >= FEWEST_OF_PHASE


def phases(begins: Sequence[date], starts: Sequence[date]) -> tuple[Phase, ...]:
    """Return the phases of points in order of time.

    Args:
        begins: First day of each point's period, ascending. A period in which an edition begins counts to the one
            before, which held when it began.
        starts: Days from which a later edition holds, ascending.

    Example:
        >>> jan, feb, mar = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)
        >>> [(each.number, each.first, each.last) for each in phases([jan, feb, mar], [date(2026, 2, 15)])]
        [(0, 0, 1), (1, 2, 2)]
    """
    numbered = [(bisect_right(starts, day), place) for place, day in enumerate(begins)]
    found = []
    for number, points in groupby(numbered, key=lambda each: each[0]):
        places = [place for _number, place in points]
        found.append(Phase(number, places[0], places[-1]))
    return tuple(found)
