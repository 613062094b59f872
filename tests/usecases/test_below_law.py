"""Clauses of people who had not seen the norms, each below the law or not: ``tests/cases/norms/below.tsv``."""

from __future__ import annotations

from pathlib import Path

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import UNKNOWN, Level, terms_of
from guicheng.domain.standard.entries import Entry
from guicheng.domain.standard.legal import legal_findings
from guicheng.usecases.comply import duties_of

CASES = Path(__file__).parents[1] / "cases" / "norms" / "below.tsv"


def rows():
    head, *lines = CASES.read_text(encoding="utf-8").splitlines()
    assert head == "city\tclause\tstanding"
    return [line.split("\t") for line in lines]


@pytest.mark.parametrize(("city", "text", "standing"), rows())
def test_what_is_below_the_law_is_told_and_what_keeps_it_is_not(city, text, standing):
    clause = read(text)
    found = legal_findings(
        duties_of([clause], city=city, facts=UNKNOWN), [Entry(clause, terms_of(clause), Level.COMPANY, text)]
    )
    told = {each.finding.code for each in found if each.entry == 0} & {"CJ004", "CJ005"}
    assert bool(told) == (standing == "below")
