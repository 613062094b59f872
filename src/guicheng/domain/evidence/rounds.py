"""A round over a checklist as a pure function of the set of its events.

The order is that of ``folding``: duplicates, disorder and divided deliveries end in one state. An answer is an event
``answer`` with ``line`` (``key`` or ``key@point``) and ``answer``; a visit is a ``check_in`` with ``point``.
A ``correct`` that carries an ``answer`` puts it in the place, and at the moment, of the answer that it corrects:
whoever mends a slip makes no round late. What breaks a rule stays, and the round stays unfinished.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from guicheng.domain.evidence.event import FieldEvent
from guicheng.domain.evidence.folding import Placed, unique
from guicheng.domain.evidence.kinds import Kind
from guicheng.domain.evidence.lines import Fault, LineRule, Mark, faults_of, mark_of


@dataclass(frozen=True, slots=True)
class RoundRule:
    """What a round asks for.

    Args:
        lines: In order.
        points: Keys of the points to visit, in order; each line is answered at each of them. Empty for a round
            without points, whose lines are answered once.
        bulk: Whether lines may be passed together.
        signed: Whether it ends with a signature.
    """

    lines: tuple[LineRule, ...]
    points: tuple[str, ...] = ()
    bulk: bool = False
    signed: bool = False

    def addresses(self) -> Iterator[tuple[str, str, LineRule]]:
        """Yield what answers name, the point ("" for none) and the line, point by point."""
        for point in self.points or ("",):
            for line in self.lines:
                yield address(line.key, point), point, line


@dataclass(frozen=True, slots=True)
class Given:
    """The answer that stands at a line.

    Args:
        event: Id of the event that gave it, which is what a correction names.
        by: Id of the event whose content it is: the same, or that of a correction.
        at_ms: Milliseconds since 1970.
        answer: As it was sent.
        mark: What it says; None where it is no answer to this line.
        reason: Why the line does not apply, "" for none.
        photos: SHA-256 of its photos.
        faults: What keeps it from counting.
    """

    event: str
    by: str
    at_ms: int
    answer: Any
    mark: Mark | None
    reason: str = ""
    photos: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that keeps a round from being finished.

    Args:
        fault: What.
        address: Line, line at a point, or point; "" for the round.
    """

    fault: Fault
    address: str = ""


