"""Two sets of clauses: which are set beside one another, and which answer holds."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Pairing, Verdict
from guicheng.domain.standard.beside import set_beside
from guicheng.domain.standard.between import compare_sets, settled


def told(first, second):
    answers = compare_sets([read(text) for text in first], [read(text) for text in second])
    return [(mine, theirs, pairing.verdict.name) for mine, theirs, pairing in answers]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # Known by the vocabulary, and known by their words alone.
        (
            ["投诉3日内答复", "大堂每日清扫2次"],
            ["大堂每天扫3遍", "投诉5日内答复"],
            [(0, 1, "TIGHTER"), (1, 0, "LOOSER")],
        ),
        (
            ["楼道小广告发现后30分钟内清除", "着装整齐"],
            ["楼道内的小广告自发现起2小时内清除干净", "大堂每日清扫2次"],
            [(0, 0, "TIGHTER")],
        ),
        # What measures nothing: a ban beside what it forbids, and one sentence in both.
        (
            ["各楼疏散门任何时候不得上锁", "大堂每日清扫2次"],
            ["投诉5日内答复", "23:00以后，各楼疏散门一律上锁"],
            [(0, 1, "CONFLICT")],
        ),
        (["电动车不得进楼", "大堂每日清扫2次"], ["电动车不得进楼", "投诉5日内答复"], [(0, 0, "EQUAL")]),
        # Other things in some of the same words are not set beside one another.
        (["大堂每日清扫2次", "投诉5日内答复"], ["草坪每月修剪1次", "垃圾每日清运1次"], []),
        # A single clause beside a single one is answered in any case.
        (["大堂每日清扫2次"], ["草坪每月修剪1次"], [(0, 0, "DISJOINT")]),
        (
            ["着装整齐"],
            ["草坪每月修剪1次"],
            [(0, 0, set_beside(read("着装整齐"), read("草坪每月修剪1次")).verdict.name)],
        ),
        ([], ["草坪每月修剪1次"], []),
    ],
)
def test_clauses_about_one_thing_are_found_and_answered(first, second, expected):
    assert told(first, second) == expected


def test_the_answers_are_those_of_pairs():
    first = ["客服热线24小时有人接听", "灭火器每季度检查一次", "夜间巡逻每2小时一次"]
    second = ["客服热线人工接听时间为每日8:00—20:00", "公共区域灭火器每月逐一检查一次", "园区夜间巡逻每小时一次"]
    expected = [set_beside(read(a), read(b)).verdict.name for a, b in zip(first, second, strict=True)]
    assert [row[2] for row in told(first, second) if row[0] == row[1]] == expected


def test_each_of_several_promises_keeps_its_own_answer():
    # The second promise may stand elsewhere in the first set: the first is kept all the same.
    answers = told(["大堂每日清扫3次", "投诉5日内答复"], ["大堂每日清扫2次，电梯轿厢每日消毒1次", "草坪每月修剪1次"])
    assert answers == [(0, 0, "TIGHTER")]


ASKED = {verdict: Pairing(verdict) for verdict in Verdict}


@pytest.mark.parametrize(
    ("asked", "found", "promises", "others", "expected"),
    [
        ("DISJOINT", "LOOSER", 1, 1, None),
        ("LOOSER", None, 1, 2, "LOOSER"),
        ("TIGHTER", "LOOSER", 1, 2, "TIGHTER"),
        ("CANNOT_COMPARE", "TIGHTER", 1, 2, "TIGHTER"),
        ("CANNOT_COMPARE", "TIGHTER", 1, 1, "CANNOT_COMPARE"),
        ("COMPATIBLE", "LOOSER", 2, 1, "LOOSER"),
        ("COMPATIBLE", "LOOSER", 1, 1, "COMPATIBLE"),
        ("COMPATIBLE", "TIGHTER", 2, 1, "COMPATIBLE"),
    ],
)
def test_which_answer_holds(asked, found, promises, others, expected):
    said = settled(ASKED[Verdict[asked]], ASKED[Verdict[found]] if found else None, promises, others)
    assert (said and said.verdict.name) == expected
