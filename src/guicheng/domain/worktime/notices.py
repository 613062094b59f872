"""What is told of a stage that nears its end or is over: once each, and only while somebody is on duty."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from math import ceil
from typing import Final

from guicheng.domain.worktime.course import Course
from guicheng.domain.worktime.due import due_time
from guicheng.domain.worktime.limit import Limit
from guicheng.domain.worktime.opening import Opening
from guicheng.domain.worktime.spending import known_at, standing_course, when_used
from guicheng.domain.worktime.stages import LAST_FIFTH, Stage, warning_time

WARNING: Final = 0


@dataclass(frozen=True, slots=True)
class Telling:
    """When a stage is told of.

    Args:
        warn_share: The last part of the limit in which it warns, 0 to 1.
        warn_before: So many open minutes or hours before the end it warns instead.
        levels: After how much of the limit each level of escalation speaks, the lowest level first; 1 is the end of
            the limit, 2 twice the limit. Days are rounded up to whole ones.
    """

    warn_share: Fraction = LAST_FIFTH
    warn_before: Limit | None = None
    levels: tuple[Fraction, ...] = (Fraction(1), Fraction(2))


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be told.

    Args:
        level: 0 is the warning before the end, 1 the first level of escalation. Where a level speaks alone, those
            of the levels below hear it too.
        owed: When there was a reason to tell it.
        at: When it is told: then, or as soon as somebody is on duty.
        key: Names the stage, its limit and the level, and stays the same when a pause moves the moments, so that it is
            told once.
    """

    level: int
    owed: datetime
    at: datetime
    key: str


def notices(
    stage: Stage, opening: Opening, duty: Opening, telling: Telling | None = None, *, told: Collection[str] = ()
) -> tuple[Notice, ...]:
    """Return what is to be told of a stage, in order of time, as long as nothing else happens to it.

    Nothing is told outside the duty hours. Where several levels would speak in the same minute only the highest does,
    and none that is lower than one already told of the same limit. A stage that is done owes nothing more.

    Args:
        stage: The stage.
        opening: The open time on which its limit runs.
        duty: When somebody is there to be told.
        telling: When to tell; by default in the last fifth, at the limit and at twice the limit.
        told: Keys of what was told before.

    Raises:
        LimitError: A moment is not before the calendar of dates ends.
    """
    course = stage.course if stage.finished is None else known_at(stage.course, stage.finished)
    name = _name(stage.name, course)
    highest_told = max((level for level in _levels(telling) if f"{name}/{level}" in told), default=-1)
    found = list[Notice]()
    for level, owed in reversed(list(_owed(course, opening, telling or Telling()))):
        at = duty.first_open(owed)
        over = stage.finished is not None and stage.finished <= at
        if level > highest_told and not over and not (found and found[-1].at <= at):
            found.append(Notice(level, owed, at, f"{name}/{level}"))
    return tuple(reversed(found))


def _levels(telling: Telling | None) -> range:
    return range(len((telling or Telling()).levels) + 1)


def _name(stage: str, course: Course) -> str:
    begin, limit = course.standing
    return f"{stage}/{begin.isoformat()}/{limit.value} {limit.unit}"


def _owed(course: Course, opening: Opening, telling: Telling) -> Iterator[tuple[int, datetime]]:
    """Yield levels and when each is owed, up to a pause that lasts."""
    standing = standing_course(course)
    limit = standing.limit
    warned = warning_time(
        standing, due_time(course, opening), opening, warn_share=telling.warn_share, warn_before=telling.warn_before
    )
    # A warning that comes with the start itself says nothing.
    if warned is not None and warned > standing.start:
        yield WARNING, warned
    for level, share in enumerate(telling.levels, 1):
        amount = limit.value * share if limit.runs_by_minutes else Fraction(ceil(limit.value * share))
        at = when_used(standing, amount, opening)
        if at is not None:
            yield level, at
