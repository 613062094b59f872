"""Clock windows that only say when a bound of the clause holds: 8:00至20:00急修30分钟内到场."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from guicheng.domain.clause import Kind, Requirement
from guicheng.domain.clause.clocks import clock_text
from guicheng.domain.comparison import clock
from guicheng.domain.comparison.parts import Part
from guicheng.domain.comparison.surroundings import Surroundings
from guicheng.domain.comparison.tables import values

#: Periods so short that a window of the day cannot merely place what is counted in them.
_SHORT = frozenset({"minute", "hour", "half_hour", "shift"})
_NIGHT: Final = "夜间|夜里|夜晚|深夜|晚间|晚上"
_DAY: Final = "白天|日间|昼间"
_HOURS: Final = r"(?:次日|翌日)?\d{1,2}(?::\d\d|[点时]半?)[-至到~](?:次日|翌日)?\d{1,2}(?::\d\d|[点时]半?)"
#: Night or day with its hours: 夜间(22:00至次日6:00), 白天即8:00-20:00; groups: night, day, hours.
PART_WITH_HOURS: Final = re.compile(f"(?:({_NIGHT})|({_DAY}))[:(]?(?:即|指|为)?({_HOURS})")
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
    named = [str(window.value) for window in windows_for(around, requirement)] or _explained(around, requirement)
    week = clock.week_of(named) if named else None
    return 0 if week is None or clock.is_whole_week(week) else week


def _explained(around: Surroundings, requirement: Requirement) -> list[str]:
    """Return the hours that a clause gives in brackets to the part of the day that it names: 夜间(22:00至次日6:00)."""
    if not _holds_within(requirement):
        return []
    index = around.part_at(requirement.span.start)
    own = around.parts[index]
    if named := _bracketed(around, own):
        return named
    if any(hit.group == "scope" and hit.word in _parts_of_day() for hit in own.hits):
        return []
    ahead = [number for number in range(index) if around.parts[number] in around.ahead(index)]
    return [
        hours for number in ahead if around.says_only_when(number) for hours in _bracketed(around, around.parts[number])
    ]


def _bracketed(around: Surroundings, part: Part) -> list[str]:
    return [clock_text(match[3]) for match in PART_WITH_HOURS.finditer(around.plain, part.start, part.end)]


@cache
def _parts_of_day() -> frozenset[str]:
    return frozenset(word for value in values("hour") for word in value.words)


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
