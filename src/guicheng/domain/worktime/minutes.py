"""The minutes of a calendar as two dense tables, for due times by the million."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import repeat
from operator import add
from typing import Final

from guicheng.domain.values.message import _
from guicheng.domain.worktime.limit import LimitError
from guicheng.domain.worktime.opening import Opening

_DAY: Final = 1440
_MINUTE: Final = timedelta(minutes=1)


class MinuteTable:
    """Open minutes of a stretch of days; minutes are counted from the first midnight.

    Both tables are buffers of 32-bit numbers, so that a library of arrays lays itself over them without a copy; a due
    time is then one line of it: ``over[before[starts] + limits]``. A year takes two megabytes for ``before`` and as
    many bytes as it has open minutes, four times, for ``over``.

    Args:
        opening: The open time of the calendar.
        first: First day.
        last: Last day, that on which the latest limit is over or a later one.

    Attributes:
        before: (minutes of all days + 1,): open minutes before each minute.
        over: (open minutes + 1,): the minute at which so many open minutes have gone by; ``over[0]`` stands for none.
    """

    def __init__(self, opening: Opening, first: date, last: date) -> None:
        self.midnight = datetime.combine(first, time.min)
        end = ((last - first).days + 1) * _DAY
        before, over, place, total = array("I"), array("I", [0]), 0, 0
        for since, until in opening.stretches(self.midnight, self.midnight + end * _MINUTE):
            begin, close = self.minute(since), self.minute(until)
            before.extend(repeat(total, begin - place))
            before.extend(range(total, total + close - begin))
            over.extend(range(begin + 1, close + 1))
            place, total = close, total + close - begin
        before.extend(repeat(total, end + 1 - place))
        self.before, self.over = before, over

    def minute(self, moment: datetime) -> int:
        """Return the number of the minute in which a moment of the local clock lies."""
        return (moment - self.midnight) // _MINUTE

    def moment(self, minute: int) -> datetime:
        """Return the moment at which a minute begins."""
        return self.midnight + minute * _MINUTE

    def due_minute(self, start: int, limit: int, pauses: Sequence[tuple[int, int | None]] = ()) -> int | None:
        """Return the minute at which a limit is over; None when a pause that lasts comes first.

        Args:
            start: Minute at which it begins to run.
            limit: Open minutes.
            pauses: First minute of each and that after its last one, None while it lasts; in order and apart.

        Raises:
            LimitError: It begins before the table, or is not over within it.
        """
        if limit <= 0:
            return start
        before = self.before
        try:
            goal = before[_within(start)] + limit
            for since, until in pauses:
                reached = before[max(since, start)]
                if reached >= goal:
                    break
                if until is None:
                    return None
                goal += max(before[until] - reached, 0)
            return self.over[goal]
        except IndexError as error:
            raise _beyond() from error

    def due_minutes(self, starts: Iterable[int], limits: Iterable[int]) -> array[int]:
        """Return the minutes at which many limits are over.

        Args:
            starts: Minutes at which they begin to run.
            limits: Open minutes of each, at least 1.

        Raises:
            LimitError: One begins before the table, or is not over within it.
        """
        gone = map(self.before.__getitem__, map(_within, starts))
        try:
            return array("I", map(self.over.__getitem__, map(add, gone, limits)))
        except IndexError as error:
            raise _beyond() from error


def _within(minute: int) -> int:
    """Return a minute; one before the table would be taken from its end."""
    if minute < 0:
        raise IndexError(minute)
    return minute


def _beyond() -> LimitError:
    return LimitError(_("This limit does not lie within the days of the table. Make it of more days."))
