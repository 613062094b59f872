"""Scorecards that are worked out by themselves: each night, the month that is over."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from guicheng.apps.assessment.models import ScoreCard
from guicheng.apps.assessment.readings.months import month_of, preceding
from guicheng.apps.assessment.selectors.scorecards import card_version_for
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.permissions import Role
from guicheng.usecases.work_out_scorecard import work_out_scorecard


def work_out_due_scorecards(*, at: datetime) -> int:
    """Work the month that is over out for each card whose day has come; called every hour, it works once a day.

    What is signed or was corrected by an appeal stays, and where no figure changed no result is added.

    Args:
        at: Now, with time zone.

    Returns:
        How many cards were worked out.
    """
    today = localdate(at)
    return sum(_worked_out(card.pk, today, at) for card in _due(today))


def _due(today: date) -> QuerySet[ScoreCard]:
    rows = ScoreCard.objects.filter(archived_at=None, company__archived_at=None, day__lte=today.day)
    return rows.filter(Q(worked_on=None) | Q(worked_on__lt=today)).order_by("pk")


@transaction.atomic
def _worked_out(card_id: int, today: date, at: datetime) -> bool:
    """Work one card out, unless another worker did while this one waited for its row."""
    card = _due(today).select_for_update(of=("self",)).filter(pk=card_id).first()
    if card is None:
        return False
    card.worked_on = today
    card.save(update_fields=["worked_on"])
    month = preceding(month_of(today))
    if card_version_for(card, month) is None:
        return False
    work_out_scorecard(actor=_of_the_service(card), card_key=card.key, month=month, at=at)
    return True


def _of_the_service(card: ScoreCard) -> Actor:
    """Return the service itself, which works a card out as its quality managers would."""
    grants = ((Role.QUALITY_MANAGER.value, str(card.company.path)),)
    return Actor(person=None, company_id=card.company_id, grants=grants, channel="job", named="Guicheng")
