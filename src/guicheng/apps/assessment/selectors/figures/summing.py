"""Figures of months, summed in the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from fractions import Fraction
from typing import Any, Final, Literal
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Max, Min, Q, QuerySet, Sum, Value, When, Window
from django.db.models.functions import RowNumber

from guicheng.apps.assessment.models import Counted, MonthCount, MonthPromise, SealedMonth, Tally
from guicheng.apps.assessment.selectors.figures.opening import READ, asked
from guicheng.apps.assessment.selectors.figures.rows import ClauseFacts, FigureOf, Month, Row
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.domain.attainment import FEW, Counts, Outcome, State, wilson

By = Literal["estate_clause", "estate_post", "estate", "clause", "grade", "domain"]
_MILLION: Final = 1_000_000
_OUTCOMES: Final = tuple(each.value for each in Outcome)
#: Columns of sums, and the same of occurrences, by which each kind of figure is grouped.
_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "estate_clause": ("unit", "clause_key"),
    "estate_post": ("unit", "post"),
    "estate": ("unit",),
    "clause": ("clause_key",),
    "grade": ("grade",),
    "domain": ("promise__edition__category",),
}
_DONE: Final = (Outcome.KEPT.value, Outcome.LATE.value)


def months_visible_to(actor: Actor) -> tuple[Month, ...]:
    """Return the months counted within an actor's reach, the newest first: two queries."""
    counted = MonthCount.objects.filter(actor.within(READ)).order_by().values("month").annotate(last=Max("counted_at"))
    sealed: dict[str, SealedMonth] = {}
    for row in SealedMonth.objects.filter(unit=actor.company_id).order_by("version"):
        sealed[row.month] = row
    return tuple(
        Month(
            each["month"],
            sealed[each["month"]].version if each["month"] in sealed else None,
            each["last"],
            sealed[each["month"]].sealed_at if each["month"] in sealed else None,
        )
        for each in sorted(counted, key=lambda each: str(each["month"]), reverse=True)
    )


def figures(
    actor: Actor,
    *,
    month: str,
    by: By,
    units: Sequence[Unit] | None = None,
    version: int | None = None,
    clause_key: UUID | None = None,
    times: bool = True,
) -> tuple[Row, ...]:
    """Return the figures of a month: sums by one query, times by one more, and two for names.

    Args:
        actor: Who asks; what lies out of reach of ``attainment.read`` counts nowhere.
        month: Which.
        by: What they are grouped by.
        units: Only these estates; None for all within reach.
        version: A sealed version; None for the present count.
        clause_key: Only of this clause.
        times: Whether ``p50`` and ``p95`` are looked up, which reads every occurrence.
    """
    rows = Tally.objects.filter(actor.within(READ), month=month, version=version or 0)
    if units is not None:
        rows = rows.filter(unit__in=[unit.pk for unit in units])
    if clause_key is not None:
        rows = rows.filter(clause_key=clause_key)
    columns = _GROUPS[by]
    found = list(_summed(rows, columns))
    ranks = ranks_of(asked(actor, month, units, version, clause_key), columns) if times else {}
    names = _Names(found, month)
    return tuple(
        names.row(each, figure_of_sums(each, *ranks.get(tuple(each[name] for name in columns), (None, None))))
        for each in found
    )


def _summed(rows: QuerySet[Tally], columns: Sequence[str]) -> QuerySet[Tally, dict[str, Any]]:
    counted = F("kept") + F("late") + F("missed") + F("no_evidence")
    whole = Case(When(promise__whole=True, then=Value(1)), default=Value(0), output_field=IntegerField())
    found: QuerySet[Tally, dict[str, Any]] = (
        rows.order_by(*columns)
        .values(*columns)
        .annotate(
            **{f"sum_{name}": Sum(name) for name in _OUTCOMES},
            wanted=Sum(counted * F("promise__target")),
            wanted_in_all=Sum((counted + F("pending")) * F("promise__target")),
            least_target=Min("promise__target"),
            whole=Min(whole),
        )
    )
    return found


