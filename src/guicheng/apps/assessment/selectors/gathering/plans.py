"""Plans and rounds: when what recurs was done, and why not where somebody said so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet

from guicheng.apps.assessment.models import Counted, SourceKind
from guicheng.apps.assessment.selectors.gathering.grading import grades_of, rows_of
from guicheng.apps.assessment.selectors.gathering.promising import Promise, Promises, key_of
from guicheng.apps.assessment.selectors.gathering.story import From, Story
from guicheng.apps.operations.models import Excuse, Plan, Round, RoundPhase, Suspension
from guicheng.apps.operations.selectors.plans import made_due
from guicheng.apps.operations.selectors.rounds.states import events_of_rounds, folded
from guicheng.apps.organization.models import Unit
from guicheng.domain.attainment import Outcome, Slotted
from guicheng.domain.attainment import Suspension as Stopped
from guicheng.domain.evidence.kinds import Kind
from guicheng.domain.evidence.lines import Fault
from guicheng.domain.worktime.rule_json import rule_json

_CHUNK: Final = 300
#: How far a period reaches at most into the months after the one in which it begins.
_BEYOND: Final[Mapping[str, timedelta]] = {
    "week": timedelta(days=7),
    "quarter": timedelta(days=93),
    "half_year": timedelta(days=185),
    "year": timedelta(days=367),
}
#: How far what belongs to a month stands in the next one: the times of a week that began in it, or else of a night.
_AFTER: Final[Mapping[str, timedelta]] = {"week": timedelta(days=7)}
#: What a round lacks that was walked and not shown.
_PHOTOLESS: Final = frozenset({Fault.NO_PHOTO, Fault.PHOTO_UNDER_WAY})
#: What of a task without a checklist says that it was done.
_DOING: Final = (Kind.ACCEPT, Kind.START, Kind.CHECK_IN, Kind.FINISH, Kind.REOPEN)


@dataclass(frozen=True, slots=True)
class _Due:
    """Something that a plan makes due.

    Args:
        promise: Key of the promise.
        begin: When it opens.
        moved: Whether it has other hours than the promise, so that it does not have the id of a promised slot.
    """

    promise: str
    begin: datetime
    moved: bool

    def said(self, more: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return what its events say: a slot is known by its id, anything else names the promise."""
        return {**({"clause": self.promise} if self.moved else {}), **(more or {})}


def tell_plans(story: Story, promises: Promises) -> None:
    """Tell what was done of the plans of an estate that began in the month.

    Args:
        story: Where it is told.
        promises: What holds in the month.
    """
    due = dict(_made(promises))
    _tell_rounds(story, promises, due)
    left = [occurrence for occurrence in due if occurrence not in story.sources]
    for row in rows_of(promises.unit, left, kinds=[str(kind) for kind in _DOING]):
        found = due[row.occurrence]
        story.sources[row.occurrence] = From(SourceKind.PLAN, row.occurrence)
        shown = row.photos not in {"", "[]"}
        story.visit(found.promise, row.occurrence, row.kind, row.effective_ms, found.said(), shown=shown)
    for start in range(0, len(due), _CHUNK):
        for excuse in Excuse.objects.filter(occurrence__in=list(due)[start : start + _CHUNK]):
            found = due[excuse.occurrence]
            at = min(found.begin, excuse.at) if found.moved else excuse.at
            said = found.said({"reason": excuse.reason})
            story.visit(found.promise, excuse.occurrence, "excuse", at, said, shown=False)
    _touch(story, promises)


def _made(promises: Promises) -> Iterable[tuple[str, _Due]]:
    ended = Q(ends_at=None) | Q(ends_at__gt=promises.since)
    plans = Plan.objects.filter(ended, unit=promises.unit, begins_at__lt=promises.until + _BEYOND["year"])
    for plan in plans.select_related("source__clause"):
        plan.unit = promises.unit
        clause = plan.source.clause
        promise = promises.by_key.get(key_of(clause.edition_id, clause.key, plan.source.position))
        if promise is None or promise.requirement is None or not isinstance(promise.requirement.measure, Slotted):
            continue
        moved = _is_moved(plan, promise.requirement.measure)
        per = promise.requirement.measure.per
        beyond = _BEYOND.get(per, timedelta(days=31)) if moved else _AFTER.get(per, timedelta(days=2))
        for each in made_due(plan, promises.since - _before(promise.requirement.measure), promises.until + beyond):
            yield each.id, _Due(promise.key, each.begin, moved)


