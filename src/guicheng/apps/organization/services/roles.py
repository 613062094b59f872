"""Who fills which post where, and who is trusted with what where."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Grant, Person, Placement, Post, Unit
from guicheng.apps.organization.selectors import person_visible_to, post_visible_to
from guicheng.apps.organization.services.access import (
    MANAGE_PEOPLE,
    managed_unit,
    person_entry,
    refuse_archived,
    refuse_ended,
)
from guicheng.apps.organization.services.accounts import keep_an_administrator
from guicheng.apps.organization.services.values import wanted_role
from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.platform.services import record_all


@transaction.atomic
def place_person(
    *, actor: Actor, person_key: str | UUID, post_key: str | UUID, unit_key: str | UUID, at: datetime
) -> Placement:
    """Have a person fill a post in a unit; nothing happens if they do already.

    Args:
        actor: Who places them; needs ``people.manage`` at the unit.
        person_key: Who.
        post_key: The post.
        unit_key: Where.
        at: Now, with time zone.

    Raises:
        DoesNotExist: The person, post or unit is absent or out of reach; the error is that model's own.
        NotAllowedError: The actor sees the unit and does not manage its people.
        ArchivedError: The post or the unit is archived.
        EndedError: The person's access was ended.
    """
    person, post, unit = _placing(actor, person_key, post_key, unit_key)
    refuse_ended(person)
    refuse_archived(post)
    refuse_archived(unit)
    placement, placed = Placement.objects.get_or_create(person=person, post=post, unit=unit)
    if placed:
        record_all([placement_entry(placement, "place_person", actor, at)])
    return placement


@transaction.atomic
def unplace_person(
    *, actor: Actor, person_key: str | UUID, post_key: str | UUID, unit_key: str | UUID, at: datetime
) -> None:
    """Take a person from a post in a unit.

    Raises:
        DoesNotExist: The person, post or unit is absent or out of reach, or they do not fill that post there.
        NotAllowedError: The actor sees the unit and does not manage its people.
    """
    person, post, unit = _placing(actor, person_key, post_key, unit_key)
    placement = Placement.objects.get(person=person, post=post, unit=unit)
    record_all([placement_entry(placement, "unplace_person", actor, at)])
    placement.delete()


@transaction.atomic
def grant_role(*, actor: Actor, person_key: str | UUID, role: str, unit_key: str | UUID, at: datetime) -> Grant:
    """Trust a person with a role for a unit and everything below it; nothing happens if they hold it already.

    Args:
        actor: Who grants it; needs ``people.manage`` at the unit.
        person_key: To whom.
        role: A ``Role``.
        unit_key: Where.
        at: Now, with time zone.

    Raises:
        DoesNotExist: The person or unit is absent or out of reach; the error is that model's own.
        NotAllowedError: The actor sees the unit and does not manage its people.
        NotAsWantedError: There is no such role.
        ArchivedError: The unit is archived.
        EndedError: The person's access was ended.
    """
    unit = managed_unit(actor, unit_key, MANAGE_PEOPLE)
    person = person_visible_to(actor, person_key)
    wanted = wanted_role(role)
    refuse_ended(person)
    refuse_archived(unit)
    grant, granted = Grant.objects.get_or_create(person=person, role=wanted, unit=unit, defaults={"granted_at": at})
    if granted:
        record_all([grant_entry(grant, "grant_role", actor, at)])
    return grant


@transaction.atomic
def revoke_role(*, actor: Actor, person_key: str | UUID, role: str, unit_key: str | UUID, at: datetime) -> None:
    """Take a role from a person at once, in whatever session they are.

    Raises:
        DoesNotExist: The person or unit is absent or out of reach, or they do not hold the role there.
        NotAllowedError: The actor sees the unit and does not manage its people.
        LastAdministratorError: Nobody else administers the company.
    """
    unit = managed_unit(actor, unit_key, MANAGE_PEOPLE)
    person = person_visible_to(actor, person_key)
    grant = Grant.objects.select_related("person", "unit").get(person=person, role=wanted_role(role), unit=unit)
    record_all([grant_entry(grant, "revoke_role", actor, at)])
    grant.delete()
    keep_an_administrator(person.company)


def placement_entry(placement: Placement, name: str, actor: Actor, at: datetime) -> AuditEntry:
    """Return the audit row of a placement that came or goes, not written yet."""
    return _entry(placement, name, actor, at, {"post": placement.post.name, "unit": placement.unit.name})


def grant_entry(grant: Grant, name: str, actor: Actor, at: datetime) -> AuditEntry:
    """Return the audit row of a role that came or goes, not written yet."""
    return _entry(grant, name, actor, at, {"role": str(grant.role), "unit": grant.unit.name})


def _entry(held: Placement | Grant, name: str, actor: Actor, at: datetime, said: dict[str, str]) -> AuditEntry:
    gone = name in {"unplace_person", "revoke_role"}
    before, after = (said, {}) if gone else ({}, said)
    path = str(held.unit.path)
    return person_entry(held.person, name, actor, at, unit_path=path, before=before, after=after)


def _placing(
    actor: Actor, person_key: str | UUID, post_key: str | UUID, unit_key: str | UUID
) -> tuple[Person, Post, Unit]:
    unit = managed_unit(actor, unit_key, MANAGE_PEOPLE)
    return person_visible_to(actor, person_key), post_visible_to(actor, post_key), unit
