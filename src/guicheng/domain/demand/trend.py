"""How often a theme is spoken of over time, and what may be said of small numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import comb
from typing import Final

#: Fewest people of whom a number may be told where it could point at one of them.
FEWEST: Final = 5
#: A change that chance brings about as often as this is called none.
_CHANCE: Final = 0.05
_SEASONS: Final = {12: 0, 1: 0, 2: 0, 3: 1, 4: 1, 5: 1, 6: 2, 7: 2, 8: 2, 9: 3, 10: 3, 11: 3}
#: Names of the seasons by number, the winter first; a winter belongs to the year in which it ends.
SEASONS: Final = ("winter", "spring", "summer", "autumn")


class Change(StrEnum):
    """What two counts say."""

    MORE = "more"
    FEWER = "fewer"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Trend:
    """Counts by month.

    Args:
        months: First days of the months, without a gap, ascending.
        counts: Records of each month.
    """

    months: tuple[date, ...]
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """Records of all months."""
        return sum(self.counts)


def month_of(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def season_of(day: date) -> tuple[int, str]:
    """Return the year and the name of a day's season.

    Example:
        >>> season_of(date(2025, 12, 24)), season_of(date(2026, 7, 1))
        ((2026, 'winter'), (2026, 'summer'))
    """
    return day.year + (day.month == 12), SEASONS[_SEASONS[day.month]]


def months_until(last: date, count: int) -> tuple[date, ...]:
    """Return the first days of so many months, that of ``last`` at the end."""
    number = last.year * 12 + last.month - 1
    return tuple(date(each // 12, each % 12 + 1, 1) for each in range(number - count + 1, number + 1))


def trend_of(days: Iterable[date], *, until: date, months: int = 12) -> Trend:
    """Count days by month; those of other months are left out.

    Args:
        days: Day of each record.
        until: A day of the last month.
        months: How many months, at least 1.
    """
    span = months_until(until, months)
    counts = dict.fromkeys(span, 0)
    for day in days:
        if month_of(day) in counts:
            counts[month_of(day)] += 1
    return Trend(span, tuple(counts.values()))


def change_between(before: int, now: int) -> Change:
    """Tell whether one count is more than chance above or below another of an equally long time.

    Where nothing changed, each record falls into either time like a coin (the conditional test of two Poisson counts,
    Przyborowski & Wilenski 1940). Two-sided, at 5 %; it is exact, so that small numbers need no allowance.

    Args:
        before: Records of the earlier time, not below 0.
        now: Records of the later time, not below 0.
    """
    total, less = before + now, min(before, now)
    tail = sum(comb(total, each) for each in range(less + 1)) / 2**total if total else 1.0
    if 2 * tail > _CHANCE:
        return Change.CANNOT_TELL
    return Change.MORE if now > before else Change.FEWER


def guarded(counts: Mapping[str, int], *, fewest: int = FEWEST) -> dict[str, int | None]:
    """Hide the counts that could point at a person, and one more where a total would give a single one away.

    Args:
        counts: Count by cell of one row whose total is told.
        fewest: A count from 1 to below this is hidden.

    Returns:
        The counts, None for what is hidden; 0 is told, for it points at nobody.
    """
    hidden = {name for name, count in counts.items() if 0 < count < fewest}
    if len(hidden) == 1 or 0 < sum(counts[name] for name in hidden) < fewest:
        rest = sorted((count, name) for name, count in counts.items() if count >= fewest)
        hidden |= {name for _count, name in rest[:1]}
    return {name: None if name in hidden else count for name, count in counts.items()}


def points_of(counts: Sequence[int], *, width: int, height: int) -> str:
    """Return the points of a line through counts, as SVG writes them; the greatest count touches the top.

    Args:
        counts: The counts, at least one.
        width: Of the picture, in its units.
        height: Of the picture, in its units.

    Example:
        >>> points_of([0, 2, 1], width=20, height=10)
        '0.0,10.0 10.0,0.0 20.0,5.0'
    """
    top, step = max(*counts, 1), width / max(len(counts) - 1, 1)
    return " ".join(f"{index * step:.1f},{height - count / top * height:.1f}" for index, count in enumerate(counts))
