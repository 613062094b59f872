"""Promises that recur: so often in each period, or no longer than a stretch from one time to the next."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Final

from guicheng.domain.attainment.casefile import strongest
from guicheng.domain.attainment.outcome import Judged, Outcome, weighed
from guicheng.domain.attainment.requirement import Requirement, Site, Spaced, Window
from guicheng.domain.attainment.timed import counted_time, micros
from guicheng.domain.attainment.visits import Slot, Visit, filled
from guicheng.domain.worktime import Course, Limit, LimitUnit, Opening, due_time, occurrence_id

#: What stands for a thing of which nobody recorded anything at all.
SILENT: Final = "nothing_recorded"
#: What stands for a thing that was done, without the photo that its sentence asks for.
UNSHOWN: Final = "photo_missing"
_MINUTE: Final = Limit(Fraction(1), LimitUnit.MINUTE)
_INSTANT: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Recurred:
    """What became of a promise that recurs at one estate.

    Args:
        judged: What was due.
        spare: Visits beyond what was due.
        used: Tasks that told of something that was due.
    """

    judged: tuple[Judged, ...]
    spare: tuple[Visit, ...]
    used: frozenset[str] = frozenset()


def judge_slots(
    slots: Sequence[Slot], visits: Sequence[Visit], requirement: Requirement, site: Site, window: Window
) -> Recurred:
    """Return what became of slots.

    Args:
        slots: What the window makes due.
        visits: All that was done and excused of the promise at the estate.
        requirement: The promise; its measure is ``Slotted``, or a plan named the slots.
        site: The estate.
        window: What is looked at.
    """
    taken, spare = filled(slots, visits)
    owed = _with_post(requirement, visits)
    judged = [replace(each, requirement=requirement) for each in (
        _of_slot(slot, taken.get(slot.id), owed, site, window) for slot in slots)]  # fmt: skip
    used = frozenset(visit.occurrence for visit in taken.values())
    return Recurred(tuple(judged), tuple(spare), used)


def _with_post(requirement: Requirement, visits: Iterable[Visit]) -> Requirement:
    """Return a promise with who owes it: where its clause names no post, the only post that does it missed it too."""
    posts = {visit.post for visit in visits if visit.post}
    return replace(requirement, post=min(posts)) if not requirement.post and len(posts) == 1 else requirement


def silenced(judged: Iterable[Judged]) -> list[Judged]:
    """Return what was due where nobody ever recorded anything of the promise: nothing tells whether it was kept.

    Where somebody did record, what is not there was missed.

    Args:
        judged: All of one promise at one estate.
    """
    return [each.turned(Outcome.NO_EVIDENCE, SILENT) if each.outcome is Outcome.MISSED else each for each in judged]


def _of_slot(slot: Slot, visit: Visit | None, requirement: Requirement, site: Site, window: Window) -> Judged:
    # A slot that a visit or the sentence names was agreed with its hours; any other is the share of its period.
    named = slot.named or (visit is not None and bool(visit.slot))
    late_at = slot.end if named else max(slot.end, slot.until)
    found = Judged(
        slot.id,
        requirement,
        site.key,
        slot.begin,
        Outcome.MISSED if window.at >= late_at else Outcome.PENDING,
        post=requirement.post,
        due=late_at,
        day=slot.day,
        provisional=slot.provisional,
    )
    if visit is not None and visit.at is not None:
        early = slot.named and visit.at < slot.begin
        found = _with_visit(found, visit, Outcome.KEPT if visit.at <= late_at and not early else Outcome.LATE)
    excuse = None if visit is None or (visit.cancelled and visit.placed > late_at) else visit.excuse
    return weighed(found, stopped(site, requirement, slot.begin, late_at) if excuse is None else excuse)


def _with_visit(found: Judged, visit: Visit, outcome: Outcome) -> Judged:
    assert visit.at is not None  # noqa: S101
    elapsed = max(micros(visit.at - found.begin), 0)
    unshown = outcome is Outcome.KEPT and not visit.shown
    return replace(
        found,
        outcome=Outcome.NO_EVIDENCE if unshown else outcome,
        reason=UNSHOWN if unshown else "",
        end=visit.at,
        grade=strongest(visit.marks, found.due if outcome is Outcome.KEPT else None),
        post=visit.post or found.post,
        elapsed=elapsed,
        counted=elapsed,
    )


def stopped(site: Site, requirement: Requirement, begin: datetime, end: datetime) -> str | None:
    """Return why a promise rested at an estate at some moment between two others; None where it did not."""
    touching = (each for each in site.suspensions if each.touches(requirement.citation, begin, end))
    return next((each.reason for each in touching), None)


def judge_gaps(visits: Iterable[Visit], requirement: Requirement, site: Site, window: Window) -> Recurred:
    """Return what became of gaps: each stretch from one time to the next, and each that went by with none.

    A gap runs from the last time, or from the first day looked at. The next time within the stretch keeps it; one
    within another stretch is late; a whole further stretch without any makes the first one missed, and the next gap
    runs from its end. Two times with no open minute between them, such as closing and the next
    opening, leave no gap.

    Args:
        visits: All that was done and excused of the promise at the estate.
        requirement: The promise; its measure is ``Spaced``.
        site: The estate.
        window: What is looked at.
    """
    excuses = sorted((each for each in visits if each.at is None), key=lambda each: each.placed)
    done = {each.placed: each for each in sorted(visits, key=lambda each: each.occurrence) if each.at is not None}
    gaps = _Gaps(_with_post(requirement, done.values()), site, window, [done[moment] for moment in sorted(done)])
    judged = [
        weighed(replace(each, requirement=requirement), _excused(each, excuses, site, requirement))
        for each in gaps.all()
        if not requirement.when.proviso
        and each.day
        and site.holds(each.day)
        and window.holds(each.day)
        and requirement.when.on_day(each.day)
    ]
    return Recurred(tuple(judged), ())


def _excused(each: Judged, excuses: Sequence[Visit], site: Site, requirement: Requirement) -> str | None:
    assert each.due is not None  # noqa: S101
    until = each.end or each.due
    given = next((visit.excuse for visit in excuses if each.begin <= visit.placed <= until), None)
    return stopped(site, requirement, each.begin, each.due) if given is None else given


class _Gaps:
    """The gaps of one promise at one estate, one after the other."""

    def __init__(self, requirement: Requirement, site: Site, window: Window, done: Sequence[Visit]) -> None:
        measure = requirement.measure
        assert isinstance(measure, Spaced)  # noqa: S101
        self._requirement, self._site, self._window = requirement, site, window
        self._longest, self._opening = measure.longest, Opening(measure.hours)
        first = datetime.combine(max(filter(None, (window.since, site.since))), time.min)
        self._waiting = deque(each for each in done if each.placed >= first)
        self._begin = max((each.placed for each in done if each.placed < first), default=first)
        self._last = min(window.at, datetime.combine(window.after, time.min))

    def all(self) -> Iterator[Judged]:
        """Yield the gaps that begin before the moment of the assessment and the end of the window."""
        while self._begin < self._last:
            self._skip()
            if self._begin < self._last:
                yield self._next()

    def _skip(self) -> None:
        """Let gaps begin at the last of the times between which no open minute went by."""
        while self._waiting and self._ran(self._waiting[0].placed) == 0:
            self._begin = self._waiting.popleft().placed

    def _ran(self, until: datetime) -> int:
        """Return what ran from the begin of a gap to a moment, in microseconds."""
        return counted_time(self._begin, until, Course(self._begin, self._longest), self._opening)

    def _next(self) -> Judged:
        late_at = self._after(self._begin)
        gap = Judged(
            occurrence_id(self._requirement.key, self._site.key, self._begin),
            self._requirement,
            self._site.key,
            self._begin,
            Outcome.MISSED if self._window.at > late_at else Outcome.PENDING,
            post=self._requirement.post,
            due=late_at,
            day=self._day(),
        )
        if self._waiting and self._waiting[0].placed < max(self._after(late_at), late_at + _INSTANT):
            visit = self._waiting.popleft()
            counted, self._begin = self._ran(visit.placed), visit.placed
            ended = _with_visit(gap, visit, Outcome.KEPT if visit.placed <= late_at else Outcome.LATE)
            return replace(ended, counted=counted)
        self._begin = late_at
        return gap

    def _day(self) -> date:
        """Return the day on which a gap begins to run: one from closing time on that of the next opening."""
        if not self._longest.runs_by_minutes:
            return self._begin.date()
        first = due_time(Course(self._begin, _MINUTE), self._opening)
        assert first is not None  # noqa: S101
        return (first - _INSTANT).date()

    def _after(self, begin: datetime) -> datetime:
        """Return when a gap that begins at a moment is too long."""
        found = due_time(Course(begin, self._longest), self._opening)
        assert found is not None  # noqa: S101
        return found
