"""Who may do what to which unit, post or person, and the errors that say why not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person, Post, Unit
from guicheng.apps.organization.selectors import (
    covers,
    home_path,
    names_of_administrators,
    person_visible_to,
    post_visible_to,
    unit_visible_to,
)
from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.platform.services import entry, record, record_all
from guicheng.domain.values import FieldError, GuichengError, Message, NotAllowedError
from guicheng.domain.values.message import _

MANAGE_UNITS = "organization.manage"
MANAGE_PEOPLE = "people.manage"


class NotAsWantedError(FieldError):
    """A value is missing or cannot be what it is; nothing was written."""

    code = "not-as-wanted"


class TakenError(NotAsWantedError):
    """Another one has this name, code, user name or address already."""

    code = "taken"


class ArchivedError(GuichengError):
    """The unit or post is archived and takes nothing new."""

    code = "archived"


class StillUsedError(GuichengError):
    """Something active stands below the unit or fills the post."""

    code = "still-used"


class LastAdministratorError(GuichengError):
    """Nobody would be left who administers the company."""

    code = "last-administrator"


class EndedError(GuichengError):
    """The person's access was ended."""

    code = "ended"


def permit(actor: Actor, permission: str, unit: Unit) -> None:
    """Let an act on a visible object pass.

    Raises:
        NotAllowedError: The permission does not hold at the unit; the sentence names who can grant it.
    """
    if not actor.may(permission, unit):
        raise NotAllowedError(_not_at(unit))


def person_of(actor: Actor) -> Person:
    """Return the person who acts.

    Raises:
        NotAllowedError: An integration acts, which cannot take this responsibility.
    """
    if actor.person is None:
        raise NotAllowedError(_("Only a person can do this. Sign in instead of using a token."))
    return actor.person


def _not_at(unit: Unit) -> Message:
    return _(
        "Your role at {unit} does not include this. Ask {names} to grant it.",
        unit=unit.name,
        names=names_of_administrators(unit),
    )


def lock_company(actor: Actor) -> Unit:
    """Return the actor's company, its row locked until the end of the transaction.

    Every write to the organization takes this lock, so that two of them never decide on what the other is changing.

    Raises:
        Unit.DoesNotExist: The actor belongs to none.
    """
    found: Unit = Unit.objects.select_for_update().get(pk=actor.company_id)
    return found


def managed_company(actor: Actor, permission: str) -> Unit:
    """Return the actor's company, locked, for an act on all of it.

    Raises:
        Unit.DoesNotExist: The actor belongs to none.
        NotAllowedError: The permission does not hold at the company itself.
    """
    company = lock_company(actor)
    permit(actor, permission, company)
    return company


def managed_unit(actor: Actor, key: str | UUID, permission: str = MANAGE_UNITS) -> Unit:
    """Return a unit for an act, its company locked.

    Raises:
        Unit.DoesNotExist: There is none within reach.
        NotAllowedError: It is visible, and the permission does not hold.
    """
    lock_company(actor)
    unit = unit_visible_to(actor, key)
    permit(actor, permission, unit)
    return unit


def managed_post(actor: Actor, key: str | UUID) -> Post:
    """Return a post for an act, its company locked.

    Raises:
        Post.DoesNotExist: There is none within reach.
        NotAllowedError: It is visible, and the actor does not manage the company.
    """
    lock_company(actor)
    post = post_visible_to(actor, key)
    permit(actor, MANAGE_UNITS, post.company)
    return post


def managed_person(actor: Actor, key: str | UUID) -> Person:
    """Return a person for an act on them as such, wherever they work; the company is locked.

    Raises:
        Person.DoesNotExist: There is none within reach.
        NotAllowedError: They are visible, but also placed or trusted where the actor manages nobody.
    """
    lock_company(actor)
    person = person_visible_to(actor, key)
    if not covers(actor, MANAGE_PEOPLE, person):
        raise NotAllowedError(_not_at(person.company))
    return person


def refuse_archived(thing: Unit | Post) -> None:
    """Let only what is not archived pass.

    Raises:
        ArchivedError: It is archived.
    """
    if thing.archived_at:
        raise ArchivedError(_("{name} is archived. Take it out of the archive first.", name=thing.name))


def refuse_ended(person: Person) -> None:
    """Let only somebody pass whose access lasts.

    Raises:
        EndedError: It was ended.
    """
    if not person.is_active:
        raise EndedError(_("The access of {name} was ended. Readmit them first.", name=person.name))


def note_unit(
    unit: Unit,
    name: str,
    actor: Actor,
    at: datetime,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write the audit row of an act on a unit."""
    record(
        actor=actor,
        act=f"organization.{name}",
        subject="unit",
        key=str(unit.key),
        label=unit.name,
        unit_path=str(unit.path),
        before=before,
        after=after,
        at=at,
    )


def note_post(
    post: Post,
    name: str,
    actor: Actor,
    at: datetime,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write the audit row of an act on a post."""
    record(
        actor=actor,
        act=f"organization.{name}",
        subject="post",
        key=str(post.key),
        label=post.name,
        unit_path=str(post.company.path),
        before=before,
        after=after,
        at=at,
    )


def note_person(
    person: Person,
    name: str,
    actor: Actor,
    at: datetime,
    *,
    unit_path: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write the audit row of an act on a person; ``unit_path`` is where it happened, "" for where they belong."""
    path = unit_path or home_path(person)
    record_all([person_entry(person, name, actor, at, unit_path=path, before=before, after=after)])


def person_entry(
    person: Person,
    name: str,
    actor: Actor,
    at: datetime,
    *,
    unit_path: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Return the audit row of an act on a person, not written yet."""
    return entry(
        actor=actor,
        act=f"organization.{name}",
        subject="person",
        key=str(person.key),
        label=person.name,
        unit_path=unit_path,
        before=before,
        after=after,
        at=at,
    )


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return of two states only the fields that differ."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}
