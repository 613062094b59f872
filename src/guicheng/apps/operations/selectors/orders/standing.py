"""How orders stand: what happened at desks and on phones, folded into one state."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from guicheng.apps.operations.models import FieldEvent, OrderEvent, WorkOrder
from guicheng.apps.organization.models import Unit
from guicheng.domain.evidence.kinds import Kind
from guicheng.domain.orders import Act, Happening, OrderState, state_of

#: What phones may say of an order; the rest is said at desks, where somebody is asked who may.
FROM_PHONES: Final = frozenset(
    {
        Act.CLAIM.value,
        *(
            kind.value
            for kind in (
                Kind.ACCEPT, Kind.ARRIVE, Kind.CHECK_IN, Kind.START, Kind.ANSWER, Kind.PAUSE, Kind.RESUME,
                Kind.FINISH, Kind.REOPEN, Kind.FOLLOW_UP, Kind.CORRECT,
            )
        ),
    }
)  # fmt: skip


def happenings_of(order: WorkOrder) -> list[Happening]:
    """Return what happened to an order, at desks and on phones: two queries."""
    return happenings_of_all([order])[order.pk]


def happenings_of_all(orders: Sequence[WorkOrder]) -> Mapping[int, list[Happening]]:
    """Return what happened to each of some orders, by primary key: two queries.

    Args:
        orders: With their units.
    """
    found: dict[int, list[Happening]] = defaultdict(list)
    for row in OrderEvent.objects.filter(order__in=[order.pk for order in orders]):
        found[row.order_id].append(_at_desk(row))
    keys = {str(order.key): order for order in orders}
    rows = FieldEvent.objects.filter(occurrence__in=keys, kind__in=FROM_PHONES)
    for event in rows.filter(company__in={order.company_id for order in orders}).select_related(
        "device", "unit", "subject"
    ):
        order = keys[event.occurrence]
        if _reaches(event.unit, order.unit) and event.company_id == order.company_id:
            found[order.pk].append(_on_phone(event))
    return {order.pk: found[order.pk] for order in orders}


def state_of_order(order: WorkOrder) -> OrderState:
    """Return how an order stands: two queries."""
    return state_of(happenings_of(order))


def orders_named_by(company_id: int, occurrences: Iterable[str]) -> list[WorkOrder]:
    """Return the orders of a company that are meant by occurrences of events: one query, none where none can be."""
    keys = {key for text in occurrences if (key := _key(text))}
    if not keys:
        return []
    return list(WorkOrder.objects.filter(company=company_id, key__in=keys).select_related("unit"))


def milliseconds(at: datetime) -> int:
    """Return a moment as the log counts it."""
    return round(at.timestamp() * 1000)


def _key(text: str) -> UUID | None:
    if len(text) != len("00000000-0000-0000-0000-000000000000"):
        return None
    try:
        return UUID(text)
    except ValueError:
        return None


def _reaches(sender: Unit, unit: Unit) -> bool:
    """Tell whether a phone of a unit works at another: at, above or below it."""
    return str(sender.path).startswith(str(unit.path)) or str(unit.path).startswith(str(sender.path))


def _at_desk(row: OrderEvent) -> Happening:
    by, data = str(row.actor_id or ""), {**row.data, "who": row.actor_name}
    return Happening(f"desk:{row.seq}", row.kind, milliseconds(row.at), "", row.seq, by, data)


def _on_phone(row: FieldEvent) -> Happening:
    payload: dict[str, Any] = json.loads(row.payload) if row.payload else {}
    said = {name: value for name, value in payload.items() if isinstance(value, str)}
    by, said["who"] = str(row.subject_id or ""), row.subject.name if row.subject else ""
    return Happening(row.event_id, row.kind, row.effective_ms, str(row.device.key), row.device_seq, by, said)
