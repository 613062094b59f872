"""What desks and follow-up pages keep that satisfaction is counted of, by estate and month: one query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any, Final

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import TruncMonth
from django.utils.timezone import get_default_timezone

from guicheng.apps.assessment.models import ComplaintJudgement
from guicheng.apps.assessment.readings.months import first_day, following, month_of
from guicheng.apps.operations.models import OrderEvent, OrderRating, WorkOrder
from guicheng.apps.organization.models import Unit
from guicheng.apps.research.models import Feedback, FeedbackKind
from guicheng.domain.orders import OrderKind, Phase

#: (what is counted, unit, month) → mark → how many.
Counts = Mapping[tuple[str, int, str], Mapping[int, int]]
_DONE: Final = (Phase.FINISHED, Phase.VISITED)


def counts_of_desks(units: Sequence[Unit], months: Sequence[str]) -> dict[tuple[str, int, str], dict[int, int]]:
    """Return ratings by mark, visits and repairs by 1 or 0, complaints and valid ones: one query.

    Args:
        units: The units.
        months: Such as 2026-10.
    """
    if not units or not months:
        return {}
    within = [unit.pk for unit in units]
    parts = [
        _grouped("rated", ratings(within, months), "order__unit_id", "at", F("mark")),
        _grouped("visited", visits(within, months), "order__unit_id", "at", _one_if(Q(data__satisfied=True))),
        _grouped("mended", repairs(within, months), "unit_id", "ended_at", _one_if(Q(again=False))),
        _grouped("complaints", complaint_orders(within, months), "unit_id", "reported_at", Value(0)),
        _grouped("complaints", complaint_records(within, months), "unit_id", "received_on", Value(0)),
        _grouped("valid_complaints", valid_judgements(within, months), "unit_id", "received_on", Value(0)),
    ]
    found: dict[tuple[str, int, str], dict[int, int]] = {}
    wanted = set(months)
    for what, unit, month, mark, count in parts[0].union(*parts[1:], all=True):
        if month_of(month) in wanted:
            marks = found.setdefault((what, unit, month_of(month)), {})
            marks[mark] = marks.get(mark, 0) + count
    return found


def ratings(units: Sequence[int], months: Sequence[str]) -> QuerySet[OrderRating]:
    """Return the ratings that were given in a stretch of months."""
    return OrderRating.objects.filter(order__unit__in=units, **_moments("at", months))


def visits(units: Sequence[int], months: Sequence[str]) -> QuerySet[OrderEvent]:
    """Return the return visits at which the customer said whether they were satisfied."""
    rows = OrderEvent.objects.filter(order__unit__in=units, kind="follow_up", **_moments("at", months))
    return rows.filter(Q(data__satisfied=True) | Q(data__satisfied=False))


def repairs(units: Sequence[int], months: Sequence[str]) -> QuerySet[WorkOrder]:
    """Return the repairs that were finished, with ``again``: whether they had been taken up again."""
    rows = WorkOrder.objects.filter(
        unit__in=units, kind=OrderKind.REPAIR, phase__in=_DONE, **_moments("ended_at", months)
    )
    return rows.annotate(again=Exists(OrderEvent.objects.filter(order=OuterRef("pk"), kind="reopen")))


def complaint_orders(units: Sequence[int], months: Sequence[str]) -> QuerySet[WorkOrder]:
    """Return the complaints that came in as orders."""
    return WorkOrder.objects.filter(unit__in=units, kind=OrderKind.COMPLAINT, **_moments("reported_at", months))


def complaint_records(units: Sequence[int], months: Sequence[str]) -> QuerySet[Feedback]:
    """Return the complaints among the records of what customers said."""
    days = {"received_on__gte": first_day(min(months)), "received_on__lt": first_day(following(max(months)))}
    return Feedback.objects.filter(unit__in=units, kind=FeedbackKind.COMPLAINT, **days)


def valid_judgements(units: Sequence[int], months: Sequence[str]) -> QuerySet[ComplaintJudgement]:
    """Return the last judgement of each complaint, where it says that the complaint is valid."""
    later = ComplaintJudgement.objects.filter(source=OuterRef("source"), pk__gt=OuterRef("pk"))
    days = {"received_on__gte": first_day(min(months)), "received_on__lt": first_day(following(max(months)))}
    return ComplaintJudgement.objects.filter(~Exists(later), unit__in=units, valid=True, **days)


def _moments(field: str, months: Sequence[str]) -> dict[str, datetime]:
    zone = get_default_timezone()
    begin = datetime.combine(first_day(min(months)), time.min, tzinfo=zone)
    return {f"{field}__gte": begin, f"{field}__lt": datetime.combine(first_day(following(max(months))), time.min, zone)}


def _one_if(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def _grouped(what: str, rows: QuerySet[Any], unit: str, moment: str, mark: Any) -> QuerySet[Any, Any]:
    """Return (what, unit, month, mark, count); named apart from columns, so that the parts fit one another."""
    plain = rows.order_by().annotate(
        the_what=Value(what, output_field=CharField()),
        the_unit=F(unit),
        the_month=TruncMonth(moment, output_field=DateField()),
        the_mark=mark,
    )
    named = ("the_what", "the_unit", "the_month", "the_mark")
    found: QuerySet[Any, Any] = plain.values(*named).annotate(the_count=Count("pk")).values_list(*named, "the_count")
    return found
