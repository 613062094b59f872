"""At which hours things go on by one clause and not by another one."""

from __future__ import annotations

import pytest

from guicheng.domain.comparison.phrasing import clocked
from guicheng.domain.standard.scheduled import schedules_in

#: One has it go on at hours at which the other doesn't.
AT_ODDS = [
    ("客服前台每天下午五点半停止接待。", "前台接待时间：每日8:00-20:00。"),
    ("服务台接待时间8:30-17:30。", "服务台须有人接待业主至每日20时，不得提前收班。"),
    ("前台9:00上班，一直坐到20:00。", "前台办公时间为8:30至17:30，到点关门。"),
    ("前台自8:30起接待，至17:30止。", "晚七点来前台办事的，照样接待，前台二十时方可关闭。"),
    ("前台上午九点开门，晚上八点关门。", "晚上五点半以后前台不再有人接待。"),
    ("夏季草坪浇水统一在12:00-14:00。", "七八月草坪中午严禁浇灌。"),
    ("夏季草坪正午时段，不得开喷灌，以免伤根。", "夏天中午十二点给草坪浇水，浇到两点收。"),
    ("垃圾投放点早七至九点、晚六至八点开放，其余时间关闭。", "垃圾投放亭24小时开放。"),
    ("餐厨垃圾只在22:30至次日6:00外运。", "餐厨垃圾每天14:00-16:00外运，夜间不安排车辆进场。"),
    ("夏季园区路灯于19:30开启，次日5:00关闭。", "入夏后值班员每晚18:00合闸开路灯，凌晨4点拉闸。"),
]
#: Other hours, other things, other seasons, or figures that are no hours.
SIDE_BY_SIDE = [
    ("前台接待时间8:30-17:30。", "前台每日8:20召开班前会。"),
    ("夏季草坪浇水统一在6:00-8:00。", "冬季草坪浇水统一在12:00-14:00。"),
    ("垃圾投放点7:00-9:00开放，其余时间关闭。", "垃圾清运车14:00-16:00进场。"),
    ("健身房8:00-20:00开放。", "游泳池每日14:00-21:00开放。"),
    ("前台8:30-17:30接待。", "前台8:30-17:35接待。"),
    ("大堂7:00-9:00清扫。", "大堂统一在14:00-16:00巡查。"),
    ("高压设备23:00后停用。", "低压设备23:00-24:00使用。"),
    ("夏季园区路灯于19:30开启，次日5:00关闭。", "入冬后值班员每晚17:30合闸开路灯，早晨6:30拉闸。"),
]


def denied(mine, theirs):
    """Tell whether the hours of two clauses are at odds."""
    return any(one.denies(other) for one in schedules_in(mine) for other in schedules_in(theirs))


@pytest.mark.parametrize(("mine", "theirs"), AT_ODDS)
def test_hours_of_one_thing_contradict(mine, theirs):
    """What is open at an hour by one clause is shut by the other."""
    assert denied(mine, theirs)
    assert denied(theirs, mine)


@pytest.mark.parametrize(("mine", "theirs"), SIDE_BY_SIDE)
def test_hours_of_other_things_stand_side_by_side(mine, theirs):
    """Other things and other seasons have hours of their own."""
    assert not denied(mine, theirs)


@pytest.mark.parametrize("text", ["每2小时巡查1次。", "30分钟内到场。", "保洁员每日清扫。"])
def test_what_names_no_hours_has_none(text):
    """Counts and limits are no hours."""
    assert schedules_in(text) == ()


def test_clauses_are_found_by_what_tells_much():
    """Two clauses of one thing share such characters."""
    (one,), (other,) = schedules_in("草坪12:00-14:00浇水。"), schedules_in("中午草坪不得浇水。")
    assert one.topics & other.topics


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("下午五点半下班,五点半以后没人", "17:30下班,17:30以后没人"),
        ("中午十二点开,浇到两点收", "12:00开,浇到14:00收"),
        ("7-19点开启", "7:00-19:00开启"),
        ("晚上十点到六点", "22:00-次日6:00"),
        ("早上八点到十点", "8:00-10:00"),
        ("每晚十点", "每日22:00"),
    ],
)
def test_times_of_which_no_part_of_the_day_is_told_go_by_those_before(text, told):
    """What is named again is the same time, and what began at noon ends after it."""
    assert clocked(text) == told
