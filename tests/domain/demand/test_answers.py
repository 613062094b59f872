"""What was shown, what an answer means, what is missing."""

from __future__ import annotations

import pytest
from tests.domain.demand.forms import PARTS, YES_NO, ask, form, whole

from guicheng.domain.demand.answers import (
    answers_of_json,
    as_sent,
    check_answers,
    piped,
    shown_questions,
)
from guicheng.domain.demand.fields import fields_of, fields_of_all
from guicheng.domain.demand.questions import sets_of

OTHER = [*YES_NO, {"id": "x", "text": "其他", "other": True}, {"id": "none", "text": "都没有", "alone": True}]


def complaints(questionnaire, **sent):
    checked = check_answers(
        questionnaire,
        {name.replace("__", "."): [value] if isinstance(value, str) else value for name, value in sent.items()},
    )
    return [(each.field, each.message.render()) for each in checked.complaints]


@pytest.mark.parametrize(
    ("question", "sent", "kept"),
    [
        (ask("q", "single"), {"q": ["no", "yes"]}, {"q": "yes"}),
        (ask("q", "multiple"), {"q": ["no", "yes", "no"]}, {"q": ("yes", "no")}),
        (ask("q", "rating"), {"q": [" 4 "]}, {"q": 4}),
        (ask("q", "rating", unsure=True), {"q": ["na"]}, {"q": "na"}),
        (ask("q", "nps"), {"q": ["0"]}, {"q": 0}),
        (ask("q", "number", least=-3, most=3), {"q": ["-3"]}, {"q": -3}),
        (ask("q", "number"), {"q": ["1000000000"]}, {"q": 1_000_000_000}),
        (ask("q", "text"), {"q": ["  好 "]}, {"q": "好"}),
        (ask("q", "matrix"), {"q.a": ["1"], "q.b": ["5"], "q.c": ["5"]}, {"q.a": 1, "q.b": 5}),
        (ask("q", "matrix", options=YES_NO, unsure=True), {"q.a": ["yes"], "q.b": ["na"]}, {"q.a": "yes", "q.b": "na"}),
        (ask("q", "importance_satisfaction"), {"q.importance": ["5"], "q.satisfaction": [""]}, {"q.importance": 5}),
        (
            ask("q", "expectation_perception"),
            {"q.expectation": ["5"], "q.perception": ["2"]},
            {"q.expectation": 5, "q.perception": 2},
        ),
        (
            ask("q", "kano"),
            {"q.functional": ["1"], "q.dysfunctional": ["5"]},
            {"q.functional": 1, "q.dysfunctional": 5},
        ),
        (ask("q", "ahp"), {"q.a.b": ["-9"], "q.b.c": ["1"]}, {"q.a.b": -9, "q.b.c": 1}),
        (ask("q", "single", options=OTHER), {"q": ["x"], "q.other": ["门铃"]}, {"q": "x", "q.other": "门铃"}),
        (ask("q", "single", options=OTHER), {"q": ["yes"], "q.other": ["门铃"]}, {"q": "yes"}),
        (
            ask("q", "multiple", options=OTHER),
            {"q": ["yes", "x"], "q.other": ["门铃"]},
            {"q": ("yes", "x"), "q.other": "门铃"},
        ),
        (ask("q", "note"), {"q": ["x"]}, {}),
    ],
)
def test_an_answer_becomes_typed(question, sent, kept):
    checked = check_answers(form(question, ask("z", "text")), sent)
    assert checked.complaints == ()
    assert checked.answers == kept
    again = check_answers(form(question, ask("z", "text")), as_sent(checked.answers))
    assert again == checked


@pytest.mark.parametrize(
    ("question", "sent", "said"),
    [
        (ask("q", "single", required=True), {}, ("q", "Choose an answer.")),
        (ask("q", "text", required=True), {"q": "  "}, ("q", "Write an answer.")),
        (ask("q", "number", required=True), {}, ("q", "Enter a number.")),
        (ask("q", "matrix", required=True), {"q__a": "1"}, ("q.b", "Choose an answer.")),
        (ask("q", "single"), {"q": "maybe"}, ("q", "Choose one of the answers shown.")),
        (ask("q", "multiple"), {"q": ["yes", "maybe"]}, ("q", "Choose from the answers shown.")),
        (ask("q", "multiple", options=PARTS, most=2), {"q": ["a", "b", "c"]}, ("q", "Choose at most 2; 3 are chosen.")),
        (ask("q", "multiple", options=PARTS, least=2), {"q": ["a"]}, ("q", "Choose at least 2; 1 are chosen.")),
        (
            ask("q", "multiple", options=OTHER),
            {"q": ["yes", "none"]},
            ("q", "“都没有” excludes the others. Choose it alone, or leave it out."),
        ),
        (ask("q", "rating"), {"q": "6"}, ("q", "Enter a whole number from 1 to 5.")),
        (ask("q", "rating"), {"q": "na"}, ("q", "Enter a whole number from 1 to 5.")),
        (ask("q", "rating"), {"q": "4.5"}, ("q", "Enter a whole number from 1 to 5.")),
        (ask("q", "rating"), {"q": "４"}, ("q", "Enter a whole number from 1 to 5.")),
        (ask("q", "ahp"), {"q__a__b": "0"}, ("q.a.b", "Enter a whole number from -9 to 9.")),
        (ask("q", "ahp"), {"q__a__b": "-1"}, ("q.a.b", "Enter a whole number from -9 to 9.")),
        (ask("q", "text", most=3), {"q": "一二三四"}, ("q", "Shorten the answer to 3 characters; it has 4.")),
    ],
)
def test_what_is_wrong_with_an_answer_is_told(question, sent, said):
    assert complaints(form(question, ask("z", "text")), **sent) == [said]


