"""Two clauses set beside one another, each the whole of its promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from guicheng.domain.comparison.bounds import Act, Bound, Limit, Notice, Range, Tally
from guicheng.domain.comparison.clock import ALL_WEEK
from guicheng.domain.comparison.comparing import compare
from guicheng.domain.comparison.facts import UNKNOWN, Facts
from guicheng.domain.comparison.scope import Scope
from guicheng.domain.comparison.term import Term
from guicheng.domain.comparison.unlike import are_measured_apart, is_stopped_by
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
    if (stop := _stopped(first, second)) is not None:
        return stop
    clash = next((part for part in parts if part.comparison.verdict is Verdict.CONFLICT), None)
    if clash is not None:
        return Pairing(Verdict.CONFLICT, clash.comparison.witness, parts=tuple(parts))
    if not parts and any(are_measured_apart(a, b) for a in first for b in second):
        return Pairing(
            Verdict.CANNOT_COMPARE, missing=_("The two are measured in different ways; write both in the same way.")
        )
    doubtful = _doubtful(parts)
    joined = _joined(first, second, tuple(parts), facts)
    if doubtful and not _is_beyond_doubt(joined, first, second, doubtful, facts):
        return Pairing(Verdict.CANNOT_COMPARE, missing=doubtful[0].comparison.missing, parts=tuple(parts))
    return joined


def _stopped(first: Sequence[Term], second: Sequence[Term]) -> Pairing | None:
    """Return the conflict of a promise with another that ends what it asks for, None where there is none."""
    for a in first:
        for b in second:
            if is_stopped_by(a, b) or is_stopped_by(b, a):
                cell = a.scope.meet(b.scope) or a.scope
                example = _("One asks for what the other stops: “{a}”, “{b}”.", a=a.words, b=b.words)
                return Pairing(Verdict.CONFLICT, Witness(cell, example))
    return None


def _doubtful(parts: list[Part]) -> list[Part]:
    """Return the pairs that cannot be compared and of which one is not settled by another pair."""
    settled = {id(term) for part in parts if part.comparison.verdict in _SETTLED for term in (part.a, part.b)}
    return [
        part
        for part in parts
        if part.comparison.verdict is Verdict.CANNOT_COMPARE and not {id(part.a), id(part.b)} <= settled
    ]


def _is_beyond_doubt(
    joined: Pairing, first: Sequence[Term], second: Sequence[Term], doubtful: list[Part], facts: Facts
) -> bool:
    """Tell whether what the other pairs say stands however the doubtful ones turn out.

    2人，其中1人持证 is more than 1人, whatever a certificate is: nobody keeps the two people by keeping the one. None of
    the doubtful pairs may turn out a conflict.
    """
    for part in doubtful:
        if _can_both_be_kept(part.a.bound, part.b.bound):
            continue
        alike = compare(part.a, replace(part.b, residue=part.a.residue), facts).verdict
        if alike in {Verdict.CONFLICT, Verdict.CANNOT_COMPARE}:
            return False
    more = any(_falls_short(joined.parts, b, Verdict.LOOSER) for b in second)
    less = any(_falls_short(joined.parts, a, Verdict.TIGHTER) for a in first)
    return {Verdict.LOOSER: more, Verdict.TIGHTER: less, Verdict.COMPATIBLE: more and less}.get(joined.verdict, False)


def _can_both_be_kept(a: Bound, b: Bound) -> bool:
    """Tell whether two bounds ask for more of one thing, so that whoever does enough keeps both."""
    match a, b:
        case Notice(), Notice():
            return a.most is None and b.most is None
        case Limit(), Limit():
            return a.earliest is None and b.earliest is None
        case Range(), Range():
            return _one_way(a, b)
        case Tally(), Tally():
            return _one_way(a, b)
    return False


def _one_way(a: Range | Tally, b: Range | Tally) -> bool:
    return (a.low is None and b.low is None) or (a.high is None and b.high is None)


def _falls_short(parts: Sequence[Part], term: Term, verdict: Verdict) -> bool:
    """Tell whether it is settled that no promise of the other clause keeps this one."""
    said = {part.comparison.verdict for part in parts if term is part.a or term is part.b}
    return verdict in said and said <= {verdict, Verdict.COMPATIBLE}


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
    if not replace(other, masks=box.masks, window=0).covers(box):
        return [box]
    rest, masks = [], list(box.masks)
    for index, cut in enumerate(other.masks):
        outside = masks[index] & ~cut
        if outside:
            rest.append(replace(box, masks=(*masks[:index], outside, *masks[index + 1 :])))
            masks[index] &= cut
    if other.window and (left := (box.window or ALL_WEEK) & ~other.window):
        rest.append(replace(box, masks=tuple(masks), window=left))
    return rest


def _likened(term: Term, others: Sequence[Term]) -> Term:
    """Return a promise with the key of another one that says nearly the same in words no vocabulary knows."""
    if term.key.known:
        return term
    for other in others:
        if not other.key.known and other.key.attribute == term.key.attribute and _alike(other, term):
            return replace(term, key=other.key, residue=other.residue)
    return term


def _alike(a: Term, b: Term) -> bool:
    if a.bound == b.bound or not isinstance(a.bound, Act):
        # The same words in another order; a 外 or 未 more makes another promise of it.
        return bool(a.residue) and sorted(a.residue) == sorted(b.residue)
    more, less = sorted((a.residue, b.residue), key=len, reverse=True)
    return bool(less) and not Counter(less) - Counter(more) and not _TURNING & (Counter(more) - Counter(less)).keys()
