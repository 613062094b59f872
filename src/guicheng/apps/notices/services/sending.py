"""Sending to a robot or a subscription: one worker at a time, with a count of attempts and an end."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from guicheng.apps.notices.models import Delivery, DeliveryState, Robot, Subscription
from guicheng.apps.notices.models.told import fields_of
from guicheng.apps.notices.services.telling import tell
from guicheng.apps.organization.models import Grant, Person
from guicheng.apps.organization.permissions import roles_with
from guicheng.apps.organization.selectors.duty import paths_above
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: A message is tried so often; the waits between double twice from half a minute on, so it ends after about ten hours.
MOST_ATTEMPTS: Final = 8
_FIRST_WAIT: Final = timedelta(seconds=30)
_LONGEST_WAIT: Final = timedelta(hours=3)
#: So many messages given up in a row switch their robot or subscription off.
MOST_FAILURES: Final = 3
#: Messages of one run; whoever is slow keeps no other job waiting for long.
MOST_AT_ONCE: Final = 20
_LEASE: Final = timedelta(minutes=1)
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Attempt:
    """How sending went.

    Args:
        reason: Why it was not taken; None where it was.
        again: Whether a later attempt may go better.
        hold: How long nothing is to be sent there.
        status: HTTP status, None for no answer.
        took_ms: How long it took, milliseconds; None for no answer.
    """

    reason: Message | None = None
    again: bool = False
    hold: timedelta = timedelta(0)
    status: int | None = None
    took_ms: int | None = None


@dataclass(slots=True)
class Turn:
    """The right to send to a robot or subscription; no other worker has it at the same time.

    Args:
        outlet: Where to.
        worker: Who has it.
        clock: What time it is.
        left: How many messages may still be sent.
    """

    outlet: Robot | Subscription
    worker: str
    clock: Clock
    left: int = field(default=MOST_AT_ONCE)

    def keep(self) -> bool:
        """Keep the right for another minute; False where it was lost, or nothing is to be sent now."""
        at, self.left = self.clock(), self.left - 1
        if self.left < 0 or not _claim(type(self.outlet), self.outlet.pk, self.worker, at):
            return False
        self.outlet.refresh_from_db()
        return self.outlet.is_on and (self.outlet.held_until is None or self.outlet.held_until <= at)


@contextlib.contextmanager
def turn_at(model: type[Robot] | type[Subscription], pk: int, clock: Clock) -> Iterator[Turn | None]:
    """Yield the right to send; None where another worker has it or nothing is there to send to."""
    worker = uuid.uuid4().hex
    if not _claim(model, pk, worker, clock()):
        yield None
        return
    try:
        found = model.objects.get(pk=pk)
        yield Turn(found, worker, clock)
    finally:
        model.objects.filter(pk=pk, claimed_by=worker).update(claimed_until=None, claimed_by="")


def _claim(model: type[Robot] | type[Subscription], pk: int, worker: str, at: datetime) -> bool:
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=at) | Q(claimed_by=worker)
    rows = model.objects.filter(free, pk=pk, removed_at__isnull=True)
    return rows.update(claimed_by=worker, claimed_until=at + _LEASE) == 1


@transaction.atomic
def settle(outlet: Robot | Subscription, rows: Sequence[Delivery], attempt: Attempt, at: datetime) -> None:
    """Write down how sending went: to the messages that went as one, and to where they went.

    Args:
        outlet: Where they went.
        rows: The messages.
        attempt: How it went.
        at: When it had gone so.
    """
    for row in rows:
        _settle_row(row, attempt, at, together=len(rows) - 1)
    if attempt.reason is None:
        outlet.sent_at, outlet.failures, outlet.error, outlet.error_fields = at, 0, "", {}
    else:
        outlet.error, outlet.error_fields = attempt.reason.text, fields_of(attempt.reason)
        outlet.error_at = at
        outlet.failures += any(row.state == DeliveryState.DEAD for row in rows)
        outlet.held_until = at + attempt.hold if attempt.hold else None
    outlet.save(update_fields=["sent_at", "failures", "error", "error_fields", "error_at", "held_until"])
    if outlet.failures >= MOST_FAILURES:
        _switched_off(outlet, at)


def _settle_row(row: Delivery, attempt: Attempt, at: datetime, *, together: int) -> None:
    row.attempts += 1
    row.status, row.took_ms, row.together = attempt.status, attempt.took_ms, together
    if attempt.reason is None:
        row.state, row.ended_at, row.error, row.error_fields = DeliveryState.SENT, at, "", {}
    else:
        row.error, row.error_fields = attempt.reason.text, fields_of(attempt.reason)
        if attempt.again and row.attempts < MOST_ATTEMPTS:
            row.next_at = at + max(wait_after(row.attempts), attempt.hold)
        else:
            row.state, row.ended_at = DeliveryState.DEAD, at
    row.save()


def wait_after(attempts: int) -> timedelta:
    """Return how long a message waits after so many attempts."""
    wait: timedelta = _FIRST_WAIT * 4 ** (attempts - 1)
    return min(wait, _LONGEST_WAIT)


def _switched_off(outlet: Robot | Subscription, at: datetime) -> None:
    """Tell those who set up robots or programs that one was switched off, and give up what waits for it."""
    outlet.is_on = False
    outlet.save(update_fields=["is_on"])
    reason = _("It was switched off, since three messages in a row were not taken.")
    outlet.deliveries.filter(state=DeliveryState.WAITING).update(
        state=DeliveryState.DEAD, ended_at=at, error=reason.text, error_fields={}
    )
    robot = isinstance(outlet, Robot)
    unit = outlet.unit if isinstance(outlet, Robot) else outlet.company
    roles = roles_with("robots.manage" if robot else "webhooks.manage")
    held = Grant.objects.filter(role__in=roles, unit__path__in=paths_above(unit)).values("person")
    tell(
        Person.objects.filter(pk__in=held, is_active=True),
        kind="delivery-failed",
        unit=unit,
        title=_("{name} was switched off: three messages in a row were not taken.", name=outlet.name),
        text=outlet.error_message,
        path=f"/robots/{outlet.key}/" if robot else f"/webhooks/{outlet.key}/",
        at=at,
        key=f"switched-off:{outlet.key}:{at.isoformat()}",
    )
