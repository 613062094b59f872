"""What a clause tells beyond its bound, in whichever words it denies things and whoever does it."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked
from guicheng.domain.comparison.telling import are_denied_apart, told


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("没有预约的访客", "未经预约的访客"),
        ("不能当场答复的", "无法当场答复的"),
        ("广场上的积水", "广场的积水"),
        ("非种植季节除外", "不是种植季节的除外"),
        ("保安员把挡板交上来", "交挡板"),
    ],
)
def test_words_that_tell_nothing_are_left_out(a, b):
    assert sorted(told(a)) == sorted(told(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [("楼上住户", "住户"), ("新的水泵", "水泵"), ("线上缴费", "缴费"), ("未预约的访客", "预约的访客")],
)
def test_what_tells_cases_apart_stays(a, b):
    assert sorted(told(a)) != sorted(told(b))


def test_a_case_and_its_denial_are_two():
    assert are_denied_apart("没有电梯的楼栋", "设有电梯的楼栋")
    assert not are_denied_apart("没有电梯的楼栋", "未设电梯的楼栋")
    assert not are_denied_apart("没有电梯的楼栋", "设有车库的楼栋")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("没有预约的访客，保安2分钟内联系业主。", "已预约的访客，保安2分钟内联系业主。"),
        ("设有电梯的楼栋，楼梯每周拖洗2次。", "没有电梯的楼栋，楼梯每周拖洗2次。"),
    ],
)
def test_a_promise_for_a_case_says_nothing_of_its_denial(a, b):
    for first, second in ((a, b), (b, a)):
        assert compare_asked(read(first), read(second)).verdict is Verdict.CANNOT_COMPARE
