"""Pairs of clauses and the verdict that people of the field give; each is asked both ways."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from guicheng.adapters.facts_json import facts_of
from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import UNKNOWN, Verdict, compare_clauses, terms_of

CASES = Path(__file__).resolve().parents[2] / "cases" / "comparison"


def rows():
    for path in sorted(CASES.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield pytest.param(row, id=f"{path.stem}: {row['a']} | {row['b']}")


def ask(a, b, facts):
    return compare_clauses(terms_of(read(a)), terms_of(read(b)), facts)


@pytest.mark.parametrize("row", list(rows()))
def test_two_clauses_stand_as_people_say(row):
    facts, strange = facts_of(json.loads(row["context"])) if row["context"] else (UNKNOWN, ())
    assert not strange
    there = ask(row["a"], row["b"], facts)
    assert there.verdict == row["verdict"], there
    assert ask(row["b"], row["a"], facts).verdict is Verdict(row["verdict"]).swapped
    assert (there.missing is not None) == (there.verdict is Verdict.CANNOT_COMPARE)
    assert (there.witness is not None) == (there.verdict in {Verdict.LOOSER, Verdict.CONFLICT})
