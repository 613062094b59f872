"""When a limit is over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from guicheng.domain.values.message import _
from guicheng.domain.worktime.course import Course, Due, Pause
from guicheng.domain.worktime.legal import LegalCalendar, days_after
from guicheng.domain.worktime.limit import Limit, LimitError, LimitUnit
from guicheng.domain.worktime.opening import Opening
from guicheng.domain.worktime.segments import day_segments, end_of, joined_alike, minute_segments

_DAY: Final = timedelta(days=1)


def due(course: Course, opening: Opening) -> Due:
    """Return when the limit of a course is over, and the way there.

    Minutes and hours are open minutes of the calendar that no pause covers. A limit in days, workdays or months starts
    on the day after and ends with a day; a day counts when the clock runs as it ends, so a pause over the end of a day
    moves the due time by that day. A month ends on the day of the same number, or the last one of a shorter month.

    Args:
        course: What happened.
        opening: The open time of the calendar; one may serve many courses.

    Raises:
        LimitError: The limit is not over before the calendar of dates ends.
    """
    begin, limit = course.standing
    at, pauses, legal = due_time(course, opening), pauses_of(course, begin), opening.calendar.legal
    if limit.runs_by_minutes:
        segments = tuple(minute_segments(begin, at, pauses, course, opening))
        announced = opening.calendar.is_announced
    else:
        segments = tuple(joined_alike(day_segments(begin, at, pauses, course, legal)))
        announced = limit.unit is LimitUnit.WORKDAY
    last = segments[-1].until if segments else begin
    return Due(at, announced and not (legal.knows(begin.date()) and legal.knows(_last_day(last))), segments)


def due_time(course: Course, opening: Opening) -> datetime | None:
    """Return when the limit of a course is over, without the way there; None while it is paused.

    Raises:
        LimitError: The limit is not over before the calendar of dates ends.
    """
    begin, limit = course.standing
    pauses = pauses_of(course, begin)
    if limit.runs_by_minutes:
        return _after_minutes(begin, limit, pauses, opening)
    return _after_days(begin, limit, pauses, course.day_end or time.min, opening.calendar.legal)


def pauses_of(course: Course, begin: datetime) -> tuple[Pause, ...]:
    """Return the pauses of a course that last beyond the begin of its limit, in order and apart."""
    if not course.pauses:
        return ()
    return joined(pause for pause in course.pauses if pause.until is None or pause.until > max(begin, pause.since))


def _last_day(until: datetime) -> date:
    """Return the last day of which a stretch has a moment."""
    return (until - timedelta(microseconds=1)).date()


def joined(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """Return pauses in order, those that touch as one with all their reasons."""
    found: list[Pause] = []
    for pause in sorted(pauses, key=lambda each: each.since):
        if found and (found[-1].until is None or pause.since <= found[-1].until):
            found[-1] = _one(found[-1], pause)
        else:
            found.append(pause)
    return tuple(found)


def _one(first: Pause, second: Pause) -> Pause:
    until = None if first.until is None or second.until is None else max(first.until, second.until)
    return Pause(first.since, until, "、".join(dict.fromkeys(filter(None, (first.reason, second.reason)))))


def _after_minutes(begin: datetime, limit: Limit, pauses: Sequence[Pause], opening: Opening) -> datetime | None:
    """Return when so much open time has gone by, None when a pause that lasts comes first."""
    left = limit.ticks
    if not left:
        return begin
    gone = opening.open_before(begin)
    for pause in pauses:
        run = opening.open_before(max(pause.since, begin)) - gone
        if run >= left:
            break
        if pause.until is None:
            return None
        left -= run
        gone = opening.open_before(pause.until)
    return opening.moment_after(gone + left)


def _after_days(
    begin: datetime, limit: Limit, pauses: Sequence[Pause], day_end: time, legal: LegalCalendar
) -> datetime | None:
    """Return the end of the last day that counts, None when a pause that lasts comes first."""
    if limit.unit is LimitUnit.MONTH:
        # The days of a month are counted like any others, so that a pause takes its days from them.
        return _last_of(days_of(begin.date(), limit), begin.date(), days_after(begin.date()), pauses, day_end)
    days = legal.workdays_after(begin.date()) if limit.unit is LimitUnit.WORKDAY else days_after(begin.date())
    return _last_of(int(limit.value), begin.date(), days, pauses, day_end)


def days_of(day: date, limit: Limit) -> int:
    """Return how many days lie between a day and the end of a limit in months that began on it.

    Raises:
        LimitError: It is not over before the calendar of dates ends.
    """
    try:
        return (month_later(day, int(limit.value)) - day).days
    except (ValueError, OverflowError) as error:
        raise LimitError(_("This limit is not over before the year 9999. Write a shorter one.")) from error


def _last_of(count: int, before: date, days: Iterator[date], pauses: Sequence[Pause], day_end: time) -> datetime | None:
    """Return the end of the last of so many days on which the clock runs as they end."""
    last = before
    while count:
        last = next(days, date.max)
        if last.year >= date.max.year:
            raise LimitError(_("This limit is not over before the year 9999. Write a shorter one."))
        holding = [pause for pause in pauses if pause.holds(end_of(last, day_end))]
        if any(pause.until is None for pause in holding):
            return None
        count -= not holding
    return end_of(last, day_end)


def month_later(day: date, months: int) -> date:
    """Return the day of the same number months later, or the last one of that month.

    Raises:
        ValueError: There is no such year.
    """
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(years + month // 11, (month + 1) % 12 + 1, 1)
    return date(years, month + 1, min(day.day, (following - _DAY).day))
