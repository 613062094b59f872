"""What happened to a limit while it ran, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from guicheng.domain.values import Message
from guicheng.domain.worktime.limit import Limit


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch in which the clock stands still.

    Args:
        since: When it began.
        until: When it ended, None while it lasts.
        reason: Why, such as 等业主 or 等配件.
    """

    since: datetime
    until: datetime | None
    reason: str = ""

    def holds(self, at: datetime) -> bool:
        """Tell whether the clock stands still at a moment; at its last one it runs again."""
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True)
class Change:
    """Another limit from a moment on, as when a fault turns out to be urgent.

    Args:
        at: When it was decided.
        limit: The new limit.
        counts_from_change: Whether it counts from that moment; otherwise from the beginning, as a priority does.
    """

    at: datetime
    limit: Limit
    counts_from_change: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """All that a due time depends on besides the calendar. Moments are those of the local clock, without a zone.

    Args:
        start: When the limit began to run.
        limit: The limit.
        pauses: In any order; they may overlap.
        changes: In any order; the latest one holds. Pauses survive it.
        finished: When the work was called done, where it was reopened later; the time in between counts, for the
            customer waited.
        reopened: When it was taken up again.
        day_end: Clock time at which a day ends for limits in days, workdays and months; None for midnight.
    """

    start: datetime
    limit: Limit
    pauses: tuple[Pause, ...] = ()
    changes: tuple[Change, ...] = ()
    finished: datetime | None = None
    reopened: datetime | None = None
    day_end: time | None = None

    @property
    def standing(self) -> tuple[datetime, Limit]:
        """When the limit that holds in the end began to run, and that limit."""
        if not self.changes:
            return self.start, self.limit
        # Of two decisions at one moment the one told later holds.
        last = max(enumerate(self.changes), key=lambda each: (each[1].at, each[0]))[1]
        # What was decided before the report, such as an order planned ahead, runs from the report.
        return (max(last.at, self.start) if last.counts_from_change else self.start), last.limit


class State(StrEnum):
    """What a stretch of a course is to its limit."""

    RUNNING = "running"
    CLOSED = "closed"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the way to a due time: the answer to "why this deadline".

    Args:
        since: First moment.
        until: Moment after the last one.
        state: Whether it counted.
        reason: Why it did not, or what it belongs to; None where that is plain.
        words: What somebody wrote as a reason of the pause, as it was written; "" for none.
    """

    since: datetime
    until: datetime
    state: State
    reason: Message | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit is over.

    Args:
        at: The moment at which its last open minute has gone by, or its last day ended; None while it is paused.
        provisional: Whether days count whose holidays are not announced yet, so that the moment may still move.
        segments: The way there, in order and without gaps; up to the pause that lasts where there is no due time.
    """

    at: datetime | None
    provisional: bool
    segments: tuple[Segment, ...]
