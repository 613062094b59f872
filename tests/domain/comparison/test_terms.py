"""Clauses into promises, and what a promise depends on beside its bound."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from guicheng.domain.clause import Kind, Requirement
from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import (
    Facts,
    Verdict,
    compare,
    compare_clauses,
    compare_in_common,
    shipped_vocabulary,
    terms_of,
)
from guicheng.domain.comparison.amounts import kept_of, limit_of, times_of
from guicheng.domain.comparison.bounds import Act, Hours, Polarity, Range, Rank, Tally, Unread
from guicheng.domain.comparison.facets import described, masks, with_seasons
from guicheng.domain.comparison.pairing import kept_by
from guicheng.domain.comparison.scope import ANYWHERE, EVERY, Condition, Scope
from guicheng.domain.comparison.vocabulary import Vocabulary
from guicheng.domain.values import Span


def terms(text, **given):
    return terms_of(read(text), **given)


def term(text, **given):
    return terms(text, **given)[0]


def verdict(a, b, facts=None):
    found = compare(a, b, facts or Facts())
    turned = compare(b, a, facts or Facts())
    assert turned.verdict is found.verdict.swapped
    return found.verdict


def minutes_of(text):
    bound = term(text).bound
    assert isinstance(bound, Hours)
    return [(bound.minutes >> day * 1440 & (1 << 1440) - 1).bit_count() for day in range(7)]


@pytest.mark.parametrize(
    ("text", "daily"),
    [
        ("前台8:00-18:00接待", [600] * 7),
        ("装修施工时间为22:00至次日6:00", [480] * 7),
        ("前台周一至周五8:00-18:00接待", [600] * 5 + [0, 0]),
        ("前台周末8:00-18:00接待", [0] * 5 + [600] * 2),
        ("前台周二、周四8:00-18:00接待", [0, 600, 0, 600, 0, 0, 0]),
    ],
)
def test_hours_stand_on_the_days_they_are_said_of(text, daily):
    assert minutes_of(text) == daily


def test_weekdays_of_a_count_are_no_hours_of_their_own():
    counted, placed = terms("每周一、三清运垃圾")
    assert counted.bound == Tally(Fraction(2), None, "week")
    assert (placed.key.attribute, placed.bound) == ("placed", Act(Polarity.MUST))


def test_weekdays_that_run_over_the_end_of_the_week_are_left_open():
    assert isinstance(term("客服每周五至周一接待").bound, Unread)


@pytest.mark.parametrize("text", ["本标准适用于住宅小区。", "超过10年"])
def test_a_note_promises_nothing(text):
    assert terms(text) == ()


def test_a_grade_is_a_rank():
    assert term("按三星级标准提供服务").bound == Rank(3, "星")


def test_a_ban_beside_a_number_is_a_promise_too():
    keys = [each.key.attribute for each in terms("报修30分钟内到场，不得收受业主礼品")]
    assert keys == ["deadline", "act"]


def test_a_proviso_is_no_ban():
    assert [each.key.attribute for each in terms("投诉不能当场答复的，5日内答复")] == ["deadline"]


def test_words_that_were_not_understood_are_kept():
    (only,) = terms("报修3到场")
    assert (only.key.attribute, only.bound) == ("?", Unread("3"))


def requirement(kind, op, unit, **given):
    told = {"per": None, "trigger": None, "action": None, "condition": None, "pattern": ""} | given
    return Requirement(kind=kind, op=op, value=Decimal(1), unit=unit, span=Span(0, 1), **told)


def test_a_time_in_no_unit_of_time_is_no_bound():
    assert limit_of(requirement(Kind.TIME_LIMIT, "<=", "班"), "1班内") is None
    assert limit_of(requirement(Kind.TIME_LIMIT, ">=", "hour"), "至少1小时") is None
    assert kept_of(requirement(Kind.RETENTION, ">=", "班")) is None
    assert times_of(requirement(Kind.FREQUENCY, "==", "time", per="2 shift")) == Tally(Fraction(1), None, "2 shift")


def test_an_endpoint_may_stand_before_its_limit():
    assert term("报修到场时间不超过30分钟").endpoint == "arrived"


def test_a_share_tells_of_how_many_cases_a_limit_speaks():
    found = term("月度95%的报修在30分钟内到场")
    assert (found.quota, found.review) == (95, "month")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("抽查10%", 10, None), ("空置占比3%", 3, 3), ("返修率2%", None, 2), ("满意率90%", 90, None)],
)
def test_a_bare_share_is_a_floor_where_more_is_better(text, low, high):
    bound = term(text).bound
    assert isinstance(bound, Range)
    assert (bound.low, bound.high) == (low, high)


def test_hours_a_day_of_a_post_are_hours():
    assert term("消防控制室每日值班16小时").key == term("消防控制室24小时值班").key
    assert term("装修施工每日不超过8小时").key.attribute == "quantity.hour"


COMPLAINT = term("投诉5日内答复")


def test_promises_that_never_hold_together_are_apart():
    early, late = replace(COMPLAINT, until=date(2024, 1, 1)), replace(COMPLAINT, since=date(2025, 1, 1))
    assert verdict(early, late) is Verdict.DISJOINT
    assert verdict(replace(COMPLAINT, until=date(2026, 1, 1)), late) is Verdict.COMPATIBLE
    assert verdict(COMPLAINT, late) is Verdict.TIGHTER
    assert verdict(replace(late, until=date(2026, 1, 1)), late) is Verdict.LOOSER
    assert verdict(replace(late, since=date(2024, 1, 1)), late) is Verdict.TIGHTER


@pytest.mark.parametrize(
    ("a", "b", "facts", "expected"),
    [
        ("", "committee", Facts(), Verdict.DISJOINT),
        ("", "maintainer", Facts(), Verdict.CANNOT_COMPARE),
        ("contractor", "", Facts(), Verdict.CANNOT_COMPARE),
        ("", "maintainer", Facts(same_subject=True), Verdict.EQUAL),
        ("", "maintainer", Facts(same_subject=False), Verdict.DISJOINT),
        ("", "company", Facts(), Verdict.EQUAL),
    ],
)
def test_parties_decide_whether_promises_meet(a, b, facts, expected):
    assert verdict(replace(COMPLAINT, subject=a), replace(COMPLAINT, subject=b), facts) is expected


def test_a_person_says_whether_activities_are_the_same():
    a, b = term("热水器每月保养一次"), term("净水机每月保养一次")
    assert verdict(a, b) is Verdict.CANNOT_COMPARE
    assert verdict(a, b, Facts(same_activity=True)) is Verdict.EQUAL
    assert verdict(a, b, Facts(same_activity=False)) is Verdict.DISJOINT


def test_notices_that_end_with_different_acts_cannot_be_compared():
    a = term("停水前24小时公示")
    b = term("停水前24小时通知业主")
    assert verdict(a, b) is Verdict.CANNOT_COMPARE
    assert verdict(a, replace(b, endpoint="")) is Verdict.EQUAL


def test_clocks_that_start_with_unordered_events_cannot_be_compared():
    assert verdict(replace(COMPLAINT, trigger="signed"), COMPLAINT) is Verdict.CANNOT_COMPARE
    assert verdict(replace(COMPLAINT, trigger="signed"), replace(COMPLAINT, trigger="signed")) is Verdict.EQUAL
    assert verdict(replace(COMPLAINT, endpoint=""), COMPLAINT) is Verdict.CANNOT_COMPARE


def test_a_share_without_its_period_cannot_be_compared_with_one():
    share = term("业主满意率不低于90%")
    assert verdict(share, replace(share, review="year")) is Verdict.CANNOT_COMPARE
    assert verdict(replace(share, review="month"), replace(share, review="year")) is Verdict.TIGHTER
    assert verdict(replace(share, review="week"), replace(share, review="month")) is Verdict.COMPATIBLE


def test_months_of_a_season_are_a_fact_of_the_place():
    flood, whole = term("汛期每日巡查1次"), term("6月至9月每日巡查1次")
    assert flood.scope.assumed == ("汛期",)
    summer = term("夏季每日巡查1次")
    assert verdict(flood, summer) is Verdict.CANNOT_COMPARE
    assert verdict(flood, summer, Facts(seasons={"汛期": (6, 7, 8)})) is Verdict.EQUAL
    assert with_seasons(whole.scope, Facts(seasons={"汛期": (6,)})) == whole.scope


def test_a_condition_covers_what_it_admits():
    over12, over24, under8 = Condition("hour", low=12), Condition("hour", low=24), Condition("hour", high=8)
    assert over12.covers(over24)
    assert not over24.covers(over12)
    assert not under8.covers(over12)
    wide, narrow, other = (Scope(conditions=(each,)) for each in (over12, over24, under8))
    assert wide.covers(narrow)
    assert wide.meet(other) is None
    assert ANYWHERE.meet(other).conditions == (under8,)
    assert not wide.covers(ANYWHERE)


def test_a_box_is_told_in_the_words_of_its_values():
    scope = ANYWHERE.narrowed("day", masks("day")["workday"]).narrowed("severity", EVERY ^ 1)
    box = replace(scope, conditions=(Condition("hour", low=8, high=24), Condition("day", high=2)))
    told = described(box, "zh")
    assert (told["day"], told["hour"]) == ("工作日 ≤2", "≥8 ≤24")
    assert described(box, "en")["day"] == "workdays ≤2"
    assert list(dict(scope.named())) == ["severity", "day"]


def test_cells_named_as_an_exception_are_taken_out():
    outside = ANYWHERE.narrowed("day", EVERY & ~masks("day")["holiday"])
    assert term("节假日除外，报修30分钟内到场").scope == outside
    assert term("除法定节假日以外，报修30分钟内到场").scope == outside
    assert term("报修30分钟内到场（节假日除外）").residue == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("报修30分钟内到场，外购配件除外", "外购配件"),
        ("报修30分钟内到场，雨季除外", "雨季"),
        ("除预约外报修30分钟内到场", "预约"),
    ],
)
def test_an_exception_that_no_facet_has_narrows_by_its_words_and_leaves_a_doubt(text, said):
    found = term(text)
    assert (found.scope.masks, found.residue) == (ANYWHERE.masks, "")
    assert found.scope.conditions == (Condition(f"除外:{said}"),)
    assert compare(found, term("报修30分钟内到场")).verdict is Verdict.CANNOT_COMPARE
    assert compare(found, term(text)).verdict is Verdict.EQUAL


def test_what_nobody_can_help_and_what_is_hedged_stay_words_that_nothing_understood():
    assert term("报修30分钟内到场，不可抗力除外").residue
    assert term("报修30分钟内到场，特殊情况除外").residue


def test_a_companys_words_win():
    own = Vocabulary({"小蜜蜂行动": "repair"})
    assert term("小蜜蜂行动30分钟内到场", vocabulary=own).key.activity == "repair"
    both = own.over({"投诉": "repair"})
    assert term("投诉30分钟内到场", vocabulary=both).key.activity == "repair"
    assert term("小蜜蜂行动30分钟内到场", vocabulary=both).key.activity == "repair"
    assert shipped_vocabulary().activity("repair").en
    assert shipped_vocabulary().activity("nothing") is None
    with pytest.raises(KeyError):
        Vocabulary({"某事": "nothing"})


def test_clauses_without_promises_cannot_be_compared():
    assert compare_clauses((), terms("投诉5日内答复")).verdict is Verdict.CANNOT_COMPARE


def test_parts_of_a_day_keep_the_whole_between_them():
    day, night = terms("白天报修30分钟内到场"), terms("夜间报修30分钟内到场")
    whole = terms("报修30分钟内到场")
    assert compare_clauses([*day, *night], whole).verdict is Verdict.EQUAL
    assert compare_clauses(day, whole).verdict is Verdict.LOOSER
    assert kept_by(whole[0], [*day, *day, *night], Facts())
    seldom = replace(whole[0], scope=Scope(conditions=(Condition("hour", low=24),)))
    assert not kept_by(whole[0], [seldom], Facts())
    assert kept_by(seldom, [seldom], Facts())
    long_cut = terms("停水超过24小时的，应提供应急供水")
    assert compare_clauses(long_cut, terms("停水超过24小时的，应提供应急供水")).verdict is Verdict.EQUAL


def test_a_limit_of_which_nothing_is_made_is_left_open():
    clause = read("报修30分钟内到场")
    (limit,) = clause.requirements
    turned = replace(clause, requirements=(replace(limit, op=">=", trigger=None),))
    assert isinstance(terms_of(turned)[0].bound, Unread)


def test_a_condition_in_words_narrows_no_number():
    clause = read("报修30分钟内到场")
    (limit,) = clause.requirements
    assert terms_of(replace(clause, thresholds=(replace(limit, value="24h"),)))[0].scope == ANYWHERE


def test_what_the_next_sentence_speaks_of_ends_no_limit_of_this_one():
    assert [term.endpoint for term in terms_of(read("急修30分钟内。到场后登记。"))] == [""]


@pytest.mark.parametrize(
    ("text", "activity"),
    [
        ("写字楼玻璃幕墙，每年清洗2次", "facade"),
        ("垃圾桶，每周冲洗1次，桶身无异味", "bin_washing"),
        # What stands ahead does something of its own, or counts, or is not alone.
        ("玻璃幕墙巡查，每年清洗2次", "wash"),
        ("玻璃幕墙3处，每年清洗2次", "wash"),
        ("玻璃幕墙，晴天，每年清洗2次", "wash"),
    ],
)
def test_a_part_that_only_names_the_thing_decides_with_what_follows(text, activity):
    assert terms_of(read(text))[-1].key.activity == activity


def test_promises_that_share_no_cell_have_nothing_in_common():
    high, low = terms("大堂地面每日清扫2次"), terms("地下车库地面每日清扫1次")
    assert compare_in_common(high[0], low[0]).verdict is Verdict.DISJOINT
