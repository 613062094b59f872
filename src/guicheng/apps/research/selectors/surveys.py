"""Surveys as those who run them may see them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors.fetching import one
from guicheng.apps.research.models import FormVersion, Invitation, Standing, Survey, SurveyState

_READ = "research.read"


def surveys_visible_to(
    actor: Actor, *, wanted: str = "", state: str = "", archived: bool = False, closed_since: datetime | None = None
) -> QuerySet[Survey]:
    """Return the surveys that an actor may read, newest first, each with ``answers``, how many count: one query.

    Args:
        actor: Who asks.
        wanted: A part of the title, "" for all.
        state: One of the states of a survey, "" for all.
        archived: Whether those laid aside are listed instead.
        closed_since: Only those closed at this moment or later; None for all.
    """
    rows = Survey.objects.filter(actor.within(_READ), archived_at__isnull=not archived)
    if wanted := wanted.replace("\0", "").strip():
        rows = rows.filter(title__icontains=wanted)
    if state in SurveyState.values:
        rows = rows.filter(state=state)
    if closed_since is not None:
        rows = rows.filter(state=SurveyState.CLOSED, closed_at__gte=closed_since)
    counted = Count("responses", filter=~Q(responses__standing=Standing.EXCLUDED))
    return rows.select_related("unit").annotate(answers=counted)


def survey_visible_to(actor: Actor, key: str | UUID) -> Survey:
    """Return a survey by its key.

    Raises:
        Survey.DoesNotExist: There is none, or it lies out of reach.
    """
    return one(Survey.objects.filter(actor.within(_READ)).select_related("unit", "changed_by"), key)


def survey_units(actor: Actor) -> QuerySet[Unit]:
    """Return the units in which an actor may begin a survey, from the top of the tree."""
    rows: QuerySet[Unit] = Unit.objects.filter(actor.within("research.edit", ""), archived_at__isnull=True)
    return rows.order_by("path")


def version_of(survey: Survey, number: int) -> FormVersion:
    """Return a version of a questionnaire.

    Raises:
        FormVersion.DoesNotExist: There is none of that number.
    """
    return survey.versions.select_related("made_by").get(number=number)


def invitations_of(survey: Survey) -> QuerySet[Invitation]:
    """Return the invitations that stand, in the order in which they were made.

    Of an anonymous survey no page may tell which of them are used: whoever watches would see who answered.
    """
    return survey.invitations.filter(revoked=False).select_related("segment")
