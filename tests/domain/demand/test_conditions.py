"""When a question is shown."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from guicheng.domain.demand.conditions import Condition, ConditionRefusedError, Joined, Not, Test, read_condition

ANSWERS = {"tenure": "owner", "nps": 7, "uses": ("gym", "pool"), "gate.satisfaction": "na", "why": ""}
NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,5}(\.[a-z][a-z0-9]{0,3})?", fullmatch=True).filter(
    lambda name: name not in {"and", "or", "not", "in", "has", "answered"}
)
VALUES = st.one_of(st.integers(-99, 99).map(str), st.sampled_from(["owner", "x1"]))
TESTS = st.one_of(
    st.builds(Test, NAMES, st.just("answered")),
    st.builds(
        Test, NAMES, st.sampled_from(["=", "!=", "<", "<=", ">", ">=", "has"]), VALUES.map(lambda value: (value,))
    ),
    st.builds(Test, NAMES, st.just("in"), st.lists(VALUES, min_size=1, max_size=3).map(tuple)),
)


def joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(Not, parts), st.builds(Joined, st.sampled_from(["and", "or"]), several))


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("tenure = owner", True),
        ("tenure != owner", False),
        ("tenure != tenant", True),
        ("tenure < owner", False),
        ("nps >= 7 and nps <= 7", True),
        ("nps > 7 or nps < 7", False),
        ("nps = 7", True),
        ("nps != 7", False),
        ("nps = many", False),
        ("nps != many", True),
        ("uses has gym", True),
        ("uses has tennis", False),
        ("tenure has owner", True),
        ("tenure in (tenant, owner)", True),
        ("tenure in (tenant)", False),
        ("answered nps", True),
        ("answered why", False),
        ("answered gate.satisfaction", False),
        ("gate.satisfaction < 3", False),
        ("not gate.satisfaction < 3", True),
        ("missing != 3", False),
        ("tenure = tenant or nps = 7 and uses has gym", True),
        ("(tenure = owner or nps = 7) and uses has tennis", False),
        ("not (tenure = owner and nps = 7)", False),
        ("not not tenure = owner", True),
        ("nps > -1", True),
    ],
)
def test_a_condition_holds_for_answers(text, holds):
    assert read_condition(text).holds(ANSWERS) is holds


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The condition ends too early: the name of a field should follow."),
        ("tenure", "ends too early: =, !=, <, <=, >, >=, “has” or “in” should follow"),
        ("tenure =", "ends too early: the name of an option or a whole number should follow"),
        ("tenure = owner nps", "“nps” at character 16 of the condition: the end, “and” or “or” should stand here"),
        ("tenure in owner", "“owner” at character 11 of the condition: “(” should stand here"),
        ("(nps = 1", "“)” should follow"),
        ("= 3", "“=” at character 1 of the condition: the name of a field should stand here"),
        ("nps = 1.5", "“1.5” at character 7"),
        ("nps = __import__", "“_” at character 7 is not part of a condition"),
        ("nps = 1; drop", "“;” at character 8"),
        ("and = 3", "“and” at character 1"),
        ("nps = 业主", "“业” at character 7"),
        ("nps = or", "“or” at character 7"),
        ("(" * 9 + "nps = 1" + ")" * 9, "nested too deep"),
        ("not " * 9 + "nps = 1", "nested too deep"),
        ("nps = 1 or " * 60 + "nps = 2", "more than 500 characters"),
    ],
)
def test_what_is_no_condition_is_refused_with_its_place(text, said):
    with pytest.raises(ConditionRefusedError, match=re.escape(said)):
        read_condition(text)


@given(st.recursive(TESTS, joined, max_leaves=6))
def test_a_written_condition_reads_back_with_the_same_meaning(condition):
    text = str(condition)
    assume(len(text) <= 500 and text.count("not not not") == 0 and text.count("(") < 6)
    again = read_condition(text)
    assert str(again) == text
    assert {test.field for test in again.fields()} == {test.field for test in condition.fields()}
    assert again.holds(ANSWERS) == condition.holds(ANSWERS)
