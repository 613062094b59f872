"""The first set-up of a fresh service, and the places of signing in that are set up."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.adapters.setup_key import is_setup_key, remove_setup_key
from guicheng.apps.organization import services
from guicheng.apps.organization.models import Person
from guicheng.apps.organization.selectors import any_company
from guicheng.domain.values import GuichengError
from guicheng.web.actor import address_of

_UNPROCESSABLE, _TOO_MANY = 422, 429
_FIELDS: Final = ("name", "person_name", "username", "email")


def setup(request: HttpRequest) -> HttpResponse:
    """Found the company with its first administrator; once there is one, this page does not exist."""
    if any_company():
        raise Http404
    told: list[str] = []
    status = 200
    if request.method == "POST":
        if not ratelimit.consume(request, action="setup"):
            told, status = [_("That was too often. Wait a minute, then try once more.")], _TOO_MANY
        else:
            person, told = _found(request)
            if person is not None:
                return _come_in(request, person)
            status = _UNPROCESSABLE
    given = {name: request.POST.get(name, "") for name in (*_FIELDS, "key")}
    return render(request, "web/setup.html", {"told": told, "given": given, "crumbs": []}, status=status)


def _found(request: HttpRequest) -> tuple[Person | None, list[str]]:
    """Found the company as the form says, or return the sentences about what is missing."""
    given = request.POST
    if not is_setup_key(settings.HOME, given.get("key", "")):
        return None, [
            _("The set-up key does not fit. It stands where the service was started, and in the data folder.")
        ]
    if given.get("password") != given.get("again"):
        return None, [_("The two passwords differ. Type both once more.")]
    try:
        person = services.found_company(
            name=given.get("name", ""),
            person_name=given.get("person_name", ""),
            username=given.get("username", ""),
            email=given.get("email", ""),
            password=given.get("password", ""),
            at=timezone.now(),
            address=address_of(request),
        )
    except services.PasswordRefusedError as error:
        return None, [reason.render(_) for reason in error.reasons]
    except GuichengError as error:
        return None, [error.message.render(_)]
    return person, []


def _come_in(request: HttpRequest, person: Person) -> HttpResponse:
    """Take the key away and sign the first person in."""
    remove_setup_key(settings.HOME)
    get_adapter(request).login(request, person)
    return redirect("organization")


def only_places(view: Callable[..., HttpResponseBase], name: str = "") -> Callable[..., HttpResponseBase]:
    """Return a view that answers only where its place of signing in is set up.

    Args:
        view: The way out to the place, or back.
        name: The place, "" for the company's own service by OpenID Connect, which the address names.
    """

    @wraps(view)
    def answer(request: HttpRequest, **named: Any) -> HttpResponseBase:
        places: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS
        known = {app["provider_id"] for app in places.get("openid_connect", {}).get("APPS", [])}
        if name not in places and named.get("provider_id") not in known:
            raise Http404
        return view(request, **named)

    return answer
