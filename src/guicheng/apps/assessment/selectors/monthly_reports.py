"""Reports of months, as somebody may see them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from guicheng.apps.assessment.models import MonthlyFile, MonthlyReport, MonthlyState
from guicheng.apps.assessment.selectors.figures import READ
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors.fetching import one


def monthly_reports_visible_to(actor: Actor) -> QuerySet[MonthlyReport]:
    """Return the reports of units within reach, the newest first."""
    return MonthlyReport.objects.filter(actor.within(READ)).select_related("unit", "asked_by").order_by("-pk")


def monthly_report_visible_to(actor: Actor, key: str | UUID) -> MonthlyReport:
    """Return one of these.

    Raises:
        MonthlyReport.DoesNotExist: There is none.
    """
    return one(monthly_reports_visible_to(actor), key)


def monthly_content(report: MonthlyReport) -> bytes:
    """Return the bytes of a report that is ready.

    Raises:
        MonthlyFile.DoesNotExist: It is not ready.
    """
    return bytes(MonthlyFile.objects.filter(report=report, report__state=MonthlyState.READY).get().content)
