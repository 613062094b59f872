"""What a bound is about: not what the name of who acts says, nor that of a form that is filled in."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import terms_of


def about(text):
    return {term.key.activity for term in terms_of(read(text)) if term.key.attribute != "act"}


@pytest.mark.parametrize(
    ("text", "activity"),
    [
        ("接到电梯困人报警后，维保单位20分钟内到场救援。", "lift_rescue"),
        ("接到电梯困人报警后，电梯安全管理员5分钟内到场安抚乘客。", "lift_comfort"),
        ("收到火警信号后，秩序维护员2分钟内到场确认。", "fire_alarm"),
        ("发现治安违法行为后，秩序维护员1分钟内拨打110报警。", "crime"),
        ("访客到达门岗后，秩序维护员2分钟内办完登记。", "visitors"),
        ("发现井盖缺失或破损后，维修工10分钟内设置围挡。", "hazard"),
        ("发现给水管爆裂后，维修工5分钟内关闭上游阀门。", "leak"),
        ("降雨或降雪开始后，保洁员15分钟内铺设防滑垫。", "wet_floor"),
        ("发现楼道小广告后，保洁员4小时内清除。", "ads"),
        ("公共排水管堵塞由维修工自发现起2小时内疏通。", "dredging"),
        ("涉及人身安全的投诉，秩序主管自接报起10分钟内到达现场。", "complaint"),
        ("接到停水报修后，维修工8小时内到场。", "repair"),
        ("防水修复后，工程人员3日内回查有无再次渗漏。", "repair_recheck"),
        ("化粪池满溢的，保洁员自发现起2小时内冲洗。", "sewage_spill"),
        ("业主对水费有异议的，客服专员3日内书面答复。", "bill_query"),
        ("水质超标的，工程主管1小时内停水。", "water_alarm"),
        ("客梯运行异常的，值班工程师10分钟内停用。", "lift_stop"),
        ("受托管理电梯的，工程主管10日内签订责任书。", "lift_entrusted"),
        ("设备投用后，档案员10日内建立技术档案。", "file_keeping"),
        ("砍伐树木前7日，客服专员公示。", "felling"),
    ],
)
def test_the_case_tells_what_a_limit_is_about_before_the_name_of_who_acts(text, activity):
    assert about(text) == {activity}


@pytest.mark.parametrize(
    ("text", "activity"),
    [
        ("动火作业时，监护人员不少于2人。", "watched_work"),
        ("高压倒闸操作设操作人、监护人共2人。", "watched_work"),
        ("工程值班电工每班不少于2人。", "engineering_staff"),
    ],
)
def test_who_watches_others_at_work_is_no_shift_on_duty(text, activity):
    assert about(text) == {activity}


@pytest.mark.parametrize(("text", "activity"), [("维修工15分钟内到场。", "repair"), ("保洁员每日2次。", "sweep")])
def test_the_name_of_who_acts_tells_it_where_nothing_else_does(text, activity):
    assert about(text) == {activity}


@pytest.mark.parametrize(
    "text",
    [
        "发现住户门窗未关后，秩序维护员10分钟内告知住户。",
        "发现构件有坠落风险后，维修工10分钟内设置警戒区。",
        "电话访填的问卷占比每次不高于5%，以电话访填份数除以收回份数计算，由客服主管统计。",
    ],
)
def test_an_act_that_is_not_known_is_not_taken_for_another(text):
    assert all(activity.startswith("?") for activity in about(text))


@pytest.mark.parametrize(
    ("text", "activity"),
    [
        ("电工检测景观灯漏电每月不少于1次，填写《灯具检测记录》。", "lighting_check"),
        ("电梯安全管理员开展电梯自查每半月不少于1次，填写《电梯自查记录》。", "lift_self_check"),
        ("水箱管理员切换主备水泵每7日不少于1次，填写《泵房巡查记录》。", "pump_switch"),
        ("管家上门探访独居老人每15日不少于1次，填写《探访记录》。", "visits"),
        ("保洁员清除大堂天花积尘每月不少于1次，作业后无蛛网、飞虫残体。", "dust"),
        ("《泵房巡查记录》由工程内勤员保存不少于2年。", "equipment_record"),
        ("《巡逻记录》由秩序主管保存不少于2年。", "patrol_record"),
    ],
)
def test_neither_a_form_nor_how_it_looks_afterwards_says_what_is_done(text, activity):
    assert about(text) == {activity}
