"""A month of an estate judged: everything that was due, and the events that told nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.utils.timezone import get_default_timezone

from guicheng.apps.assessment.models import SourceKind
from guicheng.apps.assessment.selectors.gathering.answers import tell_answers, tell_inspections
from guicheng.apps.assessment.selectors.gathering.cases import tell_cases
from guicheng.apps.assessment.selectors.gathering.orders import NOTHING, tell_orders
from guicheng.apps.assessment.selectors.gathering.plans import recurring_in_force, suspensions_of, tell_plans
from guicheng.apps.assessment.selectors.gathering.promising import Promise, Promises
from guicheng.apps.assessment.selectors.gathering.sent import tell_sent
from guicheng.apps.assessment.selectors.gathering.story import From, Story
from guicheng.apps.operations.models import NamedCalendar
from guicheng.apps.operations.selectors.calendars import calendar_value
from guicheng.apps.organization.models import Unit
from guicheng.domain.attainment import Judged, Requirement, Site, Unused, Window, assess
from guicheng.domain.attainment.casefile import local
from guicheng.domain.attainment.visits import month_start
from guicheng.domain.evidence import Placed
from guicheng.domain.values import Message
from guicheng.domain.worktime import WorkingCalendar

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was due.

    Args:
        promise: What made it due.
        judged: What became of it.
        task: Its task.
        source: What the task came from.
    """

    promise: Promise
    judged: Judged
    task: str
    source: From


@dataclass(frozen=True)
class MonthFound:
    """What a month of an estate comes to.

    Args:
        promises: Those that hold in it, and those of earlier editions that something was due by.
        found: Everything that was due.
        unused: Why events told nothing, with their ids.
        forgotten: Tasks of which some content was purged.
    """

    promises: tuple[Promise, ...]
    found: tuple[Found, ...]
    unused: tuple[tuple[Message, tuple[str, ...]], ...]
    forgotten: frozenset[str]


def bounds_of(month: str) -> tuple[date, date]:
    """Return the first day of a month and the first of the next.

    Raises:
        ValueError: It is no month.
    """
    first = date.fromisoformat(f"{month}-01")
    return first, month_start(first, 1)


def judge_month(unit: Unit, month: str, at: datetime) -> MonthFound:
    """Return what was due at an estate in a month and what became of it, by what is known now.

    Args:
        unit: The estate.
        month: Such as 2026-10.
        at: Now, with time zone.
    """
    first, after = bounds_of(month)
    since, until = (datetime.combine(day, time.min, tzinfo=get_default_timezone()) for day in (first, after))
    promises, story = Promises(unit, since, until), Story()
    tell_plans(story, promises)
    ordered = tell_orders(story, promises)
    tell_cases(story, promises)
    tell_answers(story, promises)
    tell_inspections(story, promises)
    lines = tell_sent(story, promises)
    judging = _Judging(promises, story, Window(first, after - _DAY, _local(at)))
    judging.cases({**{each.key: each for each in promises.by_key.values()}, **ordered}, lines)
    for promise in recurring_in_force(promises):
        judging.recurring(promise)
    used = {each.promise.key for each in judging.found}
    held = {each.key: each for each in promises.in_force()}
    held |= {key: promise for key, promise in promises.by_key.items() if key in used}
    return MonthFound(
        tuple(held.values()), tuple(judging.found), tuple(judging.told_nothing()), frozenset(story.forgotten)
    )


def _local(at: datetime) -> datetime:
    return at.astimezone(get_default_timezone()).replace(tzinfo=None)


def zoned(moment: datetime) -> datetime:
    """Return a moment of the local clock as one with a zone."""
    return moment.replace(tzinfo=get_default_timezone())


