"""A whole manual of an estate with its contract: what is planted is found, and little else is said."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.usecases import planted_estate as planted

from guicheng.domain.comparison import Level
from guicheng.domain.manual.reading import Checks
from guicheng.usecases.check_standards import check_standards
from guicheng.usecases.checked_clauses import Source, Wanted

#: How much of what is planted must be found; the rest is told apart by words that the vocabulary does not yet know.
LEAST = {"clashes": 9, "below": 6, "looser": 3}


@pytest.fixture(scope="module")
def written():
    return planted.paper()


@pytest.fixture(scope="module")
def report(written):
    manual = Source(manuals={"手册.docx": planted.document(written)})
    contract = Source(manuals={"合同.txt": planted.CONTRACT.encode()}, level=Level.CONTRACT)
    return check_standards((manual, contract), Wanted(Checks(), date(2026, 11, 28), city=planted.CITY))


def told(report, *prefixes):
    found = [each for each in report.findings if each.finding.code.startswith(prefixes)]
    return [(each.spot.read.clause.text, each.other.read.clause.text if each.other else "") for each in found]


def bare(text):
    return re.sub(r"\s", "", text).rstrip("。；")


def test_every_clause_is_recovered(written, report):
    read = [bare(spot.read.clause.text) for spot in report.spots]
    missed = [
        parts
        for parts in written.clauses
        if not any(bare(parts[0]) == text if len(parts) == 1 else all(part in text for part in parts) for text in read)
    ]
    assert missed == []


def test_contradictions_within_and_across_sections_are_found_with_both_places(report):
    found = told(report, "CT001", "CT002")
    both = [(first, second) for first, second in planted.CLASHES if _between(found, first, second)]
    assert len(both) >= LEAST["clashes"], set(planted.CLASHES) - set(both)


def _between(found, first, second):
    return any((first in a and second in b) or (second in a and first in b) for a, b in found)


def test_numbers_looser_than_the_law_are_found(report):
    found = [text for text, _other in told(report, "CJ004", "FL")]
    below = [words for words in planted.BELOW if any(words in text for text in found)]
    assert len(below) >= LEAST["below"], set(planted.BELOW) - set(below)


def test_numbers_looser_than_the_contract_are_found(report):
    found = [text for text, other in told(report, "CJ001", "CJ002", "CJ003") if other]
    looser = [words for words in planted.LOOSER if any(words in text for text in found)]
    assert len(looser) >= LEAST["looser"], set(planted.LOOSER) - set(looser)


@pytest.mark.parametrize("words", planted.UNLAWFUL)
def test_each_unlawful_act_is_found(report, words):
    assert any(words in text for text, _other in told(report, "FL", "CJ005"))


def test_hardly_anything_is_said_of_clauses_that_are_right(report):
    wanted = [
        *planted.BELOW,
        *planted.LOOSER,
        *planted.UNLAWFUL,
        *[words for pair in planted.CLASHES for words in pair],
    ]
    found = told(report, "CT001", "CT002", "CJ", "FL")
    wrong = [pair for pair in found if not any(words in text for words in wanted for text in pair)]
    assert len(wrong) <= len(found) // 10, wrong
