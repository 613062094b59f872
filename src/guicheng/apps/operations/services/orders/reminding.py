"""Telling people of orders whose limits near their end or are over, in their duty hours and level by level."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import connection, transaction
from django.db.models import QuerySet

from guicheng.apps.notices.services import tell
from guicheng.apps.operations.models import WorkOrder
from guicheng.apps.operations.selectors.duty import on_duty, people_in_role
from guicheng.apps.operations.selectors.orders.clocks import stages_of
from guicheng.apps.operations.selectors.orders.finding import promises_of
from guicheng.apps.operations.selectors.orders.noticing import HIGHEST, OrderNotice, notices_of
from guicheng.apps.operations.selectors.orders.standing import happenings_of
from guicheng.apps.organization.models import Person
from guicheng.apps.organization.permissions import Role
from guicheng.domain.orders import Phase, StageName, state_of
from guicheng.domain.values import GuichengError, Message
from guicheng.domain.values.message import _

_LOG: Final = logging.getLogger(__name__)
_ROLES: Final = {1: Role.SUPERVISOR, 2: Role.ESTATE_MANAGER}
_WARNED: Final[Mapping[StageName, str]] = {
    StageName.RESPOND: _("Work order {number} has to be answered by {due}").text,
    StageName.ARRIVE: _("Work order {number}: somebody has to be there by {due}").text,
    StageName.FINISH: _("Work order {number} has to be finished by {due}").text,
    StageName.FOLLOW_UP: _("Work order {number}: the customer has to be asked by {due}").text,
}
_LATE: Final[Mapping[StageName, str]] = {
    StageName.RESPOND: _("Work order {number} was to be answered by {due}").text,
    StageName.ARRIVE: _("Work order {number}: somebody was to be there by {due}").text,
    StageName.FINISH: _("Work order {number} was to be finished by {due}").text,
    StageName.FOLLOW_UP: _("Work order {number}: the customer was to be asked by {due}").text,
}


def tell_of_due_orders(*, at: datetime, most: int = 200) -> int:
    """Tell of the orders whose time has come, each in a transaction of its own; return how many were looked at.

    Several workers share the work: an order that another one has at hand is left to it, where the database can tell.

    Args:
        at: Now, with time zone.
        most: Orders that are looked at.
    """
    seen = set[int]()
    # A look first: a transaction takes the lock of SQLite's only writer, though there is mostly nothing to write.
    while len(seen) < most and _waiting(at, seen).exists():
        with transaction.atomic():
            order = _next(at, seen)
            if order is None:
                break
            seen.add(order.pk)
            try:
                with transaction.atomic():
                    _look_at(order, at)
            except GuichengError:
                # One order that cannot be timed must not keep the others waiting; it is tried again next time.
                _LOG.exception("notices of order %s", order.pk)
    return len(seen)


def _waiting(at: datetime, seen: set[int]) -> QuerySet[WorkOrder]:
    return WorkOrder.objects.filter(notice_at__lte=at).exclude(pk__in=seen)


def _next(at: datetime, seen: set[int]) -> WorkOrder | None:
    skip = connection.features.has_select_for_update_skip_locked
    rows = _waiting(at, seen).select_for_update(skip_locked=skip, of=("self",)).order_by("notice_at", "pk")
    return rows.select_related("unit", "post", "holder").first()


def _look_at(order: WorkOrder, at: datetime) -> None:
    """Tell of each stage the highest level whose time has come, and note when the order is looked at next."""
    state = state_of(happenings_of(order))
    lines = [] if state.phase is Phase.CANCELLED else stages_of(order, state, promises_of(order))
    found = notices_of(order, lines)
    highest = {each.stage: each for each in found if each.at <= at}
    for each in highest.values():
        _tell(order, each, at)
    WorkOrder.objects.filter(pk=order.pk).update(
        notice_at=min((each.at for each in found if each.at > at), default=None)
    )


def _tell(order: WorkOrder, notice: OrderNotice, at: datetime) -> None:
    hands = [order.holder.pk] if order.holder else on_duty(order.unit, order.post.name, at=at) if order.post else []
    # Whoever is told on a higher level is not told that those below do not know yet.
    above = [pk for level in range(1, notice.level + 1) for pk in people_in_role(order.unit, _ROLES[level])]
    titles = _LATE if notice.level else _WARNED
    due = notice.due.strftime("%m-%d %H:%M") if notice.due else "—"
    tell(
        Person.objects.filter(pk__in={*hands, *above}),
        kind="order-late" if notice.level else "order-warned",
        unit=order.unit,
        title=Message(titles[notice.stage], {"number": order.number, "due": due}),
        path=f"/orders/{order.key}/",
        at=at,
        key=f"order:{order.key}:{notice.key}",
        urgent=order.urgent or notice.level >= HIGHEST,
        on_duty=hands,
    )
