"""Attainment of standards in files on events in a file; no database, no framework."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from guicheng.adapters.attainment.events import EventsFile
from guicheng.adapters.attainment.facts import ClauseFacts, EstateFacts, Facts
from guicheng.domain.attainment import Assessment, Requirement, Site, Window, assess
from guicheng.domain.attainment.casefile import local
from guicheng.domain.attainment.compiling import Compiled, Setting, Unmeasured, compile_clause
from guicheng.domain.attainment.visits import month_start
from guicheng.domain.clause import State
from guicheng.domain.clause.reader import read
from guicheng.domain.elements import elements_of
from guicheng.domain.manual.reading import Checks
from guicheng.domain.values import FileRefusedError, GuichengError
from guicheng.domain.values.message import _
from guicheng.domain.worktime import WorkingCalendar
from guicheng.usecases.checked_clauses import Source, Spot, Wanted, spots_of

_NOTHING = ClauseFacts()
#: Grades of each file of standards, the best first.
Grades = Mapping[str, tuple[str, ...]]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for.

    Args:
        at: Local moment of the assessment, without a zone.
        since: First day; None for the first of the first month that events name.
        until: Last day; None for the last of the last month that events name.
    """

    at: datetime
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Attained:
    """What came of it.

    Args:
        assessment: Everything that was due, and what could not be used.
        sites: The estates with what holds there.
        window: What was looked at.
        unmeasured: Promises that events cannot tell of, each once.
    """

    assessment: Assessment
    sites: tuple[Site, ...]
    window: Window
    unmeasured: tuple[Unmeasured, ...]


def attain(events: EventsFile, sources: Sequence[Source], facts: Facts, asked: Asked) -> Attained:
    """Return what was due by standards and what events say of it.

    Args:
        events: The events.
        sources: The standards.
        facts: What stands beside both.
        asked: Which days, as of when.

    Raises:
        GuichengError: A standard cannot be read, or facts name what no standard has.
    """
    window = window_of(events, asked)
    spots, grades = _clauses(sources), dict(_grades(sources))
    _refuse_strange(facts, spots, grades)
    estates = facts.estates or tuple(EstateFacts(key) for key in _named(events))
    _refuse_strange_estates(facts, estates)
    made = [_Estate(estate, facts, (spots, grades), window) for estate in estates]
    assessment = assess(events.placed, [each.site for each in made], window)
    unmeasured = dict.fromkeys(one for each in made for compiled in each.compiled for one in compiled.unmeasured)
    return Attained(assessment, tuple(each.site for each in made), window, tuple(unmeasured))


def window_of(events: EventsFile, asked: Asked) -> Window:
    """Return the days that are looked at: those asked for, or else whole months from the first event to the last."""
    seen = [moment for each in events.placed if (moment := local(each.effective_ms)) <= asked.at]
    first, last = (min(seen).date(), max(seen).date()) if seen else (asked.at.date(), asked.at.date())
    since = asked.since or first.replace(day=1)
    until = asked.until or month_start(max(last, since), 1) - _DAY
    if until < since:
        raise FileRefusedError(
            _("The last day, {until}, lies before the first, {since}.", until=f"{until}", since=f"{since}")
        )
    return Window(since, until, asked.at)


def _named(events: EventsFile) -> list[str]:
    """Return the estates that events name; one without a name where none does."""
    found = {name for each in events.placed if isinstance(name := each.event.payload.get("estate"), str) and name}
    return sorted(found) or [""]


def _clauses(sources: Sequence[Source]) -> list[Spot]:
    """Return the clauses of standards, at each of their grades.

    Raises:
        GuichengError: One of the files cannot be read.
    """
    faults: list[GuichengError] = [fault for source in sources for fault in source.folder.faults]
    wanted = Wanted(Checks(select=("MH",)), date.min)
    spots = [spot for source in sources for spot in spots_of(source, wanted, faults)]
    if faults:
        raise faults[0]
    return [spot for spot in spots if spot.read.clause.state is not State.NOTE]