def test_an_option_that_excludes_the_others_stands_alone():
    assert complaints(form(ask("q", "multiple", options=OTHER)), q="none") == []


def test_branches_follow_the_answers_and_drop_what_was_not_shown():
    asked = whole(
        {
            "id": "a",
            "title": "一",
            "questions": [ask("own", "single"), ask("why", "text", when="own = no", required=True)],
        },
        {
            "id": "b",
            "title": "二",
            "when": "own = yes",
            "questions": [ask("more", "rating"), ask("deep", "text", when="more < 3")],
        },
        {"id": "c", "title": "三", "when": "answered why", "questions": [ask("last", "text")]},
    )
    yes = check_answers(asked, {"own": ["yes"], "why": ["旧"], "more": ["2"], "deep": ["慢"], "last": ["旧"]})
    assert yes.shown == ("own", "more", "deep")
    assert yes.answers == {"own": "yes", "more": 2, "deep": "慢"}
    no = check_answers(asked, {"own": ["no"], "more": ["2"]})
    assert no.shown == ("own", "why")
    assert [each.field for each in no.complaints] == ["why"]
    assert shown_questions(asked, {"own": "no", "why": "远"}) == ("own", "why", "last")


def test_the_sets_of_a_maxdiff_question_belong_to_the_respondent():
    asked = form(ask("q", "maxdiff"))
    question = asked.question("q")
    first = sets_of(question, 5)[0]
    sent = {"q.1.best": [first[0].id], "q.1.worst": [first[1].id]}
    assert check_answers(asked, sent, 5).complaints == ()
    twice = check_answers(asked, {"q.1.best": [first[0].id], "q.1.worst": [first[0].id]}, 5)
    assert [each.message.render() for each in twice.complaints] == [
        "The most and the least important differ. Change one of the two."
    ]
    absent = next(option.id for option in question.options if option not in first)
    assert [each.field for each in check_answers(asked, {"q.1.best": [absent]}, 5).complaints] == ["q.1.best"]


@pytest.mark.parametrize("seed", range(20))
def test_every_option_is_shown_as_often_as_every_other(seed):
    question = form(ask("q", "maxdiff", shown=4, sets=9)).question("q")
    sets = sets_of(question, seed)
    assert all(len({option.id for option in shown}) == 4 for shown in sets)
    counts = [sum(option in shown for shown in sets) for option in question.options]
    assert max(counts) - min(counts) <= 1
    assert sets == sets_of(question, seed)


def test_order_by_chance_keeps_what_is_fixed_and_repeats_with_the_seed():
    options = [*PARTS, {"id": "none", "text": "无", "fixed": True}]
    asked = form(
        ask("q", "single", options=options, shuffle=True),
        ask("r", "matrix", rows=PARTS, shuffle=True),
        ask("s", "text"),
        shuffle=True,
    )
    orders = {tuple(option.id for option in asked.arranged(seed).question("q").options) for seed in range(30)}
    assert len(orders) > 20
    assert {order[-1] for order in orders} == {"none"}
    assert asked.arranged(3) == asked.arranged(3)
    assert form(ask("q", "single")).arranged(3) == form(ask("q", "single"))
    assert {question.id for question in asked.arranged(3).questions} == {"q", "r", "s"}
    assert len({tuple(question.id for question in asked.arranged(seed).questions) for seed in range(30)}) == 6
    assert fields_of_all(asked).keys() == fields_of_all(asked.arranged(3)).keys()


def test_earlier_answers_stand_in_later_texts():
    asked = form(ask("q", "multiple", options=OTHER), ask("n", "rating", unsure=True), ask("t", "text"))
    text = "您选了{q}，打 {n} 分：{t}"
    assert piped(text, asked, {"q": ("yes", "x"), "q.other": "门铃", "n": 4, "t": "x"}) == "您选了是、门铃，打 4 分：x"
    assert piped(text, asked, {"q": ("x",), "n": "na"}) == "您选了其他，打 … 分：…"
    assert piped("{q.other}{gone}", asked, {"q.other": "yes", "gone": "x"}) == "yes…"


def test_answers_kept_as_json_come_back_typed():
    assert answers_of_json({"a": ["x"], "b": 3, "c": "y", "d": None, "e": ("z",)}) == {
        "a": ("x",),
        "b": 3,
        "c": "y",
        "e": ("z",),
    }


def test_a_field_knows_its_question():
    asked = form(ask("q", "single", options=OTHER))
    assert [(field.name, field.opened_by) for field in fields_of(asked.question("q"))] == [("q", ""), ("q.other", "x")]
