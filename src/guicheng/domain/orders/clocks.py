"""The clocks of an order: for each stage when it began, what it allows, what stopped it, when it was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from typing import Final

from guicheng.domain.orders.folding import OrderState
from guicheng.domain.orders.promises import StageName
from guicheng.domain.worktime import Change, Course, Limit, Pause

#: China keeps one time all year, and so do the clocks of orders.
_CHINA: Final = timezone(timedelta(hours=8))
#: Beginnings that have to come first; all others are the report.
_LATER: Final = frozenset({"dispatched", "arrived", "finished"})
#: Ends that are the end of the work in other words.
_SAME: Final = {"corrected": "finished", "handled": "finished"}


@dataclass(frozen=True, slots=True)
class Held:
    """A limit that an order is held to.

    Args:
        start: Beginning of its clock.
        end: What stops it.
        limit: The limit.
        from_change: Whether it counts from the change of priority instead of from the report.
    """

    start: str
    end: str
    limit: Limit
    from_change: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """What bounds a stage: the limits for an urgent order and for another one.

    Args:
        urgent: While it is urgent; None where nothing bounds it then.
        ordinary: While it is not.
    """

    urgent: Held | None
    ordinary: Held | None

    def of(self, *, urgent: bool) -> Held | None:
        """Return the limit that holds."""
        return self.urgent if urgent else self.ordinary


@dataclass(frozen=True, slots=True)
class StageClock:
    """The clock of a stage.

    Args:
        stage: The stage.
        held: What bounds it now; None where nothing does.
        course: The course of its limit; None where nothing bounds it, or its clock has not begun.
        finished: When the stage was done, of the local clock; None while it is not.
    """

    stage: StageName
    held: Held | None
    course: Course | None
    finished: datetime | None


def local(ms: int) -> datetime:
    """Return a moment of the log as the local clock has it, without a zone."""
    return datetime.fromtimestamp(ms / 1000, tz=_CHINA).replace(tzinfo=None)


def clocks_of(
    state: OrderState, bounds: Mapping[StageName, Bound], day_ends: Mapping[StageName, time | None] | None = None
) -> tuple[StageClock, ...]:
    """Return the clocks of the stages that something bounds or bounded, in their order.

    Args:
        state: How the order stands.
        bounds: What bounds each stage.
        day_ends: Clock time at which a day ends for limits in days, by stage; midnight where none is given.
    """
    ends = day_ends or {}
    return tuple(_clock(stage, state, bounds[stage], ends.get(stage)) for stage in StageName if stage in bounds)


def _clock(stage: StageName, state: OrderState, bound: Bound, day_end: time | None) -> StageClock:
    held = bound.of(urgent=state.urgent)
    if held is None:
        other = bound.of(urgent=not state.urgent)
        return StageClock(stage, None, None, _reached(state, other.end) if other else None)
    start = _start(state, held)
    if start is None:
        return StageClock(stage, held, None, _reached(state, held.end))
    first = bound.of(urgent=not state.changes[0][1]) if state.changes else held
    closed = state.reopenings[-1] if state.reopenings and stage is StageName.FINISH else None
    course = Course(
        start=start,
        limit=(first or held).limit,
        pauses=tuple(Pause(local(begun), None if end is None else local(end), why) for begun, end, why in state.pauses),
        changes=tuple(_changes(state, bound)),
        finished=local(closed[0]) if closed else None,
        reopened=local(closed[1]) if closed else None,
        day_end=day_end,
    )
    return StageClock(stage, held, course, _reached(state, held.end))


def _start(state: OrderState, held: Held) -> datetime | None:
    """Return when a clock began: with the report, or with what has to come before."""
    found = state.reached.get(held.start) if held.start in _LATER else state.reported
    return None if found is None else local(found)


def _reached(state: OrderState, end: str) -> datetime | None:
    found = state.reached.get(_SAME.get(end, end))
    return None if found is None else local(found)


def _changes(state: OrderState, bound: Bound) -> Iterable[Change]:
    """Yield the changes of a limit: each counts from the report unless its clause says from the change."""
    for at, urgent in state.changes:
        held = bound.of(urgent=urgent)
        if held is not None:
            yield Change(local(at), held.limit, held.from_change)
