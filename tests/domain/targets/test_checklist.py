"""Clauses as lines that somebody on the spot can answer."""

from __future__ import annotations

from decimal import Decimal

import pytest

from guicheng.domain.evidence.lines import Bounds, LineKind
from guicheng.domain.standard.text import PartKind
from guicheng.domain.targets.checklist import Theme, checklist_of, lines_of, theme_of
from guicheng.domain.targets.source import Imprint, SourceLine, SourceStandard
from guicheng.domain.values import ClauseRef

REF = ClauseRef("BJ-01", "2 设施保洁", "2.1", 4)


def lines(text, **elements):
    return lines_of(SourceLine(REF, PartKind.CLAUSE, text, "2.1", elements=elements))


def texts(text, **elements):
    return [each.text for each in lines(text, **elements)]


def test_how_often_becomes_the_round_and_the_quality_its_lines():
    found = lines(
        "保洁员擦拭玻璃门每日不少于3次。", content="玻璃门擦拭", quality="目视无手印，门轴不响", provider="保洁员"
    )
    assert [(each.topic, each.text, each.rounds, each.kind, each.ref) for each in found] == [
        ("玻璃门擦拭", "目视无手印", "每日不少于3次", LineKind.PASS, REF),
        ("玻璃门擦拭", "门轴不响", "每日不少于3次", LineKind.PASS, REF),
    ]


@pytest.mark.parametrize(
    ("text", "quality", "wanted"),
    [
        # What the clause says of the result is a line, unless its quality says the same.
        ("保洁员清扫大堂每日不少于3次，作业后无纸屑、烟蒂。", "地面无纸屑、烟蒂、脚印", ["地面无纸屑、烟蒂、脚印"]),
        ("保洁员清扫大堂每日不少于3次，作业后无纸屑。", "转角无积尘", ["作业后无纸屑", "转角无积尘"]),
        # Paperwork is what the round itself is.
        ("保洁员消毒按钮每日不少于4次，填写《消毒记录》。", "按钮干燥", ["按钮干燥"]),
        # Without a quality the act itself is answered.
        ("秩序维护员每2小时巡逻一次。", "", ["秩序维护员巡逻"]),
        ("每年3月31日前，客服主管公布收支。", "", ["客服主管公布收支"]),
        # Settings stay with what they are about.
        ("清洗单位清洗玻璃每季度不少于1次。", "离地2米以外，楼下目视无泥点", ["离地2米以外，楼下目视无泥点"]),
        ("清洗单位清洗玻璃每季度不少于1次。", "楼下目视无泥点，离地2米以外", ["楼下目视无泥点", "离地2米以外"]),
    ],
)
def test_what_a_round_looks_at(text, quality, wanted):
    assert texts(text, quality=quality) == wanted


@pytest.mark.parametrize(
    ("quality", "wanted"),
    [
        ("查平层、异响、照明三项", ["查平层", "查异响", "查照明"]),
        ("同时查触点温度和指示灯两项", ["查触点温度", "查指示灯"]),
        ("查门窗、墙面、水电3项", ["查门窗", "查墙面", "查水电"]),
        ("查看门窗、墙面、水电、防水、管道五类", ["查看门窗", "查看墙面", "查看水电", "查看防水", "查看管道"]),
        ("刷卡、按钮、通话三项试动作", ["刷卡试动作", "按钮试动作", "通话试动作"]),
        ("主路、广场两处全部扫完", ["主路扫完", "广场扫完"]),
        # A list whose count does not fit, or that has neither verb nor predicate, stays whole.
        ("查门窗、墙面、水电两项", ["查门窗、墙面、水电两项"]),
        ("喷洒绿化带、垃圾站两处", ["喷洒绿化带、垃圾站两处"]),
        ("问卷含客服、保洁两类问题", ["问卷含客服、保洁两类问题"]),
    ],
)
def test_a_counted_list_is_a_line_for_each_of_its_things(quality, wanted):
    assert texts("电梯安全管理员巡查电梯每日不少于2次。", quality=quality) == wanted


@pytest.mark.parametrize(
    ("text", "bounds", "unit"),
    [
        ("沟内淤泥厚度不超过2厘米", Bounds(high=Decimal(2)), "厘米"),
        ("绝缘电阻不小于0.5兆欧", Bounds(low=Decimal("0.5")), "兆欧"),
        ("接地电阻小于4欧", Bounds(high=Decimal(4), high_open=True), "欧"),
        ("表面温度高于60℃", Bounds(low=Decimal(60), low_open=True), "℃"),
        ("公共区域温度控制在26-27℃", Bounds(Decimal(26), Decimal(27)), "℃"),
        ("余氯为0.05～0.3毫克/升", Bounds(Decimal("0.05"), Decimal("0.3")), "毫克/升"),
        ("清洗后积尘量不超过1克每平方米", Bounds(high=Decimal(1)), "克每平方米"),
        ("电压偏差不超过额定值的7%", Bounds(high=Decimal(7)), "%"),
        ("每平方米不少于49株", Bounds(low=Decimal(49)), "株"),
    ],
)
def test_a_number_with_a_bound_is_measured(text, bounds, unit):
    [found] = lines("电工检查设备每日不少于1次。", quality=text)
    assert (found.kind, found.text, found.bounds, found.unit) == (LineKind.NUMBER, text, bounds, unit)


