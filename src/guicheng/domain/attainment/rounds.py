"""What recurs at estates: what is due of it, the times at which it was done, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from guicheng.domain.attainment.casefile import CANCEL, PLAN, CaseFile, Step
from guicheng.domain.attainment.deadlines import placed
from guicheng.domain.attainment.naming import Unused
from guicheng.domain.attainment.recurring import Recurred, judge_gaps, judge_slots, silenced
from guicheng.domain.attainment.requirement import Requirement, Site, Slotted, Spaced, Window
from guicheng.domain.attainment.visits import Slot, Visit, done_at, is_stretch, slots_of
from guicheng.domain.comparison.holding import Holding
from guicheng.domain.values.message import _
from guicheng.domain.worktime import occurrence_id, occurrences

_CHINA: Final = timezone(timedelta(hours=8))
#: Far enough for the next time of anything that recurs, which ends the period of the one before.
_AHEAD: Final = timedelta(days=800)
#: Rounds of a night stand on the day after, the times of a week on the days after its Monday.
_NIGHT: Final = timedelta(days=2)
_WEEK: Final = timedelta(days=7)
#: Periods in which no day of the week and no holiday chooses among the times, and those that no season does either.
_LONG: Final = frozenset({"week", "third_month", "half_month", "month"})
_LONGEST: Final = frozenset({"quarter", "half_year", "year"})


@dataclass
class _Recurring:
    """What is known of a promise that recurs at one estate."""

    site: Site
    touched: bool = False
    visits: list[Visit] = field(default_factory=list)
    planned: list[Slot] = field(default_factory=list)
    made: list[Slot] = field(default_factory=list)


class Rounds:
    """The promises that recur at estates, with what was done of them.

    Args:
        sites: The estates.
        window: What is looked at.
    """

    def __init__(self, sites: Sequence[Site], window: Window) -> None:
        self.by_slot: dict[str, tuple[Site, Requirement]] = {}
        self._window = window
        self._recurring: dict[tuple[int, Requirement], _Recurring] = {}
        for site in sites:
            for requirement in site.requirements:
                if isinstance(requirement.measure, Slotted | Spaced):
                    self._make_due(site, requirement, requirement.measure)

    def _make_due(self, site: Site, requirement: Requirement, measure: Slotted | Spaced) -> None:
        found = self._recurring[id(site), requirement] = _Recurring(site)
        if isinstance(measure, Slotted):
            since, until = (datetime.combine(day, time.min) for day in (self._window.since, self._window.after))
            # A day that a sentence names may lie in a week that began before.
            before = _WEEK if measure.per == "week" and measure.parts else timedelta()
            due = occurrences(measure.rule, site.key, since - before, until + _beyond(measure.per))
            made = placed(slots_of(due, measure), measure)
            found.made = [
                slot
                for slot in made
                if self._window.holds(slot.day)
                and site.holds(slot.day)
                and _is_due(requirement.when, measure, slot.day)
            ]
            self.by_slot.update((slot.id, (site, requirement)) for slot in found.made)

    def visit(self, case: CaseFile, site: Site, requirement: Requirement) -> Iterator[Unused]:
        """Let a case tell of a promise that recurs; yield what of it tells nothing.

        Args:
            case: The case.
            site: Its estate.
            requirement: The promise.
        """
        found = self._recurring[id(site), requirement]
        plan = case.first({PLAN})
        if plan is not None:
            planned = _planned(case.occurrence, plan)
            if planned is None:
                yield Unused(plan.id, _("A plan has a begin and an end after it."))
            elif self._window.holds(planned.day):
                found.planned.append(planned)
        visit = _visit_of(case, requirement, site, is_slot=case.occurrence in self.by_slot or plan is not None)
        found.touched = True
        if visit is not None:
            found.visits.append(visit)
        elif plan is None:
            reason = _("Nothing says that the task “{task}” was done, or why not.", task=case.occurrence)
            yield from (Unused(each, reason) for each in case.events)

    def judged(self) -> Iterator[Recurred]:
        """Yield what became of each promise, after all cases were taken."""
        for (_site, requirement), found in self._recurring.items():
            if found.planned or isinstance(requirement.measure, Slotted):
                slots = found.planned or found.made
                recurred = judge_slots(slots, found.visits, requirement, found.site, self._window)
            else:
                recurred = judge_gaps(found.visits, requirement, found.site, self._window)
            yield recurred if found.touched else replace(recurred, judged=tuple(silenced(recurred.judged)))


def _beyond(per: str) -> timedelta:
    """Return how far beyond the last day looked at things can stand that belong to it, or that end its last period."""
    if is_stretch(per):
        return _AHEAD
    return _WEEK if per == "week" else _NIGHT


def _is_due(when: Holding, measure: Slotted, day: date) -> bool:
    """Tell whether what recurs is due on a day by the days and months for which its promise holds.

    What recurs in an epidemic or a storm is due by plans alone.
    """
    if when.proviso:
        return False
    if when.always or measure.per in _LONGEST:
        return True
    if measure.per in _LONG or is_stretch(measure.per):
        when = Holding(when.box.only("season"))
    return when.on_day(day)


def _planned(occurrence: str, plan: Step) -> Slot | None:
    begin, end = moment_in(plan.payload, "begin"), moment_in(plan.payload, "end")
    if begin is None or end is None or end <= begin:
        return None
    return Slot(occurrence, begin, end, begin, end, begin.date())


def _visit_of(case: CaseFile, requirement: Requirement, site: Site, *, is_slot: bool) -> Visit | None:
    """Return what a case tells of a promise that recurs; None where it was neither done nor excused."""
    at = done_at(case)
    excused = case.excused or (case.first({CANCEL}) if at is None else None)
    placed = at or (excused.at if excused else None)
    if placed is None:
        return None
    slot, begin = case.occurrence if is_slot else "", slot_named(case)
    if begin is not None and isinstance(requirement.measure, Slotted):
        slot = occurrence_id(requirement.measure.rule.version, site.key, begin)
    excuse = excused.text("reason") if excused else None
    cancelled = excused is not None and excused.kind == CANCEL
    shown = not requirement.photo or any(step.photos for step in case.steps)
    return Visit(case.occurrence, placed, at, slot, case.marks, case.said("post"), excuse, shown, cancelled)


def slot_named(case: CaseFile) -> datetime | None:
    """Return the moment of the slot that a case names; None where it names none."""
    return next((found for step in case.steps if (found := moment_in(step.payload, "slot"))), None)


def moment_in(payload: Mapping[str, object], name: str) -> datetime | None:
    """Return a moment of a payload as one of China's clock, with or without an offset; None where there is none."""
    value = payload.get(name)
    try:
        found = datetime.fromisoformat(value if isinstance(value, str) else "")
        return found.astimezone(_CHINA).replace(tzinfo=None) if found.tzinfo else found
    except (ValueError, OverflowError):
        return None
