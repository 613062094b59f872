"""Work of plans that is due and that nobody has."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from guicheng.apps.notices.services import tell
from guicheng.apps.operations.models import DueWork
from guicheng.apps.organization.models import Grant, Person, Unit
from guicheng.apps.organization.permissions import Role
from guicheng.apps.organization.selectors.duty import paths_above
from guicheng.domain.values.message import _

#: Early enough to find somebody.
_BEFORE: Final = timedelta(hours=2)


def tell_of_plans(*, at: datetime) -> int:
    """Tell supervisors, once an hour and estate, how much due work nobody has; return at how many estates.

    Args:
        at: Now, with time zone.
    """
    rows = DueWork.objects.filter(assignee=None, begin__gt=at, begin__lte=at + _BEFORE).select_related("unit")
    by_unit: dict[Unit, list[DueWork]] = defaultdict(list)
    for row in rows.order_by("begin", "occurrence"):
        by_unit[row.unit].append(row)
    return sum(_tell(unit, due, at) for unit, due in by_unit.items())


@transaction.atomic
def _tell(unit: Unit, due: list[DueWork], at: datetime) -> bool:
    wanted = Grant.objects.filter(
        role__in=(Role.SUPERVISOR, Role.ESTATE_MANAGER), unit__path__in=paths_above(unit)
    ).values("person")
    told = tell(
        Person.objects.filter(pk__in=wanted, is_active=True),
        kind="plan-unassigned",
        unit=unit,
        title=_("{count} pieces of due work at {unit} have nobody", count=str(len(due)), unit=unit.name),
        path=f"/plans/{unit.key}/",
        at=at,
        # The first of them names the news: as long as it waits for somebody, the others bring no new one.
        key=f"unassigned:{due[0].occurrence}",
    )
    return told > 0
