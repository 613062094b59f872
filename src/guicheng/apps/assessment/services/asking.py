"""Counts that somebody asks for."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from guicheng.apps.assessment.models import MonthCount
from guicheng.apps.assessment.selectors.figures import READ
from guicheng.apps.assessment.selectors.gathering.judging import bounds_of
from guicheng.apps.assessment.services.counting import count_month
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit, UnitKind
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.apps.platform.retries import follow
from guicheng.domain.values.message import _

#: So many estates are counted while somebody waits; of more, the worker counts the others.
_AT_ONCE: Final = 5


@transaction.atomic
def count_now(*, actor: Actor, month: str, at: datetime) -> int:
    """Count a month of the estates within an actor's reach; of many, the first few now and the others by the worker.

    Args:
        actor: Who asks; needs ``attainment.read``.
        month: Such as 2026-10.
        at: Now, with time zone.

    Returns:
        How many were counted at once.

    Raises:
        NotAsWantedError: It is no month, or lies ahead.
    """
    try:
        first, _after = bounds_of(month)
    except ValueError as error:
        raise NotAsWantedError(
            _("“{month}” is no month. Write it like 2026-10.", month=month[:20]), field="month"
        ) from error
    if first > localdate(at):
        raise NotAsWantedError(_("{month} has not begun yet.", month=month), field="month")
    counted = MonthCount.objects.filter(month=month).values("unit")
    rows = Unit.objects.filter(actor.within(READ, ""), kind=UnitKind.ESTATE)
    units = list(rows.filter(Q(archived_at=None) | Q(pk__in=counted)).order_by("path"))
    for unit in units[:_AT_ONCE]:
        count_month(unit=unit, month=month, at=at)
    for unit in units[_AT_ONCE:]:
        follow("guicheng.apps.assessment.jobs.count_estate", unit_id=unit.pk, month=month)
    return len(units[:_AT_ONCE])
