"""Calls to programs: signed, in order, tried again, given up with a reason."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings

from guicheng.adapters.outward import Answer, UnreachableError, UnsafeAddressError, post
from guicheng.apps.notices.models import Delivery, Subscription
from guicheng.apps.notices.readings.sealed import unseal
from guicheng.apps.notices.selectors.outward import waiting_for
from guicheng.apps.notices.services.sending import Attempt, Clock, Turn, settle, turn_at
from guicheng.apps.notices.services.subscriptions import PREFIX
from guicheng.domain.values.message import _

_AFTER_SILENCE: Final = timedelta(seconds=30)
_TOO_MANY, _GONE = 429, 410


def send_to_subscription(*, subscription_id: int, clock: Clock) -> int:
    """Send what waits for a subscription; return how many calls were made.

    Args:
        subscription_id: Primary key; another worker that sends there keeps the right to.
        clock: What time it is.
    """
    sent = 0
    with turn_at(Subscription, subscription_id, clock) as turn:
        while turn is not None and turn.keep() and _send_one(turn):
            sent += 1
    return sent


def _send_one(turn: Turn) -> bool:
    found, at = turn.outlet, turn.clock()
    assert isinstance(found, Subscription)  # noqa: S101 - says so to mypy
    row = waiting_for(found, at).first()
    if row is None:
        return False
    settle(found, [row], _call(found, row, at), turn.clock())
    return True


def _call(found: Subscription, row: Delivery, at: datetime) -> Attempt:
    secret = unseal(found.secret)
    if not secret:
        return Attempt(_("Its secret can't be read since the key of this service changed. Set it up anew."))
    body = row.body.encode()
    try:
        answer = post(found.url, body, signed(secret, id_of(row), body, at), allowed=settings.OUTWARD_HOSTS)
    except UnsafeAddressError as error:
        return Attempt(error.message)
    except UnreachableError as error:
        return Attempt(error.message, again=True, hold=_AFTER_SILENCE)
    return _judged(answer)


def id_of(row: Delivery) -> str:
    """Return the id of a message: the same over all attempts, and when it is sent once more."""
    if row.happening is not None:
        return str(row.happening.key)
    return str((row.replay_of or row).key)


def signed(secret: str, identity: str, body: bytes, at: datetime) -> dict[str, str]:
    """Return the headers by which a program knows that a call is ours and new.

    The signature is HMAC-SHA256 over id, timestamp and body with dots between them, as the specification "Standard
    Webhooks" has it, so that its libraries verify it.

    Args:
        secret: As it was shown, with its prefix.
        identity: Id of the message.
        body: What is sent.
        at: Now, with time zone.
    """
    stamp = str(int(at.timestamp()))
    key = base64.b64decode(secret.removeprefix(PREFIX))
    digest = hmac.new(key, f"{identity}.{stamp}.".encode() + body, hashlib.sha256).digest()
    signature = f"v1,{base64.b64encode(digest).decode()}"
    return {"webhook-id": identity, "webhook-timestamp": stamp, "webhook-signature": signature}


def _judged(answer: Answer) -> Attempt:
    """Read the status: 2xx is taken, everything else is not; only what asks to go away ends at once."""
    status, took = answer.status, answer.took_ms
    if 200 <= status < 300:
        return Attempt(status=status, took_ms=took)
    if 300 <= status < 400:
        reason = _("It answered with a redirect ({status}), which is not followed.", status=str(status))
        return Attempt(reason, status=status, took_ms=took)
    reason = _("It answered with status {status}.", status=str(status))
    if status == _TOO_MANY:
        hold = timedelta(seconds=answer.retry_after or 60)
        return Attempt(reason, again=True, hold=hold, status=status, took_ms=took)
    return Attempt(reason, again=status != _GONE, status=status, took_ms=took)
