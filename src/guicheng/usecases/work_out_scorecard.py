"""A scorecard is worked out: figures of attainment, inspections and satisfaction, and what is overdue to be mended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from fractions import Fraction
from uuid import UUID

from django.db.models import Count
from django.utils.timezone import get_default_timezone

from guicheng.apps.assessment.readings.months import first_day, wanted_month
from guicheng.apps.assessment.readings.results import Figure, card_of
from guicheng.apps.assessment.selectors.card_figures import card_figures
from guicheng.apps.assessment.selectors.reach import MANAGE, READ
from guicheng.apps.assessment.selectors.scorecards import card_version_for, card_visible_to
from guicheng.apps.assessment.services.scoring import WorkedOut, work_out
from guicheng.apps.improvement.models import Nonconformity
from guicheng.apps.improvement.selectors.overdue import due_in, not_mended_by_its_day
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.services.access import NotAsWantedError, permit
from guicheng.domain.attainment.card import Measured, Source
from guicheng.domain.values.message import _


def work_out_scorecard(*, actor: Actor, card_key: str | UUID, month: str, at: datetime) -> WorkedOut:
    """Work a card out for a month at every estate that it scores.

    Args:
        actor: Who does; needs ``scorecards.manage`` at the company.
        card_key: The card.
        month: Such as 2026-10; one that has begun.
        at: Now, with time zone.

    Raises:
        ScoreCard.DoesNotExist: The company has none of this key.
        NotAllowedError: The actor may not.
        NotAsWantedError: The month has not begun, or the card holds from a later one on.
        NoMonthError: The month is none.
    """
    card, said = card_visible_to(actor, card_key), wanted_month(month)
    permit(actor, MANAGE, card.company)
    version = card_version_for(card, said)
    if version is None:
        raise NotAsWantedError(_("The card holds from a later month on. Choose another month."), field="month")
    if _moment(said) > at:
        raise NotAsWantedError(_("This month has not begun. Choose another month."), field="month")
    figures = card_figures(actor, version, said)
    lines = [line for line in card_of(version.definition).lines if line.source is Source.NONCONFORMITIES]
    if lines:
        overdue = overdue_in(actor, said, list(figures), at=at)
        for unit, told in figures.items():
            told.update({line.key: overdue[unit.pk] for line in lines if unit.pk in overdue})
    return work_out(actor=actor, card_key=card_key, month=said, figures=figures, at=at)


def overdue_in(actor: Actor, month: str, units: Sequence[Unit], *, at: datetime) -> dict[int, Figure]:
    """Return how many nonconformities that fell due in a month were not mended by then, by estate: one query.

    Where none fell due nothing is returned, for nobody can be late with nothing.

    Args:
        actor: Who asks.
        month: Such as 2026-10.
        units: The estates.
        at: Now; what falls due later is not late yet.
    """
    rows = Nonconformity.objects.filter(actor.within(READ), unit__in=[unit.pk for unit in units])
    late = Count("pk", filter=not_mended_by_its_day())
    counted = rows.filter(due_in(month, at=at)).order_by().values_list("unit_id").annotate(due=Count("pk"), late=late)
    return {unit: Figure(Measured(Fraction(few), due), "live") for unit, due, few in counted}


def _moment(month: str) -> datetime:
    return datetime.combine(first_day(month), time.min, tzinfo=get_default_timezone())
