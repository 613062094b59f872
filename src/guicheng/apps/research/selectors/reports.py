"""Reports of surveys, and the summary that residents read."""

from __future__ import annotations

from uuid import UUID

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors.fetching import one
from guicheng.apps.research.models import ReportFile, ReportState, Survey, SurveyReport, SurveyState, SurveySummary


def reports_about(actor: Actor, survey: Survey) -> list[SurveyReport]:
    """Return the reports of a survey that the actor asked for, newest first: one query."""
    return list(SurveyReport.objects.filter(survey=survey, asked_key=actor.id).order_by("-pk")[:20])


def report_visible_to(actor: Actor, key: str | UUID) -> SurveyReport:
    """Return a report.

    Raises:
        SurveyReport.DoesNotExist: There is none, or its survey lies out of reach.
    """
    rows = SurveyReport.objects.filter(actor.within("research.read", "survey__unit"))
    return one(rows.select_related("survey"), key)


def report_content(report: SurveyReport) -> bytes:
    """Return the bytes of a report that is ready.

    Raises:
        ReportFile.DoesNotExist: It is not ready.
    """
    return bytes(ReportFile.objects.filter(report=report, report__state=ReportState.READY).get().content)


def summary_of(survey: Survey) -> SurveySummary | None:
    """Return the summary of a survey for residents, None where none is published."""
    return SurveySummary.objects.filter(survey=survey).first()


def summary_at(link: str) -> SurveySummary:
    """Return the summary that was published at a public link.

    Raises:
        SurveySummary.DoesNotExist: There is none.
    """
    rows = SurveySummary.objects.filter(survey__archived_at__isnull=True).exclude(survey__state=SurveyState.DRAFT)
    return rows.select_related("survey__unit").get(survey__link=link.replace("\0", ""))
