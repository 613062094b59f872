"""A door: one address, the methods it answers, and the permission that each of them needs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final
from urllib.parse import urlencode

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.permissions import PERMISSIONS
from guicheng.apps.organization.selectors import names_of_administrators
from guicheng.domain.values import GuichengError, NotAllowedError
from guicheng.web.actor import actor_of, unfinished_step

_LOG: Final = logging.getLogger("guicheng.security")
View = Callable[..., HttpResponseBase]

#: Needs in place of a permission: nothing at all, or that somebody signed in.
ANYBODY: Final = "anybody"
SIGNED_IN: Final = "signed-in"
_FORBIDDEN, _UNAUTHORIZED, _UNPROCESSABLE = 403, 401, 422


@dataclass(frozen=True, slots=True)
class Door:
    """One address of the pages.

    Args:
        route: As Django writes addresses, without a slash at its front.
        view: What answers.
        name: What other pages call it.
        needs: Method → permission, ``ANYBODY`` or ``SIGNED_IN``; a method that is not named is refused. HEAD is a GET.
        unfinished: Whether it opens for somebody who still has to choose a password or set up a second factor.
    """

    route: str
    view: View
    name: str
    needs: Mapping[str, str]
    unfinished: bool = False

    def __post_init__(self) -> None:
        """Refuse a misspelt permission.

        Raises:
            KeyError: There is no such permission.
        """
        for need in self.needs.values():
            if need not in {ANYBODY, SIGNED_IN}:
                PERMISSIONS[need]

    def pattern(self) -> URLPattern:
        """Return the address with its guard."""

        @wraps(self.view)
        def guarded(request: HttpRequest, **named: Any) -> HttpResponseBase:
            return self._answer(request, **named)

        return path(self.route, guarded, name=self.name)

    def _answer(self, request: HttpRequest, **named: Any) -> HttpResponseBase:
        method = "GET" if request.method == "HEAD" else str(request.method)
        if method not in self.needs:
            return HttpResponseNotAllowed([*self.needs, "HEAD"] if "GET" in self.needs else [*self.needs])
        refusal = self._refusal(request, method)
        if refusal is not None:
            return refusal
        try:
            return self.view(request, **named)
        except ObjectDoesNotExist as error:
            # Absent and out of reach look alike.
            raise Http404 from error
        except NotAllowedError as error:
            self._note(request)
            return forbidden(request, error.message.render(_))
        except GuichengError as error:
            return refused(request, error.message.render(_), _UNPROCESSABLE)

    def _refusal(self, request: HttpRequest, method: str) -> HttpResponseBase | None:
        """Return the answer to somebody who may not come in here; None lets them in."""
        need = self.needs[method]
        if need == ANYBODY:
            return None
        actor = actor_of(request)
        if actor.person is None:
            return _sign_in_first(request, method)
        if not self.unfinished and (step := unfinished_step(request)):
            return redirect(step)
        if need == SIGNED_IN or actor.may_anywhere(need):
            return None
        self._note(request)
        if method != "GET" and self._may_look(actor):
            return forbidden(request, _role_needed(actor))
        raise Http404

    def _note(self, request: HttpRequest) -> None:
        """Write down that somebody who is signed in may not do this; the key of the person is no name."""
        key = getattr(actor_of(request).person, "key", "-")
        _LOG.warning("refused %s %s to %s at %s", request.method, self.name, key, request.META.get("REMOTE_ADDR"))

    def _may_look(self, actor: Actor) -> bool:
        look = self.needs.get("GET", "")
        return look in {ANYBODY, SIGNED_IN} or (bool(look) and actor.may_anywhere(look))


def forbidden(request: HttpRequest, sentence: str) -> HttpResponse:
    """Return the answer to somebody who sees a thing and may not do this with it."""
    return refused(request, sentence, _FORBIDDEN)


def refused(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """Return a sentence instead of what was asked for; pages with a form say it beside the form themselves."""
    if not request.accepts("text/html"):
        return JsonResponse({"error": sentence}, status=status)
    return render(request, "web/not_done.html", {"sentence": sentence, "status": status}, status=status)


def _role_needed(actor: Actor) -> str:
    names = names_of_administrators(actor.person.company) if actor.person else "—"
    return _("Your roles do not include this. It can be granted by: {names}.").format(names=names)


def _sign_in_first(request: HttpRequest, method: str) -> HttpResponseBase:
    """Send a page to sign-in and back; tell a script that nobody is signed in any more."""
    if request.headers.get("HX-Request") or not request.accepts("text/html"):
        return JsonResponse({"error": _("You are not signed in any more. Sign in again.")}, status=_UNAUTHORIZED)
    back = request.get_full_path() if method == "GET" else ""
    question = f"?{urlencode({'next': back})}" if back else ""
    return redirect(f"{reverse('account_login')}{question}")
