"""How late somebody may come to an agreed time, in whatever words."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked
from guicheng.domain.comparison.punctuality import compared_as_punctual


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("家政人员应比约定时间提前5分钟到达业主门口。", "家政人员上门，迟到不得超过10分钟。", Verdict.TIGHTER),
        ("家政员按约定时间准时到达，迟到不超过15分钟。", "家政员应在约定时间前5分钟到达。", Verdict.LOOSER),
        ("家政人员按约定时间上门，迟到不超过10分钟。", "预约的家政服务，上门迟到不得超过一刻钟。", Verdict.TIGHTER),
        ("维修工按约定时间准时上门。", "维修人员上门迟到不超过10分钟。", Verdict.TIGHTER),
        ("维修人员上门不得迟到超过10分钟。", "维修工上门迟到不超过10分钟。", Verdict.EQUAL),
        ("家政人员上门迟到不得超过10分钟。", "维修人员上门迟到不得超过15分钟。", Verdict.DISJOINT),
    ],
)
def test_the_latest_time_of_coming_is_told_by_the_agreed_one(one, other, wanted):
    assert compare_asked(read(one), read(other)).verdict is wanted
    assert compare_asked(read(other), read(one)).verdict is wanted.swapped


@pytest.mark.parametrize(
    "text",
    [
        "维修人员接报后30分钟内到达。",
        "家政人员每月培训一次。",
        "家政人员按约定上门，服务2小时，迟到不得超过10分钟。",
        "家政人员按约定上门。",
    ],
)
def test_what_tells_nothing_of_an_agreed_time_is_left_to_others(text):
    assert compared_as_punctual(text, "家政人员上门，迟到不得超过10分钟。") is None
