"""The way from the start of a limit to its end, cut where it ran, stood still or was closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby, pairwise
from typing import Final

from guicheng.domain.values.message import Message, _
from guicheng.domain.worktime.closing import why_closed, why_open
from guicheng.domain.worktime.course import Course, Pause, Segment, State
from guicheng.domain.worktime.legal import LegalCalendar
from guicheng.domain.worktime.limit import LimitUnit
from guicheng.domain.worktime.opening import Opening

_DAY: Final = timedelta(days=1)
_REOPENED: Final = _("called done and reopened; the customer waited, so it counts")


def end_of(day: date, day_end: time) -> datetime:
    """Return the moment at which a day ends; midnight is that of the next day."""
    return datetime.combine(day, day_end) + (_DAY if day_end == time.min else timedelta())


def minute_segments(
    begin: datetime, at: datetime | None, pauses: Sequence[Pause], course: Course, opening: Opening
) -> Iterator[Segment]:
    """Yield the way of a limit in minutes or hours.

    Args:
        begin: When it began to run.
        at: When it is over, None while it is paused.
        pauses: In order, apart.
        course: What happened.
        opening: The open time of the calendar.
    """
    place = begin
    for pause in pauses:
        since = max(pause.since, begin)
        if at is not None and since >= at:
            break
        yield from _opened(place, since, course, opening)
        if pause.until is None:
            yield Segment(since, since, State.PAUSED, words=pause.reason)
            return
        yield Segment(since, pause.until, State.PAUSED, words=pause.reason)
        place = pause.until
    # Only a pause that lasts leaves no due time, and the way ended there.
    yield from _opened(place, at or place, course, opening)


def _opened(since: datetime, until: datetime, course: Course, opening: Opening) -> Iterator[Segment]:
    """Yield open and closed stretches in turn."""
    place = since
    for first, last in opening.stretches(since, until):
        if place < first:
            yield Segment(place, first, State.CLOSED, why_closed(place, first, opening.calendar))
        yield from _run(first, last, course, why_open(first, last, opening.calendar))
        place = last
    if place < until:
        yield Segment(place, until, State.CLOSED, why_closed(place, until, opening.calendar))


def _run(since: datetime, until: datetime, course: Course, why: Message | None) -> Iterator[Segment]:
    """Yield a running stretch, cut where the work counted as done and nobody was on it."""
    finished, reopened = course.finished, course.reopened
    if finished is None or reopened is None:
        yield Segment(since, until, State.RUNNING, why)
        return
    cuts = [since, *(each for each in (finished, reopened) if since < each < until), until]
    for first, last in pairwise(cuts):
        idle = finished <= first and last <= reopened
        yield Segment(first, last, State.RUNNING, _REOPENED if idle else why)


def day_segments(
    begin: datetime, at: datetime | None, pauses: Sequence[Pause], course: Course, legal: LegalCalendar
) -> Iterator[Segment]:
    """Yield the way of a limit in days, workdays or months: the day of the start, then day by day.

    Args:
        begin: When it began to run.
        at: When it is over, None while it is paused.
        pauses: In order, apart.
        course: What happened.
        legal: Holidays and make-up workdays.
    """
    if at is not None and at <= begin:
        return
    day_end, unit = course.day_end or time.min, course.standing[1].unit
    place, day = begin, begin.date()
    reason: tuple[State, Message | None, str] = (State.CLOSED, _("the day of the start does not count"), "")
    while True:
        end = end_of(day, day_end)
        if end > place:
            yield Segment(place, end, *reason)
            place = end
        if place == at or (at is None and any(pause.until is None and pause.holds(end) for pause in pauses)):
            return
        day += _DAY
        reason = _of_day(day, end_of(day, day_end), unit, pauses, legal)


def joined_alike(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Yield segments with neighbours that say the same as one, such as the days of a holiday."""
    for (state, reason, words), alike in groupby(segments, key=lambda each: (each.state, each.reason, each.words)):
        first, *others = alike
        yield Segment(first.since, others[-1].until if others else first.until, state, reason, words)


def _of_day(
    day: date, end: datetime, unit: LimitUnit, pauses: Sequence[Pause], legal: LegalCalendar
) -> tuple[State, Message | None, str]:
    """Return what a day is to a limit, why, and what somebody wrote of it."""
    if unit is LimitUnit.WORKDAY and not legal.is_workday(day):
        holiday = legal.holidays.get(day)
        return State.CLOSED, _("{name}, a holiday", name=holiday) if holiday else _("weekend"), ""
    for pause in pauses:
        if pause.holds(end):
            return State.PAUSED, None, pause.reason
    made_up = legal.made_up.get(day) if unit is LimitUnit.WORKDAY else None
    return State.RUNNING, _("a workday made up for {name}", name=made_up) if made_up else None, ""
