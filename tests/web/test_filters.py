from __future__ import annotations

import pytest
from django.http import QueryDict

from guicheng.web.filters import Filters, chips, choices


def filters(text):
    return Filters.of(QueryDict(text))


def test_an_address_without_filters_leaves_nothing_out():
    assert not filters("").any
    assert filters("").query == ""


def test_filters_come_back_from_the_address_they_make():
    chosen = filters("state=unread&code=MH001&q=到场")
    assert Filters.of(QueryDict(chosen.query)) == chosen
    assert chosen.any


@pytest.mark.parametrize(
    "text", ["state=sleeping", "severity=fatal", "section=-1", "section=1;drop", "section=²", "q=%20"]
)
def test_what_a_filter_cannot_be_is_left_out(text):
    assert not filters(text).any


def test_a_search_of_any_length_is_cut():
    assert len(filters("q=" + "长" * 5000).q) == 100


def test_each_chip_removes_its_own_filter_and_keeps_the_others():
    found = chips(filters("state=unread&q=到场"), lambda _index: "")
    assert [chip.label for chip in found] == ["状态：读不懂", "文字：到场"]
    assert [Filters.of(QueryDict(chip.without)).any for chip in found] == [True, True]
    assert Filters.of(QueryDict(found[0].without)) == Filters(q="到场")


def test_a_brace_in_a_search_is_text():
    assert chips(filters("q={value}"), lambda _index: "")[0].label == "文字：{value}"


def test_a_choice_shows_how_many_clauses_it_holds():
    (choice,) = choices(filters("state=read"), {"state": [("read", "已读", 86), ("unread", "读不懂", 4)]})
    assert [(option.label, option.chosen) for option in choice.options] == [("已读 86", True), ("读不懂 4", False)]
