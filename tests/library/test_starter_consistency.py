"""The starter library is one system: its grades are a proved ladder, and no two of its clauses are at odds."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import combinations, pairwise

import pytest

from guicheng.domain.comparison import Verdict, compare_clauses, terms_of
from guicheng.domain.manual.reading import Checks
from guicheng.domain.values import Severity
from guicheng.usecases.check_standards import check_standards
from guicheng.usecases.checked_clauses import Source, Wanted
from library import starter

GRADES = ("一级", "二级", "三级")
AT_ODDS = {Verdict.CONFLICT, Verdict.LOOSER, Verdict.TIGHTER}
#: Two acts that the vocabulary knows by one word: open ditches and pipes, assigning a complaint and calling back.
ONE_WORD = {("BJ-08/1.2", "BJ-08/1.4"), ("KF-04/1.3", "KF-04/2.1")}


@pytest.mark.parametrize("standard", starter.folder().standards, ids=lambda standard: standard.code)
def test_each_grade_is_proved_to_keep_the_next(standard):
    steps = 0
    for part in (part for owner, part in starter.clauses() if owner is standard):
        for better, lesser in pairwise(starter.ladder(standard, part)):
            if better.text != lesser.text:
                steps += 1
                verdict = compare_clauses(terms_of(better.reading), terms_of(lesser.reading)).verdict
                assert verdict is Verdict.TIGHTER, (better.text, lesser.text)
    assert steps


@pytest.mark.parametrize("grade", GRADES)
def test_no_two_clauses_of_one_activity_are_at_odds(grade):
    buckets = defaultdict(list)
    for row in (row for row in starter.rows() if row.grade == grade):
        terms = terms_of(row.reading)
        for key in {term.key for term in terms if term.key.known}:
            buckets[key].append((row.clause, terms))
    assert any(len(found) > 1 for found in buckets.values())
    found = {
        (one, other)
        for bucket in buckets.values()
        for (one, mine), (other, theirs) in combinations(bucket, 2)
        if compare_clauses(mine, theirs).verdict in AT_ODDS
    }
    assert found <= ONE_WORD


def test_a_check_of_the_whole_library_finds_no_error_and_suspects_nothing():
    report = check_standards([Source(starter.folder())], Wanted(Checks(), date(2026, 1, 1)))
    told = [
        (each.spot.place, each.finding.code) for each in report.findings if each.finding.severity is not Severity.HINT
    ]
    assert told == []
