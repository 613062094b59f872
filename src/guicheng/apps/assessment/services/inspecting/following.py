"""What was found is followed up: as a work order, in one act and only once."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.assessment.models import Finding
from guicheng.apps.assessment.selectors.inspections import finding_visible_to
from guicheng.apps.operations.models import WorkOrder
from guicheng.apps.operations.selectors.rounds.orders import SOURCE
from guicheng.apps.operations.services.orders.reporting import Source, report_order
from guicheng.apps.organization.actors import Actor
from guicheng.domain.orders import Channel

#: A line says what should be; the order says that it is not.
_TOLD: Final = "检查不合格：{said}"
_LONGEST: Final = 200


@transaction.atomic
def order_of_finding(*, actor: Actor, key: str | UUID, at: datetime) -> WorkOrder:
    """Report what was found as a work order; asked again, it is the same order.

    Args:
        actor: Who reports; needs ``orders.report`` at the estate.
        key: The finding.
        at: Now, with time zone.

    Raises:
        Finding.DoesNotExist: There is none within reach.
        NotAllowedError: The actor may not report there.
    """
    found = finding_visible_to(actor, key)
    if found.order is not None:
        return found.order
    made = report_order(
        unit=found.unit,
        kind="",
        problem=_TOLD.format(said=problem_of(found))[:_LONGEST],
        channel=Channel.INSPECTION.value,
        actor=actor,
        at=at,
        place_text=found.item,
        source=Source(SOURCE, found.event),
        key=f"{SOURCE}:{found.event}",
    )
    Finding.objects.filter(pk=found.pk).update(order=made)
    return made


def problem_of(found: Finding) -> str:
    """Return what was found in words, with where and how many."""
    count = f"（{found.count}处）" if found.count > 1 else ""
    return f"{found.text}{count}"
