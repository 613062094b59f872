"""Limits of steps on a working calendar, and the worst start of a year, beside walks over every minute."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction

import pytest
from tests.domain.process.tables import row, table

from guicheng.domain.process import compile_table
from guicheng.domain.process.limits import read_limit
from guicheng.domain.process.spans import Span
from guicheng.domain.process.table import Limit
from guicheng.domain.process.walks import one_block
from guicheng.domain.process.working_hours import WorkingHours
from guicheng.domain.process.worst_start import _Play, worst_start
from guicheng.domain.worktime import Course, DayRule, LimitUnit, Opening, Window, WorkingCalendar, due_time
from guicheng.domain.worktime import Limit as ClockLimit

END = "结束"
MONDAY = date(2026, 2, 9)
OFFICE = WorkingCalendar(DayRule.WORKDAYS, (Window(510, 720), Window(780, 1050)))
NIGHTS = WorkingCalendar(frozenset({0, 2, 4}), (Window(1320, 1800),))
DAY = 1440


def due(text, start, calendar=OFFICE):
    return WorkingHours(calendar, MONDAY).due(start, read_limit(text))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("30分钟", 9 * 60, 9 * 60 + 30),
        ("30分钟", 11 * 60 + 45, 13 * 60 + 15),
        ("30分钟", 17 * 60 + 29, DAY + 8 * 60 + 59),
        # From the last workday before the Spring Festival (Saturday 14 February, made up) to the first one after it.
        ("30分钟", 5 * DAY + 17 * 60 + 20, 15 * DAY + 8 * 60 + 50),
        ("2日", 9 * 60, 3 * DAY),
        ("2个工作日", 9 * 60, 3 * DAY),
        ("3个工作日", 3 * DAY, 16 * DAY),
        ("半个工作日", 9 * 60, 2 * DAY),
        ("1天2小时", 9 * 60, 2 * DAY + 10 * 60 + 30),
        ("当天", 9 * 60, DAY + 9 * 60),
    ],
)
def test_each_unit_runs_in_its_own_way(text, start, end):
    assert due(text, start) == end


def test_a_limit_without_its_parts_is_told_by_its_length():
    hours = WorkingHours(OFFICE, MONDAY)
    assert hours.due(540, Limit("P1D", Fraction(1440), Fraction(1))) == 2 * DAY
    assert hours.due(540, Limit("PT30M", Fraction(30))) == 570


def test_minutes_and_workdays_end_where_the_due_times_of_work_end():
    chance = random.Random(7)  # noqa: S311  it makes test inputs and no secrets
    for calendar in (OFFICE, NIGHTS):
        hours, opening = WorkingHours(calendar, MONDAY), Opening(calendar)
        for _case in range(300):
            start, count = chance.randrange(30 * DAY), chance.randrange(1, 900)
            unit, text = chance.choice(
                [(LimitUnit.MINUTE, f"{count}分钟"), (LimitUnit.WORKDAY, f"{count % 9 + 1}个工作日")]
            )
            value = Fraction(count if unit is LimitUnit.MINUTE else count % 9 + 1)
            expected = due_time(Course(hours.moment(start), ClockLimit(value, unit)), opening)
            assert hours.moment(hours.due(start, read_limit(text))) == expected, (start, text)


def cases():
    chance = random.Random(3)  # noqa: S311  it makes test inputs and no secrets
    limits = ["5分钟", "40分钟", "3小时", "9小时", "1日", "2个工作日", "1天3小时"]
    for _case in range(12):
        picked = [chance.choice(limits) for _step in range(5)]
        rows = [row(1, "并行→2、3", limit=picked[0]), row(2, "4", limit=picked[1]), row(3, "4", limit=picked[2]),
                row(4, "急→5；缓→结束", join="全部", limit=picked[3]), row(5, "好→结束；坏→1", limit=picked[4])]  # fmt: skip
        yield compile_table(table(*rows)), chance.choice([OFFICE, NIGHTS])


@pytest.mark.parametrize(("graph", "calendar"), list(cases()))
def test_the_worst_start_is_that_of_playing_every_minute(graph, calendar):
    hours = WorkingHours(calendar, MONDAY)
    starts = range(DAY * 4, DAY * 18, 7)
    block, play = one_block(graph, Span())[0], _Play(graph, hours)
    found = worst_start(graph, Span(), starts, hours)
    longest = max(starts, key=lambda start: (play.end(block, start) - start, -start))
    assert (found.start, found.end) == (longest, play.end(block, longest))


def test_one_week_is_looked_at_where_all_weeks_are_alike():
    def looked_at(limit, calendar):
        return len(WorkingHours(calendar, MONDAY).starts(compile_table(table(row(1, END, limit=limit))))) // DAY

    assert looked_at("30分钟", NIGHTS) == 7
    assert looked_at("30分钟", OFFICE) == looked_at("2个工作日", NIGHTS) == 365
    bare = compile_table(table(row(1, END, limit="2个工作日")))
    nodes = tuple(node if not node.limit else _bare(node) for node in bare.nodes)
    assert len(WorkingHours(NIGHTS, MONDAY).starts(type(bare)("", nodes, bare.edges))) == 365 * DAY


def _bare(node):
    from dataclasses import replace

    return replace(node, limit=Limit("", node.limit.minutes, node.limit.workdays))


def test_moments_are_those_of_the_local_clock():
    assert WorkingHours(OFFICE, MONDAY).moment(DAY + 61).date() == MONDAY + timedelta(days=1)
