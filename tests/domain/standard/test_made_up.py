"""What is asked for first by one clause and made up for afterwards by another one."""

from __future__ import annotations

import pytest

from domain.standard.suspected import told
from guicheng.domain.standard.made_up import conditions_in

OF_ONE_THING = [
    ("租户往外搬家具的，门岗见到放行条后才能抬杆。", "租户搬家具出门先行放行，放行条第二天由前台补开。"),
    ("开工前施工方须先签订施工协议方可领取施工许可证。", "施工许可证可以先发，施工协议在开工后十天内补签。"),
    ("采购备件须经项目经理审批后方可下单。", "备件可先行下单采购，次日由项目经理补签审批单。"),
    ("施工图纸未经工程部审核的不得开工。", "装修户可先开工，图纸审核五天内补办。"),
    ("施工人员凭出入证进场。", "施工人员先进场干活，出入证三天内补办。"),
    ("开具发票前须核对客户抬头。", "发票先开出去，客户抬头次日补核。"),
    ("外借梯子先登记房号后领取。", "外借的梯子可先领走，房号登记当天补登。"),
]
OF_TWO_THINGS = [
    ("动火作业须办好动火证方可开工。", "夜间抢修可先动火，动火证次日补办。"),
    ("门禁卡须本人持证件方可办理。", "门禁卡丢失的，三天内到前台补办。"),
    ("施工协议签订后方可发放施工许可证。", "装修押金在开工后一周内补缴差额。"),
    ("加班须部门主管批准后才能计入工时。", "忘打卡的员工当天由主管补签考勤。"),
    ("水质检测合格后方可恢复供水。", "水箱清洗后水质检测报告三天内补报。"),
    ("施工人员凭出入证进场。", "绿化工凭领料单领药，当天补填台账。"),
]


@pytest.mark.parametrize(("mine", "theirs"), OF_ONE_THING)
def test_what_is_asked_for_first_is_not_made_up_for(mine, theirs):
    assert told(mine, theirs) == told(theirs, mine) == [(1, 0)]


@pytest.mark.parametrize(("mine", "theirs"), OF_TWO_THINGS)
def test_other_papers_and_urgent_cases_may_be_made_up_for(mine, theirs):
    assert told(mine, theirs) == told(theirs, mine) == []


def test_two_clauses_that_ask_first_deny_nothing():
    (mine,) = conditions_in("访客登记身份后才放行")
    (theirs,) = conditions_in("访客经业主同意后才放行")
    assert not mine.denies(theirs)
    assert mine.topics
    assert not mine.late


def test_what_names_nothing_is_no_condition():
    assert conditions_in("当天补办") == conditions_in("保洁员每日清扫大堂两次") == ()
