"""Clauses set beside the law of a place: the duties of the shipped norms, and the acts that the rules find unlawful."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from guicheng.adapters.norms import norms_in_use
from guicheng.domain.clause import Clause
from guicheng.domain.comparison.compliance import Duty, compliance
from guicheng.domain.comparison.facts import UNKNOWN, Facts
from guicheng.domain.comparison.norm import Circumstance, Norm, selected
from guicheng.domain.lint import check


def duties_of(
    clauses: Sequence[Clause],
    *,
    city: str = "",
    province: str = "",
    facts: Facts = UNKNOWN,
    absent: Collection[Circumstance] = (),
    norms: Sequence[Norm] | None = None,
) -> tuple[Duty, ...]:
    """Say for each duty that holds in a place how clauses stand to it; bans are broken where a rule finds the act.

    Args:
        clauses: The clauses of a company or an estate.
        city: City of the estate, in Chinese or English; "" for the law of the country only.
        province: Its province; that of a known city is known.
        facts: What is known for comparing.
        absent: What the estate is known not to be or have.
        norms: The duties to choose from; those in use by default.
    """
    held = selected(norms_in_use() if norms is None else norms, city=city, province=province)
    return compliance(clauses, held, facts, absent=absent, breaches=_breaches(clauses))


def _breaches(clauses: Sequence[Clause]) -> dict[str, tuple[Clause, ...]]:
    """Return the clauses in which an unlawful act is found, by the code of the rule."""
    found: dict[str, list[Clause]] = {}
    for clause in clauses:
        for code in {finding.code for finding in check(clause, select=["FL"])}:
            found.setdefault(code, []).append(clause)
    return {code: tuple(broken) for code, broken in found.items()}
