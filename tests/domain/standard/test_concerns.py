"""What promises concern, by the names that departments have for one thing."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Level, terms_of
from guicheng.domain.standard.concerns import are_of_other_concerns, concerns_of
from guicheng.domain.standard.entries import Entry
from guicheng.domain.standard.resemblance import Resemblance
from guicheng.domain.standard.stretches import are_done_in_other_times, stretches_of


def told(*texts):
    entries = [Entry(clause := read(text), terms_of(clause), Level.COMPANY, text) for text in texts]
    return [(each.entry, each.other) for each in Resemblance(entries).findings()]


OF_ONE_THING = [
    # how soon
    ("接到业主报修电话，工程部二十分钟内派人上门查看。", "住户报事后，维修工一小时之内到户看现场。"),
    ("业主来电投诉，客服专员当日内先给一个回音。", "对客户的投诉，首次回应不迟于受理后三个工作日。"),
    ("业主投诉由首接管家建单，三天之内把处理结果写成书面答复。", "客户投诉从受理算起七个工作日内出具书面回复。"),
    ("园区路灯不亮的，五天内恢复照明。", "损坏的路灯自发现起48小时内修复。"),
    ("业主收房后装修申请，两个工作日批复。", "装修申请递交后，工程部五个工作日内给出审批意见。"),
    ("代收包裹两天未取即退回。", "快递架上的快件保管五天。"),
    # how often
    ("楼道墙面每月掸尘一次。", "各楼层墙面、顶角的蛛网灰尘每个季度清一遍。"),
    ("生活垃圾一天清运两趟。", "小区生活垃圾由环卫公司隔天拉一次。"),
    ("晚10点至次日早6点，巡逻岗每两个小时沿固定路线走一圈，逐点打卡。", "夜班巡更两圈之间相隔不得超过一小时。"),
    ("应急灯每月测试一次。", "疏散指示与应急照明每季度放电试验一次。"),
    ("电梯机房每周巡检一次。", "电梯机房每天看一次温度和运行情况。"),
    # how long it is kept
    ("来人登记簿写满后交内勤，从最后一笔登记那天起留存一年。", "访客登记资料存放六个月，到期由两人在场监督粉碎。"),
    ("监控录像至少存30天。", "摄像头画面保存三个月后覆盖。"),
    # deposits
    (
        "竣工查验合格后，装修押金在30天之内原路退给业主。",
        "装修保证金在验收通过满三个月、没有渗漏反映后，到财务办理退还。",
    ),
    ("装修押金在验收合格三个月后无渗漏再退。", "验收通过后五个工作日内退装修押金。"),
    # hours and days
    ("健身房早6点开、晚10点关。", "健身区开放时间为8:00—21:00。"),
    ("装修施工只限周一至周五，双休日和法定节假日一律停工。", "装修工人凭出入证进门，周一到周六放行，星期天不放行。"),
    ("泳池逢周一闭馆换水。", "泳池全周开放，没有休息日。"),
    ("图书室周一至周五开放。", "图书阅览室周一至周六开放。"),
    # who
    ("楼道的灯泡灯管一律由工程部持证电工更换，其他部门的人不得动手换灯。", "保洁员看见楼道灯不亮，自己领灯泡换上。"),
    (
        "一切动火作业由安全主管签发动火证，其他部门无权签发。",
        "施工单位需要电焊的，向工程部主管申领动火证，主管签字后方可开工。",
    ),
    ("放行条由客服中心签发。", "业主搬家具出门，由门岗秩序员开放行条。"),
    ("装修现场巡查由工程部负责，秩序部不参与。", "秩序班每天到装修户巡查两次，填装修巡查表。"),
    ("高压配电操作只准值班电工进行，其余人员一律不得合闸。", "夜间跳闸时由当班保安到配电房合闸送电。"),
    # order
    (
        "报警主机响起火警，先叫巡逻岗到报警点核实，核实是真火之后再打119。",
        "监控岗一见火警信号，先拨119报警，接着再派人到现场查看。",
    ),
    ("访客先登记，保安打电话征得业主同意后放行。", "来访人员先放进来，过后再补登记。"),
    ("地面先扫后拖。", "保洁员拖地在前，清扫在后。"),
    ("物业费逾期先电话提醒，再上门，最后发催缴函。", "欠费先发书面催缴函，满15天没交再打电话。"),
    ("业主装修先报审图纸，审核通过后交押金。", "交了押金再审图纸。"),
    # by what means
    ("外卖骑手登记后可骑车进入园区，送至单元门口。", "外卖车辆一律停在商街，骑手步行进园送餐。"),
]
OF_TWO_THINGS = [
    ("会所泳池每天14:00—21:00开放。", "客服前台每日8:30—18:00接待业主。"),
    ("泳池每天14:00—21:00开放。", "泳池早上由救生员投放氯片。"),
    ("公司决定不再续签的，在合同期满前100天书面通知业委会。", "电梯检验合格标志到期前15天，由工程部提出报检。"),
    ("台风预警期间每2小时查看一次地库入口和屋面。", "车库岗每班把两层地库走查4遍，查漏水和占道停车。"),
    ("秩序部每班巡逻园区4圈。", "夜间园区巡逻每2小时一次。"),
    ("地库内车辆限速每小时5公里。", "快递骑手骑电动车进小区，车速每小时不超过10公里。"),
    ("电动自行车不得进轿厢。", "外卖骑手登记后可以骑电动车进小区，送到单元门口。"),
    ("秩序员不得在岗上使用手机。", "管家可使用手机为业主办理手续。"),
    ("前台周一至周五8:30—17:30开放。", "有噪声的工序须避开办公时间，安排在双休日8:00—20:00。"),
    (
        "急修报修后一刻钟之内，维修师傅要站到业主家门口。",
        "用语：“急修”指跑水、停电等耽误不得的维修；“访客”指来访人员。",
    ),
    ("轿厢每日清洁两次。", "轿厢每日消毒一次。"),
    ("电梯轿厢地面每日清扫4次。", "电梯维保单位每15日对每台电梯清洁、润滑、调整和检查一次。"),
    ("报修完成后24小时内回访。", "报修派单10分钟内完成。"),
    ("投诉受理后24小时内首次回应。", "投诉三日内书面答复。"),
    ("灭鼠投药前一天张贴告示。", "绿篱打药提前三天张贴告示。"),
    ("水箱清洗只能由专业公司进行。", "水箱取样由值班水工打开人孔盖取水。"),
    ("报修一律由前台派单。", "接到业主报修电话，工程部二十分钟内派人上门查看。"),
    ("前台每日8:30至18:00有人接待。", "下面的做法是前台、管家一点点攒下来的。"),
    ("垃圾房每天冲洗2次。", "垃圾桶每周清洗1次。"),
    ("快递保管五天。", "失物保管六个月。"),
]


@pytest.mark.parametrize(("one", "other"), OF_ONE_THING)
def test_what_two_departments_say_of_one_thing_is_told(one, other):
    assert told(one, other)
    assert told(other, one)


@pytest.mark.parametrize(("one", "other"), OF_TWO_THINGS)
def test_two_things_are_not_told(one, other):
    assert told(one, other) == told(other, one) == []


def test_of_several_things_those_count_that_the_part_itself_names():
    assert concerns_of("retention", "访客登记满一年后移交,监控录像保存30天") == {"footage"}
    assert concerns_of("frequency", "化粪池、隔油池由外包单位负责,每半年一次清掏") == {"septic tank", "grease trap"}


def test_a_thing_and_part_of_it_are_no_two_things():
    assert not are_of_other_concerns(frozenset({"fitout: noise"}), frozenset({"fitout: work"}))
    assert are_of_other_concerns(frozenset({"pool"}), frozenset({"desk"}))
    assert not are_of_other_concerns(frozenset(), frozenset({"desk"}))


def test_times_are_counted_in_one_unit():
    assert not are_done_in_other_times("损坏的路灯半天内修复", "路灯损坏12小时内更换")
    assert not are_done_in_other_times("业主投诉两周书面答复", "业主投诉14天书面答复")
    assert are_done_in_other_times("业主投诉5个工作日书面答复", "业主投诉5天书面答复")


def test_how_often_and_how_long_before_is_no_time_in_which_it_is_done():
    assert stretches_of("路灯每月更换3天,提前2天报修复计划") == {}
