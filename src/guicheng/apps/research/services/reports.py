"""Reports of surveys asked for and made; the summary for residents published and withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.platform.retries import follow
from guicheng.apps.research.models import ReportFile, ReportForm, ReportState, Survey, SurveyReport, SurveySummary
from guicheng.apps.research.services.survey_access import NotASurveyError, note, survey_for
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: How long a report is kept; it can be made again as long as the answers are there.
KEPT: Final = timedelta(days=30)
#: Reports that one asker keeps at a time.
MOST_REPORTS: Final = 20
MOST_ATTEMPTS: Final = 3
_MAKE: Final = "guicheng.apps.research.jobs.reports.make_report"
_LONGEST: Final = 1000


@transaction.atomic
def ask_for_report(
    *, actor: Actor, survey: Survey, form: str, choice: Mapping[str, Any], proposals: Mapping[str, Any], at: datetime
) -> SurveyReport:
    """Have a report of a survey made.

    Args:
        actor: Who asks.
        survey: What a selector gave the actor: who may read it may print it.
        form: docx or pdf.
        choice: How it is analysed, as JSON can hold it.
        proposals: Demands without a clause and clauses looser than wanted, as JSON can hold them.
        at: Now, with time zone.

    Raises:
        NotASurveyError: There is no such form, or the asker keeps as many reports as there may be.
    """
    if form not in ReportForm.values:
        raise NotASurveyError(_("Choose one of: {values}.", values=", ".join(ReportForm.values)), field="form")
    if SurveyReport.objects.filter(asked_key=actor.id).count() >= MOST_REPORTS:
        raise NotASurveyError(
            _(
                "You keep {limit} reports, the most there may be. They are deleted after {days} days.",
                limit=str(MOST_REPORTS),
                days=str(KEPT.days),
            )
        )
    report = SurveyReport.objects.create(
        survey=survey,
        form=form,
        wish={"choice": dict(choice), "proposals": dict(proposals)},
        name=f"{survey.title.replace('/', '、')} 调研报告.{form}"[-255:],
        asked_by=actor.person,
        asked_key=actor.id,
        asked_at=at,
    )
    note(survey, "ask_for_report", actor, at, after={"form": form})
    follow(_MAKE, report_id=report.pk)
    return report


@transaction.atomic
def begin_report(*, report_id: int) -> SurveyReport | None:
    """Count a run of the making and return the report; None where there is nothing to make."""
    rows = SurveyReport.objects.select_for_update(of=("self",)).select_related("survey__unit", "asked_by")
    found = rows.filter(pk=report_id, state=ReportState.WAITING).first()
    if found is None:
        return None
    if found.attempts >= MOST_ATTEMPTS:
        message = _("Making the report broke off through a fault of the service. Ask for it again to try once more.")
        refuse_report(report_id=report_id, message=message)
        return None
    found.attempts += 1
    found.save(update_fields=["attempts"])
    return found


@transaction.atomic
def store_report(*, report_id: int, content: bytes) -> None:
    """Keep a report that is made; run again, it leaves the same rows."""
    if SurveyReport.objects.select_for_update().filter(pk=report_id, state=ReportState.WAITING).exists():
        ReportFile.objects.update_or_create(report_id=report_id, defaults={"content": content})
        SurveyReport.objects.filter(pk=report_id).update(state=ReportState.READY, size=len(content))


def refuse_report(*, report_id: int, message: Message) -> None:
    """Keep why a report cannot be made."""
    rows = SurveyReport.objects.filter(pk=report_id)
    rows.update(state=ReportState.REFUSED, refusal_text=message.text, refusal_fields=message.fields)


def forget_reports(*, at: datetime) -> int:
    """Delete the reports that were kept long enough; return how many.

    Args:
        at: Now, with time zone.
    """
    _count, by_table = SurveyReport.objects.filter(asked_at__lt=at - KEPT).delete()
    return by_table.get("research.SurveyReport", 0)


@transaction.atomic
def publish_summary(
    *, actor: Actor, survey_key: str | UUID, told: Sequence[Mapping[str, Any]], words: str, at: datetime
) -> SurveySummary:
    """Let residents read what came out, as it stands now, at the public address of the survey.

    Args:
        actor: Who publishes; needs ``research.run``.
        survey_key: Key of the survey.
        told: Tables in words, without a figure of fewer than five people.
        words: What follows from it; up to 1,000 characters.
        at: Now, with time zone.

    Raises:
        Survey.DoesNotExist: There is none within reach.
        NotAllowedError: The permission does not hold.
        NotASurveyError: There is no figure to publish, or the words are too long.
    """
    survey = survey_for(actor, "research.run", survey_key)
    if not told:
        raise NotASurveyError(_("There is no figure to publish: fewer than 5 people have answered."))
    if len(words) > _LONGEST:
        raise NotASurveyError(_("Shorten the text to {most} characters.", most=str(_LONGEST)), field="words")
    values = {"told": list(told), "words": words.strip(), "published_by": actor.person, "published_at": at}
    summary, _made = SurveySummary.objects.update_or_create(survey=survey, defaults=values)
    note(survey, "publish_summary", actor, at, after={"tables": len(told)})
    return summary


@transaction.atomic
def withdraw_summary(*, actor: Actor, survey_key: str | UUID, at: datetime) -> None:
    """Take the summary for residents back.

    Raises:
        Survey.DoesNotExist: There is none within reach.
        NotAllowedError: The permission does not hold.
    """
    survey = survey_for(actor, "research.run", survey_key)
    if SurveySummary.objects.filter(survey=survey).delete()[0]:
        note(survey, "withdraw_summary", actor, at)
