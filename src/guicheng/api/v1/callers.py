"""Who calls: an integration by its token, or a person by their session."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import APIKeyCookie, HttpBearer

from guicheng.apps.organization.actors import NOBODY, Actor
from guicheng.apps.organization.models import Person
from guicheng.apps.organization.selectors import actor_for
from guicheng.apps.organization.selectors.integrations import actor_of_integration, integration_of
from guicheng.apps.organization.selectors.myself import what_is_unfinished
from guicheng.apps.organization.services.integrations import note_use


class Token(HttpBearer):
    """``Authorization: Bearer gc_…``: a token that an administrator issued."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """Return the integration with the token, None for no such token."""
        now = timezone.now()
        found = integration_of(token, at=now)
        if found is None:
            return None
        note_use(integration=found, at=now)
        return actor_of_integration(found, address=str(request.META.get("REMOTE_ADDR", "")))


class Session(APIKeyCookie):
    """The session of a person who signed in; writing calls carry the CSRF token of the page."""

    param_name = "sessionid"

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        """Return the person who signed in, None for nobody and for an account that is not finished."""
        person: Any = getattr(request, "user", None)
        if person is None or not person.is_authenticated or not isinstance(_plain(person), Person):
            return None
        if what_is_unfinished(person):
            return None
        return actor_for(person, channel="api", address=str(request.META.get("REMOTE_ADDR", "")))


def actor_of(request: HttpRequest) -> Actor:
    """Return who was let in."""
    found = getattr(request, "auth", None)
    return found if isinstance(found, Actor) else NOBODY


def caller_of(actor: Actor) -> str:
    """Return a lasting name of the caller, for idempotency keys."""
    return f"{'person' if actor.person else 'integration'}:{actor.id}"


def _plain(person: Any) -> Any:
    """Unwrap the lazy user of a request."""
    return getattr(person, "_wrapped", person)
