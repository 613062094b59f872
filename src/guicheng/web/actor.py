"""Who is at the door: the person who signed in, with what they may do."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

from guicheng.apps.organization.actors import NOBODY, Actor
from guicheng.apps.organization.models import Person
from guicheng.apps.organization.selectors import actor_for
from guicheng.apps.organization.selectors.myself import what_is_unfinished

_KEPT = "guicheng_actor"
_STEPS: Final = {"password": "account_change_password", "second-factor": "mfa_activate_totp"}


def address_of(request: HttpRequest) -> str:
    """Return the network address of a request, as the proxies in front were believed."""
    return str(request.META.get("REMOTE_ADDR", ""))


def unfinished_step(request: HttpRequest) -> str:
    """Return the name of the page on which the person finishes their account first, "" where nothing is missing."""
    person = actor_of(request).person
    return _STEPS.get(what_is_unfinished(person), "") if person else ""


def actor_of(request: HttpRequest) -> Actor:
    """Return who asks, gathered once a request; nobody where nobody signed in."""
    known = getattr(request, _KEPT, None)
    if isinstance(known, Actor):
        return known
    person = getattr(request, "user", None)
    found = NOBODY
    if isinstance(person, Person) or (person is not None and person.is_authenticated):
        found = actor_for(person, channel="web", address=address_of(request))
    setattr(request, _KEPT, found)
    return found
