"""Promises that bind nobody, whatever happens."""

from __future__ import annotations

from guicheng.domain.comparison.bounds import Bound, Hours, Range, Tally
from guicheng.domain.comparison.scope import has_cells
from guicheng.domain.comparison.term import Term

_WHOLE = 100


def never_binds(term: Term) -> bool:
    """Tell whether whatever happens keeps a promise: it holds in no case, or forbids nothing."""
    ended = term.since is not None and term.until is not None and term.until < term.since
    return ended or term.quota <= 0 or not has_cells(term.scope.cells) or _says_nothing(term.bound)


def _says_nothing(bound: Bound) -> bool:
    """Tell whether every course of events keeps a bound."""
    match bound:
        case Range(low=low, high=high, unit="%"):
            return (low is None or low <= 0) and (high is None or high >= _WHOLE)
        case Tally(low=low, high=None):
            return low is None or low <= 0
        case Hours(minutes=0):
            return True
    return False
