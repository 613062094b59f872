"""Lengths of time set beside one another: exact where they are counted alike, by calendar bands otherwise."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import cache

from guicheng.domain.comparison.bounds import Clockwork, Stretch
from guicheng.domain.comparison.facts import Facts

_DAY = 24
_WORKED = 8
#: The longest run of days off in the holiday notices (January and February 2020).
_LONGEST_BREAK = 10
#: Hours beyond anything that is promised.
_NO_END = Fraction(10**9)
#: A year with a leap day after it: every run of months that the calendar has begins in these four years.
_FIRST_YEAR = 2024
_LEAP_CYCLE = 48


class Sense(StrEnum):
    """What a length of time is the length of."""

    LIMIT = "limit"  # forward from an event; N days end with the N-th following day
    NOTICE = "notice"  # back from an event
    SPAN = "span"  # kept, or from one time to the next


def at_most(a: Stretch, b: Stretch, sense: Sense, facts: Facts) -> bool | None:
    """Tell whether ``a`` is never longer than ``b``; None where that differs from case to case."""
    if a.clockwork is b.clockwork:
        return a.amount <= b.amount
    hours = bool({Clockwork.CLOCK, Clockwork.WORKHOUR} & {a.clockwork, b.clockwork})
    shortest_a, longest_a = band(a, sense, facts, hours=hours)
    shortest_b, longest_b = band(b, sense, facts, hours=hours)
    if longest_a <= shortest_b:
        return True
    return False if shortest_a >= longest_b else None


def band(stretch: Stretch, sense: Sense, facts: Facts, *, hours: bool) -> tuple[Fraction, Fraction]:
    """Return the shortest and the longest that a stretch can be, in hours or else in days.

    In hours, N days reach from the moment to the end of the N-th following day, so between N·24 and N·24 + 24 hours.
    Notice is counted back from an event whose own hour is open too.
    """
    if stretch.clockwork is Clockwork.CLOCK:
        return stretch.amount, stretch.amount
    if stretch.clockwork is Clockwork.WORKHOUR:
        # No calendar says how long a break can be in which nobody works.
        return stretch.amount, _NO_END
    low, high = _days(stretch, facts)
    if not hours:
        return low, high
    if 0 < high < 1:
        # 半天 is half of a working day or half of a whole one.
        return low * _WORKED, high * _DAY
    if sense is Sense.SPAN:
        return low * _DAY, high * _DAY
    early = max(low - 1, Fraction(0)) if sense is Sense.NOTICE else low
    return early * _DAY, (high + 1) * _DAY


def _days(stretch: Stretch, facts: Facts) -> tuple[Fraction, Fraction]:
    if stretch.clockwork is Clockwork.DAY:
        return stretch.amount, stretch.amount
    if stretch.clockwork is Clockwork.MONTH:
        return month_days(stretch.amount)
    low, high = workday_days(int(stretch.amount), facts)
    return Fraction(low), Fraction(high)


@cache
def month_days(months: Fraction) -> tuple[Fraction, Fraction]:
    """Return the fewest and most days that a number of months can have; half a month is 13 to 16 days."""
    if months.denominator != 1:
        low, high = month_days(Fraction(int(months)))
        return low + 13, high + 16
    count = int(months)
    lengths = [_first(start + count) - _first(start) for start in range(_LEAP_CYCLE)]
    return Fraction(min(lengths)), Fraction(max(lengths))


def _first(month: int) -> int:
    return date(_FIRST_YEAR + month // 12, month % 12 + 1, 1).toordinal()


@cache
def _calendar(holidays: frozenset[date], makeup: frozenset[date]) -> tuple[int, tuple[bool, ...]]:
    """Return the first day and, for each day on, whether it is worked."""
    first, last = min(holidays) - timedelta(days=31), max(holidays) + timedelta(days=62)
    days = [first + timedelta(days=index) for index in range((last - first).days)]
    return first.toordinal(), tuple([day in makeup or (day.weekday() < 5 and day not in holidays) for day in days])


def workday_days(count: int, facts: Facts) -> tuple[int, int]:
    """Return the fewest and most calendar days that a number of workdays can take.

    With the days off of ``facts`` these are the least and greatest of that calendar. Without, they hold for every
    year so far: the longest break, and a weekend for each further week.
    """
    if facts.holidays:
        found = _walked(count, facts)
        if found:
            return min(found), max(found)
    if count == 0:
        return 0, 0
    return count + count // 8, count + _LONGEST_BREAK + 2 * -(-max(count - 3, 0) // 5) + 3 * (count // 15)


def _walked(count: int, facts: Facts) -> list[int]:
    _first_day, worked = _calendar(facts.holidays, facts.makeup)
    at = [index for index, open_day in enumerate(worked) if open_day]
    spans = []
    for start in range(len(worked)):
        following = [index for index in at if index > start][:count] if count else [start]
        if len(following) == max(count, 1):
            spans.append(following[-1] - start)
    return spans
