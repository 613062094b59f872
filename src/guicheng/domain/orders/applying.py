"""Which promises apply to an order, and which of them governs each stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction
from typing import Any, Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.facets import masks
from guicheng.domain.comparison.facets import words as scope_words
from guicheng.domain.comparison.holding import TOLD
from guicheng.domain.comparison.vocabulary import Vocabulary, shipped_vocabulary
from guicheng.domain.orders.kinds import OrderKind
from guicheng.domain.orders.numbers import Numbers, Standing, standing_of
from guicheng.domain.orders.promises import ENDS, Promise, StageName
from guicheng.domain.orders.words import words_of
from guicheng.domain.worktime import LimitUnit

#: About how many hours each unit is, so that of two limits the tighter is known; a workday of a week of five.
_HOURS: Final = {
    LimitUnit.MINUTE: Fraction(1, 60),
    LimitUnit.HOUR: Fraction(1),
    LimitUnit.DAY: Fraction(24),
    LimitUnit.WORKDAY: Fraction(24 * 7, 5),
    LimitUnit.MONTH: Fraction(24 * 30),
}
#: What nobody says of an order, since it is the same in all of an estate.
_LENIENT: Final = frozenset({"building"})


@dataclass(frozen=True, slots=True)
class About:
    """What an order is about, as far as clauses ask.

    Args:
        kind: Its kind.
        urgent: Whether it cannot wait.
        category: Key of its activity, "" for none.
        words: The problem and the place, in the words of whoever reported it.
        at: When it was reported, of the local clock.
        numbers: What was said of it in numbers; empty where nobody was asked.
    """

    kind: OrderKind
    urgent: bool
    category: str
    words: str
    at: datetime
    numbers: Numbers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standard:
    """A promise that applies to an order, or would apply with other numbers.

    Args:
        promise: The promise.
        stage: The stage that it bounds.
        governs: Whether the stage is timed by it; the others are shown beside it.
        standing: Whether the numbers that it asks for are met, open or unmet.
    """

    promise: Promise
    stage: StageName
    governs: bool
    standing: Standing = Standing.MET


def applying(promises: Iterable[Promise], about: About, vocabulary: Vocabulary | None = None) -> tuple[Standard, ...]:
    """Return the promises that apply to an order, by stage, the governing one of each stage first.

    Of several for one stage the one about the order's own matter governs, then one that asks for a number that is met,
    then one for its urgency, then the tighter.

    Args:
        promises: Of the clauses in force at its estate.
        about: What it is about.
        vocabulary: The lexicon of activities; the shipped one where none is given.
    """
    said = _Said.of(about, vocabulary or shipped_vocabulary())
    return _staged([each for each in promises if said.admits(each) and said.standing(each) is Standing.MET], said)


def depending(promises: Iterable[Promise], about: About, vocabulary: Vocabulary | None = None) -> tuple[Standard, ...]:
    """Return the promises that would apply if the numbers that they ask for were met, as if each alone were.

    Args:
        promises: Of the clauses in force at its estate.
        about: What it is about; numbers that are not among its own are open.
        vocabulary: The lexicon of activities; the shipped one where none is given.
    """
    said = _Said.of(about, vocabulary or shipped_vocabulary())
    fitting = [each for each in promises if said.admits(each)]
    met = [each for each in fitting if said.standing(each) is Standing.MET]
    found = []
    for promise in fitting:
        if (standing := said.standing(promise)) is not Standing.MET:
            staged = _staged([*met, promise], said)
            found += [replace(each, standing=standing) for each in staged if each.promise is promise]
    return tuple(sorted(found, key=lambda each: list(StageName).index(each.stage)))


def _staged(fitting: Sequence[Promise], said: _Said) -> tuple[Standard, ...]:
    """Return promises by the stage that they bound, the governing one of each stage first."""
    chosen: dict[StageName, list[Promise]] = {}
    for stage, ends in ENDS.items():
        free = [each for each in fitting if not any(each in taken for taken in chosen.values())]
        for end in ends:
            if named := [each for each in free if each.end == end]:
                chosen[stage] = sorted(named, key=said.rank)
                break
    return tuple(
        Standard(promise, stage, governs=index == 0)
        for stage in StageName
        for index, promise in enumerate(chosen.get(stage, ()))
    )


@dataclass(frozen=True)
class _Said:
    """What was said of an order, made ready for asking many promises."""

    about: About
    plain: str
    item: str
    masks: Mapping[str, int]

    @classmethod
    def of(cls, about: About, vocabulary: Vocabulary) -> _Said:
        plain, named = _in_clause_words(normalize(about.words)), dict[str, int]()
        for hit in vocabulary.hits(plain):
            for facet, value in scope_words().get(hit.word, ()) if hit.group == "scope" else ():
                named[facet] = named.get(facet, 0) | masks(facet)[value]
        named["severity"] = masks("severity")["urgent" if about.urgent else "ordinary"]
        activity = vocabulary.activity(about.category) if about.category else None
        return cls(about, plain, activity.item if activity else "", named)

    def admits(self, promise: Promise) -> bool:
        """Tell whether a promise applies, as far as no number decides it."""
        term = promise.term
        if term.subject not in {"", "company", "maintainer"}:
            return False
        return self._is_of_kind(promise) and self._lies_within(promise) and self._speaks_of(promise)

    def standing(self, promise: Promise) -> Standing:
        """Return whether the numbers that a promise asks for are met."""
        return standing_of(promise.needs, self.about.numbers)

    def rank(self, promise: Promise) -> tuple[Any, ...]:
        """Return what orders promises of one stage, the governing one first."""
        own = bool(self.about.category) and promise.term.key.activity == self.about.category
        narrowed = {facet for facet, _mask in promise.term.scope.named()}
        special = bool(promise.about) or bool(narrowed & {"space", "facility", "customer"})
        tight = promise.limit.value * _HOURS[promise.limit.unit]
        return (
            not own,
            not special,
            not promise.needs,
            "severity" not in narrowed,
            tight,
            promise.clause,
            promise.position,
        )

    def _is_of_kind(self, promise: Promise) -> bool:
        """Tell whether a promise is about the kind of the order, about its own matter, or about what happened."""
        if promise.kinds:
            return self.about.kind in promise.kinds
        if self.about.category and promise.term.key.activity == self.about.category:
            return True
        happened = bool(promise.about) and promise.start in {"reported", "discovered", "happened", "outage"}
        return happened and self.about.kind in {OrderKind.REPAIR, OrderKind.OTHER}

    def _lies_within(self, promise: Promise) -> bool:
        """Tell whether the place, the time and the urgency are those of the promise."""
        if promise.holding.admits(self.about.at, self.masks["severity"]) is False:
            return False
        others = (each for each in promise.term.scope.named() if each[0] not in {*TOLD, *_LENIENT})
        return all(mask & self.masks.get(facet, 0) for facet, mask in others)

    def _speaks_of(self, promise: Promise) -> bool:
        """Tell whether most of what narrows a promise was said of the order."""
        return 5 * sum(sign in self.plain for sign in promise.about) >= 3 * len(promise.about)


def _in_clause_words(plain: str) -> str:
    """Return words of customers with those added by which clauses call the same."""
    meant = [word for word, said in words_of("means").items() if any(each in plain for each in said)]
    return " ".join([plain, *meant])
