"""Which promises of the clauses in force apply to an order, and which of them governs each stage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any, Final

from guicheng.domain.clause import Clause
from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.bounds import Clockwork
from guicheng.domain.comparison.bounds import Limit as Bound
from guicheng.domain.comparison.facets import masks
from guicheng.domain.comparison.facets import words as scope_words
from guicheng.domain.comparison.tables import stages
from guicheng.domain.comparison.term import Term
from guicheng.domain.comparison.vocabulary import Vocabulary, shipped_vocabulary
from guicheng.domain.orders.kinds import OrderKind
from guicheng.domain.orders.moments import time_masks
from guicheng.domain.orders.words import words_of
from guicheng.domain.worktime import Limit, LimitUnit


class StageName(StrEnum):
    """The stages of an order, in their order."""

    RESPOND = "respond"
    ARRIVE = "arrive"
    FINISH = "finish"
    FOLLOW_UP = "follow_up"


#: Ends of clocks that each stage can be bound by; the first that a promise names governs it.
ENDS: Final[Mapping[StageName, tuple[str, ...]]] = {
    StageName.FINISH: ("finished", "corrected", "handled", "replied"),
    StageName.RESPOND: ("responded", "replied", "dispatched", "received"),
    StageName.ARRIVE: ("arrived",),
    StageName.FOLLOW_UP: ("visited",),
}
_BOUND: Final = frozenset(end for ends in ENDS.values() for end in ends)
#: Beginnings of clocks that are the report itself.
_AT_REPORT: Final = frozenset({"", "reported", "received", "happened", "discovered", "changed"})
#: Activities that are no more than the kind itself.
_GENERIC: Final[Mapping[OrderKind, frozenset[str]]] = {
    OrderKind.REPAIR: frozenset({"repair"}),
    OrderKind.COMPLAINT: frozenset({"complaint"}),
    OrderKind.CONSULTATION: frozenset({"consultation"}),
    OrderKind.OTHER: frozenset({"help", "suggestion"}),
}
#: Events whose words narrow no clause.
_EVENTS: Final = (
    ("triggers", frozenset({"happened", "discovered", "reported", "received", "dispatched", "arrived", "finished"})),
    ("endpoints", _BOUND),
)
_UNITS: Final = {
    Clockwork.CLOCK: LimitUnit.HOUR,
    Clockwork.DAY: LimitUnit.DAY,
    Clockwork.WORKDAY: LimitUnit.WORKDAY,
    Clockwork.MONTH: LimitUnit.MONTH,
}
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
_BREAKS: Final = re.compile("[,，。;；]")
#: Who does it: words that end with a post.
_POST: Final = re.compile(
    "[^,，。;；由后的]{0,7}?(?:专员|管理员|技术员|维护员|巡查员|负责人|责任人|人员|部门|单位|主管|班长|经理|管家|电工|员|工)"
    "(?=自|应|在|将|须|需|于|[0-9]|$)"
)
_SIGNS: Final = re.compile("[^a-z\u4e00-\u9fff]+")
_LIMIT: Final = re.compile("[0-9.]+(?:分钟|小时|个?工作日|日|天|周|个?月)(?:之内|以内|内)?")


@dataclass(frozen=True, slots=True)
class Promise:
    """A limit of a clause that an order can be held to.

    Args:
        clause: Lasting key of the clause, as text.
        position: Which promise of the clause, from 0.
        start: Beginning of its clock.
        end: What stops it.
        limit: The limit.
        term: All of it, as it was read.
        about: The words of the clause that narrow it, without those that every such clause has.
        kinds: Kinds of order that the whole clause speaks of.
        from_change: Whether it counts from the change of priority instead of from the report.
    """

    clause: str
    position: int
    start: str
    end: str
    limit: Limit
    term: Term
    about: str
    kinds: frozenset[OrderKind]
    from_change: bool


@dataclass(frozen=True, slots=True)
class About:
    """What an order is about, as far as clauses ask.

    Args:
        kind: Its kind.
        urgent: Whether it cannot wait.
        category: Key of its activity, "" for none.
        words: The problem and the place, in the words of whoever reported it.
        at: When it was reported, of the local clock.
    """

    kind: OrderKind
    urgent: bool
    category: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Standard:
    """A promise that applies to an order.

    Args:
        promise: The promise.
        stage: The stage that it bounds.
        governs: Whether the stage is timed by it; the others are shown beside it.
    """

    promise: Promise
    stage: StageName
    governs: bool


def promise_of(
    clause: Clause, term: Term | None, *, key: str, position: int, start: str, start_words: str, end: str
) -> Promise | None:
    """Return a promise as orders are held to it; None where it bounds no stage of an order.

    Args:
        clause: The clause as it was read.
        term: The promise as it was read.
        key: Lasting key of the clause.
        position: Which promise of it.
        start: Beginning of its clock, as the company understands it.
        start_words: The words that say so.
        end: What stops it.
    """
    if term is None or not isinstance(term.bound, Bound) or end not in _BOUND:
        return None
    if not _begins_in_time(start, end):
        return None
    stretch = term.bound.latest
    limit = Limit(stretch.amount, _UNITS[stretch.clockwork])
    if limit.unit is LimitUnit.HOUR and limit.value.denominator != 1:
        limit = Limit(limit.value * 60, LimitUnit.MINUTE)
    plain = normalize(clause.text)
    changed = start == "changed" or any(word in start_words for word in words_of("from_change")["from_change"])
    return Promise(key, position, start, end, limit, term, _narrowing(plain, term), _kinds(plain, term), changed)


def _begins_in_time(start: str, end: str) -> bool:
    """Tell whether a clock begins before the end that it is for: a visit after the repair is no arrival."""
    if end == "visited":
        return start in {*_AT_REPORT, "finished"}
    return start in {*_AT_REPORT, "dispatched", "arrived"} and start != end


def applying(promises: Iterable[Promise], about: About, vocabulary: Vocabulary | None = None) -> tuple[Standard, ...]:
    """Return the promises that apply to an order, by stage, the governing one of each stage first.

    Of several for one stage the one about the order's own matter governs, then one for its urgency, then the tighter.

    Args:
        promises: Of the clauses in force at its estate.
        about: What it is about.
        vocabulary: The lexicon of activities; the shipped one where none is given.
    """
    said = _Said.of(about, vocabulary or shipped_vocabulary())
    fitting = [each for each in promises if said.admits(each)]
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
        named |= time_masks(about.at)
        named["severity"] = masks("severity")["urgent" if about.urgent else "ordinary"]
        activity = vocabulary.activity(about.category) if about.category else None
        return cls(about, plain, activity.item if activity else "", named)

    def admits(self, promise: Promise) -> bool:
        """Tell whether a promise applies."""
        term = promise.term
        if term.scope.conditions or term.subject not in {"", "company", "maintainer"}:
            return False
        return self._is_of_kind(promise) and self._lies_within(term) and self._speaks_of(promise)

    def rank(self, promise: Promise) -> tuple[Any, ...]:
        """Return what orders promises of one stage, the governing one first."""
        own = bool(self.about.category) and promise.term.key.activity == self.about.category
        narrowed = {facet for facet, _mask in promise.term.scope.named()}
        special = bool(promise.about) or bool(narrowed & {"space", "facility", "customer"})
        tight = promise.limit.value * _HOURS[promise.limit.unit]
        return (not own, not special, "severity" not in narrowed, tight, promise.clause, promise.position)

    def _is_of_kind(self, promise: Promise) -> bool:
        """Tell whether a promise is about the kind of the order, about its own matter, or about what happened."""
        if promise.kinds:
            return self.about.kind in promise.kinds
        if self.about.category and promise.term.key.activity == self.about.category:
            return True
        happened = bool(promise.about) and promise.start in {"reported", "discovered", "happened"}
        return happened and self.about.kind in {OrderKind.REPAIR, OrderKind.OTHER}

    def _lies_within(self, term: Term) -> bool:
        """Tell whether the place, the time and the urgency are those of the promise."""
        for facet, mask in term.scope.named():
            if facet in _LENIENT:
                continue
            if not mask & self.masks.get(facet, 0):
                return False
        return True

    def _speaks_of(self, promise: Promise) -> bool:
        """Tell whether most of what narrows a promise was said of the order."""
        return 5 * sum(sign in self.plain for sign in promise.about) >= 3 * len(promise.about)


def _in_clause_words(plain: str) -> str:
    """Return words of customers with those added by which clauses call the same."""
    meant = [word for word, said in words_of("means").items() if any(each in plain for each in said)]
    return " ".join([plain, *meant])


def _narrowing(plain: str, term: Term) -> str:
    """Return the words before a bound that say for what it holds, without those that every such clause has.

    Words of place and facility go too: the box of the promise has them.
    """
    kept = "".join(_POST.sub("", part) for part in _BREAKS.split(plain[_sentence(plain, term) : term.span.start]))
    for match in _LIMIT.finditer(kept):
        kept = kept.replace(match[0], "")
    boxed = {facet for facet, _mask in term.scope.named()}
    for word in (*_struck(), *(word for word, named in scope_words().items() if named[0][0] in boxed)):
        kept = kept.replace(word, "")
    return _SIGNS.sub("", kept)


def _sentence(plain: str, term: Term) -> int:
    """Return where the sentence of a bound begins."""
    return max((match.end() for match in re.finditer("[。;；]", plain[: term.span.start])), default=0)


@cache
def _struck() -> tuple[str, ...]:
    """Return the words that narrow no clause, the longest first: those of events, and plain ones."""
    events = {
        word for table, names in _EVENTS for stage in stages(table) if stage.name in names for word in stage.words
    }
    said = {*events, *words_of("plain")["plain"], *words_of("from_change")["from_change"]}
    return tuple(sorted(said, key=lambda word: (-len(word), word)))


def _kinds(plain: str, term: Term) -> frozenset[OrderKind]:
    """Return the kinds of order of which the sentence of a promise speaks, else those of its activity."""
    said = plain[_sentence(plain, term) : term.span.end]
    found = {OrderKind(kind) for kind, words in words_of("speaks").items() if any(word in said for word in words)}
    return frozenset(found or {kind for kind, keys in _GENERIC.items() if term.key.activity in keys})
