"""What answers stand for, where two of them meet, and what they leave between them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.domain.process.tables import row, table

from guicheng.domain.process import check_table
from guicheng.domain.process.answers import gaps, overlap, read_answer, unanswered

END = "结束"


@pytest.mark.parametrize(
    ("text", "low", "high", "low_open", "high_open"),
    [
        ("3-5处", 3, 5, False, False),
        ("3处至5处", 3, 5, False, False),
        ("超过3处", 3, None, True, False),
        ("3处以外", 3, None, True, False),
        ("不少于3处", 3, None, False, False),
        ("3处以上", 3, None, False, False),
        ("3处以下", 0, 3, False, False),
        ("不超过3处", 0, 3, False, False),
        ("不足3处", 0, 3, False, True),
        ("=3", 3, 3, False, False),
        ("3处", 3, 3, False, False),
        ("75≤得分<90", 75, 90, False, True),
        ("75<得分≤90分", 75, 90, True, False),
        ("75分以上不足90分", 75, 90, False, True),
        ("≥75分且<90分", 75, 90, False, True),
        ("count>3&&count<5", 3, 5, True, True),
    ],
)
def test_numbers_are_read_with_their_ends(text, low, high, low_open, high_open):
    (found,) = read_answer(text).ranges
    assert found.low == low
    assert found.high == high if high is not None else found.high > 10**9
    assert (found.low_open, found.high_open) == (low_open, high_open)


@pytest.mark.parametrize("text", ["", "否则", "其他", "不合格/其他"])
def test_what_is_left_is_known_by_its_words(text):
    assert read_answer(text).otherwise


def test_a_list_holds_words_and_numbers():
    found = read_answer("紧急/3处以上")
    assert (found.words, len(found.ranges)) == (frozenset({"紧急"}), 1)


@pytest.mark.parametrize(
    ("first", "second", "met"),
    [
        ("否则", "其他", ""),
        ("否则", "紧急", None),
        ("紧急/较急", "较急", "较急"),
        ("3处以下", "3处以上", "3处"),
        ("不足3处", "3处以上", None),
        ("超过3处", "不超过3处", None),
        ("超过3处", "不超过5处", "5处"),
        ("超过3处", "超过5处", "6处"),
        ("超过3处", "不足5处", "4处"),
        ("超过3处", "不足4处", None),
        ("超过3米", "不足4米", "3.5米"),
        ("3处以下", "5处以上", None),
        ("3处以下", "2米以下", None),
        ("漏点3处以下", "裂缝2处以下", None),
    ],
)
def test_two_answers_meet_at_a_word_or_a_number(first, second, met):
    assert overlap(read_answer(first), read_answer(second)) == met


@pytest.mark.parametrize(
    ("answers", "hole"),
    [
        (("3处以上", "5处以上"), "2处"),
        (("3处以下", "5处以上"), "4处"),
        (("3处以下", "4处以上"), None),
        (("不足3处", "超过3处"), "3处"),
        (("不足3处", "5处以上"), "3处"),
        (("不足3处", "超过5处"), "3处"),
        (("3处以下", "超过4处"), "4处"),
        (("2处以下", "不足5处", "5处以上"), None),
        (("5处以下", "不足3处", "超过5处"), None),
        (("1.5米以下", "2米以上"), "1.75米"),
        (("不足1.5米", "2米以上"), "1.5米"),
        (("1处以下", "2-3处"), "4处"),
        (("1处以下", "不足5处"), "5处"),
        (("60分以下", "60-100分"), None),
        (("60分以下", "60-90分"), "91分"),
        (("60分以下", "不足100分"), "100分"),
    ],
)
def test_the_number_between_answers_is_named(answers, hole):
    assert gaps([read_answer(text).ranges[0] for text in answers]) == hole


def test_listed_answers_without_a_way_are_named():
    assert unanswered(["优", "良"], [read_answer("其他")]) == []
    assert unanswered(["优", "3处"], [read_answer("优"), read_answer("2处以上")]) == []
    assert unanswered(["优", "1处", "差"], [read_answer("优"), read_answer("2处以上")]) == ["1处", "差"]


@pytest.mark.parametrize(
    ("code", "rows"),
    [
        ("overlapping-routes", [row(1, "2；3"), row(2, END), row(3, END)]),
        ("overlapping-routes", [row(1, "否则→2；其他→3"), row(2, END), row(3, END)]),
    ],
)
def test_two_ways_that_are_open_alike_are_found(code, rows):
    assert code in {finding.code for finding in check_table(table(*rows)).findings}


def test_an_alarm_takes_a_case_past_a_merge_and_back_in_a_circle():
    rows = [row(1, "3", late="1小时改派→2；2小时改派→4"), row(2, "3", late="1小时改派→1"), row(3, END), row(4, "3")]
    (found,) = check_table(table(*rows)).findings
    assert (found.code, found.steps) == ("escalation-loop", ("1", "2"))


def test_a_range_beside_a_word_leaves_no_gap_to_speak_of():
    assert check_table(table(row(1, "3处以上→2；急→2"), row(2, END))).sound
    assert Fraction(3) == read_answer("三处以上").ranges[0].low
