"""The programs that call the API, and who one is by its token."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Integration, Unit
from guicheng.apps.organization.permissions import Role
from guicheng.apps.organization.selectors.fetching import one
from guicheng.apps.platform.statements import Runner, Statement, moment_of

_CALLER: Final = Statement(
    "SELECT i.id, i.key, i.name, i.scopes, i.used_at, u.path, c.id FROM organization_integration i "
    "JOIN organization_unit u ON u.id = i.unit_id JOIN organization_unit c ON c.path = substr(u.path, 1, %s) "
    "WHERE i.token_digest = %s AND i.revoked_at IS NULL AND (i.ends_on IS NULL OR i.ends_on >= %s) "
    "AND u.archived_at IS NULL"
)


def token_digest(token: str) -> str:
    """Return what stands in the table for a token; it is long and random, so one round is enough."""
    return sha256(token.encode()).hexdigest()


def integrations_visible_to(actor: Actor) -> QuerySet[Integration]:
    """Return the integrations of the units where an actor manages them, revoked ones too."""
    return Integration.objects.filter(actor.within("integrations.manage")).select_related("unit")


def integration_visible_to(actor: Actor, key: str | UUID) -> Integration:
    """Return one integration.

    Raises:
        Integration.DoesNotExist: There is none within reach.
    """
    return one(integrations_visible_to(actor), key)


@dataclass(frozen=True, slots=True)
class Caller:
    """An integration that calls.

    Args:
        id: Its primary key.
        used_at: When its token was noted as used, None for never.
        actor: The integration at work: any role at its unit, as far as its scopes go.
    """

    id: int
    used_at: datetime | None
    actor: Actor


def caller_with(token: str, *, at: datetime, address: str) -> Caller | None:
    """Return the integration with a token, None for a token that is unknown, revoked or over: one query.

    It is asked anew at every call, so that a token that was revoked lets nobody in from that moment.

    Args:
        token: As it came with the call.
        at: Now, with time zone.
        address: Where the call came from.
    """
    values = [Unit.steplen, token_digest(token), timezone.localdate(at).isoformat()]
    row = Runner().run(_CALLER, values).fetchone()
    if row is None:
        return None
    pk, key, name, scopes, used_at, path, company_id = row
    actor = Actor(
        person=None,
        company_id=company_id,
        grants=tuple((str(role), path) for role in Role),
        channel="api",
        address=address[:45],
        scopes=frozenset(json.loads(scopes) if isinstance(scopes, str) else scopes),
        named=name,
        key=str(UUID(str(key))),
    )
    return Caller(pk, used_at and moment_of(used_at), actor)
