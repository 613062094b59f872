"""What the inspections of a month came to, as a scorecard takes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from fractions import Fraction

from django.utils.timezone import get_default_timezone

from guicheng.apps.assessment.readings.months import first_day, following
from guicheng.apps.assessment.readings.results import Figure
from guicheng.apps.assessment.selectors.inspections import scores
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.domain.attainment.card import Measured

_FULL = 100


def inspection_figures(actor: Actor, month: str, units: Sequence[Unit]) -> dict[int, Figure]:
    """Return the mean score of the inspections that were presented, 0 to 1, with how many, by estate: one query.

    Args:
        actor: Who asks; an inspection that they may not see yet counts for nothing.
        month: Such as 2026-10.
        units: The estates.
    """
    zone = get_default_timezone()
    since = datetime.combine(first_day(month), time.min, tzinfo=zone)
    until = datetime.combine(first_day(following(month)), time.min, tzinfo=zone)
    wanted = {unit.pk for unit in units}
    found: dict[int, list[Fraction]] = {}
    for row in scores(actor, since=since, until=until):
        if row.inspection.unit_id in wanted:
            found.setdefault(row.inspection.unit_id, []).append(row.total)
    return {
        unit: Figure(Measured(sum(totals, Fraction()) / len(totals) / _FULL, len(totals)), "presented")
        for unit, totals in found.items()
    }
