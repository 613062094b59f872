"""Two clauses that differ in a respect that is told by itself: begun or done, a half or the whole, rest or none."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked
from guicheng.domain.comparison.halves import half_of


def asked(a, b):
    found, swapped = compare_asked(read(a), read(b)).verdict, compare_asked(read(b), read(a)).verdict
    assert found is swapped.swapped
    return found


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("雪停后2小时内开始扫雪。", "雪停后2小时内扫雪完毕。", Verdict.LOOSER),
        ("雪停后1小时内开始扫雪。", "雪停后2小时内扫雪完毕。", Verdict.COMPATIBLE),
        ("扫雪须在雪停后2小时内开始。", "扫雪须在雪停后2小时内完成。", Verdict.LOOSER),
        # Where nothing is said of the end, the beginning may be all there is.
        ("雪停后2小时内开始扫雪。", "雪停后3小时内扫雪。", Verdict.TIGHTER),
        # Other work is no end of this one.
        ("雪停后2小时内开始扫雪。", "投诉2小时内办结。", Verdict.DISJOINT),
        # What nobody can keep stays so.
        ("大堂晨间拖洗当日开始。", "大堂晨间拖洗次日完成。", Verdict.CONFLICT),
    ],
)
def test_who_is_done_has_begun(a, b, wanted):
    assert asked(a, b) is wanted


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("草坪每周浇水2次，雨天可停浇。", "草坪每周浇水3次，雨天照常。", Verdict.LOOSER),
        ("草坪每周浇水3次，雨天可停浇。", "草坪每周浇水2次，雨天照常。", Verdict.COMPATIBLE),
        ("草坪每周浇水2次，雨天可停浇。", "大堂每日巡查2次，雨天照常。", Verdict.DISJOINT),
    ],
)
def test_what_may_rest_binds_less(a, b, wanted):
    assert asked(a, b) is wanted


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("东门及西门的岗亭每日擦拭一次。", "东门的岗亭每日擦拭两次。", Verdict.COMPATIBLE),
        ("东门及西门的岗亭每日擦拭一次。", "东门的绿篱每月修剪一次。", Verdict.DISJOINT),
    ],
)
def test_both_halves_are_more_than_one(a, b, wanted):
    assert asked(a, b) is wanted


@pytest.mark.parametrize(
    ("text", "other", "half"),
    [
        ("主出入口和次出入口每周清洗", "主出入口每周清洗一次", "主出入口每周清洗"),
        ("机动车道和非机动车道每周清洗", "非机动车道每周清洗", "非机动车道每周清洗"),
        ("东、西两侧每周清洗", "西侧每周清洗", "西侧每周清洗"),
        # Either will do, both are named, neither is; numbers that count tell no halves.
        ("东门或西门及北门每周清洗", "东门每周清洗", None),
        ("东门及西门每周清洗", "西门、东门每周清洗", None),
        ("东门及西门每周清洗", "岗亭每周清洗", None),
        ("一、二次供水每周清洗", "一次供水每周清洗", None),
        ("前及西门每周清洗", "前门每周清洗", None),
    ],
)
def test_a_half_is_told_by_one_word(text, other, half):
    assert half_of(text, other) == half
