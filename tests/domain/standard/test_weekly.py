"""On which days of the week something is open."""

from __future__ import annotations

import pytest

from guicheng.domain.standard.claims import contradiction
from guicheng.domain.standard.weekly import days_in, weeks_in

#: One opens it on a day on which by the other it is closed.
AT_ODDS = [
    ("缴费窗口周日闭门。", "收费台一周七天都有人。"),
    ("音乐喷泉只在周末开启。", "音乐喷泉天天开。"),
    ("阅览室周一至周五开放，周六日休息。", "阅览室周六、周日照常开放。"),
    ("收费处每逢周三休息，不收款。", "收费处周一至周五正常收款。"),
    ("健身房星期天停业。", "健身房全年无休，每日8:00启、21:00停。"),
    ("领票处仅工作日办理。", "领票处双休日照常办理。"),
    ("洗衣房周一至周六营业，周日关门。", "洗衣房每天营业，周日也有人。"),
    ("接待室节假日不办公。", "接待室节假日照常接待。"),
    ("水吧周二、周四停业。", "水吧周二至周五营业。"),
    ("洗车房周一休息。", "洗车房周一照常营业。"),
    ("客户中心一周开放七天，双休日照常接待。", "客户中心周一至周六办公，周日休息，只留电话值班。"),
    ("健身房每周二闭馆，其他日子照常。", "健身房停业定在礼拜四，除这天外天天能来。"),
    ("游泳池每周一闭馆。", "游泳池礼拜四歇业，别的日子照常开放。"),
    ("棋牌活动室周一闭门。", "棋牌活动室每逢周三停业。"),
]
#: Other things, other days, or hours of a day.
SIDE_BY_SIDE = [
    ("缴费窗口周日闭门。", "前台周日照常接待。"),
    ("音乐喷泉只在周末开启。", "音乐喷泉每周三检修。"),
    ("阅览室周一至周五开放。", "阅览室周二、周四开放。"),
    ("收费处周日17:00以后不收款。", "收费处周日收款。"),
    ("健身房星期天停业，星期一除外。", "泳池星期天开放。"),
    ("洗衣房周日关门。", "理发室周日营业。"),
    ("接待室节假日不办公。", "接待室工作日办公。"),
    ("水吧周二停业。", "水吧周二培训。"),
    ("理发室周一休息。", "理发室周二营业。"),
    ("垂钓园礼拜三休息，别的日子照常。", "垂钓园星期三休息，其余日子也不开。"),
    ("游泳池每周一闭馆。", "游泳池礼拜一歇业，别的日子照常开放。"),
    ("水吧周一至周五营业。", "水吧周六停业。"),
    ("客户中心一周开放七天，双休日照常接待。", "健身房周一休息，只留电话值班。"),
]


@pytest.mark.parametrize(("mine", "theirs"), AT_ODDS)
def test_days_of_the_week_contradict(mine, theirs):
    """Named one by one, from one to another, or all of them."""
    assert contradiction(mine, theirs) is not None
    assert contradiction(theirs, mine) is not None


@pytest.mark.parametrize(("mine", "theirs"), SIDE_BY_SIDE)
def test_days_of_other_things_stand_side_by_side(mine, theirs):
    """What is done on some day tells not when it is open."""
    assert contradiction(mine, theirs) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("周一至周五", 0b0011111),
        ("星期六、礼拜天", 0b1100000),
        ("周六日", 0b1100000),
        ("双休日和法定节假日", 0b11100000),
        ("每周三次", 0),
        ("每逢周三", 0b0000100),
        ("全年无休", 0b11111111),
    ],
)
def test_days_are_told_in_many_ways(text, days):
    """How often something is done names no days."""
    assert days_in(text) == days


@pytest.mark.parametrize("text", ["周日大扫除。", "前台接待业主。", "每周三检修。", "周日17:00以后停办。"])
def test_what_opens_nothing_has_no_week(text):
    """A day alone, or a part of one, tells not on which days something is open."""
    assert weeks_in(text) == ()
