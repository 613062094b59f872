"""The open time of a calendar as a table of stretches, searched by halving."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, datetime, time, timedelta
from typing import Final

from guicheng.domain.values.message import _
from guicheng.domain.worktime.calendar import WorkingCalendar
from guicheng.domain.worktime.limit import LimitError

#: A moment is counted in microseconds of the local clock since this one.
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - a local clock without a zone
_STEP: Final = timedelta(days=92)
_MARGIN: Final = timedelta(days=2)


def ticks(moment: datetime) -> int:
    """Return a moment of the local clock as a number of microseconds."""
    gone = moment - _EPOCH
    return (gone.days * 86_400 + gone.seconds) * 1_000_000 + gone.microseconds


def moment(count: int) -> datetime:
    """Return the moment that a number of microseconds stands for."""
    return _EPOCH + timedelta(microseconds=count)


class Opening:
    """How much of a calendar was open before a moment, and when so much has been open.

    The table grows with what is asked, backwards and forwards, and is kept, so that many limits share it.

    Args:
        calendar: The calendar.
    """

    def __init__(self, calendar: WorkingCalendar) -> None:
        self.calendar = calendar
        self._restart(date(2019, 1, 1))

    def _restart(self, first: date) -> None:
        """Begin the table anew on a day."""
        self._first = self._next = first
        self._begins, self._ends, self._before = list[int](), list[int](), list[int]()
        self._total = 0
        self._from = self._to = datetime.combine(first, time.min)

    def open_before(self, at: datetime) -> int:
        """Return how much was open before a moment, in microseconds since a moment that never moves backwards.

        Only differences between two answers mean anything, and only until an earlier moment is asked for.
        """
        self._reach(at)
        count = ticks(at)
        place = bisect_right(self._begins, count) - 1
        if place < 0:
            return 0
        end = self._ends[place]
        return self._before[place] + (count if count < end else end) - self._begins[place]

    def moment_after(self, amount: int) -> datetime:
        """Return the moment at which an amount of open time is over: the end of its last open minute.

        Args:
            amount: Open time as ``open_before`` counts it, above 0.

        Raises:
            LimitError: It is not over before the calendar of dates ends.
        """
        while self._total < amount:
            self._grow()
        place = bisect_left(self._before, amount) - 1
        return moment(self._begins[place] + amount - self._before[place])

    def first_open(self, at: datetime) -> datetime:
        """Return a moment where the calendar is open then, otherwise the next one at which it opens.

        Raises:
            LimitError: It never opens again before the calendar of dates ends.
        """
        # The first open microsecond from then on ends one after it begins.
        return max(at, self.moment_after(self.open_before(at) + 1) - timedelta(microseconds=1))

    def stretches(self, since: datetime, until: datetime) -> list[tuple[datetime, datetime]]:
        """Return the open stretches between two moments, in order, without overlap, cut at both."""
        self._reach(since)
        self._reach(until)
        first, last = ticks(since), ticks(until)
        near = slice(max(bisect_right(self._begins, first) - 1, 0), bisect_left(self._begins, last))
        return [
            (moment(max(begin, first)), moment(min(end, last)))
            for begin, end in zip(self._begins[near], self._ends[near], strict=True)
            if end > first
        ]

    def _reach(self, at: datetime) -> None:
        """Have the table hold every window that may be open at a moment."""
        if self._from <= at < self._to:
            return
        day = at.date()
        if day < self._first + _MARGIN:
            # A year ahead of what was asked, so that going further back does not begin anew each time.
            self._restart(max(day, date.min + timedelta(days=400)) - timedelta(days=368))
        while self._next <= day + _MARGIN:
            self._grow()
        # Windows of the days before and after may reach into a day, so the table is sure of what lies between.
        self._from = datetime.combine(self._first + _MARGIN, time.min)
        self._to = datetime.combine(self._next - _MARGIN, time.min)

    def _grow(self) -> None:
        """Add the windows of the days that follow.

        Raises:
            LimitError: The calendar of dates ends.
        """
        if self._next.year >= date.max.year:
            raise LimitError(_("This limit is not over before the year 9999. Write a shorter one."))
        until = self._next + _STEP
        while self._next < until:
            for begin, end in self.calendar.stretches(self._next):
                self._add(ticks(begin), ticks(end))
            self._next += timedelta(days=1)

    def _add(self, begin: int, end: int) -> None:
        """Add a window behind the others, joined with the last one where they touch."""
        if self._ends and begin <= self._ends[-1]:
            self._total += max(end - self._ends[-1], 0)
            self._ends[-1] = max(end, self._ends[-1])
            return
        self._begins.append(begin)
        self._ends.append(end)
        self._before.append(self._total)
        self._total += end - begin
