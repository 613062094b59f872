"""What differs between two texts, two states of a standard, two versions of a file."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guicheng.apps.standards.readings import ClauseText, Pair, align, content_hash, differences, marks

_TEXT = st.text(alphabet="接到报修后30分钟内20到场，。ab ", max_size=30)


def told(before, after):
    return "".join({"same": "", "added": "+", "removed": "-"}[mark.kind] + mark.text for mark in marks(before, after))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("30分钟内到场", "20分钟内到场", "-30+20分钟内到场"),
        ("120分钟", "20分钟", "-120+20分钟"),
        ("满意率95.5%以上", "满意率98%以上", "满意率-95.5%+98%以上"),
        ("维修工到场", "维修工及主管到场", "维修工+及主管到场"),
        ("应及时到场", "应到场", "应-及时到场"),
        ("甲乙丙", "丁乙戊", "-甲乙丙+丁乙戊"),
        ("同", "同", "同"),
        ("", "新", "+新"),
    ],
)
def test_words_are_marked_whole(before, after, said):
    assert told(before, after) == said


@given(_TEXT, _TEXT)
def test_marks_hold_both_texts(before, after):
    found = marks(before, after)
    assert "".join(mark.text for mark in found if mark.kind != "added") == before
    assert "".join(mark.text for mark in found if mark.kind != "removed") == after
    assert all(mark.text for mark in found)


def state(*texts):
    return [ClauseText(UUID(int=ord(text[0])), text, position=position) for position, text in enumerate(texts)]


def verdicts(before, after):
    return [(each.verdict, (each.after or each.before).text[0]) for each in differences(before, after)]


def test_a_clause_is_known_by_its_key_wherever_it_stands():
    found = verdicts(state("甲1", "乙1", "丙1", "丁1"), state("丁1", "甲1", "丙2", "戊1"))
    assert found == [("moved", "丁"), ("same", "甲"), ("removed", "乙"), ("changed", "丙"), ("added", "戊")]


def test_only_the_clause_that_moved_is_moved():
    (first, *others) = differences(state("甲", "乙", "丙", "丁"), state("丁", "甲", "乙", "丙"))
    assert (first.verdict, first.moved) == ("moved", True)
    assert {each.verdict for each in others} == {"same"}


def test_a_clause_that_moved_and_changed_is_both():
    (first, _second) = differences(state("甲", "乙"), state("乙2", "甲"))
    assert (first.verdict, first.moved, first.before.text) == ("changed", True, "乙")


@given(st.permutations("甲乙丙丁戊己"), st.sets(st.sampled_from("甲乙丙丁戊己庚")))
def test_every_clause_of_both_states_is_there_once(order, after):
    before, later = state(*order), state(*sorted(after))
    found = differences(before, later)
    keys = [each.key for each in found]
    assert len(keys) == len(set(keys))
    assert set(keys) == {each.key for each in (*before, *later)}
    assert [each.after.key for each in found if each.after] == [each.key for each in later]


def lines(*texts):
    return [("", text) for text in texts]


def test_a_changed_line_keeps_its_partner():
    old = lines("接到急修报修后30分钟内到场", "员工佩戴工牌", "每日清扫2次")
    new = lines("接到急修报修后20分钟内到场", "大堂每日通风", "每日清扫2次")
    assert align(old, new) == [Pair(0, 0), Pair(None, 1), Pair(1, None), Pair(2, 2)]


def test_a_line_that_went_elsewhere_is_moved():
    found = align(lines("甲项", "乙项", "丙项"), lines("丙项", "甲项", "乙项"))
    assert found == [Pair(2, 0, moved=True), Pair(0, 1), Pair(1, 2)]


def test_a_number_helps_where_texts_differ_much():
    assert align([("3.1", "投诉2日内答复")], [("3.1", "投诉受理后1个工作日内书面答复")])[0] == Pair(0, 0)


_LINES = st.lists(st.sampled_from(["甲项完成", "乙项完成", "每日清扫1次", "每日清扫2次", "佩戴工牌"]), max_size=7)


@given(_LINES, _LINES)
def test_every_line_of_both_files_is_paired_once(old, new):
    found = align(lines(*old), lines(*new))
    assert sorted(pair.old for pair in found if pair.old is not None) == list(range(len(old)))
    assert [pair.new for pair in found if pair.new is not None] == list(range(len(new)))


@given(st.dictionaries(st.text(max_size=4), st.integers() | st.text(max_size=4), max_size=5))
def test_a_hash_does_not_turn_on_the_order_of_names(content):
    assert content_hash(content) == content_hash(dict(reversed(content.items())))


def test_a_hash_is_what_it_was():
    assert content_hash({"title": "报修", "clauses": []}) == (
        "18acccbcd20152bab1fc20bab9c7a468cd85b1e54cbac8d64fc2a5e643f677ca"
    )
