"""Promises of the clauses in force that bound a stage of orders, with the words that narrow them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from guicheng.domain.clause import Clause, Kind
from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.bounds import Clockwork
from guicheng.domain.comparison.bounds import Limit as Bound
from guicheng.domain.comparison.facets import words as scope_words
from guicheng.domain.comparison.holding import EVER, Holding, holding_of
from guicheng.domain.comparison.tables import stages
from guicheng.domain.comparison.term import Term
from guicheng.domain.orders.kinds import OrderKind
from guicheng.domain.orders.numbers import Need, needs_of, spans_of
from guicheng.domain.orders.words import words_of
from guicheng.domain.values import Span
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
_AT_REPORT: Final = frozenset({"", "reported", "received", "happened", "discovered", "outage", "changed"})
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
    Clockwork.WORKHOUR: LimitUnit.HOUR,
    Clockwork.MONTH: LimitUnit.MONTH,
}
_BREAKS: Final = re.compile("[,，。;；]")
#: Who does it: words that end with a post.
_POST: Final = re.compile(
    "[^,，。;；由后的]{0,7}?(?:专员|管理员|技术员|维护员|巡查员|负责人|责任人|人员|部门|单位|主管|班长|经理|管家|电工|员|工)"
    "(?=自|应|在|将|须|需|于|[0-9]|$)"
)
_SIGNS: Final = re.compile("[^a-z\u4e00-\u9fff]+")
_WITHIN: Final = re.compile("(?:(?:之|期|以)?[内间])?")
_REST: Final = re.compile("[、]?(?:其[余他它]的?(?:时间段?|时段|时候)?|非(?:工作|上班)(?:时间|时段))")
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
        needs: Numbers of the order on which it hangs whether it holds.
        holding: At what times and for what severity it holds.
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
    needs: tuple[Need, ...] = ()
    holding: Holding = EVER


def promise_of(
    clause: Clause, term: Term | None, *, key: str, position: int, start: str, start_words: str, end: str
) -> Promise | None:
    """Return a promise as orders are held to it; None where it bounds no stage of an order.

    Neither does one that hangs on a number that nobody can be asked for, such as a share.

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
    needs = needs_of(clause, plain, term.span)
    if needs is None:
        return None
    changed = start == "changed" or any(word in start_words for word in words_of("from_change")["from_change"])
    bare, begin = _without(plain, [*spans_of(clause, plain, term.span), *_times(clause, plain)]), _sentence(plain, term)
    about, kinds = _narrowing(bare, term, begin), _kinds(plain, term, begin)
    if needs and not about and not kinds:
        # 影响10户以上的，4小时内到场 goes on about the matter of the sentence before.
        bare = _without(plain, [*(each.span for each in clause.thresholds), *_times(clause, plain)])
        about, kinds = _narrowing(bare, term, 0), _kinds(plain, term, 0)
    held = holding_of(clause, term)
    return Promise(key, position, start, end, limit, term, about, kinds, changed, needs, held)


def _begins_in_time(start: str, end: str) -> bool:
    """Tell whether a clock begins before the end that it is for: a visit after the repair is no arrival."""
    if end == "visited":
        return start in {*_AT_REPORT, "finished"}
    return start in {*_AT_REPORT, "dispatched", "arrived"} and start != end


def _times(clause: Clause, plain: str) -> Iterator[Span]:
    """Yield where a clause names hours, days and what they leave, which say when a promise holds and not for what."""
    for each in clause.requirements:
        if each.kind is Kind.WINDOW:
            yield Span(each.span.start, _WITHIN.match(plain, each.span.end).end())  # type: ignore[union-attr]
    yield from (Span(*match.span()) for match in _REST.finditer(plain))


def _without(plain: str, spans: Iterable[Span]) -> str:
    """Return a text with some places blank, so that all others stay where they are."""
    for span in spans:
        plain = f"{plain[: span.start]}{' ' * (span.end - span.start)}{plain[span.end :]}"
    return plain


def _narrowing(plain: str, term: Term, begin: int) -> str:
    """Return the words before a bound that say for what it holds, without those that every such clause has.

    Words of place and facility go too: the box of the promise has them.
    """
    kept = "".join(_POST.sub("", part) for part in _BREAKS.split(plain[begin : term.span.start]))
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
    said = {
        *events,
        *words_of("plain")["plain"],
        *words_of("measured")["measured"],
        *words_of("from_change")["from_change"],
    }
    return tuple(sorted(said, key=lambda word: (-len(word), word)))


def _kinds(plain: str, term: Term, begin: int) -> frozenset[OrderKind]:
    """Return the kinds of order of which the sentence of a promise speaks, else those of its activity."""
    said = plain[begin : term.span.end]
    found = {OrderKind(kind) for kind, words in words_of("speaks").items() if any(word in said for word in words)}
    return frozenset(found or {kind for kind, keys in _GENERIC.items() if term.key.activity in keys})
