"""Reports of a survey, and the summary that residents read."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.apps.research.exports import for_residents
from guicheng.apps.research.models import Survey, SurveyReport
from guicheng.apps.research.selectors import analysis as analyses
from guicheng.apps.research.selectors import reports as found_reports
from guicheng.apps.research.selectors.surveys import survey_visible_to
from guicheng.apps.research.services import reports
from guicheng.usecases.ask_for_survey_report import ask_for_survey_report
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, attempt
from guicheng.web.actor import actor_of
from guicheng.web.views.answering import public_page
from guicheng.web.views.survey_analysis import choice_of
from guicheng.web.views.surveys import about, way_of

_TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
#: What the page of figures passes on of how it was asked to analyse.
_KEPT: Final = frozenset({"weight", "before"})
_STATES: Final = {
    "waiting": (gettext_lazy("Being made"), "is-waiting"),
    "ready": (gettext_lazy("Ready"), "is-ok"),
    "refused": (gettext_lazy("Not made"), "is-warning"),
}


def survey_reports(request: HttpRequest, key: str) -> HttpResponse:
    """List the reports of a survey; have one made; publish what residents read, or take it back."""
    found = survey_visible_to(actor_of(request), key)
    outcome = attempt(request, _acts(request, found)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect("survey_reports", key=found.key)
    rows = found_reports.reports_about(actor_of(request), found)
    context = {
        **about(request, found, "survey_reports"),
        "rows": [(row, _STATES[row.state], row.refusal.render(_) if row.refusal else "") for row in rows],
        "under_way": any(row.state == "waiting" for row in rows),
        "summary": found_reports.summary_of(found),
        "days": reports.KEPT.days,
        "opened": found.opened_at is not None,
        "kept": [(name, value) for name, value in request.GET.items() if name in _KEPT or name.startswith("share.")],
        "told": outcome.told,
        "crumbs": way_of(found, crumbs.Crumb(_("Report"))),
    }
    return render(request, "web/survey_reports.html", context, status=outcome.status)


def report_file(request: HttpRequest, key: str) -> HttpResponse:
    """Hand out a report that is ready."""
    found = found_reports.report_visible_to(actor_of(request), key)
    content = found_reports.report_content(found)
    disposition = content_disposition_header(as_attachment=True, filename=found.name) or "attachment"
    return HttpResponse(content, content_type=_TYPES[found.form], headers={"Content-Disposition": disposition})


def summary_page(request: HttpRequest, link: str) -> HttpResponse:
    """Show residents what came out of a survey."""
    found = found_reports.summary_at(link)
    context = {"summary": found, "survey": found.survey, **public_page(request)}
    return render(request, "web/survey_summary.html", context)


def _acts(request: HttpRequest, found: Survey) -> dict[str, Any]:
    named: dict[str, Any] = {"actor": actor_of(request), "survey_key": found.key, "at": timezone.now()}
    return {
        "ask": lambda: _asked(request, found),
        "publish": lambda: reports.publish_summary(
            told=_told(request, found), words=request.POST.get("words", ""), **named
        ),
        "withdraw": lambda: reports.withdraw_summary(**named),
    }


def _asked(request: HttpRequest, found: Survey) -> SurveyReport:
    choice, form = choice_of(request.POST.dict()), request.POST.get("form", "")
    return ask_for_survey_report(actor=actor_of(request), survey=found, form=form, choice=choice, at=timezone.now())


def _told(request: HttpRequest, found: Survey) -> list[dict[str, Any]]:
    if not found.versions.exists():
        return []
    choice = choice_of(request.POST.dict())
    earlier = analyses.chosen_among(analyses.earlier_surveys(actor_of(request), found), choice)
    return for_residents(analyses.analysis_of(found, choice, earlier))
