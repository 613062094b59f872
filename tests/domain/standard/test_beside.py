"""Two clauses set beside one another as wholes: what their promises tell, and what one of them denies."""

from __future__ import annotations

from pathlib import Path

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked
from guicheng.domain.comparison.facts import Facts
from guicheng.domain.standard.beside import set_beside
from guicheng.domain.standard.claims import contradiction
from guicheng.domain.standard.fees import fees_in

CASES = Path(__file__).parents[2] / "cases"
OPEN = {"COMPATIBLE", "DISJOINT", "CANNOT_COMPARE"}


def rows(folder):
    for file in sorted((CASES / folder).glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines()[1:]:
            yield tuple(line.split("\t"))


def test_there_are_cases():
    assert [*rows("beside")]


@pytest.mark.parametrize(("a", "b", "verdict"), [*rows("beside")])
def test_what_one_clause_denies_is_no_other_matter(a, b, verdict):
    found = set_beside(read(a), read(b))
    assert found.verdict is Verdict(verdict)
    assert (found.witness is not None) == (verdict in {"CONFLICT", "LOOSER"})
    assert set_beside(read(b), read(a)).verdict is Verdict(verdict).swapped


def test_what_whoever_keeps_the_stricter_clause_keeps_is_no_conflict():
    told = [(a, b, verdict) for a, b, verdict in rows("asked") if verdict in OPEN and contradiction(a, b)]
    assert told
    assert [row for row in told if set_beside(read(row[0]), read(row[1])).verdict.name != row[2]] == []


def test_clauses_of_two_things_deny_nothing():
    a, b = (read(text) for text in ("西门每晚23:00上锁,次日5:30打开。", "西门昼夜开放,行人随时可以通行。"))
    assert set_beside(a, b).verdict is Verdict.CONFLICT
    assert set_beside(a, b, Facts(same_activity=False)).verdict is compare_asked(a, b).verdict


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        ("货车停放最多免费20分钟,超过20分钟即计费。", "货车停放1小时以内免费。", True),
        ("货车停放20分钟以内免费。", "货车停放1小时以内免费。", False),
        ("货车停放每次收费5元。", "货车停放免费。", True),
    ],
)
def test_a_fee_is_beyond_what_is_given_for_nothing(a, b, told):
    (first,), (second,) = fees_in(a), fees_in(b)
    assert first.denies(second)
    assert first.is_beyond(second) is told
    assert not second.is_beyond(first)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        # Two doors, and two kinds of doors.
        ("垃圾房门使用后随手关闭。", "单元门全天敞开。"),
        ("常闭式防火门应保持关闭状态。", "常开式防火门平时保持开启状态。"),
        # In other hours, or one state in other words.
        ("防火门夜间关闭。", "防火门白天敞开。"),
        ("防火门白天不得敞开。", "防火门夜间敞开。"),
        ("防火门应保持关闭。", "防火门不得敞开。"),
        # No door, and no state.
        ("路灯随手关闭。", "防火门全天敞开。"),
        ("防火门每月检查一次。", "防火门应保持关闭。"),
    ],
)
def test_doors_that_can_be_kept_as_both_ask_deny_nothing(a, b):
    for first, second in ((a, b), (b, a)):
        assert set_beside(read(first), read(second)).verdict is not Verdict.CONFLICT
