"""Numbers of an order on which it hangs which clause it is held to."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.orders import (
    About,
    Need,
    OrderKind,
    StageName,
    Standing,
    applying,
    depending,
    needs_from,
    needs_json,
    promise_of,
)
from guicheng.domain.targets.binding import Source, bind

NOON = datetime(2026, 11, 25, 12)
MANY = "影响30户以上的停水，维修工自接报起2小时内到场；影响10户以上不足30户的，4小时内到场。"
ANY = "接到停水报修后，维修工8小时内到场。"
LONG = "停电超过8小时的，维修工自接到报修起2小时内到场。"
AREA = "漏水面积超过10平方米的，维修工自接报起1小时内到场。"


def promises(*texts):
    found = []
    for number, text in enumerate(texts):
        clause = read(text)
        for position, each in enumerate(bind(clause)):
            if each.source is Source.EVENTS:
                made = promise_of(
                    clause, each.term, key=f"{number:02}", position=position, start=each.start.key,
                    start_words=each.start.words, end=each.end.key,
                )  # fmt: skip
                found += [made] if made else []
    return found


def about(words, *, urgent=False, **numbers):
    said = {unit: Decimal(value) for unit, value in numbers.items()}
    return About(OrderKind.REPAIR, urgent, "", words, NOON, said)


def hours(texts, said):
    """Return the limit that governs the way there, in hours, and those that hang on a number with how they stand."""
    made = promises(*texts)
    governing = [
        int(each.promise.limit.value)
        for each in applying(made, said)
        if each.governs and each.stage is StageName.ARRIVE
    ]
    open_to = {int(each.promise.limit.value): each.standing.value for each in depending(made, said)}
    return governing, open_to


@pytest.mark.parametrize(
    ("said", "governing", "left"),
    [
        ({"户": 40}, [2], {4: "unmet"}),
        ({"户": 30}, [2], {4: "unmet"}),
        ({"户": 29}, [4], {2: "unmet"}),
        ({"户": 10}, [4], {2: "unmet"}),
        ({"户": 9}, [8], {2: "unmet", 4: "unmet"}),
        ({}, [8], {2: "open", 4: "open"}),
        ({"人": 40}, [8], {2: "open", 4: "open"}),
    ],
)
def test_how_many_households_are_hit_decides_which_clause_holds(said, governing, left):
    assert hours([MANY, ANY], about("3栋停水", **said)) == (governing, left)


def test_a_clause_with_a_number_holds_for_its_own_matter_only():
    assert hours([MANY], about("电梯门关不上", 户=40)) == ([], {})
    assert hours([MANY], about("家里没水", 户=40)) == ([2], {4: "unmet"})


@pytest.mark.parametrize(("minutes", "holds"), [("480", False), ("480.5", True), ("500", True)])
def test_more_than_leaves_the_number_itself_out_and_hours_are_asked_in_minutes(minutes, holds):
    assert bool(hours([LONG], about("整栋停电", minute=minutes))[0]) is holds


def test_areas_are_asked_too():
    assert hours([AREA], about("地下室漏水", 平方米=12))[0] == [1]
    assert hours([AREA], about("地下室漏水", 平方米=10)) == ([], {1: "unmet"})


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("影响户数不少于30户的停水，2小时内修复。", [("户", 30, None, False, False)]),
        ("3人以上投诉的，客服主管自接报起30分钟内到达现场。", [("人", 3, None, False, False)]),
        ("接到停水报修后，维修工2小时内到场。", []),
        ("影响30户以上的停水，1小时内到场，其他停水4小时内到场。", [("户", 30, None, False, False)]),
        ("停水1小时内到场，影响30户以上的停水半小时内到场。", [("户", 30, None, False, False)]),
    ],
)
def test_the_nearest_numbers_before_a_bound_are_asked_for(text, needs):
    found = [(need.unit, need.low, need.high, need.above, need.below) for each in promises(text) for need in each.needs]
    assert found == needs


def test_what_nobody_can_be_asked_for_bounds_no_order():
    for text in (
        "满意率低于80%的投诉，客服主管自受理起3日内答复。",
        "超过30分钟仍未到场的，工程主管自接报起1小时内到场。",
        "交付满2年的，维修工自接报起3日内修复。",
    ):
        assert not [each for each in promises(text) if each.limit.value in {3, 1}], text


def test_every_number_of_a_clause_has_to_be_met():
    [both] = promises("影响30户以上且停水超过8小时的，维修工自接报起2小时内到场。")
    assert {need.unit for need in both.needs} == {"户", "minute"}
    said = {"户": Decimal(40)}
    assert [need.standing(said) for need in both.needs] == [Standing.MET, Standing.OPEN]


def test_needs_are_kept_as_they_are():
    needs = (Need("户", Decimal(10), Decimal(30), below=True), Need("minute", Decimal("480.5"), above=True))
    assert needs_from(needs_json(needs)) == needs
