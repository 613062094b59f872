"""Files of questionnaires, and the templates that come with the product."""

from __future__ import annotations

import json

import pytest

from guicheng.adapters.norms.shipped import catalogue_items
from guicheng.adapters.questionnaires import read_questionnaire, shipped_questionnaires
from guicheng.domain.demand.form import write_form
from guicheng.domain.demand.questions import Audience, Dimension, Kind
from guicheng.domain.values import FileRefusedError

SMALL = """title: 问卷
sections:
- id: s
  title: 节
  questions:
  - id: q
    kind: rating
    text: 满意吗？
"""
DOMAINS = {"customer", "order", "cleaning", "greening", "engineering", "value_added"}


def complaints(text: str) -> list[tuple[int, str, str]]:
    return [
        (each.line, each.field, each.message.render())
        for each in read_questionnaire("q.yaml", text.encode()).complaints
    ]


def test_a_small_file_is_a_questionnaire_in_yaml_and_in_json():
    form = read_questionnaire("q.yaml", SMALL.encode()).form
    assert [question.kind for question in form.questions] == [Kind.RATING]
    data = json.dumps(write_form(form), ensure_ascii=False).encode()
    assert read_questionnaire("q.json", data).form == form


@pytest.mark.parametrize(
    ("text", "line", "field", "said"),
    [
        (SMALL.replace("rating", "ratng"), 7, "sections[1].questions[1].kind", "Perhaps “rating” is meant"),
        (SMALL.replace("    text: 满意吗？\n", ""), 6, "sections[1].questions[1].text", "The field “text” is missing."),
        (SMALL + "    points: 20\n", 9, "sections[1].questions[1].points", "2 to 10 points"),
        (SMALL + "    item: cleaning.moon\n", 9, "sections[1].questions[1].item", "no item “cleaning.moon”"),
        (SMALL + "    item: &a x\n", 9, "", "Anchors"),
        (SMALL + "  - text\n", 9, "sections[1].questions[2]", "Fields with their values stand here"),
        ("- a\n", 1, "", "A questionnaire has the fields title and sections."),
        ("title: [", 2, "", "This is no YAML"),
    ],
)
def test_a_complaint_stands_at_its_line(text, line, field, said):
    found = complaints(text)
    assert any(each[:2] == (line, field) and said in each[2] for each in found), found


def test_what_is_no_text_is_refused():
    with pytest.raises(FileRefusedError):
        read_questionnaire("q.yaml", b"\xff\xfe\x00\xd8\x00" * 50)


def test_the_templates_are_whole_and_in_order():
    shipped = shipped_questionnaires()
    assert list(shipped) == ["owner", "tenant", "merchant", "visitor", "committee", "kano", "servqual", "choices"]
    assert {form.audience for form in shipped.values()} == set(Audience)
    assert {question.kind for form in shipped.values() for question in form.questions} >= set(Kind) - {
        Kind.MATRIX,
        Kind.NUMBER,
        Kind.NOTE,
    }


@pytest.mark.parametrize("name", ["owner", "tenant", "merchant", "visitor", "committee", "kano"])
def test_a_template_asks_about_all_six_domains(name):
    form = shipped_questionnaires()[name]
    assert {question.item.partition(".")[0] for question in form.questions if question.item} == DOMAINS
    assert {question.item for question in form.questions if question.item} <= catalogue_items()


@pytest.mark.parametrize("name", ["owner", "tenant", "merchant", "visitor", "committee"])
def test_a_template_of_a_group_asks_for_importance_promoters_branches_and_words(name):
    form = shipped_questionnaires()[name]
    kinds = [question.kind for question in form.questions]
    assert kinds.count(Kind.PAIR) >= 7
    assert Kind.NPS in kinds
    assert Kind.TEXT in kinds
    assert any(question.when for question in form.questions)
    assert form.opening
    assert form.closing


def test_the_gap_template_has_three_statements_a_dimension():
    form = shipped_questionnaires()["servqual"]
    found = [question.dimension for question in form.questions if question.kind is Kind.GAP]
    assert {dimension: found.count(dimension) for dimension in Dimension} == dict.fromkeys(Dimension, 3)
