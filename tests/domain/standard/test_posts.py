"""Which post alone does or keeps something, in the words of two departments."""

from __future__ import annotations

import pytest

from guicheng.domain.standard.claims import contradiction

#: Each of two posts has it alone.
AT_ODDS = [
    # Who does something else is not taken for it.
    ("路面积雪由保洁员清扫。", "路上的雪归秩序队铲，保洁员只负责楼内。"),
    ("夜间报修电话由监控员接听。", "晚间的报修来电由值班电工接听。"),
    # What is waived is no bar on who waives it.
    ("违约金只由项目经理批准免除。", "免收违约金的，由客服主管签字。"),
    ("仓库钥匙归仓管员收着，别人不得代拿。", "仓库钥匙在保安队长手里，仓管员用时来借。"),
    ("财务专用章由会计主管专人保管。", "财务专用章锁在行政主管那里，不设其他保管人。"),
    ("感染性废物只由医废专员转运，其他岗位不得转运。", "感染性废物转运|执行人：病区保洁员"),
    ("投诉回访由品质主管打，被投诉部门回避。", "投诉回访让被投诉部门自己做。"),
    ("喷泉水泵启停归工程部独立承担。", "喷泉水泵启停|唯一责任部门：绿化部"),
    ("合同章由行政专员保管，不得移交他人。", "合同章由项目经理本人保管。"),
    ("退还停车费，未获财务经理核准的不得支付。", "停车费退款|审批人：项目经理|财务经理：不审批"),
    ("对讲机由秩序班长逐班移交保管。", "对讲机一律由客服前台保管，秩序部不留存。"),
    ("鱼池喂食由绿化部专责。", "鱼池喂食归保洁阿姨，绿化部不插手。"),
    ("样板房钥匙归客服前台专管，其他岗位不得留存。", "样板房钥匙由工程部保管。"),
    # A permit is issued by one.
    ("装修施工许可证由工程部经理审图后签发。", "装修资料由前台收齐，装修施工许可证由客服部经理签发。"),
    ("动火作业许可证由工程经理签发。", "动火作业许可证由秩序部经理核发。"),
]
#: Another thing, another deed, or somebody who only borrows it.
SIDE_BY_SIDE = [
    ("仓库钥匙由仓管员保管，项目经理要用也得找他借。", "项目经理签批仓库领料单。"),
    ("感染性废物由医废专员转运。", "病区生活垃圾由病区保洁员转运。"),
    ("投诉回访由品质主管打。", "报修回访由客服专员打。"),
    ("财务专用章由会计保管。", "合同章由行政专员保管。"),
    ("退还停车费由财务经理核准。", "停车费退款单由会计装订。"),
    ("喷泉水泵启停由工程部负责。", "喷泉水面由保洁员打捞。"),
    ("鱼池喂食由绿化部负责。", "鱼池过滤泵由工程部维修。"),
    ("对讲机由秩序班长保管。", "对讲机由工程部维修。"),
    ("样板房钥匙由客服前台保管。", "样板房空调由工程部保养。"),
    ("印章借用由行政专员登记。", "印章刻制由总经理批准。"),
    ("样板间借用，项目经理没签字就不许开门。", "样板间借用由项目经理签字。"),
    ("动火作业许可证由工程经理签发。", "动火作业许可证由秩序部经理核对。"),
    ("动火作业许可证由工程经理签发。", "车辆出入证由秩序部经理签发。"),
    ("放行条夜间由秩序部经理签发。", "放行条由客服部经理签发。"),
]


@pytest.mark.parametrize(("mine", "theirs"), AT_ODDS)
def test_two_posts_that_each_have_it_alone_contradict(mine, theirs):
    """Whoever keeps it, or is named under a heading."""
    assert contradiction(mine, theirs) is not None
    assert contradiction(theirs, mine) is not None


@pytest.mark.parametrize(("mine", "theirs"), SIDE_BY_SIDE)
def test_posts_that_do_other_things_stand_side_by_side(mine, theirs):
    """Who borrows a thing does not keep it."""
    assert contradiction(mine, theirs) is None
