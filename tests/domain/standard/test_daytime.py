"""When parts of sentences hold."""

from __future__ import annotations

import pytest

from guicheng.domain.comparison.phrasing import clocked
from guicheng.domain.standard.daytime import when_in, without_times

DAY = 24 * 60


def stretches(mask):
    """Return the stretches of a mask of minutes."""
    bits = [bool(mask >> minute & 1) for minute in range(DAY)] + [False]
    edges = [minute for minute in range(DAY + 1) if bits[minute] is not bits[minute - 1]]
    return [f"{a // 60}:{a % 60:02d}-{b // 60}:{b % 60:02d}" for a, b in zip(edges[::2], edges[1::2], strict=True)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("8:30至17:30", ["8:30-17:30"]),
        ("晚十点到早六点", ["0:00-6:00", "22:00-24:00"]),
        ("23:00以后", ["0:00-5:00", "23:00-24:00"]),
        ("9:00起", ["9:00-24:00"]),
        ("开至20:00", ["19:30-20:00"]),
        ("9:00前", ["8:30-9:00"]),
        ("零点前", []),
        ("早七点打开就一直敞着", ["7:00-24:00"]),
        ("早七至九点、晚六至八点", ["7:00-9:00", "18:00-20:00"]),
        ("通宵", ["0:00-5:00", "21:00-24:00"]),
        ("中午", ["12:00-13:00"]),
        ("不论昼夜", ["0:00-24:00"]),
        ("保持", []),
        ("12:00开喷灌", []),
    ],
)
def test_hours_are_told_by_the_clock_and_by_parts_of_the_day(text, told):
    """A clock goes before the word for a part of the day."""
    assert stretches(when_in(clocked(text)).minutes) == told


def test_a_time_alone_is_when_something_is_done():
    """What is opened at noon is open for a while."""
    assert stretches(when_in("12:00开喷灌", exact=True).minutes) == ["12:00-12:30"]
    assert stretches(when_in("8:00-9:00,12:00开", exact=True).minutes) == ["8:00-9:00"]


def test_the_rest_is_what_was_not_named():
    """Other hours are those but the ones that were named before; with none named there is no rest."""
    open_hours = when_in("每日7:00-9:00开放")
    assert stretches(when_in("其余时间锁闭", open_hours).minutes) == ["0:00-7:00", "9:00-24:00"]
    assert when_in("其余时间锁闭").minutes == 0
    assert stretches(when_in("钥匙另放", open_hours).minutes) == ["7:00-9:00"]


@pytest.mark.parametrize(
    ("text", "months"),
    [("夏季", {6, 7, 8}), ("七八月里", {7, 8}), ("11月至次年2月", {11, 12, 1, 2}), ("3月", {3}), ("平时", set())],
)
def test_months_are_told_by_their_numbers_and_seasons(text, months):
    """A season is its months."""
    assert when_in(text).months == months


def test_days_and_occasions_are_told():
    """What holds but for an occasion holds when nothing goes on, and what is usual ends an occasion."""
    assert when_in("工作日").days == {"work"}
    assert when_in("周末及节假日").days == {"off"}
    assert when_in("水泵检修期间").occasions == {"repair"}
    assert when_in("除检修外").occasions == frozenset()
    assert when_in("有火警时").occasions == {"alarm"}
    repair = when_in("检修时")
    assert when_in("拉闸断电", repair).occasions == {"repair"}
    assert when_in("平时通电", repair).occasions == frozenset()


def test_what_holds_at_other_times_does_not_meet():
    """Hours, months, days and occasions keep two times apart."""
    always = when_in("保持")
    assert always.meets(when_in("夜间"))
    for one, other in (("夜间", "中午"), ("夏季", "冬季"), ("工作日", "周末"), ("检修时", "保持")):
        assert not when_in(one).meets(when_in(other))


def test_words_of_times_are_taken_out():
    """What remains tells what is spoken of."""
    assert without_times("夏季8:00-9:00东门除检修外平时") == "夏季东门"
