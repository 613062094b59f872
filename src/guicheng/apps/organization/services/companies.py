"""The first act of all: a company with its first administrator."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from guicheng.apps.organization.models import Grant, Person, Unit, UnitKind
from guicheng.apps.organization.permissions import Role
from guicheng.apps.organization.selectors import actor_for, any_company
from guicheng.apps.organization.services.access import note_person, note_unit
from guicheng.apps.organization.services.accounts import accept_password
from guicheng.apps.organization.services.people import save_person
from guicheng.apps.organization.services.values import (
    wanted_email,
    wanted_person_name,
    wanted_unit_name,
    wanted_username,
)
from guicheng.apps.platform.services import first_time
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

_RECEIPT: Final = "organization:first-company"
#: Receipt of the one demonstration company.
DEMONSTRATION: Final = "organization:demonstration"
_ROLES: Final = (Role.ADMINISTRATOR, Role.QUALITY_MANAGER)


class AlreadySetUpError(GuichengError):
    """There is a company, so that not just anybody may found one."""

    code = "already-set-up"


@transaction.atomic
def found_company(
    *,
    name: str,
    username: str,
    person_name: str,
    password: str,
    at: datetime,
    email: str = "",
    further: bool = False,
    channel: str = "web",
    address: str = "",
) -> Person:
    """Found a company and its first person, who administers it and manages quality.

    Args:
        name: Name of the company.
        username: What the person signs in with.
        person_name: Name of the person.
        password: Their own choice; it has to pass the password rules.
        at: Now, with time zone.
        email: Their e-mail address, "" for none.
        further: Whether a company may exist already. Only a door that nobody reaches from outside says yes.
        channel: The door.
        address: Network address of the request, "" where there was none.

    Raises:
        AlreadySetUpError: A company exists, and ``further`` is not set.
        NotAsWantedError: A value is missing or cannot be what it is.
        TakenError: Somebody has the user name or the address.
        PasswordRefusedError: The password breaks a rule.
    """
    # The receipt makes the second of two set-ups at the same moment wait, and then see the first.
    first = first_time(key=_RECEIPT, at=at)
    if not further and (not first or any_company()):
        raise AlreadySetUpError(_("The service is set up already. Sign in, or ask an administrator for access."))
    return _found(
        name=name, username=username, person_name=person_name, password=password, at=at,
        email=email, channel=channel, address=address, demonstration=False,
    )  # fmt: skip


@transaction.atomic
def found_demonstration(*, name: str, username: str, person_name: str, password: str, at: datetime) -> Person:
    """Found the demonstration company and its first person; the company is marked for good, and may be removed.

    Args:
        name: Name of the company.
        username: What the person signs in with.
        person_name: Name of the person.
        password: It has to pass the password rules.
        at: When it is said to be founded, with time zone.

    Raises:
        AlreadySetUpError: There is a demonstration company.
        TakenError: Somebody has the user name.
        PasswordRefusedError: The password breaks a rule.
    """
    # Whoever is second waits for the first at the receipt; removing the company gives it back.
    if not first_time(key=DEMONSTRATION, at=at):
        raise AlreadySetUpError(_("The demonstration company is here already. Remove it to load it anew."))
    return _found(
        name=name, username=username, person_name=person_name, password=password, at=at,
        email="", channel="cli", address="", demonstration=True,
    )  # fmt: skip


def _found(
    *,
    name: str,
    username: str,
    person_name: str,
    password: str,
    at: datetime,
    email: str,
    channel: str,
    address: str,
    demonstration: bool,
) -> Person:
    company = Unit.objects.add_root(
        instance=Unit(kind=UnitKind.COMPANY, name=wanted_unit_name(name), demonstration=demonstration)
    )
    person = Person(
        company=company,
        username=wanted_username(username),
        name=wanted_person_name(person_name),
        email=wanted_email(email),
        joined_at=at,
    )
    accept_password(person, password)
    save_person(person)
    Grant.objects.bulk_create(Grant(person=person, role=role, unit=company, granted_at=at) for role in _ROLES)
    actor = actor_for(person, channel=channel, address=address)
    note_unit(company, "found_company", actor, at, after={"name": company.name})
    after = {"username": person.username, "name": person.name, "email": person.email, "roles": list(_ROLES)}
    note_person(person, "add_person", actor, at, after=after)
    return person
