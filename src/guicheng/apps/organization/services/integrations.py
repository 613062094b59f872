"""Tokens for programs, and calls that are carried out once however often they are sent."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Answered, Integration
from guicheng.apps.organization.permissions import PERMISSIONS
from guicheng.apps.organization.selectors import clean, unit_visible_to
from guicheng.apps.organization.selectors.integrations import Caller, integration_visible_to, token_digest
from guicheng.apps.organization.services.access import NotAsWantedError, permit
from guicheng.apps.platform.services import record
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

#: What stands before every token, so that a leaked one is recognised.
PREFIX: Final = "gc_"
#: How long an answer to a key is remembered.
REMEMBERED: Final = timedelta(days=2)
_MANAGE: Final = "integrations.manage"
#: What a token may never hold: whoever has these could make more tokens, take part as a person, or send
#: what happens elsewhere.
FORBIDDEN_SCOPES: Final = frozenset(
    {"integrations.manage", "people.manage", "people.reveal", "organization.manage", "webhooks.manage"}
)
_SEEN_EVERY: Final = timedelta(minutes=5)


class OtherCallError(GuichengError):
    """The idempotency key belongs to a call with another body."""

    code = "idempotency-mismatch"


class UnderWayError(GuichengError):
    """The same call is being carried out at this moment."""

    code = "under-way"


@transaction.atomic
def issue_token(
    *,
    actor: Actor,
    unit_key: str | UUID,
    name: str,
    scopes: Iterable[str],
    at: datetime,
    ends_on: date | None = None,
) -> tuple[Integration, str]:
    """Give a program a token.

    Args:
        actor: Who gives it; needs ``integrations.manage`` at the unit.
        unit_key: The token reaches this unit and what lies below.
        name: What the audit calls the program.
        scopes: Names of permissions.
        at: Now, with time zone.
        ends_on: Last day on which it works, None for no end.

    Returns:
        The row, and the token, which is shown this once and stored nowhere.

    Raises:
        NotAsWantedError: The name is empty, or a scope is none that a token may have.
    """
    unit = unit_visible_to(actor, unit_key)
    permit(actor, _MANAGE, unit)
    called, wanted = clean(name)[:60], sorted(set(scopes))
    if not called:
        raise NotAsWantedError(_("Say what the program is called."), field="name")
    unknown = [scope for scope in wanted if scope not in PERMISSIONS or scope in FORBIDDEN_SCOPES]
    if unknown or not wanted:
        raise NotAsWantedError(
            _("Choose scopes from the list; a token cannot have: {scopes}.", scopes=", ".join(unknown) or "—"),
            field="scopes",
        )
    token = PREFIX + secrets.token_urlsafe(32)
    made = Integration.objects.create(
        unit=unit, name=called, token_digest=token_digest(token), scopes=wanted, created_at=at, ends_on=ends_on
    )
    after = {"unit": unit.name, "scopes": wanted, "ends_on": str(ends_on or "")}
    record(
        actor=actor,
        act="organization.issue_token",
        subject="integration",
        key=str(made.key),
        label=called,
        at=at,
        unit_path=unit.path,
        after=after,
    )
    return made, token


@transaction.atomic
def revoke_token(*, actor: Actor, key: str | UUID, at: datetime) -> Integration:
    """End a token at once; revoking it again changes nothing.

    Raises:
        Integration.DoesNotExist: There is none within reach.
    """
    found = integration_visible_to(actor, key)
    if found.revoked_at is None:
        found.revoked_at = at
        found.save(update_fields=["revoked_at"])
        record(
            actor=actor,
            act="organization.revoke_token",
            subject="integration",
            key=str(found.key),
            label=found.name,
            at=at,
            unit_path=found.unit.path,
        )
    return found


def note_use(*, caller: Caller, at: datetime) -> None:
    """Note that a token was used; to the nearest minutes, so that reading stays free of writes."""
    if caller.used_at is None or at - caller.used_at > _SEEN_EVERY:
        Integration.objects.filter(pk=caller.id).update(used_at=at)


def begin_call(*, caller: str, key: str, digest: str, at: datetime) -> Answered | None:
    """Take an idempotency key; return the earlier answer where the call was carried out before.

    Args:
        caller: Who calls, lasting.
        key: As it came with the call.
        digest: Digest of method, address and body.
        at: Now, with time zone.

    Raises:
        OtherCallError: The key was used for another call.
        UnderWayError: The same call is not finished.
    """
    Answered.objects.filter(at__lt=at - REMEMBERED).delete()
    try:
        with transaction.atomic():
            Answered.objects.create(caller=caller, key=key[:80], digest=digest, at=at)
    except IntegrityError:
        earlier = Answered.objects.get(caller=caller, key=key[:80])
    else:
        return None
    if earlier.digest != digest:
        raise OtherCallError(_("This Idempotency-Key belongs to another call. Take a new one for each call."))
    if not earlier.status:
        raise UnderWayError(_("The same call is being carried out. Ask again in a moment."))
    return earlier


def end_call(*, caller: str, key: str, status: int, body: str) -> None:
    """Remember what a call was answered; a failure of ours is forgotten, so that it can be tried again."""
    row = Answered.objects.filter(caller=caller, key=key[:80])
    if status >= 500:
        row.delete()
    else:
        row.update(status=status, body=body)
