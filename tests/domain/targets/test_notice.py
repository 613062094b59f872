"""Residents are told what they receive, not what the company or an authority does."""

from __future__ import annotations

import pytest
from tests.domain.targets.standards import standard

from guicheng.domain.clause.reader import read
from guicheng.domain.targets.handbook import is_of_post
from guicheng.domain.targets.manual import chapter_note
from guicheng.domain.targets.notice import promise_in_words, public_parts


@pytest.mark.parametrize(
    "text",
    [
        "客服专员接受业务知识测试每月不少于1次，80分以下的补考并记录成绩。",
        "接到投诉后，客服专员10分钟内录入《投诉登记表》。",
        "接到报修后，客服专员3分钟内派单。",
        "客服主管自登记起30分钟内将投诉指派到责任人。",
        "发现可疑画面后，监控员1分钟内通知秩序班长。",
        "接待台不能办结的事项，接待员自受理起30分钟内转交责任部门。",
        "水箱管理员接受健康检查每年不少于1次，体检合格证由工程主管登记。",
        "消防值班员每班连续工作时间不超过8小时。",
        "下井下池作业时，井口监护人员不少于2人，作业票由工程主管签字。",
        "物业服务合同签订后，项目经理5日内向房屋主管部门备案。",
        "电梯投入使用后，工程主管10日内办理使用登记。",
        "发生人员伤亡事故后，项目经理30分钟内报告主管部门。",
    ],
)
def test_what_the_company_or_an_authority_receives_is_not_announced(text):
    assert public_parts(read(text)) == ((), ())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "维保单位保养电梯每15日不少于1次，维保单由电梯安全管理员签字。",
            "维保单位保养电梯每15日不少于1次。",
        ),
        (
            "调价以外的公示每次不少于30日，由客服专员拍照记录张贴日和撤除日。",
            "调价以外的公示每次不少于30日。",
        ),
        ("喷药作业时间为6:00-9:00，由绿化主管安排。", "喷药作业时间为6:00-9:00。"),
        (
            "责任人自接到指派起2小时内联系投诉人，说明处理步骤和预计时间。",
            "责任人自接到指派起2小时内联系投诉人，说明处理步骤和预计时间。",
        ),
        ("发现车辆漏油后，秩序维护员10分钟内告知车主。", "发现车辆漏油后，秩序维护员10分钟内告知车主。"),
        ("紧急报修由维修工自接报起6小时内修复。", "紧急报修由维修工自接报起6小时内修复。"),
        ("抄表员抄录分户水电表每月不少于1次，读数拍照登记。", "抄表员抄录分户水电表每月不少于1次。"),
    ],
)
def test_what_residents_receive_is_told_without_who_signs_it(text, told):
    clause = read(text)
    assert promise_in_words(clause, public_parts(clause)[0]) == told


@pytest.mark.parametrize(
    ("imprint", "told"),
    [
        ({"grade": "一级", "edition": None, "effective": None}, "等级：一级"),
        ({"grade": "一级"}, "等级：一级 · 版本：第2版 · 2026年3月1日起施行"),
        ({}, "版本：第2版 · 2026年3月1日起施行"),
    ],
)
def test_a_grade_is_printed_as_a_grade_and_not_as_an_edition(imprint, told):
    assert chapter_note(standard("GC-01", "报修", "接到报修后30分钟内到场。", **imprint)) == told


def test_the_handbook_of_a_post_has_none_of_a_post_whose_name_ends_alike():
    lines = standard("GC-10", "空调", "机房每日巡视1次。|provider=空调维修工", "空调维修工15分钟内到场。").lines
    assert not any(is_of_post(line, "维修工") for line in lines)
    assert all(is_of_post(line, "空调维修工") for line in lines)
