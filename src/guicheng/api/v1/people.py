"""People: who works for the company, and how their access begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.shapes import organization as shapes
from guicheng.apps.organization import selectors, services
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person

calls = Calls("people")
_READ, _MANAGE = "people.read", "people.manage"


@calls.get("/people", needs=_READ, answer=shapes.People, summary="List people", refuses=("bad-cursor",))
def list_people(request: HttpRequest, wanted: Query[shapes.PeopleWanted]) -> dict[str, Any]:
    """Return the people within reach, by name; of phone numbers only the ends."""
    actor = actor_of(request)
    rows = selectors.people_visible_to(actor, words=wanted.words)
    if wanted.active is not None:
        rows = rows.filter(is_active=wanted.active)
    found, following = page_of(rows, wanted.cursor, by="name")
    return {"items": people_json(actor, found), "next": following}


@calls.get("/people/{key}", needs=_READ, answer=shapes.Person, summary="See a person")
def see_person(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return a person with posts and roles within reach."""
    actor = actor_of(request)
    return person_json(actor, selectors.person_visible_to(actor, key))


@calls.write(
    "POST",
    "/people",
    needs=_MANAGE,
    answer=shapes.FirstPassword,
    status=201,
    summary="Add a person",
    refuses=("not-as-wanted", "taken"),
    secrets=("password",),
)
def add_person(request: HttpRequest, body: shapes.PersonIn) -> dict[str, Any]:
    """Add a person without post or role, and tell their first password this once.

    The answer that is remembered for an idempotency key does not hold the password.
    """
    actor = actor_of(request)
    person, password = services.add_person(actor=actor, **body.model_dump(), at=timezone.now())
    return {"person": person_json(actor, person), "password": password}


@calls.write(
    "PATCH",
    "/people/{key}",
    needs=_MANAGE,
    answer=shapes.Person,
    summary="Change a person",
    refuses=("not-as-wanted", "taken"),
)
def change_person(request: HttpRequest, key: Path[str], body: shapes.PersonChange) -> dict[str, Any]:
    """Change what is kept of a person; what is left out stays."""
    actor = actor_of(request)
    known = selectors.person_visible_to(actor, key)
    kept = {"name": known.name, "email": known.email, "phone": known.phone, "username": None}
    sent = {name: value for name, value in body.model_dump().items() if value is not None}
    return person_json(actor, services.change_person(actor=actor, key=key, **{**kept, **sent}, at=timezone.now()))


@calls.ask(
    "/people/{key}/phone",
    needs="people.reveal",
    answer=shapes.Phone,
    summary="See a phone number in full",
    refuses=("not-as-wanted",),
)
def reveal_phone(request: HttpRequest, key: Path[str], body: shapes.PhoneReason) -> dict[str, Any]:
    """Return the phone number of a person; each time the audit keeps who saw it and why."""
    number = services.reveal_phone(actor=actor_of(request), person_key=key, reason=body.reason, at=timezone.now())
    return {"phone": number}


@calls.write(
    "POST",
    "/people/{key}/password",
    needs=_MANAGE,
    answer=shapes.FirstPassword,
    summary="Give a new first password",
    refuses=("ended",),
    secrets=("password",),
)
def issue_password(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Give a person a new first password, told this once, and end their sessions."""
    actor = actor_of(request)
    password = services.issue_password(actor=actor, key=key, at=timezone.now())
    return {"person": person_json(actor, selectors.person_visible_to(actor, key)), "password": password}


@calls.write(
    "POST",
    "/people/{key}/end",
    needs=_MANAGE,
    answer=shapes.Person,
    summary="End a person's access",
    refuses=("last-administrator",),
)
def end_person(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """End a person's access at once: no sign-in, no session, no post, no role. What they wrote stays."""
    actor = actor_of(request)
    return person_json(actor, services.end_person(actor=actor, key=key, at=timezone.now()))


@calls.write("POST", "/people/{key}/readmit", needs=_MANAGE, answer=shapes.Person, summary="Readmit a person")
def readmit_person(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Let somebody sign in again; posts and roles are given anew."""
    actor = actor_of(request)
    return person_json(actor, services.readmit_person(actor=actor, key=key, at=timezone.now()))


def person_json(actor: Actor, person: Person) -> dict[str, Any]:
    """Return a person as the API tells them."""
    return people_json(actor, [person])[0]


def people_json(actor: Actor, people: Sequence[Person]) -> list[dict[str, Any]]:
    """Return people as the API tells them: two queries."""
    placements: dict[int, list[dict[str, Any]]] = {}
    for row in selectors.placements_visible_to(actor).filter(person__in=people):
        placements.setdefault(row.person_id, []).append({"unit": told(row.unit), "post": told(row.post)})
    roles: dict[int, list[dict[str, Any]]] = {}
    for grant in selectors.grants_visible_to(actor).filter(person__in=people):
        roles.setdefault(grant.person_id, []).append({"unit": told(grant.unit), "role": grant.role})
    return [
        {
            "key": str(person.key),
            "username": person.username,
            "name": person.name,
            "email": person.email,
            "phone": person.phone_shown,
            "active": person.is_active,
            "placements": placements.get(person.pk, []),
            "roles": roles.get(person.pk, []),
        }
        for person in people
    ]


def told(thing: Any) -> dict[str, str]:
    """Return a thing by key and name."""
    return {"key": str(thing.key), "name": thing.name}
