"""Clauses that name some of what another one lists."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked
from guicheng.domain.comparison.listing import kept_of, some_of


@pytest.mark.parametrize(
    ("listing", "single", "kept"),
    [
        ("机动车道、人行道每日清扫一次", "机动车道每日清扫一次", "机动车道每日清扫一次"),
        ("大堂、花架每日擦拭一次", "花架每日擦拭一次", "花架每日擦拭一次"),
        ("大堂、花架、凉亭每日擦拭一次", "花架、凉亭每日擦拭一次", "花架、凉亭每日擦拭一次"),
        ("大堂、花架、凉亭每日擦拭一次", "花架每日擦拭一次", "花架每日擦拭一次"),
        ("花架每日擦拭一次", "花架、凉亭每日擦拭一次", None),
        ("大堂、花架每日擦拭一次", "花架、凉亭每日擦拭一次", None),
        ("大堂和花架每日擦拭一次", "花架和大堂每日擦拭一次", None),
        ("严禁推入楼道、门厅和电梯轿厢", "不得推进电梯轿厢", "严禁推入电梯轿厢"),
        ("除花架和凉亭以外每日擦拭一次", "花架每日擦拭一次", None),
    ],
)
def test_a_list_is_cut_to_what_the_other_clause_names(listing, single, kept):
    assert kept_of(listing, single) == kept
    assert (some_of(single, listing) is None) is (kept is None)


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("机动车道、人行道每日清扫一次", "机动车道每日清扫一次"),
        ("大堂、花架每日擦拭一次", "花架每日擦拭一次"),
        ("花架、凉亭每日擦拭一次", "凉亭每日擦拭一次"),
        ("大堂、花架、凉亭每日擦拭一次", "花架每日擦拭一次"),
        ("大堂、花架、凉亭每日擦拭一次", "花架、凉亭每日擦拭一次"),
    ],
)
def test_who_names_more_promises_more_whether_the_vocabulary_knows_it_or_not(wide, narrow):
    assert compare_asked(read(wide), read(narrow)).verdict is Verdict.TIGHTER
    assert compare_asked(read(narrow), read(wide)).verdict is Verdict.LOOSER


def test_a_ban_on_two_things_forbids_each_of_them():
    ban, order = "大堂石材地面不得用清水冲洗和打蜡抛光。", "大堂石材地面每天用清水冲洗一次。"
    assert compare_asked(read(ban), read(order)).verdict is Verdict.CONFLICT
    two, four = "严禁以停水、停电的方式催交物业费。", "催交物业费不得采取停水、停电、停热、停燃气的方式。"
    assert compare_asked(read(two), read(four)).verdict is Verdict.LOOSER


def test_what_is_kept_apart_from_something_is_no_list():
    assert (
        compare_asked(read("装修垃圾不得与生活垃圾混放。"), read("装修垃圾和生活垃圾严禁混放。")).verdict
        is Verdict.EQUAL
    )


@pytest.mark.parametrize(
    ("listing", "single"),
    [
        ("接到投诉后24小时内与投诉人联系", "投诉自受理之日起7日内办结"),
        ("草坪高度不低于3厘米、不高于10厘米", "草坪高度控制:4-6厘米"),
    ],
)
def test_bounds_and_whom_one_talks_to_are_no_list(listing, single):
    assert kept_of(listing, single) is None
