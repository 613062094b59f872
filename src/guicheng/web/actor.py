"""Who is at the door: the person who signed in, with what they may do."""

from __future__ import annotations

from django.http import HttpRequest

from guicheng.apps.organization.actors import NOBODY, Actor
from guicheng.apps.organization.models import Person
from guicheng.apps.organization.selectors import actor_for

_KEPT = "guicheng_actor"


def actor_of(request: HttpRequest) -> Actor:
    """Return who asks, gathered once a request; nobody where nobody signed in."""
    known = getattr(request, _KEPT, None)
    if isinstance(known, Actor):
        return known
    person = getattr(request, "user", None)
    found = NOBODY
    if isinstance(person, Person) or (person is not None and person.is_authenticated):
        found = actor_for(person, channel="web", address=str(request.META.get("REMOTE_ADDR", "")))
    setattr(request, _KEPT, found)
    return found
