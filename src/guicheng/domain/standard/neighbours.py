"""Which promises of many clauses speak of one thing: an index that is kept while single clauses change."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from guicheng.domain.clause import Clause
from guicheng.domain.comparison import Key, Level, Term
from guicheng.domain.comparison.bounds import Act, Polarity, Tally, Unread
from guicheng.domain.standard.entries import Entry
from guicheng.domain.standard.kinds import Kind, act_in_words, kind_of, marks_of
from guicheng.domain.standard.kinship import coverage, kinship

#: How much of their words acts must share that no vocabulary knows.
_ALIKE: Final = 0.75
#: How much of the longer one's words the shorter one must have as well: 用手机扫码 is no 巡检用手机扫码签到.
_COVERED: Final = 0.6
#: A clock or a date by which something is done each day or year is no count of times.
_UNTIL: Final = re.compile(r"[0-9:：]+(?:时|点|日)?前$")
_RANKS: Final = {level: rank for rank, level in enumerate(Level)}
_CONTRACT: Final = _RANKS[Level.CONTRACT]


class Side(Enum):
    """Where a promise stands, seen from another one."""

    BESIDE = "beside"  # same unit and level
    ABOVE = "above"
    ALIKE = "alike"  # beside, and about an act that no vocabulary knows, named in nearly the same words

    #: Members are asked for in the innermost loop; that of the enumeration hashes their names anew each time.
    __hash__ = object.__hash__


@dataclass(slots=True, eq=False)
class Promise:
    """A promise with the position of its clause."""

    entry: int
    term: Term


@dataclass(slots=True, eq=False)
class Group:
    """Promises of one kind in one unit and at one level: what is found of one is found of all.

    Args:
        number: Groups count up as they are first seen.
        unit: Path of their unit.
        rank: Position of their level, the highest first.
        kind: What they say.
        members: They, in order; never empty.
    """

    number: int
    unit: str
    rank: int
    kind: Kind
    members: list[Promise] = field(default_factory=list)

    @property
    def of_contract(self) -> bool:
        """Whether a contract makes them."""
        return self.rank == _CONTRACT

    @property
    def repeated(self) -> bool:
        """Whether they stand in more than one clause."""
        return len(self.members) > 1 and any(each.entry != self.members[0].entry for each in self.members)


#: Groups of one topic, unit and level by the numbers of their kinds.
_Groups = dict[int, Group]
_NOWHERE: Final[dict[int, _Groups]] = {}


class Neighbours:
    """Promises by what they are about, and within that by unit and level."""

    def __init__(self) -> None:
        self._topics: dict[Key, int] = {}
        self._kinds: dict[Hashable, Kind] = {}
        #: By the identity of a promise, which is kept here so that no other one takes it on.
        self._seen: dict[int, tuple[Term, str, Kind]] = {}
        #: By topic and unit, and within that by level.
        self._groups: dict[tuple[int, str], dict[int, _Groups]] = {}
        self._strange: dict[tuple[str, int, str], _Groups] = {}
        self._entries: dict[int, Entry] = {}
        self._lengths: set[int] = set()
        #: Units whose contracts speak of a topic, by its number; one that does no longer may stay.
        self._contracts: dict[int, set[str]] = {}
        self._count = 0

    def put(self, place: int, entry: Entry) -> None:
        """Take a clause in, in place of the one that had this position."""
        if place in self._entries:
            self.drop(place)
        self._entries[place] = entry
        self._lengths.add(len(entry.unit))
        rank = _RANKS[entry.level]
        for term in entry.terms:
            if compares(term):
                self._group(entry.unit, rank, self._kind(entry.clause, term)).members.append(Promise(place, term))

    def _kind(self, clause: Clause, term: Term) -> Kind:
        seen = self._seen.get(id(term))
        if seen is None or seen[1] != clause.text:
            seen = self._seen[id(term)] = (term, clause.text, self._kind_in_words(clause, term))
        return seen[2]

    def _kind_in_words(self, clause: Clause, term: Term) -> Kind:
        marks = marks_of(clause, term)
        identity = (term.saying.identity, marks)
        kind = self._kinds.get(identity)
        if kind is None:
            topic = self._topics.setdefault(term.key, len(self._topics))
            kind = self._kinds[identity] = kind_of(len(self._kinds), term, marks, topic)
        return kind

    def _group(self, unit: str, rank: int, kind: Kind) -> Group:
        levels = self._groups.get((kind.topic, unit))
        if levels is None:
            levels = self._groups[kind.topic, unit] = {}
        groups = levels.get(rank)
        if groups is None:
            groups = levels[rank] = {}
        group = groups.get(kind.number)
        if group is None:
            self._count += 1
            group = groups[kind.number] = Group(self._count, unit, rank, kind)
            if rank == _CONTRACT:
                self._contracts.setdefault(kind.topic, set()).add(unit)
            for pair in kind.strange:
                self._strange.setdefault((unit, rank, pair), {})[group.number] = group
        return group

    def drop(self, place: int) -> None:
        """Take out the clause that has this position, if there is one."""
        for group in self.of_entry(place):
            group.members = [promise for promise in group.members if promise.entry != place]
            if not group.members:
                for pair in group.kind.strange:
                    del self._strange[group.unit, group.rank, pair][group.number]
                del self._groups[group.kind.topic, group.unit][group.rank][group.kind.number]
        self._entries.pop(place, None)

    def groups(self) -> Iterator[Group]:
        """Yield all groups."""
        for levels in self._groups.values():
            for groups in levels.values():
                yield from groups.values()

    def of_entry(self, place: int) -> list[Group]:
        """Return the groups to which the promises of a clause belong, each once."""
        entry = self._entries.get(place)
        if entry is None:
            return []
        rank = _RANKS[entry.level]
        kinds = [self._kind(entry.clause, term) for term in entry.terms if compares(term)]
        return list(dict.fromkeys([self._group(entry.unit, rank, kind) for kind in kinds]))

    def around(self, group: Group) -> Iterator[tuple[Iterable[Group], Side]]:
        """Yield the groups that may speak of the same as one group: beside it, itself among them, and above it.

        Above are those of units higher up the tree, and those of higher levels of the same unit. The contract of a unit
        stands above the standards of all units on the way up, which are kept there, and below none of them.
        """
        topic, unit, rank = group.kind.topic, group.unit, group.rank
        for level, groups in self._groups[topic, unit].items():
            if level <= rank:
                yield groups.values(), Side.BESIDE if level == rank else Side.ABOVE
        for length in () if group.of_contract else self._lengths:
            if length < len(unit):
                for groups in self._groups.get((topic, unit[:length]), _NOWHERE).values():
                    yield groups.values(), Side.ABOVE
        yield from ((groups, Side.ABOVE) for groups in self._contracts_below(group))
        if group.kind.strange:
            yield self._alike(group), Side.ALIKE

    def _contracts_below(self, group: Group) -> Iterator[Iterable[Group]]:
        """Yield the promises that contracts of units further down make of the same thing."""
        for place in () if group.of_contract else self._contracts.get(group.kind.topic, ()):
            if len(place) > len(group.unit) and place.startswith(group.unit):
                groups = self._groups.get((group.kind.topic, place), _NOWHERE).get(_CONTRACT)
                if groups:
                    yield groups.values()

    def _alike(self, group: Group) -> list[Group]:
        """Return the acts that no vocabulary knows and that are named in nearly the same words; one of two is a ban."""
        mine, near = group.kind.term, _Groups()
        for pair in group.kind.strange:
            near |= self._strange[group.unit, group.rank, pair]
        found = []
        for other in near.values():
            theirs = other.kind.term
            if mine.key == theirs.key or (_orders(mine) and _orders(theirs)):
                continue
            words = act_in_words(mine.key), act_in_words(theirs.key)
            if kinship(*words) >= _ALIKE and coverage(*words) >= _COVERED:
                found.append(other)
        return found


def compares(term: Term) -> bool:
    """Tell whether a promise is one that others can be set beside."""
    bound = term.bound
    return not (isinstance(bound, Unread) or (isinstance(bound, Tally) and _UNTIL.search(term.words)))


def _orders(term: Term) -> bool:
    return isinstance(term.bound, Act) and term.bound.polarity is Polarity.MUST
