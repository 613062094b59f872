"""Who alone does something, told by the words of the deed and of what it is done to, without a row for it."""

from __future__ import annotations

import pytest

from guicheng.domain.standard.claims import contradiction
from guicheng.domain.standard.directions import directions_in

#: One post does it alone, and the other clause gives it to another one.
AT_ODDS = [
    ("广播室的麦克风只由礼宾员一人开启播音。", "背景广播由监控员负责播放。"),
    ("电梯对讲每周由秩序班长独自试呼，别的岗不插手。", "电梯对讲的试呼由工程值班员每周做一遍。"),
    ("样品冰箱的留样由厨师长亲手取，他人代取不算。", "样品冰箱的留样由食堂管理员来取。"),
    ("外墙广告合同由招商主管签批即生效。", "外墙广告合同必须总经理亲笔签，其他人签了不作数。"),
    # Who leads and who works are two posts of one department.
    ("业主群的群公告只许客服经理一个人发。", "业主微信群公告由各楼管家自行发布。"),
    # Who is kept from it does it according to the other clause.
    ("沙池由专职养护人员翻晒，保洁员不用管。", "乐园沙池由保洁员每周翻晒。"),
    ("健身房器械的润滑是厂家的事，教练不得自行上油。", "跑步机等器械由健身教练定期上油。"),
    ("过期药品由专职收运员收取，保洁员不得经手。", "各科过期药品由楼层保洁员下班前扎口送走。"),
    ("岗亭空调滤网由保洁员一人清洗。", "岗亭空调滤网由机电水工洗，岗亭队员也行。"),
]
#: Another deed, another thing, or a hand that only helps.
SIDE_BY_SIDE = [
    ("付款申请由出纳起草。", "付款申请由项目经理本人签字，他人代签无效。"),
    ("泳池投药由水处理员一人做。", "泳池巡查由救生员做。"),
    ("消防泵的月度试转由维保单位独家做。", "消防泵的日常巡视由值班电工做。"),
    ("招聘面试由人事主管一人主持。", "招聘需求由各部门主管上报。"),
    ("晚间的车场收费由收费员一人做。", "车场收费的复核由财务做。"),
    ("政府来访由项目经理亲自陪同。", "同行来访由客服主管陪同讲解。"),
    ("五千元以下的报修由工程主管签批即生效。", "五千元以上的报修由项目经理签批，别人签的不算。"),
    ("绿植修剪由园丁一人做。", "墙面修补由维修工做。"),
    ("雨棚由保洁员擦洗，秩序员不得拆洗。", "岗亭的门由秩序员每日开启。"),
    ("来访登记只由门岗做。", "公章不在来访登记之列，一切照旧。"),
    ("访客证由门岗一人发放。", "访客证由门岗发放，当日收回。"),
]


@pytest.mark.parametrize(("one", "other"), AT_ODDS)
def test_what_one_post_does_alone_is_not_given_to_another(one, other):
    assert contradiction(one, other) is not None
    assert contradiction(other, one) is not None


@pytest.mark.parametrize(("one", "other"), SIDE_BY_SIDE)
def test_another_deed_or_another_thing_is_no_contradiction(one, other):
    assert contradiction(one, other) is contradiction(other, one) is None


#: The same work from either end.
TURNED = [
    ("外墙从女儿墙往下洗，一层一层洗到裙楼。", "清洗外墙自裙楼起，逐层升到女儿墙。"),
    ("车库地面由出口倒着往入口拖。", "车库地面保洁从入口拖起，一路拖到出口。"),
    ("走廊吸尘从电梯厅开始，吸到防火门。", "走廊由防火门往电梯厅吸尘。"),
]
#: One direction, other work, or traffic, which goes both ways.
NOT_TURNED = [
    ("车库地面从入口拖到出口。", "车库地面由入口往出口拖。"),
    ("车库地面从入口拖到出口。", "路灯灯罩由出口往入口擦。"),
    ("班车从东门开往地铁站，途中巡查站牌。", "班车从地铁站开往东门，途中巡查站牌。"),
    ("车库地面从入口拖起。", "车库地面由出口往入口拖。"),
]


@pytest.mark.parametrize(("one", "other"), TURNED)
def test_work_goes_on_from_one_end(one, other):
    assert contradiction(one, other) is not None
    assert contradiction(other, one) is not None


@pytest.mark.parametrize(("one", "other"), NOT_TURNED)
def test_one_direction_or_other_work_is_no_contradiction(one, other):
    assert contradiction(one, other) is contradiction(other, one) is None


def test_a_direction_needs_both_ends():
    assert directions_in("车库地面从入口拖起。") == ()