def figure_of_sums(sums: Mapping[str, Any], p50: int | None, p95: int | None) -> FigureOf:
    """Return a figure of its sums.

    Args:
        sums: ``sum_`` and each outcome; ``wanted`` and ``wanted_in_all``, the targets of what counts, and of that
            and what is pending, in millionths; ``least_target``; ``whole``.
        p50: Median of the times in microseconds, None of none.
        p95: The least time that 95 % of them do not exceed.
    """
    counts = Counts(**{name: sums[f"sum_{name}"] for name in _OUTCOMES})
    interval = wilson(counts.kept, counts.counted)
    in_all = counts.counted + counts.pending
    return FigureOf(
        counts,
        interval[0] if interval else None,
        interval[1] if interval else None,
        _span(p50),
        _span(p95),
        _state(counts, sums["wanted"], whole=bool(sums["whole"])),
        (in_all * _MILLION - sums["wanted_in_all"]) // _MILLION,
        Fraction(sums["wanted"], counts.counted * _MILLION)
        if counts.counted
        else Fraction(sums["least_target"], _MILLION),
    )


def _state(counts: Counts, wanted: int, *, whole: bool) -> State:
    """Return what a figure says, as ``domain.attainment.state_of`` does for one promise.

    Args:
        counts: How many became what.
        wanted: Sum of the targets of all that counts, in millionths.
        whole: Whether all of it recurs by schedules, of which no number is few.
    """
    if not counts.counted:
        return State.NOTHING_DUE
    if counts.no_evidence == counts.counted:
        return State.NO_EVIDENCE
    if counts.counted < FEW and not whole:
        return State.TOO_FEW
    return State.MET if counts.kept * _MILLION >= wanted else State.NOT_MET


def _span(micros: int | None) -> timedelta | None:
    return None if micros is None else timedelta(microseconds=micros)


def ranks_of(rows: QuerySet[Counted], columns: Sequence[str]) -> dict[tuple[Any, ...], tuple[int, int]]:
    """Return median and 95 % rank of the times of each group: one query, values that occurred.

    Args:
        rows: Occurrences.
        columns: What they are grouped by; none for all of them together.
    """
    timed = rows.filter(outcome__in=_DONE, micros__isnull=False).order_by()
    partition = [F(name) for name in columns]
    numbered = timed.annotate(
        rank=Window(RowNumber(), partition_by=partition, order_by="micros"),
        total=Window(Count("pk"), partition_by=partition),
    )
    wanted = numbered.filter(Q(rank=(F("total") + 1) / 2) | Q(rank=(F("total") * 95 + 99) / 100))
    found: dict[tuple[Any, ...], dict[int, int]] = {}
    totals: dict[tuple[Any, ...], int] = {}
    for *group, rank, total, micros in wanted.values_list(*columns, "rank", "total", "micros"):
        found.setdefault(tuple(group), {})[rank] = micros
        totals[tuple(group)] = total
    return {
        group: (ranked[(totals[group] + 1) // 2], ranked[(totals[group] * 95 + 99) // 100])
        for group, ranked in found.items()
    }


class _Names:
    """The estates and clauses that rows of sums name: one query each, none where no row names any."""

    def __init__(self, sums: Iterable[Mapping[str, Any]], month: str) -> None:
        rows = list(sums)
        units = {each["unit"] for each in rows if "unit" in each}
        clauses = {each["clause_key"] for each in rows if "clause_key" in each}
        self._units: dict[int, Unit] = Unit.objects.in_bulk(units) if units else {}
        self._clauses = clause_facts(month, clauses) if clauses else {}

    def row(self, each: Mapping[str, Any], figure: FigureOf) -> Row:
        """Return a row with its names."""
        return Row(
            figure,
            self._units.get(each.get("unit", 0)),
            self._clauses.get(each["clause_key"]) if "clause_key" in each else None,
            each.get("post", ""),
            each.get("grade", ""),
            each.get("promise__edition__category", ""),
        )


def clause_facts(month: str, keys: Iterable[UUID]) -> dict[UUID, ClauseFacts]:
    """Return clauses as a month was counted by them, the last edition of each: one query."""
    rows = MonthPromise.objects.filter(month=month, clause_key__in=set(keys)).order_by("edition__number", "-place")
    columns = ("clause_key", "citation", "sentence", "edition__number", "edition__title", "edition__category")
    lasting = ("edition__standard__key", "edition__key")
    return {each[0]: ClauseFacts(*each) for each in rows.values_list(*columns, *lasting).distinct()}
