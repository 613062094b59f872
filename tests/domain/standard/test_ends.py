"""When something opens and closes, told by its two ends."""

from __future__ import annotations

import pytest

from guicheng.domain.standard.claims import contradiction
from guicheng.domain.standard.ends import open_between

#: One has it open when it is closed by the other.
AT_ODDS = [
    ("东门步行口早5点开、晚12点关。", "东侧行人门每晚22:00落锁，次日6:00由门岗打开。"),
    ("健身房早上七点开门，晚上十点关门。", "健身房每日6:00启用，20:00停用。"),
    ("棋牌室｜开门：9:00、14:00｜锁门：11:30、17:30", "棋牌室11:30开锁，14:00上锁。"),
    ("病区走廊湿拖每日一次，时段9:00-10:00。", "病区走廊湿拖每日一遍，时段6:00-7:00。"),
    ("儿童乐园9:00后开放，20:00以后锁门。", "儿童乐园夜里八点开，夜里十点关。"),
    ("阅览室9:00开放，17:00关闭。", "阅览室早上七点半开门，晚上九点关门。"),
    ("园区西侧步行口5:30打开，23:30落锁。", "西门人行门每晚22:00锁闭，次日6:00开启。"),
    ("喷泉18:00启，20:00停。", "喷泉晚上八点以后开，晚上十点停。"),
    ("垃圾房6:00开门，9:00锁门。", "垃圾房18:00开门，21:00锁门。"),
    ("篮球场7:00开放，21:00清场。", "篮球场17:00开放，22:00关灯。"),
]
#: Other doors, the same hours, or what is opened in part.
SIDE_BY_SIDE = [
    ("东门步行口早5点开、晚12点关。", "东侧车行门每晚22:00落锁，次日6:00由门岗打开。"),
    ("健身房早上七点开门，晚上十点关门。", "健身房7:00至22:00开放。"),
    ("路灯18:00开一半，23:00关一半。", "路灯20:00检查。"),
    ("病区走廊湿拖每日一次，时段9:00-10:00。", "病区走廊消毒每日一遍，时段6:00-7:00。"),
    ("棋牌室9:00开门，17:00关门。", "阅览室18:00开门，21:00关门。"),
    ("阅览室9:00开放，17:00关闭。", "阅览室9:00-17:00开放。"),
    ("喷泉18:00启，20:00停。", "喷泉水泵18:00启，20:00停，每周三检修。"),
    ("垃圾房6:00开门，9:00锁门。", "垃圾车7:00进场。"),
    ("车库灯18:00开，23:00关一半。", "车库灯20:00开。"),
    ("篮球场7:00开放，21:00清场。", "羽毛球场17:00开放，22:00关灯。"),
]


@pytest.mark.parametrize(("mine", "theirs"), AT_ODDS)
def test_hours_told_by_their_ends_contradict(mine, theirs):
    """Whatever word for opening and closing, and in whichever order."""
    assert contradiction(mine, theirs) is not None
    assert contradiction(theirs, mine) is not None


@pytest.mark.parametrize(("mine", "theirs"), SIDE_BY_SIDE)
def test_ends_of_other_things_stand_side_by_side(mine, theirs):
    """Lamps of which half is put out close nothing."""
    assert contradiction(mine, theirs) is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("6:00开,23:00关", 17 * 60),
        ("每晚22:00落锁,次日6:00由门岗打开", 16 * 60),
        ("开门:6:00、18:00|锁门:9:00、21:00", 6 * 60),
        ("9:00开门", 0),
        ("9:00开门,12:00再打开", 0),
        ("23:00关一半,5:00打开", 0),
        ("每日清扫", 0),
    ],
)
def test_what_opens_and_closes_by_turns_is_open_between(text, minutes):
    """Two ends of one kind tell nothing."""
    assert open_between(text).bit_count() == minutes
