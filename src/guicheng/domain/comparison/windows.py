"""Clock windows that only say when a bound of the clause holds: 8:00至20:00急修30分钟内到场."""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.domain.clause import Kind, Requirement
from guicheng.domain.comparison import clock
from guicheng.domain.comparison.surroundings import Surroundings

#: Periods so short that a window of the day cannot merely place what is counted in them.
_SHORT = frozenset({"minute", "hour", "half_hour", "shift"})
_PEOPLE = frozenset({"人", "名", "ring"})


def windows_for(around: Surroundings, requirement: Requirement) -> list[Requirement]:
    """Return the windows outside of which a bound does not hold, [] for a bound that holds at any time.

    They stand in its own part, else in a part of the sentence ahead that says nothing but when. A window only places
    what is counted by the day or longer: 每日7:00至9:00清扫1次 binds more than 每日清扫1次, not less.
    """
    if not _holds_within(requirement):
        return []
    index = around.part_at(requirement.span.start)
    own = [window for window in _windows(around) if around.part_at(window.span.start) == index]
    if not own:
        ahead = [number for number in range(index) if around.parts[number] in around.ahead(index)]
        bare = [number for number in ahead if around.says_only_when(number)]
        return [window for window in _windows(around) if around.part_at(window.span.start) in bare]
    since = max(
        (
            other.span.end
            for other in around.clause.requirements
            if other.kind is not Kind.WINDOW and other.span.end <= requirement.span.start
        ),
        default=0,
    )
    return [window for window in own if since <= window.span.start < requirement.span.end] or own


def week_for(around: Surroundings, requirement: Requirement) -> int:
    """Return the minutes of the week in which a bound holds, 0 for at any time."""
    values = [str(window.value) for window in windows_for(around, requirement)]
    week = clock.week_of(values) if values else None
    return 0 if week is None or clock.is_whole_week(week) else week


def narrowing(around: Surroundings) -> frozenset[int]:
    """Return where the windows begin that say when a bound holds and so promise nothing themselves."""
    return frozenset(
        window.span.start
        for requirement in around.clause.requirements
        if week_for(around, requirement)
        for window in windows_for(around, requirement)
    )


def _windows(around: Surroundings) -> Iterator[Requirement]:
    """Yield the windows that are hours or weekdays."""
    for requirement in around.clause.requirements:
        if requirement.kind is Kind.WINDOW and clock.week_of([str(requirement.value)]) is not None:
            yield requirement


def _holds_within(requirement: Requirement) -> bool:
    if requirement.kind in {Kind.TIME_LIMIT, Kind.INTERVAL}:
        return requirement.op not in {">", ">="} or requirement.kind is Kind.INTERVAL
    if requirement.kind is Kind.FREQUENCY:
        return (requirement.per or "").rpartition(" ")[2] in _SHORT
    if requirement.kind is Kind.COUNT:
        return requirement.unit in _PEOPLE
    return requirement.kind is Kind.QUANTITY and requirement.per is None
