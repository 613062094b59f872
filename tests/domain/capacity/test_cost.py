"""What a year of a promise costs, each number with where it comes from."""

from __future__ import annotations

from decimal import Decimal

import pytest

from guicheng.domain.capacity import Basis, Effort, NoEffortError, Rates, cost_of, effort_of, print_effort, total_of
from guicheng.domain.clause.reader import read

FACTS = {
    "wage_cleaning": Decimal(20),
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


def test_places_multiply():
    found = cost_of(read("大堂每日清扫2次。"), HOUR, rates(places="lobbies"))
    assert found.yearly == 730 * 3 * 20
    assert [each.what for each in found.basis] == ["occasions", "places", "hours", "wage", "material"]


@pytest.mark.parametrize(
    ("text", "effort", "given", "missing"),
    [
        ("大堂每日清扫2次。", None, rates(), ("effort",)),
        ("大堂无积水。", HOUR, rates(), ("frequency",)),
        ("大堂无积水。", HOUR, rates(events="calls"), ("calls",)),
        ("大堂每日清扫2次。", HOUR, rates(places="toilets"), ("toilets",)),
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
        ("15分", "¥1.5", Effort(Decimal(15), Decimal(1), Decimal("1.5"))),
        ("", "3", Effort(Decimal(0), Decimal(1), Decimal(3))),
        ("", "", None),
    ],
)
def test_an_effort_is_read_as_people_write_it(time, material, effort):
    assert effort_of(time, material) == effort


@pytest.mark.parametrize(
    ("time", "material"), [("很久", ""), ("20", ""), ("20分钟×", ""), ("", "两元"), ("9999999分钟", "")]
)
def test_what_is_no_effort_is_refused(time, material):
    with pytest.raises(NoEffortError):
        effort_of(time, material)


@pytest.mark.parametrize("written", [("20分钟×1人", "2元"), ("30分钟×2.5人", ""), ("", "0.5元")])
def test_what_is_printed_is_read_again(written):
    assert print_effort(effort_of(*written)) == written
