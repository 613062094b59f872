"""Calendar periods: how many of one lie in another, how long they are."""

from __future__ import annotations

from fractions import Fraction

from guicheng.domain.comparison.bounds import Clockwork, Stretch
from guicheng.domain.comparison.facts import Facts
from guicheng.domain.comparison.stretches import month_days

#: What a time of the next day, or the one before, is one of; how far off that day is nobody counts.
OTHER_DAY = "other day"

_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_HOURS = {"minute": Fraction(1, 60), "hour": Fraction(1), "half_day": Fraction(12), "day": Fraction(24)}
_WEEK = 7
#: Fewest and most days of a part of a month: the 21st to the 28th, the 21st to the 31st; from the 16th on likewise.
_PARTS_OF_MONTH = {"third_month": (8, 11), "half_month": (13, 16)}
#: How many of them each month has.
_IN_A_MONTH = {"third_month": 3, "half_month": 2}
#: Fewest and most days of a calendar month, quarter, half-year and year.
_CALENDAR_DAYS = {"month": (28, 31), "quarter": (90, 92), "half_year": (181, 184), "year": (365, 366)}
_DAYS = {**_PARTS_OF_MONTH, **_CALENDAR_DAYS}
#: Most days of two in a row, where the longest do not follow one another.
_LONGEST_TWO = {"third_month": 21, "half_month": 31, "half_year": 366, "year": 731}

#: How long those periods are that a duty of law names.
STRETCHES = {
    "day": Stretch(Fraction(1), Clockwork.DAY),
    "week": Stretch(Fraction(7), Clockwork.DAY),
    "half_month": Stretch(Fraction(15), Clockwork.DAY),
    "month": Stretch(Fraction(1), Clockwork.MONTH),
}


def hours(per: str, facts: Facts) -> tuple[Fraction, Fraction] | None:
    """Return the shortest and longest that a period can be, in hours; None where that is not known."""
    number, _, unit = per.rpartition(" ")
    if number and per != OTHER_DAY:
        single = hours(unit, facts)
        return None if single is None else (single[0] * Fraction(number), single[1] * Fraction(number))
    if per in _HOURS:
        return _HOURS[per], _HOURS[per]
    if per == "shift" and facts.shifts_per_day:
        return (Fraction(24, facts.shifts_per_day),) * 2
    if per == "week":
        return (Fraction(24 * _WEEK),) * 2
    if per in _DAYS:
        low, high = _DAYS[per]
        return Fraction(24 * low), Fraction(24 * high)
    return None


def fewest_inside(inner: str, outer: str, facts: Facts) -> int | None:
    """Return how many full ``inner`` periods every ``outer`` period holds; None where that is not known.

    A week lies across the ends of months, so a month of 28 days is sure of three.
    """
    if inner == outer:
        return 1
    if inner in _IN_A_MONTH and outer in _MONTHS:
        return _IN_A_MONTH[inner] * _MONTHS[outer]
    if (inner, outer) == ("third_month", "half_month"):
        return 1
    if inner in _MONTHS and outer in _MONTHS:
        return _MONTHS[outer] // _MONTHS[inner]
    if inner == "day" and outer == "workday":
        return 1
    return _by_length(inner, outer, facts)


def _by_length(inner: str, outer: str, facts: Facts) -> int | None:
    inside, around = hours(inner, facts), hours(outer, facts)
    if inside is None or around is None:
        return None
    if _aligned(inner, around[0]):
        return int(around[0] // inside[1])
    days, length = int(around[0] // 24), int(-(-inside[1] // 24))
    return max(0, (days - length + 1) // length)


def _aligned(inner: str, around: Fraction) -> bool:
    """Tell whether the periods begin together: hours and shifts with the day, days with anything of whole days."""
    if inner == "day":
        return around >= 24
    return inner.rpartition(" ")[2] in {"minute", "hour", "half_day", "shift"}


def longest_two(per: str, facts: Facts) -> Fraction | None:
    """Return the most hours that two periods in a row can have; None where that is not known."""
    if per in _LONGEST_TWO:
        return Fraction(24 * _LONGEST_TWO[per])
    length = hours(per, facts)
    return None if length is None else 2 * length[1]


def months(period: str) -> int | None:
    """Return how many calendar months a period has, None where it is not made of months."""
    return _MONTHS.get(period)


def span_hours(stretch: Stretch) -> tuple[Fraction, Fraction] | None:
    """Return a stretch between two times in hours, shortest and longest; None for workdays."""
    if stretch.clockwork is Clockwork.CLOCK:
        return stretch.amount, stretch.amount
    if stretch.clockwork is Clockwork.DAY:
        return stretch.amount * 24, stretch.amount * 24
    if stretch.clockwork is Clockwork.MONTH:
        low, high = month_days(stretch.amount)
        return low * 24, high * 24
    return None
