"""What an order seems to be about, by the words in which it was reported; and whose turn it is."""

from __future__ import annotations

import pytest

from guicheng.domain.comparison.vocabulary import shipped_vocabulary
from guicheng.domain.orders import OrderKind, PlaceName, next_in_turn, suggest
from guicheng.domain.orders.words import words_of

PLACES = [
    PlaceName("3", ("3栋",)),
    PlaceName("3-1-T", ("3栋", "1单元", "电梯厅")),
    PlaceName("3-2-T", ("3栋", "2单元", "电梯厅")),
    PlaceName("5-2-T", ("5栋", "2单元", "电梯厅")),
]


@pytest.mark.parametrize(
    ("words", "kind", "urgent", "category"),
    [
        ("3栋2单元电梯厅灯不亮", OrderKind.REPAIR, False, ""),
        ("厨房水管爆裂，水漏到楼下", OrderKind.REPAIR, True, "leak"),
        ("电梯困人了", OrderKind.REPAIR, True, "lift_rescue"),
        ("投诉保安态度差", OrderKind.COMPLAINT, False, "complaint"),
        ("楼上装修太吵", OrderKind.COMPLAINT, False, ""),
        ("请问装修押金怎么退", OrderKind.CONSULTATION, False, "fitout_deposit"),
        ("单元门锁坏了，不急，有空来看看", OrderKind.REPAIR, False, ""),
        ("想借一辆推车", OrderKind.OTHER, False, ""),
        ("意见建议", OrderKind.CONSULTATION, False, "suggestion"),
        ("道闸杆不抬", OrderKind.REPAIR, False, ""),
        ("会所几时开放呢", OrderKind.CONSULTATION, False, ""),
        ("感谢管家送来锦旗", OrderKind.OTHER, False, ""),
    ],
)
def test_words_tell_kind_urgency_and_matter(words, kind, urgent, category):
    found = suggest(words)
    assert (found.kind, found.urgent, found.category) == (kind, urgent, category)


def test_the_words_that_decide_are_named():
    assert suggest("5栋1201厨房水管爆裂").because == "爆裂"
    assert suggest("水管爆裂但不急").because == "不急"
    assert suggest("灯不亮").because == ""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("3栋2单元电梯厅灯不亮", "3-2-T"),
        ("5栋2单元电梯厅灯不亮", "5-2-T"),
        ("3栋门口有积水", "3"),
        ("电梯厅灯不亮", "3-1-T"),
        ("地库灯不亮", ""),
    ],
)
def test_a_place_is_found_by_its_name_and_those_around_it(words, code):
    assert suggest(words, PLACES).place == code


def test_a_company_s_own_words_name_matters_too():
    own = shipped_vocabulary().over({"小蜜蜂": "leak"})
    assert suggest("小蜜蜂坏了", vocabulary=own).category == "leak"


def test_turns_go_round_and_those_who_never_had_one_come_first():
    given, had = {}, []
    for number in range(6):
        name = next_in_turn(["c", "a", "b"], given)
        had.append(name)
        given[name] = number
    assert had == ["a", "b", "c", "a", "b", "c"]
    assert next_in_turn(["a", "d"], given) == "d"
    assert next_in_turn([], given) is None


def test_every_group_of_words_is_whole():
    assert set(words_of("kind")) == set(words_of("speaks")) == set(OrderKind)
    assert words_of("thing").keys() == words_of("fault").keys() == {"any"}
    with pytest.raises(KeyError):
        words_of("nonsense")
