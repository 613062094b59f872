"""Phones, and who sees them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from guicheng.apps.operations.models import FieldDevice
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors import one


def devices_visible_to(actor: Actor) -> QuerySet[FieldDevice]:
    """Return the phones of the units where an actor keeps them, and the actor's own; withdrawn ones too."""
    own = Q(person=actor.person) if actor.person else Q(pk__in=[])
    rows = FieldDevice.objects.filter(actor.within("evidence.devices") | own & actor.within("field.send"))
    return rows.select_related("unit", "person", "post")


def device_kept_by(actor: Actor, key: str | UUID) -> FieldDevice:
    """Return one of these.

    Raises:
        FieldDevice.DoesNotExist: There is none.
    """
    return one(devices_visible_to(actor), key)


def sending_unit(actor: Actor, key: str | UUID) -> Unit:
    """Return a unit that an actor sees, or from which they may send.

    Raises:
        Unit.DoesNotExist: There is none within reach.
    """
    seen = actor.within("organization.read", "") | actor.within("field.send", "")
    found: Unit = one(Unit.objects.filter(seen), key)
    return found


class Sender(NamedTuple):
    """What taking an event in has to know of its phone."""

    key: UUID
    pk: int
    unit_id: int
    withdrawn_at: datetime | None


def devices_sending_for(actor: Actor, keys: Iterable[str]) -> dict[str, Sender]:
    """Return phones by key whose events an actor may send: one query.

    Args:
        actor: Who sends.
        keys: Keys as they stand in events.
    """
    rows = FieldDevice.objects.filter(actor.within("field.send"), key__in=list(keys)).order_by()
    return {str(row[0]): Sender(*row) for row in rows.values_list("key", "pk", "unit_id", "withdrawn_at")}
