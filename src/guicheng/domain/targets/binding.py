"""Where the evidence of each promise comes from: a pair of events, a schedule, a list to tick, a roster, a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from guicheng.domain.clause import Clause
from guicheng.domain.clause.clause import State
from guicheng.domain.comparison import Term, Vocabulary, terms_of
from guicheng.domain.comparison.bounds import (
    Act,
    Bound,
    Gap,
    Hours,
    Kept,
    Limit,
    Notice,
    Polarity,
    Range,
    Rank,
    Tally,
    Unread,
    Use,
)
from guicheng.domain.evidence.clock import Event, EventWords
from guicheng.domain.values import ClauseRef, Message, Span
from guicheng.domain.values.message import _

_SURVEYED: Final = ("satisfaction",)
#: Ends of a clock that are counted in rings of a telephone instead of minutes.
_RING: Final = "ring"
#: Ends that are said in one character, which in longer words means something else: 物业5分钟到.
_SAID_SHORT: Final = {"到": "arrived"}
#: Hours in which something is forbidden or allowed; whoever walks by sees it, and no roster tells.
_SEEN: Final = frozenset({Use.BAN, Use.PERMISSION, Use.LEAVE})


#: Who comes to confirm something is there first.
_ARRIVES: Final = re.compile("(?:应|须|需|必须)?(?:到达|赶到|赶赴|抵达|到)(?:现场|场)")


class Source(StrEnum):
    """What tells whether a promise was kept."""

    EVENTS = "events"  # two events of one case, and the time between them
    SCHEDULE = "schedule"  # things due by a rule
    CHECKLIST = "checklist"  # a line that somebody ticks on an inspection
    ROSTER = "roster"  # who was on duty
    RECORDS = "records"  # how long something is kept
    SURVEY = "survey"  # what customers say
    FIGURE = "figure"  # a share counted from the others


#: What tells of the bounds that need no second look.
_SOURCES: Final[Mapping[type, Source]] = {
    Tally: Source.SCHEDULE,
    Gap: Source.SCHEDULE,
    Kept: Source.RECORDS,
    Hours: Source.ROSTER,
    Act: Source.CHECKLIST,
    Rank: Source.CHECKLIST,
}


@dataclass(frozen=True, slots=True)
class Binding:
    """The evidence of one promise.

    Args:
        ref: Where the clause stands.
        span: The bound in the clause, in code points; the whole text where nothing of it is measured.
        term: The promise, None for a clause that is a behaviour without a bound.
        source: Where its evidence comes from; None where nothing tells.
        start: Event that starts the clock, None where it is no pair of events.
        end: Event that stops it.
        assumed: Whether the text does not say what starts the clock and the report was taken.
        reason: Why nothing tells, None where something does.
    """

    ref: ClauseRef
    span: Span
    term: Term | None
    source: Source | None
    start: Event | None = None
    end: Event | None = None
    assumed: bool = False
    reason: Message | None = None

    @property
    def worded(self) -> bool:
        """Whether an event is known by the words of the clause alone."""
        return any(each is not None and not each.known for each in (self.start, self.end))


def bind(clause: Clause, words: EventWords | None = None, vocabulary: Vocabulary | None = None) -> tuple[Binding, ...]:
    """Return the evidence of each promise of a clause, in order of place.

    Args:
        clause: The clause as it was read.
        words: What the company said that its words mean.
        vocabulary: The lexicon of activities; the shipped one where none is given.
    """
    if clause.state is State.NOTE:
        return ()
    found = tuple(_bound(clause, term, words or EventWords()) for term in terms_of(clause, vocabulary))
    return found or tuple(_of_behaviour(clause))


def bound_share(bindings: tuple[Binding, ...]) -> tuple[int, int]:
    """Return how many promises have evidence, and of how many."""
    return sum(each.source is not None for each in bindings), len(bindings)


def _of_behaviour(clause: Clause) -> Iterator[Binding]:
    whole = Span(0, len(clause.text))
    if clause.state is State.BEHAVIOUR:
        yield Binding(clause.ref, whole, None, Source.CHECKLIST)
    else:
        yield Binding(clause.ref, whole, None, None, reason=_("The clause was not read, so nothing can be made of it."))


def _bound(clause: Clause, term: Term, words: EventWords) -> Binding:
    bound = term.bound
    if isinstance(bound, Limit | Notice):
        return _pair(clause, term, words)
    if isinstance(bound, Range):
        return _ranged(clause, term, words, bound)
    if reason := _untold(bound):
        return Binding(clause.ref, term.span, term, None, reason=reason)
    if isinstance(bound, Hours) and bound.use in _SEEN:
        return Binding(clause.ref, term.span, term, Source.CHECKLIST)
    return Binding(clause.ref, term.span, term, _SOURCES[type(bound)])


def _untold(bound: Bound) -> Message | None:
    """Return why nothing tells whether it was kept, None where something does."""
    match bound:
        case Tally(low=None):
            return _("It only says how often at most; name how often at least.")
        case Act(polarity=Polarity.MAY | Polarity.NEED_NOT):
            return _("It allows something and promises nothing.")
        case Unread():
            return _("What is promised was not understood: {words}", words=bound.words)
    return None


def _ranged(clause: Clause, term: Term, words: EventWords, bound: Range) -> Binding:
    """Bind a number: people on duty, a share, rings of a telephone, or something to measure on the spot."""
    if bound.unit == _RING:
        return _pair(clause, term, words)
    if term.key.attribute == "headcount":
        return Binding(clause.ref, term.span, term, Source.ROSTER)
    if term.key.attribute.partition(".")[0] != "share":
        return Binding(clause.ref, term.span, term, Source.CHECKLIST)
    surveyed = any(each in f"{term.key.activity} {term.key.attribute}" for each in _SURVEYED)
    return Binding(clause.ref, term.span, term, Source.SURVEY if surveyed else Source.FIGURE)


def _pair(clause: Clause, term: Term, words: EventWords) -> Binding:
    said = [each for each in clause.requirements if _meets(each.span, term.span)]
    triggers, actions = ([str(getattr(each, name) or "") for each in said] for name in ("trigger", "action"))
    rings = isinstance(term.bound, Range)
    start = _event(words.triggers, triggers, term.trigger or ("rang" if rings else ""))
    end = _event(words.endpoints, actions, term.endpoint or ("answered" if rings else ""))
    if words.endpoints.keys().isdisjoint(actions):
        end = _there(end)
    if end is None:
        reason = _("It does not say what stops the clock: arrived, answered, finished …")
        return Binding(clause.ref, term.span, term, None, reason=reason)
    if isinstance(term.bound, Notice):
        # The notice comes first: the clock runs from it to what was announced.
        return Binding(clause.ref, term.span, term, Source.EVENTS, end, start or Event("happened"), assumed=not start)
    return Binding(clause.ref, term.span, term, Source.EVENTS, start or Event("reported"), end, assumed=not start)


def _event(corrections: Mapping[str, str], phrases: Sequence[str], key: str) -> Event | None:
    """Return the event of a phrase: as the company said, as the lexicon knows it, or by its words."""
    phrase = next(filter(None, phrases), "")
    key = next((corrections[each] for each in phrases if each in corrections), key or _SAID_SHORT.get(phrase, ""))
    return Event(key, phrase) if key or phrase else None


def _there(end: Event | None) -> Event | None:
    """Return the arrival for 到达现场确认, which the comparison sets beside 现场确认: the time ends there."""
    arrives = end is not None and end.key == "confirmed" and _ARRIVES.match(end.words)
    return Event("arrived", end.words) if end is not None and arrives else end


def _meets(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
