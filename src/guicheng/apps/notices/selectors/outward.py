"""Robots and subscriptions within reach, what waits for them, and what became of what was sent."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from guicheng.apps.notices.models import Delivery, DeliveryState, Robot, Subscription, UnitQuiet
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors.fetching import one

ROBOTS: Final = "robots.manage"
WEBHOOKS: Final = "webhooks.manage"
#: How long nobody else is woken for what waits.
_WOKEN_EVERY: Final = timedelta(seconds=30)


def robots_visible_to(actor: Actor) -> QuerySet[Robot]:
    """Return the robots of the units where an actor manages them, in the order of the tree."""
    rows = Robot.objects.filter(actor.within(ROBOTS), removed_at=None).select_related("unit")
    return rows.order_by("unit__path", "name", "pk")


def robot_visible_to(actor: Actor, key: str | UUID) -> Robot:
    """Return a robot.

    Raises:
        Robot.DoesNotExist: There is none within reach.
    """
    return one(robots_visible_to(actor), key)


def quiet_visible_to(actor: Actor) -> QuerySet[UnitQuiet]:
    """Return the quiet hours of units where an actor manages robots, in the order of the tree."""
    return UnitQuiet.objects.filter(actor.within(ROBOTS)).select_related("unit").order_by("unit__path")


def subscriptions_visible_to(actor: Actor) -> QuerySet[Subscription]:
    """Return the subscriptions of a company whose programs an actor manages, by name."""
    return Subscription.objects.filter(actor.within(WEBHOOKS, "company"), removed_at=None).select_related("company")


def subscription_visible_to(actor: Actor, key: str | UUID) -> Subscription:
    """Return a subscription.

    Raises:
        Subscription.DoesNotExist: There is none within reach.
    """
    return one(subscriptions_visible_to(actor), key)


def deliveries_of(outlet: Robot | Subscription, *, state: str = "") -> QuerySet[Delivery]:
    """Return what was sent to a robot or subscription, or waits, the newest first.

    Args:
        outlet: Where to.
        state: Only those in this state, "" for all.
    """
    rows = outlet.deliveries.select_related("happening__unit", "replay_of__happening").order_by("-pk")
    return rows.filter(state=state) if state in DeliveryState.values else rows


def waiting_for(outlet: Robot | Subscription, at: datetime) -> QuerySet[Delivery]:
    """Return what may go out now, the oldest first."""
    rows = outlet.deliveries.filter(state=DeliveryState.WAITING, next_at__lte=at)
    return rows.select_related("happening__unit", "replay_of").order_by("pk")


def asleep(model: type[Robot] | type[Subscription], at: datetime) -> QuerySet[Robot] | QuerySet[Subscription]:
    """Return the robots or subscriptions for which something waits that nobody sends at this moment."""
    field = "robot" if model is Robot else "subscription"
    waiting = Delivery.objects.filter(
        **{field: OuterRef("pk")}, state=DeliveryState.WAITING, next_at__lte=at, made_at__lte=at
    )
    free = [
        Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__lte": when})
        for name, when in (("held_until", at), ("claimed_until", at), ("woken_at", at - _WOKEN_EVERY))
    ]
    rows: QuerySet[Robot] | QuerySet[Subscription] = model.objects.filter(
        Exists(waiting), *free, is_on=True, removed_at=None
    )
    return rows.order_by(F("pk"))
