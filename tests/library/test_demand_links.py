"""Clauses suggested for what residents ask for, measured on the starter library with the standards a person named.

``demands.tsv`` names for each demand the standards whose clauses answer it. Its sentences were written before the
scores were looked at, as residents say them and not as clauses do.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from guicheng.domain.comparison import shipped_vocabulary
from guicheng.domain.demand.linking import ClauseIndex
from library import starter

CASES = Path(__file__).with_name("demands.tsv")
#: What the measure must not fall below: the first suggestion, any of five, and suggestions among all that are right.
FIRST, AMONG_FIVE, PRECISION = 0.75, 0.85, 0.75


@cache
def shelf():
    """The clauses of the best grade, each with its standard."""
    rows = [row for row in starter.rows() if row.grade == "一级"]
    texts = [f"{row.standard.title} {row.text}" for row in rows]
    return [row.standard.code for row in rows], ClauseIndex(texts, shipped_vocabulary())


@cache
def cases():
    with CASES.open(encoding="utf-8", newline="") as table:
        return [(row["demand"], set(row["standards"].split())) for row in csv.DictReader(table, delimiter="\t")]


def suggested(demand):
    codes, index = shelf()
    return [codes[each.clause] for each in index.suggest(demand)]


def test_every_standard_that_a_case_names_is_on_the_shelf():
    codes, _index = shelf()
    named = set().union(*(wanted for _demand, wanted in cases()))
    assert named <= set(codes)
    assert len(named) >= 0.9 * len(set(codes))


def test_the_first_suggestion_is_mostly_right():
    right = [demand for demand, wanted in cases() if suggested(demand)[:1] and suggested(demand)[0] in wanted]
    assert len(right) / len(cases()) >= FIRST, sorted({demand for demand, _wanted in cases()} - set(right))


def test_one_of_five_is_nearly_always_right():
    right = [demand for demand, wanted in cases() if wanted & set(suggested(demand))]
    assert len(right) / len(cases()) >= AMONG_FIVE, sorted({demand for demand, _wanted in cases()} - set(right))


def test_three_of_four_suggestions_are_right():
    hits = [code in wanted for demand, wanted in cases() for code in suggested(demand)]
    assert sum(hits) / len(hits) >= PRECISION


def test_what_no_standard_promises_gets_few_suggestions():
    strange = ("希望小区开个幼儿园", "外卖骑手态度不好", "学区划分不合理", "隔壁邻居弹钢琴")
    _codes, index = shelf()
    assert sum(len(index.suggest(demand)) for demand in strange) <= len(strange)