def _grades(sources: Sequence[Source]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each file of standards with its grades, the best first; a clause may be there at some of them only."""
    for source in sources:
        yield from ((f"{source.root}{file.path}", file.placed.standard.grades) for file in source.folder.files)


def citation_of(spot: Spot) -> str:
    """Return how a clause is cited: code of its standard, a stroke, its number or else its place from 1."""
    return f"{spot.code or spot.file}/{spot.read.source.number or spot.read.clause.ref.index + 1}"


def _refuse_strange(facts: Facts, spots: Iterable[Spot], grades: Grades) -> None:
    """Refuse facts about clauses and standards that are not there, which may be misspelt."""
    named = list(spots)
    clauses, codes = {citation_of(spot) for spot in named}, {spot.code for spot in named}
    stopped = {clause for _estate, stop in facts.suspensions for clause in stop.citations}
    for name in sorted({*facts.clauses, *stopped} - clauses):
        raise FileRefusedError(_("The facts name the clause “{name}”, which no standard has.", name=name))
    held = {code for estate in facts.estates for code in estate.standards or ()}
    for name in sorted({*facts.editions, *held} - codes):
        raise FileRefusedError(_("The facts name the standard “{name}”, which is not there.", name=name))
    known = {grade for found in grades.values() for grade in found}
    for estate in facts.estates:
        if estate.grade and estate.grade not in known:
            raise FileRefusedError(
                _("The estate “{estate}” has the grade “{grade}”, which no standard has.",
                  estate=estate.key, grade=estate.grade)
            )  # fmt: skip


def _refuse_strange_estates(facts: Facts, estates: Iterable[EstateFacts]) -> None:
    """Refuse a suspension of an estate that is neither in the facts nor named by an event."""
    known = {each.key for each in estates}
    for name in sorted({name for name, _stop in facts.suspensions if name} - known):
        raise FileRefusedError(_("No estate is called “{name}”.", name=name))


class _Estate:
    """One estate with the clauses of its grade, compiled."""

    def __init__(
        self, estate: EstateFacts, facts: Facts, standards: tuple[Iterable[Spot], Grades], window: Window
    ) -> None:
        self._estate, self._facts, self._window = estate, facts, window
        held = list(self._held(*standards))
        self.compiled = [self._compile(spot) for spot in held]
        requirements = tuple(each for compiled in self.compiled for each in compiled.requirements)
        self.site = Site(
            estate.key,
            requirements,
            dict(self._names(held)),
            {each.key: calendar for each in requirements if (calendar := self._calendar(each))},
            estate.since,
            estate.until,
            tuple(stop for named, stop in facts.suspensions if named in {"", estate.key}),
            dict(self._post_calendars(requirements)),
        )

    def _held(self, spots: Iterable[Spot], grades: Grades) -> Iterator[Spot]:
        """Yield the clauses that hold: of each standard those of the estate's grade, or else of its best one."""
        for spot in spots:
            of_file = grades.get(spot.file) or ("",)
            chosen = self._estate.grade if self._estate.grade in of_file else of_file[0]
            if spot.grade == chosen and (self._estate.standards is None or spot.code in self._estate.standards):
                yield spot

    def _compile(self, spot: Spot) -> Compiled:
        citation, clause = citation_of(spot), spot.read.clause
        facts = self._facts.clauses.get(citation, _NOTHING)
        post = elements_of(clause, spot.read.source.elements).post
        assessment = spot.read.source.elements.get("assessment", "")
        number, key = self._facts.editions.get(spot.code), spot.part.key if spot.part else ""
        setting = Setting(
            citation,
            str(number) if number else edition_of(spot),
            self._estate.since or self._window.since,
            spot.grade,
            facts.post or post,
            facts.target,
            facts.evidence,
            facts.hours,
            facts.day_end,
            self._facts.words,
            read(assessment) if assessment else None,
            (lambda place: f"{key}:{number}:{place}:1") if number and key else None,
            quality=spot.read.source.elements.get("quality", ""),
            hours_known=bool(facts.calendar or self._estate.calendar or self._facts.posts),
        )
        return compile_clause(clause, setting)

    def _names(self, spots: Iterable[Spot]) -> Iterator[tuple[str, tuple[str, ...]]]:
        for spot, compiled in zip(spots, self.compiled, strict=True):
            keys = tuple(each.key for each in compiled.requirements)
            yield citation_of(spot), keys
            if spot.part and spot.part.key:
                yield spot.part.key, keys
            yield from ((key, (key,)) for key in keys)

    def _calendar(self, requirement: Requirement) -> WorkingCalendar | None:
        clause = self._facts.clauses.get(requirement.citation, _NOTHING)
        return clause.calendar or self._estate.calendar

    def _post_calendars(self, found: Iterable[Requirement]) -> Iterator[tuple[tuple[str, str], WorkingCalendar]]:
        """Yield the calendars of posts, which stand below that of the clause."""
        for each in found:
            if self._facts.clauses.get(each.citation, _NOTHING).calendar is None:
                yield from (((each.key, post), calendar) for post, calendar in self._facts.posts.items())


def edition_of(spot: Spot) -> str:
    """Return what stands for the number of an edition where files have none: a digest of the wording."""
    return sha256(f"{spot.grade}\n{spot.read.clause.text}".encode()).hexdigest()[:12]
