"""Two sets of clauses: which of them are about one thing, and how they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guicheng.domain.comparison.facts import UNKNOWN, Facts
from guicheng.domain.comparison.pairing import Pairing, compare_clauses
from guicheng.domain.comparison.term import Key, Term
from guicheng.domain.comparison.verdict import Verdict


def compare_libraries(
    first: Sequence[Sequence[Term]], second: Sequence[Sequence[Term]], facts: Facts = UNKNOWN
) -> Iterator[tuple[int, int, Pairing]]:
    """Yield each pair of clauses that promise about one thing, by their places, with the answer.

    Only what both clauses promise about is compared: what else a clause says may stand elsewhere in the other set.
    An index by key finds the pairs, so the work grows with the pairs there are.

    Args:
        first: For each clause of the first set, its promises.
        second: For each clause of the second set, its promises.
        facts: What is known of the estate.
    """
    places: dict[Key, list[int]] = {}
    for place, terms in enumerate(second):
        for key in {key for term in terms for key in _keys(term)}:
            places.setdefault(key, []).append(place)
    for mine, terms in enumerate(first):
        for theirs in sorted({place for term in terms for key in _keys(term) for place in places.get(key, ())}):
            shared = _shared(terms, second[theirs])
            pairing = compare_clauses(shared, _shared(second[theirs], shared), facts)
            if pairing.verdict is not Verdict.DISJOINT:
                yield mine, theirs, pairing


def _keys(term: Term) -> tuple[Key, ...]:
    """Return the keys under which a promise is found: its own, and that of its activity for what is vague."""
    return term.key, Key(term.key.activity, "?")


def _shared(terms: Sequence[Term], others: Sequence[Term]) -> list[Term]:
    """Return the promises whose key the other clause has too; a vague one stands for any of its activity."""
    return [term for term in terms if any(_one_thing(term.key, other.key) for other in others)]


def _one_thing(a: Key, b: Key) -> bool:
    return a == b or (a.activity == b.activity and "?" in {a.attribute, b.attribute})
