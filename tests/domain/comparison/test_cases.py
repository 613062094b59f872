"""Pairs of clauses with the verdict that a person gave them: ``tests/cases/comparison/*.tsv``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guicheng.adapters.facts_json import facts_of
from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_clauses, terms_of

CASES = Path(__file__).parents[2] / "cases" / "comparison"
WITNESSED = {Verdict.LOOSER, Verdict.CONFLICT}


def rows():
    for file in sorted(CASES.glob("*.tsv")):
        head, *lines = file.read_text(encoding="utf-8").splitlines()
        assert head == "a\tb\tcontext\tverdict", file.name
        for line in lines:
            a, b, context, verdict = line.split("\t")
            yield pytest.param(a, b, json.loads(context or "{}"), Verdict(verdict), id=f"{file.stem}: {a} | {b}")


def paired(a, b, context):
    facts, strange = facts_of(context)
    assert not strange
    return compare_clauses(terms_of(read(a)), terms_of(read(b)), facts)


@pytest.mark.parametrize(("a", "b", "context", "verdict"), list(rows()))
def test_a_pair_stands_as_the_case_says_from_either_side(a, b, context, verdict):
    found = paired(a, b, context)
    assert found.verdict is verdict
    assert (found.witness is not None) == (verdict in WITNESSED)
    assert (found.missing is not None) == (verdict is Verdict.CANNOT_COMPARE)
    assert paired(b, a, context).verdict is verdict.swapped
