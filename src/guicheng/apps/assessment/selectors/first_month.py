"""From which month on a company has something that pages by month can show."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.timezone import localdate

from guicheng.apps.assessment.models import Inspection, MonthCount
from guicheng.apps.assessment.readings.months import month_of
from guicheng.apps.operations.models import WorkOrder
from guicheng.apps.organization.models import Unit
from guicheng.apps.research.models import Feedback


def first_month(company_id: int | None) -> str | None:
    """Return the month in which a company was founded here, or the first of which it has data where that is earlier.

    One query. Of orders the first that was written down is looked at, which its key finds without reading them all.

    Args:
        company_id: Primary key of the company; None for nobody.

    Returns:
        A month such as 2026-10, None where nothing tells of one.
    """
    here = OuterRef("pk")
    rows = Unit.objects.filter(pk=company_id).values_list(
        "placed_at",
        _least(MonthCount.objects.filter(unit__path__startswith=OuterRef("path")), "month"),
        _least(Inspection.objects.filter(company=here), "begin"),
        _least(Feedback.objects.filter(company=here), "received_on"),
        Subquery(WorkOrder.objects.filter(company=here).order_by("pk").values("reported_at")[:1]),
    )
    found = next(iter(rows), ())
    return min((_month(each) for each in found if each is not None), default=None)


def _least(rows: QuerySet[Any], field: str) -> Subquery:
    return Subquery(rows.order_by(field).values(field)[:1])


def _month(moment: date | datetime | str) -> str:
    if isinstance(moment, str):
        return moment
    return month_of(localdate(moment) if isinstance(moment, datetime) else moment)
