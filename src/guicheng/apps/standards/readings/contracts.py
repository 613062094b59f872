"""The contract of an estate beside the standards that hold there: which of its promises somebody is told to keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from guicheng.apps.standards.readings.asking import answer_on, missing_in
from guicheng.apps.standards.readings.comparing import Member, Remark, entry_of
from guicheng.apps.standards.readings.words import CompanyWords
from guicheng.domain.clause import State
from guicheng.domain.comparison import Comparison, Facts, Term, Verdict
from guicheng.domain.comparison.bounds import Unread
from guicheng.domain.comparison.compliance import Standing
from guicheng.domain.standard.kinship import kinship, wording
from guicheng.domain.standard.neighbours import Group, Neighbours
from guicheng.domain.values import Message

#: How much of their words a clause must share with a promise that cannot be compared, to be taken to speak of it.
_SPEAKS: Final = 0.5
#: How much of them, to be taken to speak of the same act although no vocabulary knows it.
_SURE: Final = 0.75
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
        comparison: What comparing said.
    """

    member: Member
    standing: Standing
    comparison: Comparison

    @property
    def why(self) -> Message | None:
        """Why it cannot be said to keep the promise: the fact that is missing; None where it keeps or breaks it."""
        return missing_in(self.comparison) if self.standing is Standing.CANNOT_COMPARE else None


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
    """The clauses of contracts with those of standards that speak of the same.

    A clause nearer to the estate tightens what holds from above: once it keeps a promise, a laxer clause of the
    company breaks nothing there.

    Args:
        members: Clauses of standards, and of contracts where they are not given apart.
        facts: What is known for comparing.
        contract: More clauses of contracts.
        words: The words of the company; the shipped ones by default.
    """

    def __init__(
        self,
        members: Iterable[Member],
        facts: Facts,
        contract: Iterable[Member] = (),
        words: CompanyWords | None = None,
    ) -> None:
        listed = (*members, *contract)
        self.members = tuple(member for member in listed if not member.standard.is_contract)
        self._facts, self._words = facts, words or CompanyWords()
        self._paired: defaultdict[tuple[UUID, int], list[tuple[Member, Comparison]]] = defaultdict(list)
        self._answers: dict[tuple[UUID, int], tuple[Kept, ...]] = {}
        if len(self.members) < len(listed):
            self._pair(listed, facts)

    def _pair(self, listed: Sequence[Member], facts: Facts) -> None:
        near = Neighbours()
        for place, member in enumerate(listed):
            near.put(place, entry_of(member))
        for group in near.groups():
            for others, _side in () if group.of_contract else near.around(group):
                for other in others:
                    if other.of_contract:
                        self._take(group, other, group.kind.against(other.kind, facts), listed)

    def _take(self, group: Group, other: Group, found: Comparison | None, listed: Sequence[Member]) -> None:
        if found is not None and found.verdict is not Verdict.DISJOINT:
            for theirs in other.members:
                said = self._paired[listed[theirs.entry].clause.key, id(theirs.term)]
                said += [(listed[mine.entry], found) for mine in group.members]

    def _said_of(self, contract: Member, term: Term) -> tuple[Kept, ...]:
        """Return the clauses that speak of one promise of a contract, each with the answer about both clauses."""
        place = (contract.clause.key, id(term))
        if place not in self._answers:
            pairs = self._paired.get(place, ())
            said = [(member, self._answer(member, contract, found)) for member, found in pairs]
            self._answers[place] = tuple([_kept(member, found) for member, found in said if found is not None])
        return self._answers[place]

    def _answer(self, member: Member, contract: Member, found: Comparison | None) -> Comparison | None:
        return answer_on(member, contract, found, self._facts, self._words)

    def promises(self, contract: Iterable[Member]) -> list[ContractPromise]:
        """Return the clauses of contracts, notes left out, each with the clauses that hold at its estate."""
        return [self._promise(member) for member in contract if member.reading.state is not State.NOTE]

    def answered(self, contract: Member, member: Member) -> bool:
        """Tell whether standards nearer to the estate than a clause keep what it says of a contract's promises."""
        said_of = [self._said_of(contract, term) for term in contract.terms]
        spoken = [said for said in said_of if any(kept.member is member for kept in said)]
        depth = len(member.standard.unit.path)
        return bool(spoken) and all(
            any(kept.standing in _KEEPING and len(kept.member.standard.unit.path) > depth for kept in said)
            for said in spoken
        )

    def _promise(self, contract: Member) -> ContractPromise:
        known = [term for term in contract.terms if term.key.known and not isinstance(term.bound, Unread)]
        answers = [_nearest(self._said_of(contract, term)) for term in known]
        if not any(answers):
            spoken = tuple(self._by_words(contract))
            together = _together(spoken)
            return ContractPromise(contract, together, _sorted(spoken, together))
        order = list(Standing)
        worst = min((_together(each) for each in answers), key=order.index)
        found = {kept.member.clause.key: kept for each in answers for kept in reversed(_sorted(each, worst))}
        return ContractPromise(contract, worst, _sorted(found.values(), worst))

    def _by_words(self, contract: Member) -> Iterator[Kept]:
        """Yield the clauses that share the words of a promise in which nothing can be compared."""
        path, words = str(contract.standard.unit.path), wording(contract.text)
        for member in self.members:
            if not path.startswith(str(member.standard.unit.path)):
                continue
            if member.text == contract.text:
                yield _kept(member, Comparison(Verdict.EQUAL))
            elif (shared := kinship(wording(member.text), words)) >= _SPEAKS:
                found = self._answer(member, contract, None)
                if found is not None:
                    yield _kept(member, found if shared >= _SURE else Comparison(Verdict.CANNOT_COMPARE))


def _kept(member: Member, found: Comparison) -> Kept:
    return Kept(member, _STANDINGS[found.verdict], found)


def _nearest(said: Sequence[Kept]) -> Sequence[Kept]:
    """Return what is said of a promise, without what a nearer clause that keeps it has tightened."""
    deepest = max((len(kept.member.standard.unit.path) for kept in said if kept.standing in _KEEPING), default=0)
    return [kept for kept in said if kept.standing in _KEEPING or len(kept.member.standard.unit.path) >= deepest]


_KEEPING: Final = frozenset({Standing.COVERED, Standing.TIGHTER})


def _together(kept: Sequence[Kept]) -> Standing:
    """Return how several clauses stand: looser where one is, otherwise the best that one of them gives."""
    standings = {each.standing for each in kept}
    return next((standing for standing in _TOGETHER if standing in standings), Standing.NO_CLAUSE)


def _sorted(kept: Iterable[Kept], together: Standing) -> tuple[Kept, ...]:
    """Return clauses with those first that decide how all of them stand."""
    order = list(Standing)
    return tuple(sorted(kept, key=lambda each: (each.standing is not together, order.index(each.standing))))


def without_answered(remarks: Iterable[Remark], below: Below) -> list[Remark]:
    """Leave out what is said of a clause against a contract that a standard nearer to the estate keeps.

    Args:
        remarks: Findings.
        below: The clauses that hold where those do.
    """
    return [remark for remark in remarks if not _is_answered(remark, below)]


def _is_answered(remark: Remark, below: Below) -> bool:
    other = remark.other
    return other is not None and other.standard.is_contract and below.answered(other, remark.member)
