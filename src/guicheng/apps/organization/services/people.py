"""People: added, changed, and their phone numbers shown to those who need them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person
from guicheng.apps.organization.selectors import names_of_administrators, people_within, person_visible_to
from guicheng.apps.organization.services.access import (
    MANAGE_PEOPLE,
    TakenError,
    changed,
    managed_company,
    managed_person,
    note_person,
)
from guicheng.apps.organization.services.accounts import first_password
from guicheng.apps.organization.services.values import (
    wanted_email,
    wanted_person_name,
    wanted_phone,
    wanted_reason,
    wanted_username,
)
from guicheng.domain.values import NotAllowedError
from guicheng.domain.values.message import _


@transaction.atomic
def add_person(*, actor: Actor, username: str, name: str, email: str, phone: str, at: datetime) -> tuple[Person, str]:
    """Add a person to the actor's company, without a post or a role.

    Args:
        actor: Who adds them; needs ``people.manage`` at the company.
        username: What they sign in with: 3 to 60 characters, kept in lower case, once in the whole service.
        name: Their name, at most 40 characters.
        email: Their e-mail address, once in the whole service; "" for none.
        phone: Their phone number; "" for none.
        at: Now, with time zone.

    Returns:
        The person, and their first password, which is shown this once and has to be replaced by one of their own.

    Raises:
        NotAllowedError: The actor does not manage the people of the company.
        NotAsWantedError: A value is missing or cannot be what it is.
        TakenError: Somebody has the user name or the address.
    """
    company = managed_company(actor, MANAGE_PEOPLE)
    person = Person(
        company=company,
        username=wanted_username(username),
        name=wanted_person_name(name),
        email=wanted_email(email),
        phone=wanted_phone(phone),
        joined_at=at,
    )
    password = first_password()
    person.set_password(password)
    person.password_issued_at = at
    save_person(person)
    note_person(person, "add_person", actor, at, after=described(person))
    return person, password


@transaction.atomic
def change_person(
    *,
    actor: Actor,
    key: str | UUID,
    name: str,
    email: str,
    phone: str,
    at: datetime,
    username: str | None = None,
) -> Person:
    """Change what is kept of a person; see ``add_person`` for values and errors.

    Args:
        actor: Who changes it; needs ``people.manage`` everywhere where the person works or holds a role.
        key: The person.
        name: Their name.
        email: Their e-mail address; "" for none.
        phone: Their phone number; "" for none.
        at: Now, with time zone.
        username: Another user name; None keeps the one they have.

    Raises:
        Person.DoesNotExist: There is none within reach.
    """
    person = managed_person(actor, key)
    before, number = described(person), person.phone
    person.name, person.email, person.phone = wanted_person_name(name), wanted_email(email), wanted_phone(phone)
    if username is not None:
        person.username = wanted_username(username)
    if described(person) == before and person.phone == number:
        return person
    save_person(person)
    old, new = changed(before, described(person))
    note_person(person, "change_person", actor, at, before=old, after=new)
    return person


@transaction.atomic
def reveal_phone(*, actor: Actor, person_key: str | UUID, reason: str, at: datetime) -> str:
    """Return a person's phone number in full, and keep who saw it and why.

    Args:
        actor: Who wants to see it; needs ``people.reveal`` where the person works or holds a role.
        person_key: Whose number.
        reason: What it is needed for, at most 200 characters.
        at: Now, with time zone.

    Raises:
        Person.DoesNotExist: There is none within reach.
        NotAllowedError: The actor sees the person, but not their number.
        NotAsWantedError: No reason is given.
    """
    person = person_visible_to(actor, person_key)
    if not people_within(actor, "people.reveal").filter(pk=person.pk).exists():
        raise NotAllowedError(
            _(
                "Your role does not include seeing phone numbers in full. Ask {names}.",
                names=names_of_administrators(person.company),
            )
        )
    note_person(person, "reveal_phone", actor, at, after={"reason": wanted_reason(reason)})
    return person.phone


def described(person: Person) -> dict[str, Any]:
    """Return what the audit keeps of a person; of the phone number only what pages show."""
    return {
        "username": person.username,
        "name": person.name,
        "email": person.email,
        "phone": person.phone_shown,
    }


def save_person(person: Person) -> None:
    """Save a person.

    Raises:
        TakenError: Somebody has the user name or the address.
    """
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        others = Person.objects.exclude(pk=person.pk)
        if person.email and others.filter(email__iexact=person.email).exists():
            raise email_taken(person.email) from error
        raise username_taken(person.username) from error


def username_taken(username: str) -> TakenError:
    """Return the error to raise for a user name that somebody has."""
    return TakenError(_("The user name {username} is taken. Choose another.", username=username), field="username")


def email_taken(email: str) -> TakenError:
    """Return the error to raise for an e-mail address that somebody has."""
    return TakenError(_("Somebody else has the e-mail address {email}.", email=email), field="email")
