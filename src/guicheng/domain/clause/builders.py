"""What each pattern means: the builders that ``patterns.toml`` names."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from guicheng.domain.clause import amounts, bands, calendar, clocks, days, durations, each, limits
from guicheng.domain.clause.scene import Draft, Scene
from guicheng.domain.clause.tokens import Token

Builder = Callable[[Scene, list[Token]], Iterator[Draft]]

_LIMITS: tuple[Builder, ...] = (
    limits.limit,
    limits.limit_ratio,
    limits.advance,
    limits.before,
    limits.before_over,
    limits.retention,
    limits.threshold_duration,
    limits.day24,
    durations.duration,
)
_AMOUNTS: tuple[Builder, ...] = (
    amounts.nothing,
    amounts.ratio,
    bands.plus_minus,
    bands.set_point,
    amounts.rings,
    amounts.count,
    amounts.kinds,
    amounts.things,
    amounts.amount,
    amounts.people_per_thing,
    amounts.bare_times,
)
_CALENDAR: tuple[Builder, ...] = (
    calendar.frequency,
    calendar.yearly_work,
    calendar.dayparts_each,
    each.seasons_each,
    calendar.dayparts,
    clocks.slot,
    calendar.shifts_each,
    calendar.weekdays,
    clocks.clock,
    clocks.clock_points,
    clocks.points_each,
    calendar.time_per_turn,
    calendar.interval,
    calendar.people_per_period,
    each.things_per_period,
    calendar.each_period,
    days.date,
    days.same_day,
    days.next_day,
)
#: By the name that the table uses.
BUILDERS: dict[str, Builder] = {build.__name__: build for build in (*_LIMITS, *_AMOUNTS, *_CALENDAR)}
