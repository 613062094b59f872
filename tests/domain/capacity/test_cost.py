"""What a year of a promise costs, each number with where it comes from."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from guicheng.domain.capacity import (
    Basis,
    Effort,
    NoEffortError,
    Rates,
    cost_of,
    effort_of,
    occasions_a_year,
    print_effort,
    total_of,
)
from guicheng.domain.capacity.costing import event_counted, place_counted
from guicheng.domain.clause.reader import read

FACTS = {
    "wage_cleaning": Decimal(20),
    "wage_customer": Decimal(30),
    "wage_engineering": Decimal(20),
    "lobbies": Decimal(3),
    "repairs": Decimal(100),
    "shifts": Decimal(3),
    "workdays": Decimal(250),
}
HOUR = Effort(Decimal(60))


def rates(places="", events="", **changed):
    return Rates({**FACTS, **changed}, places, events, "cleaning")


@pytest.mark.parametrize(
    ("text", "occasions", "words"),
    [
        ("大堂每日清扫2次。", 730, "每日清扫2次"),
        ("大堂每日清扫不少于2次。", 730, "每日清扫不少于2次"),
        ("每周1-2次检查消防泵。", 52, "每周1-2次"),
        ("每2小时巡视卫生间1次。", 4380, "每2小时巡视卫生间1次"),
        ("每班巡逻4次。", 4380, "每班巡逻4次"),
        ("每个工作日回访1次。", 250, "每个工作日回访1次"),
        ("每季度公布一次收支。", 4, "每季度公布一次"),
        ("每半年清洗水箱1次。", 2, "每半年清洗水箱1次"),
    ],
)
def test_the_calendar_says_how_often(text, occasions, words):
    found = cost_of(read(text), HOUR, rates())
    assert found.basis[0] == Basis("occasions", Decimal(occasions), words)
    assert found.yearly == occasions * 20


def test_what_an_event_starts_is_counted_by_the_events_of_a_year():
    found = cost_of(read("接到报修后，维修工30分钟内到场。"), effort_of("20分钟×2人", "3元"), rates(events="repairs"))
    assert found.basis[0] == Basis("occasions", Decimal(100), "repairs")
    assert found.yearly == Decimal("1633.33")


def test_how_often_somebody_checks_is_no_act_of_the_promise():
    text = "接到报修后，维修工30分钟内到场，每月抽查派工单。"
    assert cost_of(read(text), HOUR, rates(events="repairs")).basis[0].source == "repairs"


@pytest.mark.parametrize(
    ("text", "limit", "occasions", "words"),
    [
        ("报修到场及时率每月不低于98%，以按时到场单数除以应到场单数计算。", "", 12, "每月不低于98%"),
        ("6月至9月，清理雨水口每3日不少于1次。", "", 122 / 3, "每3日不少于1次 · 6月至9月"),
        ("11月至次年3月，清除蚊虫每30日不少于1次。", "", 151 / 30, "每30日不少于1次 · 11月至次年3月"),
        ("夏季每2日浇灌1次。", "", 46, "每2日浇灌1次 · 6月、7月、8月"),
        ("生长季修剪草坪每7日不少于1次。", "4月至10月每7日1次", 214 / 7, "每7日不少于1次 · 4月至10月"),
        ("修剪草坪每7日不少于1次。", "4月至10月每7日1次", 214 / 7, "每7日不少于1次 · 4月至10月"),
        ("草坪施肥每年不少于4次。", "3月至10月", 4, "每年不少于4次"),
        ("巡回保洁每60分钟不少于1次。", "8:00-18:00，每60分钟1次", 3650, "每60分钟不少于1次 · 8:00-18:00"),
        ("巡回保洁每60分钟不少于1次。", "22:00至次日6:00", 2920, "每60分钟不少于1次 · 22:00至次日6:00"),
        ("每日8:00-18:00每2小时巡回保洁1次。", "", 1825, "每2小时巡回保洁1次 · 10h"),
        ("停用期间，每2小时巡视1次。", "全天", 4380, "每2小时巡视1次"),
        ("组织防火检查每半月不少于1次。", "", 24, "每半月不少于1次"),
        ("每年6月至9月，清理雨水口每周1次。", "", 52 * 122 / 365, "每周1次 · 6月至9月"),
    ],
)
def test_a_season_a_day_and_a_period_count_as_far_as_they_go(text, limit, occasions, words):
    basis = cost_of(read(text), HOUR, rates(events="repairs"), {"limit": limit}).basis[0]
    assert (basis.what, basis.source) == ("occasions", words)
    assert float(basis.value) == pytest.approx(occasions)


@pytest.mark.parametrize(
    ("text", "own", "fact"),
    [
        ("接到报修后，客服专员3分钟内派单，工程主管逐单核对。", "repairs", "repairs"),
        ("接到业主报修后，维修工应在30分钟内到场。", "repairs", "repairs"),
        ("维修工在上门30分钟前电话联系报修人。", "repairs", "repairs"),
        ("维修工上门时佩戴工牌、穿鞋套。", "repairs", "repairs"),
        ("接到紧急报修后，维修工15分钟内到达现场。", "repairs", "urgent_repairs"),
        ("紧急报修由维修工自接报起6小时内修复。", "repairs", "urgent_repairs"),
        ("小修由维修工自接报起24小时内修复。", "repairs", "minor_repairs"),
        ("投诉办结后，客服专员2日内回访投诉人。", "repairs", "complaints"),
        ("责任人自受理投诉起3日内书面答复投诉人。", "complaints", "complaints"),
        ("因缺配件不能修复的，维修工自确认起4小时内告知报修人。", "repairs", ""),
        ("收费维修由维修工先出示价目表。", "repairs", ""),
        ("漏水维修完工后，维修工3日内上门查看。", "repairs", ""),
        ("涉及人身安全的投诉，秩序主管自接报起10分钟内到达现场。", "complaints", ""),
        ("停水超过12小时的，自受理起6小时内启用应急供水。", "complaints", ""),
        ("来电未接通的，客服专员自来电起10分钟内回拨。", "calls", ""),
        ("派工单保存不少于2年。", "repairs", ""),
    ],
)
def test_a_fact_counts_a_clause_only_where_it_names_the_event_and_nothing_narrows_it(text, own, fact):
    assert event_counted(read(text), own) == fact


@pytest.mark.parametrize(
    ("text", "own", "provider", "fact"),
    [
        ("电梯安全管理员组织困人救援演练每半年不少于1次。", "lifts", "", ""),
        ("更换签到路线每周不少于1次。", "patrol_routes", "", ""),
        ("电梯完好率每月不低于99%。", "lifts", "", ""),
        ("水箱管理员巡查生活水泵每日不少于2次。", "water_tanks", "水箱管理员", "water_pumps"),
        ("擦拭信箱和公告栏每日不少于1次。", "lobbies", "", "lobbies"),
        ("绿化员每年11月30日前完成乔木涂白。", "", "", "trees"),
        ("清掏隔油池每7日不少于1次。", "sump_pumps", "", None),
        ("清倒果皮箱每日不少于3次。", "", "", None),
    ],
)
def test_places_multiply_only_what_is_done_at_each_of_them(text, own, provider, fact):
    assert place_counted(read(text), own, provider) == fact


def test_a_period_of_no_calendar_says_nothing():
    clause = read("每月清洗1次。")
    odd = replace(clause, requirements=(replace(clause.requirements[0], per="lot"),))
    assert occasions_a_year(odd, rates()) == "frequency"


def test_the_wage_is_that_of_who_acts():
    beside = {"provider": "客服专员、维修工"}
    basis = cost_of(read("接到报修后3分钟内派单。"), HOUR, rates(events="repairs"), beside).basis
    assert Basis("wage", Decimal(30), "wage_customer") in basis


def test_an_effort_counted_for_a_year_needs_neither_calendar_nor_places():
    effort = effort_of("30分钟×2人×12次/年")
    found = cost_of(read("缺配件的，2小时内告知报修人。"), effort, rates("toilets", "repairs"))
    assert (found.yearly, found.basis[0]) == (Decimal("240.00"), Basis("occasions", Decimal(12), "12次/年"))


def test_places_multiply():
    found = cost_of(read("大堂每日清扫2次。"), HOUR, rates(places="lobbies"))
    assert found.yearly == 730 * 3 * 20
    assert [each.what for each in found.basis] == ["occasions", "places", "hours", "wage", "material"]


@pytest.mark.parametrize(
    ("text", "effort", "given", "missing"),
    [
        ("大堂每日清扫2次。", None, rates(), ("effort",)),
        ("大堂无积水。", HOUR, rates(), ("frequency",)),
        ("来电铃响后3声内接听。", HOUR, rates(events="calls"), ("calls",)),
        ("大堂无积水。", HOUR, rates(events="calls"), ("cases",)),
        ("卫生间每日清扫2次。", HOUR, rates(places="toilets"), ("toilets",)),
        ("每月检查灭火器1次。", HOUR, rates(places="fire_pumps"), ("places",)),
        ("营业期间，每2小时巡视1次。", HOUR, rates(), ("hours",)),
        ("装修期内每日巡视1次。", HOUR, rates(), ("months",)),
        ("生长季每7日修剪1次。", HOUR, rates(), ("months",)),
        ("业主满意率每次不低于95%。", HOUR, rates(), ("frequency",)),
        ("大堂每日清扫2次。", HOUR, Rates({}, "", "", "order"), ("wage_order",)),
        ("大堂每日清扫2次。", HOUR, Rates(), ("trade",)),
        ("每班巡逻4次。", HOUR, Rates({"wage_cleaning": Decimal(1)}, "", "", "cleaning"), ("shifts",)),
    ],
)
def test_without_a_number_there_is_no_cost_and_it_is_named(text, effort, given, missing):
    found = cost_of(read(text), effort, given)
    assert (found.yearly, found.missing) == (None, missing)


def test_material_alone_asks_for_no_wage():
    assert cost_of(read("大堂每日清扫2次。"), effort_of("", "0.5元"), Rates()).yearly == 365


def test_costs_add_up_beside_those_that_are_not_known():
    known = cost_of(read("大堂每日清扫2次。"), HOUR, rates())
    assert total_of([known, known, cost_of(read("大堂无积水。"), HOUR, rates())]) == (known.yearly * 2, 1)


@pytest.mark.parametrize(
    ("time", "material", "effort"),
    [
        ("20分钟×1人", "2元", Effort(Decimal(20), Decimal(1), Decimal(2))),
        ("0.5小时x2人", "", Effort(Decimal(30), Decimal(2))),
        ("20分钟×1人×12次/年", "", Effort(Decimal(20), Decimal(1), Decimal(0), Decimal(12))),
        ("20分钟×每年12次", "", Effort(Decimal(20), Decimal(1), Decimal(0), Decimal(12))),
        ("0分钟×1人×12次/年", "2元", Effort(Decimal(0), Decimal(1), Decimal(2), Decimal(12))),
        ("15分", "¥1.5", Effort(Decimal(15), Decimal(1), Decimal("1.5"))),
        ("", "3", Effort(Decimal(0), Decimal(1), Decimal(3))),
        ("", "", None),
    ],
)
def test_an_effort_is_read_as_people_write_it(time, material, effort):
    assert effort_of(time, material) == effort


@pytest.mark.parametrize(
    ("time", "material"),
    [
        ("很久", ""),
        ("20", ""),
        ("20分钟×", ""),
        ("", "两元"),
        ("9999999分钟", ""),
        ("0分钟×0人", ""),
        ("20分钟×0人", ""),
        ("0分钟", "2元"),
    ],
)
def test_what_is_no_effort_is_refused(time, material):
    with pytest.raises(NoEffortError):
        effort_of(time, material)


@pytest.mark.parametrize(
    "written", [("20分钟×1人", "2元"), ("20分钟×1人×12次/年", ""), ("30分钟×2.5人", ""), ("", "0.5元")]
)
def test_what_is_printed_is_read_again(written):
    assert print_effort(effort_of(*written)) == written
