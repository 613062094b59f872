"""What divides promises of one attribute, so that figures of two things are not told as two of one."""

from __future__ import annotations

import pytest

from domain.standard.suspected import told
from guicheng.domain.comparison.tables import rows_of
from guicheng.domain.standard.divisions import are_divided
from guicheng.domain.standard.excluded import leaves_out

OF_TWO_THINGS = [
    ("绿篱打药前2日在各楼门厅张贴告示。", "消防演练提前5日在各楼门厅张贴告示。"),
    ("停水检修的，提前24小时在单元门口贴出通知。", "灭鼠投药前3日在单元门口贴出通知。"),
    ("中秋晚会提前7日在公告栏张贴通知。", "外墙清洗提前3日在公告栏张贴通知。"),
    ("电梯每月由使用单位自行检查一次。", "电梯安全管理员每天乘梯巡视一遍。"),
    ("自动扶梯的清洁、润滑、调整和检查每月一次。", "自动扶梯每日开店前空载运行一圈，查看扶手带。"),
    ("秩序员入职培训不少于24学时。", "秩序员每年培训不少于40学时。"),
    ("商铺区域每2小时防火巡查一次。", "居民楼每日防火巡查一次。"),
    ("公示栏公示投诉电话和收费标准，有变动的2个工作日内更换。", "业主投诉登记后5个工作日内办结。"),
    ("每月3日前向业主推送物业费账单。", "每月20日向业主送达物业费催缴单，列明欠费金额。"),
    ("业主综合满意率不低于90%。", "保洁服务单项满意率不低于95%。"),
    ("敲墙、打孔限9:00至11:00、15:00至17:00施工。", "无噪声的刷漆施工可做到20:00。"),
    ("承重墙任何时候不得拆改。", "非承重墙经审核后可以拆改。"),
    ("单笔800元以下的物料采购由项目经理审批。", "单笔800元及以上的物料采购报公司采购部审批。"),
    ("上门清洗油烟机每台150元。", "上门清洗空调每台80元。"),
    ("小区主出入口岗白班安排3名秩序员。", "小区北侧人行岗白班安排1名秩序员。"),
    ("快递、送水人员的电动车不得驶入小区。", "快递人员登记后可步行进入小区派件。"),
    ("送货的货车卸货40分钟内免费。", "小型客车临停20分钟内免费。"),
    ("电动车充电时停放免费2小时。", "临时车辆停放免费20分钟。"),
    ("手术专梯每天6:30至21:00有司梯员。", "门诊导诊台每天7:00至18:00有人接待。"),
    ("调看监控录像须登记，登记簿保存三年。", "各出入口的监控录像保存四十天。"),
]
OF_ONE_THING = [
    ("绿篱打药前2日在各楼门厅张贴告示。", "绿篱喷洒农药提前5日在各楼门厅张贴告示。"),
    ("消防演练提前7日在公告栏张贴通知。", "消防演习提前3日在公告栏张贴通知。"),
    ("客梯每15日维护保养一次。", "客梯每月维护保养一次。"),
    ("秩序员每年培训不少于48学时。", "秩序员年度培训不少于24学时。"),
    ("每月3日前向业主推送物业费账单。", "物业费账单每月10日推送给业主。"),
    ("业主投诉3日内办结。", "对业主投诉的处理，7日内办结。"),
    ("业主综合满意率不低于90%。", "业主综合满意率达到85%以上。"),
    ("敲墙、打孔限9:00至11:00、15:00至17:00施工。", "敲墙、打孔限8:00至12:00、14:00至18:00施工。"),
    ("上门清洗油烟机每台150元。", "油烟机上门清洗每台180元。"),
    ("南门岗白班安排3名秩序员。", "南门岗白班安排1名秩序员。"),
    ("非承重墙不得拆改。", "非承重墙经审核后可以拆改。"),
    ("小型客车临停40分钟内免费。", "临时来的客车停放20分钟内免费。"),
    ("大堂监控录像保存三个月。", "各出入口的监控录像保存四十天。"),
]


@pytest.mark.parametrize(("mine", "theirs"), OF_TWO_THINGS)
def test_figures_of_two_things_are_not_told(mine, theirs):
    assert told(mine, theirs) == told(theirs, mine) == []


@pytest.mark.parametrize(("mine", "theirs"), OF_ONE_THING)
def test_figures_of_one_thing_are_told(mine, theirs):
    assert told(mine, theirs) == [(1, 0)]


def test_what_stands_alone_is_a_thing_beside_what_names_none():
    assert are_divided("month_day", "欠费清单", "物业费账单")
    assert not are_divided("month_day", "清单", "账单")


def test_what_is_not_of_the_attribute_divides_nothing():
    assert not are_divided("share", "喷洒农药", "消防演练")


@pytest.mark.parametrize(
    ("mine", "theirs", "wanted"),
    [
        ("非机动车停放有序", "机动车停放有序", True),
        ("非机动车、机动车停放有序", "机动车停放有序", False),
        ("非常重要的房间", "常重要的房间", False),
        ("无噪音的作业", "噪音大的作业", True),
        ("机动车停放有序", "机动车停放有序", False),
    ],
)
def test_what_is_left_out_is_another_thing(mine, theirs, wanted):
    assert leaves_out(mine, theirs) is leaves_out(theirs, mine) is wanted


def test_each_division_has_its_bounds_once():
    bounds = {}
    for row in rows_of("consistency", "divisions"):
        assert bounds.setdefault(row[1], row[0]) == row[0], row[1]
