"""Calendars on which the limits of a unit's work run, and who fills its posts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from fractions import Fraction
from functools import cache
from typing import Final

from django.utils.timezone import get_default_timezone

from guicheng.apps.operations.readings import Compiled
from guicheng.apps.operations.selectors.duty import PostHours, hours_at
from guicheng.apps.organization.models import Unit
from guicheng.domain.process.running import Clock, Item, State, limits_of
from guicheng.domain.process.token_table import TokenTable
from guicheng.domain.worktime import Limit, LimitUnit, Opening, WorkingCalendar

#: Up to which level lateness is told by itself: 1 the supervisors, 2 the managers of the estate.
HIGHEST: Final = 2


@cache
def _opening(calendar: WorkingCalendar) -> Opening:
    """Return the open time of a calendar; calendars are few, and their tables grow with what is asked."""
    return Opening(calendar)


def clock_on(calendar: WorkingCalendar, day_end: time | None = None) -> Clock:
    """Return the clock that runs limits on a calendar, in the time zone of the service.

    Args:
        calendar: The calendar.
        day_end: Clock time at which a day ends for limits in days; None for midnight.
    """
    return Clock(_opening(calendar), get_default_timezone(), day_end)


@dataclass(frozen=True)
class PostClock:
    """The clock of a post at a unit.

    Args:
        clock: Runs its limits.
        duty: Says when somebody is there to be told of lateness.
    """

    clock: Clock
    duty: Clock

    def due_of(self, tokens: TokenTable, item: Item) -> tuple[datetime | None, bool]:
        """Return when open work has to be done, and whether that may still move since holidays are not announced."""
        limit = limits_of(tokens, item)[0]
        if limit is None:
            return None, False
        at = self.clock.over(item, limit)
        if not (limit.unit is LimitUnit.WORKDAY or self.clock.opening.calendar.is_announced):
            return at, False
        found = self.clock.due(tokens, item)
        return at, bool(found and found.provisional)

    def budget(self, tokens: TokenTable, item: Item) -> int | None:
        """Return the open seconds of a limit by the clock, None for another one."""
        limit = limits_of(tokens, item)[0]
        return limit.ticks // 1_000_000 if limit and limit.runs_by_minutes else None

    def next_notice(self, tokens: TokenTable, item: Item) -> datetime | None:
        """Return when lateness is told a level higher: at the limit and at twice the limit, while somebody is there.

        A step whose process says itself what happens when it is late is left to that.
        """
        limit = limits_of(tokens, item)[0]
        if limit is None or item.level >= HIGHEST or tokens.steps[item.step].alarms:
            return None
        longer = Limit(limit.value * Fraction(item.level + 1), limit.unit)
        at = self.clock.over(item, longer)
        return None if at is None else self.duty.opens(at)


@dataclass
class Clocks:
    """The calendars of a unit's posts, looked up once when the first is asked for.

    Args:
        unit: The unit.
    """

    unit: Unit
    _by_post: dict[str, PostClock] = field(default_factory=dict)
    _hours: Callable[[str], PostHours] | None = None

    def of(self, post: str) -> PostClock:
        """Return the clock of a post, named as in the process."""
        if post not in self._by_post:
            self._hours = self._hours or hours_at(self.unit)
            hours = self._hours(post)
            self._by_post[post] = PostClock(clock_on(hours.calendar, hours.day_end), clock_on(hours.duty))
        return self._by_post[post]

    def next_timer(self, compiled: Compiled, state: State, due: Mapping[str, datetime | None]) -> datetime | None:
        """Return when a case has to be looked at next: an alarm rings, or lateness is told.

        Args:
            compiled: The edition by which it runs.
            state: Where it stands.
            due: When the open work of each step has to be done.
        """
        found = [at for item in state.items.values() for at in self._timers(compiled, state, item, due)]
        return min(found, default=None)

    def _timers(
        self, compiled: Compiled, state: State, item: Item, due: Mapping[str, datetime | None]
    ) -> list[datetime]:
        clock = self.of(compiled.about[item.step].post)
        if compiled.tokens.steps[item.step].alarms:
            return [at for _number, at in clock.clock.alarms(compiled.tokens, state.marking, item)]
        if item.level == 0:
            at = due.get(item.step)
            return [] if at is None else [clock.duty.opens(at)]
        notice = clock.next_notice(compiled.tokens, item)
        return [] if notice is None else [notice]