@pytest.mark.parametrize(
    "quality",
    [
        "距玻璃1米目视无手印",
        "涂白高度1.2米",
        "直径3厘米以上剪口涂保护剂",
        "浇后土层20厘米内湿透",
        "开启不晚于日落30分钟",
        "孔距10至20厘米",
    ],
)
def test_a_number_that_is_no_bound_to_measure_is_only_looked_at(quality):
    [found] = lines("绿化员养护草坪每月不少于1次。", quality=quality)
    wanted = LineKind.NUMBER if "至" in quality else LineKind.PASS
    assert (found.kind, found.text) == (wanted, quality)


def test_meters_are_copied_one_by_one_without_a_bound():
    found = lines("空调维修工巡视机房每2小时不少于1次。", quality="抄录温度、压力，查漏水")
    assert [(each.kind, each.text, each.bounds) for each in found] == [
        (LineKind.NUMBER, "抄录温度", Bounds()),
        (LineKind.NUMBER, "抄录压力", Bounds()),
        (LineKind.PASS, "查漏水", Bounds()),
    ]


def test_a_line_of_the_act_alone_is_marked():
    assert [each.act for each in lines("秩序维护员每2小时巡逻一次。")] == [True]
    assert [each.act for each in lines("秩序维护员每2小时巡逻一次。", quality="逐点查看")] == [False]


def test_photos_signatures_and_grades_are_asked_for():
    found = lines("清洗单位清洗水箱每季度不少于1次，清洗单由工程主管签字。", quality="逐面编号拍照，评为优、良、差三档")
    assert [(each.kind, each.text, each.choices) for each in found] == [
        (LineKind.SIGNATURE, "清洗单由工程主管签字", ()),
        (LineKind.PHOTO, "逐面编号拍照", ()),
        (LineKind.CHOICE, "评为优、良、差三档", ("优", "良", "差")),
    ]


def test_a_behaviour_is_one_line_with_what_counts_as_kept_beside_it():
    [found] = lines(
        "来访人走近接待台3米时，接待员应起身问好，双手递接资料。",
        content="迎接来访人", quality="先问好后办事，不坐着答话", provider="接待员",
    )  # fmt: skip
    assert (found.text, found.hint) == ("来访人走近接待台3米时，起身问好，双手递接资料", "先问好后办事，不坐着答话")
    assert (found.topic, found.rounds) == ("迎接来访人", "")


def test_each_sentence_is_a_line_and_measured_ones_stand_alone():
    found = lines(
        "绿化员控制草坪高度不超过5厘米。草坪内不堆物；不停车。", quality="冷季型不低于3厘米，无秃斑", provider="绿化员"
    )
    assert [(each.kind.value, each.text, each.hint) for each in found] == [
        ("number", "草坪高度不超过5厘米", "无秃斑"),
        ("pass", "草坪内不堆物", ""),
        ("pass", "不停车", ""),
        ("number", "冷季型不低于3厘米", ""),
    ]


def test_who_does_it_stays_where_more_than_one_post_does():
    text = "客服专员备急救箱，电工检查用电设备。"
    assert texts(text, provider="客服专员、电工") == ["客服专员备急救箱，电工检查用电设备"]
    assert texts("水位由水箱管理员保持在设计水位以上", provider="水箱管理员") == ["水位保持在设计水位以上"]
    assert texts("首位员工为首问责任人。", provider="首位员工") == ["首位员工为首问责任人"]


@pytest.mark.parametrize(
    "text",
    [
        "接到报修后，维修工30分钟内到场。",
        "监控录像保存不少于90天。",
        "消防控制室每班不少于2人。",
        "业主满意度不低于95%。",
        "接待台不能办结的事项，接待员自受理起30分钟内转交责任部门。",
        "工作人员佩戴工牌，每人3x2个。",
    ],
)
def test_what_nobody_sees_on_the_spot_or_nobody_understood_is_no_line(text):
    assert lines(text) == ()


def test_headings_and_notes_are_no_lines():
    assert lines_of(SourceLine(REF, PartKind.HEADING, "工作人员佩戴工牌上岗。", "2", 1)) == ()


def test_a_standard_is_the_lines_of_its_clauses_in_order():
    clause = SourceLine(REF, PartKind.CLAUSE, "工作人员佩戴工牌上岗。", "2.1")
    heading = SourceLine(REF, PartKind.HEADING, "2 设施保洁", "2", 1)
    found = checklist_of(SourceStandard(Imprint(REF, "大堂保洁"), (heading, clause)))
    assert [(each.text, each.topic, each.ref) for each in found] == [("工作人员佩戴工牌上岗", "2 设施保洁", REF)]


def test_the_key_of_a_line_is_that_of_its_words_in_its_clause():
    [one] = lines("工作人员佩戴工牌上岗。")
    assert one.key("a") == lines("工作人员佩戴工牌上岗。")[0].key("a")
    assert one.key("a") != one.key("b")
    assert len(one.key("a")) == 10


def test_the_domain_says_what_is_walked_for():
    assert [theme_of(each) for each in ("order", "engineering", "cleaning", "greening", "customer", "else")] == [
        Theme.PATROL, Theme.EQUIPMENT, Theme.CLEANING, Theme.GREENING, Theme.SERVICE, Theme.SERVICE,
    ]  # fmt: skip
