"""The plain beat of a rule: every so many days, weekdays of every so many weeks, days of every so many months."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

_WEEK: Final = 7
_YEAR: Final = 12


class RhythmError(GuichengError):
    """A beat cannot be."""

    code = "rhythm-refused"


class Rhythm(Protocol):
    """What plans days; a day is told by its ordinal number, as ``date.toordinal`` counts them."""

    def ordinals(self, since: int, until: int) -> Sequence[int]:
        """Return the planned days from one day to another, both included, in order."""

    def days(self, since: date, until: date) -> Iterator[date]:
        """Yield the planned days from one day to another, both included, in order."""
        return map(date.fromordinal, self.ordinals(since.toordinal(), until.toordinal()))


@dataclass(frozen=True, slots=True)
class EveryDays(Rhythm):
    """Every so many days.

    Args:
        step: Days between two, at least 1.
        anchor: One of the days; the others are counted from it both ways.
    """

    step: int
    anchor: date

    def __post_init__(self) -> None:
        """Refuse a beat of no days.

        Raises:
            RhythmError: The step is below 1.
        """
        _at_least_one(self.step)

    def ordinals(self, since: int, until: int) -> range:
        """Return the planned days from one day to another, both included, in order."""
        return range(since + (self.anchor.toordinal() - since) % self.step, until + 1, self.step)


@dataclass(frozen=True, slots=True)
class Weekly(Rhythm):
    """Weekdays of every so many weeks; a week begins on Monday.

    Args:
        weekdays: Monday is 0; at least one.
        step: Weeks between two, at least 1.
        anchor: A day of one of the weeks.
    """

    weekdays: frozenset[int]
    step: int = 1
    anchor: date = date(2024, 1, 1)

    def __post_init__(self) -> None:
        """Refuse a beat that never comes.

        Raises:
            RhythmError: There is no weekday, one that no week has, or the step is below 1.
        """
        _at_least_one(self.step)
        if not self.weekdays or not self.weekdays <= frozenset(range(_WEEK)):
            raise RhythmError(_("A weekly rule needs at least one day from Monday to Sunday."))

    def ordinals(self, since: int, until: int) -> list[int]:
        """Return the planned days from one day to another, both included, in order."""
        # The first day that a date can name was a Monday.
        monday = since - (since - 1) % _WEEK
        anchor = self.anchor.toordinal() - self.anchor.weekday()
        width = self.step * _WEEK
        weekdays = sorted(self.weekdays)
        weeks = range(monday + (anchor - monday) % width, until + 1, width)
        found = [week + weekday for week in weeks for weekday in weekdays]
        return found[bisect_left(found, since) : bisect_right(found, until)]


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day of a month by number.

    Args:
        number: 1 to 31, or -1 to -31 from the end; where the month is shorter it is its last (or first) day, so that a
            promise for each month is kept in February too.
    """

    number: int

    def __post_init__(self) -> None:
        """Refuse a number that no month has.

        Raises:
            RhythmError: It is 0 or beyond 31.
        """
        if not 1 <= abs(self.number) <= 31:
            raise RhythmError(
                _("No month has a day {number}. Write 1 to 31, or -1 for the last.", number=str(self.number))
            )

    def within(self, year: int, month: int) -> date:
        """Return the day in a month."""
        length = monthrange(year, month)[1]
        number = self.number if self.number > 0 else length + 1 + self.number
        return date(year, month, min(max(number, 1), length))


@dataclass(frozen=True, slots=True)
class WeekdayOfMonth:
    """A weekday of a month by count, such as the first Monday.

    Args:
        nth: 1 to 4, or -1 to -4 from the end; a fifth is not in every month.
        weekday: Monday is 0.
    """

    nth: int
    weekday: int

    def __post_init__(self) -> None:
        """Refuse what not every month has.

        Raises:
            RhythmError: It is none of the first or last four, or no weekday.
        """
        if not 1 <= abs(self.nth) <= 4 or not 0 <= self.weekday < _WEEK:
            raise RhythmError(_("Name one of the first four or the last four weekdays of a month."))

    def within(self, year: int, month: int) -> date:
        """Return the day in a month."""
        first, length = monthrange(year, month)
        if self.nth > 0:
            return date(year, month, 1 + (self.weekday - first) % _WEEK + _WEEK * (self.nth - 1))
        last = (first + length - 1) % _WEEK
        return date(year, month, length - (last - self.weekday) % _WEEK + _WEEK * (self.nth + 1))


@dataclass(frozen=True, slots=True)
class Monthly(Rhythm):
    """Days of every so many months: a quarter is 3, a half-year 6, a year 12.

    Args:
        on: The days of such a month; at least one.
        step: Months between two, at least 1.
        anchor: A day of one of the months.
    """

    on: tuple[DayOfMonth | WeekdayOfMonth, ...]
    step: int = 1
    anchor: date = date(2024, 1, 1)

    def __post_init__(self) -> None:
        """Refuse a beat that never comes.

        Raises:
            RhythmError: It names no day, or the step is below 1.
        """
        _at_least_one(self.step)
        if not self.on:
            raise RhythmError(_("A monthly rule needs at least one day of the month."))

    def ordinals(self, since: int, until: int) -> list[int]:
        """Return the planned days from one day to another, both included, in order."""
        if until < since:
            return []
        edges = (date.fromordinal(since), date.fromordinal(until), self.anchor)
        begin, end, anchor = (day.year * _YEAR + day.month - 1 for day in edges)
        found = list[int]()
        for count in range(begin + (anchor - begin) % self.step, end + 1, self.step):
            year, month = divmod(count, _YEAR)
            found += sorted({each.within(year, month + 1).toordinal() for each in self.on})
        return found[bisect_left(found, since) : bisect_right(found, until)]


def _at_least_one(step: int) -> None:
    if step < 1:
        raise RhythmError(_("The distance between two times has to be at least 1, not {step}.", step=str(step)))
