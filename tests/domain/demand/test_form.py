"""A questionnaire as JSON, and what is wrong with one."""

from __future__ import annotations

import json

import pytest
from tests.domain.demand.forms import PARTS, YES_NO, ask, faults, whole

from guicheng.domain.demand.form import fields_of_kind, read_form, write_form
from guicheng.domain.demand.questions import Kind

FULL = {
    "title": "业主问卷",
    "audience": "owner",
    "opening": "约 5 分钟。",
    "closing": "谢谢。",
    "sections": [
        {
            "id": "you",
            "title": "您",
            "text": "先认识一下。",
            "questions": [
                ask("tenure", "single", required=True, shuffle=True, hint="选一个"),
                ask(
                    "uses",
                    "multiple",
                    options=[
                        *PARTS,
                        {"id": "none", "text": "都没有", "alone": True, "fixed": True},
                        {"id": "x", "text": "其他", "other": True},
                    ],
                    least=1,
                    most=3,
                ),
                ask("age", "number", least=-5, most=0),
                ask("hello", "note"),
            ],
        },
        {
            "id": "work",
            "title": "服务",
            "when": "tenure = yes",
            "shuffle": True,
            "questions": [
                ask(
                    "speed",
                    "importance_satisfaction",
                    points=7,
                    low="不",
                    high="很",
                    unsure=True,
                    item="engineering.repair",
                ),
                ask("gap", "expectation_perception", dimension="reliability"),
                ask("nps", "nps", when="uses has a"),
                ask("stars", "rating"),
                ask("grid", "matrix"),
                ask("table", "matrix", options=YES_NO),
                ask("kano", "kano"),
                ask("best", "maxdiff"),
                ask("weigh", "ahp"),
                ask("why", "text", most=200, text="您选了{uses}，为什么？"),
            ],
        },
    ],
}


def test_a_questionnaire_goes_through_json_and_comes_back_equal():
    found, wrong = read_form(FULL)
    assert wrong == ()
    again, wrong = read_form(json.loads(json.dumps(write_form(found))))
    assert wrong == ()
    assert again == found
    assert write_form(found)["sections"][0]["questions"][2]["most"] == 0


def test_figures_and_truth_written_as_text_are_read_as_yaml_gives_them():
    found = whole(
        {"id": "s", "title": "节", "questions": [ask("stars", "rating", points="7", required="true", unsure="no")]}
    )
    question = found.question("stars")
    assert (question.points, question.required, question.unsure) == (7, True, False)


def test_every_kind_has_a_list_of_its_fields():
    assert all(set(fields_of_kind(kind)) >= {"id", "kind", "text"} for kind in Kind)


def test_a_question_is_found_by_the_name_of_its_field():
    found, _wrong = read_form(FULL)
    assert found.question("speed.importance") is found.question("speed")
    assert found.question("nothing") is None
    assert found.question("uses").option("none").alone
    assert found.question("uses").option("nothing") is None