def _is_moved(plan: Plan, measure: Slotted) -> bool:
    """Tell whether what a plan makes due has other ids than what the promise does.

    Somebody gave it other hours, or it was made when the sentence was read otherwise.
    """
    promised = rule_json(measure.rule)
    begins = [[begin for begin, _length in rule["slots"]] for rule in (plan.rule, promised)]
    changed = plan.version.rpartition(":")[2] != "1"
    return changed or plan.rule["beat"] != promised["beat"] or begins[0] != begins[1]


def _before(measure: Slotted) -> timedelta:
    """Return how far before a month something opens that belongs to it: a day of a week that began in the last one."""
    return _AFTER["week"] if measure.per == "week" and measure.parts else timedelta()


def _tell_rounds(story: Story, promises: Promises, due: Mapping[str, _Due]) -> None:
    """Tell of what has a checklist: only its round can finish it."""
    names, unit = list(due), promises.unit
    for start in range(0, len(names), _CHUNK):
        rows = {row.occurrence: row for row in _rounds(unit, names[start : start + _CHUNK])}
        grades = grades_of(unit, list(rows), story)
        for occurrence, at_ms in _unshown(rows.values(), promises, due):
            found = due[occurrence]
            story.visit(found.promise, occurrence, Kind.FINISH, at_ms, found.said(), shown=False)
        for occurrence, row in rows.items():
            found = due[occurrence]
            story.sources[occurrence] = From(SourceKind.ROUND, occurrence)
            if row.begun_at is not None:
                story.visit(found.promise, occurrence, Kind.START, row.begun_at, found.said(), shown=False)
            for at, grade in grades.get(occurrence, ()):
                story.visit(found.promise, occurrence, Kind.CHECK_IN, at, found.said({"grade": grade}), shown=False)
            if row.finished_at is not None:
                story.visit(found.promise, occurrence, Kind.FINISH, row.finished_at, found.said())


def _unshown(rows: Iterable[Round], promises: Promises, due: Mapping[str, _Due]) -> Iterator[tuple[str, int]]:
    """Yield rounds that lack nothing but the photos that their sentence asks for, with when they were called done.

    They were walked, and nothing shows it: that is no evidence, and not missed.
    """
    left = [row.pk for row in rows if row.phase == RoundPhase.UNFINISHED and _asks_photo(promises, due[row.occurrence])]
    asked = list(Round.objects.filter(pk__in=left).prefetch_related("version__edition", "unit")) if left else []
    states = folded(asked, events_of_rounds(asked))
    for row in asked:
        state = states[row.pk]
        if state.finish_ms is not None and {each.fault for each in state.missing} <= _PHOTOLESS:
            yield row.occurrence, state.finish_ms


def _asks_photo(promises: Promises, due: _Due) -> bool:
    requirement = promises.by_key[due.promise].requirement
    return requirement is not None and requirement.photo


def _rounds(unit: Unit, occurrences: Sequence[str]) -> QuerySet[Round]:
    return Round.objects.filter(company__path=unit.company_path, unit=unit, occurrence__in=occurrences)


def _touch(story: Story, promises: Promises) -> None:
    """Say of promises that were recorded at the estate before that they are: then an empty slot was missed."""
    rows = Counted.objects.filter(
        unit=promises.unit, live=True, begin__lt=promises.since, outcome__in=(Outcome.KEPT, Outcome.LATE)
    )
    known = {str(key) for key in rows.order_by().values_list("clause_key", flat=True).distinct()}
    walked = Round.objects.filter(unit=promises.unit, begun_at__lt=promises.until).exclude(clause="")
    known |= set(walked.order_by().values_list("clause", flat=True).distinct())
    for promise in promises.in_force():
        if promise.recurs and str(promise.clause.key) in known:
            story.visit(promise.key, f"known:{promise.key}", Kind.NOTE, promises.since, {"clause": promise.key})


def suspensions_of(promises: Promises, local: Any) -> tuple[Stopped, ...]:
    """Return the stretches in which schedules of an estate rest in a month.

    Args:
        promises: What holds in the month.
        local: Makes a moment one of the local clock, without a zone.
    """
    lasting = Q(end=None) | Q(end__gt=promises.since)
    rows = Suspension.objects.filter(lasting, unit=promises.unit, begin__lt=promises.until + _BEYOND["year"])
    return tuple(
        Stopped(local(row.begin), None if row.end is None else local(row.end), row.reason, _named(row))
        for row in rows.select_related("plan__source__clause").order_by("begin", "pk")
    )


def _named(row: Suspension) -> frozenset[str]:
    if row.plan is None:
        return frozenset()
    clause = row.plan.source.clause
    return frozenset({key_of(clause.edition_id, clause.key, row.plan.source.position)})


def recurring_in_force(promises: Promises) -> list[Promise]:
    """Return the promises of a month that recur."""
    return [promise for promise in promises.in_force() if promise.recurs]
