"""Which events of a case start and stop the clock of a promise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from guicheng.domain.attainment.casefile import REPORT, CaseFile, Step, local
from guicheng.domain.attainment.requirement import Measure
from guicheng.domain.evidence.clock import Event

#: Kinds of field events that are an event of the lexicon, the best witness first. Kinds in one group are equal; a later
#: group is asked where none of an earlier one happened. A key is always a kind of its own.
_KINDS: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "received": (("received", "receive"), ("accept",)),
    "responded": (("responded", "respond"), ("accept",)),
    "dispatched": (("dispatched", "dispatch"),),
    "arrived": (("arrived", "arrive"), ("check_in",)),
    "controlled": (("controlled", "control"),),
    "finished": (("finished", "finish"),),
    "visited": (("visited", "follow_up"),),
    "closed": (("closed", "close"),),
    "started": (("started", "start"),),
    "replied": (("replied", "reply"),),
    "handled": (("handled", "handle"),),
    "notified": (("notified", "notify"),),
    "published": (("published", "publish"),),
    "approved": (("approved", "approve"),),
    "confirmed": (("confirmed", "confirm"),),
    "answered": (("answered", "pick_up"),),
    "submitted": (("submitted", "submit"),),
    "delivered": (("delivered", "deliver"),),
    "rechecked": (("rechecked", "recheck"),),
    "happened": (("happened", "happen", "outage"),),
    "outage": (("outage",), ("happened", "happen")),
    "snow": (("weather", "rain", "snow"), ("happened", "happen")),
    "discovered": (("discovered", "discover"),),
    "agreed": (("agreed", "agree"),),
    "signed": (("signed", "sign"),),
}
#: Stages of a case in their order: who has come to a later one passed the earlier.
_STAGES: Final = ("received", "responded", "dispatched", "arrived", "controlled", "finished", "visited", "closed")
#: What befalls an estate, rain or a power cut: who reports a case of such a clause reports that.
_BEFALLING: Final = frozenset({"snow", "outage"})
#: 雨后, 雨停 and 雨停后 end one rain.
_OVER: Final = re.compile("(?:[之以过]?后|停止?|结束)+$")
_FALLING: Final = re.compile("^[下降](?=[雨雪])")
#: Triggers that are the begin of a case, however its clause words it.
BEGINNINGS: Final = frozenset({"", "happened", "discovered", "reported", "received", "rang"})


@dataclass(frozen=True, slots=True)
class End:
    """What tells of the end of a promise.

    Args:
        at: When it happened, or by when it must have.
        witnessed: Whether an event says so itself; otherwise a later stage of the case does, and the moment is the
            latest that it can have been.
        kind: Kind of the event.
    """

    at: datetime
    witnessed: bool
    kind: str


def kinds_of(key: str) -> tuple[tuple[str, ...], ...]:
    """Return the kinds of field events that are an event of the lexicon, by groups, the best first."""
    return _KINDS.get(key, ((key,),))


def start_of(case: CaseFile, event: Event) -> datetime | None:
    """Return when the clock of a promise began in a case; None where it did not.

    Args:
        case: The case.
        event: What starts it.
    """
    if event.key == "reported":
        return case.opened
    if (told := told_start(case, event)) is not None:
        return told
    report = case.first({REPORT}) if event.key in _BEFALLING else None
    if report is not None:
        return report.at
    return case.opened if event.key in BEGINNINGS else None


def told_start(case: CaseFile, event: Event) -> datetime | None:
    """Return when an event of its own says that what starts a clock happened; None where none does.

    Args:
        case: The case.
        event: What starts it, in the words of the clause or by its kind.
    """
    if event.key == "finished":
        return _finished(case)
    if event.words and (named := _befallen(case, event)):
        return named
    found = (case.first(kinds) for kinds in (kinds_of(event.key) if event.key else ()))
    return next((step.at for step in found if step is not None), None)


def _befallen(case: CaseFile, event: Event) -> datetime | None:
    """Return when an event said what the words of a trigger are about, those who say that it is over before the others.

    雨停 and 雨后 end the rain of 暴雨后, and 大风 is what 大风过后 is about.
    """
    core = _core(event.words)
    said = [(step.at, text) for step in case.steps if (text := step.text("event"))]
    alike = [(at, text) for at, text in said if _core(text) == core or _is_same_weather(event, text)]
    over = [at for at, text in alike if text == event.words or _OVER.search(text)]
    return min(over or [at for at, _text in alike], default=None)


def _is_same_weather(event: Event, text: str) -> bool:
    return event.key == "snow" and bool(_OVER.search(text)) and _core(event.words)[-1:] == _core(text)[-1:]


def _core(words: str) -> str:
    return _FALLING.sub("", _OVER.sub("", words))


def is_told_to_begin(case: CaseFile, event: Event) -> bool:
    """Tell whether a report, or any event of what starts a clock, says when a case began."""
    return case.first({REPORT}) is not None or told_start(case, event) is not None


def is_begun(case: CaseFile, event: Event) -> bool:
    """Tell whether an event of its own says that what starts a clock happened, not just that a task has a beginning."""
    if event.key in _BEFALLING and told_start(case, event):
        return True
    return case.first({REPORT, *kinds_of(event.key)[0]}) is not None


def is_told(step: Step, event: Event) -> bool:
    """Tell whether a step says that an event happened, by its kind or in the words of the clause."""
    by_kind = bool(event.key) and any(step.kind in kinds for kinds in kinds_of(event.key))
    return by_kind or bool(event.words and step.text("event") == event.words)


def is_end(step: Step, event: Event) -> bool:
    """Tell whether a step stops the clock of a promise that ends with an event, once it runs."""
    return is_told(step, event) or (step.kind == "finish" and event.key not in _STAGES)


def end_of(case: CaseFile, event: Event, since: datetime) -> End | None:
    """Return what tells of the end of a promise in a case; None where nothing does.

    Args:
        case: The case.
        event: What stops the clock.
        since: When it began; what was before stops nothing.
    """
    return _witnessed(case, event, since) or _implied(case, event, since)


def _witnessed(case: CaseFile, event: Event, since: datetime) -> End | None:
    if event.key == "finished" and (done := _finished(case)) is not None and done >= since:
        return End(done, witnessed=True, kind="finish")
    if event.words and (named := _named(case, event.words, since)):
        return End(named, witnessed=True, kind="event")
    for kinds in kinds_of(event.key) if event.key not in {"", "finished"} else ():
        if found := case.first(kinds, since=since):
            return End(found.at, witnessed=True, kind=found.kind)
    if event.key not in _STAGES:
        # An end that is no stage of its own, such as a reply, is there when the task is called done.
        done = _finished(case)
        return End(done, witnessed=True, kind="finish") if done is not None and done >= since else None
    return None


def _implied(case: CaseFile, event: Event, since: datetime) -> End | None:
    """Return the first later stage that a case came to; it passed this one at the latest then."""
    if event.key not in _STAGES:
        return None
    later = _STAGES[_STAGES.index(event.key) + 1 :]
    found = [end for key in later if (end := _witnessed(case, Event(key), since))]
    return min((End(end.at, witnessed=False, kind=end.kind) for end in found), key=lambda end: end.at, default=None)


def _finished(case: CaseFile) -> datetime | None:
    """Return when a case was finished last; None while it is open, or open again."""
    if case.state.finished_ms is not None:
        return local(case.state.finished_ms)
    spoken = case.first({"finished"})
    return spoken.at if spoken else None


def _named(case: CaseFile, words: str, since: datetime) -> datetime | None:
    """Return when an event said the words of a clause that no lexicon knows."""
    return next((step.at for step in case.steps if step.at >= since and step.text("event") == words), None)


def reopened_stretches(case: CaseFile) -> tuple[datetime, datetime] | None:
    """Return from when to when a case counted as done before it was opened again last; None where it never was."""
    done: datetime | None = None
    found: tuple[datetime, datetime] | None = None
    for step in case.steps:
        if step.kind == "finish" and done is None:
            done = step.at
        elif step.kind == "reopen" and done is not None:
            found, done = (done, step.at), None
    return found


def known_kinds(measures: Iterable[Measure]) -> frozenset[str]:
    """Return the kinds of field events that can start or stop the clock of a promise.

    Args:
        measures: How promises are measured.
    """
    keys = {
        event.key
        for measure in measures
        for name in ("start", "end", "notice", "happening")
        if (event := getattr(measure, name, None)) is not None
    }
    groups = [group for key in (*_KINDS, *filter(None, keys)) for group in kinds_of(key)]
    return frozenset(kind for group in groups for kind in group)
