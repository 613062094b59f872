"""Due times by the million, beside somebody who walks through the minutes."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta
from fractions import Fraction
from random import Random

import pytest

from guicheng.domain.worktime import (
    Course,
    DayRule,
    Limit,
    LimitError,
    LimitUnit,
    MinuteTable,
    Opening,
    Pause,
    Window,
    WorkingCalendar,
    due_time,
)

FIRST, DAYS = date(2025, 9, 1), 200
#: ``DUE_CASES=1000000`` walks through a million of them.
CASES = int(os.environ.get("DUE_CASES", "6000"))
OFFICE = Opening(WorkingCalendar(DayRule.WORKDAYS, (Window(510, 720), Window(810, 1050))))


def walked(flags, start, limit, pauses):
    """The minute at which so many open minutes have gone by that no pause covers."""
    held = bytearray(flags)
    for since, until in pauses:
        if until is None:
            held = held[: max(since, start)]
            break
        held[since:until] = bytes(until - since)
    for place in range(start, len(held)):
        limit -= held[place]
        if not limit:
            return place + 1
    return None


def some_pauses(random, start):
    """Pauses in order and apart; the last one may last."""
    since, found = start + random.randint(-200, 400), []
    for _ in range(random.choice([0, 0, 1, 2, 3])):
        until = since + random.randint(1, 600)
        found.append((since, None if random.random() < 0.1 else until))
        if found[-1][1] is None:
            break
        since = until + random.randint(1, 300)
    return found


def some_opening(random):
    days = random.choice(["workdays", "every_day", frozenset(random.sample(range(7), random.randint(2, 6)))])
    begins = [random.randrange(1440) for _ in range(random.randint(1, 3))]
    windows = tuple(Window(begin, begin + random.randint(30, 720)) for begin in begins)
    return Opening(WorkingCalendar(days if isinstance(days, frozenset) else DayRule(days), windows))


def flags_of(opening):
    """One byte a minute, 1 where it is open, asked of the calendar day by day."""
    flags = bytearray((DAYS + 1) * 1440)
    for offset in range(-1, DAYS):
        for window in opening.calendar.windows if opening.calendar.is_open_on(FIRST + timedelta(offset)) else ():
            begin, end = (max(offset * 1440 + each, 0) for each in (window.begin, window.end))
            flags[begin:end] = b"\1" * (end - begin)
    return flags


@pytest.mark.parametrize("seed", range(20))
def test_both_ways_of_counting_agree_with_the_walker(seed):
    random = Random(seed)  # noqa: S311 - chance that can be repeated
    opening = some_opening(random)
    table, flags = MinuteTable(opening, FIRST, FIRST + timedelta(DAYS - 1)), flags_of(opening)
    for _ in range(CASES // 20):
        start, limit = 300 + random.randrange(100 * 1440), random.randint(1, 900)
        pauses = some_pauses(random, start)
        expected = walked(flags, start, limit, pauses)
        assert table.due_minute(start, limit, pauses) == expected
        rests = tuple(Pause(table.moment(a), None if b is None else table.moment(b)) for a, b in pauses)
        at = due_time(Course(table.moment(start), Limit(Fraction(limit), LimitUnit.MINUTE), rests), opening)
        assert (None if at is None else table.minute(at)) == expected


def test_many_at_once_are_what_each_alone_is():
    random = Random(7)  # noqa: S311 - chance that can be repeated
    table = MinuteTable(OFFICE, FIRST, FIRST + timedelta(DAYS))
    starts = [random.randrange(100 * 1440) for _ in range(1000)]
    limits = [random.randint(1, 3000) for _ in range(1000)]
    assert list(table.due_minutes(starts, limits)) == [*map(table.due_minute, starts, limits)]


def test_tables_count_from_the_first_midnight():
    table = MinuteTable(OFFICE, FIRST, FIRST)
    assert (len(table.before), len(table.over)) == (1441, 451)
    assert (table.before[510], table.before[511], table.before[1440]) == (0, 1, 450)
    assert (table.over[1], table.over[210], table.over[211], table.over[450]) == (511, 720, 811, 1050)
    assert table.due_minute(600, 0) == 600
    assert table.moment(table.due_minute(600, 30)) == datetime(2025, 9, 1, 10, 30)
    assert table.minute(datetime(2025, 9, 1, 10, 30, 59)) == 630


@pytest.mark.parametrize("ask", [
    lambda table: table.due_minute(-1, 5),
    lambda table: table.due_minute(0, 451),
    lambda table: table.due_minute(0, 450, [(600, 3000)]),
    lambda table: table.due_minutes([-1], [5]),
    lambda table: table.due_minutes([0], [451]),
])  # fmt: skip
def test_what_lies_beyond_the_table_is_refused(ask):
    with pytest.raises(LimitError):
        ask(MinuteTable(OFFICE, FIRST, FIRST))
