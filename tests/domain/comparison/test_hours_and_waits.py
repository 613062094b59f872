"""When promises hold, what may not be done before a time, and what other clauses stop or measure in other ways."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import UNKNOWN, Verdict, compare_clauses, compare_in_common, terms_of
from guicheng.domain.comparison.attendance import hours as hours_related
from guicheng.domain.comparison.bounds import Clockwork, Hours, Kept, Limit, Notice, Range, Stretch, Use
from guicheng.domain.comparison.clock import ALL_WEEK, has_hours, told, week_of
from guicheng.domain.comparison.facets import described, masks
from guicheng.domain.comparison.numbered import numbered
from guicheng.domain.comparison.scope import Condition


def term(text):
    (only,) = terms_of(read(text))
    return only


def verdict(a, b):
    there = compare_clauses(terms_of(read(a)), terms_of(read(b))).verdict
    back = compare_clauses(terms_of(read(b)), terms_of(read(a))).verdict
    assert back is there.swapped
    return there


def test_a_window_says_when_a_limit_holds_and_is_told_as_its_cell():
    night = term("22:00至次日6:00，急修30分钟内到场")
    assert described(night.scope, "zh")["hour"] == "22:00-6:00"
    assert described(term("8:00至20:00急修30分钟内到场").scope, "en")["hour"] == "8:00-20:00"
    assert told(week_of(["周六"])) == "24 h"
    assert has_hours(night.scope.window)
    assert not has_hours(week_of(["周六"]))
    assert not has_hours(0)
    assert week_of(["夜里"]) is None


def test_a_window_over_the_whole_week_narrows_nothing():
    assert terms_of(read("24小时受理急修，30分钟内到场"))[-1].scope.window == 0
    assert week_of(["24h"]) == ALL_WEEK


def test_a_window_places_what_is_counted_by_the_day():
    assert verdict("大堂每日7:00至9:00清扫1次", "大堂每日清扫1次") is Verdict.TIGHTER


def test_day_and_night_together_are_the_whole_day():
    parts = "8:00至20:00急修30分钟内到场，20:00至次日8:00急修30分钟内到场"
    assert verdict(parts, "急修30分钟内到场") is Verdict.EQUAL
    assert verdict("8:00至20:00急修30分钟内到场", "20:00至次日8:00急修40分钟内到场") is Verdict.DISJOINT


def test_each_bound_of_a_part_takes_the_window_before_it():
    day, night = terms_of(read("园区白天6:00至22:00噪声不超过55分贝、夜间22:00至次日6:00噪声不超过45分贝"))
    assert told(day.scope.window) == "6:00-22:00"
    assert told(night.scope.window) == "22:00-6:00"


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("苗木补植不得早于12月1日进行", 335, None),
        ("苗木补植12月1日前不得进行", 335, None),
    ],
)
def test_a_date_before_which_nothing_is_done_is_the_low_end(text, low, high):
    bound = term(text).bound
    assert (bound.low, bound.high) == (low, high)


def test_a_month_that_no_year_has_is_no_date():
    assert not isinstance(term("苗木补植不得早于13月1日进行").bound, Range)


def test_a_stretch_before_which_nothing_is_done_begins_a_limit():
    bound = term("装修押金在验收合格满30日后退还").bound
    assert bound == Limit(Stretch(Fraction(12_000), Clockwork.MONTH), Stretch(Fraction(30), Clockwork.DAY))
    assert verdict("装修押金在验收合格满3个月后退还", "装修押金在验收合格后7日内退还") is Verdict.CONFLICT


def test_what_is_deleted_after_a_time_is_kept_at_most_so_long():
    assert term("监控录像满30日即自动删除").bound == Kept(most=Stretch(Fraction(30), Clockwork.DAY))
    assert verdict("监控录像满30日即自动删除", "监控录像至少保存90日") is Verdict.CONFLICT


def test_a_notice_may_be_given_too_early():
    assert term("停水公告不得早于停水前24小时发布").bound.most == Stretch(Fraction(24), Clockwork.CLOCK)
    assert verdict("停水公告不得早于停水前24小时发布", "停水公告须提前3天发布") is Verdict.CONFLICT
    assert verdict("停水公告不得早于停水前24小时发布", "停水公告不得早于停水前48小时发布") is Verdict.TIGHTER
    assert verdict("停水公告不得早于停水前24小时发布", "停水公告须提前2小时发布") is Verdict.COMPATIBLE


def test_lamps_are_on_until_they_are_turned_off():
    assert verdict("景观照明每日22:00关闭", "景观照明每日开启至23:30") is Verdict.CONFLICT
    assert verdict("景观照明每日18:30准时开启", "景观照明每日19:00前不得开启") is Verdict.CONFLICT
    assert verdict("路灯每日18:00准时开启", "路灯每日19:00以后方可开启") is Verdict.CONFLICT


def test_a_weekend_on_which_nothing_is_allowed_leaves_no_hours_of_it():
    banned = "装修施工时间为工作日8:30至12:00，双休日不得施工"
    assert verdict(banned, "周六9:00至12:00允许装修施工") is Verdict.CONFLICT
    assert verdict("周六9:00至12:00允许装修施工", "周日9:00至12:00允许装修施工") is Verdict.CANNOT_COMPARE
    assert [t.key.attribute for t in terms_of(read("双休日不得在大堂吸烟"))] == ["act"]
    assert [t.key.attribute for t in terms_of(read("节假日不得装修施工"))] == ["act"]
    hours, _act = terms_of(read("双休日不得装修施工"))
    assert hours.bound == Hours(week_of(["周末"]), Use.BAN)


def test_what_one_clause_stops_the_other_cannot_ask_for():
    assert verdict("喷泉冬季停止开放", "喷泉冬季每日开放不少于2小时") is Verdict.CONFLICT
    assert verdict("喷泉冬季不得开放", "喷泉冬季每日开放不少于2小时") is Verdict.CONFLICT
    assert verdict("喷泉夏季停止开放", "喷泉冬季每日开放不少于2小时") is Verdict.DISJOINT
    assert verdict("喷泉冬季可以开放", "喷泉冬季每日开放不少于2小时") is not Verdict.CONFLICT
    assert verdict("喷泉冬季保持清洁", "喷泉冬季每日开放不少于2小时") is not Verdict.CONFLICT


def test_one_act_measured_in_ways_that_only_a_fact_joins():
    assert verdict("道路照明在日落后30分钟内开启", "道路照明在每日18:30前开启") is Verdict.CANNOT_COMPARE
    assert verdict("每月抽查已完工单的5%", "每月抽查已完工单30张") is Verdict.CANNOT_COMPARE
    assert verdict("每月入户抽访10%的住户", "每月入户抽访不少于20户住户") is Verdict.CANNOT_COMPARE
    assert verdict("生活垃圾7:00前清运完毕", "生活垃圾产生后30分钟内清运完毕") is not Verdict.TIGHTER


def test_buildings_and_storeys_are_told_apart():
    assert list(numbered("a座空调8:00前开启")) == [Condition("座", 1, 1)]
    assert list(numbered("一至三层走廊")) == [Condition("层", 1, 3)]
    assert list(numbered("地下二层车库")) == [Condition("层", -2, -2)]
    assert list(numbered("1号楼和2号楼")) == []
    assert list(numbered("00十层、十十层")) == []
    assert list(numbered("二十三层")) == [Condition("层", 23, 23)]
    assert verdict("A座大堂每日清扫2次", "B座大堂每日清扫2次") is Verdict.DISJOINT
    assert verdict("办公楼一至三层走廊每日清扫3次", "办公楼二至五层走廊每日清扫2次") is Verdict.COMPATIBLE


def test_seasons_of_other_places_and_ragged_months_leave_a_doubt():
    assert verdict("汛期车库每日巡查1次", "6月1日至9月30日车库每日巡查1次") is Verdict.CANNOT_COMPARE
    assert verdict("6月15日至9月10日绿地每日浇水1次", "绿地每日浇水1次") is Verdict.CANNOT_COMPARE
    assert verdict("非汛期车库每日巡查1次", "汛期车库每日巡查1次") is Verdict.DISJOINT


def test_what_is_settled_stands_beside_words_that_nothing_understood():
    more = "监控室每班不少于2人，其中至少1人持消防设施操作员证"
    assert verdict("监控室每班不少于1人", more) is Verdict.LOOSER
    assert verdict("监控室每班不少于3人", more) is Verdict.CANNOT_COMPARE


def test_a_notice_in_two_ways_is_two_promises():
    both = terms_of(read("电梯检修停运，提前2日通知住户并在门厅张贴告示"))
    assert [each.endpoint for each in both] == ["notified", "published"]
    assert {type(each.bound) for each in both} == {Notice}


def test_two_parts_give_the_floor_and_the_ceiling_of_one_thing():
    assert verdict("草坪高度不低于3cm且不高于5cm", "草坪高度保持在3至5厘米") is Verdict.EQUAL
    assert len(terms_of(read("草坪高度不低于5cm且不高于3cm"))) == 2
    assert len(terms_of(read("草坪高度不低于3cm且不低于5cm"))) == 2


def test_after_one_time_and_before_another_is_one_window():
    wax = terms_of(read("大堂地面每月打蜡一次，作业须在22:00以后至24:00以前进行"))
    assert Hours(week_of(["22:00-24:00"]), Use.UNKNOWN) in [each.bound for each in wax]
    two = terms_of(read("大堂每月打蜡一次，22:00后开始，6:00前完成"))
    assert not any(isinstance(each.bound, Hours) for each in two)


def test_what_is_open_to_all_is_a_service():
    assert verdict("垃圾投放点每日7:00至9:00开放", "垃圾投放点24小时开放") is Verdict.LOOSER


def test_words_of_trade_are_no_building_and_other_months_need_named_ones():
    assert verdict("电梯轿厢内不得张贴商业广告", "禁止在电梯轿厢内张贴商业广告") is Verdict.EQUAL
    first, rest = terms_of(read("大堂每日清扫2次，其他月份每月清扫1次"))
    assert first.scope.masks == rest.scope.masks


def test_a_time_that_others_set_is_no_limit_of_what_ends_nothing():
    assert [each.key.attribute for each in terms_of(read("花卉按业主要求的时间摆放"))] == ["act"]
    assert verdict("户内报修按与业主约定的时间上门", "户内报修2小时内上门") is Verdict.CANNOT_COMPARE


def test_a_wait_is_told_in_the_next_part_and_needs_a_length_of_time():
    waits = terms_of(read("装修押金在验收合格满3个月后，由前台退还"))
    assert waits[0].endpoint == "returned"
    assert all(each.key.attribute == "act" for each in terms_of(read("装修押金满3次的，前台退还")))
    assert all(each.key.attribute == "act" for each in terms_of(read("违规记录满3次即删除")))
    assert all(each.key.attribute == "act" for each in terms_of(read("入住满3个月的住户可以领取礼品")))


@pytest.mark.parametrize(
    ("permission", "ban", "verdict"),
    [
        ("装修只准在工作日19:00至22:00进行。", "装修双休日不得进行。", Verdict.COMPATIBLE),
        ("装修只准在双休日9:00至12:00进行。", "装修双休日不得进行。", Verdict.CONFLICT),
    ],
)
def test_hours_of_some_days_meet_no_ban_on_others(permission, ban, verdict):
    allowed = [term for term in terms_of(read(permission)) if term.key.attribute == "hours"]
    forbidden = [term for term in terms_of(read(ban)) if term.key.attribute == "hours"]
    assert compare_in_common(allowed[0], forbidden[0]).verdict is verdict


def test_holidays_may_lie_on_any_day_of_the_week():
    days = masks("day")
    open_on = Hours(ALL_WEEK, Use.SERVICE, days=days["holiday"])
    shut_on = Hours(1, Use.BAN)
    assert hours_related(open_on, shut_on, UNKNOWN).apart
    assert not hours_related(replace(open_on, days=days["weekend"]), shut_on, UNKNOWN).apart
    assert hours_related(replace(open_on, days=days["workday"] | days["weekend"]), shut_on, UNKNOWN).apart