@pytest.mark.parametrize(
    ("questions", "path", "said"),
    [
        ([ask("q", "singel")], "questions[1].kind", "Perhaps “single” is meant"),
        ([ask("q", "xyz")], "questions[1].kind", "Allowed: single, multiple"),
        ([{"id": "q", "text": "？"}], "questions[1].kind", "The field “kind” is missing."),
        ([ask("q", "text", points=5)], "questions[1].points", "“points” is not known here"),
        ([ask("Q1", "text")], "questions[1].id", "“Q1” is no name"),
        ([ask("and", "text")], "questions[1].id", "a word of conditions"),
        ([{"kind": "text", "text": "？"}], "questions[1].id", "The field “id” is missing."),
        ([ask("q", "text", text="")], "questions[1].text", "The field “text” is missing."),
        ([ask("q", "text", text=5)], "questions[1].text", "A plain text stands here."),
        ([ask("q", "text", text="长" * 2001)], "questions[1].text", "Shorten the text to 2000"),
        ([ask("q", "text", required="perhaps")], "questions[1].required", "Write true or false"),
        ([ask("q", "rating", points="many")], "questions[1].points", "A whole number stands here"),
        ([ask("q", "rating", points=True)], "questions[1].points", "A whole number stands here"),
        ([ask("q", "rating", points=11)], "questions[1].points", "2 to 10 points"),
        ([ask("q", "single", options=[])], "questions[1].options", "at least one entry"),
        ([ask("q", "single", options="ab")], "questions[1].options", "at least one entry"),
        ([ask("q", "single", options=["a", "b"])], "questions[1].options[1]", "Fields with their values"),
        ([ask("q", "single", options=YES_NO[:1])], "questions[1].options", "fewer than two options"),
        ([ask("q", "single", options=[*YES_NO, *YES_NO])], "questions[1].options[3].id", "“yes” is taken"),
        (
            [ask("q", "single", options=[*YES_NO, {"id": "na", "text": "无"}])],
            "questions[1].options[3].id",
            "I cannot say",
        ),
        (
            [ask("q", "single", options=[{"id": n, "text": n, "other": True} for n in "ab"])],
            "questions[1].options",
            "One option alone",
        ),
        (
            [ask("q", "single", options=[{"id": f"o{n}", "text": "x"} for n in range(61)])],
            "questions[1].options",
            "At most 60 entries",
        ),
        ([ask("q", "multiple", most=3)], "questions[1].most", "At least one can be chosen"),
        ([ask("q", "multiple", most=1, least=2)], "questions[1].least", "not more than the most"),
        ([ask("q", "matrix", options=YES_NO, points=5)], "questions[1].options", "not both"),
        ([ask("q", "number", least=5, most=5)], "questions[1].most", "above the lowest"),
        ([ask("q", "text", most=0)], "questions[1].most", "1 to 10,000"),
        ([ask("q", "maxdiff", shown=6)], "questions[1].shown", "A set shows 3 to 6"),
        ([ask("q", "maxdiff", sets=1)], "questions[1].sets", "2 to 20 sets"),
        ([ask("q", "ahp", options=PARTS[:2])], "questions[1].options", "3 to 7 options"),
        ([ask("q", "text", item="not a key")], "questions[1].item", "no key of the service catalogue"),
        ([ask("q", "rating", dimension="kindness")], "questions[1].dimension", "Allowed: tangibles"),
        ([ask("q", "text"), ask("q", "text")], "questions[2].id", "“q” is taken"),
        (
            [ask("q", "text", when="later = yes"), ask("later", "single")],
            "questions[1].when",
            "not the field of an earlier question",
        ),
        ([ask("q", "text", when="q =")], "questions[1].when", "ends too early"),
        (
            [ask("a", "single"), ask("q", "text", when="a < 3")],
            "questions[2].when",
            "“<” does not fit the field a. Use: answered, =, !=, in.",
        ),
        ([ask("a", "single"), ask("q", "text", when="a = maybe")], "questions[2].when", "“maybe” is no answer of a"),
        ([ask("a", "rating"), ask("q", "text", when="a > 9")], "questions[2].when", "“9” is no answer of a"),
        ([ask("a", "rating"), ask("q", "text", when="a = yes")], "questions[2].when", "“yes” is no answer of a"),
        (
            [ask("a", "maxdiff"), ask("q", "text", when="a.1.best = a")],
            "questions[2].when",
            "not the field of an earlier",
        ),
        ([ask("q", "text", text="您选了{later}")], "questions[1].text", "not the field of an earlier"),
        (
            [ask("q", "single", options=[*YES_NO, {"id": "z", "text": "{zz}"}])],
            "questions[1].options[3].text",
            "not the field",
        ),
        ([ask("q", "note")], "sections", "No question asks for an answer"),
        ([], "questions", "at least one entry"),
    ],
)
def test_a_fault_is_told_with_its_place(questions, path, said):
    found = faults(*questions)
    assert any(place == path and said in sentence for place, sentence in found), found


def test_answered_fits_every_field_and_is_no_fault():
    assert faults(ask("a", "text"), ask("q", "text", when="answered a")) == []


def test_shuffled_questions_cannot_look_at_one_another():
    found = faults(ask("a", "single"), ask("q", "text", when="a = yes"), shuffle=True)
    assert [path for path, _said in found] == ["questions[2].when"]


def test_the_faults_of_sections_are_told_too():
    section = {"id": "s", "title": "{x}", "text": "{y}", "when": "z = 1", "questions": [ask("q", "text")]}
    _found, wrong = read_form({"title": "问卷", "sections": [section, {**section, "questions": [ask("r", "text")]}]})
    assert [fault.path for fault in wrong] == [
        "sections[2].id",
        "sections[1].when",
        "sections[1].title",
        "sections[1].text",
        "sections[2].when",
        "sections[2].title",
        "sections[2].text",
    ]


def test_what_is_no_map_or_too_much_is_told():
    assert read_form([])[1][0].message.render() == "A questionnaire has the fields title and sections."
    many = [
        {"id": f"s{n}", "title": "节", "questions": [ask(f"q{n}_{k}", "text") for k in range(101)]} for n in range(2)
    ]
    assert any(
        "At most 200 questions" in fault.message.render() for fault in read_form({"title": "x", "sections": many})[1]
    )
