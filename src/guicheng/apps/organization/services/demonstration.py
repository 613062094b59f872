"""The people of the demonstration company, added in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Grant, Person, Placement, Post, Unit
from guicheng.apps.organization.services.access import MANAGE_PEOPLE, NotAsWantedError, managed_company, note_person
from guicheng.apps.organization.services.people import save_person
from guicheng.apps.organization.services.values import wanted_person_name, wanted_role, wanted_username
from guicheng.domain.values.message import _


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to be added.

    Args:
        username: What they sign in with.
        name: Their name.
        unit: Where they work.
        post: What they do there, None for nothing that is a post.
        roles: What they are trusted with there.
    """

    username: str
    name: str
    unit: Unit
    post: Post | None
    roles: tuple[str, ...]


@transaction.atomic
def add_demonstration_people(
    *, actor: Actor, people: Sequence[NewPerson], like: Person, at: datetime
) -> tuple[Person, ...]:
    """Add people to the demonstration company; all sign in with the password of one of them.

    In a real company each person has a password of their own, and hashing each takes a third of a second.

    Args:
        actor: Who adds them; needs ``people.manage`` at the company.
        people: Who.
        like: Whose password it is.
        at: Now, with time zone.

    Raises:
        NotAllowedError: The actor does not manage the people of the company.
        NotAsWantedError: The company is a real one.
        TakenError: Somebody has one of the user names.
    """
    company = managed_company(actor, MANAGE_PEOPLE)
    if not company.demonstration or like.company_id != company.pk:
        raise NotAsWantedError(_("Only people of the demonstration share a password."), field="company")
    return tuple(_added(actor, company, each, like, at) for each in people)


def _added(actor: Actor, company: Unit, said: NewPerson, like: Person, at: datetime) -> Person:
    person = Person(
        company=company,
        username=wanted_username(said.username),
        name=wanted_person_name(said.name),
        joined_at=at,
        password=like.password,
    )
    save_person(person)
    roles = [wanted_role(role) for role in said.roles]
    Grant.objects.bulk_create(Grant(person=person, role=role, unit=said.unit, granted_at=at) for role in roles)
    if said.post is not None:
        Placement.objects.create(person=person, post=said.post, unit=said.unit)
    after = {"username": person.username, "name": person.name, "roles": [role.value for role in roles]}
    note_person(person, "add_person", actor, at, unit_path=str(said.unit.path), after=after)
    return person
