"""Sentences that forbid an unlawful act, or only sound like one, are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.lint import check
from guicheng.domain.values import ClauseRef

CASES = Path(__file__).parents[2] / "cases" / "norms" / "lawful.txt"
SENTENCES = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def unlawful(text, section=""):
    return [finding.code for finding in check(read(text, ref=ClauseRef(section=section)), select=["FL"])]


@pytest.mark.parametrize("text", SENTENCES)
def test_a_lawful_sentence_is_left_alone(text):
    assert unlawful(text) == []


def test_items_under_a_title_that_forbids_are_forbidden():
    assert unlawful("占用消防通道；", "装修禁止行为") == []
    assert unlawful("占用消防通道的，罚款200元。", "装修禁止行为") == ["FL007"]


def test_items_of_a_list_whose_head_stands_elsewhere_say_nothing_alone():
    assert unlawful("（三）占用、堵塞消防通道；") == []
    assert unlawful("（三）可临时占用消防通道停车；") == ["FL017"]


def test_the_title_of_the_section_says_that_it_is_about_arrears():
    assert unlawful("第三个月起停水停电。", "欠费催缴措施") == ["FL001"]
    assert unlawful("第三个月起停水停电。", "二次供水检修") == []


def test_what_one_s_own_people_must_not_do_goes_on_behind_commas():
    assert unlawful("保安员不得打骂业主，扣押证件，搜身。") == []
    assert unlawful("保安员不得打骂业主，但可扣押证件。") == ["FL009"]


def test_a_head_before_a_colon_makes_its_list_about_arrears():
    assert unlawful("对欠费业主采取以下措施：1、电话提醒；2、停水停电。") == ["FL001"]


def test_one_finding_a_sentence_is_enough():
    assert unlawful("可疑人员一律搜身、扣留在值班室。") == ["FL008"]
