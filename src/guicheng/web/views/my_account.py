"""My own account: password, second factor, where I am signed in, language."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.organization import services
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person
from guicheng.apps.organization.permissions import Role
from guicheng.apps.organization.selectors.myself import (
    SessionRow,
    has_second_factor,
    posts_and_roles_of,
    sessions_of,
    what_is_unfinished,
)
from guicheng.apps.organization.services import myself
from guicheng.domain.values import GuichengError
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.browsers import browser_name
from guicheng.web.naming import ROLES
from guicheng.web.sign_in import keep_language

_UNPROCESSABLE = 422


def my_account(request: HttpRequest) -> HttpResponse:
    """Show the account of whoever is signed in, and do what they ask for."""
    actor, told = actor_of(request), ""
    if request.method == "POST":
        try:
            return _act(request, actor)
        except GuichengError as error:
            told = error.message.render(_)
    return render(
        request, "web/my_account.html", _context(request, actor, told), status=_UNPROCESSABLE if told else 200
    )


def _person(actor: Actor) -> Person:
    """Return the person at a door that only opens for people."""
    if actor.person is None:
        raise Http404
    return actor.person


def _context(request: HttpRequest, actor: Actor, told: str) -> dict[str, object]:
    person = _person(actor)
    placements, grants = posts_and_roles_of(person)
    return {
        "person": person,
        "placements": placements,
        "grants": [(ROLES[Role(grant.role)], grant.unit) for grant in grants],
        "sessions": [(browser_name(row.browser), row) for row in _sessions(request, actor)],
        "second_factor": has_second_factor(person),
        "places": bool(settings.SOCIALACCOUNT_PROVIDERS),
        "languages": settings.LANGUAGES,
        "told": told,
        "crumbs": [crumbs.Crumb(_("My account"))],
    }


def _sessions(request: HttpRequest, actor: Actor) -> list[SessionRow]:
    return sessions_of(actor, key=request.session.session_key or "", at=timezone.now())


def _act(request: HttpRequest, actor: Actor) -> HttpResponse:
    given, now, key = request.POST, timezone.now(), request.session.session_key or ""
    response = redirect("my_account")
    match given.get("act", ""):
        case "language":
            person = myself.choose_language(actor=actor, language=given.get("language", ""), at=now)
            keep_language(response, person.language)
        case "end_others":
            myself.end_my_sessions(actor=actor, keep=key, at=now)
        case "end" if given.get("session", "").isdecimal():
            myself.end_my_sessions(actor=actor, keep=key, only=int(given["session"]), at=now)
        case _:
            raise Http404
    return response


def change_password(request: HttpRequest) -> HttpResponse:
    """Choose another password; every other session ends."""
    actor, told = actor_of(request), list[str]()
    person = _person(actor)
    first = what_is_unfinished(person) == "password"
    if request.method == "POST":
        told = _refusals(request, person)
        if not told:
            try:
                person = _choose(request, actor)
            except services.PasswordRefusedError as error:
                told = [reason.render(_) for reason in error.reasons]
            else:
                # Whoever comes in for the first time came to work, not to look at their account.
                return redirect("home" if first and not what_is_unfinished(person) else "my_account")
    context: dict[str, Any] = {
        "told": told,
        "first": first,
        "crumbs": [crumbs.Crumb(_("My account"), "/account/"), crumbs.Crumb(_("Choose a password"))],
    }
    return render(request, "web/password.html", context, status=_UNPROCESSABLE if told else 200)


def _refusals(request: HttpRequest, person: Person) -> list[str]:
    given = request.POST
    if not ratelimit.consume(request, action="change_password", user=person):
        return [_("That was too often. Wait a minute, then try once more.")]
    if person.has_usable_password() and not person.check_password(given.get("present", "")):
        return [_("The present password does not fit. Type it once more.")]
    if given.get("password") != given.get("again"):
        return [_("The two passwords differ. Type both once more.")]
    if given.get("password") == given.get("present"):
        return [_("Choose a password that differs from the present one.")]
    return []


def _choose(request: HttpRequest, actor: Actor) -> Person:
    key = request.session.session_key or ""
    person = services.choose_password(
        actor=actor, password=request.POST.get("password", ""), at=timezone.now(), keep_session=key
    )
    update_session_auth_hash(request, person)  # which gives the session another key
    myself.follow_session(request, before=key)
    return person


def second_factor(_request: HttpRequest) -> HttpResponse:
    """Go to the account, where the second factor stands."""
    return redirect("my_account")


def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    actor = actor_of(request)
    if actor.person is not None:
        myself.note_access(actor=actor, act="sign_out", at=timezone.now())
    get_adapter(request).logout(request)
    return redirect("account_login")
