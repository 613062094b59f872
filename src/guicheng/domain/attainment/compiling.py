"""A clause as promises that are measured on events: what its bindings and schedules come to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Final

from guicheng.domain.attainment.asked_shares import share_asked, share_in, shares_of
from guicheng.domain.attainment.between import between, limit_of
from guicheng.domain.attainment.deadlines import by_weeks, parts_of
from guicheng.domain.attainment.hours import by_day, calendar_of, hours_of, shifts_of
from guicheng.domain.attainment.next_day import ByTime, by_times, timed_by
from guicheng.domain.attainment.requirement import (
    Measure,
    Noticed,
    Requirement,
    Slotted,
    Spaced,
    Ticked,
    Timed,
)
from guicheng.domain.attainment.shadows import shadows_in
from guicheng.domain.clause import Clause, Kind
from guicheng.domain.comparison import Term
from guicheng.domain.comparison import bounds as bound
from guicheng.domain.comparison.holding import EVER, Holding, holdings_of
from guicheng.domain.elements.parts import providers_in
from guicheng.domain.evidence.clock import EventWords
from guicheng.domain.evidence.lines import LineKind
from guicheng.domain.standard.text import PartKind
from guicheng.domain.targets.binding import Binding, Source, bind
from guicheng.domain.targets.checklist import lines_of
from guicheng.domain.targets.checklist_wording import PHOTO_WORDS
from guicheng.domain.targets.scheduling import schedule_of
from guicheng.domain.targets.source import SourceLine
from guicheng.domain.values import ClauseRef, GuichengError, Message, Span
from guicheng.domain.values.message import _
from guicheng.domain.worktime.working import Working

_OFTEN: Final = frozenset({Kind.FREQUENCY, Kind.INTERVAL})
#: Name of the pattern of clauses that bound the gaps themselves.
_LONGEST_GAP: Final = "longest-gap"
_HUNDRED: Final = Fraction(100)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a clause does not say itself.

    Args:
        citation: Code of its standard, a stroke, its number.
        edition: Which wording it is.
        anchor: First day of its schedules, from which every third day is counted.
        tier: Grade of the standard, "" where it has one form.
        post: Who owes it.
        target: Share that has to be kept; None for what the clause says, or else all.
        evidence: Weakest grade of evidence that will do, "" for any.
        working: Hours of what recurs; None for those of the clause, or else of the day.
        day_end: Minutes after midnight at which a day ends, 0 for midnight.
        words: What the company said that its words mean.
        assessment: The clause that says how it is assessed, None where nothing does.
        version: What names of slots begin with, before the place of the promise; "" for the citation.
        quality: What counts as kept, as it stands beside the clause.
        hours_known: Whether a calendar says in which hours people work, for limits in working hours.
    """

    citation: str
    edition: str
    anchor: date
    tier: str = ""
    post: str = ""
    target: Fraction | None = None
    evidence: str = ""
    working: Working | None = None
    day_end: int = 0
    words: EventWords = field(default_factory=EventWords)
    assessment: Clause | None = None
    version: Callable[[int], str] | None = None
    quality: str = ""
    hours_known: bool = True


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """A promise that events cannot tell of.

    Args:
        ref: Where the clause stands.
        citation: Code of its standard, a stroke, its number.
        text: The sentence.
        span: The bound in it.
        reason: Why.
    """

    ref: ClauseRef
    citation: str
    text: str
    span: Span
    reason: Message


@dataclass(frozen=True, slots=True)
class Compiled:
    """What a clause comes to.

    Args:
        requirements: Its promises that are measured on events.
        unmeasured: The others.
    """

    requirements: tuple[Requirement, ...]
    unmeasured: tuple[Unmeasured, ...]


class UnmeasuredError(GuichengError):
    """Nothing on events tells of a promise."""

    code = "unmeasured"


#: Why a limit in working hours is not counted where nobody said which those are.
WITHOUT_HOURS: Final = _(
    "It is promised in working hours, and no calendar says which those are. "
    "Give one to the estate, the post or the clause."
)
_ELSEWHERE: Final = {
    Source.ROSTER: _("The roster tells, not events."),
    Source.RECORDS: _("How long records are kept tells, not events."),
    Source.SURVEY: _("A survey of customers tells, not events."),
    Source.FIGURE: _("It is a target for the other promises of its clause, or a figure made of them."),
}


