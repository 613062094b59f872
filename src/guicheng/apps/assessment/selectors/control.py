"""Figures in order of time for control charts: shares kept, complaints a hundred households, times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Count, DateField, Max, Q, QuerySet
from django.db.models.functions import TruncMonth, TruncWeek
from django.utils.timezone import localdate

from guicheng.apps.assessment.models import Counted, MonthPromise
from guicheng.apps.assessment.readings.months import first_day, following, month_of, months_until, preceding
from guicheng.apps.assessment.selectors.counting_desks import counts_of_desks
from guicheng.apps.assessment.selectors.reach import READ
from guicheng.apps.assessment.selectors.satisfaction import households_in, households_of
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.domain.attainment import Outcome
from guicheng.domain.attainment.charts import Kind, Reading

#: Periods and single figures that a chart shows at most; older ones would not be read.
MONTHS: Final = 24
WEEKS: Final = 53
SINGLE: Final = 60
_HUNDRED: Final = 100
_CLAUSES: Final = 300
_COUNTED: Final = Q(outcome__in=[Outcome.KEPT, Outcome.LATE, Outcome.MISSED, Outcome.NO_EVIDENCE])
_DONE: Final = (Outcome.KEPT, Outcome.LATE)
_MINUTE: Final = 60_000_000
_WEEK: Final = timedelta(days=7)


class Measure(StrEnum):
    """What is watched."""

    KEPT_BY_WEEK = "kept_week"
    KEPT_BY_MONTH = "kept_month"
    COMPLAINTS = "complaints"
    TIMES = "times"


KINDS: Final = {
    Measure.KEPT_BY_WEEK: Kind.SHARE,
    Measure.KEPT_BY_MONTH: Kind.SHARE,
    Measure.COMPLAINTS: Kind.RATE,
    Measure.TIMES: Kind.SINGLE,
}
#: Measures of one clause.
OF_CLAUSES: Final = frozenset({Measure.KEPT_BY_WEEK, Measure.KEPT_BY_MONTH, Measure.TIMES})


@dataclass(frozen=True, slots=True)
class ClauseChoice:
    """A clause of which something was counted at an estate."""

    key: UUID
    citation: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Watched:
    """What a chart is drawn of.

    Args:
        readings: In order of time; periods that are not over and those without anything counted are left out.
        starts: Since when a later edition holds, with its number.
        empty: Periods between the first and the last in which nothing was counted.
        sized: Whether the households are known; True where they do not matter.
    """

    readings: tuple[Reading, ...]
    starts: tuple[tuple[date, int], ...] = ()
    empty: int = 0
    sized: bool = True


def clauses_counted(actor: Actor, unit: Unit) -> list[ClauseChoice]:
    """Return the clauses of which promises were counted at an estate, by citation: one query.

    Args:
        actor: Who asks.
        unit: The estate.
    """
    rows = MonthPromise.objects.filter(actor.within(READ), unit=unit).exclude(measure="")
    newest = rows.order_by().values("clause_key").annotate(last=Max("pk")).values("last")
    named = (
        MonthPromise.objects.filter(pk__in=newest)
        .order_by("citation")
        .values_list("clause_key", "citation", "sentence")
    )
    return [ClauseChoice(*row) for row in named]


def clauses_of_company(actor: Actor) -> list[ClauseChoice]:
    """Return the clauses of which promises were counted at any estate within reach, by citation: one query."""
    rows = MonthPromise.objects.filter(actor.within(READ)).exclude(measure="")
    newest = rows.order_by().values("clause_key").annotate(last=Max("pk")).values("last")
    named = MonthPromise.objects.filter(pk__in=newest).order_by("citation")
    return [ClauseChoice(*row) for row in named.values_list("clause_key", "citation", "sentence")[:_CLAUSES]]


def watched(actor: Actor, measure: Measure, unit: Unit, clause_key: UUID | None, *, today: date) -> Watched:
    """Return the figures of a chart: two queries at most.

    Args:
        actor: Who asks; nothing is read out of their reach.
        measure: What is watched.
        unit: The estate.
        clause_key: The clause, for measures of clauses.
        today: The reader's day; its month and week are not over.
    """
    if measure is Measure.COMPLAINTS:
        return _complaints(unit, today) if actor.may(READ, unit) else Watched(())
    if clause_key is None:
        return Watched(())
    rows = Counted.objects.filter(actor.within(READ), unit=unit, clause_key=clause_key, live=True)
    starts = tuple(_editions(rows))
    if measure is Measure.TIMES:
        return Watched(tuple(_times(rows)), starts)
    by_month = measure is Measure.KEPT_BY_MONTH
    readings = _shares(rows, by_month=by_month, before=_first_open(by_month=by_month, today=today))
    shown = readings[-(MONTHS if by_month else WEEKS) :]
    return Watched(tuple(shown), starts, _gaps(shown, by_month=by_month))


def _first_open(*, by_month: bool, today: date) -> date:
    return today.replace(day=1) if by_month else today - timedelta(days=today.weekday())


def _shares(rows: QuerySet[Counted], *, by_month: bool, before: date) -> list[Reading]:
    cut = TruncMonth if by_month else TruncWeek
    grouped = (
        rows.order_by()
        .annotate(period=cut("begin", output_field=DateField()))
        .values("period")
        .annotate(kept=Count("pk", filter=Q(outcome=Outcome.KEPT)), of=Count("pk", filter=_COUNTED))
        .order_by("period")
    )
    return [Reading(row["period"], row["kept"], row["of"]) for row in grouped if row["of"] and row["period"] < before]


def _gaps(readings: Sequence[Reading], *, by_month: bool) -> int:
    if not readings:
        return 0
    first, last = readings[0].begin, readings[-1].begin
    months = (last.year - first.year) * 12 + last.month - first.month
    return (months if by_month else (last - first) // _WEEK) + 1 - len(readings)


def _times(rows: QuerySet[Counted]) -> list[Reading]:
    """Return the times of the last things done, in minutes on the clock of the promise."""
    done = rows.filter(outcome__in=_DONE, micros__isnull=False).order_by("-begin", "-pk")
    found = done.values_list("begin", "micros")[:SINGLE]
    return [Reading(localdate(begin), (micros or 0) / _MINUTE) for begin, micros in reversed(found)]


def _editions(rows: QuerySet[Counted]) -> list[tuple[date, int]]:
    """Return the editions after the first by which something was counted, with the day of each."""
    names = ("promise__edition__effective_from", "promise__edition__number")
    found = sorted(set(rows.order_by().values_list(*names).distinct()))
    return [(day, number) for day, number in found[1:] if day]


def _complaints(unit: Unit, today: date) -> Watched:
    months = months_until(preceding(month_of(today)), MONTHS)
    counts = counts_of_desks([unit], months)
    said = households_of([unit]).get(unit.pk, [])
    found = []
    for month in months:
        size = households_in(said, month)
        if size:
            count = sum(counts.get(("complaints", unit.pk, month), {}).values())
            found.append(Reading(first_day(month), count, size / _HUNDRED))
    return Watched(tuple(found), sized=bool(said))


def period_end(begin: date, measure: Measure) -> date:
    """Return the last day of a period, or the day itself of a single figure."""
    if measure is Measure.KEPT_BY_WEEK:
        return begin + _WEEK - timedelta(days=1)
    if measure is Measure.TIMES:
        return begin
    return first_day(following(month_of(begin))) - timedelta(days=1)
