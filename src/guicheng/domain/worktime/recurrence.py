"""On which days something recurs: a rule, worked out for the days that somebody asks about and never stored as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _
from guicheng.domain.worktime.legal import LegalCalendar, china
from guicheng.domain.worktime.rhythm import Rhythm

#: Days that a planned day can wait for a fitting one; the longest legal holiday has nine.
_FURTHEST: Final = 31


class RecurrenceError(GuichengError):
    """A rule never comes due, or a part of it cannot be."""

    code = "recurrence-refused"


class DayKind(StrEnum):
    """Which days fit."""

    EVERY_DAY = "every_day"
    WORKDAYS = "workdays"
    RESTDAYS = "restdays"


class Otherwise(StrEnum):
    """What becomes of a planned day that does not fit."""

    LEFT_OUT = "left_out"
    NEXT = "next"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Season:
    """A part of each year, both ends included; one that ends before it begins runs over the new year.

    Args:
        begin: Month and day of the first day.
        end: Month and day of the last; the 29th of February ends with that month in every year.
    """

    begin: tuple[int, int]
    end: tuple[int, int]

    def __post_init__(self) -> None:
        """Refuse days that no year has.

        Raises:
            RecurrenceError: A month has no such day.
        """
        for month, day in (self.begin, self.end):
            try:
                date(2024, month, day)
            except ValueError as error:
                raise RecurrenceError(
                    _("No year has the day {month}-{day}.", month=str(month), day=str(day))
                ) from error

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the season."""
        at = (day.month, day.day)
        if self.begin <= self.end:
            return self.begin <= at <= self.end
        return at >= self.begin or at <= self.end


@dataclass(frozen=True, slots=True)
class Recurrence:
    """The days of a rule.

    Args:
        rhythm: Planned days, such as every third day or the first Monday of a quarter.
        kind: Which days fit.
        otherwise: Where a planned day goes that does not fit.
        seasons: Parts of the year in which the rule holds; none holds all year.
        left_out: Days on which nothing is done.
        added: Days on which something is done besides, whatever else the rule says.
        first: Nothing before this day.
        last: Nothing after it; None for no end.
        legal: Holidays and make-up workdays.
    """

    rhythm: Rhythm
    kind: DayKind = DayKind.EVERY_DAY
    otherwise: Otherwise = Otherwise.LEFT_OUT
    seasons: tuple[Season, ...] = ()
    left_out: frozenset[date] = frozenset()
    added: frozenset[date] = frozenset()
    first: date = date.min
    last: date | None = None
    legal: LegalCalendar = field(default_factory=china, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Refuse a rule whose end lies before its begin.

        Raises:
            RecurrenceError: It does.
        """
        if self.last is not None and self.last < self.first:
            raise RecurrenceError(
                _("The rule ends on {last}, before it begins on {first}.", last=f"{self.last}", first=f"{self.first}")
            )

    @property
    def is_plain(self) -> bool:
        """Whether its days are those of its beat, none of them moved, left out or added."""
        return self.kind is DayKind.EVERY_DAY and not (self.seasons or self.left_out or self.added)

    def ordinals(self, since: date, until: date) -> Sequence[int]:
        """Return the days of the rule as ``days`` does, by their numbers as ``date.toordinal`` counts them."""
        if not self.is_plain:
            return [day.toordinal() for day in self.days(since, until)]
        since, until = max(since, self.first), min(until, self.last or until)
        return self.rhythm.ordinals(since.toordinal(), until.toordinal())

    def days(self, since: date, until: date) -> list[date]:
        """Return the days of the rule from one day to another, both included, in order.

        The work is that of the days asked about, wherever the rule began.
        """
        since, until = max(since, self.first), min(until, self.last or until)
        found = {day for day in self.added if since <= day <= until}
        for day in self._planned(since, until):
            if since <= day <= until and day not in self.left_out and self._in_season(day):
                found.add(day)
        return sorted(found)

    def is_provisional(self, day: date) -> bool:
        """Tell whether a day rests on holidays that were not announced yet."""
        return self.kind is not DayKind.EVERY_DAY and not self.legal.knows(day)

    def fits(self, day: date) -> bool:
        """Tell whether a day is of the kind that the rule wants."""
        return self.kind is DayKind.EVERY_DAY or self.legal.is_workday(day) == (self.kind is DayKind.WORKDAYS)

    def _in_season(self, day: date) -> bool:
        return not self.seasons or any(season.holds(day) for season in self.seasons)

    def _planned(self, since: date, until: date) -> Iterator[date]:
        """Yield the planned days, each where it went; some lie outside what was asked about."""
        if self.kind is DayKind.EVERY_DAY:
            yield from self.rhythm.days(since, until)
            return
        earlier, later = (_FURTHEST if self.otherwise is way else 0 for way in (Otherwise.NEXT, Otherwise.BEFORE))
        for day in self.rhythm.days(_moved(since, -earlier), _moved(until, later)):
            went = self._went(day)
            if went is not None:
                yield went

    def _went(self, day: date) -> date | None:
        if self.fits(day) or self.otherwise is Otherwise.LEFT_OUT:
            return day if self.fits(day) else None
        step = 1 if self.otherwise is Otherwise.NEXT else -1
        return next((moved for far in range(1, _FURTHEST) if self.fits(moved := _moved(day, far * step))), None)


def _moved(day: date, count: int) -> date:
    """Return a day some days away, or the last one that a date can name."""
    return date.fromordinal(min(max(day.toordinal() + count, date.min.toordinal()), date.max.toordinal()))
