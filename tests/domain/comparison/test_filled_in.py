"""What clauses leave unsaid, name in other words, or measure only by the way."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked, terms_of
from guicheng.domain.comparison.numbered import numbered
from guicheng.domain.comparison.phrasing import rephrased
from guicheng.domain.comparison.wording import is_name, worded


def asked(a, b):
    return compare_asked(read(a), read(b)).verdict


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        # Other names of one place, and a place within another.
        ("果壳箱每日清倒2次", "垃圾桶每天清倒一次", Verdict.TIGHTER),
        ("楼内公共区域禁止吸烟", "轿厢内不得吸烟", Verdict.TIGHTER),
        ("公共活动场地禁止吸烟", "楼内公共区域禁止吸烟", Verdict.DISJOINT),
        # What comes before and what comes after are two things.
        ("外包单位进场前须签订安全协议", "外包单位进场后签订安全协议", Verdict.CANNOT_COMPARE),
        ("每年9月检测防雷装置1次", "每年3月检测防雷装置1次", Verdict.CANNOT_COMPARE),
        # A ban on more is no weaker for its words.
        (
            "严禁以停水、停电的方式催交物业费",
            "催交物业费不得采取停水、停电、停热、停燃气的方式",
            Verdict.LOOSER,
        ),
    ],
)
def test_names_and_places_are_told_as_people_tell_them(a, b, verdict):
    assert asked(a, b) is verdict
    assert asked(b, a) is verdict.swapped


def test_names_are_those_that_the_vocabulary_has():
    assert worded("果壳箱每日清倒") == "垃圾桶每日清倒"
    assert worded("楼道内的照明") == "楼道照明"
    assert worded("草坪草高") == "草坪草高"
    assert is_name("监控室")
    assert not is_name("涉及人身安全")


def test_evenings_and_pressures_are_put_in_one_way():
    assert rephrased("路灯每晚十点关闭") == "路灯每日22:00关闭"
    assert rephrased("水压不低于200kPa") == "水压不低于0.2mpa"
    assert rephrased("未完成的不超过3%") == "完成率不低于97%"


def test_warnings_are_an_interval_of_grades():
    assert [(c.low, c.high) for c in numbered("黄色、橙色预警期间每小时巡查")] == [(2, 3)]
    assert [(c.low, c.high) for c in numbered("橙色及以上预警期间每小时巡查")] == [(3, 4)]
    assert list(numbered("预警期间每小时巡查")) == []


def test_a_period_that_is_paid_for_counts_nothing():
    (price,) = terms_of(read("车位租金每月收费不超过300元"))
    assert (price.key.attribute, price.bound.high, price.bound.per) == ("price", 300, "月")


def test_an_age_is_that_of_those_who_are_served():
    (price,) = terms_of(read("70岁以上业主申请更换灯泡，上门费收费0元"))
    assert [(c.what, c.low) for c in price.scope.conditions] == [("岁", 70.0)]


def test_a_list_of_cases_ends_with_what_is_done_in_all_of_them():
    assert {term.endpoint for term in terms_of(read("急修30分钟内，小修2小时内，大修1天内到场"))} == {"arrived"}


def test_each_stretch_has_the_months_that_stand_in_it():
    often, seldom = terms_of(read("草坪5至10月每周修剪1次、11月至次年4月每月修剪1次"))
    assert not often.scope.meets(seldom.scope)
    (both,) = {term.scope for term in terms_of(read("大堂每日清扫1次、拖洗2次"))}
    assert both.meets(both)
