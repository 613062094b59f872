"""Stages of a promise, such as response, arrival and completion, and how each stands at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Final

from guicheng.domain.worktime.course import Course, Segment
from guicheng.domain.worktime.due import due, joined
from guicheng.domain.worktime.limit import Limit, LimitUnit
from guicheng.domain.worktime.opening import Opening
from guicheng.domain.worktime.spending import known_at, spent, standing_course, when_used

#: The last part of a limit, in which its clock warns where nothing else is said.
LAST_FIFTH: Final = Fraction(1, 5)
_MINUTE: Final = 60_000_000


class Standing(StrEnum):
    """How the clock of a stage stands."""

    RUNNING = "running"
    PAUSED = "paused"
    WARNED = "warned"
    BREACHED = "breached"
    KEPT = "kept"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the times that a promise sets.

    Args:
        name: What it is the time of, such as 响应, 到场, 办结 or 回访.
        course: What happened to its limit.
        finished: When it was done for good, None while it is open. What happened later does not touch it.
    """

    name: str
    course: Course
    finished: datetime | None = None

    def done_at(self, at: datetime) -> datetime | None:
        """Return when it had been done by a moment: for good, or until it was reopened; None while it is open."""
        if self.finished is not None and self.finished <= at:
            return self.finished
        course = known_at(self.course, at)
        return course.finished if course.reopened is None else None


@dataclass(frozen=True, slots=True)
class StageState:
    """How a stage stands at a moment.

    Args:
        state: Running, paused, warned (near its end), breached (over and not done), kept or late (done).
        used: Minutes or days of the limit that went by, pauses and closed time left out; may exceed what is allowed.
        allowed: Minutes or days of the limit.
        unit: What both count: minutes, days or workdays.
        due: When the limit is over, of the local clock; None while a pause lasts.
        paused_for: How long the clock stood still until then, by the wall clock, all pauses together.
        reason: Why it stands still; "" where it does not, or where nobody said.
        warns_at: When it begins to warn; None while a pause lasts before.
        provisional: Whether the due time may still move, since holidays are not announced yet.
        segments: The way to the due time, in order and without gaps.
    """

    state: Standing
    used: Fraction
    allowed: Fraction
    unit: LimitUnit
    due: datetime | None
    paused_for: timedelta
    reason: str
    warns_at: datetime | None
    provisional: bool
    segments: tuple[Segment, ...]


def stage_state(
    stage: Stage,
    opening: Opening,
    at: datetime,
    *,
    warn_share: Fraction = LAST_FIFTH,
    warn_before: Limit | None = None,
) -> StageState:
    """Return how a stage stands at a moment, from what had happened by then.

    A stage that is done is judged by the moment at which it was done: at its due time it is kept. One that is reopened
    runs on as if it had never been done. A limit that ran out before a pause began is over, whatever the pause.

    Args:
        stage: The stage.
        opening: The open time of its calendar.
        at: The moment, of the local clock.
        warn_share: The last part of the limit in which it warns, 0 to 1; of a limit in days at least the last day.
        warn_before: So many open minutes or hours before the end it warns instead.

    Raises:
        LimitError: The limit is not over before the calendar of dates ends.
    """
    done = stage.done_at(at)
    moment = at if done is None else done
    course = known_at(stage.course, moment)
    standing, found = standing_course(course), due(course, opening)
    holding = next((each for each in joined(standing.pauses) if each.holds(moment)), None)
    warns_at = warning_time(standing, found.at, opening, warn_share=warn_share, warn_before=warn_before)
    return StageState(
        state=_judged(moment, found.at, warns_at, is_done=done is not None, is_paused=holding is not None),
        used=spent(standing, moment, opening),
        allowed=standing.limit.value,
        unit=standing.limit.unit,
        due=found.at,
        paused_for=_paused_for(standing, moment),
        reason=holding.reason if holding and done is None else "",
        warns_at=warns_at,
        provisional=found.provisional,
        segments=found.segments,
    )


def _judged(
    moment: datetime, due_at: datetime | None, warns_at: datetime | None, *, is_done: bool, is_paused: bool
) -> Standing:
    over = due_at is not None and moment > due_at
    if is_done:
        return Standing.LATE if over else Standing.KEPT
    if over:
        return Standing.BREACHED
    if is_paused:
        return Standing.PAUSED
    return Standing.WARNED if warns_at is not None and moment >= warns_at else Standing.RUNNING


def _paused_for(course: Course, moment: datetime) -> timedelta:
    """Return how long the clock of a limit stood still since it began, by the wall clock."""
    found = timedelta()
    for pause in joined(course.pauses):
        until = moment if pause.until is None else min(pause.until, moment)
        found += max(until - max(pause.since, course.start), timedelta())
    return found


def warning_time(
    course: Course, due_at: datetime | None, opening: Opening, *, warn_share: Fraction, warn_before: Limit | None
) -> datetime | None:
    """Return when a limit begins to warn, None while a pause that lasts comes first.

    Args:
        course: As ``standing_course`` returned it.
        due_at: When its limit is over.
        opening: The open time of its calendar.
        warn_share: The last part of the limit, 0 to 1.
        warn_before: Open minutes or hours before the end instead, None for the share.
    """
    limit = course.limit
    if limit.runs_by_minutes:
        lead = limit.value * warn_share if warn_before is None else Fraction(warn_before.ticks, _MINUTE)
        return when_used(course, max(limit.value - lead, Fraction(0)), opening)
    if warn_before is not None:
        return None if due_at is None else _before(course.start, due_at, warn_before, opening)
    if not limit.value:
        return course.start
    last_days = max(1, int(limit.value * warn_share))
    end = when_used(course, limit.value - last_days + 1, opening)
    return None if end is None else datetime.combine((end - timedelta(microseconds=1)).date(), time.min)


def _before(start: datetime, due_at: datetime, lead: Limit, opening: Opening) -> datetime:
    """Return the moment from which so much open time is left, not before the start."""
    begun = opening.open_before(start)
    left = opening.open_before(due_at) - begun - lead.ticks
    return opening.moment_after(begun + left) if left > 0 else start
