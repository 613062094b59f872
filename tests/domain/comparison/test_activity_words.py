"""The words that a correction of an activity ties: what is done, never who does it, nor from when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guicheng.domain.clause.lexicon import Term as Word
from guicheng.domain.clause.lexicon import shipped
from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import shipped_vocabulary, terms_of
from guicheng.domain.comparison.activity_words import is_no_activity, words_beside


def offered(text, lexicon=None):
    clause = read(text, lexicon=lexicon)
    return words_beside(clause, terms_of(clause)[-1], lexicon)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("假山喷泉每日清扫一次", "假山喷泉"),
        ("接到电梯困人报警后，电梯安全管理员15分钟内到场安抚乘客。", "到场安抚乘客"),
        ("接到电梯困人报警后，监控员60秒内应答被困乘客。", "应答被困乘客"),
        # Who and how fast say nothing, so that what sets it going is offered.
        ("涉及人身安全的投诉，秩序主管自接报起15分钟内到达现场。", "涉及人身安全的投诉"),
        ("接到紧急报修后，维修工20分钟内到达现场。", "紧急报修"),
        # A stage is better than nothing.
        ("乙方接到报修后30分钟内到达现场。", "到达现场"),
        ("派工单由工程内勤员保存不少于2年。", "派工单"),
        ("检测单位检测二次供水水质每季度不少于1次", "检测二次供水水质"),
        ("泵房由水箱管理员上锁。", "上锁"),
        # The sentence before is none of its business.
        ("大堂每日清扫2次。维修工20分钟内到达现场。", "到达现场"),
        # The bound takes the verb in: 每日清扫大堂地面不少于2次.
        ("乙方每日清扫大堂地面不少于2次。", "清扫"),
        ("乙方20分钟内。", ""),
        # One character is no word to tie.
        ("灯每日1次", ""),
    ],
)
def test_the_words_say_what_is_done(text, words):
    assert offered(text) == words


def test_a_promise_that_stands_nowhere_is_known_by_what_is_left_of_it():
    clause = read("假山喷泉每日清扫一次")
    (only,) = terms_of(clause)
    assert words_beside(clause, replace(only, span=replace(only.span, start=90, end=95), residue="假山")) == "假山"


def test_the_posts_of_a_company_are_left_out():
    lexicon = shipped().over([Word("阳光使者", "post", "", "", "", "")])
    assert offered("阳光使者巡查假山每日1次", lexicon) == "巡查假山"
    assert is_no_activity("阳光使者", lexicon)
    assert not is_no_activity("阳光使者")


@pytest.mark.parametrize(
    ("words", "none"),
    [
        ("电梯安全管理员", True),
        ("秩序维护员", True),
        ("维保单位", True),
        ("紧急报修由维修工自接报起", True),
        ("接到投诉后", True),
        ("", True),
        ("派单", False),
        ("秩序维护员培训", False),
        ("报修", False),
        ("水景", False),
    ],
)
def test_a_post_or_a_start_names_no_activity(words, none):
    assert is_no_activity(words) is none


@pytest.mark.parametrize(
    ("tied", "activity"),
    [
        ({}, "complaint"),
        # Words that somebody tied decide although the part of the bound has words of its own.
        ({"涉及人身安全的投诉": "incident"}, "incident"),
        # A limit speaks of no share.
        ({"涉及人身安全的投诉": "complaint_rate"}, "complaint"),
    ],
)
def test_words_that_somebody_tied_decide_in_their_sentence(tied, activity):
    clause = read("涉及人身安全的投诉，秩序主管自接报起15分钟内到达现场。")
    (only,) = terms_of(clause, shipped_vocabulary().over(tied))
    assert only.key.activity == activity
