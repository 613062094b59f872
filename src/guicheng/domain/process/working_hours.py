"""When the limit of a step is over on a working calendar, in minutes from the first midnight of a year."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import cache
from itertools import islice
from math import ceil
from typing import Final

from guicheng.domain.process.graph import Graph
from guicheng.domain.process.table import Limit
from guicheng.domain.worktime import DayRule, Opening, WorkingCalendar

_DAY: Final = 1_440
_WEEK: Final = 7 * _DAY
_TICKS: Final = 60_000_000


class WorkingHours:
    """Ends of limits on a calendar.

    Minutes and hours are open minutes. Days begin on the day after and end with a day, workdays in the same way on the
    calendar of holidays; a part of a day counts as a whole one. 当天 and its like run by the clock.

    Args:
        calendar: The open minutes.
        first: Day at whose midnight minute 0 lies; a Monday where weeks are to be counted.
    """

    def __init__(self, calendar: WorkingCalendar, first: date) -> None:
        self.calendar, self.first = calendar, first
        self._opening = Opening(calendar)
        self._midnight = datetime.combine(first, time.min)
        # Asked early, so that what the table counts from never moves.
        self._opening.open_before(self._midnight - timedelta(days=1))
        self._workday = cache(self._nth_workday)

    def due(self, start: int, limit: Limit) -> int:
        """Return the minute at which a limit is over that begins at ``start``, never before it."""
        parts = limit.parts or (("workday", limit.workdays), ("minute", limit.minutes - _DAY * limit.workdays))
        for unit, count in parts:
            start = self._after(start, unit, count)
        return start

    def moment(self, minute: int) -> datetime:
        """Return the moment that a minute stands for, by the local clock."""
        return self._midnight + timedelta(minutes=minute)

    def _after(self, start: int, unit: str, count: Fraction) -> int:
        if count <= 0:
            return start
        if unit == "clock":
            return start + ceil(count)
        if unit == "day":
            return (start // _DAY + ceil(count) + 1) * _DAY
        if unit == "workday":
            return self._workday(start // _DAY, ceil(count))
        gone = self._opening.open_before(self.moment(start))
        done = self._opening.moment_after(gone + ceil(count) * _TICKS)
        return (done - self._midnight) // timedelta(minutes=1)

    def _nth_workday(self, day: int, count: int) -> int:
        days = self.calendar.legal.workdays_after(self.first + timedelta(days=day))
        last = next(islice(days, count - 1, None))
        return ((last - self.first).days + 1) * _DAY

    def starts(self, graph: Graph) -> range:
        """Return the minutes at which a case may start: those of a year, or of one week where all weeks are alike."""
        limits = [node.limit for node in graph.tasks if node.limit]
        counts_workdays = any(unit == "workday" for limit in limits for unit, _count in limit.parts) or any(
            limit.workdays for limit in limits
        )
        alike = self.calendar.days is not DayRule.WORKDAYS and not counts_workdays
        return range(_WEEK if alike else 365 * _DAY)
