"""Who calls, an integration by its token or a person by their session, and whether they may make this call at all."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from guicheng.api.v1.limits import count_call
from guicheng.apps.organization.actors import NOBODY, Actor
from guicheng.apps.organization.models import Person
from guicheng.apps.organization.selectors import actor_for, names_of_administrators
from guicheng.apps.organization.selectors.integrations import caller_with
from guicheng.apps.organization.selectors.myself import what_is_unfinished
from guicheng.apps.organization.services.integrations import note_use
from guicheng.domain.values import GuichengError, NotAllowedError
from guicheng.domain.values.message import _

#: In place of a permission: anybody who was let in.
SIGNED_IN: Final = "signed-in"


class NotFromAPageError(GuichengError):
    """A session writes without the CSRF token of a page of ours."""

    code = "not-from-a-page"


class Token(HttpBearer):
    """``Authorization: Bearer gc_…``: a token that an administrator issued.

    Args:
        needs: Permission that the call needs, or ``SIGNED_IN``.
        writes: Whether the call writes.
        often: Whether phones make it all day.
    """

    openapi_bearerFormat: Final = "gc_…"  # noqa: N815 - the description's own word
    openapi_description: Final = (
        "A token that an administrator issued for one unit. Its scopes are names of permissions: each call says which "
        "one it needs. What a person answers for, such as approving or confirming, no token can do."
    )

    def __init__(self, needs: str, *, writes: bool, often: bool = False) -> None:
        super().__init__()
        self.needs, self.writes, self.often = needs, writes, often

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """Return the integration with the token, None for no such token."""
        now = timezone.now()
        found = caller_with(token, at=now, address=_address(request))
        if found is None:
            return None
        note_use(caller=found, at=now)
        return admitted(found.actor, self.needs, writes=self.writes, often=self.often)


class Session(APIKeyCookie):
    """The session of a person who signed in.

    Args:
        needs: Permission that the call needs, or ``SIGNED_IN``.
        writes: Whether the call writes; it then carries the CSRF token of a page.
        often: Whether phones make it all day.
    """

    param_name = settings.SESSION_COOKIE_NAME
    openapi_description: Final = (
        "The session of somebody who signed in on a page. A call that writes carries the CSRF token of the page in "
        "`X-CSRFToken`."
    )

    def __init__(self, needs: str, *, writes: bool, often: bool = False) -> None:
        super().__init__(csrf=False)
        self.needs, self.writes, self.often = needs, writes, often

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        """Return the person who signed in, None for nobody and for an account that is not finished.

        A call with a token that let nobody in is not tried as a person: whoever sent it means to be the program.

        Raises:
            NotFromAPageError: A writing call comes from another site.
        """
        person: Any = getattr(request, "user", None)
        if "Authorization" in request.headers or person is None or not person.is_authenticated:
            return None
        person = getattr(person, "_wrapped", person)
        if not isinstance(person, Person) or what_is_unfinished(person):
            return None
        if self.writes and check_csrf(request):
            raise NotFromAPageError(_("Send the CSRF token of a page in the header X-CSRFToken."))
        actor = actor_for(person, channel="api", address=_address(request))
        return admitted(actor, self.needs, writes=self.writes, often=self.often)


def admitted(actor: Actor, needs: str, *, writes: bool, often: bool = False) -> Actor:
    """Return the actor where they may make a call somewhere at all; the object is asked for by the service.

    Raises:
        TooManyCallsError: They called too often.
        ObjectDoesNotExist: They may not, and would only read.
        NotAllowedError: They may not, and would write.
    """
    count_call(caller_of(actor), writes=writes, often=often)
    if needs == SIGNED_IN or actor.may_anywhere(needs):
        return actor
    if not writes:
        raise ObjectDoesNotExist
    if actor.person is None:
        raise NotAllowedError(_("The scopes of this token do not include {scope}.", scope=needs))
    names = names_of_administrators(actor.person.company)
    raise NotAllowedError(_("Your roles do not include this. It can be granted by: {names}.", names=names))


def actor_of(request: HttpRequest) -> Actor:
    """Return who was let in."""
    found = getattr(request, "auth", None)
    return found if isinstance(found, Actor) else NOBODY


def caller_of(actor: Actor) -> str:
    """Return a lasting name of the caller, for idempotency keys, limits and documents."""
    return f"{'person' if actor.person else 'integration'}:{actor.id}"


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
