"""Answers that look odd: kept or left out by somebody's choice, with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors.fetching import as_key, clean
from guicheng.apps.organization.services.access import person_of
from guicheng.apps.research.models import Response, Standing
from guicheng.apps.research.services.survey_access import NotASurveyError, note, survey_for
from guicheng.domain.values.message import _

MOST_AT_ONCE: Final = 500


@transaction.atomic
def decide_responses(
    *, actor: Actor, survey_key: str | UUID, keys: Sequence[str | UUID], standing: str, reason: str, at: datetime
) -> int:
    """Keep answers, or leave them out of all figures; return how many that were. The answers themselves stay.

    Args:
        actor: A person with ``research.run``.
        survey_key: The survey.
        keys: Keys of the responses.
        standing: ``kept`` or ``excluded``.
        reason: Why, up to 200 characters.
        at: Now, with time zone.

    Raises:
        NotASurveyError: Nothing is chosen, or the reason is missing.
        Response.DoesNotExist: One of them is none of this survey.
        NotAllowedError: An integration acts, which cannot take this responsibility.
    """
    survey = survey_for(actor, "research.run", survey_key)
    person_of(actor)
    wanted = {as_key(Response, key) for key in keys}
    why = clean(reason)
    if not wanted or len(wanted) > MOST_AT_ONCE:
        raise NotASurveyError(_("Choose 1 to {most} answers.", most=str(MOST_AT_ONCE)), field="responses")
    if standing not in {Standing.KEPT, Standing.EXCLUDED}:
        raise NotASurveyError(_("Say whether the answers are kept or left out."), field="standing")
    if not why or len(why) > 200:
        raise NotASurveyError(_("Write the reason, in at most 200 characters."), field="reason")
    rows = list(survey.responses.select_for_update().filter(pk__in=wanted))
    if len(rows) != len(wanted):
        raise Response.DoesNotExist
    changed = [row for row in rows if row.standing != standing]
    for row in changed:
        row.standing, row.reason, row.decided_by, row.decided_at = standing, why, actor.person, at
    Response.objects.bulk_update(changed, ["standing", "reason", "decided_by", "decided_at"])
    after = {"standing": standing, "reason": why, "responses": [str(row.pk) for row in changed]}
    note(survey, "decide_responses", actor, at, before={"responses": len(changed)}, after=after)
    return len(changed)
