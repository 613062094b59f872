"""Until when a nonconformity has to be mended and verified, on the calendar of its estate, and when that is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Final

from django.utils.timezone import get_default_timezone

from guicheng.apps.improvement.models import Nonconformity
from guicheng.apps.operations.selectors.calendars import calendar_for
from guicheng.apps.operations.selectors.clocks import clock_on
from guicheng.apps.operations.selectors.duty import DAYTIME, ROUND_THE_CLOCK, hours_at
from guicheng.domain.attainment.mending import VERIFY_DAYS, Stand
from guicheng.domain.worktime import Course, Due, Limit, LimitUnit, Notice, Opening, Stage, due, notices

#: The highest level at which lateness is told: 1 the managers of the estate, 2 those of the unit above.
HIGHEST: Final = 2
_STAGE: Final = "mend"
_VERIFYING: Final = "verify"


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when a nonconformity has to be mended.

    Args:
        at: The end, with time zone.
        provisional: Whether it may still move, since holidays are not announced that far.
        way: The way there, day by day.
    """

    at: datetime
    provisional: bool
    way: Due


def deadline_of(row: Nonconformity) -> Deadline:
    """Return until when a nonconformity has to be mended: one query.

    Raises:
        LimitError: That is not before the calendar of dates ends.
    """
    course, opening = _course(row)
    found = due(course, opening)
    at = found.at or course.start
    return Deadline(at.replace(tzinfo=get_default_timezone()), found.provisional, found)


def notices_for(row: Nonconformity) -> Sequence[tuple[datetime, Notice]]:
    """Return what is to be told of a nonconformity while somebody is on duty, by time: four queries at most.

    A warning comes before the end, then lateness level by level: of the mending while it is open, of the verifying
    while it is said to be mended. Nothing is told of one that is neither.
    """
    if row.stand == Stand.FINISHED:
        course, opening = _verifying(row)
        stage, hours = Stage(_VERIFYING, course), DAYTIME
    elif row.stand == Stand.OPEN:
        course, opening = _course(row)
        stage, hours = Stage(_STAGE, course), hours_at(row.unit)(row.post.name).duty if row.post else DAYTIME
    else:
        return ()
    zone = get_default_timezone()
    told = notices(stage, opening, clock_on(hours).opening)
    return [(each.at.replace(tzinfo=zone), each) for each in told]


def verified_by_day(row: Nonconformity) -> date | None:
    """Return the last day on which what is said to be mended is verified in time; None where none is said to be.

    One query.

    Raises:
        LimitError: That is not before the calendar of dates ends.
    """
    if row.stand != Stand.FINISHED:
        return None
    course, opening = _verifying(row)
    at = due(course, opening).at or course.start
    return (at - timedelta(microseconds=1)).date()


def _verifying(row: Nonconformity) -> tuple[Course, Opening]:
    return _within(row, row.finished_at or row.began_at, VERIFY_DAYS)


def _course(row: Nonconformity) -> tuple[Course, Opening]:
    return _within(row, row.began_at, row.days)


def _within(row: Nonconformity, since: datetime, days: int) -> tuple[Course, Opening]:
    """Return so many workdays from a moment on, by the calendar of the estate."""
    here = calendar_for(row.unit, post=row.post, clause_key=row.clause_key)
    clock = clock_on(here.calendar, here.day_end) if here else clock_on(ROUND_THE_CLOCK, time.min)
    began = since.astimezone(get_default_timezone()).replace(tzinfo=None)
    limit = Limit(Fraction(days), LimitUnit.WORKDAY)
    return Course(began, limit, day_end=clock.day_end), clock.opening


def last_day_of(row: Nonconformity) -> date:
    """Return the last day on which a nonconformity can be mended in time; midnight is the end of the day before."""
    return (row.due_at.astimezone(get_default_timezone()) - timedelta(microseconds=1)).date()
