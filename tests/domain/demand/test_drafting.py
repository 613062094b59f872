"""A draft of a questionnaire: what is put in, moved and taken out, and what stays."""

from __future__ import annotations

import pytest

from guicheng.domain.demand.drafting import (
    free_name,
    moved_question,
    moved_section,
    place_of,
    questions_in,
    sections_of,
    with_question,
    with_section,
    without_question,
    without_section,
)


def draft(*sections):
    return {
        "title": "问卷",
        "sections": [
            {
                "id": f"s{number}",
                "title": "一",
                "questions": [{"id": name, "kind": "text", "text": "？"} for name in names],
            }
            for number, names in enumerate(sections, 1)
        ],
    }


def order(form):
    return [[question["id"] for question in section["questions"]] for section in sections_of(form)]


def test_a_question_joins_its_section_and_takes_the_place_of_another():
    form = with_question(draft("a", "b"), {"id": "c"}, section="s1")
    assert order(form) == [["a", "c"], ["b"]]
    assert order(with_question(form, {"id": "z"}, replaces="c")) == [["a", "z"], ["b"]]
    assert order(with_question(form, {"id": "z"}, section="gone")) == [["a", "c"], ["b", "z"]]


def test_the_first_question_brings_a_section_along():
    form = with_question({"title": "空", "sections": []}, {"id": "a"})
    assert order(form) == [["a"]]
    assert sections_of(form)[0]["title"] == "空"


@pytest.mark.parametrize(
    ("name", "by", "wanted"),
    [
        ("b", -1, [["b", "a"], ["c"]]),
        ("b", 1, [["a"], ["b", "c"]]),
        ("c", -1, [["a", "b", "c"], []]),
        ("a", -1, [["a", "b"], ["c"]]),
        ("c", 1, [["a", "b"], ["c"]]),
        ("x", 1, [["a", "b"], ["c"]]),
    ],
)
def test_a_question_moves_over_the_edge_of_its_section_and_no_further(name, by, wanted):
    assert order(moved_question(draft("ab", "c"), name, by)) == wanted


def test_taking_a_section_out_loses_no_question():
    assert order(without_section(draft("ab", "c"), "s2")) == [["a", "b", "c"]]
    assert order(without_section(draft("ab", "c"), "s1")) == [["a", "b", "c"]]
    assert order(without_section(draft("ab", "c"), "s9")) == [["a", "b"], ["c"]]
    assert order(without_section(draft("a"), "s1")) == []


def test_a_section_moves_and_changes_what_it_says_and_keeps_its_questions():
    form = moved_section(draft("a", "b"), "s2", -1)
    assert order(form) == [["b"], ["a"]]
    assert order(moved_section(form, "s2", -1)) == order(form)
    changed = with_section(form, {"id": "s9", "title": "二", "text": ""}, replaces="s2")
    assert [(each["id"], each["title"]) for each in sections_of(changed)] == [("s9", "二"), ("s1", "一")]
    assert order(changed) == [["b"], ["a"]]
    assert order(with_section(form, {"id": "s3", "title": "三"})) == [["b"], ["a"], []]


def test_a_question_is_taken_out_and_its_name_is_free_again():
    form = without_question(draft(["q1", "q2"]), "q1")
    assert place_of(form, "q1") is None
    assert place_of(form, "q2") == (0, 0)
    assert free_name(form, "q") == "q1"
    assert [found[2]["id"] for found in questions_in(form)] == ["q2"]


@pytest.mark.parametrize("broken", [{}, {"sections": "x"}, {"sections": [1, {"questions": 5}]}])
def test_what_is_no_section_and_no_question_is_left_out(broken):
    assert not list(questions_in(broken))
    assert order(with_question(broken, {"id": "a"})) == [["a"]]


def test_the_draft_that_was_given_stays_as_it_is():
    form = draft("ab", "c")
    for change in (moved_question(form, "a", 1), without_question(form, "a"), without_section(form, "s1")):
        assert change != form
    assert order(form) == [["a", "b"], ["c"]]
