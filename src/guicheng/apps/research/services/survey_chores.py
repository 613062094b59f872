"""What time brings about for surveys: they close, answers are deleted when their time is over, traces are blurred."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.db.models import F

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors import company_of
from guicheng.apps.research.models import Draft, Invitation, Response, Survey, SurveyState
from guicheng.apps.research.readings.days import day_of
from guicheng.apps.research.services.reports import forget_reports
from guicheng.apps.research.services.survey_access import note

#: Days after which answers that were put aside are deleted.
DRAFT_DAYS: Final = 30


def do_survey_chores(*, at: datetime) -> None:
    """Close surveys whose last day is over, delete what was promised to be deleted, blur the traces of anonymous ones.

    Args:
        at: Now, with time zone.
    """
    day = day_of(at)
    for key in _keys(SurveyState.OPEN, closes_on__lt=day):
        _close(key, at)
    for survey in Survey.objects.filter(state=SurveyState.CLOSED, purged_at__isnull=True).order_by("pk"):
        if _is_due(survey, day):
            _purge(survey.pk, day, at)
    forget_reports(at=at)
    Draft.objects.filter(saved_on__lt=day - timedelta(days=DRAFT_DAYS)).delete()
    if connection.vendor == "postgresql":
        for key in _keys(SurveyState.OPEN, anonymous=True, by_invitation=True):
            _blur(key)


def _keys(state: SurveyState, **wanted: object) -> list[int]:
    return list(Survey.objects.filter(state=state, **wanted).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _close(key: int, at: datetime) -> None:
    survey = Survey.objects.select_for_update(of=("self",)).select_related("unit").get(pk=key)
    survey.state, survey.closed_at = SurveyState.CLOSED, at
    survey.save(update_fields=["state", "closed_at"])
    note(survey, "close_survey", _service(survey), at, before={"state": "open"}, after={"state": "closed"})


def _is_due(survey: Survey, day: date) -> bool:
    return survey.closed_at is not None and day_of(survey.closed_at) + timedelta(days=survey.keep_days) < day


@transaction.atomic
def _purge(key: int, day: date, at: datetime) -> None:
    """Delete answers, drafts and invitations whose days are over; the audit says how many there were."""
    survey = Survey.objects.select_for_update(of=("self",)).select_related("unit").get(pk=key)
    if not _is_due(survey, day):
        return
    gone = {
        "responses": Response.objects.filter(survey=survey).delete()[0],
        "drafts": Draft.objects.filter(survey=survey).delete()[0],
        "invitations": Invitation.objects.filter(survey=survey).delete()[0],
    }
    survey.purged_at = at
    survey.save(update_fields=["purged_at"])
    note(survey, "purge_survey", _service(survey), at, after={**gone, "kept_days": survey.keep_days})


@transaction.atomic
def _blur(key: int) -> None:
    """Write all rows anew in one transaction, so that PostgreSQL's row versions tell no longer which came together."""
    Invitation.objects.filter(survey_id=key).update(used=F("used"))
    Response.objects.filter(survey_id=key).update(language=F("language"))


def _service(survey: Survey) -> Actor:
    return Actor(person=None, company_id=company_of(survey.unit).pk, channel="job", named="Guicheng")
