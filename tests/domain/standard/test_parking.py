"""Up to which time cars of visitors are parked for nothing, in the words of departments."""

from __future__ import annotations

from fractions import Fraction

import pytest

from guicheng.domain.standard.claims import contradiction
from guicheng.domain.standard.parking import free_minutes

AT_ODDS = [
    ("来访车辆入场二十分钟以内出场的，收费0元。", "临停车停满一刻钟起计费。"),
    ("临时车停放不满四十分钟直接起杆。", "外来车辆免费停放时间为20分钟。"),
    ("社会车辆头一个半小时不要钱。", "外部车辆停车超过1小时即开始收费。"),
    ("无卡车辆停车，从第31分钟起收费。", "访客车辆15分钟为免费时段。"),
    ("来客的车停了半小时以上就收钱。", "临停白停一个钟头。"),
    ("临时停车免费时长25分钟。", "外来车进园未超过一小时，道闸自动放行，不产生费用。"),
]
SIDE_BY_SIDE = [
    ("临时停车半小时内免费。", "外来车停放超过三十分钟计费。"),
    ("临时停车半小时内免费。", "缴费后十五分钟内离场的车辆不再收费。"),
    ("临时停车半小时内免费。", "货车卸货停车一小时内免费。"),
    ("临时停车半小时内免费。", "业主访客车凭小票停车两小时内免费。"),
    ("临时停车半小时内免费。", "电动自行车停放一小时内免费。"),
    ("临时停车半小时内免费。", "车辆进场三十分钟内登记车牌。"),
]


@pytest.mark.parametrize(("mine", "theirs"), AT_ODDS)
def test_visitors_are_parked_for_nothing_up_to_one_time(mine, theirs):
    assert contradiction(mine, theirs) is not None
    assert contradiction(theirs, mine) is not None


@pytest.mark.parametrize(("mine", "theirs"), SIDE_BY_SIDE)
def test_other_cars_and_the_time_to_leave_are_another_thing(mine, theirs):
    assert contradiction(mine, theirs) is None
    assert contradiction(theirs, mine) is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("临停一个半小时内免费", Fraction(90)),
        ("临停一小时半内免费", Fraction(90)),
        ("临停半小时内免费", Fraction(30)),
        ("临停两刻钟内免费", Fraction(30)),
        ("临停收费公示", None),
        ("大堂每小时巡一遍", None),
    ],
)
def test_a_time_is_read_with_its_halves(text, minutes):
    assert free_minutes(text) == minutes
