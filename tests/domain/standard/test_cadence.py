"""What piles up: by when one clause has it dealt with, and how often another one does so."""

from __future__ import annotations

import pytest

from domain.standard.suspected import told
from guicheng.domain.standard.cadence import is_left_too_long

LEFT = [
    ("建筑垃圾堆放不超过三天。", "装修的垃圾每半个月外运一车。"),
    ("有害垃圾暂存不得超过两周。", "废灯管、废电池每季度交由专业公司清运。"),
    ("黄色医废袋满48小时前交运。", "医疗垃圾隔四天收运一次。"),
    ("餐厨垃圾日产日清，当日运走。", "泔水隔两天拉一趟。"),
    ("绿篱剪下的枝条24小时内清走。", "绿化垃圾一周运一次。"),
    ("缺株的地方半个月内补栽。", "死掉的苗木等到年底统一补植。"),
    ("大堂灯坏了四小时内修好。", "坏了的灯攒到周末一并更换。"),
    ("墙上涂鸦当天清除。", "小广告每月集中铲除。"),
    ("窗口收的现金不得过夜，即日送存。", "停车场现金每周存一次银行。"),
    ("开票申请三天内开具发票。", "业主的发票月末集中开具。"),
]
IN_TIME = [
    # As often as it takes.
    ("建筑垃圾堆放不超过三天。", "装修的垃圾每天外运一车。"),
    ("建筑垃圾堆放不超过三天。", "装修的垃圾每周外运三次。"),
    ("绿篱剪下的枝条24小时内清走。", "绿化垃圾每天运一次。"),
    # Another thing, another deed, or what is dealt with at once besides.
    ("建筑垃圾堆放不超过三天。", "有害垃圾每季度清运一次。"),
    ("建筑垃圾堆放不超过三天。", "装修垃圾堆放点每周冲洗一次。"),
    ("墙上涂鸦当天清除。", "小广告随时铲除，每周全面清理一次。"),
    ("墙上涂鸦当天清除。", "墙面每周除尘一次。"),
    ("坏灯四小时内修好，每周巡灯一次。", "坏了的灯每周统一更换。"),
]


@pytest.mark.parametrize(("mine", "theirs"), LEFT)
def test_what_is_dealt_with_too_seldom_waits_too_long(mine, theirs):
    assert is_left_too_long(mine, theirs)
    assert is_left_too_long(theirs, mine)


@pytest.mark.parametrize(("mine", "theirs"), IN_TIME)
def test_what_is_dealt_with_in_time_is_not_told(mine, theirs):
    assert not is_left_too_long(mine, theirs)
    assert not is_left_too_long(theirs, mine)


def test_a_check_of_a_manual_tells_it():
    assert told("建筑垃圾堆放不超过三天。", "装修的垃圾每半个月外运一车。")
