"""One clause among all that speak of its activity: law, contract, company and estate, each with verdict and witness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from guicheng.apps.standards.readings.asking import answer_on
from guicheng.apps.standards.readings.comparing import Member, entry_of
from guicheng.apps.standards.readings.levels import level_of, stands_below
from guicheng.apps.standards.readings.words import CompanyWords
from guicheng.domain.comparison import Comparison, Facts, Level, Verdict
from guicheng.domain.comparison.compliance import Duty
from guicheng.domain.comparison.norm import Norm
from guicheng.domain.standard.kinds import Kind
from guicheng.domain.standard.neighbours import Group, Neighbours
from guicheng.domain.values import ClauseRef, Message

_ORDER: Final = (Level.LAW, Level.CONTRACT, Level.COMPANY, Level.ESTATE)
#: Of a promise that stands in very many clauses as many are looked at.
_MOST: Final = 64
_GRAVITY: Final = (
    Verdict.CONFLICT,
    Verdict.LOOSER,
    Verdict.CANNOT_COMPARE,
    Verdict.COMPATIBLE,
    Verdict.TIGHTER,
    Verdict.EQUAL,
)


@dataclass(frozen=True, slots=True)
class Tier:
    """What one other side says of the same activity.

    Args:
        level: Who set it.
        member: The clause; None for a duty of law.
        norm: The duty of law; None for a clause.
        comparison: The lower text against the upper one; of two at one level, this clause against the other one.
        above: Whether it binds this clause; False where this clause binds it, None for one of the same level.
        confirmed: Whether a person confirmed the readings of both.
    """

    level: Level
    member: Member | None
    norm: Norm | None
    comparison: Comparison
    above: bool | None
    confirmed: bool

    @property
    def witness(self) -> Message | None:
        """A case that shows the verdict; for what cannot be compared the fact that is missing."""
        return self.comparison.told


class Tiers:
    """The clauses that concern a unit, and the duties of law there.

    Args:
        members: The clauses.
        duties: The duties with the clauses that speak of them.
        facts: What is known for comparing.
        words: The words of the company; the shipped ones by default.
    """

    def __init__(
        self, members: Iterable[Member], duties: Iterable[Duty], facts: Facts, words: CompanyWords | None = None
    ) -> None:
        self._facts, self._words, self._members = facts, words or CompanyWords(), tuple(members)
        self._places = {member.clause.key: place for place, member in enumerate(self._members)}
        self._near = Neighbours()
        for place, member in enumerate(self._members):
            self._near.put(place, entry_of(member))
        self._topics: defaultdict[int, list[Group]] = defaultdict(list)
        for group in self._near.groups():
            self._topics[group.kind.topic].append(group)
        self._legal: defaultdict[ClauseRef, list[tuple[Norm, Comparison]]] = defaultdict(list)
        for duty in duties:
            for answer in duty.answers:
                if answer.comparison is not None:
                    self._legal[answer.clause.ref].append((duty.norm, answer.comparison))

    def of(self, member: Member, *, most: int) -> tuple[Sequence[Tier], int]:
        """Return what others say of the same things, law first, the gravest of a level first, each once.

        Args:
            member: The clause.
            most: How many to return at most.

        Returns:
            They, and how many more there are.
        """
        found: dict[object, Tier] = {}
        for tier in sorted(self._all(member), key=_rank):
            found.setdefault(tier.norm.id if tier.norm else tier.member and tier.member.clause.key, tier)
        listed = list(found.values())
        return listed[:most], max(0, len(listed) - most)

    def _all(self, member: Member) -> Iterator[Tier]:
        for norm, comparison in self._legal.get(member.reading.ref, ()):
            yield Tier(Level.LAW, None, norm, comparison, above=True, confirmed=member.confirmed)
        for group in self._near.of_entry(self._places[member.clause.key]):
            for other in self._topics[group.kind.topic]:
                for promise in other.members[:_MOST]:
                    there = self._members[promise.entry]
                    if there is not member:
                        yield from self._between(member, group.kind, there, other.kind)

    def _between(self, member: Member, mine: Kind, other: Member, theirs: Kind) -> Iterator[Tier]:
        below = stands_below(member.standard, other.standard)
        if below is None and stands_below(other.standard, member.standard) is None:
            return
        found = theirs.against(mine, self._facts) if below is None else mine.against(theirs, self._facts)
        if found is None or found.verdict is Verdict.DISJOINT:
            return
        lower, upper = (other, member) if below is None else (member, other)
        found = answer_on(lower, upper, found, self._facts, self._words)
        if found is None:
            return
        above = False if below is None else True if below else None
        confirmed = member.confirmed and other.confirmed
        yield Tier(level_of(other.standard), other, None, found, above=above, confirmed=confirmed)


def _rank(tier: Tier) -> tuple[int, int]:
    return _ORDER.index(tier.level), _GRAVITY.index(tier.comparison.verdict)
