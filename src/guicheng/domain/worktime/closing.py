"""Why a stretch of a calendar is closed, or open on a day on which it would not be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

from guicheng.domain.values.message import Message, _
from guicheng.domain.worktime.calendar import WorkingCalendar

_DAY: Final = timedelta(days=1)
#: When people eat: a break that touches it is called that of midday.
_MIDDAY: Final = (time(11, 30), time(14))
#: A longer closed stretch is told by its first days; a calendar open once a year is rare.
_MOST_DAYS: Final = 62


def why_closed(since: datetime, until: datetime, calendar: WorkingCalendar) -> Message:
    """Return why nothing is open in a stretch: a holiday before a weekend, and a break before the hours.

    Args:
        since: When it closed, or later.
        until: When it opens again, or earlier.
        calendar: The calendar, closed all through the stretch.
    """
    off = list(_days_off(since, until, calendar))
    if calendar.is_announced:
        names = dict.fromkeys(name for day in off if (name := calendar.legal.holidays.get(day)))
        if names:
            return _("{name}, a holiday", name="、".join(names))
        if off:
            return _("weekend")
    elif off:
        return _("no day of duty")
    if _is_break(since, until, calendar):
        at_midday = since.time() < _MIDDAY[1] and until.time() > _MIDDAY[0]
        return _("midday break") if at_midday else _("break between the hours")
    return _("outside the hours")


def _days_off(since: datetime, until: datetime, calendar: WorkingCalendar) -> Iterator[date]:
    """Yield the days on which no window begins and of which a stretch has a moment."""
    day, last = since.date(), (until - timedelta(microseconds=1)).date()
    for _count in range(min((last - day).days + 1, _MOST_DAYS)):
        if not calendar.is_open_on(day):
            yield day
        day += _DAY


def _is_break(since: datetime, until: datetime, calendar: WorkingCalendar) -> bool:
    """Tell whether a stretch lies between two windows of one day."""
    of_day = list(calendar.stretches(since.date()))
    return any(end <= since for _begin, end in of_day) and any(until <= begin for begin, _end in of_day)


def why_open(since: datetime, until: datetime, calendar: WorkingCalendar) -> Message | None:
    """Return why a stretch is open where one would not think so: on a day off that was made a workday; None elsewhere.

    Args:
        since: Its begin.
        until: Its end.
        calendar: The calendar, open all through the stretch.
    """
    name = calendar.legal.made_up.get(since.date()) if calendar.is_announced else None
    return _("a workday made up for {name}", name=name) if name and until <= since + _DAY else None