class _Judging:
    """Puts promises and what happened together."""

    def __init__(self, promises: Promises, story: Story, window: Window) -> None:
        self.found: list[Found] = []
        self._promises, self._story, self._window = promises, story, window
        self._unused: list[Unused] = []
        self._suspensions = suspensions_of(promises, _local)

    def cases(self, named: dict[str, Promise], lines: dict[str, tuple[str, ...]]) -> None:
        """Judge what has a begin of its own.

        Args:
            named: Promises by what events call them.
            lines: Keys of promises by what lines are called.
        """
        held = {key: each for key, each in named.items() if each.requirement is not None and not each.recurs}
        requirements = {key: replace(self._requirement(each), key=key) for key, each in held.items()}
        names = {**lines, **{key: (key,) for key in requirements}, NOTHING: ()}
        calendars = {**self._promises.calendars(held.values()), **_own_calendars(requirements)}
        site = Site(
            str(self._promises.unit.key),
            tuple(requirements.values()),
            names,
            calendars,
            post_calendars=self._promises.post_calendars(promise for key, promise in held.items() if "~" not in key),
        )
        assessment = assess(self._story.cases, [site], self._window)
        self._unused += assessment.unused
        for judged in assessment.judged:
            task = judged.id.removesuffix(f"/{judged.requirement.key}")
            source = self._story.sources.get(task, From(SourceKind.EVENT, task[:64]))
            self.found.append(Found(held[judged.requirement.key], judged, task, source))

    def recurring(self, promise: Promise) -> None:
        """Judge what a promise makes due by its schedule, as long as its edition holds."""
        requirement, events = self._requirement(promise), self._story.recurring.get(promise.key, [])
        names = {promise.key: (promise.key,)}
        site = Site(str(self._promises.unit.key), (requirement,), names, {}, *self._days(promise), self._suspensions)
        assessment = assess(events, [site], self._window)
        self._unused += assessment.unused
        doers = _doers(events)
        for judged in assessment.judged:
            if promise.stretch.holds(zoned(judged.begin)):
                task = judged.id
                done_by = doers.get(judged.end, task) if judged.end else task
                source = self._story.sources.get(task) or self._story.sources.get(done_by)
                self.found.append(Found(promise, judged, task, source or From(SourceKind.PLAN, task[:64])))

    def _days(self, promise: Promise) -> tuple[date, date | None]:
        stretch = promise.stretch
        # A night belongs to the day before, so that the first moments of a stretch can have the day before it.
        return _local(stretch.since).date() - _DAY, _local(stretch.until).date() if stretch.until else None

    def _requirement(self, promise: Promise) -> Requirement:
        assert promise.requirement is not None  # noqa: S101
        return promise.requirement

    def told_nothing(self) -> Iterator[tuple[Message, tuple[str, ...]]]:
        """Yield why events that were sent told nothing, each reason with their ids; what pages say is never unused."""
        sent = self._story.sent
        by_reason: dict[Message, list[str]] = {}
        for each in self._unused:
            if each.event in sent:
                by_reason.setdefault(each.reason, []).append(each.event)
        for reason, events in by_reason.items():
            yield reason, tuple(sorted(set(events)))


def _own_calendars(requirements: Iterable[str]) -> dict[str, WorkingCalendar]:
    """Return the calendars of promises whose limit runs on that of an order's own post."""
    own = {key: int(key.rpartition("~")[2]) for key in requirements if "~" in key}
    rows = NamedCalendar.objects.in_bulk(set(own.values())) if own else {}
    return {key: calendar_value(rows[pk]) for key, pk in own.items()}


def _doers(events: Iterable[Placed]) -> dict[datetime, str]:
    """Return which task was done at which moment."""
    return {local(each.effective_ms): each.event.occurrence for each in events}


def distinct(found: Iterable[Found]) -> Iterator[Found]:
    """Yield what was due with a name of its own: several answers of one task to one promise are counted one by one."""
    seen: Counter[tuple[str, str]] = Counter()
    for each in sorted(found, key=lambda each: (each.promise.key, each.task, each.judged.begin)):
        name = (each.promise.key, each.task)
        seen[name] += 1
        yield each if seen[name] == 1 else replace(each, task=f"{each.task}#{seen[name]}")


__all__ = ["UTC", "Found", "MonthFound", "bounds_of", "distinct", "judge_month", "zoned"]
