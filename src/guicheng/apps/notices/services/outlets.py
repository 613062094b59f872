"""What is done with robots and subscriptions alike: switched, removed, tried, and sent to again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from guicheng.apps.notices.models import Delivery, DeliveryState, Robot, Subscription
from guicheng.apps.notices.readings.kinds import KINDS
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors import as_key, clean
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.apps.platform.retries import follow
from guicheng.apps.platform.services import record
from guicheng.domain.values import GuichengError, Message
from guicheng.domain.values.message import _

LONGEST_NAME: Final = 60
#: The kind of a message that only shows that messages arrive.
TEST: Final = "test"
_JOBS: Final = {
    Robot: ("guicheng.apps.notices.jobs.send_to_robot", "robot_id"),
    Subscription: ("guicheng.apps.notices.jobs.send_to_subscription", "subscription_id"),
}


class NotSentError(GuichengError):
    """A message can't be sent again."""

    code = "not-sent"


def wanted_name(text: str) -> str:
    """Return a name for a robot or subscription.

    Raises:
        NotAsWantedError: There is none.
    """
    name = clean(text)[:LONGEST_NAME]
    if not name:
        raise NotAsWantedError(_("Write a name by which you know it."), field="name")
    return name


def wanted_kinds(names: Collection[str]) -> list[str]:
    """Return kinds in the order of the list; none stand for all.

    Raises:
        NotAsWantedError: One of them is none.
    """
    unknown = [name for name in names if name not in KINDS]
    if unknown:
        raise NotAsWantedError(_("Choose kinds from the list; {name} is none.", name=unknown[0][:60]), field="kinds")
    return [name for name in KINDS if name in names]


def switch(outlet: Robot | Subscription, act: str, actor: Actor, at: datetime, *, on: bool) -> None:
    """Send there from now on, or no more; what waits for one that is off is given up.

    Args:
        outlet: Where messages go.
        act: Name of the act in the audit.
        actor: Who switches.
        at: Now, with time zone.
        on: Whether anything is sent there.
    """
    outlet.is_on, outlet.failures, outlet.held_until = on, 0, None
    outlet.save(update_fields=["is_on", "failures", "held_until"])
    if not on:
        give_up_waiting(outlet, _("It was switched off before this was sent."), at)
    note(outlet, act, actor, at, after={"on": on})


def give_up_waiting(outlet: Robot | Subscription, reason: Message, at: datetime) -> None:
    """Give up what waits, with the reason on each row."""
    rows = outlet.deliveries.filter(state=DeliveryState.WAITING)
    rows.update(state=DeliveryState.DEAD, ended_at=at, error=reason.text, error_fields={})


def removed(outlet: Robot | Subscription, at: datetime) -> None:
    """Take something away for good: nothing goes there any more, and its secrets go with it."""
    outlet.removed_at, outlet.is_on, outlet.secret = at, False, "-"
    outlet.save(update_fields=["removed_at", "is_on", "secret"])
    give_up_waiting(outlet, _("It was removed before this was sent."), at)


def send_soon(outlet: Robot | Subscription) -> None:
    """Have a worker send what waits."""
    path, name = _JOBS[type(outlet)]
    follow(path, **{name: outlet.pk})


def refuse_off(outlet: Robot | Subscription) -> None:
    """Let an act pass that sends something.

    Raises:
        NotSentError: It is switched off.
    """
    if not outlet.is_on:
        raise NotSentError(_("Switch it on first; nothing is sent there now."))


def again(outlet: Robot | Subscription, key: str | UUID, actor: Actor, at: datetime) -> Delivery:
    """Put a message that ended on its way again, as a row of its own.

    Raises:
        Delivery.DoesNotExist: It was sent no such message.
        NotSentError: It still waits, or what it told of is gone, or nothing is sent there.
    """
    delivery = outlet.deliveries.get(key=as_key(Delivery, key))
    if delivery.state == DeliveryState.WAITING:
        raise NotSentError(_("It still waits to be sent."))
    refuse_off(outlet)
    if isinstance(outlet, Robot) and delivery.happening is None and delivery.kind != TEST:
        raise NotSentError(_("What this message told of is no longer kept."))
    first = delivery.replay_of or delivery
    made: Delivery = outlet.deliveries.create(
        happening=delivery.happening, replay_of=first, kind=delivery.kind, body=delivery.body, made_at=at, next_at=at
    )
    send_soon(outlet)
    note(outlet, "repeat_message", actor, at, after={"message": str(made.key)})
    return made


def note(outlet: Robot | Subscription, act: str, actor: Actor, at: datetime, **changed: Any) -> None:
    """Write the audit row of an act; ``before`` and ``after`` as ``record`` takes them, never a secret."""
    unit = outlet.unit if isinstance(outlet, Robot) else outlet.company
    record(
        actor=actor,
        act=f"notices.{act}",
        subject="robot" if isinstance(outlet, Robot) else "subscription",
        key=str(outlet.key),
        label=outlet.name,
        at=at,
        unit_path=str(unit.path),
        **changed,
    )
