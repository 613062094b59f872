"""Who, where and by what means: which clauses choose what others rule out."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Level, terms_of
from guicheng.domain.standard.choices import choices_in
from guicheng.domain.standard.entries import Entry
from guicheng.domain.standard.resemblance import Resemblance

#: Who does, keeps or signs it.
WHO = [
    ("泵房钥匙由工程主管专人保管，秩序部不得留存。", "水泵房的钥匙一律锁在监控室，由秩序值班员管，工程部不留。"),
    ("装修押金退款单须经财务经理签字。", "装修押金退款单由客服主管签字即可，不必送财务。"),
    ("停车费减免审批人：项目经理。", "停车费减免由秩序主管一人审批，不再报项目经理。"),
    ("泳池漂浮物由救生员打捞，保洁不参与。", "泳池水面的漂浮物归保洁员捞，救生员不管。"),
    ("灭火器换粉只能交给消防维保单位做，物业人员不得自行拆装。", "灭火器换粉由工程部自己的电工做，不找维保单位。"),
    ("访客登记簿保管人：秩序班长（唯一）", "来访登记簿由客服前台专人保管。"),
    ("出门条没有项目经理签字的一律不得放行。", "出门条由客服前台签发就能放行，不用项目经理签。"),
    ("采暖阀门由值班电工开关，其他人员不得开关。", "采暖阀门由秩序员开关。"),
    ("闲置设备处置由总经理签批。", "闲置设备处置由项目经理签批即可。"),
    ("维修材料采购由采购员统一采购，工程部不得自行购买。", "维修材料由工程主管自己采购，不经采购员。"),
]
#: Where it is kept, goes or is done.
WHERE = [
    ("大件垃圾只准放到北门大件垃圾点，不许堆在单元楼下。", "旧家具就放在单元楼下，不要往北门运。"),
    ("消毒液锁在药品库，保洁工具间不得存放。", "保洁用的消毒液统一存放在保洁工具间，不进药品库。"),
    ("货车从西门进场，东门禁止货车通行。", "送货车辆一律走东门，西门不放行。"),
    ("电动车停在地面车棚，不得停入地下车库。", "电动自行车统一停到地下车库，地面不设停放处。"),
    ("员工用餐在员工餐厅，工位上不得就餐。", "员工午饭就在自己工位吃，员工餐厅不对员工开放。"),
    ("防汛沙袋存放点：工程仓库", "防汛沙袋一律放在岗亭，工程仓库不再存放。"),
    ("被褥在楼顶晾晒，阳台外不准晾。", "晾被子只能用阳台，楼顶不许晾晒。"),
]
#: By what means.
HOW = [
    ("草坪杂草用除草剂喷杀。", "草坪杂草一律人工拔除，不得使用除草剂。"),
    ("不锈钢轿厢用不锈钢油擦拭，禁用钢丝球。", "不锈钢轿厢上的划痕用钢丝球擦，不用不锈钢油。"),
    ("停车费只收现金，不支持扫码。", "停车费一律扫码支付，岗亭不收现金。"),
    ("业主报修只能通过小程序提交，电话报修不受理。", "业主报修打电话即可，小程序停用。"),
    ("巡查结果写在纸质记录本上，不用系统录入。", "巡查结果一律录入系统，纸质记录本取消，不得手写。"),
    ("停水通知以短信发送，不再张贴。", "停水通知在公告栏张贴，不发短信。"),
    ("到货情况用短信告诉住户。", "到货情况在业主群里告诉住户，不发短信。"),
    ("道路落叶清扫使用扫帚。", "道路落叶清扫一律使用吹风机。"),
    ("积雪用铁锹人工铲，不得撒融雪剂。", "清除积雪应当撒融雪剂，不用铁锹。"),
    ("灭鼠用粘鼠板，禁止投放鼠药。", "灭鼠采用投药方式，不用粘鼠板。"),
    ("浇灌绿地用中水（含雨水），自来水禁用。", "绿地浇灌接自来水，禁用中水。"),
    ("卫生间台面只用中性清洁剂清洗。", "卫生间台面必须用碱性清洁剂清洗。"),
]
#: What looks like it and is no contradiction.
APART = [
    ("泵房钥匙由工程主管专人保管。", "空置房钥匙由客服主管专人保管。"),
    ("公章由行政专员一人保管。", "财务章由出纳一人保管。"),
    ("采购合同一律由项目经理签字。", "放行条一律由客服主管签字。"),
    ("生活垃圾只准投入垃圾房。", "装修垃圾一律堆到北门堆场，不得进垃圾房。"),
    ("大堂地面禁止用湿拖。", "地下车库地面用湿拖拖洗。"),
    ("停车费只收现金。", "物业费一律扫码支付，不收现金。"),
    ("未签装修协议的，财务不得收取装修押金。", "装修押金由财务收取。"),
    ("停电期间报修只打电话，不用小程序。", "业主报修通过小程序提交。"),
    ("不得拒绝业主用现金缴纳物业费。", "业主可以用现金缴纳物业费。"),
    ("弱电工检查门禁每月不少于1次。", "弱电工检查对讲每季不少于1次。"),
    ("绿化农药锁在药品库。", "农药出入库须登记领用数量。"),
    ("东侧草坪不得搭帐篷。", "中心草坪可以搭帐篷。"),
    ("大堂大理石去污禁用酸性清洁剂。", "卫生间便器用酸性清洁剂清洗。"),
    ("空置房钥匙由客服统一保管。", "空置房钥匙由客服主管保管。"),
    ("自行招用保安员的，不再招用时由项目经理备案。", "保安员由项目经理招用。"),
    ("访客统一从东门进入。", "访客在东门换证后进入，不收证件押金。"),
    ("电梯故障后，安全员停用电梯并通知维保单位。", "电梯故障后，维保单位到场修复。"),
    ("采暖阀门由值班电工开关，其他人员不得开关。", "暖气片由保洁员擦拭。"),
    ("园区道路用清扫车清扫。", "园区道路用扫帚清扫。"),
    ("资料由客服保管。", "图纸由工程部保管。"),
    ("秩序主管每日检查岗亭。", "岗亭由保洁员每日擦拭。"),
    ("不使用外卖架的，骑手把餐送到家门口。", "外卖一律放在东门外卖架。"),
    ("货车从北门进出，不走东门。", "货车停放在东门外的划线区。"),
    ("地面禁止用水枪冲洗。", "访客车辆停在地面。"),
]


def entry(text):
    clause = read(text)
    return Entry(clause, terms_of(clause, level=Level.COMPANY), Level.COMPANY, text)


def denied(one, other):
    return any(mine.denies(theirs) for mine in choices_in(one) for theirs in choices_in(other))


@pytest.mark.parametrize(("one", "other"), [*WHO, *WHERE, *HOW])
def test_a_clause_takes_what_another_one_rules_out(one, other):
    assert denied(one, other)
    assert denied(other, one)


@pytest.mark.parametrize(("one", "other"), [*WHO, *WHERE, *HOW])
def test_both_are_found_among_the_clauses_of_a_manual(one, other):
    assert [(each.entry, each.other) for each in Resemblance([entry(one), entry(other)]).findings()] == [(1, 0)]


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_things_are_no_contradiction(one, other):
    assert not denied(one, other)
    assert not denied(other, one)
