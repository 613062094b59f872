"""The next 48 hours of all plans as rows: what phones take along and whom the roster gives it to."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q
from django.utils.timezone import get_default_timezone, localdate

from guicheng.apps.operations.models import DueWork, Plan
from guicheng.apps.operations.selectors.duty import on_duty
from guicheng.apps.operations.selectors.plans import made_due
from guicheng.apps.operations.services.rounds.opening import make_due_rounds

HORIZON: Final = timedelta(hours=48)
_BATCH: Final = 500


def fill_horizon(*, at: datetime) -> int:
    """Make the rows that are missing; doing it again changes nothing.

    Args:
        at: Now, with time zone.

    Returns:
        How many rows there are now for the stretch.
    """
    since = at.astimezone(get_default_timezone())
    until = since + HORIZON
    plans = Plan.objects.filter(Q(ends_on=None) | Q(ends_on__gte=localdate(at) - timedelta(days=1)))
    hands: dict[tuple[int, str, datetime], list[int]] = {}
    turn: dict[tuple[int, str], int] = {}
    rows = []
    for plan in plans.filter(starts_on__lte=localdate(until)).select_related("unit").order_by("pk"):
        for each in made_due(plan, since, until):
            people = hands.get((plan.unit_id, plan.post, each.begin))
            if people is None:
                people = on_duty(plan.unit, plan.post, at=each.begin) if plan.post else []
                hands[plan.unit_id, plan.post, each.begin] = people
            number = turn[plan.unit_id, plan.post] = turn.get((plan.unit_id, plan.post), -1) + 1
            rows.append(
                DueWork(
                    occurrence=each.id,
                    plan=plan,
                    unit_id=plan.unit_id,
                    begin=each.begin,
                    end=each.end,
                    provisional=each.provisional,
                    assignee_id=people[number % len(people)] if people else None,
                )
            )
    DueWork.objects.bulk_create(_missing(rows), batch_size=_BATCH, ignore_conflicts=True)
    make_due_rounds(rows, at=at)
    return len(rows)


def _missing(rows: list[DueWork]) -> list[DueWork]:
    """Look which rows are not there yet: most turns find all of them and need no lock."""
    if not rows:
        return []
    first, last = min(row.begin for row in rows), max(row.begin for row in rows)
    there = set(DueWork.objects.filter(begin__gte=first, begin__lte=last).values_list("occurrence", flat=True))
    return [row for row in rows if row.occurrence not in there]
