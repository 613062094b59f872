"""What is used and banned, and days that one clause leaves to others alone."""

from __future__ import annotations

import pytest

from guicheng.domain.comparison.agents import are_agents_banned, compared_as_bans_on_agents
from guicheng.domain.comparison.only_days import are_days_shut_out


@pytest.mark.parametrize(
    ("a", "b", "banned"),
    [
        ("坡道结冰后撒布工业盐。", "坡道除冰严禁撒布工业盐。", True),
        ("绿地每月喷洒一次除草剂。", "小区内不得使用除草剂。", True),
        # Another place, another agent, use on terms, a ban on terms.
        ("大堂每日喷洒消毒剂。", "电梯轿厢内不得喷洒消毒剂。", False),
        ("绿地每月喷洒一次杀虫剂。", "绿地不得使用除草剂。", False),
        ("绿地经业主同意可喷洒除草剂。", "绿地不得使用除草剂。", False),
        ("绿地每月喷洒一次除草剂。", "绿地未经批准不得使用除草剂。", False),
        ("绿地每月修剪一次。", "绿地不得使用除草剂。", False),
    ],
)
def test_nobody_uses_what_is_banned_there(a, b, banned):
    assert are_agents_banned(a, b) is are_agents_banned(b, a) is banned


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("小区内一律不得使用除草剂。", "儿童游乐区周边不得使用除草剂。", "TIGHTER"),
        ("儿童游乐区周边不得使用除草剂。", "小区内一律不得使用除草剂。", "LOOSER"),
        # Both of a place, both of all of it, work that is another's, another agent.
        ("中心花园不得使用除草剂。", "儿童游乐区周边不得使用除草剂。", None),
        ("园区不得使用除草剂。", "小区内一律不得使用除草剂。", None),
        ("小区绿化养护不得使用除草剂。", "儿童游乐区保洁不得使用除草剂。", None),
        ("小区内不得使用除草剂。", "儿童游乐区不得使用杀虫剂。", None),
        ("小区内不得使用除草剂。", "儿童游乐区每日清扫。", None),
    ],
)
def test_a_ban_in_all_of_the_estate_holds_in_each_place(a, b, verdict):
    found = compared_as_bans_on_agents(a, b)
    assert (found and found.verdict.name) == verdict


@pytest.mark.parametrize(
    ("a", "b", "out"),
    [
        ("外墙清洗每周二进行。", "外墙清洗只能在周六、周日进行。", True),
        ("外墙清洗每周日进行。", "外墙清洗只准在周一至周五进行。", True),
        ("外墙清洗每周二进行。", "外墙清洗仅限周末进行。", True),
        ("外墙清洗每周六进行。", "外墙清洗只能在周六、周日进行。", False),
        ("外墙清洗只能在周二进行。", "外墙清洗只能在周六、周日进行。", False),
        ("外墙清洗每月一次。", "外墙清洗只能在周六、周日进行。", False),
        ("前台每周二盘点现金。", "外墙清洗只能在周六、周日进行。", False),
    ],
)
def test_a_day_that_is_left_out_is_none_to_do_it_on(a, b, out):
    assert are_days_shut_out(a, b) is are_days_shut_out(b, a) is out