@dataclass(slots=True)
class RoundState:
    """How far a round is; moments are milliseconds since 1970.

    Args:
        answers: Address → the answer that stands.
        visits: Point → its first check-in.
        begun_ms: Its first event, None for none.
        last_ms: Its last answer or visit.
        signed_ms: Its last signature.
        finish_ms: When somebody said that it is finished; None where nobody did, or it was opened again.
        finished_ms: When it was finished by all rules; None while it is not.
        missing: What is missing, in the order of the checklist.
        unknown: Lines that events name and the checklist has not, in order.
    """

    answers: dict[str, Given] = field(default_factory=dict)
    visits: dict[str, int] = field(default_factory=dict)
    begun_ms: int | None = None
    last_ms: int | None = None
    signed_ms: int | None = None
    finish_ms: int | None = None
    finished_ms: int | None = None
    missing: tuple[Missing, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def phase(self) -> str:
        """Return "open", "begun", "unfinished" (somebody said finished, and something is missing) or "finished"."""
        if self.finished_ms is not None:
            return "finished"
        if self.finish_ms is not None:
            return "unfinished"
        return "open" if self.begun_ms is None else "begun"

    def count(self, mark: Mark) -> int:
        """Return how many answers that count say this."""
        return sum(each.mark is mark and not each.faults for each in self.answers.values())


def address(line: str, point: str = "") -> str:
    """Return how answers name a line at a point."""
    return f"{line}@{point}" if point else line


def fold_round(rule: RoundRule, events: Iterable[Placed], arrived: Collection[str]) -> RoundState:
    """Return how far a round is.

    Args:
        rule: What it asks for.
        events: Of this round alone, in any order, any of them any number of times.
        arrived: SHA-256 of the photos that arrived.
    """
    asked = _Asked(rule, {name: line for name, _point, line in rule.addresses()}, arrived)
    state = RoundState()
    for each in _standing(events):
        state.begun_ms = each.effective_ms if state.begun_ms is None else state.begun_ms
        _apply(state, each, asked)
        if state.finish_ms is not None:
            whole = not _missing(rule, state)
            state.finished_ms = (state.finished_ms or each.effective_ms) if whole else None
    state.missing = _missing(rule, state)
    return state


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a round asks for, its lines by address, and the photos that arrived."""

    rule: RoundRule
    lines: Mapping[str, LineRule]
    arrived: Collection[str]


@dataclass(frozen=True, slots=True)
class _Stands:
    """An event that counts, with the content that stands for it.

    Args:
        event: As it was sent first: its id, kind and place in the order.
        by: Whose content counts.
        effective_ms: Its moment.
    """

    event: FieldEvent
    by: FieldEvent
    effective_ms: int


def _standing(events: Iterable[Placed]) -> list[_Stands]:
    """Return the events that count, in order: voided ones left out, corrected answers with what corrects them."""
    ordered = unique(events)
    kinds = {each.event.id: each.event.kind for each in ordered if each.event.kind != Kind.CORRECT}
    mended: dict[str, FieldEvent] = {}
    for each in ordered:
        of = each.event.payload.get("of")
        if each.event.kind == Kind.CORRECT and isinstance(of, str) and of in kinds:
            mended[of] = each.event
    found = []
    for each in ordered:
        by = mended.get(each.event.id, each.event)
        if each.event.id not in kinds or (by is not each.event and not _mends(each.event, by)):
            continue
        found.append(_Stands(each.event, by, each.effective_ms))
    return found


def _mends(answered: FieldEvent, correction: FieldEvent) -> bool:
    """Tell whether a correction gives another answer; otherwise the event no longer counts at all."""
    return answered.kind == Kind.ANSWER and "answer" in correction.payload


def _apply(state: RoundState, each: _Stands, asked: _Asked) -> None:
    match each.event.kind:
        case Kind.ANSWER:
            _answer(state, each, asked)
        case Kind.CHECK_IN:
            state.visits.setdefault(str(each.event.payload.get("point", "")), each.effective_ms)
            state.last_ms = each.effective_ms
        case Kind.SIGN:
            state.signed_ms = each.effective_ms
        case Kind.FINISH:
            state.finish_ms = each.effective_ms
        case Kind.REOPEN:
            state.finish_ms = state.finished_ms = None


def _answer(state: RoundState, each: _Stands, asked: _Asked) -> None:
    named = str(each.event.payload.get("line", ""))
    line = asked.lines.get(named)
    if line is None:
        if named not in state.unknown:
            state.unknown = (*state.unknown, named)
        return
    state.answers[named] = _given(each, line, asked)
    state.last_ms = each.effective_ms


def _given(each: _Stands, line: LineRule, asked: _Asked) -> Given:
    payload, photos = each.by.payload, each.by.photos or each.event.photos
    if each.by is not each.event:
        # A correction says why it corrects, so that the reason for what does not apply has a name of its own.
        payload = {**payload, "reason": payload.get("na_reason")}
    mark = mark_of(line, payload.get("answer"))
    return Given(
        each.event.id,
        each.by.id,
        each.effective_ms,
        payload.get("answer"),
        mark,
        str(payload.get("reason") or "") if mark is Mark.NOT_APPLICABLE else "",
        photos,
        faults_of(line, payload, photos, asked.arrived, bulk=asked.rule.bulk),
    )


def _missing(rule: RoundRule, state: RoundState) -> tuple[Missing, ...]:
    return (*_at_points(rule, state), *_at_lines(rule, state), *_at_end(rule, state))


def _at_points(rule: RoundRule, state: RoundState) -> Iterator[Missing]:
    for point in rule.points:
        if point not in state.visits:
            yield Missing(Fault.NOT_VISITED, point)


def _at_lines(rule: RoundRule, state: RoundState) -> Iterator[Missing]:
    for name, _point, line in rule.addresses():
        given = state.answers.get(name)
        if given is None:
            if line.mandatory:
                yield Missing(Fault.UNANSWERED, name)
        else:
            yield from (Missing(fault, name) for fault in given.faults)


def _at_end(rule: RoundRule, state: RoundState) -> Iterator[Missing]:
    if rule.signed and state.signed_ms is None:
        yield Missing(Fault.NOT_SIGNED)
    elif rule.signed and state.last_ms is not None and (state.signed_ms or 0) < state.last_ms:
        yield Missing(Fault.SIGNED_BEFORE)
