"""Questionnaires to and from XLSForm."""

from __future__ import annotations

import io

import openpyxl
import pytest
from tests.domain.demand.forms import PARTS, YES_NO, ask, form, whole

from adapters.hostile_files import refused
from guicheng.adapters.questionnaires import shipped_questionnaires
from guicheng.adapters.xlsform import read_xlsform, write_xlsform
from guicheng.adapters.xlsform.expressions import ExpressionRefusedError, read_expression, write_expression
from guicheng.domain.demand.answers import shown_questions
from guicheng.domain.demand.conditions import read_condition
from guicheng.domain.demand.form import write_form
from guicheng.domain.demand.questions import Kind
from guicheng.domain.values import FileRefusedError

MAPPED = ("owner", "tenant", "merchant", "visitor", "kano", "servqual")


def book(survey: list[list[str]], choices: list[list[str]] = (), **settings: str) -> bytes:
    """Return a workbook: rows of the survey sheet with their head first."""
    made = openpyxl.Workbook()
    made.active.title = "survey"
    for row in survey:
        made.active.append(row)
    listed = made.create_sheet("choices")
    for row in [["list_name", "name", "label"], *choices]:
        listed.append(row)
    page = made.create_sheet("settings")
    page.append(list(settings))
    page.append(list(settings.values()))
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def read(
    survey: list[list[str]],
    choices: list[list[str]] = (),
    head: str = "type name label relevant constraint parameters appearance required",
):
    return read_xlsform("form.xlsx", book([head.split(), *survey], choices, form_title="问卷"))


@pytest.mark.parametrize("name", MAPPED)
def test_a_template_goes_out_and_comes_back_with_the_same_questions(name):
    sent = shipped_questionnaires()[name]
    data, left_out = write_xlsform(sent, name)
    assert [each.place for each in left_out] == (["wanted"] if name == "owner" else [])
    back = read_xlsform("form.xlsx", data)
    assert back.faults == ()
    assert back.left_out == ()
    assert back.form.opening == sent.opening
    for theirs, ours in zip(back.form.questions, sent.questions, strict=True):
        assert (theirs.id, theirs.kind, theirs.text, theirs.required) == (ours.id, ours.kind, ours.text, ours.required)
        assert (theirs.points, theirs.unsure, theirs.item, theirs.dimension) == (
            ours.points,
            ours.unsure,
            ours.item,
            ours.dimension,
        )
        assert [(o.id, o.text, o.other, o.alone) for o in theirs.options] == [
            (o.id, o.text, o.other, o.alone) for o in ours.options
        ]
        assert (theirs.least, theirs.most, theirs.shuffle) == (ours.least, ours.most, ours.shuffle)


def test_the_other_kinds_go_out_and_come_back():
    sent = whole(
        {
            "id": "s",
            "title": "节",
            "text": "说明",
            "questions": [
                ask("grid", "matrix", points=7, low="差", high="好", shuffle=True, required=True),
                ask("table", "matrix", options=YES_NO, unsure=True),
                ask("count", "number", least=-2, most=9),
                ask("hello", "note"),
                ask("uses", "multiple", options=[*PARTS, {"id": "none", "text": "无", "alone": True}], least=1, most=3),
                ask("stars", "rating", unsure=True, low="差", high="好"),
                ask("nps", "nps", unsure=True),
            ],
        },
        {
            "id": "t",
            "title": "节二",
            "when": "uses has a",
            "questions": [ask("why", "text", most=20, text="您给{grid.a}和{stars}")],
        },
    )
    data, left_out = write_xlsform(sent)
    assert left_out == ()
    back = read_xlsform("form.xlsx", data)
    assert back.faults == ()
    assert write_form(back.form) == write_form(sent)


def test_what_has_no_word_in_xlsform_is_named():
    sent = form(ask("best", "maxdiff"), ask("weigh", "ahp"), ask("q", "text"), shuffle=True)
    data, left_out = write_xlsform(sent)
    assert [each.place for each in left_out] == ["s", "best", "weigh"]
    assert [question.id for question in read_xlsform("form.xlsx", data).form.questions] == ["q"]


def test_an_option_that_keeps_its_place_is_named_when_the_others_move():
    options = [*YES_NO, {"id": "none", "text": "无", "fixed": True}]
    _data, left_out = write_xlsform(form(ask("q", "single", options=options, shuffle=True)))
    assert [each.place for each in left_out] == ["q"]


def test_no_cell_is_a_formula():
    sent = form(ask("q", "single", text="=1+1", options=[{"id": "a", "text": "+1"}, {"id": "b", "text": "@x"}]))
    data, _left_out = write_xlsform(sent)
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(data)) for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert read_xlsform("form.xlsx", data).form.questions[0].text == "=1+1"


