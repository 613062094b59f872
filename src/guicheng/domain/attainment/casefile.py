"""Events of one task put together: where, about which clauses, what happened when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from guicheng.domain.evidence import Grade, OccurrenceState, Placed, grade_of
from guicheng.domain.evidence.folding import states_of, unique
from guicheng.domain.evidence.kinds import Kind

_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - a local clock without a zone
#: China keeps one time all year.
_CHINA_HOURS: Final = timedelta(hours=8)
#: Kinds that are no part of the work itself.
REPORT: Final = "report"
EXCUSE: Final = "excuse"
CANCEL: Final = "cancel"
CHANGE: Final = "change"
PLAN: Final = "plan"


def local(effective_ms: int) -> datetime:
    """Return a moment in milliseconds since 1970 as one of China's clock, without a zone."""
    return _EPOCH + _CHINA_HOURS + timedelta(milliseconds=effective_ms)


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a task that stands.

    Args:
        id: Its id.
        kind: What happened.
        at: Local moment.
        payload: What was said of it.
        photos: Whether it has any.
        located: Whether it has a position.
    """

    id: str
    kind: str
    at: datetime
    payload: Mapping[str, Any]
    photos: bool = False
    located: bool = False

    def text(self, name: str) -> str:
        """Return a member of the payload that is text, "" where there is none."""
        found = self.payload.get(name)
        return found if isinstance(found, str) else ""


@dataclass(frozen=True)
class CaseFile:
    """One task with the events of it that stand, in their total order.

    Args:
        occurrence: Its id.
        steps: Its events that were not corrected.
        state: Its state as the fold tells it.
        events: Ids of all its events, the corrected ones among them.
        astray: Ids of its corrections that name none of its events.
    """

    occurrence: str
    steps: tuple[Step, ...]
    state: OccurrenceState
    events: tuple[str, ...]
    astray: tuple[str, ...] = ()

    def said(self, name: str) -> str:
        """Return the first text that an event says under a name; a change of the case says nothing of its begin."""
        return next((text for step in self.steps if step.kind != CHANGE and (text := step.text(name))), "")

    @property
    def clauses(self) -> tuple[str, ...]:
        """What its events call the clauses that it is about, before any change."""
        return next((found for step in self.steps if step.kind != CHANGE and (found := clauses_in(step))), ())

    @property
    def opened(self) -> datetime | None:
        """When it was reported; the moment of its first event where nothing says so."""
        first = self.first({REPORT})
        return first.at if first else next((step.at for step in self.steps), None)

    def first(self, kinds: Collection[str], *, since: datetime | None = None) -> Step | None:
        """Return the first event of some kinds, from a moment on."""
        return next(
            (step for step in self.steps if step.kind in kinds and (since is None or step.at >= since)),
            None,
        )

    @property
    def excuse(self) -> str | None:
        """The reason of an excuse, None where there is none."""
        found = self.excused
        return found.text("reason") if found else None

    @property
    def excused(self) -> Step | None:
        """The first excuse that gives a reason; one that gives none excuses nothing."""
        return next((step for step in self.steps if step.kind == EXCUSE and not is_unexplained(step)), None)

    @property
    def grade(self) -> str:
        """The strongest grade of evidence of its check-ins; D, a person's word, where there is none."""
        return self.grade_by(None)

    def grade_by(self, moment: datetime | None) -> str:
        """Return the strongest grade of its check-ins up to a moment, None for all; D where there is none.

        What was promised by a moment is shown by evidence of that time: a check-in hours later says nothing of it.
        """
        return strongest(self.marks, moment)

    @property
    def marks(self) -> tuple[tuple[datetime, str], ...]:
        """Moments and grades of its check-ins."""
        return tuple((step.at, _graded(step)) for step in self.steps if step.kind == Kind.CHECK_IN)


def strongest(marks: Iterable[tuple[datetime, str]], moment: datetime | None) -> str:
    """Return the strongest grade of check-ins up to a moment, None for all; D, a person's word, where there is none.

    Args:
        marks: Moments and grades.
        moment: The last moment that counts.
    """
    return min((grade for at, grade in marks if moment is None or at <= moment), default=Grade.D.value)


def clauses_in(step: Step) -> tuple[str, ...]:
    """Return what an event calls the clauses that it is about: one text, or a list of them."""
    found = step.payload.get("clause", step.payload.get("clauses"))
    if isinstance(found, str):
        return (found,) if found else ()
    return tuple(each for each in found if isinstance(each, str)) if isinstance(found, list) else ()


def _graded(step: Step) -> str:
    """Return the grade of a check-in: as the service graded it, or as it can be graded without the service.

    Whether a changing code was the right one only the service knows, so without its word such a code counts as a
    static one.
    """
    told = step.text("grade")
    if told in set(Grade):
        return told
    return grade_of(step.payload, photos=step.photos, position=step.located, flags=(), code_fits=False).value


def is_unexplained(step: Step) -> bool:
    """Tell whether an event is an excuse that gives no reason."""
    return step.kind == EXCUSE and not step.text("reason").strip()


def case_files(events: Iterable[Placed]) -> list[CaseFile]:
    """Return the tasks that events name, in order of their ids; twice sent is once said, and order does not matter.

    Args:
        events: In any order, any of them any number of times.
    """
    ordered = unique(events)
    states = states_of(ordered)
    steps: dict[str, list[Step]] = {name: [] for name in states}
    astray: dict[str, list[str]] = {name: [] for name in states}
    for each in ordered:
        event, corrected = each.event, states[each.event.occurrence].corrected
        if event.kind == Kind.CORRECT:
            astray[event.occurrence] += [] if event.payload.get("of") in corrected else [event.id]
        elif event.id not in corrected:
            step = Step(
                event.id,
                event.kind,
                local(each.effective_ms),
                event.payload,
                bool(event.photos),
                "position" in event.personal,
            )
            steps[event.occurrence].append(step)
    return [
        CaseFile(name, tuple(steps[name]), states[name], tuple(states[name].events), tuple(astray[name]))
        for name in sorted(states)
    ]
