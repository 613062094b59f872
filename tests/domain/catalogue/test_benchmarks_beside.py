"""Known values beside a promise."""

from __future__ import annotations

import pytest

from guicheng.domain.catalogue.benchmarks import strips_of
from guicheng.domain.clause.reader import read


def keys(text):
    return {value.key for strip in strips_of(read(text)) for value in strip.values}


def test_a_promise_stands_among_all_values_of_the_same_thing_whatever_their_units():
    (strip,) = strips_of(read("接到紧急报修后，维修工应在30分钟内到达现场。"))
    assert len(strip.values) == 9
    assert [(each.value, each.unit) for each in (strip.lowest, strip.highest)] == [("5", "minute"), ("2", "hour")]
    assert (strip.tighter_than, strip.looser_than) == (2, 5)


def test_a_limit_in_hours_stands_among_days():
    (strip,) = strips_of(read("小修由维修工自接报起48小时内修复。"))
    assert [f"{value.value} {value.unit}" for value in strip.values] == ["1 day", "2 day", "3 day", "3 day"]
    assert (strip.tighter_than, strip.looser_than) == (2, 1)


def test_intervals_and_counts_stand_side_by_side_the_rarest_first():
    (strip,) = strips_of(read("保洁员擦拭楼梯扶手每7日不少于1次。"))
    assert [value.unit for value in strip.values] == ["time/half_month", "time/week", "time/day"]
    assert (strip.tighter_than, strip.looser_than) == (1, 1)
    (rounds,) = strips_of(read("秩序维护员按规定路线巡逻每3小时不少于1次。"))
    assert [value.unit for value in rounds.values] == ["time/3 hour", "time/2 hour", "time/2 hour"]
    assert (rounds.tighter_than, rounds.looser_than) == (0, 2)


def test_windows_stand_beside_windows():
    (strip,) = strips_of(read("消防控制室24小时有人值班。"))
    assert [(value.value, value.size) for value in strip.values] == [("24h", 0)]
    assert strip.size == 0


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("电话访填的问卷占比每次不高于5%。", {"满意度问卷 电话代填占比"}),
        ("业主满意率每次不低于95%。", {"业主满意率"}),
        ("物业服务合同保存不少于5年。", set()),
        ("发现植物死亡后，绿化员1日内清除死株。", set()),
        ("绿化员控制草坪修剪后高度不超过5厘米。", {"草坪 高度"}),
        ("社区活动回访率每次不低于20%。", {"活动 回访率"}),
        ("电梯维保记录保存不少于4年。", {"电梯维保记录 保存"}),
        ("不再自行招用保安员的，项目经理15日内撤销备案。", set()),
        ("营业期间，秩序维护员防火巡查营业区每2小时不少于1次。", set()),
        ("电工检查灯杆基础每月不少于1次。", set()),
        ("责任人自接到指派起2小时内联系投诉人。", {"投诉 联系投诉人"}),
        ("投诉办结后，客服专员2日内回访投诉人。", {"投诉 回访"}),
        ("客服专员在计划停电48小时前发布停电通知。", {"停电 通知提前"}),
        ("每年3月31日前，客服主管公布物业费收支。", {"物业费收支 公示"}),
        ("秩序维护员巡查地下车库每60分钟不少于1次。", {"地下车库 车库巡逻"}),
        ("蛀干害虫株率每月不高于0%。", {"蛀干害虫 危害株率"}),
        ("员工应佩戴工牌。", set()),
        ("水景每分钟喷涌1次。", set()),
    ],
)
def test_only_values_of_the_very_thing_and_direction_stand_beside_it(text, known):
    assert keys(text) == known
