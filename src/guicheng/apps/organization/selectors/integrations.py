"""The programs that call the API, and who one is by its token."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Integration, Unit
from guicheng.apps.organization.permissions import Role
from guicheng.apps.organization.selectors.fetching import one


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


def integration_of(token: str, *, at: datetime) -> Integration | None:
    """Return the integration with a token, None for a token that is unknown, revoked or over.

    Args:
        token: As it came with the call.
        at: Now, with time zone.
    """
    today = timezone.localdate(at)
    usable = Q(revoked_at__isnull=True) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    rows = Integration.objects.filter(usable, token_digest=token_digest(token), unit__archived_at__isnull=True)
    return rows.select_related("unit").first()


def actor_of_integration(integration: Integration, *, address: str) -> Actor:
    """Return an integration as an actor: any role at its unit, as far as its scopes go."""
    unit = integration.unit
    company = Unit.objects.only("pk").get(path=unit.company_path)
    return Actor(
        person=None,
        company_id=company.pk,
        grants=tuple((str(role), str(unit.path)) for role in Role),
        channel="api",
        address=address[:45],
        scopes=frozenset(integration.scopes),
        named=integration.name,
        key=str(integration.key),
    )
