"""Which promises of many clauses speak of one thing: an index that is kept while single clauses change."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import Final

from guicheng.domain.clause import Clause
from guicheng.domain.comparison import Key, Level, Scope, Term
from guicheng.domain.comparison.bounds import Act, Polarity, Tally, Unread
from guicheng.domain.comparison.scope import EVERY, FACETS
from guicheng.domain.comparison.tables import activities
from guicheng.domain.comparison.vacuity import never_binds
from guicheng.domain.standard.entries import Entry
from guicheng.domain.standard.kinship import Wording, grade_label, idle_beside, kinship, opposed, wording
from guicheng.domain.values import Span

#: How much of their words two promises must share to be taken for one, where their activity alone tells little.
_KIN: Final = 0.3
_NEAR_KIN: Final = 0.5
_LEAST_KIN: Final = {"deadline": 0.1, "retention": 0.1, "frequency": 0.3, "act": 0.3}
#: What is bounded by clauses of which every word is understood, so that no further words need be shared.
_PLAIN: Final = frozenset({"deadline", "share", "score"})
#: The same for acts that no vocabulary knows.
_ALIKE: Final = 0.75
_TITLE: Final = re.compile("《[^《》]{1,60}》")
#: A clock or a date by which something is done each day or year is no count of times.
_UNTIL: Final = re.compile(r"[0-9:：]+(?:时|点|日)?前$")
_SEVERITY: Final = FACETS.index("severity")
_RANKS: Final = {level: rank for rank, level in enumerate(Level)}
_CONTRACT: Final = _RANKS[Level.CONTRACT]


class Side(Enum):
    """Where a promise stands, seen from another one."""

    BESIDE = "beside"  # same unit and level
    ABOVE = "above"
    ALIKE = "alike"  # beside, and about an act that no vocabulary knows, named in nearly the same words

    #: Members are asked for in the innermost loop; that of the enumeration hashes their names anew each time.
    __hash__ = object.__hash__


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """A promise in its words, whoever makes it: two of one kind stand alike to every third one.

    Args:
        number: Kinds count up as they are first seen.
        term: The promise as it was first seen.
        words: The words by which it is known.
        label: The grade that its clause names for itself.
        posts: The posts that its clause names.
        topic: Number of its key.
        strange: The pairs of characters under which an act that no vocabulary knows is found; none for all others.
        empty: Whether it binds nobody.
    """

    number: int
    term: Term
    words: Wording
    label: str
    posts: frozenset[str]
    topic: int
    strange: frozenset[str]
    empty: bool

    def of_one_thing_with(self, other: Kind) -> bool:
        """Tell whether two promises of one key speak of one thing, as far as their words say."""
        if self.label != other.label or opposed(self.words, other.words):
            return False
        if not _residues_agree(self.term, other.term):
            return False
        key = self.term.key
        broad = key.activity in _broad()
        # Rounds of the foreman are not the manager's.
        if broad and self.posts and other.posts and self.posts.isdisjoint(other.posts):
            return False
        shared = kinship(self.words, other.words)
        if not key.known:
            return shared >= _NEAR_KIN
        if key.attribute in _PLAIN and not broad and not self.term.residue and not other.term.residue:
            return True
        told_apart = broad and not _of_one_severity(self.term.scope, other.term.scope)
        return shared >= (_KIN if told_apart else _LEAST_KIN.get(key.attribute, 0.2))


def _of_one_severity(mine: Scope, theirs: Scope) -> bool:
    """Tell whether both name the same severity (一级故障, 急修), which says as much as many words."""
    return mine.masks[_SEVERITY] == theirs.masks[_SEVERITY] != EVERY


@dataclass(frozen=True, slots=True, eq=False)
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


class Neighbours:
    """Promises by what they are about, and within that by unit and level."""

    def __init__(self) -> None:
        self._topics: dict[Key, int] = {}
        self._kinds: dict[Hashable, Kind] = {}
        #: By the identity of a promise, which is kept here so that no other one takes it on.
        self._seen: dict[int, tuple[Term, str, Kind]] = {}
        self._groups: dict[tuple[int, str, int], _Groups] = {}
        self._strange: dict[tuple[str, int, str], _Groups] = {}
        self._of_entry: dict[int, list[Group]] = {}
        self._lengths: set[int] = set()
        #: Units whose contracts speak of a topic, by its number; one that does no longer may stay.
        self._contracts: dict[int, set[str]] = {}
        self._count = 0

    def put(self, place: int, entry: Entry) -> None:
        """Take a clause in, in place of the one that had this position."""
        self.drop(place)
        self._lengths.add(len(entry.unit))
        rank = _RANKS[entry.level]
        for term in entry.terms:
            if not (isinstance(term.bound, Unread) or (isinstance(term.bound, Tally) and _UNTIL.search(term.words))):
                group = self._group(entry.unit, rank, self._kind(entry.clause, term))
                group.members.append(Promise(place, term))
                self._of_entry.setdefault(place, []).append(group)

    def _kind(self, clause: Clause, term: Term) -> Kind:
        seen = self._seen.get(id(term))
        if seen is None or seen[1] != clause.text:
            seen = self._seen[id(term)] = (term, clause.text, self._kind_in_words(clause, term))
        return seen[2]

    def _kind_in_words(self, clause: Clause, term: Term) -> Kind:
        around, label, posts = _around(clause.text, term.span), grade_label(clause.text), _posts(clause)
        identity = (term.saying.identity, around, label, posts)
        kind = self._kinds.get(identity)
        if kind is None:
            topic = self._topics.setdefault(term.key, len(self._topics))
            kind = self._kinds[identity] = Kind(
                len(self._kinds), term, wording(around), label, posts, topic, _strange(term), never_binds(term)
            )
        return kind

    def _group(self, unit: str, rank: int, kind: Kind) -> Group:
        groups = self._groups.setdefault((kind.topic, unit, rank), {})
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
                del self._groups[group.kind.topic, group.unit, group.rank][group.kind.number]
        self._of_entry.pop(place, None)

    def groups(self) -> Iterator[Group]:
        """Yield all groups."""
        for groups in self._groups.values():
            yield from groups.values()

    def of_entry(self, place: int) -> list[Group]:
        """Return the groups to which the promises of a clause belong, each once."""
        return list(dict.fromkeys(self._of_entry.get(place, ())))

    def around(self, group: Group) -> Iterator[tuple[Iterable[Group], Side]]:
        """Yield the groups that may speak of the same as one group: beside it, itself among them, and above it.

        Above are those of units higher up the tree, and those of higher levels of the same unit. The contract of a unit
        stands above the standards of all units on the way up, which are kept there, and below none of them.
        """
        topic, unit, rank = group.kind.topic, group.unit, group.rank
        for length in self._lengths:
            if length == len(unit) or (length < len(unit) and not group.of_contract):
                for level in range(len(_RANKS) if length < len(unit) else rank + 1):
                    groups = self._groups.get((topic, unit[:length], level))
                    if groups:
                        beside = level == rank and length == len(unit)
                        yield groups.values(), Side.BESIDE if beside else Side.ABOVE
        for place in () if group.of_contract else self._contracts.get(topic, ()):
            groups = self._groups.get((topic, place, _CONTRACT))
            if groups and len(place) > len(unit) and place.startswith(unit):
                yield groups.values(), Side.ABOVE
        if group.kind.strange:
            yield self._alike(group), Side.ALIKE

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
            if kinship(wording(mine.key.activity), wording(theirs.key.activity)) >= _ALIKE:
                found.append(other)
        return found


def _strange(term: Term) -> frozenset[str]:
    """Return the pairs of characters under which an act that no vocabulary knows is found."""
    strange = isinstance(term.bound, Act) and not term.key.known
    return wording(term.key.activity).content if strange else frozenset()


def _orders(term: Term) -> bool:
    return isinstance(term.bound, Act) and term.bound.polarity is Polarity.MUST


def _posts(clause: Clause) -> frozenset[str]:
    return frozenset([word.canonical for word in clause.words if word.group == "post"])


def _residues_agree(a: Term, b: Term) -> bool:
    """Tell whether the words that nothing has understood let two promises speak of one thing."""
    if isinstance(a.bound, Act) and isinstance(b.bound, Act):
        return not (a.residue and b.residue) or kinship(wording(a.residue), wording(b.residue)) >= _NEAR_KIN
    return idle_beside(a.residue, b.residue)


def _around(text: str, span: Span) -> str:
    """Return the words by which a promise is known: its sentence up to the end of its own part, without titles."""
    start = max(text.rfind(mark, 0, span.start) for mark in "。；;\n") + 1
    ends = [place for mark in "，。；;\n" if (place := text.find(mark, span.end)) >= 0]
    return _TITLE.sub("", text[start : min(ends, default=len(text))])


@cache
def _broad() -> frozenset[str]:
    """Return the activities that many differing things share, such as cleaning or rounds."""
    return frozenset(each.key for each in activities() if "." not in each.item) | {"repair", "record"}
