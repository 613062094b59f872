"""Promises of a clause that are the two ends of one interval."""

from __future__ import annotations

from dataclasses import replace

from guicheng.domain.comparison.bounds import Range
from guicheng.domain.comparison.term import Term


def merged(terms: list[Term]) -> list[Term]:
    """Join the two ends of a range into one interval; of a frequency only the floor is promised."""
    kept: list[Term] = []
    for term in terms:
        last = kept[-1] if kept else None
        if last is None or not (_is_same(last, term) or _are_two_ends(last, term)):
            kept.append(term)
        elif isinstance(last.bound, Range) and isinstance(term.bound, Range):
            kept[-1] = replace(last, bound=_joined(last.bound, term.bound))
    return kept


def _is_same(a: Term, b: Term) -> bool:
    """Tell whether two ends bound one thing in one place."""
    return (a.span, a.key, a.endpoint, type(a.bound)) == (b.span, b.key, b.endpoint, type(b.bound))


def _are_two_ends(a: Term, b: Term) -> bool:
    """Tell whether two parts of a clause give the floor and the ceiling of one thing: 不低于3厘米且不高于5厘米."""
    if not isinstance(a.bound, Range) or not isinstance(b.bound, Range):
        return False
    if (a.key, a.scope, a.residue, a.bound.unit, a.bound.per) != (b.key, b.scope, b.residue, b.bound.unit, b.bound.per):
        return False
    low, high = (a.bound, b.bound) if a.bound.high is None else (b.bound, a.bound)
    if low.low is None or high.high is None or low.high is not None or high.low is not None:
        return False
    return low.low < high.high


def _joined(a: Range, b: Range) -> Range:
    low = b if a.low is None else a
    high = b if a.high is None else a
    return Range(low.low, high.high, low.low_open, high.high_open, a.unit, a.per)
