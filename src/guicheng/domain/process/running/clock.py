"""When the limits of open work are over, on a working calendar; computed from the events, kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, tzinfo
from fractions import Fraction
from typing import Final

from guicheng.domain.process.running.applying import limits_of
from guicheng.domain.process.running.state import Item, State
from guicheng.domain.process.token_table import TokenTable
from guicheng.domain.worktime import (
    Course,
    Due,
    Limit,
    LimitUnit,
    Opening,
    Pause,
    Stage,
    StageState,
    due,
    due_time,
    ran,
    stage_state,
)

_ANY: Final = Limit(Fraction(0), LimitUnit.MINUTE)


@dataclass(frozen=True, slots=True)
class Clock:
    """Runs limits of steps.

    Args:
        opening: The open time of the calendar.
        zone: Time zone of the calendar.
        day_end: Clock time at which a day ends for limits in days; None for midnight.
    """

    opening: Opening
    zone: tzinfo
    day_end: time | None = None

    def course(self, item: Item, limit: Limit) -> Course:
        """Return the course of a limit of open work."""
        rests = tuple(
            Pause(self._local(rest.since), self._local(rest.until) if rest.until else None, rest.reason)
            for rest in item.rests
        )
        return Course(self._local(item.since), limit, rests, day_end=self.day_end)

    def due(self, table: TokenTable, item: Item) -> Due | None:
        """Return when a step has to be done, with the way there; None where nothing bounds it.

        Raises:
            LimitError: That is not before the calendar of dates ends.
        """
        limit = limits_of(table, item)[0]
        return None if limit is None else due(self.course(item, limit), self.opening)

    def stands(self, table: TokenTable, item: Item, at: datetime) -> StageState | None:
        """Return how the clock of a step stands at a moment; None where nothing bounds it.

        Raises:
            LimitError: Its limit is not over before the calendar of dates ends.
        """
        limit = limits_of(table, item)[0]
        if limit is None:
            return None
        return stage_state(Stage(item.step, self.course(item, limit)), self.opening, self._local(at))

    def due_at(self, table: TokenTable, item: Item) -> datetime | None:
        """Return when a step has to be done, with time zone; None where nothing bounds it or its clock stands still.

        Raises:
            LimitError: That is not before the calendar of dates ends.
        """
        return self.over(item, limits_of(table, item)[0])

    def alarms(self, table: TokenTable, marking: int, item: Item) -> tuple[tuple[int, datetime], ...]:
        """Return the alarms of a step that will ring, with their moments, as long as its clock runs.

        Args:
            table: The process.
            marking: Where the case stands.
            item: Open work of the step.

        Raises:
            LimitError: One is not before the calendar of dates ends.
        """
        step, limits = table.steps[item.step], limits_of(table, item)
        waiting = [
            (number, self.over(item, limits[number + 1] if number + 1 < len(limits) else alarm.limit))
            for number, alarm in enumerate(step.alarms)
            if not marking & alarm.rung
        ]
        return tuple((number, at) for number, at in waiting if at is not None)

    def next_alarm(self, table: TokenTable, state: State) -> tuple[datetime, str, int] | None:
        """Return the alarm that rings first: when, of which step, which; None where none will.

        Raises:
            LimitError: One is not before the calendar of dates ends.
        """
        found = [
            (at, item.step, number)
            for item in state.items.values()
            if table.steps[item.step].alarms
            for number, at in self.alarms(table, state.marking, item)
        ]
        return min(found, default=None)

    def spent(self, item: Item, at: datetime) -> int:
        """Return the open seconds that the clock of a step has run until a moment, pauses left out."""
        # How long the limit is does not matter to what went by.
        return ran(self.course(item, _ANY), self._local(at), self.opening) // 1_000_000

    def opens(self, at: datetime) -> datetime:
        """Return a moment where the calendar is open, otherwise the next one at which it opens."""
        local = self._local(at)
        first = self.opening.first_open(local)
        return at if first <= local else self._aware(first)

    def over(self, item: Item, limit: Limit | None) -> datetime | None:
        """Return when a limit of open work is over, with time zone; None for no limit, or while its clock stands still.

        Raises:
            LimitError: That is not before the calendar of dates ends.
        """
        if limit is None:
            return None
        found = due_time(self.course(item, limit), self.opening)
        return None if found is None else self._aware(found)

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(self.zone).replace(tzinfo=None)

    def _aware(self, local: datetime) -> datetime:
        return local.replace(tzinfo=self.zone)
