"""Clauses of one system: those at odds with one another, and those below what stands above them."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Level, terms_of
from guicheng.domain.comparison.bounds import Hours, Range, Tally, Use
from guicheng.domain.standard.entries import Entry
from guicheng.domain.standard.heap import without_cycles
from guicheng.domain.standard.neighbours import Side
from guicheng.domain.standard.system import System
from guicheng.domain.values import Severity

FAST, SLOW = "接到急修报修后，维修工30分钟内到场", "接到急修报修后，维修工45分钟内到场"


def entry(text, level=Level.COMPANY, unit="", terms=None):
    clause = read(text)
    return Entry(clause, terms_of(clause, level=level) if terms is None else terms, level, text, unit=unit)


def told(found):
    return [(each.finding.code, each.entry, each.other) for each in found]


def system(*texts, level=Level.COMPANY):
    return System([entry(text, level) for text in texts])


@pytest.mark.parametrize(
    ("texts", "code", "severity"),
    [
        (["设备房门应上锁", "设备房门不得上锁"], "CT001", Severity.ERROR),
        (["投诉3日内答复业主", "投诉5日内答复业主"], "CT002", Severity.ERROR),
        (["投诉72小时内答复业主", "投诉3日内答复业主"], "CT002", Severity.ERROR),
        (["投诉5日内答复业主", "投诉5日内答复业主"], "CT003", Severity.HINT),
        (["电话120秒内接听来电", "电话2分钟内接听来电"], "CT003", Severity.HINT),
        (["监控录像保存30日", "夜间监控录像保存15日"], "CT002", Severity.WARNING),
        (["夜间监控录像保存15日", "监控录像保存30日"], "CT002", Severity.WARNING),
        (["停水应提前3日通知业主", "停水应提前1日通知业主"], "CT002", Severity.ERROR),
        (["停水3日前通知业主", "停水1日前通知业主"], "CT002", Severity.ERROR),
        (["热线6声内接听", "来电须在铃响三声之内接起"], "CT002", Severity.ERROR),
        (["投诉登记后48小时内办结", "投诉72小时内办结"], "CT002", Severity.ERROR),
        (["停水、停电等作业，提前2日在单元门口张贴通知", "停水停电提前24小时通知"], "CT002", Severity.ERROR),
        (["计划停电提前3天在门厅贴通知", "计划停电提前24小时发书面通知"], "CT002", Severity.ERROR),
        (["停水停电的计划通知提前七日发出", "停水停电通知，提前3日"], "CT002", Severity.ERROR),
        (["公共区域照明完好率99%以上", "照明完好率95%"], "CT002", Severity.WARNING),
        (["卫生间每日全面保洁3次", "卫生间每半小时巡回保洁一次"], None, None),
        (["大厅每小时尘推一次", "大厅每日湿拖4次"], None, None),
        (["档案保存15年", "车辆进出的记录保存90天"], None, None),
        (["投诉1个工作日内当面回复", "投诉3日内回复"], "CT002", Severity.WARNING),
        (["水泵每周检查2次", "水泵每3天检查一次"], "CT002", Severity.ERROR),
        (["水泵每月检查4次", "水泵每10天检查一次"], "CT002", Severity.WARNING),
        (["计划停电提前3个工作日通知租户", "计划停电提前1个工作日通知"], "CT002", Severity.WARNING),
        (["急修（停电、跑水）10分钟内到场", "急修20分钟到场"], "CT002", Severity.ERROR),
        (["满意度调查每季度1次，满意度不低于95分", "满意度：90分以上"], "CT002", Severity.ERROR),
        (["接到投诉3日内回访，回访率100%", "投诉回访率95%以上"], "CT002", Severity.ERROR),
        (["一级故障发生后10分钟内到场", "一级故障5分钟内到场"], "CT002", Severity.ERROR),
        (["前台台面应摆放鲜花绿植", "前台台面不得摆放鲜花绿植盆栽"], "CT001", Severity.ERROR),
        (["前台台面应摆放鲜花绿植", "前台台面应摆放鲜花绿植盆栽"], None, None),
        (["前台台面应摆放鲜花绿植", "前台台面不得存放私人物品"], None, None),
        (["商户满意率不低于85%", "顾客满意率不低于90%"], None, None),
        (["报修30分钟内到场", "报修24小时内修复"], None, None),
        (["大堂每日清扫2次", "卫生间每日清扫4次"], None, None),
        (["监控录像保存15日", "夜间监控录像保存30日"], None, None),
        (["高压配电柜每周巡检1次", "低压配电柜每月巡检1次"], None, None),
        (["一级：草坪每月修剪3次", "二级：草坪每月修剪2次"], None, None),
        (["夜间报修30分钟内到场", "白天报修20分钟内到场"], None, None),
    ],
)
def test_the_later_of_two_clauses_is_told_what_is_wrong(texts, code, severity):
    found = system(*texts).findings()
    assert told(found) == ([(code, 1, 0)] if code else [])
    assert [each.finding.severity for each in found] == ([severity] if code else [])


def test_a_figure_that_differs_is_shown_by_a_case_that_keeps_the_laxer_clause_alone():
    for texts in ([FAST, SLOW], [SLOW, FAST]):
        (found,) = system(*texts).findings()
        assert found.witness.render().startswith("Done after 45 minutes: ")
        assert found.verdict == ("LOOSER" if texts[1] == SLOW else "TIGHTER")


@pytest.mark.parametrize(
    ("upper", "lower", "code"),
    [
        ("投诉5日内答复业主", "投诉5日内答复业主", None),
        ("投诉5日内答复业主", "投诉3日内答复业主", None),
        ("投诉5日内答复业主", "投诉7日内答复业主", "CJ001"),
        ("设备房门应上锁", "设备房门不得上锁", "CJ002"),
        ("投诉5日内答复业主", "投诉3个工作日内答复业主", "CJ003"),
        ("监控录像保存30日", "夜间监控录像保存15日", "CJ001"),
        ("监控录像保存30日", "夜间监控录像保存45日", None),
    ],
)
@pytest.mark.parametrize("stands", [(Level.CONTRACT, "", Level.COMPANY, ""), (Level.COMPANY, "a", Level.ESTATE, "ab")])
def test_a_lower_clause_may_only_tighten(upper, lower, code, stands):
    above, below = entry(upper, *stands[:2]), entry(lower, *stands[2:])
    for place, entries in ((1, [above, below]), (0, [below, above])):
        # What the contract asks for in further cases is told of the contract.
        of_lower = [each for each in told(System(entries).findings()) if each[1] == place]
        assert of_lower == ([(code, place, 1 - place)] if code else [])


def test_units_beside_one_another_are_not_compared_and_those_above_are():
    slow, fast = entry(SLOW, Level.ESTATE, "0001000A"), entry(FAST, Level.ESTATE, "0001000B")
    assert told(System([slow, fast]).findings()) == []
    whole = entry(FAST, Level.COMPANY, "0001")
    assert told(System([slow, fast, whole]).findings()) == [("CJ001", 0, 2)]
    assert told(System([slow, fast, whole]).beside(2)) == []
    part = entry(SLOW, Level.COMPANY, "0001000B0001")
    assert told(System([part, fast]).findings()) == [("CJ001", 0, 1)]


def test_a_contract_is_answered_by_any_level_below_it():
    promise = entry("投诉5日内答复业主", Level.CONTRACT)
    assert told(System([promise]).findings()) == []
    other = entry("巡逻每日2次", Level.COMPANY)
    assert told(System([promise, other]).findings()) == [("QK002", 0, None)]
    answer = entry("投诉3日内答复业主", Level.ESTATE)
    assert told(System([promise, other, answer]).findings()) == []
    assert told(System([entry("服务应热情周到", Level.CONTRACT), other]).findings()) == []


def test_acts_that_no_vocabulary_knows_are_alike_in_nearly_the_same_words():
    found = system("应摆放宠物鹦鹉笼架", "不得摆放宠物鹦鹉笼架").findings()
    assert told(found) == [("CT001", 1, 0)]
    assert found[0].witness.text
    assert told(system("应摆放宠物鹦鹉笼架", "不得摆放宠物鹦鹉笼架子").findings()) == [("CT001", 1, 0)]
    assert told(system("应摆放宠物鹦鹉笼架", "应摆放宠物鹦鹉笼架子").findings()) == []
    assert told(system("应摆放宠物鹦鹉笼架", "不得乱扔电池").findings()) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # One word of an act is not the act.
        ("收费专用章由收银主管保管，下班锁入保险柜。", "业主使用会所会议室，不得收费。"),
        ("焊工来办动火证，签字的是秩序主管，工程主管不能签。", "签采购合同，对方没盖章之前，我们的章不能先盖上去。"),
        ("冬季自动喷灌系统停用，管道内的水应排空防冻。", "修剪大树时由秩序员拦行人，绿化班组不用管。"),
        # Nor is part of it.
        ("工程部设备巡检用手机扫码签到，逐台拍照上传。", "夜间巡逻须用巡更棒触点签到，不准用手机扫码。"),
        ("绿化用的复合肥放在绿化工具房的货架上。", "农药应储于专用药库，严禁置于绿化工具房。"),
    ],
)
def test_acts_that_share_a_word_or_a_part_are_no_clash(one, other):
    assert system(one, other).findings() == ()
    assert system(other, one).findings() == ()


@pytest.mark.parametrize(
    ("given", "nothing"),
    [
        ({"bound": Range(Fraction(0), Fraction(100), unit="%")}, True),
        ({"bound": Range(None, None, unit="%")}, True),
        ({"bound": Range(None, Fraction(99), unit="%")}, False),
        ({"bound": Range(Fraction(0), None, unit="人")}, False),
        ({"bound": Tally(Fraction(0), None, "day")}, True),
        ({"bound": Tally(None, None, "day")}, True),
        ({"bound": Tally(Fraction(1), None, "day")}, False),
        ({"bound": Hours(0, Use.SERVICE)}, True),
        ({"bound": Hours(1, Use.SERVICE)}, False),
        ({"quota": Fraction(0)}, True),
        ({"since": date(2026, 5, 1), "until": date(2026, 4, 1)}, True),
        ({"since": date(2026, 5, 1), "until": date(2026, 5, 1)}, False),
        ({"since": date(2026, 5, 1)}, False),
    ],
)
def test_a_promise_that_everything_keeps_is_told(given, nothing):
    made = entry(FAST)
    one = System([replace(made, terms=(replace(made.terms[0], **given),))])
    assert told(one.findings()) == told(one.beside(0)) == ([("CT004", 0, None)] if nothing else [])


def test_a_promise_that_holds_in_no_cell_is_told():
    made = entry(FAST)
    nowhere = replace(made.terms[0], scope=made.terms[0].scope.narrowed("hour", 0))
    assert told(System([replace(made, terms=(nowhere,))]).findings()) == [("CT004", 0, None)]


def test_an_edited_clause_is_compared_anew_and_nothing_else_is():
    library = system(FAST, "巡逻每日2次", SLOW, FAST)
    assert told(library.beside(2)) == [("CT002", 2, 0), ("CT002", 2, 3)]
    assert told(library.beside(1)) == []
    library.put(2, entry(FAST))
    assert told(library.beside(2)) == [("CT003", 2, 0), ("CT003", 2, 3)]
    library.drop(0)
    library.put(3, entry("巡逻每日3次"))
    assert told(library.findings()) == [("CT002", 3, 1)]
    library.put(1, entry("巡逻每日3次"))
    library.drop(7)
    assert told(library.findings()) == [("CT003", 3, 1)]


def test_strange_acts_are_taken_out_as_well():
    library = system("应摆放宠物鹦鹉笼架", "不得摆放宠物鹦鹉笼架")
    library.drop(0)
    assert told(library.findings()) == []


def test_one_clash_stands_for_all_promises_that_say_the_same():
    library = system(*[FAST] * 20, *[SLOW] * 20)
    clashes = list(library.clashes())
    assert sorted(clash.outcome.code for clash in clashes) == ["CT002", "CT003", "CT003"]
    assert {clash.side for clash in clashes} == {Side.BESIDE}
    found = library.findings()
    assert {each.entry for each in found} == set(range(1, 40))
    assert {each.other for each in found if each.finding.code == "CT002"} == set(range(20))


def test_promises_without_a_bound_or_with_a_clock_are_not_set_beside_others():
    assert told(system("投诉应及时答复业主", "投诉5日内答复业主").findings()) == []
    assert told(system("大堂每日8:00前清扫", "大堂每日清扫2次").findings()) == []


def test_the_example_of_a_clause_that_binds_nobody_is_found():
    assert told(system("业主满意率不低于0%。").findings()) == [("CT004", 0, None)]
    assert told(system("业主满意率不低于90%。").findings()) == []


def test_a_firm_is_checked_without_searching_for_cycles_and_the_search_goes_on_afterwards():
    searching = gc.isenabled()
    try:
        for on in (True, False):
            (gc.enable if on else gc.disable)()
            with without_cycles():
                assert not gc.isenabled()
            assert gc.isenabled() is on
    finally:
        (gc.enable if searching else gc.disable)()