def test_a_form_of_another_tool_is_read_and_what_does_not_map_is_told():
    found = read(
        [
            ["start", "start"],
            ["select_one yn", "Has-Car", "有车吗？", "", "", "", "", "yes"],
            ["geopoint", "where", "在哪里？"],
            ["begin_repeat", "Child", "孩子"],
            ["integer", "age", "几岁？", "${Has-Car} = 'Y'", ". >= 0 and . <= 17 and . != 3"],
            ["end_repeat", ""],
            ["range", "score", "打分", "count(${x}) > 1", "", "start=1 end=5 step=1"],
            ["range", "nps", "推荐", "", "", "start=0 end=10 step=1"],
            ["range", "degrees", "温度", "", "", "start=16 end=30 step=2"],
            ["select_multiple gone", "gone", "选"],
            ["select_multiple yn", "both", "都选", "not(${score} > 3) and selected(${Has-Car}, 'N')"],
        ],
        [["yn", "Y", "有"], ["yn", "N", "没有"]],
    )
    assert [each.place for each in found.left_out] == ["survey 4", "survey 5", "survey 6", "survey 8", "survey 11"]
    assert "geopoint" in found.left_out[0].message.render()
    assert found.renamed["Has-Car"] == "has_car"
    assert found.form is None
    assert any("at least one entry" in fault.message.render() for fault in found.faults)


def test_names_of_another_tool_become_ours_each_once():
    found = read(
        [
            ["select_one yn", "Q.1", "一", "", "", "", "", "true"],
            ["text", "q_1", "二", "${Q.1} != 'Y'"],
            ["text", "and", "三 ${Q.1}", "string-length(${q_1}) > 0"],
            ["integer", "n", "四", "", ". >= 2 and . <= 8"],
        ],
        [["yn", "Y", "有"], ["yn", "N", "没有"]],
    )
    assert found.faults == ()
    assert [question.id for question in found.form.questions] == ["q_1", "q_1_2", "and_2", "n"]
    assert str(found.form.question("q_1_2").when) == "q_1 != y"
    assert found.form.question("and_2").text == "三 {q_1}"
    assert shown_questions(found.form, {"q_1": "n", "q_1_2": "x"}) == ("q_1", "q_1_2", "and_2", "n")
    assert (found.form.question("n").least, found.form.question("n").most) == (2, 8)


def test_nested_groups_keep_the_conditions_around_them():
    found = read(
        [
            ["select_one yn", "a", "一"],
            ["begin_group", "outer", "外", "${a} = 'Y'"],
            ["begin_group", "inner", "内", "${a} != 'N'"],
            ["text", "b", "二"],
            ["end_group", ""],
            ["end_group", ""],
            ["end_group", ""],
        ],
        [["yn", "Y", "有"], ["yn", "N", "没有"]],
    )
    assert found.form.sections[1].title == "内"
    assert shown_questions(found.form, {"a": "y"}) == ("a", "b")
    assert shown_questions(found.form, {"a": "n"}) == ("a",)


def test_of_several_languages_the_chinese_one_is_taken():
    data = book([["type", "name", "label::English (en)", "label::中文 (zh)"], ["text", "a", "Why?", "为什么？"]])
    assert read_xlsform("form.xlsx", data).form.questions[0].text == "为什么？"
    data = book([["type", "name", "label::English (en)", "label::Français"], ["text", "a", "Why?", "Pourquoi ?"]])
    assert read_xlsform("form.xlsx", data).form.questions[0].text == "Why?"


def test_a_workbook_without_a_survey_is_refused():
    made = openpyxl.Workbook()
    stream = io.BytesIO()
    made.save(stream)
    with pytest.raises(FileRefusedError, match="no sheet called survey"):
        read_xlsform("x.xlsx", stream.getvalue())


@pytest.mark.parametrize(
    "case", [case for case in refused() if case[1].endswith((".xlsx", ".xlsm", ".xls"))], ids=lambda case: case[0]
)
def test_a_hostile_workbook_is_refused(case):
    with pytest.raises(FileRefusedError):
        read_xlsform(case[1], case[2]())


@pytest.mark.parametrize(
    "text",
    [
        "a = x",
        "a != x and b >= 3",
        "uses has gym or not (a in (x, y) and answered b.importance)",
        "not a < 3",
        "a > -1",
    ],
)
def test_a_condition_goes_through_xpath_with_its_meaning(text):
    condition = read_condition(text)
    again = read_expression(write_expression(condition), lambda name: name.replace("__", "."))
    answers = [
        {},
        {"a": "x"},
        {"a": "z", "b": 3},
        {"a": 2, "b.importance": 4},
        {"uses": ("gym",)},
        {"a": "y", "b": 5, "b.importance": 1},
    ]
    assert [again.holds(each) for each in answers] == [condition.holds(each) for each in answers]


@pytest.mark.parametrize(
    "text",
    [
        "${a} + 1 = 3",
        "count(${a}) > 1",
        "${a} =",
        "= 3",
        "(${a} = 1",
        "${a} = 1)",
        "not ${a} = 1",
        "${a} , 1",
        "selected(${a} 'x')",
        "${a} = 1 #",
        "(" * 14 + "${a} = 1" + ")" * 14,
        "${a} = 1 or " * 200 + "${a} = 1",
        "string-length(${a}) > 5",
    ],
)
def test_other_xpath_is_refused(text):
    with pytest.raises(ExpressionRefusedError):
        read_expression(text, str)


def test_nothing_answered_is_a_test_of_its_own():
    assert str(read_expression("${a} = ''", str)) == "not answered a"
    assert str(read_expression("${a} != ''", str)) == "answered a"


def test_the_kinds_are_all_written_or_named():
    options = {"options": YES_NO}
    for kind in Kind:
        _data, left_out = write_xlsform(form(ask("q", kind.value), ask("z", "single", **options)))
        assert bool(left_out) is (kind in {Kind.MAXDIFF, Kind.AHP})
