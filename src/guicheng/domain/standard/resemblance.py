"""Clauses that seem to speak of one thing, each in the words of its own author, and say different things of it.

The system of clauses pairs promises that the vocabulary knows as one. Two departments that name one thing in two ways
escape it. Here clauses are paired by what their characters tell, the rarer the more; what the two then say is worked
out as for two clauses that somebody has set beside one another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final

from guicheng.domain.comparison import UNKNOWN, Facts, Key, Verdict, read_rephrased
from guicheng.domain.comparison.phrasing import rephrased
from guicheng.domain.comparison.scope import EVERY, FACETS
from guicheng.domain.comparison.sequence import orders_in, turned
from guicheng.domain.standard.cadence import waits_of
from guicheng.domain.standard.claims import contradiction, sought_by, topics_in
from guicheng.domain.standard.concerns import concerns_in
from guicheng.domain.standard.differing import differ, seem_one
from guicheng.domain.standard.entries import Entry, SystemFinding, finding_of
from guicheng.domain.standard.kinds import is_broad
from guicheng.domain.standard.leave import deeds_in
from guicheng.domain.standard.opened import Ground, closed_in, opened_in
from guicheng.domain.standard.places import Places
from guicheng.domain.standard.stretches import stretches_of
from guicheng.domain.standard.telling import Content, weight_of
from guicheng.domain.standard.usage import Usage
from guicheng.domain.standard.weighing import Suspicion
from guicheng.domain.values import Message, Severity, Span
from guicheng.domain.values.message import _

#: Share of what the less telling clause tells from which two clauses seem to speak of one thing.
_ALIKE: Final = 0.25
#: Least that is told: a single common word makes no likeness.
_LEAST: Final = 5.5
#: Fewest characters that a ban and a leave for one act share.
_FEWEST: Final = 2
#: Of texts that stand in many places not each pair of places is told.
_MOST_PLACES: Final = 16
#: The title of a paper, with whose it is and its number: 环境部《养护月历》LH-02; 填写《巡查记录》 asks for something.
_TITLE: Final = re.compile(
    r"(?:(?![填写按照执用签交报存附])[一-鿿]){0,6}《[^《》]{1,40}》[\sA-Za-z0-9()（）.—-]{0,24}[一-鿿]{0,6}[。.]?"
    r"|(?:[一-鿿]{0,4}(?:编号|版本号?|版次|文号|档号)\s*[:：]\s*[A-Za-z0-9\s()（）./—-]{1,30}[。.]?)"
)
#: What words mean: “急修”指停水、停电等; 本手册所称急修,是指….
_MEANING: Final = re.compile(
    '[“"「][^”"」]{1,20}[”"」](?:一词)?[，,]?(?:是指|系指|指(?![定派导示引挥])|包括|即(?![可时将日]))|所称[^。；;]{1,24}?(?:是指|系指|指(?![定派导示引挥]))'
)
_NUMBER: Final = re.compile("[0-9０-９]|[一二两三四五六七八九十百半](?:分钟|个?小时|天|日|个?工作日|个月|次|周|年)")
_SEVERITY: Final = FACETS.index("severity")
#: The end of the limit by which somebody is there, and what clauses that set one are found by.
_THERE: Final = "arrived"
_ARRIVAL: Final = Key("arrival", "deadline")
_WORST: Final = (Verdict.LOOSER, Verdict.CONFLICT)
_SENTENCE: Final[Message] = _(
    "“{a}” and “{b}” ({place}) seem to speak of one thing and say different things of it. If they do, decide for one "
    "and write it once; if not, name each thing by its own name."
)


class Resemblance:
    """The clauses of a company, or those that concern one of its units, by what their characters tell.

    Args:
        entries: The clauses in order, each known by its position.
        facts: What is known for comparing.
    """

    def __init__(self, entries: Sequence[Entry], facts: Facts = UNKNOWN) -> None:
        self._entries = entries
        self._facts = facts
        self._lengths: set[int] = set()
        self._places: dict[str, Places] = defaultdict(lambda: Places(self._lengths))
        self._content: dict[str, Content] = {}
        self._with: dict[str, list[str]] = defaultdict(list)
        self._about: dict[Hashable, list[str]] = defaultdict(list)
        self._known: dict[tuple[str, str], Suspicion | None] = {}
        self._ordered: list[str] = []
        #: What clauses claim of one topic.
        self._claims: dict[Hashable, list[str]] = defaultdict(list)
        #: What is forbidden, and what is allowed.
        self._deeds: tuple[list[tuple[str, frozenset[str]]], list[tuple[str, frozenset[str]]]] = ([], [])
        #: Grounds that are closed, and opened.
        self._closed: list[tuple[str, Ground]] = []
        self._opened: list[tuple[str, Ground]] = []
        self._usage = Usage(dict.fromkeys(entry.clause.text for entry in entries if entry.terms))
        for place, entry in enumerate(entries):
            if _speaks(entry):
                self._put(place, entry)

    def _put(self, place: int, entry: Entry) -> None:
        text = entry.clause.text
        if text not in self._content:
            self._content[text] = Content.of(entry, self._usage)
            for char in self._content[text].chars:
                self._with[char].append(text)
            self._find_by_what_it_says(text)
        self._places[text].put(place, entry.unit, entry.level)

    def _find_by_what_it_says(self, text: str) -> None:
        """Let a text be found by its steps, its bans and leaves, its claims, its activities and its grounds."""
        if orders_in(rephrased(text)):
            self._ordered.append(text)
        for deed in deeds_in(text, self._usage):
            self._deeds[deed.allows].append((text, deed.chars))
        for topic in topics_in(text):
            self._claims[topic].append(text)
        for key in (*_known_keys(text), *_concerns_of(text)):
            self._about[key].append(text)
        for grounds, found in ((self._closed, closed_in(text)), (self._opened, opened_in(text))):
            if found is not None:
                grounds.append((text, found))

    def findings(self, told: Collection[tuple[int, int]] = ()) -> tuple[SystemFinding, ...]:
        """Return what seems to be wrong, in order of the clauses.

        Args:
            told: Pairs of clauses of which something is told already; see ``pairs_told``.
        """
        found = [
            each
            for text, own in self._places.items()
            for other in self._like(text)
            # Of two texts the pairs are told from the side of the earlier one.
            if own.first <= self._places[other].first
            for each in self._among(own, other, told)
        ]
        return tuple(sorted(found, key=lambda each: (each.entry, each.other)))

    def beside(self, place: int, told: Collection[tuple[int, int]] = ()) -> tuple[SystemFinding, ...]:
        """Return what seems to be wrong with one clause.

        Args:
            place: Position of the clause.
            told: As for ``findings``.
        """
        entry = self._entries[place]
        own = Places(self._lengths)
        own.put(place, entry.unit, entry.level)
        texts = self._like(entry.clause.text) if _speaks(entry) else ()
        found = (each for other in texts for each in self._among(own, other, told))
        return tuple(each for each in found if each.entry == place)

    def seeming_one(self, place: int, others: Mapping[str, Sequence[int]]) -> list[int]:
        """Return the clauses that seem to speak of one thing with a clause, whatever they say of it.

        Args:
            place: Position of the clause.
            others: Where the clauses stand that are asked for, by their text.
        """
        entry = self._entries[place]
        texts = [entry.clause.text, *self._like(entry.clause.text)] if _speaks(entry) else []
        near = ((other, others[other]) for other in texts if other in others)
        return [place for text, places in near if self._seem_one(entry, self._entries[places[0]]) for place in places]

    def _seem_one(self, mine: Entry, theirs: Entry) -> bool:
        own, others = (_activities(entry) for entry in (mine, theirs))
        if own and others and not own & others:
            # What the vocabulary knows as two is one only where one of them denies the other: locked, and never locked.
            return contradiction(mine.clause.text, theirs.clause.text) is not None
        alike = mine.clause.text == theirs.clause.text or seem_one(mine, theirs, self._usage)
        return alike or differ(mine, theirs, self._facts, self._usage) is not None

    def _among(self, own: Places, other: str, told: Collection[tuple[int, int]]) -> Iterator[SystemFinding]:
        """Yield what seems to be wrong between clauses of two texts, told of whichever it is to be told of."""
        for mine, theirs in islice(own.pairs(self._places[other]), _MOST_PLACES):
            known = (min(mine, theirs), max(mine, theirs)) in told
            if not known and (found := self._told(mine, theirs)) is not None:
                yield found

    def _like(self, text: str) -> list[str]:
        """Return the texts that tell much of the same, or are about one known activity."""
        content = self._content[text]
        shared: dict[str, float] = defaultdict(float)
        for char in content.chars:
            told = weight_of(char)
            for other in self._with[char]:
                shared[other] += told
        near = [
            other
            for other, common in shared.items()
            if common >= _LEAST and common >= _ALIKE * min(content.weight, self._content[other].weight)
        ]
        known = [other for key in (*_known_keys(text), *_concerns_of(text)) for other in self._about[key]]
        steps = [other for other in self._ordered if turned(rephrased(text), rephrased(other)) is not None]
        deeds = [
            other
            for deed in deeds_in(text, self._usage)
            for other, chars in self._deeds[not deed.allows]
            if len(chars & deed.chars) >= _FEWEST
        ]
        topics = dict.fromkeys(other for topic in sought_by(text) for other in self._claims.get(topic, ()))
        claims = [other for other in topics if contradiction(text, other) is not None]
        grounds = self._on_one_ground(text)
        return [other for other in dict.fromkeys([*near, *known, *steps, *deeds, *claims, *grounds]) if other != text]

    def _on_one_ground(self, text: str) -> list[str]:
        """Return the texts that open what a text closes, or close what it opens."""
        closed, opened = closed_in(text), opened_in(text)
        return [other for other, ground in self._opened if closed and closed.is_closed_to(ground)] + [
            other for other, ground in self._closed if opened and ground.is_closed_to(opened)
        ]

    def _told(self, place: int, other: int) -> SystemFinding | None:
        mine, theirs = self._entries[place], self._entries[other]
        pair = (mine.clause.text, theirs.clause.text)
        if pair not in self._known:
            self._known[pair] = differ(mine, theirs, self._facts, self._usage)
        found = self._known[pair]
        above = (mine.unit, mine.level) != (theirs.unit, theirs.level)
        if found is None or (above and found.comparison.verdict not in _WORST):
            return None
        said = {"a": mine.clause.text, "b": theirs.clause.text, "place": theirs.place}
        return finding_of(
            "CT007",
            place,
            Span(0, len(mine.clause.text)),
            Message(_SENTENCE.text, said),
            other=other,
            comparison=found.comparison,
            severity=None if found.strong else Severity.HINT,
            against=theirs.place,
        )


def _activities(entry: Entry) -> frozenset[str]:
    return frozenset(term.key.activity for term in entry.terms if term.key.known)


def _speaks(entry: Entry) -> bool:
    """Tell whether a clause promises something, or says in words that bound nothing what another one may deny.

    The title of a paper with its number asks for nothing, and what only says what words mean without a number neither.
    """
    text = entry.clause.text
    if _MEANING.search(text) and not _NUMBER.search(text):
        return False
    return not _TITLE.fullmatch(text) and bool(entry.terms or opened_in(text) is not None or topics_in(text))


def pairs_told(found: Iterable[SystemFinding]) -> frozenset[tuple[int, int]]:
    """Return the pairs of clauses of which something is told already, the lower position first."""
    return frozenset(
        (min(each.entry, each.other), max(each.entry, each.other)) for each in found if each.other is not None
    )


@lru_cache(maxsize=20_000)
def _concerns_of(text: str) -> frozenset[str]:
    """Return what the promises of a text concern."""
    clause, terms = read_rephrased(text)
    return frozenset(concern for term in terms for concern in concerns_in(clause.text, term)).union(
        (concern for concern, _cases in stretches_of(text)), waits_of(text)
    )


def _known_keys(text: str) -> set[tuple[Key, int]]:
    """Return the known activities of a text, of those that many things share the ones of urgent or small cases."""
    known = [term for term in read_rephrased(text)[1] if term.key.known]
    # How soon somebody is there is said of urgent cases once, whichever work it is that comes in.
    there = {(_ARRIVAL, term.scope.masks[_SEVERITY]) for term in known if term.endpoint == _THERE}
    found = there | {
        (term.key, term.scope.masks[_SEVERITY] if is_broad(term.key.activity) else EVERY) for term in known
    }
    return {pair for pair in found if pair[1] != EVERY or not (pair[0] == _ARRIVAL or is_broad(pair[0].activity))}
