"""One act on several orders: given to somebody, made urgent or ordinary, followed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from guicheng.apps.operations.models import WorkOrder
from guicheng.apps.operations.selectors.orders.finding import orders_among
from guicheng.apps.operations.services.orders.access import NotAnOrderError
from guicheng.apps.operations.services.orders.acting import change_priority
from guicheng.apps.operations.services.orders.dispatching import MODES, claim_order, dispatch_order
from guicheng.apps.operations.services.orders.following import follow_order, unfollow_order
from guicheng.apps.operations.services.several import MOST_AT_ONCE, Named, Several, once_each
from guicheng.apps.organization.actors import Actor
from guicheng.domain.values.message import _

#: What can be done with several orders at once; the first three are ways to give them to somebody.
ACTS: Final = (*MODES, "claim", "urgent", "ordinary", "follow", "unfollow")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be done with each of several orders.

    Args:
        act: One of ``ACTS``.
        to: Key of the person, for ``assign``.
        post: Name of the post, for ``offer`` and ``turn``.
        reason: Why, for ``urgent`` and ``ordinary``.
    """

    act: str
    to: str = ""
    post: str = ""
    reason: str = ""


def act_on_orders(*, actor: Actor, keys: Iterable[str], wanted: Wanted, at: datetime) -> Several:
    """Do one thing to orders, one after the other, each by the rules of that act on a single order.

    Each order is a transaction of its own: it is done whole, or stays as it was and is told with the reason.

    Args:
        actor: Who acts.
        keys: Keys of the orders, at most ``MOST_AT_ONCE``.
        wanted: What is to be done.
        at: Now, with time zone.

    Raises:
        NotAnOrderError: There is no such act, or there are no orders or too many; nothing is done.
        WorkOrder.DoesNotExist: One of them is not within reach; nothing is done.
    """
    chosen = once_each(keys)
    if wanted.act not in ACTS:
        raise NotAnOrderError(_("Choose what to do with the orders."), field="act")
    if not 0 < len(chosen) <= MOST_AT_ONCE:
        raise NotAnOrderError(_("Choose between 1 and {limit} orders.", limit=str(MOST_AT_ONCE)), field="keys")
    act, outcome = _acts(actor, wanted, at)[wanted.act], Several()
    for order in orders_among(actor, chosen):
        outcome.tell(named(order), lambda order=order: act(str(order.key)))  # type: ignore[misc]
    return outcome


def named(order: WorkOrder) -> Named:
    """Return an order as answers name it."""
    return Named(str(order.key), order.number, f"/orders/{order.key}/")


def _acts(actor: Actor, wanted: Wanted, at: datetime) -> dict[str, Callable[[str], object]]:
    def give(key: str) -> object:
        return dispatch_order(actor=actor, order_key=key, mode=wanted.act, to=wanted.to, post=wanted.post, at=at)

    def judge(key: str) -> object:
        return change_priority(
            actor=actor, order_key=key, urgent=wanted.act == "urgent", reason=wanted.reason, at=at
        )  # fmt: skip

    return {
        **dict.fromkeys(MODES, give),
        "claim": lambda key: claim_order(actor=actor, order_key=key, at=at),
        "urgent": judge,
        "ordinary": judge,
        "follow": lambda key: follow_order(actor=actor, order_key=key, at=at),
        "unfollow": lambda key: unfollow_order(actor=actor, order_key=key, at=at),
    }
