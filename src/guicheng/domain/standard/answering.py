"""Promises of a contract that nobody below it is told to keep, or in some of their cases only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from guicheng.domain.comparison import Facts, Level, Term, Verdict, compare_in_common
from guicheng.domain.comparison.bounds import Act, Unread
from guicheng.domain.comparison.pairing import kept_by
from guicheng.domain.standard.entries import Entry, SystemFinding, finding_of
from guicheng.domain.standard.neighbours import Promise
from guicheng.domain.values import Span
from guicheng.domain.values.message import _

_KEPT: Final = frozenset({Verdict.EQUAL, Verdict.TIGHTER})
_NOBODY: Final = _("No clause below the contract tells anybody to do this. Write one.")
_IN_PART: Final = _("The clauses below the contract keep this in some cases only. Write what holds in the others.")


def unanswered(
    entries: Mapping[int, Entry], met: Iterable[tuple[Term, Promise]], facts: Facts
) -> Iterator[SystemFinding]:
    """Yield the clauses of a contract of which no clause below speaks, or which those below keep only in part.

    Args:
        entries: All clauses by their positions.
        met: Each promise from below with a promise above it of which it speaks.
        facts: What is known for comparing.
    """
    contract = {place for place, entry in entries.items() if entry.level is Level.CONTRACT}
    if not contract or len(contract) == len(entries):
        return
    below: dict[int, list[tuple[Term, Term]]] = defaultdict(list)
    for lower, upper in met:
        below[upper.entry].append((lower, upper.term))
    for place in sorted(contract):
        entry = entries[place]
        if place in below:
            message = _IN_PART if _is_kept_in_part(below[place], facts) else None
        else:
            message = _NOBODY if entry.terms and all(map(_wants_answer, entry.terms)) else None
        if message is not None:
            yield finding_of("QK002", place, Span(0, len(entry.clause.text)), message, verdict="NO_CLAUSE")


def _is_kept_in_part(pairs: list[tuple[Term, Term]], facts: Facts) -> bool:
    """Tell whether all that is promised below keeps a promise, and yet not in all of its cases."""
    for lower, upper in pairs:
        kept = compare_in_common(lower, upper, facts).verdict in _KEPT
        if not kept or lower.scope.covers(upper.scope):
            return False
    lowers = [replace(lower, residue="") for lower, _upper in pairs]
    return not all(kept_by(replace(upper, residue=""), lowers, facts) for _lower, upper in pairs)


def _wants_answer(term: Term) -> bool:
    return term.key.known and not isinstance(term.bound, Act | Unread)
