"""What a company says of its mending and its reviews."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from guicheng.apps.improvement.models import MendingRules
from guicheng.apps.improvement.selectors.nonconformities import VERIFY, rules_of
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import managed_company
from guicheng.apps.platform.services import record
from guicheng.domain.attainment.mending import NotMendedError
from guicheng.domain.values.message import _

#: Each number with what it may be at least and at most.
BOUNDS: Final[dict[str, tuple[int, int]]] = {
    "slight": (1, 250),
    "ordinary": (1, 250),
    "serious": (1, 250),
    "recur_days": (1, 3650),
    "effect_days": (1, 365),
    "review_months": (1, 60),
    "breaches": (2, 100),
    "breach_days": (1, 3650),
    "complaints": (2, 10_000),
    "complaint_days": (1, 3650),
}


@transaction.atomic
def set_rules(*, actor: Actor, numbers: dict[str, int], at: datetime) -> MendingRules:
    """Say anew some of the numbers by which mending and reviews go.

    Args:
        actor: Who says it; needs ``improvement.verify`` at the company.
        numbers: Those of ``BOUNDS`` that change.
        at: Now, with time zone.

    Raises:
        NotAllowedError: The actor may not.
        NotMendedError: There is no such number, or it lies outside its bounds.
    """
    company = managed_company(actor, VERIFY)
    row = rules_of(company.pk)
    before = {name: getattr(row, name) for name in BOUNDS}
    for name, value in numbers.items():
        least, most = BOUNDS.get(name, (1, 0))
        if not least <= value <= most:
            raise NotMendedError(
                _("Write a number from {least} to {most}.", least=str(least), most=str(most)), field=name
            )
        setattr(row, name, value)
    after = {name: getattr(row, name) for name in BOUNDS}
    if after == before:
        return row
    row.company = company
    row.save()
    changed = [name for name in BOUNDS if before[name] != after[name]]
    record(
        actor=actor,
        act="improvement.set_rules",
        subject="unit",
        key=str(company.key),
        label=company.name,
        unit_path=str(company.path),
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
        at=at,
    )
    return row
