"""Orders given to somebody: named, offered to a post, or whose turn it is."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from guicheng.apps.operations.models import OrderEvent, WorkOrder
from guicheng.apps.operations.selectors.cases import colleagues_at
from guicheng.apps.operations.selectors.duty import on_duty, post_named
from guicheng.apps.operations.services.orders.access import (
    REPORT,
    STEER,
    WORK,
    NotAnOrderError,
    OrderRefusedError,
    Turn,
    take_order,
)
from guicheng.apps.operations.services.orders.news import tell_given, tell_offered
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person, Post
from guicheng.apps.organization.services.access import permit, person_of
from guicheng.domain.orders import Act, next_in_turn
from guicheng.domain.values import Message, StaleError
from guicheng.domain.values.message import _

#: Ways to give an order to somebody: named (指派), offered to all of a post (抢单), in turn (轮派).
MODES: Final = ("assign", "offer", "turn")


@transaction.atomic
def dispatch_order(
    *,
    actor: Actor,
    order_key: str | UUID,
    mode: str,
    at: datetime,
    to: str = "",
    post: str = "",
    rev: int | None = None,
    key: str = "",
) -> WorkOrder:
    """Give an order to somebody; given again, it goes from one to the other.

    Args:
        actor: Who gives it: who steers orders; to a post also who reports them, while nobody has it.
        order_key: The order.
        mode: ``assign`` to a person, ``offer`` to whoever of a post takes it first, or ``turn``: whoever of
            a post is on duty and was given an order longest ago.
        at: Now, with time zone.
        to: Key of the person, for ``assign``.
        post: Name of the post; for ``assign`` it may be "".
        rev: The revision that they saw.
        key: Their name of the write.

    Raises:
        WorkOrder.DoesNotExist: There is none within reach.
        NotAllowedError: The actor may not give this order to anybody.
        NotAnOrderError: There is no such person or post, or nobody of it is on duty.
        OrderRefusedError: The order is closed.
    """
    turn = take_order(actor=actor, order_key=order_key, at=at, rev=rev, key=key)
    if turn.repeated:
        return turn.order
    permit(actor, STEER if mode == "assign" or turn.state.holder else REPORT, turn.order.unit)
    turn.want(Act.DISPATCH)
    if mode not in MODES:
        raise NotAnOrderError(_("Choose how the order is given to somebody."), field="mode")
    row = _post(turn, post, needed=mode != "assign")
    person = _person(turn, mode, to, row)
    audit = "reassign_order" if turn.state.holder else "dispatch_order"
    told = {"post": row.name if row else "", "person": person.name if person else ""}
    said = {
        "to": str(person.pk) if person else "",
        "to_name": person.name if person else "",
        "post": row.name if row else "",
        "mode": mode,
    }
    turn.write(Act.DISPATCH, audit, told, **said)
    if person is not None:
        tell_given(turn, person)
    elif row is not None:
        tell_offered(turn, row)
    return turn.order


@transaction.atomic
def claim_order(
    *, actor: Actor, order_key: str | UUID, at: datetime, rev: int | None = None, key: str = ""
) -> WorkOrder:
    """Take an order that nobody has; of two who take it at once the first one gets it, the other is told who.

    Args:
        actor: Who takes it, a person; needs ``orders.work``, and fills the post that it lies with.
        order_key: The order.
        at: Now, with time zone.
        rev: The revision that they saw.
        key: Their name of the write.

    Raises:
        WorkOrder.DoesNotExist: There is none within reach.
        NotAllowedError: It lies with another post.
        StaleError: Somebody else has it.
        OrderRefusedError: The order is closed.
    """
    person = person_of(actor)
    turn = take_order(actor=actor, order_key=order_key, at=at, rev=None, key=key)
    if turn.repeated:
        return turn.order
    holder = turn.state.holder
    if holder == str(person.pk):
        return turn.order
    if holder:
        raise StaleError(_taken(turn), revision=turn.order.rev)
    permit(actor, WORK, turn.order.unit)
    turn.want(Act.CLAIM)
    turn.let_worker()
    return turn.write(Act.CLAIM, "claim_order")


def last_given(order: WorkOrder, people: list[int]) -> dict[str, int]:
    """Return when each of some people was given an order of an estate last, as a count that grows: one query."""
    rows = OrderEvent.objects.filter(order__unit=order.unit, kind=Act.DISPATCH.value)
    found = rows.values("data__to").annotate(last=Max("pk")).values_list("data__to", "last")
    wanted = {str(pk) for pk in people}
    return {str(to): last for to, last in found if str(to) in wanted}


def _taken(turn: Turn) -> Message:
    name = turn.order.holder.name if turn.order.holder else "—"
    return _("{name} was faster and has order {number}.", name=name, number=turn.order.number)


def _post(turn: Turn, name: str, *, needed: bool) -> Post | None:
    row = post_named(turn.order.unit, name.replace("\0", "").strip())
    if row is None and (needed or name):
        raise NotAnOrderError(_("Choose a post of the company."), field="post")
    return row


def _person(turn: Turn, mode: str, to: str, post: Post | None) -> Person | None:
    if mode == "offer" or (post is None and mode != "assign"):
        return None
    if mode == "assign":
        found = next((each for each in colleagues_at(turn.order.unit) if str(each.key) == str(to)), None)
        if found is None:
            raise NotAnOrderError(_("Choose somebody who works at {unit}.", unit=turn.order.unit.name), field="to")
        return found
    return _in_turn(turn, post) if post else None


def _in_turn(turn: Turn, post: Post) -> Person:
    people = on_duty(turn.order.unit, post.name, at=turn.at)
    chosen = next_in_turn([str(pk) for pk in people], last_given(turn.order, people))
    if chosen is None:
        raise OrderRefusedError(
            _("Nobody of post {post} is on duty. Give the order to somebody by name.", post=post.name)
        )
    return Person.objects.get(pk=int(chosen))
