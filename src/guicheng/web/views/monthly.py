"""Reports of months: asked for in one click, made in the background, kept as they were made."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from guicheng.apps.assessment.models import MonthlyReport
from guicheng.apps.assessment.selectors.heat import months_for, reporting_units
from guicheng.apps.assessment.selectors.monthly_reports import (
    monthly_content,
    monthly_report_visible_to,
    monthly_reports_visible_to,
)
from guicheng.usecases.ask_for_monthly_report import ask_for_monthly_report
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, attempt
from guicheng.web.actor import actor_of

_PAGE: Final = 50
TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_STATES: Final = {
    "waiting": (gettext_lazy("Being made"), "is-waiting"),
    "ready": (gettext_lazy("Ready"), "is-ok"),
    "refused": (gettext_lazy("Not made"), "is-warning"),
}


def monthly_reports(request: HttpRequest) -> HttpResponse:
    """List the reports that were made; have one made."""
    actor = actor_of(request)
    outcome = attempt(request, {"ask": lambda: _asked(request)}) if request.method == "POST" else NOTHING
    if isinstance(outcome.value, MonthlyReport):
        return redirect("monthly_reports")
    page = Paginator(monthly_reports_visible_to(actor), _PAGE).get_page(request.GET.get("page"))
    given = request.POST if outcome.told else request.GET
    context: dict[str, Any] = {
        "rows": [(row, _STATES[row.state], row.refusal.render(_) if row.refusal else "") for row in page],
        "page": page,
        "under_way": any(row.state == "waiting" for row in page),
        "months": [(each.month, bool(each.versions), each.month == given.get("month")) for each in months_for(actor)],
        "units": [(str(unit.key), unit.name, str(unit.key) == given.get("unit")) for unit in reporting_units(actor)],
        "language": given.get("language") or get_language(),
        "told": outcome.told,
        "crumbs": [crumbs.Crumb(_("Attainment"), reverse("attainment")), crumbs.Crumb(_("Monthly reports"))],
    }
    return render(request, "web/heat/reports.html", context, status=outcome.status)


def _asked(request: HttpRequest) -> MonthlyReport:
    given = request.POST
    return ask_for_monthly_report(
        actor=actor_of(request),
        unit_key=given.get("unit", ""),
        month=given.get("month", ""),
        version=given.get("version", ""),
        form=given.get("form", ""),
        language=given.get("language", ""),
        at=timezone.now(),
    )


def monthly_report_file(request: HttpRequest, key: str) -> HttpResponse:
    """Hand out a report that is ready, as it was made."""
    found = monthly_report_visible_to(actor_of(request), key)
    disposition = content_disposition_header(as_attachment=True, filename=found.name) or "attachment"
    headers = {"Content-Disposition": disposition, "X-Content-SHA256": found.digest}
    return HttpResponse(monthly_content(found), content_type=TYPES[found.form], headers=headers)
