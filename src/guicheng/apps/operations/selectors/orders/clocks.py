"""The clocks of orders on the calendars of their estates: when each stage is due, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import cache

from django.utils.timezone import get_default_timezone

from guicheng.apps.operations.models import CalendarUse, OrderPromise, WorkOrder
from guicheng.apps.operations.selectors.calendars import calendar_value, day_end_of, uses_at
from guicheng.apps.operations.selectors.duty import ROUND_THE_CLOCK
from guicheng.domain.orders import Bound, Held, OrderState, StageClock, StageName, clocks_of
from guicheng.domain.worktime import Limit, LimitUnit, Opening, WorkingCalendar, due_time
from guicheng.domain.worktime.stages import Stage, StageState, stage_state


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage of an order with its clause and its clock.

    Args:
        clock: The clock.
        row: The clause that it is held to now; None where nothing holds now.
        opening: The open time on which its limit runs.
        due: When it is due; None while it is paused, before its clock begins, or where nothing bounds it.
        finished: When it was done; None while it is not.
    """

    clock: StageClock
    row: OrderPromise | None
    opening: Opening
    due: datetime | None
    finished: datetime | None

    @property
    def stage(self) -> StageName:
        """The stage."""
        return self.clock.stage

    def state(self, at: datetime) -> StageState | None:
        """Return how its clock stands at a moment; None where none runs."""
        if self.clock.course is None:
            return None
        moment = at.astimezone(get_default_timezone()).replace(tzinfo=None)
        stage = Stage(self.stage.value, self.clock.course, self.clock.finished)
        return stage_state(stage, self.opening, max(moment, self.clock.course.start))


def stages_of(
    order: WorkOrder, state: OrderState, promises: Sequence[OrderPromise], uses: Sequence[CalendarUse] | None = None
) -> list[StageLine]:
    """Return the stages of an order in their order: one query, none where the calendars are given.

    Args:
        order: The order, with its unit.
        state: How it stands.
        promises: Clauses that it is held to, with their rows.
        uses: Calendars of its estate, the nearest first.
    """
    rows = {(row.stage, row.urgent): row for row in promises if row.place == 0}
    bounds = bounds_of(rows)
    found = list(uses_at(order.unit)) if uses is None else uses
    openings, ends = {}, {}
    for stage in bounds:
        row = rows.get((stage, state.urgent)) or rows.get((stage, not state.urgent))
        use = _use(found, order, row)
        openings[stage] = _opening(calendar_value(use.calendar) if use else ROUND_THE_CLOCK)
        ends[stage] = day_end_of(use.calendar) if use else None
    return [
        _line(clock, rows.get((clock.stage, state.urgent)), openings[clock.stage])
        for clock in clocks_of(state, bounds, ends)
    ]


def bounds_of(rows: Mapping[tuple[str, bool], OrderPromise]) -> dict[StageName, Bound]:
    """Return what bounds each stage, from the clauses that govern it."""
    found = {}
    for stage in StageName:
        urgent, ordinary = (rows.get((stage, each)) for each in (True, False))
        if urgent or ordinary:
            found[stage] = Bound(held_of(urgent) if urgent else None, held_of(ordinary) if ordinary else None)
    return found


def held_of(row: OrderPromise) -> Held:
    """Return a clause as the clocks read it."""
    limit = Limit(Fraction(row.limit["value"]), LimitUnit(row.limit["unit"]))
    return Held(row.start_event, row.end_event, limit, row.from_change)


def next_due(lines: Sequence[StageLine]) -> datetime | None:
    """Return when the first stage that is not done is due; None where none is."""
    return min((line.due for line in lines if line.due and line.finished is None), default=None)


def _line(clock: StageClock, row: OrderPromise | None, opening: Opening) -> StageLine:
    zone = get_default_timezone()
    due = due_time(clock.course, opening) if clock.course else None
    return StageLine(
        clock,
        row,
        opening,
        due.replace(tzinfo=zone) if due else None,
        clock.finished.replace(tzinfo=zone) if clock.finished else None,
    )


def _use(uses: Sequence[CalendarUse], order: WorkOrder, row: OrderPromise | None) -> CalendarUse | None:
    """Return the calendar that holds: that of the clause, else of the post, else of the estate, the nearest first."""
    clause = row.clause.key if row else None
    fitting = [use for use in uses if use.clause_key in {None, clause} and use.post_id in {None, order.post_id}]
    weight = lambda use: (use.clause_key is not None, use.post_id is not None, use.unit.depth)  # noqa: E731
    return max(fitting, key=weight, default=None)


@cache
def _opening(calendar: WorkingCalendar) -> Opening:
    """Return the open time of a calendar; calendars are few, and their tables grow with what is asked."""
    return Opening(calendar)
