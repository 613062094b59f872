"""Promises from one event of a case to another: when they were due, when they were done, what became of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Final

from guicheng.domain.attainment.casefile import CANCEL, CaseFile, local
from guicheng.domain.attainment.moments import End, end_of, is_told_to_begin, reopened_stretches, start_of
from guicheng.domain.attainment.naming import Standing
from guicheng.domain.attainment.outcome import Judged, Outcome, weighed
from guicheng.domain.attainment.requirement import Requirement, Timed
from guicheng.domain.worktime import Course, Limit, LimitUnit, Opening, Pause, due, due_time
from guicheng.domain.worktime.due import joined
from guicheng.domain.worktime.limit import LimitError
from guicheng.domain.worktime.spending import ran

#: What stands for a case whose only moment is its end: nobody knows how long it took.
UNBEGUN: Final = "begin_not_recorded"
_MICROSECOND: Final = timedelta(microseconds=1)


def micros(span: timedelta) -> int:
    """Return a stretch of time in microseconds."""
    return span // _MICROSECOND


@dataclass(frozen=True, slots=True)
class Ground:
    """Where and when a promise is judged.

    Args:
        estate: Key of the estate.
        opening: Open time of the calendar on which it runs.
        at: Local moment of the assessment.
    """

    estate: str
    opening: Opening
    at: datetime


def judge_timed(case: CaseFile, standing: Standing, ground: Ground) -> Judged | None:
    """Return what became of a promise in a case; None where its clock never began.

    Args:
        case: The case.
        standing: The promise, with the changes that touch it; its measure is ``Timed``.
        ground: Where and when.
    """
    requirement, measure = standing.requirement, standing.requirement.measure
    assert isinstance(measure, Timed)  # noqa: S101
    origin = start_of(case, measure.start)
    if origin is None:
        return None
    end = end_of(case, measure.end, origin)
    # What was done before a change could count anew was done under the clock that ran until then.
    start = origin if standing.since is None or (end and end.at < standing.since) else max(origin, standing.since)
    course = _course(case, standing, measure, start, end)
    try:
        late_at = due_time(course, ground.opening)
    except LimitError:
        late_at = None
    found = Judged(
        id=f"{case.occurrence}/{requirement.key}",
        requirement=requirement,
        estate=ground.estate,
        begin=start,
        outcome=_done(measure, course, late_at, end) if end else _not_done(case, late_at, ground.at),
        post=owed(requirement, case),
        due=late_at,
        provisional=_is_provisional(course, late_at, ground.opening),
    )
    if end is not None and end.at <= origin and not is_told_to_begin(case, measure.start):
        return weighed(found.turned(Outcome.NO_EVIDENCE, UNBEGUN), case.excuse)
    return weighed(_with_end(found, case, course, end, ground.opening), case.excuse)


def _course(case: CaseFile, standing: Standing, measure: Timed, start: datetime, end: End | None) -> Course:
    """Return the course of a promise; what happened after its end is none of it."""
    until = end.at if end else None
    pauses = tuple(
        Pause(local(begun), None if ended is None else local(ended), reason)
        for begun, ended, reason in case.state.pauses
        if until is None or local(begun) < until
    )
    again = reopened_stretches(case) if measure.end.key == "finished" else None
    finished, reopened = again or (None, None)
    day_end = standing.requirement.day_end if measure.by is None else measure.by
    return Course(
        start,
        measure.limit,
        pauses,
        tuple(each for each in standing.changes if until is None or each.at <= until),
        finished,
        reopened,
        time(day_end // 60, day_end % 60) if day_end else None,
    )


def _not_done(case: CaseFile, late_at: datetime | None, at: datetime) -> Outcome:
    cancelled = case.first({CANCEL})
    if cancelled and (late_at is None or cancelled.at <= late_at):
        return Outcome.EXCUSED
    return Outcome.PENDING if late_at is None or at <= late_at else Outcome.MISSED


def _done(measure: Timed, course: Course, late_at: datetime | None, end: End) -> Outcome:
    in_time = late_at is None or (end.at < late_at if measure.strict else end.at <= late_at)
    if in_time and not (end.witnessed and measure.earliest and end.at < earliest_end(course.start, measure.earliest)):
        return Outcome.KEPT
    return Outcome.LATE if end.witnessed else Outcome.NO_EVIDENCE


def earliest_end(start: datetime, earliest: Limit) -> datetime:
    """Return the first moment at which a promise may be done: so many hours later, or the day so many days later."""
    if earliest.runs_by_minutes:
        return start + timedelta(microseconds=earliest.ticks)
    days = int(earliest.value) * (30 if earliest.unit is LimitUnit.MONTH else 1)
    return datetime.combine(start.date() + timedelta(days=days), time.min)


def _with_end(found: Judged, case: CaseFile, course: Course, end: End | None, opening: Opening) -> Judged:
    """Return it with its end, its times and its evidence, where an event tells of the end."""
    if end is None:
        return replace(found, reason=_cancel_reason(case) if found.outcome is Outcome.EXCUSED else "")
    grade = case.grade_by(found.due if found.outcome is Outcome.KEPT else None)
    if not end.witnessed:
        reason = "end_not_recorded" if found.outcome is Outcome.NO_EVIDENCE else ""
        return replace(found, grade=grade, reason=reason)
    begin = course.standing[0]
    return replace(
        found,
        end=end.at,
        grade=grade,
        elapsed=micros(end.at - course.start),
        counted=counted_time(begin, end.at, course, opening),
    )


def _cancel_reason(case: CaseFile) -> str:
    found = case.first({CANCEL})
    return found.text("reason") if found else ""


def counted_time(begin: datetime, end: datetime, course: Course, opening: Opening) -> int:
    """Return what ran on a clock from its begin to an end, in microseconds.

    Open time without pauses for a limit in minutes or hours; all time without pauses for one in days or months.

    Args:
        begin: When it began to run.
        end: When it was done.
        course: What happened; its pauses are left out.
        opening: Open time of the calendar.
    """
    if course.standing[1].runs_by_minutes:
        return ran(replace(course, start=begin), end, opening)
    stood = (
        micros(max(min(each.until or end, end) - max(each.since, begin), timedelta())) for each in joined(course.pauses)
    )
    return micros(end - begin) - sum(stood)


def _is_provisional(course: Course, late_at: datetime | None, opening: Opening) -> bool:
    """Tell whether a due time rests on holidays that are not announced; looked into only where that can be."""
    legal = opening.calendar.legal
    last = (late_at or course.start).date()
    if legal.knows(course.start.date()) and legal.knows(last):
        return False
    return late_at is not None and due(course, opening).provisional


def owed(requirement: Requirement, case: CaseFile) -> str:
    """Return the post that a case names, or else the one that the clause names."""
    return case.said("post") or requirement.post
