"""Plans for parts of a year, a month, a week or a day: whether one keeps another, and how clauses are read as plans."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked
from guicheng.domain.comparison.rounds import Round, keeps

SUMMER = frozenset({6, 7, 8})
WARM = frozenset(range(4, 11))


@pytest.mark.parametrize(
    ("mine", "theirs", "wanted"),
    [
        ([Round(1, "year", "春"), Round(1, "year", "秋")], [Round(2, "year")], True),
        ([Round(3, "year")], [Round(1, "year", "春")], False),
        ([Round(2, "year", "春")], [Round(1, "year", "春")], True),
        ([Round(1, "year", "春")], [Round(2, "year", "春")], False),
        ([Round(1, "year", "汛期前")], [Round(1, "year", "汛期后")], False),
        # Whether the two are one moment, or a month has it, only the calendar tells.
        ([Round(1, "year", "汛期前")], [Round(1, "year", "春")], None),
        ([Round(1, "month")], [Round(1, "year", "春")], None),
        ([Round(1, "day", "7:00前")], [Round(3, "week")], True),
        ([Round(2, "month", "", WARM), Round(1, "month", "", frozenset({11}))], [Round(15, "year")], True),
        ([Round(2, "month", "", WARM), Round(1, "month", "", frozenset({11}))], [Round(16, "year")], False),
        # Months that two rounds share count once.
        ([Round(2, "month", "", WARM), Round(3, "month", "", SUMMER)], [Round(15, "year")], False),
        ([Round(1, "week", "", WARM)], [Round(28, "year")], True),
        ([Round(1, "week", "", frozenset({1, 7}))], [Round(7, "year")], False),
        ([Round(1, "month")], [Round(12, "year")], True),
        ([Round(1, "week", "", WARM)], [Round(2, "month", "", SUMMER)], True),
        ([Round(1, "week", "", SUMMER)], [Round(1, "month", "", WARM)], False),
        ([Round(8, "year", "", SUMMER)], [Round(8, "year")], True),
        ([Round(8, "year")], [Round(8, "year", "", SUMMER)], False),
    ],
)
def test_a_plan_keeps_another_where_each_of_its_rounds_follows(mine, theirs, wanted):
    assert keeps(mine, theirs) is wanted


def asked(a, b):
    found, swapped = compare_asked(read(a), read(b)).verdict, compare_asked(read(b), read(a)).verdict
    assert found is swapped.swapped
    return found


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("外墙春季、秋季各清洗1次。", "外墙全年清洗2次。", Verdict.TIGHTER),
        ("外墙每年四月和十月各清洗1次。", "外墙每年清洗2次。", Verdict.TIGHTER),
        ("草坪11月至次年2月修剪2次。", "草坪每年修剪1次。", Verdict.TIGHTER),
        ("管廊每月上旬、下旬各巡查1次。", "管廊每月巡查1次。", Verdict.TIGHTER),
        ("垃圾桶每周一、周四各清洗1次。", "垃圾桶每周清洗1次。", Verdict.TIGHTER),
        ("走廊每天18:00以前巡查1次。", "走廊每日巡查1次。", Verdict.TIGHTER),
        ("管廊每月上、下半月各巡查1次。", "管廊每月巡查2次。", Verdict.TIGHTER),
        ("管廊每年上半年、下半年各巡查1次。", "管廊每年巡查2次。", Verdict.TIGHTER),
        ("外墙春季清洗1次。", "草坪每年修剪1次。", Verdict.DISJOINT),
        ("雨水井每年春季清掏1次。", "雨水井每年汛期前清掏1次。", None),
        # What is said of when has to have its number, and one moment one number.
        ("外墙春季、秋季清洗1次。", "外墙每年清洗2次。", None),
        ("外墙7月、8月清洗1次。", "外墙每年清洗1次。", None),
        ("外墙春季清洗1次，每月巡查。", "外墙每年清洗1次。", None),
        ("外墙春季清洗1次，由专业公司施工。", "外墙每年清洗1次。", None),
        ("夏季草坪每周浇水1次。", "草坪每周浇水1次。", Verdict.LOOSER),
        ("外墙清洗2次。", "外墙春季清洗1次。", None),
        ("6月至8月每月消杀1次。", "11月至2月每月消杀1次。", None),
        ("每年春季1次。", "外墙每年清洗1次。", None),
    ],
)
def test_words_for_when_are_told_by_themselves(a, b, wanted):
    assert wanted in {asked(a, b), None}


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        (
            "图书室9:00-21:00开放，开放期间每90分钟消毒一次。",
            "图书室9:00-21:00开放，开放期间消毒8次。",
            Verdict.TIGHTER,
        ),
        (
            "图书室9:00-21:00开放，开放期间每半小时通风一次。",
            "图书室9:00-21:00开放，开放期间通风8次。",
            Verdict.TIGHTER,
        ),
        (
            "图书室9:00-21:00开放，开放期间每2小时通风一次。",
            "图书室9:00-21:00开放，开放期间通风8次。",
            Verdict.COMPATIBLE,
        ),
        (
            "图书室9:00-21:00开放，开放期间每2小时通风一次。",
            "图书室9:00-21:00开放，开放期间每小时通风一次。",
            Verdict.LOOSER,
        ),
        ("图书室9:00-21:00开放，开放期间每2小时通风一次。", "图书室9:00-21:00开放，开放期间巡查2次。", None),
    ],
)
def test_a_gap_leaves_so_many_times_in_opening_hours(a, b, wanted):
    assert wanted in {asked(a, b), None}


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("周一至周五，前台每日消毒3次。", "周六、周日，前台每日消毒1次。", Verdict.DISJOINT),
        ("周一至周五，前台每日消毒3次。", "周末，前台每日消毒1次。", Verdict.DISJOINT),
        ("周一至周五，前台每日消毒3次。", "周五至周日，前台每日消毒1次。", None),
        ("周一至周五，前台每日消毒3次。", "周六、周日，草坪每日浇水1次。", Verdict.DISJOINT),
    ],
)
def test_clauses_on_other_days_of_the_week_never_meet(a, b, wanted):
    found = asked(a, b)
    assert wanted in {found, None}
    assert (found is Verdict.DISJOINT) == (wanted is Verdict.DISJOINT)
