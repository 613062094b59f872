"""Phones, and who sees them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from guicheng.apps.operations.models import FieldDevice
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors import one
from guicheng.apps.platform.statements import Runner, Statement, moment_of


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
        keys: Keys as they stand in events; each is a UUID.
    """
    wanted, paths = [UUID(key).hex for key in keys], actor.paths("field.send")
    if not wanted or not paths:
        return {}
    within = [part for path in paths for part in (len(path), path)]
    rows = Runner().run(_senders(len(wanted), len(paths)), [*wanted, *within]).fetchall()
    found = (Sender(UUID(str(key)), pk, unit, gone and moment_of(gone)) for key, pk, unit, gone in rows)
    return {str(each.key): each for each in found}


@lru_cache(maxsize=64)
def _senders(keys: int, paths: int) -> Statement:
    """Return the statement for so many phones within so many units; in plain words, since every batch asks it."""
    among = ", ".join(["%s"] * keys)
    within = " OR ".join(["substr(u.path, 1, %s) = %s"] * paths)
    return Statement(
        "SELECT d.key, d.id, d.unit_id, d.withdrawn_at FROM operations_fielddevice d "  # noqa: S608 - marks only
        f"JOIN organization_unit u ON u.id = d.unit_id WHERE d.key IN ({among}) AND ({within})"
    )
