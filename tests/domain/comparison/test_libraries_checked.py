"""Two libraries of promises side by side."""

from __future__ import annotations

from dataclasses import replace

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import ANYWHERE, Verdict, compare_libraries, terms_of
from guicheng.domain.values import ClauseRef


def terms(*texts):
    found = []
    for index, text in enumerate(texts):
        found += terms_of(replace(read(text), ref=ClauseRef(index=index)))
    return found


def test_two_libraries_give_the_pairs_that_are_about_one_thing():
    first = [terms("报修30分钟内到场，24小时内修复"), terms("巡逻每日2次"), terms("急修15分钟内到场")]
    second = [terms("巡逻每日3次"), terms("报修20分钟内到场"), terms("一般报修40分钟内到场")]
    found = [(mine, theirs, pairing.verdict) for mine, theirs, pairing in compare_libraries(first, second)]
    assert found == [
        (0, 1, Verdict.COMPATIBLE),
        (0, 2, Verdict.TIGHTER),
        (1, 0, Verdict.LOOSER),
        (2, 1, Verdict.COMPATIBLE),
    ]


def test_a_vague_promise_is_set_beside_every_one_of_its_activity():
    found = list(compare_libraries([terms("投诉应及时答复")], [terms("投诉5日内答复"), terms("巡逻每日2次")]))
    assert [(theirs, pairing.verdict) for _mine, theirs, pairing in found] == [(0, Verdict.CANNOT_COMPARE)]


def test_what_nothing_narrows_is_anywhere():
    assert terms("投诉5日内答复")[0].scope == ANYWHERE