def compile_clause(clause: Clause, setting: Setting) -> Compiled:
    """Return the promises of a clause, measured and not.

    Args:
        clause: As it was read.
        setting: What it does not say itself.
    """
    bindings = bind(clause, setting.words)
    target = setting.target or share_in(bindings)
    asked = tuple(shares_of(setting.assessment)) if target is None else ()
    held = dict(_held(clause, bindings))
    shown = _is_shown(clause, setting)
    by_time = by_times(clause, bindings, setting.words)
    told = [
        _told(clause, place, bindings, setting, when=held.get(place, EVER), by_time=by_time)
        for place in range(len(bindings))
    ]
    shadows = shadows_in(clause, bindings, [place for place, each in enumerate(told) if isinstance(each, Slotted)])
    found, others = [], []
    for place, binding in enumerate(bindings):
        measure, when = shadows.get(place) or told[place], held.get(place, EVER)
        if isinstance(measure, Message):
            others.append(Unmeasured(clause.ref, setting.citation, clause.text, binding.span, measure))
            continue
        quota = binding.term.quota / _HUNDRED if binding.term else Fraction(1)
        found.append(
            Requirement(
                key=f"{setting.citation}#{place}",
                citation=setting.citation,
                ref=clause.ref,
                span=binding.span,
                text=clause.text,
                edition=setting.edition,
                measure=measure,
                tier=setting.tier,
                post=_owed_by(clause, binding.span, setting.post),
                target=quota if quota < 1 and setting.target is None else target or share_asked(binding, asked),
                evidence=setting.evidence,
                day_end=setting.day_end,
                when=EVER if isinstance(measure, Noticed | Ticked) else when,
                photo=isinstance(measure, Slotted | Spaced) and shown,
            )
        )
    return Compiled(tuple(found), tuple(others))


def _told(
    clause: Clause,
    place: int,
    bindings: Sequence[Binding],
    setting: Setting,
    *,
    when: Holding,
    by_time: Sequence[ByTime],
) -> Measure | Message:
    """Return how a promise is measured, or why it is not."""
    try:
        return timed_by(place, by_time) or _measure(clause, place, bindings, setting, when)
    except GuichengError as error:
        return error.message


def _is_shown(clause: Clause, setting: Setting) -> bool:
    """Tell whether rounds of a clause have a photo to take, as its checklist asks for one."""
    if not any(word in clause.text + setting.quality for word in PHOTO_WORDS):
        return False
    elements = {"quality": setting.quality, "provider": setting.post}
    line = SourceLine(clause.ref, PartKind.CLAUSE, clause.text, elements=elements)
    return any(each.kind is LineKind.PHOTO for each in lines_of(line))


def _owed_by(clause: Clause, span: Span, post: str) -> str:
    """Return the post that owes a promise: of several in the sentence the last before it, where the text names them.

    Args:
        clause: As it was read.
        span: Where the promise stands.
        post: The post of the clause as a whole.
    """
    named = providers_in(clause)
    if len({name for _place, name in named}) < 2 or post not in {name for _place, name in named}:
        return post
    return next((name for place, name in reversed(named) if place <= span.start), post)


def _held(clause: Clause, bindings: Sequence[Binding]) -> Iterator[tuple[int, Holding]]:
    """Yield the place of each promise with when it holds."""
    terms = [(place, each.term) for place, each in enumerate(bindings) if each.term is not None]
    holdings = holdings_of(clause, [term for _place, term in terms])
    return zip((place for place, _term in terms), holdings, strict=True)


def _measure(clause: Clause, place: int, bindings: Sequence[Binding], setting: Setting, when: Holding) -> Measure:
    """Return how a promise is measured.

    Raises:
        GuichengError: Nothing on events tells of it.
    """
    binding = bindings[place]
    if binding.source is None:
        raise UnmeasuredError(binding.reason or _("Nothing tells whether it was kept."))
    if binding.source in _ELSEWHERE:
        raise UnmeasuredError(_ELSEWHERE[binding.source])
    term = binding.term
    if binding.source is Source.CHECKLIST:
        return Ticked(term.bound if term and isinstance(term.bound, bound.Range) else None)
    assert term is not None  # noqa: S101
    if binding.source is Source.EVENTS:
        measure = between(binding, term)
        if isinstance(measure, Timed) and measure.working and not setting.hours_known:
            raise UnmeasuredError(WITHOUT_HOURS)
        return measure
    own = (setting.working,) if setting.working else hours_of(binding, bindings, when)
    working = shifts_of(own) or (by_day(clause, term),)
    if isinstance(term.bound, bound.Gap):
        per = _period_of(clause, term)
        if per is None:
            return Spaced(limit_of(term.bound.longest), calendar_of(working, when))
        # 每2小时一次 is once in each stretch of two hours; 间隔不超过2小时 bounds the gaps themselves.
        term = replace(term, bound=bound.Tally(Fraction(1), None, per))
    version = setting.version(place) if setting.version else f"{setting.citation}#{place}"
    found = _recurring(clause, term, working, version, setting.anchor)
    return replace(found, in_hours=bool(own))


def _recurring(clause: Clause, term: Term, working: Sequence[Working], version: str, anchor: date) -> Slotted:
    """Return how often as slots of each period."""
    asked = term.bound
    assert isinstance(asked, bound.Tally) and asked.low is not None  # noqa: S101, PT018
    rules = [schedule_of(term, version=version, anchor=anchor, working=each) for each in working]
    rule = replace(rules[0], slots=tuple(slot for each in rules for slot in each.slots))
    times = max(-(-asked.low.numerator // asked.low.denominator), 1)
    parts = parts_of(clause, term.span, asked.per, times)
    return Slotted(by_weeks(rule, parts), asked.per, times, parts)


def _period_of(clause: Clause, term: Term) -> str | None:
    """Return the stretch of a count that the comparison reads as a longest gap; None for a longest gap as written."""
    for each in clause.requirements:
        if (
            each.kind in _OFTEN
            and each.pattern != _LONGEST_GAP
            and each.span.start < term.span.end
            and term.span.start < each.span.end
        ):
            return each.per
    return None
