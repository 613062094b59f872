"""Clauses of two authors with the verdicts of people: ``tests/cases/asked/*.tsv``, and those still open in open.txt."""

from __future__ import annotations

from pathlib import Path

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked
from guicheng.domain.comparison.facts import UNKNOWN, Facts

CASES = Path(__file__).parents[2] / "cases" / "asked"
#: Whoever hears these takes a promise for kept that is not.
PROMISED = {Verdict.TIGHTER, Verdict.EQUAL}
BROKEN = {Verdict.LOOSER, Verdict.CONFLICT, Verdict.CANNOT_COMPARE}
WITNESSED = {Verdict.LOOSER, Verdict.CONFLICT}


def rows(file):
    head, *lines = file.read_text(encoding="utf-8").splitlines()
    assert head == "a\tb\tverdict", file.name
    for line in lines:
        a, b, verdict = line.split("\t")
        yield pytest.param(a, b, Verdict(verdict), id=f"{file.stem}: {a} | {b}")


def told():
    return [row for file in sorted(CASES.glob("*.tsv")) for row in rows(file)]


@pytest.mark.parametrize(("a", "b", "verdict"), told())
def test_two_authors_of_one_promise_are_told_as_people_tell_them(a, b, verdict):
    found = compare_asked(read(a), read(b))
    assert found.verdict is verdict
    assert (found.witness is not None) == (verdict in WITNESSED)
    assert (found.missing is not None) == (verdict is Verdict.CANNOT_COMPARE)
    assert compare_asked(read(b), read(a)).verdict is verdict.swapped


@pytest.mark.parametrize(("a", "b", "verdict"), list(rows(CASES / "open.txt")))
def test_what_is_not_told_yet_is_never_told_as_kept(a, b, verdict):
    for first, second, truth in ((a, b, verdict), (b, a, verdict.swapped)):
        found = compare_asked(read(first), read(second)).verdict
        assert not (found in PROMISED and truth in BROKEN)


def test_what_a_person_said_decides_over_likeness():
    a, b = read("庭院廊架每周擦拭两次"), read("休憩亭子每周抹尘一次")
    assert compare_asked(a, b, UNKNOWN).verdict in {Verdict.CANNOT_COMPARE, Verdict.DISJOINT}
    assert compare_asked(a, b, Facts(same_activity=True)).verdict is Verdict.TIGHTER
