"""What may be answered to a line of a checklist."""

from decimal import Decimal

import pytest

from guicheng.domain.evidence.lines import Bounds, Fault, LineKind, LineRule, Mark, PhotoRule, faults_of, mark_of

PASS = LineRule("p", LineKind.PASS)
DEPTH = LineRule("d", LineKind.NUMBER, Bounds(high=Decimal(2)))
WARM = LineRule("w", LineKind.NUMBER, Bounds(Decimal(26), Decimal(27)))
OPEN = LineRule("o", LineKind.NUMBER, Bounds(Decimal(1), Decimal(3), low_open=True, high_open=True))
NOTED = LineRule("n", LineKind.NUMBER)
GRADE = LineRule("g", LineKind.CHOICE, choices=("优", "良", "差"), failing=frozenset({"差"}))
WEATHER = LineRule("e", LineKind.CHOICE, choices=("晴", "雨"))
PHOTO, SIGN, TEXT = (LineRule(kind, LineKind(kind)) for kind in ("photo", "signature", "text"))


@pytest.mark.parametrize(
    ("rule", "answer", "mark"),
    [
        (PASS, "pass", Mark.PASS),
        (PASS, "fail", Mark.FAIL),
        (PASS, "na", Mark.NOT_APPLICABLE),
        (PASS, "Pass", None),
        (PASS, True, None),
        (PASS, ["pass"], None),
        (DEPTH, "2", Mark.PASS),
        (DEPTH, "2.000001", Mark.FAIL),
        (DEPTH, "-1", Mark.PASS),
        (DEPTH, "two", None),
        (DEPTH, 2, None),
        (DEPTH, "٢", None),
        (DEPTH, "1e3", None),
        (WARM, "26", Mark.PASS),
        (WARM, "27", Mark.PASS),
        (WARM, "25.9", Mark.FAIL),
        (WARM, "27.1", Mark.FAIL),
        (OPEN, "1", Mark.FAIL),
        (OPEN, "3", Mark.FAIL),
        (OPEN, "2", Mark.PASS),
        (NOTED, "380", Mark.NOTED),
        (GRADE, "差", Mark.FAIL),
        (GRADE, "优", Mark.PASS),
        (GRADE, "中", None),
        (GRADE, {}, None),
        (WEATHER, "雨", Mark.NOTED),
        (PHOTO, "told", Mark.NOTED),
        (SIGN, "told", Mark.NOTED),
        (TEXT, "told", Mark.NOTED),
        (TEXT, "some words", None),
    ],
)
def test_what_an_answer_says(rule, answer, mark):
    assert mark_of(rule, answer) is mark


def faults(rule, answer, *, photos=(), arrived=(), bulk=False, **more):
    return faults_of(rule, {"answer": answer, **more}, photos, arrived, bulk=bulk)


def test_a_failed_line_needs_a_photo_that_arrived():
    assert faults(PASS, "pass") == ()
    assert faults(PASS, "fail") == (Fault.NO_PHOTO,)
    assert faults(PASS, "fail", photos=["a", "b"], arrived={"a"}) == (Fault.PHOTO_UNDER_WAY,)
    assert faults(PASS, "fail", photos=["a"], arrived={"a"}) == ()
    assert faults(DEPTH, "3") == (Fault.NO_PHOTO,)
    assert faults(LineRule("f", LineKind.PASS, photo=PhotoRule.NEVER), "fail") == ()


def test_a_line_that_always_needs_a_photo_needs_one_for_a_pass_too():
    always = LineRule("a", LineKind.PASS, photo=PhotoRule.ALWAYS)
    assert faults(always, "pass") == (Fault.NO_PHOTO,)
    assert faults(PHOTO, "told") == (Fault.NO_PHOTO,)
    assert faults(PHOTO, "told", photos=["a"], arrived=["a"]) == ()
    assert faults(always, "na", reason="closed") == ()


def test_what_does_not_apply_needs_one_of_the_reasons():
    assert faults(PASS, "na") == (Fault.NO_REASON,)
    assert faults(PASS, "na", reason="tired") == (Fault.NO_REASON,)
    assert faults(PASS, "na", reason=["closed"]) == (Fault.NO_REASON,)
    assert faults(PASS, "na", reason="absent") == ()
    assert faults(LineRule("s", LineKind.PASS, skippable=False), "na", reason="absent") == (Fault.NOT_SKIPPABLE,)


def test_passing_together_skips_no_number_no_photo_and_no_failure():
    always = LineRule("a", LineKind.PASS, photo=PhotoRule.ALWAYS)
    assert faults(PASS, "pass", bulk=True) == ()
    assert faults_of(PASS, {"answer": "pass", "bulk": True}, (), (), bulk=True) == ()
    assert faults_of(PASS, {"answer": "pass", "bulk": True}, (), (), bulk=False) == (Fault.IN_BULK,)
    assert faults_of(PASS, {"answer": "fail", "bulk": True}, (), (), bulk=True) == (Fault.IN_BULK,)
    assert faults_of(DEPTH, {"answer": "1", "bulk": True}, (), (), bulk=True) == (Fault.IN_BULK,)
    assert faults_of(always, {"answer": "pass", "bulk": True}, ("a",), ("a",), bulk=True) == (Fault.IN_BULK,)
    assert faults(PASS, "maybe") == (Fault.NOT_AN_ANSWER,)
