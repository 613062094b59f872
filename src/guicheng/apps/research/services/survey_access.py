"""Who may do what to which survey."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors.fetching import one
from guicheng.apps.organization.services.access import permit
from guicheng.apps.platform.services import record
from guicheng.apps.research.models import Survey
from guicheng.domain.values import FieldError, GuichengError
from guicheng.domain.values.message import _


class NotASurveyError(FieldError):
    """What was written is not kept: a field holds what it cannot."""

    code = "not-a-survey"


class SurveyStateError(GuichengError):
    """The survey stands where this cannot be done."""

    code = "survey-state"


def survey_for(actor: Actor, permission: str, key: str | UUID, *, archived: bool = False) -> Survey:
    """Return a survey for an act, its row locked until the end of the transaction.

    Raises:
        Survey.DoesNotExist: There is none within reach.
        NotAllowedError: It is visible, and the permission does not hold.
        SurveyStateError: It is laid aside.
    """
    rows = Survey.objects.filter(actor.within("research.read")).select_related("unit")
    survey = one(rows.select_for_update(of=("self",)), key)
    permit(actor, permission, survey.unit)
    if survey.archived_at and not archived:
        raise SurveyStateError(_("“{title}” is laid aside. Take it back into use first.", title=survey.title))
    return survey


def note(
    survey: Survey,
    act: str,
    actor: Actor,
    at: datetime,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write the audit row of an act."""
    record(
        actor=actor,
        act=f"research.{act}",
        subject="survey",
        key=str(survey.key),
        label=survey.title,
        unit_path=str(survey.unit.path),
        before=before,
        after=after,
        at=at,
    )
