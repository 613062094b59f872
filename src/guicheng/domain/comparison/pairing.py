"""Two clauses set beside one another, each the whole of its promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from guicheng.domain.comparison.bounds import Act
from guicheng.domain.comparison.comparing import compare
from guicheng.domain.comparison.facts import UNKNOWN, Facts
from guicheng.domain.comparison.scope import Scope
from guicheng.domain.comparison.term import Term
from guicheng.domain.comparison.verdict import Comparison, Verdict, Witness
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: Characters that make something else of the words around them.
_TURNING = frozenset("不未无非除外免")
_SETTLED = frozenset({Verdict.EQUAL, Verdict.TIGHTER, Verdict.LOOSER, Verdict.CONFLICT})
_FORWARD = frozenset({Verdict.EQUAL, Verdict.TIGHTER})
_BACK = frozenset({Verdict.EQUAL, Verdict.LOOSER})


@dataclass(frozen=True, slots=True)
class Part:
    """One promise of the first clause against one of the second.

    Args:
        a: The promise of the first clause.
        b: The promise of the second clause.
        comparison: How they stand.
    """

    a: Term
    b: Term
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Pairing:
    """The answer about two clauses.

    Args:
        verdict: How the first stands to the second.
        witness: For LOOSER and CONFLICT, a case that shows it.
        missing: For CANNOT_COMPARE, the fact that is needed.
        parts: The pairs of promises that are about one thing.
    """

    verdict: Verdict
    witness: Witness | None = None
    missing: Message | None = None
    parts: tuple[Part, ...] = ()


def compare_clauses(first: Sequence[Term], second: Sequence[Term], facts: Facts = UNKNOWN) -> Pairing:
    """Say how a clause stands to another, taking each as the whole of its promises.

    A conflict of any two promises is a conflict of the clauses. Otherwise the first refines the second when each
    promise of the second is kept by whoever keeps those of the first; then EQUAL, TIGHTER and LOOSER follow as for
    single promises. A pair that cannot be compared decides where no other pair settles both of its promises. What
    remains is COMPATIBLE where some promises are about one thing, and DISJOINT where none are.

    Args:
        first: Promises of the first clause.
        second: Promises of the second clause.
        facts: What is known of the estate.
    """
    if not first or not second:
        return Pairing(Verdict.CANNOT_COMPARE, missing=_("A promise: one of the two promises nothing that compares."))
    second = [_likened(term, first) for term in second]
    parts = [Part(a, b, compare(a, b, facts)) for a in first for b in second]
    parts = [part for part in parts if part.comparison.verdict is not Verdict.DISJOINT]
    clash = next((part for part in parts if part.comparison.verdict is Verdict.CONFLICT), None)
    if clash is not None:
        return Pairing(Verdict.CONFLICT, clash.comparison.witness, parts=tuple(parts))
    settled = {id(term) for part in parts if part.comparison.verdict in _SETTLED for term in (part.a, part.b)}
    for part in parts:
        if part.comparison.verdict is Verdict.CANNOT_COMPARE and not {id(part.a), id(part.b)} <= settled:
            return Pairing(Verdict.CANNOT_COMPARE, missing=part.comparison.missing, parts=tuple(parts))
    return _joined(first, second, tuple(parts), facts)


def _joined(first: Sequence[Term], second: Sequence[Term], parts: tuple[Part, ...], facts: Facts) -> Pairing:
    forward = all(kept_by(b, first, facts) for b in second)
    back = all(kept_by(a, second, facts, turned=True) for a in first)
    if forward and back:
        return Pairing(Verdict.EQUAL, parts=parts)
    if forward:
        return Pairing(Verdict.TIGHTER, parts=parts)
    if back:
        looser = next((part.comparison.witness for part in parts if part.comparison.witness), None)
        return Pairing(Verdict.LOOSER, looser or _unmatched(first, second, facts), parts=parts)
    return Pairing(Verdict.COMPATIBLE if parts else Verdict.DISJOINT, parts=parts)


def _unmatched(first: Sequence[Term], second: Sequence[Term], facts: Facts) -> Witness:
    alone = next(b for b in second if not kept_by(b, first, facts))
    return Witness(alone.scope, _("Only the second clause promises “{b}”.", b=alone.words))


def kept_by(term: Term, others: Sequence[Term], facts: Facts, *, turned: bool = False) -> bool:
    """Tell whether whoever keeps the other promises keeps this one, each other one in its own scope.

    Args:
        term: The promise that is to follow.
        others: The promises from which it is to follow.
        facts: What is known of the estate.
        turned: Whether to set ``term`` first when comparing, so that both directions meet the same doubts.
    """
    left = [term.scope]
    for other in others:
        there = replace(other, scope=term.scope) if other.scope.meet(term.scope) else other
        first, second = (term, there) if turned else (there, term)
        verdict = compare(first, second, facts).verdict
        if verdict in (_BACK if turned else _FORWARD):
            left = [rest for box in left for rest in _without(box, other.scope)]
    return not left


def _without(box: Scope, other: Scope) -> list[Scope]:
    """Return the boxes that remain of a box when another is cut out of it."""
    if box.meet(other) is None:
        return [box]
    if not replace(other, masks=box.masks).covers(box):
        return [box]
    rest, masks = [], list(box.masks)
    for index, cut in enumerate(other.masks):
        outside = masks[index] & ~cut
        if outside:
            rest.append(Scope((*masks[:index], outside, *masks[index + 1 :]), box.conditions, box.assumed))
            masks[index] &= cut
    return rest


def _likened(term: Term, others: Sequence[Term]) -> Term:
    """Return a promise with the key of another one that says nearly the same in words no vocabulary knows."""
    if term.key.known or not isinstance(term.bound, Act):
        return term
    for other in others:
        if not other.key.known and other.key.attribute == term.key.attribute and _alike(other, term):
            return replace(term, key=other.key, residue=other.residue)
    return term


def _alike(a: Term, b: Term) -> bool:
    if a.bound == b.bound:
        # The same words in another order; a 外 or 未 more makes another promise of it.
        return bool(a.residue) and sorted(a.residue) == sorted(b.residue)
    more, less = sorted((a.residue, b.residue), key=len, reverse=True)
    return bool(less) and not Counter(less) - Counter(more) and not _TURNING & (Counter(more) - Counter(less)).keys()
