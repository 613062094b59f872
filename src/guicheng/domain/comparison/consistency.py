"""A library of promises checked against itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from guicheng.domain.comparison.bounds import Bound, Hours, Range, Tally
from guicheng.domain.comparison.comparing import compare
from guicheng.domain.comparison.facts import UNKNOWN, Facts
from guicheng.domain.comparison.scope import Scope
from guicheng.domain.comparison.term import Key, Term
from guicheng.domain.comparison.verdict import Comparison, Verdict
from guicheng.domain.values import Message, Severity
from guicheng.domain.values.message import _

_WHOLE = 100


class Fault(StrEnum):
    """What can be wrong in a library."""

    CONTRADICTION = "contradiction"
    DIFFERING = "differing"  # 口径不一: one thing, one level, different numbers
    REDUNDANCY = "redundancy"
    VACUITY = "vacuity"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """A fault and the promises that have it.

    Args:
        fault: What is wrong.
        key: What the promises are about.
        first: Promises that say the one thing, all alike; () for a gap.
        second: Promises that say the other thing, all alike; () where one side is enough.
        message: What is wrong and what to do.
        cell: The cells in which it shows, None for gaps and vacuity.
        comparison: How the first stand to the second, None where nothing was compared.
    """

    fault: Fault
    key: Key
    first: tuple[Term, ...]
    second: tuple[Term, ...]
    message: Message
    cell: Scope | None = None
    comparison: Comparison | None = None

    @property
    def confirmed(self) -> bool:
        """Whether a person has confirmed the readings it rests on."""
        return all(term.confirmed for term in (*self.first, *self.second))

    @property
    def severity(self) -> Severity:
        """How much it weighs; never an error as long as a reading it rests on is unconfirmed."""
        if self.fault is Fault.CONTRADICTION:
            return Severity.ERROR if self.confirmed else Severity.WARNING
        return Severity.HINT if self.fault is Fault.REDUNDANCY else Severity.WARNING


def analyse(terms: Iterable[Term], facts: Facts = UNKNOWN, required: Iterable[Key] = ()) -> tuple[Inconsistency, ...]:
    """Return what is wrong in a library of promises: contradictions first, gaps last.

    Promises that say exactly the same are compared once, so the work grows with what differs, not with how often it
    is said.

    Args:
        terms: All promises of the library.
        facts: What is known of the estate.
        required: Keys that a complete library has a promise for: its coverage template.
    """
    kept = list(terms)
    groups = grouped(kept)
    found = [fault for same in groups.values() for fault in _within(same, facts)]
    found += [fault for same in groups.values() for sayings in same.values() if (fault := _vacuous(sayings))]
    there = {term.key for term in kept}
    found += [
        Inconsistency(Fault.GAP, key, (), (), _("No clause promises {key}.", key=f"{key.activity}: {key.attribute}"))
        for key in required
        if key not in there
    ]
    order = list(Fault)
    return tuple(sorted(found, key=lambda fault: order.index(fault.fault)))


#: What two promises must share to be one saying.
Saying = tuple[object, ...]


def saying_of(term: Term) -> Saying:
    """Return everything of a promise on which a verdict depends."""
    return (
        term.bound, term.subject, term.post, term.scope, term.trigger, term.endpoint, term.quota, term.review, term.level,
        term.since, term.until, term.residue,
    )  # fmt: skip


def grouped(terms: Iterable[Term]) -> dict[Key, dict[Saying, list[Term]]]:
    """Return the promises by key, and those of one key by what they say."""
    groups: dict[Key, dict[Saying, list[Term]]] = defaultdict(dict)
    for term in terms:
        groups[term.key].setdefault(saying_of(term), []).append(term)
    return groups


def against(term: Term, groups: dict[Key, dict[Saying, list[Term]]], facts: Facts = UNKNOWN) -> Iterator[Inconsistency]:
    """Yield what is wrong between one promise, just written, and a library.

    Args:
        term: The promise.
        groups: The library, as ``grouped`` returns it, without the promise.
        facts: What is known of the estate.
    """
    for others in groups.get(term.key, {}).values():
        fault = _between((term,), tuple(others), facts)
        if fault is not None:
            yield fault


def _within(sayings: dict[Saying, list[Term]], facts: Facts) -> Iterator[Inconsistency]:
    for same in sayings.values():
        if len({term.ref for term in same}) > 1:
            yield _repeated(same[:1], same[1:])
    for first, second in combinations(sayings.values(), 2):
        fault = _between(tuple(first), tuple(second), facts)
        if fault is not None:
            yield fault


def _repeated(first: Sequence[Term], others: Sequence[Term]) -> Inconsistency:
    return Inconsistency(
        Fault.REDUNDANCY,
        first[0].key,
        tuple(first),
        tuple(others),
        _("“{words}” is said more than once; keep one of the clauses.", words=first[0].words),
        first[0].scope,
    )


def _between(first: tuple[Term, ...], second: tuple[Term, ...], facts: Facts) -> Inconsistency | None:
    a, b = first[0], second[0]
    comparison = compare(a, b, facts)
    cell = a.scope.meet(b.scope)
    if comparison.verdict is Verdict.CONFLICT:
        return Inconsistency(
            Fault.CONTRADICTION,
            a.key,
            first,
            second,
            _("“{a}” and “{b}” cannot both be kept; change one of them.", a=a.words, b=b.words),
            cell,
            comparison,
        )
    if a.level is not b.level or a.endpoint != b.endpoint or cell is None:
        return None
    if comparison.verdict is Verdict.EQUAL:
        return _repeated(first, second)
    if comparison.verdict in {Verdict.TIGHTER, Verdict.LOOSER, Verdict.CANNOT_COMPARE} and a.scope == b.scope:
        return Inconsistency(
            Fault.DIFFERING,
            a.key,
            first,
            second,
            _("“{a}” and “{b}” promise the same with different numbers; decide for one.", a=a.words, b=b.words),
            cell,
            comparison,
        )
    return None


def _vacuous(same: Sequence[Term]) -> Inconsistency | None:
    term = same[0]
    if not _says_nothing(term.bound) and term.quota > 0:
        return None
    return Inconsistency(
        Fault.VACUITY,
        term.key,
        tuple(same),
        (),
        _("“{words}” forbids nothing: whatever happens keeps it. Write a number that can be missed.", words=term.words),
        term.scope,
    )


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
