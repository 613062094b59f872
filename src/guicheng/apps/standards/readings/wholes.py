"""Findings against what stands above, weighed as the page of a clause weighs both clauses: each as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from guicheng.apps.standards.readings.asking import answer_on
from guicheng.apps.standards.readings.comparing import Remark, capped
from guicheng.apps.standards.readings.words import CompanyWords
from guicheng.domain.comparison import Facts
from guicheng.domain.lint import explained
from guicheng.domain.standard.system import TAILORING

_AGAINST_ABOVE: Final = frozenset(TAILORING.values())


def weighed_whole(remarks: Iterable[Remark], facts: Facts, words: CompanyWords) -> list[Remark]:
    """Return findings, of those against a clause above the ones that both clauses as a whole bear out.

    What one promise of a clause says beside one of another is where a finding begins; whether it stands, and which it
    is, both clauses tell: a page and a save say the same of the same two sentences. Nothing else is asked, so a save
    costs no more than what it finds.

    Args:
        remarks: Findings.
        facts: What is known for comparing.
        words: The words of the company.
    """
    return [each for remark in remarks for each in _weighed(remark, facts, words)]


def _weighed(remark: Remark, facts: Facts, words: CompanyWords) -> Iterator[Remark]:
    if remark.code not in _AGAINST_ABOVE or remark.other is None:
        yield remark
        return
    found = answer_on(remark.member, remark.other, remark.comparison, facts, words)
    if found is not None and found.verdict in TAILORING:
        code = TAILORING[found.verdict]
        weight = capped(explained(code).severity, confirmed=remark.confirmed)
        yield replace(remark, code=code, severity=weight, comparison=found)
