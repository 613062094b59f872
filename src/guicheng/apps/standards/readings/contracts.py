"""The contract of an estate beside the standards that hold there: which of its promises somebody is told to keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from guicheng.apps.standards.readings.comparing import Member, Remark
from guicheng.domain.clause import State
from guicheng.domain.comparison import Comparison, Facts, Key, Term, Verdict, compare
from guicheng.domain.comparison.bounds import Unread
from guicheng.domain.comparison.compliance import Standing
from guicheng.domain.standard.kinship import kinship, wording

#: How much of their words a clause must share with a promise that cannot be compared, to be taken to speak of it.
_SPEAKS: Final = 0.5
_REFINES: Final = frozenset({Verdict.EQUAL, Verdict.TIGHTER})
_STANDINGS: Final = {
    Verdict.EQUAL: Standing.COVERED,
    Verdict.TIGHTER: Standing.TIGHTER,
    Verdict.LOOSER: Standing.LOOSER,
    Verdict.CONFLICT: Standing.LOOSER,
    Verdict.CANNOT_COMPARE: Standing.CANNOT_COMPARE,
    Verdict.COMPATIBLE: Standing.CANNOT_COMPARE,
}
_TOGETHER: Final = (Standing.LOOSER, Standing.COVERED, Standing.TIGHTER, Standing.CANNOT_COMPARE)


@dataclass(frozen=True, slots=True)
class Kept:
    """A clause that speaks of a promise of the contract.

    Args:
        member: The clause.
        standing: How it stands to the promise.
        comparison: What comparing said; None where only words are shared.
    """

    member: Member
    standing: Standing
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class ContractPromise:
    """A clause of a contract with what the standards below it say.

    Args:
        member: The clause of the contract.
        standing: How all of them together stand to it; of several promises in it, the worst.
        kept: The clauses that speak of it, those that decide first.
    """

    member: Member
    standing: Standing
    kept: tuple[Kept, ...]


class Below:
    """The clauses of standards by what they are about, to be set beside contracts.

    A clause nearer to the estate tightens what holds from above: once it keeps a promise, a laxer clause of the
    company breaks nothing there.
    """

    def __init__(self, members: Iterable[Member], facts: Facts) -> None:
        self.members = tuple(member for member in members if not member.standard.is_contract)
        self._facts = facts
        self._buckets: defaultdict[Key, list[tuple[Member, Term]]] = defaultdict(list)
        for member in self.members:
            for term in member.terms:
                if term.key.known and not isinstance(term.bound, Unread):
                    self._buckets[term.key].append((member, term))

    def promises(self, contract: Iterable[Member]) -> list[ContractPromise]:
        """Return the clauses of contracts, notes left out, each with the clauses that hold at its estate."""
        return [self._promise(member) for member in contract if member.reading.state is not State.NOTE]

    def answered(self, contract: Member, term: Term, nearer_than: Member) -> bool:
        """Tell whether a standard nearer to the estate than a clause keeps a promise of the contract."""
        depth = len(nearer_than.standard.unit.path)
        return any(
            len(kept.member.standard.unit.path) > depth
            for kept in self._speaking(contract, term)
            if kept.comparison is not None and kept.comparison.verdict in _REFINES
        )

    def _promise(self, contract: Member) -> ContractPromise:
        known = [term for term in contract.terms if term.key.known and not isinstance(term.bound, Unread)]
        answers = [tuple(self._nearest(contract, term)) for term in known]
        if not any(answers):
            kept = tuple(self._by_words(contract))
            return ContractPromise(contract, kept[0].standing if kept else Standing.NO_CLAUSE, kept)
        order = list(Standing)
        worst = min((_together(each) for each in answers), key=order.index)
        found = {kept.member.clause.key: kept for each in answers for kept in reversed(_sorted(each))}
        return ContractPromise(contract, worst, _sorted(found.values()))

    def _nearest(self, contract: Member, term: Term) -> Iterator[Kept]:
        """Yield what is said of a promise, without what a nearer clause that keeps it has tightened."""
        found = list(self._speaking(contract, term))
        deepest = max(
            (len(kept.member.standard.unit.path) for kept in found if kept.standing in _KEEPING),
            default=0,
        )
        for kept in found:
            if kept.standing in _KEEPING or len(kept.member.standard.unit.path) >= deepest:
                yield kept

    def _speaking(self, contract: Member, term: Term) -> Iterator[Kept]:
        path = str(contract.standard.unit.path)
        for member, own in self._buckets.get(term.key, ()):
            if path.startswith(str(member.standard.unit.path)):
                found = compare(own, term, self._facts)
                if found.verdict is not Verdict.DISJOINT:
                    yield Kept(member, _STANDINGS[found.verdict], found)

    def _by_words(self, contract: Member) -> Iterator[Kept]:
        """Yield the clauses that share the words of a promise in which nothing can be compared."""
        path = str(contract.standard.unit.path)
        for member in self.members:
            if path.startswith(str(member.standard.unit.path)):
                if member.text == contract.text:
                    yield Kept(member, Standing.COVERED)
                elif kinship(wording(member.text), wording(contract.text)) >= _SPEAKS:
                    yield Kept(member, Standing.CANNOT_COMPARE)


_KEEPING: Final = frozenset({Standing.COVERED, Standing.TIGHTER})


def _together(kept: Sequence[Kept]) -> Standing:
    """Return how several clauses stand: looser where one is, otherwise the best that one of them gives."""
    standings = {each.standing for each in kept}
    return next((standing for standing in _TOGETHER if standing in standings), Standing.NO_CLAUSE)


def _sorted(kept: Iterable[Kept]) -> tuple[Kept, ...]:
    order = list(Standing)
    return tuple(sorted(kept, key=lambda each: order.index(each.standing)))


def without_answered(remarks: Iterable[Remark], below: Below) -> list[Remark]:
    """Leave out what is said of a clause against a contract that a standard nearer to the estate keeps.

    Args:
        remarks: Findings.
        below: The clauses that hold where those do.
    """
    return [remark for remark in remarks if not _is_answered(remark, below)]


def _is_answered(remark: Remark, below: Below) -> bool:
    other = remark.other
    if other is None or not other.standard.is_contract:
        return False
    # One finding tells of two clauses however many promises they share, so all of these have to be kept nearer by.
    shared = {term.key for term in remark.member.terms}
    terms = [term for term in other.terms if term.key in shared]
    return bool(terms) and all(below.answered(other, term, remark.member) for term in terms)
