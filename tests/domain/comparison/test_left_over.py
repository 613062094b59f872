"""Which words a missing fact names."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import compare_asked
from guicheng.domain.comparison.left_over import in_words, words_in
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.verdict import Verdict


@pytest.mark.parametrize(
    ("over", "text", "words"),
    [
        ("涉身安全", "涉及人身安全的投诉，秩序主管15分钟内到场", "涉及人身安全"),
        ("说明原", "说明原因", "说明原"),
        ("病虫危", "受病虫危害的叶片；病虫", "病虫危、病虫"),
        # What stands between must be no comma, and characters of a synonym stand nowhere.
        ("甲乙", "甲，乙", "甲乙"),
        ("致电", "打电话", "致电"),
        ("致电", "上门", "致电"),
    ],
)
def test_left_over_characters_are_told_as_words_of_the_clause(over, text, words):
    assert words_in(over, text) == words


def told(a, b):
    return compare_asked(read(a), read(b)).missing


def test_what_only_one_clause_says_is_told_so():
    a, b = "巡更人员每到一个点位，须打卡留痕。", "每到一处点位，巡更人员必须打卡。"
    for found in (told(a, b), told(b, a)):
        assert "only one of the two" in found.text
        assert found.fields["a"] == "留痕"


def test_what_both_say_in_other_words_is_told_of_both():
    found = told("沙发茶几等大件垃圾须登记造册。", "床垫衣柜等大件垃圾须登记造册。")
    assert "are the same" in found.text
    assert "沙发" in found.fields["a"]
    assert "床垫" in found.fields["b"]


def test_another_missing_fact_stays_as_it_is():
    plain = Pairing(Verdict.DISJOINT)
    assert in_words(plain, "甲", "乙") is plain
    open_ = Pairing(Verdict.CANNOT_COMPARE, missing=told("小修接报后及时修复", "小修接报后24小时内修好"))
    assert in_words(open_, "甲", "乙") is open_
