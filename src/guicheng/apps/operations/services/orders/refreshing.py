"""The columns of orders that lists sort by, worked out anew from what happened; clocks never read them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from guicheng.apps.operations.models import WorkOrder
from guicheng.apps.operations.selectors.orders.clocks import next_due, stages_of
from guicheng.apps.operations.selectors.orders.finding import bounding
from guicheng.apps.operations.selectors.orders.noticing import first_look
from guicheng.apps.operations.selectors.orders.standing import happenings_of_all, orders_named_by
from guicheng.apps.organization.models import Person, Post
from guicheng.domain.orders import OrderState, Phase, state_of

_COLUMNS = ("seq", "rev", "phase", "urgent", "holder", "post", "offered", "due_at", "notice_at", "ended_at")


def refresh(order: WorkOrder, state: OrderState) -> None:
    """Write the columns of an order that follow from how it stands.

    Args:
        order: The order, locked, with its unit.
        state: How it stands.
    """
    order.phase, order.urgent, order.offered = state.phase.value, state.urgent, state.offered
    order.holder = _person(order, state.holder)
    order.post = _post(order, state.post)
    order.ended_at = _ended(order, state)
    lines = [] if state.phase is Phase.CANCELLED else stages_of(order, state, bounding(order))
    order.due_at, order.notice_at = next_due(lines), first_look(lines)
    order.save(update_fields=list(_COLUMNS))


def refresh_named(company_id: int, occurrences: Iterable[str]) -> int:
    """Work the columns of the orders out anew that occurrences of events mean; return how many there were.

    Args:
        company_id: Root of the tree.
        occurrences: What events name as their occurrence; most of them are no orders.
    """
    orders = orders_named_by(company_id, occurrences)
    if not orders:
        return 0
    list(WorkOrder.objects.select_for_update().filter(pk__in=[order.pk for order in orders]).order_by("pk"))
    happened = happenings_of_all(orders)
    for order in orders:
        order.refresh_from_db(fields=list(_COLUMNS))
        order.rev += 1
        refresh(order, state_of(happened[order.pk]))
    return len(orders)


def _person(order: WorkOrder, key: str) -> Person | None:
    if not key.isdecimal():
        return None
    if order.holder is not None and str(order.holder.pk) == key:
        return order.holder
    return Person.objects.filter(pk=int(key), company=order.company_id).first()


def _post(order: WorkOrder, name: str) -> Post | None:
    if not name:
        return None
    if order.post is not None and order.post.name == name:
        return order.post
    return Post.objects.filter(company=order.company_id, name=name, archived_at=None).first()


def _ended(order: WorkOrder, state: OrderState) -> datetime | None:
    """Return when nothing was left to do: the end of the work, or of the order; None while something is."""
    if not state.ended:
        return None
    finished = state.reached.get("finished")
    if state.phase is Phase.CANCELLED or finished is None:
        return order.ended_at or _last(order)
    return datetime.fromtimestamp(finished / 1000, tz=UTC)


def _last(order: WorkOrder) -> datetime:
    last = order.events.order_by("-seq").values_list("at", flat=True).first()
    return last or order.reported_at
