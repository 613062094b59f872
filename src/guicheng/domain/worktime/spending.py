"""How much of a limit was used at a moment, and when so much of it will be."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from fractions import Fraction
from typing import Final

from guicheng.domain.worktime.course import Course
from guicheng.domain.worktime.due import days_of, due_time, pauses_of
from guicheng.domain.worktime.limit import Limit, LimitUnit
from guicheng.domain.worktime.opening import Opening
from guicheng.domain.worktime.segments import end_of

_MINUTE: Final = 60_000_000
_DAYS: Final = frozenset({LimitUnit.DAY, LimitUnit.WORKDAY})


def known_at(course: Course, at: datetime) -> Course:
    """Return a course with what had happened by a moment; a pause keeps the end that was planned for it.

    Args:
        course: What happened.
        at: The moment; what happened then is part of it.
    """
    finished = course.finished if course.finished and course.finished <= at else None
    reopened = course.reopened if finished and course.reopened and course.reopened <= at else None
    pauses = tuple(each for each in course.pauses if each.since <= at)
    changes = tuple(each for each in course.changes if each.at <= at)
    return replace(course, pauses=pauses, changes=changes, finished=finished, reopened=reopened)


def standing_course(course: Course) -> Course:
    """Return the course of the limit that holds in the end, in minutes, days or workdays.

    A month has as many days as it takes to its end, so that they can be counted one by one.

    Raises:
        LimitError: It is not over before the calendar of dates ends.
    """
    begin, limit = course.standing
    if limit.runs_by_minutes:
        counted = Limit(Fraction(limit.ticks, _MINUTE), LimitUnit.MINUTE)
    else:
        counted = limit if limit.unit in _DAYS else Limit(Fraction(days_of(begin.date(), limit)), LimitUnit.DAY)
    return Course(begin, counted, course.pauses, day_end=course.day_end)


def spent(course: Course, at: datetime, opening: Opening) -> Fraction:
    """Return how much of a limit was used at a moment: open minutes that no pause covered, or days that count.

    Args:
        course: As ``standing_course`` returned it.
        at: The moment; nothing is used before the start.
        opening: The open time of the calendar.

    Returns:
        Minutes or days, whichever its limit counts; more than the limit where it is over.
    """
    if course.limit.runs_by_minutes:
        return Fraction(ran(course, at, opening), _MINUTE)
    return Fraction(_days(course, at, opening))


def ran(course: Course, at: datetime, opening: Opening) -> int:
    """Return the open microseconds that no pause covered, from the start of a course to a moment.

    Args:
        course: What happened; its changes are left out.
        at: The moment.
        opening: The open time of the calendar.
    """
    run = open_between(course.start, at, opening)
    for pause in pauses_of(course, course.start):
        until = at if pause.until is None else min(pause.until, at)
        run -= open_between(max(pause.since, course.start), until, opening)
    return run


def open_between(since: datetime, until: datetime, opening: Opening) -> int:
    """Return open microseconds between two moments; none where the second is the earlier one."""
    if until <= since:
        return 0
    # The earlier one first: asking for it may let the table begin anew.
    before = opening.open_before(since)
    return opening.open_before(until) - before


def _days(course: Course, at: datetime, opening: Opening) -> int:
    """Return the days after that of the start that ended by a moment and count."""
    pauses = pauses_of(course, course.start)
    day_end, legal, day = course.day_end or time.min, opening.calendar.legal, course.start.date()
    count = 0
    while end_of(day := day + timedelta(days=1), day_end) <= at:
        counts = course.limit.unit is LimitUnit.DAY or legal.is_workday(day)
        count += counts and not any(pause.holds(end_of(day, day_end)) for pause in pauses)
    return count


def when_used(course: Course, amount: Fraction, opening: Opening) -> datetime | None:
    """Return when so much of a limit is used, None when a pause that lasts comes first.

    Args:
        course: As ``standing_course`` returned it.
        amount: Minutes or days, whichever its limit counts; may be more than the limit.
        opening: The open time of the calendar.

    Raises:
        LimitError: That is not before the calendar of dates ends.
    """
    return due_time(replace(course, limit=Limit(amount, course.limit.unit)), opening)
