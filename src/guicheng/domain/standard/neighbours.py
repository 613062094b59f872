"""Which promises of many clauses speak of one thing: an index that is kept while single clauses change."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import Final

from guicheng.domain.clause import Clause
from guicheng.domain.comparison import Key, Level, Term
from guicheng.domain.comparison.bounds import Act, Polarity, Tally, Unread
from guicheng.domain.comparison.tables import activities
from guicheng.domain.standard.entries import Entry
from guicheng.domain.standard.kinship import Wording, grade_label, idle_beside, kinship, opposed, wording

#: How much of their words two promises must share to be taken for one, where their activity alone tells little.
_KIN: Final = 0.3
_NEAR_KIN: Final = 0.5
_LEAST_KIN: Final = {"deadline": 0.1, "retention": 0.1, "frequency": 0.3, "act": 0.3}
#: The same for acts that no vocabulary knows.
_ALIKE: Final = 0.75
_TITLE: Final = re.compile("《[^《》]{1,60}》")
#: A clock or a date by which something is done each day or year is no count of times.
_UNTIL: Final = re.compile(r"[0-9:：]+(?:时|点|日)?前$")
_RANKS: Final = {level: rank for rank, level in enumerate(Level)}


class Side(Enum):
    """Where a promise stands, seen from another one."""

    BESIDE = "beside"  # same unit and level
    ABOVE = "above"
    ALIKE = "alike"  # beside, and about an act that no vocabulary knows, named in nearly the same words


@dataclass(frozen=True, slots=True, eq=False)
class Promise:
    """A promise with what tells it from others of its key.

    Args:
        entry: Position of its clause.
        term: The promise.
        words: The words by which it is known.
        label: The grade that its clause names for itself.
        posts: The posts that its clause names.
    """

    entry: int
    term: Term
    words: Wording
    label: str
    posts: frozenset[str]


#: Unit and level of a promise.
Stand = tuple[str, Level]


@dataclass(slots=True, eq=False)
class Group:
    """Promises that say the same in the same words in one unit and at one level: what is found of one is found of all.

    Args:
        number: Groups count up as they are first seen.
        stand: Who set them.
        identity: What they share.
        members: They, in order; never empty.
    """

    number: int
    stand: Stand
    identity: Hashable
    members: list[Promise] = field(default_factory=list)

    @property
    def first(self) -> Promise:
        """The first of them."""
        return self.members[0]

    @property
    def repeated(self) -> bool:
        """Whether they stand in more than one clause."""
        return any(promise.entry != self.first.entry for promise in self.members)

    @property
    def key(self) -> Key:
        """What they are about."""
        return self.first.term.key


class Neighbours:
    """Promises by what they are about, and within that by unit and level."""

    def __init__(self) -> None:
        self._buckets: dict[Key, dict[Stand, dict[Hashable, Group]]] = {}
        self._strange: dict[tuple[Stand, str], dict[int, Group]] = {}
        self._of_entry: dict[int, list[Group]] = {}
        self._count = 0

    def put(self, place: int, entry: Entry) -> None:
        """Take a clause in, in place of the one that had this position."""
        self.drop(place)
        label, posts = grade_label(entry.clause.text), _posts(entry.clause)
        for term in entry.terms:
            if not (isinstance(term.bound, Unread) or (isinstance(term.bound, Tally) and _UNTIL.search(term.words))):
                around = _around(entry, term)
                self._add((entry.unit, entry.level), around, Promise(place, term, wording(around), label, posts))

    def _add(self, stand: Stand, around: str, promise: Promise) -> None:
        identity = (promise.term.saying.identity, around, promise.label, promise.posts)
        groups = self._buckets.setdefault(promise.term.key, {}).setdefault(stand, {})
        group = groups.get(identity)
        if group is None:
            self._count += 1
            group = groups[identity] = Group(self._count, stand, identity)
            group.members.append(promise)
            for pair in _pairs_of_strange(group):
                self._strange.setdefault((stand, pair), {})[group.number] = group
        else:
            group.members.append(promise)
        self._of_entry.setdefault(promise.entry, []).append(group)

    def drop(self, place: int) -> None:
        """Take out the clause that has this position, if there is one."""
        for group in {group.number: group for group in self._of_entry.pop(place, ())}.values():
            kept = [promise for promise in group.members if promise.entry != place]
            if not kept:
                for pair in _pairs_of_strange(group):
                    del self._strange[group.stand, pair][group.number]
                del self._buckets[group.key][group.stand][group.identity]
            group.members = kept

    def groups(self) -> Iterator[Group]:
        """Yield all groups."""
        for bucket in self._buckets.values():
            for groups in bucket.values():
                yield from groups.values()

    def of_entry(self, place: int) -> list[Group]:
        """Return the groups to which the promises of a clause belong."""
        return list({group.number: group for group in self._of_entry.get(place, ())}.values())

    def around(self, group: Group) -> Iterator[tuple[Group, Side]]:
        """Yield the groups that speak of the same as one group, beside it (itself among them) and above it."""
        bucket = self._buckets[group.key]
        for stand in _stands_from(group.stand):
            side = Side.BESIDE if stand == group.stand else Side.ABOVE
            for other in bucket.get(stand, {}).values():
                if _one_thing(group.first, other.first):
                    yield other, side
        yield from ((other, Side.ALIKE) for other in self._alike(group))

    def _alike(self, group: Group) -> Iterator[Group]:
        """Yield the acts that no vocabulary knows and that are named in nearly the same words; one of two is a ban."""
        pairs = _pairs_of_strange(group)
        near = {number: other for pair in pairs for number, other in self._strange[group.stand, pair].items()}
        mine = group.first.term
        for other in near.values():
            theirs = other.first.term
            banned = not (_orders(mine) and _orders(theirs))
            if banned and mine.key != theirs.key and (
                kinship(wording(mine.key.activity), wording(theirs.key.activity)) >= _ALIKE
            ):  # fmt: skip
                yield other


def _stands_from(stand: Stand) -> Iterator[Stand]:
    """Yield a unit and level and all above: those of units higher up the tree, then higher levels of the same unit."""
    unit, level = stand
    for length in range(len(unit)):
        for above in Level:
            yield unit[:length], above
    for above in Level:
        if _RANKS[above] <= _RANKS[level]:
            yield unit, above


def _pairs_of_strange(group: Group) -> frozenset[str]:
    """Return the pairs of characters under which an act that no vocabulary knows is found."""
    term = group.first.term
    strange = isinstance(term.bound, Act) and not term.key.known
    return wording(term.key.activity).content if strange else frozenset()


def _orders(term: Term) -> bool:
    return isinstance(term.bound, Act) and term.bound.polarity is Polarity.MUST


def _posts(clause: Clause) -> frozenset[str]:
    return frozenset([word.canonical for word in clause.words if word.group == "post"])


def _one_thing(first: Promise, second: Promise) -> bool:
    """Tell whether two promises of one key speak of one thing, as far as their words say."""
    if first.label != second.label or opposed(first.words, second.words):
        return False
    if not _residues_agree(first.term, second.term):
        return False
    key = first.term.key
    broad = key.activity in _broad()
    # Rounds of the foreman are not the manager's.
    if broad and first.posts and second.posts and first.posts.isdisjoint(second.posts):
        return False
    shared = kinship(first.words, second.words)
    if not key.known:
        return shared >= _NEAR_KIN
    return shared >= (_KIN if broad else _LEAST_KIN.get(key.attribute, 0.2))


def _residues_agree(a: Term, b: Term) -> bool:
    """Tell whether the words that nothing has understood let two promises speak of one thing."""
    if isinstance(a.bound, Act) and isinstance(b.bound, Act):
        return not (a.residue and b.residue) or kinship(wording(a.residue), wording(b.residue)) >= _NEAR_KIN
    return idle_beside(a.residue, b.residue)


def _around(entry: Entry, term: Term) -> str:
    """Return the words by which a promise is known: its sentence up to the end of its own part, without titles."""
    text = entry.clause.text
    start = max(text.rfind(mark, 0, term.span.start) for mark in "。；;\n") + 1
    ends = [place for mark in "，。；;\n" if (place := text.find(mark, term.span.end)) >= 0]
    return _TITLE.sub("", text[start : min(ends, default=len(text))])


@cache
def _broad() -> frozenset[str]:
    """Return the activities that many differing things share, such as cleaning or rounds."""
    return frozenset(each.key for each in activities() if "." not in each.item) | {"repair"}
