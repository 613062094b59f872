"""Who reported an order: shown to those who need it, with the reason, and forgotten in time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.operations.models import OrderComment, WorkOrder
from guicheng.apps.operations.selectors.keeping import days_kept, held_occurrences
from guicheng.apps.operations.services.orders.access import STEER, NotAnOrderError, locked, note, take_order
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import permit
from guicheng.apps.organization.services.values import wanted_reason
from guicheng.domain.demand.masking import mask
from guicheng.domain.evidence import Retention
from guicheng.domain.orders import ENDED
from guicheng.domain.values.message import _

_KEEP: Final = "evidence.keep"
_AT_ONCE: Final = 200


@transaction.atomic
def reveal_caller(*, actor: Actor, order_key: str | UUID, reason: str, at: datetime) -> str:
    """Return the phone number of whoever reported an order; who looked and why stands in the audit.

    Args:
        actor: Who needs it: who has the order, who steers orders, or who may see phone numbers in full.
        order_key: The order.
        reason: Why.
        at: Now, with time zone.

    Raises:
        WorkOrder.DoesNotExist: There is none within reach.
        NotAllowedError: The actor has nothing to do with the order.
        NotAsWantedError: Nothing says why.
        NotAnOrderError: There is no number, or it was forgotten.
    """
    turn = take_order(actor=actor, order_key=order_key, at=at)
    order = turn.order
    mine = bool(turn.me) and turn.me == turn.state.holder
    if not mine and not actor.may("people.reveal", order.unit):
        permit(actor, STEER, order.unit)
    why = wanted_reason(reason)
    if not order.caller_phone:
        raise NotAnOrderError(_("No phone number is kept here."), field="key")
    note(order, "reveal_caller", actor, at, after={"reason": why})
    return order.caller_phone


@transaction.atomic
def forget_caller(*, actor: Actor, order_key: str | UUID, at: datetime) -> WorkOrder:
    """Forget who reported an order, as they may ask: name, phone, and what their words tell of them.

    Args:
        actor: Who forgets; needs ``evidence.keep`` at the estate.
        order_key: The order.
        at: Now, with time zone.

    Raises:
        WorkOrder.DoesNotExist: There is none within reach.
        NotAllowedError: The actor may not.
        NotAnOrderError: A hold keeps everything of the order.
    """
    turn = take_order(actor=actor, order_key=order_key, at=at)
    permit(actor, _KEEP, turn.order.unit)
    if str(turn.order.key) in set(held_occurrences(turn.order.company_id)):
        raise NotAnOrderError(_("A hold keeps everything of this order. Lift it first."), field="key")
    _forget(turn.order, at)
    note(turn.order, "forget_caller", actor, at)
    return turn.order


def forget_callers(*, at: datetime) -> int:
    """Forget who reported orders that ended so long ago as the company keeps what was agreed; return how many.

    Args:
        at: Now, with time zone.
    """
    waiting = WorkOrder.objects.filter(phase__in=ENDED, forgotten_at=None)
    number = 0
    for company_id in waiting.order_by().values_list("company", flat=True).distinct():
        until = at - timedelta(days=days_kept(company_id)[Retention.AGREED])
        held = set(held_occurrences(company_id))
        due = waiting.filter(company=company_id, ended_at__lt=until).order_by("pk")[:_AT_ONCE]
        for order in due:
            if str(order.key) not in held:
                with transaction.atomic():
                    _forget(locked(order), at)
                number += 1
    return number


def _forget(order: WorkOrder, at: datetime) -> None:
    order.caller_name = order.caller_phone = ""
    order.problem, order.place_text = mask(order.problem).text[:2000], mask(order.place_text).text[:120]
    order.forgotten_at = at
    order.save(update_fields=["caller_name", "caller_phone", "problem", "place_text", "forgotten_at"])
    for comment in OrderComment.objects.filter(order=order):
        comment.text = mask(comment.text).text[:2000]
        comment.save(update_fields=["text"])
