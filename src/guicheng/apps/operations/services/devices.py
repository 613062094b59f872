"""Phones: registered, withdrawn, and the stamps by which they prove when they last had contact."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from guicheng.apps.operations.models import FieldDevice
from guicheng.apps.operations.selectors.devices import device_kept_by, sending_unit
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors import clean, person_visible_to, post_visible_to
from guicheng.apps.organization.services import NotAsWantedError
from guicheng.apps.organization.services.access import permit, refuse_archived
from guicheng.apps.platform.services import record
from guicheng.domain.values.message import _

_SALT: Final = "guicheng.field.contact"
_SIGNS: Final = 24
NAME: Final = 60
_SEND, _KEEP = "field.send", "evidence.devices"


@transaction.atomic
def register_device(
    *, actor: Actor, unit_key: str | UUID, name: str, at: datetime, person_key: str = "", post_key: str = ""
) -> FieldDevice:
    """Register a phone at a unit.

    Args:
        actor: Who registers; needs ``field.send`` there for a phone of their own, ``evidence.devices`` for another.
        unit_key: Where it is used.
        name: What people call it.
        at: Now, with time zone.
        person_key: Whose it is; "" with no post either is the actor's own.
        post_key: The post whose people share it.

    Raises:
        NotAsWantedError: It has no name, or names a person and a post.
        ObjectDoesNotExist: Unit, person or post is out of reach.
    """
    unit, called = sending_unit(actor, unit_key), clean(name)[:NAME]
    permit(actor, _KEEP if person_key or post_key else _SEND, unit)
    refuse_archived(unit)
    if not called:
        raise NotAsWantedError(_("Say what the phone is called, such as the number on its back."), field="name")
    if person_key and post_key:
        raise NotAsWantedError(_("A phone belongs to a person or to a post, not to both."), field="post")
    person = person_visible_to(actor, person_key) if person_key else None if post_key else actor.person
    post = post_visible_to(actor, post_key) if post_key else None
    made = FieldDevice.objects.create(unit=unit, person=person, post=post, name=called, registered_at=at)
    _note(made, "register_device", actor, at)
    return made


@transaction.atomic
def withdraw_device(*, actor: Actor, key: str | UUID, at: datetime) -> FieldDevice:
    """Take a phone out of use: nothing more is taken from it; withdrawing it again changes nothing.

    Raises:
        FieldDevice.DoesNotExist: There is none within reach.
    """
    found = device_kept_by(actor, key)
    if found.withdrawn_at is None:
        found.withdrawn_at = at
        found.save(update_fields=["withdrawn_at"])
        _note(found, "withdraw_device", actor, at)
    return found


def _note(device: FieldDevice, act: str, actor: Actor, at: datetime) -> None:
    unit: Unit = device.unit
    record(
        actor=actor,
        act=f"operations.{act}",
        subject="device",
        key=str(device.key),
        label=device.name,
        at=at,
        unit_path=str(unit.path),
        after={"unit": unit.name},
    )


def contact_stamp(device_key: UUID | str, at: datetime) -> str:
    """Return what a phone names in its events to prove this contact: the moment, and a seal that only we can make.

    Args:
        device_key: Key of the phone.
        at: Now, with time zone.
    """
    moment = str(milliseconds(at))
    return f"{moment}.{_seal(device_key, moment)}"


def contact_ms(device_key: UUID | str, stamp: str) -> int | None:
    """Return the moment of a contact in milliseconds since 1970; None for a stamp that this phone did not get."""
    moment, _dot, seal = stamp.partition(".")
    if not (moment.isascii() and moment.isdigit() and len(moment) <= 15):
        return None
    return int(moment) if constant_time_compare(seal, _seal(device_key, moment)) else None


def _seal(device_key: UUID | str, moment: str) -> str:
    return salted_hmac(_SALT, f"{device_key}:{moment}", algorithm="sha256").hexdigest()[:_SIGNS]


def milliseconds(at: datetime) -> int:
    """Return a moment as milliseconds since 1970."""
    return (at - _EPOCH) // _MILLISECOND


_EPOCH: Final = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_MILLISECOND: Final = timedelta(milliseconds=1)
