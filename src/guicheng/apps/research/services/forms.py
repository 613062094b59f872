"""Questionnaires of surveys: saved over what was seen, and kept as versions that never change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.research.models import FormVersion, Survey
from guicheng.apps.research.services.survey_access import NotASurveyError, note, survey_for
from guicheng.domain.demand.form import read_form
from guicheng.domain.demand.questions import Questionnaire
from guicheng.domain.values import StaleError
from guicheng.domain.values.message import _

#: Bytes of a questionnaire as JSON.
_LARGEST: Final = 500_000


@transaction.atomic
def save_form(*, actor: Actor, survey_key: str | UUID, form: Mapping[str, Any], revision: int, at: datetime) -> Survey:
    """Save the draft of a questionnaire over the revision that was seen; it may still have faults.

    Args:
        actor: Who saves; needs ``research.edit``.
        survey_key: The survey.
        form: The questionnaire, as ``domain.demand.form`` reads one.
        revision: The revision that the actor saw.
        at: Now, with time zone.

    Raises:
        StaleError: Somebody else saved since.
        NotASurveyError: It is too large.
    """
    survey = survey_for(actor, "research.edit", survey_key)
    if survey.revision != revision:
        by = survey.changed_by.name if survey.changed_by else "—"
        raise StaleError(
            _("{name} changed the questionnaire in the meantime. Look at it again, then repeat your change.", name=by),
            revision=survey.revision,
        )
    if len(_written(form)) > _LARGEST:
        raise NotASurveyError(_("The questionnaire is too large. Divide it into two surveys."), field="form")
    before = asked(survey.form)
    survey.form, survey.revision = dict(form), survey.revision + 1
    survey.changed_at, survey.changed_by = at, actor.person
    survey.save(update_fields=["form", "revision", "changed_at", "changed_by"])
    after = {"revision": survey.revision, "questions": asked(form)}
    note(survey, "save_form", actor, at, before={"revision": revision, "questions": before}, after=after)
    return survey


def whole_form(form: Mapping[str, Any]) -> Questionnaire:
    """Return a questionnaire that has no faults.

    Raises:
        NotASurveyError: It has; the first one is told.
    """
    found, faults = read_form(form)
    if found is None:
        raise NotASurveyError(
            _(
                "The questionnaire has faults: {count}. The first: {fault}",
                count=str(len(faults)),
                fault=faults[0].message,
            ),
            field="form",
        )
    return found


def keep_version(survey: Survey, actor: Actor, at: datetime) -> FormVersion:
    """Keep the questionnaire as a version, unless it is the newest one already; the row of the survey is locked."""
    digest = hashlib.sha256(_written(survey.form)).hexdigest()
    last = survey.versions.first()
    if last is not None and last.digest == digest:
        return last
    number = last.number + 1 if last else 1
    return FormVersion.objects.create(
        survey=survey, number=number, form=survey.form, digest=digest, made_at=at, made_by=actor.person
    )


def asked(form: Mapping[str, Any]) -> int:
    """Return how many questions a draft holds, whatever its faults."""
    sections = form.get("sections")
    if not isinstance(sections, list):
        return 0
    lists = [each.get("questions") for each in sections if isinstance(each, Mapping)]
    return sum(len(each) for each in lists if isinstance(each, list))


def _written(form: Mapping[str, Any]) -> bytes:
    return json.dumps(form, ensure_ascii=False, sort_keys=True).encode()
