"""The promises that hold at an estate in a month, each on the days of its edition, ready to be measured."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import get_default_timezone, localdate

from guicheng.apps.operations.models import CalendarUse, Plan
from guicheng.apps.operations.selectors.calendars import calendar_value, uses_at
from guicheng.apps.operations.selectors.plans import phrases_of
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors.duty import paths_above
from guicheng.apps.standards.models import ClauseKind, Edition, EditionClause
from guicheng.apps.standards.selectors.editions import took_effect
from guicheng.domain.attainment import Requirement, Slotted, Spaced, Timed
from guicheng.domain.attainment.compiling import WITHOUT_HOURS, Compiled, Setting, compile_clause
from guicheng.domain.clause import Clause
from guicheng.domain.clause.reader import read
from guicheng.domain.elements import elements_of
from guicheng.domain.evidence.clock import EventWords
from guicheng.domain.targets.binding import bind
from guicheng.domain.values import Message, Span
from guicheng.domain.worktime import WorkingCalendar

#: Of a clause of an edition: key, number and first day of the edition, citation, text.
_Told = tuple[str, int, date, str, str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """From when to when something holds.

    Args:
        since: First moment.
        until: Moment after the last one, None for no end.
    """

    since: datetime
    until: datetime | None

    def holds(self, moment: datetime) -> bool:
        """Tell whether a moment lies in it."""
        return self.since <= moment and (self.until is None or moment < self.until)

    def meets(self, since: datetime, until: datetime) -> bool:
        """Tell whether it has a moment between two others."""
        return self.since < until and (self.until is None or since < self.until)


@dataclass(frozen=True)
class Promise:
    """A promise of a clause in one edition at an estate.

    Args:
        key: Its name while a month is counted.
        clause: The clause of the edition.
        place: Its place among the promises of the clause.
        citation: Code of the standard, a stroke, number of the clause.
        span: The bound in the sentence.
        requirement: How it is measured; None where events cannot tell of it.
        reason: Why they cannot; None where they can.
        stretch: When it makes anything due here.
    """

    key: str
    clause: EditionClause
    place: int
    citation: str
    span: Span
    requirement: Requirement | None
    reason: Message | None
    stretch: Stretch

    @property
    def recurs(self) -> bool:
        """Whether it is due by a schedule of its own."""
        return self.requirement is not None and isinstance(self.requirement.measure, Slotted | Spaced)


def key_of(edition_id: int, clause_key: UUID | str, place: int) -> str:
    """Return the name of a promise while a month is counted."""
    return f"{edition_id}:{clause_key}:{place}"


class Promises:
    """The promises of an estate in a month, and those of earlier editions that its orders are still held to.

    Args:
        unit: The estate.
        since: First moment of the month.
        until: Moment after the last one.
    """

    def __init__(self, unit: Unit, since: datetime, until: datetime) -> None:
        self.unit, self.since, self.until = unit, since, until
        self.by_key: dict[str, Promise] = {}
        self.names: dict[str, list[Promise]] = {}
        self._words = phrases_of(Unit.objects.only("pk").get(path=unit.company_path).pk)
        self._uses = uses_at(unit)
        self._first_plans = _first_plans(unit)
        stretches = self._stretches()
        clauses = EditionClause.objects.filter(edition__in=stretches, kind=ClauseKind.CLAUSE)
        for clause in clauses.select_related("edition__standard").order_by("edition", "position"):
            for promise in self._compile(clause, stretches[clause.edition_id]):
                if promise.stretch.meets(since, until):
                    self._put(promise)
        self._in_force = set(self.by_key)

    def _put(self, promise: Promise) -> None:
        self.by_key[promise.key] = promise
        names = (promise.citation, str(promise.clause.key), f"{promise.citation}#{promise.place}")
        for name in names:
            self.names.setdefault(name, []).append(promise)

    def called(self, name: str, moment: datetime) -> list[Promise]:
        """Return the promises that a name means at a moment: those of the edition that holds then."""
        return [each for each in self.names.get(name, ()) if each.stretch.holds(moment)]

    def of_clause(self, clause: EditionClause, place: int) -> Promise | None:
        """Return a promise by its clause, compiled where its edition was replaced before; None for no such promise."""
        key = key_of(clause.edition_id, clause.key, place)
        if key not in self.by_key:
            begin = _begins_at(clause.edition)
            for promise in self._compile(clause, Stretch(begin, begin)):
                self.by_key.setdefault(promise.key, promise)
        return self.by_key.get(key)

    def in_force(self) -> list[Promise]:
        """Return the promises that hold on a day of the month at least."""
        return [promise for key, promise in self.by_key.items() if key in self._in_force]

    def calendar_of(self, promise: Promise, post_id: int | None = None, post: str = "") -> CalendarUse | None:
        """Return the calendar on which the limit of a promise runs: that of the clause, else of a post, else of all.

        Args:
            promise: The promise.
            post_id: The post that has the work; None for the one that the clause names.
            post: Name of that post.
        """
        wanted = post or (promise.requirement.post if promise.requirement else "")
        fitting = [
            use
            for use in self._uses
            if use.clause_key in {None, promise.clause.key}
            and (use.post is None or use.post_id == post_id or (post_id is None and use.post.name == wanted))
        ]
        return max(
            fitting,
            key=lambda use: (use.clause_key is not None, use.post_id is not None, use.unit.depth),
            default=None,
        )

    def _stretches(self) -> dict[int, Stretch]:
        """Return when each edition makes anything due, of those that do in the month."""
        rows = _editions(self.unit, self.until)
        found: dict[int, Stretch] = {}
        follower: dict[int, datetime] = {}
        for edition in rows:
            begin, ends = _begins_at(edition), [follower.get(edition.standard_id)]
            if hasattr(edition, "withdrawal"):
                ends.append(_midnight(edition.withdrawal.withdrawn_on))
            end = min((each for each in ends if each is not None), default=None)
            follower[edition.standard_id] = min(begin, follower.get(edition.standard_id, begin))
            stretch = Stretch(begin, end)
            if (end is None or begin < end) and stretch.meets(self.since, self.until):
                found[edition.pk] = stretch
        return found

    def _compile(self, row: EditionClause, stretch: Stretch) -> Iterator[Promise]:
        citation = f"{row.edition.code}/{row.number or row.position + 1}"
        compiled, spans = _compiled(row, citation, self._words)
        measured = {int(each.key.rpartition("#")[2]): each for each in compiled.requirements}
        others = iter(compiled.unmeasured)
        for place, span in enumerate(spans):
            key = key_of(row.edition_id, row.key, place)
            found = measured.get(place)
            reason = None if found else next(others).reason
            if found is not None and self._lacks_hours(found, row):
                found, reason = None, WITHOUT_HOURS
            yield Promise(
                key,
                row,
                place,
                citation,
                span,
                # What suspends schedules names promises, so the key stands in place of the citation.
                None if found is None else self._held(replace(found, key=key, citation=key), row),
                reason,
                self._from_its_plan(stretch, row, place),
            )

    def _lacks_hours(self, found: Requirement, row: EditionClause) -> bool:
        """Tell whether a promise in working hours has no calendar here, of its own, of any post or of all."""
        needs = isinstance(found.measure, Timed) and found.measure.working
        return needs and not any(use.clause_key in {None, row.key} for use in self._uses)

    def _held(self, found: Requirement, row: EditionClause) -> Requirement:
        promise = Promise("", row, 0, "", found.span, found, None, Stretch(self.since, self.until))
        use = self.calendar_of(promise)
        return replace(found, day_end=(use.calendar.day_end or 0) if use else 0)

    def _from_its_plan(self, stretch: Stretch, row: EditionClause, place: int) -> Stretch:
        """Return the stretch from when the estate has a plan for it, where it came after the edition."""
        first = self._first_plans.get((row.pk, place))
        return stretch if first is None or first <= stretch.since else Stretch(first, stretch.until)

    def calendars(self, promises: Iterable[Promise]) -> dict[str, WorkingCalendar]:
        """Return the calendars on which the limits of promises run, by key."""
        uses = ((each.key, self.calendar_of(each)) for each in promises)
        return {key: calendar_value(use.calendar) for key, use in uses if use is not None}

    def post_calendars(self, promises: Iterable[Promise]) -> dict[tuple[str, str], WorkingCalendar]:
        """Return the calendars that posts have of their own for limits of promises, by key and name of the post."""
        posts = {use.post_id: use.post.name for use in self._uses if use.post is not None}
        return {
            (each.key, name): calendar_value(use.calendar)
            for each in promises
            for post_id, name in posts.items()
            if (use := self.calendar_of(each, post_id, name)) is not None
        }


def _first_plans(unit: Unit) -> dict[tuple[int, int], datetime]:
    """Return from when an estate has a plan for a promise, by clause and place: one query."""
    rows = Plan.objects.filter(unit=unit).order_by("-begins_at")
    return {
        (clause, place): at for clause, place, at in rows.values_list("source__clause", "source__position", "begins_at")
    }


def _editions(unit: Unit, until: datetime) -> QuerySet[Edition]:
    """Return the editions of the standards of a unit and those above that began before a moment, the newest first."""
    rows = Edition.objects.filter(took_effect(localdate(until)), standard__unit__path__in=paths_above(unit))
    return rows.select_related("withdrawal").order_by("standard", "-number")


def _begins_at(edition: Edition) -> datetime:
    return max(_midnight(edition.effective_from), edition.published_at)


def _midnight(day: object) -> datetime:
    return datetime.combine(day, time.min, tzinfo=get_default_timezone())  # type: ignore[arg-type]


def _compiled(row: EditionClause, citation: str, words: EventWords) -> tuple[Compiled, tuple[Span, ...]]:
    edition = row.edition
    told = (str(row.key), edition.number, edition.effective_from, citation, row.text)
    return _compiled_once(told, json.dumps(row.elements, sort_keys=True), _Words(words, repr(words)))


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of a company, told apart by what they say, since mappings cannot be."""

    words: EventWords = field(compare=False)
    said: str


@lru_cache(maxsize=4096)
def _compiled_once(told: _Told, elements: str, words: _Words) -> tuple[Compiled, tuple[Span, ...]]:
    """Return what a clause compiles to; published ones never change, and each estate asks for them month by month."""
    key, number, begins, citation, text = told
    clause, kept = _read(text), json.loads(elements)
    assessment = str(kept.get("assessment", ""))
    setting = Setting(
        citation,
        str(number),
        begins,
        post=elements_of(clause, kept).post[:80],
        words=words.words,
        assessment=_read(assessment) if assessment else None,
        version=lambda place: f"{key}:{number}:{place}:1",
        quality=str(kept.get("quality", "")),
    )
    return compile_clause(clause, setting), tuple(each.span for each in bind(clause, words.words))


@lru_cache(maxsize=4096)
def _read(text: str) -> Clause:
    """Return a clause as it is read; published ones never change, and every estate asks for the same ones."""
    return read(text)
