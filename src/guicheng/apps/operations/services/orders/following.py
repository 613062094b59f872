"""People who want to hear of an order that is not theirs."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from guicheng.apps.operations.models import OrderFollower, WorkOrder
from guicheng.apps.operations.selectors.orders.finding import order_visible_to
from guicheng.apps.operations.services.orders.access import note
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import person_of


@transaction.atomic
def follow_order(*, actor: Actor, order_key: str | UUID, at: datetime) -> WorkOrder:
    """Hear of an order when it is finished, taken up again or cancelled; a second time changes nothing.

    Args:
        actor: Who follows it, a person.
        order_key: The order.
        at: Now, with time zone.

    Raises:
        WorkOrder.DoesNotExist: There is none within reach.
        NotAllowedError: The actor is a program.
    """
    order, person = order_visible_to(actor, order_key), person_of(actor)
    _row, new = OrderFollower.objects.get_or_create(order=order, person=person)
    if new:
        note(order, "follow_order", actor, at)
    return order


@transaction.atomic
def unfollow_order(*, actor: Actor, order_key: str | UUID, at: datetime) -> WorkOrder:
    """Hear of an order no longer; for whoever does not follow it, nothing changes.

    Args:
        actor: Who followed it, a person.
        order_key: The order.
        at: Now, with time zone.

    Raises:
        WorkOrder.DoesNotExist: There is none within reach.
        NotAllowedError: The actor is a program.
    """
    order, person = order_visible_to(actor, order_key), person_of(actor)
    gone, _by_model = OrderFollower.objects.filter(order=order, person=person).delete()
    if gone:
        note(order, "unfollow_order", actor, at)
    return order
