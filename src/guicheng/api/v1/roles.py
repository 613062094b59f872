"""Who fills which post where, and who holds which role where."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.people import person_json
from guicheng.api.v1.shapes import organization as shapes
from guicheng.apps.organization import selectors, services

calls = Calls("people")
_MANAGE = "people.manage"
_PLACEMENT = "/people/{key}/placements/{unit}/{post}"
_ROLE = "/people/{key}/roles/{unit}/{role}"


@calls.write(
    "PUT",
    _PLACEMENT,
    needs=_MANAGE,
    answer=shapes.Person,
    summary="Place a person",
    refuses=("archived", "ended"),
)
def place_person(request: HttpRequest, key: Path[str], unit: Path[str], post: Path[str]) -> dict[str, Any]:
    """Have a person fill a post in a unit; nothing happens where they do already."""
    services.place_person(actor=actor_of(request), person_key=key, unit_key=unit, post_key=post, at=timezone.now())
    return _person(request, key)


@calls.write("DELETE", _PLACEMENT, needs=_MANAGE, answer=shapes.Person, summary="Take a person from a post")
def unplace_person(request: HttpRequest, key: Path[str], unit: Path[str], post: Path[str]) -> dict[str, Any]:
    """Take a person from a post in a unit; absent where they do not fill it."""
    actor, now = actor_of(request), timezone.now()
    person = selectors.person_visible_to(actor, key)
    services.unplace_person(actor=actor, person_key=key, unit_key=unit, post_key=post, at=now)
    return person_json(actor, person)


@calls.write(
    "PUT",
    _ROLE,
    needs=_MANAGE,
    answer=shapes.Person,
    summary="Grant a role",
    refuses=("not-as-wanted", "archived", "ended"),
)
def grant_role(request: HttpRequest, key: Path[str], unit: Path[str], role: Path[shapes.Role]) -> dict[str, Any]:
    """Trust a person with a role for a unit and everything below; nothing happens where they hold it already."""
    services.grant_role(actor=actor_of(request), person_key=key, unit_key=unit, role=role, at=timezone.now())
    return _person(request, key)


@calls.write(
    "DELETE", _ROLE, needs=_MANAGE, answer=shapes.Person, summary="Revoke a role", refuses=("last-administrator",)
)
def revoke_role(request: HttpRequest, key: Path[str], unit: Path[str], role: Path[shapes.Role]) -> dict[str, Any]:
    """Take a role from a person at once, in whatever session they are; absent where they do not hold it."""
    actor, now = actor_of(request), timezone.now()
    person = selectors.person_visible_to(actor, key)
    services.revoke_role(actor=actor, person_key=key, unit_key=unit, role=role, at=now)
    return person_json(actor, person)


def _person(request: HttpRequest, key: str) -> dict[str, Any]:
    actor = actor_of(request)
    return person_json(actor, selectors.person_visible_to(actor, key))
