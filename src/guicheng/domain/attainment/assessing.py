"""Events and promises put together: everything that was due, what became of it, and what could not be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from guicheng.domain.attainment.casefile import (
    CANCEL,
    CHANGE,
    EXCUSE,
    PLAN,
    REPORT,
    CaseFile,
    Step,
    case_files,
    local,
)
from guicheng.domain.attainment.held import held_to, of_its_kind
from guicheng.domain.attainment.idle import idle_in, too_early, unbegun
from guicheng.domain.attainment.moments import known_kinds, start_of
from guicheng.domain.attainment.naming import Standing, Unused, promises_of
from guicheng.domain.attainment.outcome import Judged, weighed
from guicheng.domain.attainment.recurring import stopped
from guicheng.domain.attainment.requirement import (
    Counted,
    Noticed,
    Requirement,
    Site,
    Slotted,
    Spaced,
    Ticked,
    Timed,
    Window,
)
from guicheng.domain.attainment.rounds import Rounds, slot_named
from guicheng.domain.attainment.spot import answers_in, judge_counted, judge_noticed, judge_ticked
from guicheng.domain.attainment.timed import Ground, judge_timed, owed
from guicheng.domain.attainment.visits import Visit
from guicheng.domain.evidence import Placed
from guicheng.domain.evidence.folding import unique
from guicheng.domain.evidence.kinds import Kind
from guicheng.domain.values import Message
from guicheng.domain.values.message import _
from guicheng.domain.worktime import DayRule, Opening, WorkingCalendar
from guicheng.domain.worktime import Window as Hours

_ROUND_THE_CLOCK: Final = WorkingCalendar(DayRule.EVERY_DAY, (Hours(0, 24 * 60),))
_INSTANT: Final = timedelta(microseconds=1)
_OWN_KINDS: Final = frozenset({REPORT, EXCUSE, CANCEL, CHANGE, PLAN, *Kind})


@dataclass(frozen=True, slots=True)
class Assessment:
    """What came of events.

    Args:
        judged: Everything that was due, in order of estate, promise, begin and id.
        unused: Events that told nothing, each once with why, in order of ids.
    """

    judged: tuple[Judged, ...]
    unused: tuple[Unused, ...]


def assess(events: Iterable[Placed], sites: Sequence[Site], window: Window) -> Assessment:
    """Return everything that was due at estates and what became of it; a pure function of the set of events.

    Args:
        events: In any order, any of them any number of times.
        sites: The estates with what holds there.
        window: What is looked at.
    """
    given = list(events)
    seen = unique(each for each in given if local(each.effective_ms) <= window.at)
    assessor = _Assessor(sites, window)
    assessor.unused += sorted(_not_seen(given, seen, window), key=lambda each: each.reason.render())
    for case in case_files(seen):
        assessor.take(case)
    assessor.recur()
    judged = sorted(assessor.judged, key=lambda each: (each.estate, each.requirement.key, each.begin, each.id))
    # Of several reasons for one event the first was found nearest to it.
    told = {each.event: each for each in reversed(assessor.unused)}
    return Assessment(tuple(judged), tuple(told[event] for event in sorted(told)))


def _not_seen(given: Sequence[Placed], seen: Sequence[Placed], window: Window) -> Iterator[Unused]:
    standing = {each.event.id: each for each in seen}
    for each in given:
        if local(each.effective_ms) > window.at:
            yield Unused(each.event.id, _("It happened after the moment up to which it is counted."))
        elif standing[each.event.id] != each:
            yield Unused(each.event.id, _("Another event has the same id and says something else; one of them counts."))


class _Assessor:
    """Takes cases one by one."""

    def __init__(self, sites: Sequence[Site], window: Window) -> None:
        self.judged: list[Judged] = []
        self.unused: list[Unused] = []
        self._sites: dict[str, list[Site]] = {}
        self._window = window
        self._openings: dict[WorkingCalendar, Opening] = {}
        self._rounds = Rounds(sites, window)
        self._kinds = _OWN_KINDS | known_kinds(each.measure for site in sites for each in site.requirements)
        self._last: dict[str, str] = {}
        for site in sites:
            self._sites.setdefault(site.key, []).append(site)

    def take(self, case: CaseFile) -> None:
        """Let a case tell what became of its promises."""
        self._last[case.occurrence] = case.events[-1]
        self.unused += idle_in(case, self._kinds)
        if not case.steps:
            return
        slot = self._rounds.by_slot.get(case.occurrence)
        if slot is not None and not case.clauses:
            self._visit(case, *slot)
            return
        site = self._site_of(case)
        if site is None:
            return
        lines = [step for step in answers_in(case) if step.text("line") in site.names]
        if not case.clauses and not lines:
            self._leave(case, _("No event of the task “{task}” names a clause.", task=case.occurrence))
            return
        standing, unused = promises_of(case, site)
        standing = [each for each in standing if not _is_of_another_post(case, each.requirement, standing)]
        standing = of_its_kind(case, standing)
        self.unused += unused
        if not standing and not lines and not unused:
            self._leave(case, _("Nothing of “{name}” is measured on events.", name="、".join(case.clauses)))
        self._hold(case, standing, site)
        for step in answers_in(case):
            self._tick(case, step, [each.requirement for each in standing], site)

    def _hold(self, case: CaseFile, standing: Sequence[Standing], site: Site) -> None:
        """Judge the promises that hold for a case; where none does, say why."""
        held = held_to(case, standing, lambda requirement, moment: self._at_work(case, requirement, moment, site))
        self.unused += held.unused
        counted = [each for each in held.standing if self._has_hours(case, each.requirement, site)]
        silent = [each.requirement for each in counted if not self._judge(case, each, site)]
        self.unused += too_early(case, [each.requirement.measure for each in counted])
        if silent and len(silent) == len(counted):
            self._leave(case, unbegun(silent))
        elif held.standing and not counted:
            name = "、".join(dict.fromkeys(each.requirement.citation for each in held.standing))
            self._leave(
                case, _("“{name}” is promised in working hours, and no calendar says which those are.", name=name)
            )
        for reason in () if held.standing else held.silent:
            self._leave(case, reason)

    def _at_work(self, case: CaseFile, requirement: Requirement, moment: datetime, site: Site) -> bool | None:
        """Tell whether a calendar is open at a moment; None where there is none."""
        calendar = site.calendar_of(requirement.key, owed(requirement, case))
        return None if calendar is None else self._open(calendar).first_open(moment) == moment

    def _has_hours(self, case: CaseFile, requirement: Requirement, site: Site) -> bool:
        """Tell whether the clock of a promise can run: one in working hours needs a calendar."""
        measure = requirement.measure
        needs = isinstance(measure, Timed) and measure.working
        return not needs or site.calendar_of(requirement.key, owed(requirement, case)) is not None

    def _site_of(self, case: CaseFile) -> Site | None:
        name = case.said("estate")
        if not name and len(self._sites) == 1:
            name = next(iter(self._sites))
        if name in self._sites:
            return _of_its_day(self._sites[name], case)
        if name:
            self._leave(case, _("No estate is called “{name}”.", name=name))
        else:
            self._leave(case, _("No event of the task “{task}” names an estate.", task=case.occurrence))
        return None

    def _leave(self, case: CaseFile, reason: Message) -> None:
        self.unused += [Unused(each, reason) for each in case.events]

    def _judge(self, case: CaseFile, standing: Standing, site: Site) -> bool:
        """Judge a promise of a case; tell whether anything came of it."""
        requirement = standing.requirement
        ground = Ground(site.key, self._opening(site, requirement, case), self._window.at)
        found: Judged | None
        match requirement.measure:
            case Timed():
                found = judge_timed(case, standing, ground)
            case Noticed():
                found = judge_noticed(case, requirement, ground)
            case Counted():
                found = judge_counted(case, requirement, ground)
            case Slotted() | Spaced():
                self._visit(case, site, requirement)
                return True
            case _:  # answers are taken one by one
                return bool(answers_in(case))
        self._keep(case, found, site)
        return found is not None

    def _opening(self, site: Site, requirement: Requirement, case: CaseFile) -> Opening:
        calendar = site.calendar_of(requirement.key, owed(requirement, case)) or _ROUND_THE_CLOCK
        begin = start_of(case, requirement.measure.start) if isinstance(requirement.measure, Timed) else None
        if begin and requirement.when.timed and self._open(calendar).first_open(begin) != begin:
            # What is promised for hours in which nobody works runs in them.
            calendar = _ROUND_THE_CLOCK
        return self._open(calendar)

    def _open(self, calendar: WorkingCalendar) -> Opening:
        if calendar not in self._openings:
            self._openings[calendar] = Opening(calendar)
        return self._openings[calendar]

    def _keep(self, case: CaseFile, found: Judged | None, site: Site) -> None:
        if found is None:
            return
        if not self._window.holds(found.begin.date()):
            self._leave(case, _("The task “{task}” began outside the days that are looked at.", task=case.occurrence))
        elif not site.holds(found.begin.date()):
            self._leave(case, _("Nothing is due at “{estate}” on the day of the task “{task}”.",
                                estate=site.key, task=case.occurrence))  # fmt: skip
        else:
            # What is asked of nobody at its begin is excused, by a schedule or by a case.
            self.judged.append(weighed(found, stopped(site, found.requirement, found.begin, found.begin + _INSTANT)))

    def _tick(self, case: CaseFile, step: Step, standing: Sequence[Requirement], site: Site) -> None:
        """Let an answer tell of the clause that its line names, or else of those of its inspection.

        An answer about the clause of its own round is a part of that, with photos perhaps.
        """
        named = site.names.get(step.text("line"))
        about = standing if named is None else [each for each in site.requirements if each.key in named]
        asked = [each for each in about if isinstance(each.measure, Ticked)]
        if named is not None and not asked and not any(each.key in named for each in standing if _recurs(each)):
            reason = _("Nothing of “{name}” is measured on answers.", name=step.text("line"))
            self.unused.append(Unused(step.id, reason))
        for requirement in asked:
            ground = Ground(site.key, self._opening(site, requirement, case), self._window.at)
            found = judge_ticked(case, step, requirement, ground)
            if found is None:
                reason = _("The answer is neither yes nor no, nor a number that is asked for.")
                self.unused.append(Unused(step.id, reason))
            self._keep(case, found, site)

    def _visit(self, case: CaseFile, site: Site, requirement: Requirement) -> None:
        self.unused += self._rounds.visit(case, site, requirement)

    def recur(self) -> None:
        """Judge what recurs, after all cases were taken."""
        found = list(self._rounds.judged())
        # 工作日2次，节假日1次 are two promises of one clause: who walks on a workday is no extra of the other.
        used = {occurrence for recurred in found for occurrence in recurred.used}
        for recurred in found:
            self.judged += recurred.judged
            self.unused += self._spare(visit for visit in recurred.spare if visit.occurrence not in used)

    def _spare(self, visits: Iterable[Visit]) -> Iterator[Unused]:
        for visit in visits:
            reason = _("More was done in this period than was due, or nothing was due then.")
            if visit.slot:
                reason = _("Nothing is due at the moment that it names, or it was done already.")
            yield Unused(self._last[visit.occurrence], reason)


def _of_its_day(sites: Sequence[Site], case: CaseFile) -> Site:
    """Return what holds at an estate for a case: of several stretches the one of its day that knows its clauses.

    A round that is late, or walked after midnight, names a clause of the stretch before.
    """
    at = slot_named(case) or case.opened
    lines = [line for step in answers_in(case) if (line := step.text("line"))]

    def fits(site: Site) -> tuple[bool, bool]:
        knows = any(name in site.names for name in (*case.clauses, *lines))
        return knows, at is not None and site.holds(at.date())

    return max(sites, key=fits)


def _recurs(requirement: Requirement) -> bool:
    return isinstance(requirement.measure, Slotted | Spaced)


def _is_of_another_post(case: CaseFile, requirement: Requirement, standing: Sequence[Standing]) -> bool:
    """Tell whether a round was walked by the post of another promise of its clause: a guard's round cleans nothing."""
    if not _recurs(requirement) or requirement.post in {"", case.said("post")}:
        return False
    beside = (each.requirement for each in standing if each.requirement.citation == requirement.citation)
    return any(each.post == case.said("post") for each in beside)
