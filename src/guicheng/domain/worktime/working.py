"""When a post does what recurs, where no calendar says it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Working:
    """When a post does what recurs.

    Args:
        begin: Minute of the day, 0 to 1439.
        end: Minute of the day after that, within 24 hours.
        shifts: Begin and end of each shift, in the same way; a promise for each shift is kept in each of them.
    """

    begin: int = 8 * 60
    end: int = 18 * 60
    shifts: tuple[tuple[int, int], ...] = ((8 * 60, 16 * 60), (16 * 60, 24 * 60), (24 * 60, 32 * 60))
