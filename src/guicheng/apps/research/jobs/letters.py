"""Letters to people who were invited to a survey."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext, override

from guicheng.apps.platform.retries import RetryPolicy, job
from guicheng.apps.research.models import Invitation, Survey, SurveyState
from guicheng.apps.research.readings.codes import token_of
from guicheng.apps.research.readings.days import day_of
from guicheng.apps.research.selectors.letters import due_letters
from guicheng.apps.research.services.invitations import note_letter
from guicheng.domain.values.message import _

_LANGUAGE: Final = "zh-hans"


@job(RetryPolicy(attempts=5))
def write_letters(survey_id: int, base: str) -> None:
    """Write to all who are due; run again, it goes on where it ended, and nobody gets a letter twice."""
    survey = Survey.objects.select_related("unit").filter(pk=survey_id, state=SurveyState.OPEN).first()
    if survey is None:
        return
    for invitation in list(due_letters(survey, day=day_of(_now()))):
        _write(survey, invitation, base)


def _write(survey: Survey, invitation: Invitation, base: str) -> None:
    with transaction.atomic(), override(_LANGUAGE):
        if not note_letter(invitation=invitation, at=_now()):
            return
        link = f"{base.rstrip('/')}/q/{survey.link}/i/{token_of(invitation.key)}/"
        first = invitation.letters == 0
        subject = (
            _("{unit}: a few questions to you", unit=survey.unit.name)
            if first
            else _("{unit}: still a few questions to you", unit=survey.unit.name)
        )
        lines = (
            _("{unit} asks for your opinion.", unit=survey.unit.name),
            _("What for: {purpose}", purpose=survey.purpose),
            _("Your own link, for one answer: {link}", link=link),
            _("Questions: {contact}", contact=survey.contact),
            _("Nobody but the service can join this letter and your answer; it is not kept.")
            if survey.anonymous
            else _("Your answer is kept with this address."),
        )
        body = "\n\n".join(line.render(gettext) for line in lines)
        # Last, so that an error takes the note back and the letter is tried again.
        send_mail(subject.render(gettext), body, None, [invitation.address])


def _now() -> datetime:
    # A job is its own door: nobody else could tell it the time at which it runs.
    return datetime.now(tz=UTC)  # noqa: TID251
