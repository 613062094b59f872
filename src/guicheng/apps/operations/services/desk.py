"""What people say on a page goes into the evidence log as what a phone sends: through a device of the person's own."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from guicheng.apps.operations.models import FieldDevice, FieldEvent
from guicheng.apps.operations.services.devices import contact_stamp
from guicheng.apps.operations.services.intake import take_events
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.organization.services.access import NotAsWantedError, permit, person_of
from guicheng.domain.evidence import event_hash, read_event
from guicheng.domain.evidence.kinds import Kind

_SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: What lists of phones call the page.
_DESK: Final = "网页"
_SEND: Final = "field.send"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that somebody says on a page.

    Args:
        kind: What happened.
        payload: Nothing personal.
        personal: Personal fields by name; each gets a salt.
        photos: SHA-256 of photos that were kept.
    """

    kind: Kind
    payload: Mapping[str, Any] = field(default_factory=dict)
    personal: Mapping[str, Any] = field(default_factory=dict)
    photos: Sequence[str] = ()


@transaction.atomic
def say_at_desk(*, actor: Actor, unit: Unit, occurrence: str, said: Sequence[Said], at: datetime) -> list[str]:
    """Keep what somebody says as events of one moment, in order.

    Args:
        actor: Who says it, a person; needs ``field.send`` at the unit.
        unit: Where.
        occurrence: Of which task.
        said: What.
        at: Now, with time zone.

    Returns:
        Ids of the events.

    Raises:
        NotAllowedError: The actor may not send evidence there, or is no person.
        NotAsWantedError: Something cannot be kept; nothing is.
    """
    permit(actor, _SEND, unit)
    device = _device(unit, person_of(actor), at)
    last = FieldEvent.objects.filter(device=device).order_by("-device_seq").first()
    number, before = (last.device_seq, last.hash) if last else (0, "")
    events = []
    for each in said:
        number += 1
        event = _event(device, each, occurrence=occurrence, number=number, before=before, at=at)
        before = event_hash(read_event(event))
        events.append(event)
    refused = take_events(actor=actor, events=events, at=at).refused
    if refused:
        raise NotAsWantedError(refused[0].message, field="occurrence")
    return [event["id"] for event in events]


def ulid(at: datetime) -> str:
    """Return a new id that sorts by its moment: 48 bits of milliseconds and 80 bits of chance."""
    number = int(at.timestamp() * 1000) << 80 | secrets.randbits(80)
    return "".join(_SIGNS[number >> (5 * place) & 31] for place in reversed(range(26)))


def _device(unit: Unit, person: Person, at: datetime) -> FieldDevice:
    """Return the device by which a person speaks on pages of a unit, locked: its events are counted one by one."""
    found, _new = FieldDevice.objects.get_or_create(
        unit=unit, person=person, name=_DESK, withdrawn_at=None, defaults={"registered_at": at}
    )
    return FieldDevice.objects.select_for_update().get(pk=found.pk)


def _event(
    device: FieldDevice, said: Said, *, occurrence: str, number: int, before: str, at: datetime
) -> dict[str, Any]:
    return {
        "id": ulid(at),
        "device": str(device.key),
        "device_seq": number,
        "kind": said.kind.value,
        "occurrence": occurrence,
        "wall": at.isoformat(timespec="milliseconds"),
        "since_contact_ms": 0,
        "contact": contact_stamp(device.key, at),
        "payload": dict(said.payload),
        "personal": {name: {"salt": secrets.token_hex(16), "value": value} for name, value in said.personal.items()},
        "photos": list(said.photos),
        "prev_hash": before,
    }
