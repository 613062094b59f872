"""A working calendar: the days on which a post is open, and from when to when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _
from guicheng.domain.worktime.legal import LegalCalendar, china

_DAY: Final = 24 * 60
_FULL_WEEK: Final = frozenset(range(7))


class CalendarError(GuichengError):
    """A calendar has no open minute, or a window of it cannot be."""

    code = "calendar-refused"


class DayRule(StrEnum):
    """Which days are open when no weekdays are named."""

    WORKDAYS = "workdays"
    EVERY_DAY = "every_day"


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Open minutes of a day.

    Args:
        begin: First open minute, counted from midnight; 0 to 1439.
        end: Minute after the last open one, counted from the same midnight: up to 1440, or up to 2879 for a window
            that runs over midnight, which belongs to the day on which it begins.
    """

    begin: int
    end: int

    def __post_init__(self) -> None:
        """Refuse what is no window.

        Raises:
            CalendarError: It begins or ends outside its day, or has no minute.
        """
        if not (0 <= self.begin < _DAY and self.begin < self.end <= self.begin + _DAY):
            raise CalendarError(
                _("An opening window has to begin between 00:00 and 23:59 and to end within 24 hours after that.")
            )

    @classmethod
    def of(cls, begin: time, end: time) -> Window:
        """Return the window between two clock times; an end at or before the begin is one of the next day.

        00:00 as an end is midnight. Seconds are no part of a window.

        Raises:
            CalendarError: Both are the same; the whole day is 00:00 to 24:00.
        """
        first, last = (each.hour * 60 + each.minute for each in (begin, end))
        if first == last != 0:
            raise CalendarError(
                _("An opening window begins and ends at {time}; write 00:00 to 24:00 for a whole day.",
                  time=begin.strftime("%H:%M"))
            )  # fmt: skip
        return cls(first, last if last > first else last + _DAY)


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """When a post works.

    Args:
        days: Open days: a rule, or weekdays with Monday as 0. Named weekdays are open on holidays too; workdays leave
            holidays out and have make-up days in.
        windows: Open minutes of each open day.
        legal: Holidays and make-up workdays.

    Raises:
        CalendarError: No minute is ever open.
    """

    days: DayRule | frozenset[int]
    windows: tuple[Window, ...]
    legal: LegalCalendar = field(default_factory=china, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Refuse a calendar on which every clock would stand still."""
        named = self.days if isinstance(self.days, frozenset) else _FULL_WEEK
        if not self.windows or not named or not named <= _FULL_WEEK:
            raise CalendarError(
                _("This calendar is never open, so no limit could run out on it. Name at least one day and one window.")
            )

    @property
    def is_announced(self) -> bool:
        """Whether its days rest on what is announced year by year."""
        return self.days is DayRule.WORKDAYS

    def is_open_on(self, day: date) -> bool:
        """Tell whether a window begins on a day."""
        if self.days is DayRule.EVERY_DAY:
            return True
        if self.days is DayRule.WORKDAYS:
            return self.legal.is_workday(day)
        return day.weekday() in self.days

    def stretches(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """Yield the windows that begin on a day as moments of the local clock, in order; they may overlap."""
        if self.is_open_on(day):
            midnight = datetime.combine(day, time.min)
            for window in sorted(self.windows):
                yield midnight + timedelta(minutes=window.begin), midnight + timedelta(minutes=window.end)
