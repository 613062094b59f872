"""The contract of one estate among the standards of a company: what it stands above, and what it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.domain.standard.test_system import entry, told

from guicheng.domain.comparison import Level, Verdict
from guicheng.domain.standard.kinds import kind_of, marks_of
from guicheng.domain.standard.system import System

OWED = "接到紧急报修后，维修工应在20分钟内到达现场。"
SLOW = "接到紧急报修后，维修工应在30分钟内到达现场。"
FAST = "接到紧急报修后，维修工应在10分钟内到达现场。"
COMPANY, REGION, ESTATE, OTHER = "1", "11", "111", "112"


def contract(text=OWED, unit=ESTATE):
    return entry(text, Level.CONTRACT, unit)


@pytest.mark.parametrize(
    ("level", "unit", "found"),
    [
        (Level.COMPANY, COMPANY, [("CJ001", 0, 1)]),
        (Level.COMPANY, REGION, [("CJ001", 0, 1)]),
        (Level.ESTATE, ESTATE, [("CJ001", 0, 1)]),
        (Level.ESTATE, OTHER, [("QK002", 1, None)]),
    ],
)
def test_a_contract_stands_above_all_standards_on_the_way_up_from_its_estate(level, unit, found):
    system = System([entry(SLOW, level, unit), contract()])
    assert told(system.findings()) == found
    assert told(system.beside(0)) == [each for each in found if each[0] == "CJ001"]


@pytest.mark.parametrize(
    ("below", "found"),
    [
        (["夜间接到投诉后，客服专员2小时内答复。"], True),
        (["夜间接到投诉后，客服专员2小时内答复。", "白天接到投诉后，客服专员4小时内答复。"], False),
        (["夜间接到投诉后，客服专员2小时内答复。", "接到投诉后，客服专员8小时内答复。"], False),
        (["接到投诉后，客服专员2小时内答复。"], False),
        (["夜间接到投诉后，客服专员48小时内答复。"], False),
    ],
)
def test_a_promise_that_is_kept_in_some_cases_only_is_told(below, found):
    entries = [entry(text, Level.COMPANY, COMPANY) for text in below]
    place = len(entries)
    system = System([*entries, contract("接到投诉后24小时内答复投诉人。")])
    told_of = [each.finding for each in system.findings() if each.entry == place and each.finding.code == "QK002"]
    assert [("some cases" in each.message.text) for each in told_of] == ([True] if found else [])


def test_a_contract_is_below_no_standard():
    system = System([entry(FAST, Level.COMPANY, COMPANY), entry(FAST, Level.ESTATE, ESTATE), contract()])
    assert [each.finding.code for each in system.findings() if each.entry == 2] == []
    assert told(system.beside(2)) == []


def test_contracts_of_one_estate_are_set_beside_one_another_and_those_of_two_are_not():
    assert told(System([contract(), contract(SLOW)]).findings()) == [("CT002", 1, 0)]
    assert told(System([contract(), contract(SLOW, OTHER)]).findings()) == []


def test_a_contract_that_is_dropped_or_changed_binds_no_longer():
    system = System([entry(SLOW, Level.COMPANY, COMPANY), contract()])
    system.drop(1)
    assert told(system.beside(0)) == []
    system.put(1, contract())
    assert told(system.beside(0)) == [("CJ001", 0, 1)]
    system.put(1, contract(SLOW))
    assert told(system.beside(0)) == []


def kind(text, level=Level.COMPANY, of=0):
    entered = entry(text, level)
    term = entered.terms[of]
    return kind_of(0, term, marks_of(entered.clause, term), 0)


@pytest.mark.parametrize(
    ("text", "owed", "verdict"),
    [
        (SLOW, OWED, Verdict.LOOSER),
        (FAST, OWED, Verdict.TIGHTER),
        # Words that nobody has understood do not hide that a figure is laxer.
        ("接到紧急报修后，技工应在30分钟内到达现场。", OWED, Verdict.LOOSER),
        ("夜间监控录像保存60日", "监控录像保存60日", Verdict.COMPATIBLE),
        ("监控录像保存60日", "夜间监控录像保存60日", Verdict.EQUAL),
        ("投诉登记后3日内答复", "投诉5日内答复", Verdict.TIGHTER),
        ("停水提前3日公告", "停水提前5日通知业主", Verdict.LOOSER),
    ],
)
def test_a_promise_against_what_binds_it_is_compared_where_both_hold(text, owed, verdict):
    assert kind(text).against(kind(owed, Level.CONTRACT)).verdict is verdict


def test_a_laxer_promise_shows_a_case_although_the_two_start_with_differing_words():
    for text, owed in (("停水提前3日公告", "停水提前5日通知业主"), ("投诉登记后9日内答复", "投诉5日内答复")):
        assert kind(text).against(kind(owed, Level.CONTRACT)).witness is not None


def test_promises_of_differing_things_are_not_set_against_one_another():
    assert kind("一级：草坪每月修剪3次").against(kind("二级：草坪每月修剪2次")) is None
    assert kind("高压配电柜每周巡检1次").against(kind("低压配电柜每月巡检1次")) is None
    foreman, manager = (replace(kind("报修20分钟内到场"), posts=frozenset({post})) for post in ("领班", "经理"))
    assert foreman.against(manager) is None


def test_promises_of_an_activity_that_no_vocabulary_knows_need_words_in_common():
    assert kind("吊篮钢索每月校验1次").against(kind("吊篮钢索每月校验2次")).verdict is Verdict.LOOSER
    assert kind("吊篮钢索每月校验1次").against(kind("无障碍坡道每月校验2次")) is None
