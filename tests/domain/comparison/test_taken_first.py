"""What is told of two clauses by something that can be taken out of both: a part, a date, how many machines run."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked
from guicheng.domain.comparison.contained import compared_as_part
from guicheng.domain.comparison.dated import compared_by_dates
from guicheng.domain.comparison.graded import without_grade
from guicheng.domain.comparison.on_duty import compared_as_ready, compared_as_shifts
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.running import compared_as_running


def asked(first, second):
    return compare_asked(read(first), read(second))


def verdict(found):
    return found and found.verdict


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("全部水泵24小时运行。", "夜间停用其中一台水泵。", Verdict.CONFLICT),
        ("每晚只保留一台货梯运行。", "所有电梯24小时运行。", Verdict.CONFLICT),
        ("至少保证一台货梯24小时运行。", "全部货梯应24小时运行。", Verdict.LOOSER),
        ("全部货梯应24小时运行。", "至少保证一台货梯24小时运行。", Verdict.TIGHTER),
        ("至少保证一台货梯24小时运行。", "夜间停用其中一台货梯。", Verdict.COMPATIBLE),
        ("全部货梯应24小时运行。", "所有货梯全天候运行。", None),
        ("全部客梯应24小时运行。", "夜间停用其中一台水泵。", None),
        ("全部客梯应24小时运行。", "至少保证一台货梯24小时运行。", None),
        ("全部客梯应24小时运行。", "检修期间停用其中一台客梯。", None),
        ("全部客梯应24小时运行。", "客梯轿厢每日清洁2次。", None),
        ("客梯应24小时运行。", "夜间停用其中一台客梯。", None),
        ("24小时开放。", "夜间停用其中一台客梯。", None),
        ("全部客梯应24小时运行，夜间停用一台。", "夜间停用其中一台客梯。", None),
    ],
)
def test_all_that_run_are_more_than_a_few_of_them(a, b, wanted):
    found, swapped = compared_as_running(a, b), compared_as_running(b, a)
    assert verdict(found) is wanted
    assert verdict(swapped) is (wanted and wanted.swapped)


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("门卫每班值守12小时。", "门卫每班值守时间不得超过8小时。", Verdict.CONFLICT),
        ("门卫每班值守8小时。", "门卫每班值守时间不得超过8小时。", None),
        ("门卫每班值守12小时，累计轮休2天。", "门卫每班值守时间不得超过8小时。", None),
        ("锅炉工每班工作12小时。", "泳池救生每班工作时间不得超过8小时，每2小时一换，不得擅自离开岗位。", None),
        ("东门岗每班值守12小时。", "西门岗每班值守时间不得超过8小时。", None),
        ("保洁员每班工作12小时。", "绿化工每班工作时间不得超过8小时。", None),
    ],
)
def test_a_shift_is_no_longer_than_it_may_be(a, b, wanted):
    assert verdict(compared_as_shifts(a, b)) is wanted
    assert verdict(compared_as_shifts(b, a)) is wanted


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("电梯司机报到当日即独立操作。", "电梯司机培训合格后方可独立操作。", Verdict.CONFLICT),
        ("保洁员报到当日即上岗。", "保安员培训合格后方可上岗。", None),
        ("保安员培训合格后方可上岗，报到当日即上岗的须有人陪同。", "保安员培训合格后方可上岗。", None),
        ("保安员佩戴工牌上岗。", "保安员培训合格后方可上岗。", None),
    ],
)
def test_nobody_is_on_duty_at_once_who_has_to_be_trained_before(a, b, wanted):
    assert verdict(compared_as_ready(a, b)) is wanted
    assert verdict(compared_as_ready(b, a)) is wanted


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("能耗报表每月前3个工作日内提交。", "能耗报表每月3日前提交。", Verdict.LOOSER),
        ("能耗报表每月前3个工作日内提交。", "能耗报表每月8日前提交。", Verdict.CANNOT_COMPARE),
        ("能耗报表每月前3个工作日内提交。", "能耗报表每月28日前提交。", Verdict.TIGHTER),
        ("能耗报表每月前3个工作日内提交。", "绿篱每月8日前修剪。", None),
        ("能耗报表每月5日前提交。", "能耗报表每月8日前提交。", None),
        ("食堂晚餐后1小时内清扫。", "食堂每日20:00前清扫。", Verdict.CANNOT_COMPARE),
        ("食堂晚餐后1小时内清扫。", "草坪每日20:00前浇水。", None),
    ],
)
def test_a_date_stands_to_workdays_as_any_calendar_allows(a, b, wanted):
    assert verdict(compared_by_dates(a, b, asked)) is wanted
    assert verdict(compared_by_dates(b, a, asked)) is (wanted and wanted.swapped)


@pytest.mark.parametrize(
    ("core", "wanted"),
    [
        (Verdict.EQUAL, Verdict.LOOSER),
        (Verdict.LOOSER, Verdict.LOOSER),
        (Verdict.TIGHTER, Verdict.COMPATIBLE),
        (Verdict.CONFLICT, Verdict.CONFLICT),
        (Verdict.CANNOT_COMPARE, None),
    ],
)
def test_a_clause_of_a_part_binds_no_more_than_one_of_the_whole(core, wanted):
    part, whole = "水泵房每日巡检1次。", "所有设备机房每日巡检1次。"
    assert verdict(compared_as_part(part, whole, lambda _a, _b: Pairing(core))) is wanted
    assert verdict(compared_as_part(whole, part, lambda _a, _b: Pairing(core))) is (wanted and wanted.swapped)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("水泵房每日巡检1次。", "除水泵房以外的所有设备机房每日巡检1次。"),
        ("水泵房每日巡检1次。", "包括水泵房在内的所有设备机房每日巡检1次。"),
        ("投诉无论实名还是匿名均须登记。", "投诉无论书面还是口头均须登记。"),
        ("电话投诉须登记。", "投诉无论书面还是口头均须登记。"),
        ("口头和书面投诉须登记。", "投诉无论书面还是口头均须登记。"),
    ],
)
def test_what_is_no_part_of_the_other_is_told_elsewhere(a, b):
    assert compared_as_part(a, b, asked) is None


def test_a_part_is_one_whichever_of_two_cases_it_is():
    whole = "投诉无论书面还是口头，均须在3日内答复。"
    assert verdict(compared_as_part("书面投诉须在3日内答复。", whole, asked)) is Verdict.LOOSER
    assert verdict(compared_as_part(whole, "口头投诉须在3日内答复。", asked)) is Verdict.TIGHTER


def test_a_grade_by_which_both_go_is_passed_over():
    assert asked("一级：楼道每日清扫2次。", "执行一级标准，楼道每日清扫1次。").verdict is Verdict.TIGHTER


def test_one_grade_by_which_both_go_tells_nothing():
    assert without_grade("一级：每日1次", "按一级标准，每日2次") == ("每日1次", "每日2次")
    assert without_grade("一级：每日1次", "按二级标准，每日2次") is None
    assert without_grade("一级：每日1次", "每日2次") is None
