"""The state of occurrences as a pure function of the set of their events.

Events come twice, late, out of order and divided over deliveries. The fold puts each once, in one total order
(occurrence, effective time, device, number of the device, id), so that every delivery ends in one state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from guicheng.domain.evidence.canonical import canonical, digest
from guicheng.domain.evidence.event import FieldEvent, event_hash
from guicheng.domain.evidence.kinds import Kind


@dataclass(frozen=True, slots=True)
class Placed:
    """An event with the moment at which it counts as having happened.

    Args:
        event: The event.
        effective_ms: Milliseconds since 1970; see ``moments.effective_ms``.
    """

    event: FieldEvent
    effective_ms: int

    @property
    def order(self) -> tuple[str, int, str, int, str]:
        """The place in the total order."""
        return (self.event.occurrence, self.effective_ms, self.event.device, self.event.device_seq, self.event.id)


@dataclass(slots=True)
class OccurrenceState:
    """How far a task is; moments are milliseconds since 1970.

    Args:
        occurrence: Its id.
        phase: "open", "accepted", "started", "paused" or "finished".
        firsts: First moment of each kind of event that stands.
        answers: Line of the checklist → the answer that stands.
        answered_by: Line → id of the event that answered it last.
        pauses: Beginning, end (None while it lasts) and reason.
        check_ins: Ids of check-ins, in order.
        photos: All photos, in order of first mention.
        corrected: Id of an event that no longer counts → id of the correction.
        finished_ms: When it was finished last; None while it is not.
        reopened: How often it was opened again.
        events: Ids of all events, in order.
    """

    occurrence: str
    phase: str = "open"
    firsts: dict[str, int] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    answered_by: dict[str, str] = field(default_factory=dict)
    pauses: list[tuple[int, int | None, str]] = field(default_factory=list)
    check_ins: list[str] = field(default_factory=list)
    photos: list[str] = field(default_factory=list)
    corrected: dict[str, str] = field(default_factory=dict)
    finished_ms: int | None = None
    reopened: int = 0
    events: list[str] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """Return the state as JSON holds it."""
        found = {name: getattr(self, name) for name in self.__slots__ if name != "answered_by"}
        found["pauses"] = [{"from": begun, "to": ended, "reason": why} for begun, ended, why in self.pauses]
        found["answers"] = [
            {"line": line, "answer": answer, "event": self.answered_by[line]} for line, answer in self.answers.items()
        ]
        found["corrected"] = [{"event": event, "by": by} for event, by in self.corrected.items()]
        return found


def unique(events: Iterable[Placed]) -> list[Placed]:
    """Return each event once, in the total order; of two that claim one id the smaller hash stands everywhere."""
    found: dict[str, Placed] = {}
    for each in events:
        other = found.get(each.event.id)
        if other is None or (other != each and event_hash(each.event) < event_hash(other.event)):
            found[each.event.id] = each
    return sorted(found.values(), key=lambda each: each.order)


def states_of(events: Iterable[Placed]) -> dict[str, OccurrenceState]:
    """Return the state of every occurrence that events name.

    Args:
        events: In any order, any of them any number of times.
    """
    ordered = unique(events)
    corrected = _corrections(ordered)
    found: dict[str, OccurrenceState] = {}
    for each in ordered:
        state = found.setdefault(each.event.occurrence, OccurrenceState(each.event.occurrence))
        state.events.append(each.event.id)
        if each.event.id in corrected:
            state.corrected[each.event.id] = corrected[each.event.id]
        else:
            _apply(state, each)
    return found


def fold(occurrence: str, events: Iterable[Placed]) -> OccurrenceState:
    """Return the state of one occurrence; the events of others may be among them."""
    mine = [each for each in events if each.event.occurrence == occurrence]
    return states_of(mine).get(occurrence, OccurrenceState(occurrence))


def state_hash(events: Iterable[Placed]) -> str:
    """Return one hash over the states of all occurrences."""
    states = states_of(events)
    return digest("states", canonical([_hashable(states[name].plain()) for name in sorted(states)]))


def _hashable(plain: dict[str, Any]) -> dict[str, Any]:
    """Return a state without names that are no names of members: moments by kind become pairs."""
    return {**plain, "firsts": sorted([kind, moment] for kind, moment in plain["firsts"].items())}


def _corrections(ordered: Iterable[Placed]) -> dict[str, str]:
    """Return which events no longer count: a correction names one of its own occurrence; it cannot be corrected."""
    occurrences, named = {}, []
    for each in ordered:
        if each.event.kind == Kind.CORRECT:
            named.append(each.event)
        else:
            occurrences[each.event.id] = each.event.occurrence
    return {
        event.payload["of"]: event.id
        for event in named
        if isinstance(event.payload.get("of"), str) and occurrences.get(event.payload["of"]) == event.occurrence
    }


def _apply(state: OccurrenceState, placed: Placed) -> None:
    """Let an event that stands act on the state."""
    event = placed.event
    state.firsts.setdefault(event.kind, placed.effective_ms)
    state.photos.extend(photo for photo in event.photos if photo not in state.photos)
    act = _ACTS.get(event.kind)
    if act is not None:
        act(state, event, placed.effective_ms)


def _accept(state: OccurrenceState, _event: FieldEvent, _moment: int) -> None:
    if state.phase == "open":
        state.phase = "accepted"


def _start(state: OccurrenceState, _event: FieldEvent, _moment: int) -> None:
    if state.phase in {"open", "accepted"}:
        state.phase = "started"


def _check_in(state: OccurrenceState, event: FieldEvent, moment: int) -> None:
    state.check_ins.append(event.id)
    _start(state, event, moment)


def _answer(state: OccurrenceState, event: FieldEvent, moment: int) -> None:
    line = event.payload.get("line")
    if isinstance(line, str):
        state.answers[line] = event.payload.get("answer")
        state.answered_by[line] = event.id
    _start(state, event, moment)


def _pause(state: OccurrenceState, event: FieldEvent, moment: int) -> None:
    if state.phase not in {"paused", "finished"}:
        state.pauses.append((moment, None, str(event.payload.get("reason", ""))))
        state.phase = "paused"


def _resume(state: OccurrenceState, _event: FieldEvent, moment: int) -> None:
    if state.phase == "paused":
        _end_pause(state, moment)
        state.phase = "started"


def _finish(state: OccurrenceState, _event: FieldEvent, moment: int) -> None:
    if state.phase == "paused":
        _end_pause(state, moment)
    if state.phase != "finished":
        state.finished_ms = moment
    state.phase = "finished"


def _reopen(state: OccurrenceState, _event: FieldEvent, _moment: int) -> None:
    if state.phase == "finished":
        state.phase, state.finished_ms = "started", None
        state.reopened += 1


def _end_pause(state: OccurrenceState, moment: int) -> None:
    begun, _ended, reason = state.pauses[-1]
    state.pauses[-1] = (begun, moment, reason)


_ACTS: Final[dict[str, Callable[[OccurrenceState, FieldEvent, int], None]]] = {
    Kind.ACCEPT: _accept,
    Kind.ARRIVE: _start,
    Kind.START: _start,
    Kind.CHECK_IN: _check_in,
    Kind.ANSWER: _answer,
    Kind.PAUSE: _pause,
    Kind.RESUME: _resume,
    Kind.FINISH: _finish,
    Kind.REOPEN: _reopen,
}
