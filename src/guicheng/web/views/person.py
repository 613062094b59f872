"""One person: what they fill and hold, and how they get in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.organization import selectors, services
from guicheng.apps.organization.models import Person
from guicheng.apps.organization.permissions import Role
from guicheng.apps.organization.selectors import covers, grants_visible_to, placements_visible_to
from guicheng.apps.organization.selectors.myself import has_second_factor
from guicheng.apps.organization.services.myself import remove_second_factor
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, Outcome, attempt
from guicheng.web.actor import actor_of
from guicheng.web.naming import ROLES


def person(request: HttpRequest, key: str) -> HttpResponse:
    """Show a person, and change what is asked for; a new first password is shown on the answer and nowhere else."""
    found = selectors.person_visible_to(actor_of(request), key)
    outcome = attempt(request, _acts(request, found)) if request.method == "POST" else NOTHING
    issued = outcome.value if request.POST.get("act") == "issue_password" and isinstance(outcome.value, str) else ""
    if request.method == "POST" and not outcome.told and not issued:
        return redirect("person", key=found.key)
    return _page(request, found, outcome, {"password": issued})


def phone(request: HttpRequest, key: str) -> HttpResponse:
    """Show a phone number in full, once, to whoever says why; the audit keeps the reason."""
    actor = actor_of(request)
    found = selectors.person_visible_to(actor, key)
    reason = request.POST.get("reason", "")
    reveal = {
        "reveal": lambda: services.reveal_phone(actor=actor, person_key=found.key, reason=reason, at=timezone.now())
    }
    outcome = attempt(request, reveal)
    return _page(request, found, outcome, {"phone": outcome.value or ""})


def _acts(request: HttpRequest, found: Person) -> dict[str, Act]:
    actor, now, given, key = actor_of(request), timezone.now(), request.POST, found.key
    unit, post, role = given.get("unit", ""), given.get("post", ""), given.get("role", "")
    fields = {name: given.get(name, "") for name in ("name", "username", "email", "phone")}
    if not given.get("phone_too"):
        fields["phone"] = found.phone
    return {
        "change": lambda: services.change_person(actor=actor, key=key, **fields, at=now),
        "place": lambda: services.place_person(actor=actor, person_key=key, post_key=post, unit_key=unit, at=now),
        "unplace": lambda: services.unplace_person(actor=actor, person_key=key, post_key=post, unit_key=unit, at=now),
        "grant": lambda: services.grant_role(actor=actor, person_key=key, role=role, unit_key=unit, at=now),
        "revoke": lambda: services.revoke_role(actor=actor, person_key=key, role=role, unit_key=unit, at=now),
        "issue_password": lambda: services.issue_password(actor=actor, key=key, at=now),
        "remove_second_factor": lambda: remove_second_factor(actor=actor, key=key, at=now),
        "end": lambda: services.end_person(actor=actor, key=key, at=now),
        "readmit": lambda: services.readmit_person(actor=actor, key=key, at=now),
    }


def _page(request: HttpRequest, found: Person, outcome: Outcome, shown: dict[str, str]) -> HttpResponse:
    actor = actor_of(request)
    found.refresh_from_db()
    manages = actor.may_anywhere("people.manage")
    posts = selectors.posts_visible_to(actor).filter(archived_at__isnull=True) if manages else []
    units = selectors.units_visible_to(actor).filter(archived_at__isnull=True).order_by("path") if manages else []
    context = {
        "person": found,
        "placements": placements_visible_to(actor).filter(person=found),
        "grants": [(ROLES[Role(grant.role)], grant) for grant in grants_visible_to(actor).filter(person=found)],
        "second_factor": has_second_factor(found),
        "covers": manages and covers(actor, "people.manage", found),
        "manages": manages,
        "reveals": bool(found.phone) and actor.may_anywhere("people.reveal"),
        "posts": posts,
        "units": units,
        "roles": [(role.value, name) for role, name in ROLES.items()],
        "told": outcome.told,
        "crumbs": [crumbs.Crumb(_("People"), reverse("people")), crumbs.Crumb(found.name)],
        **shown,
    }
    response = render(request, "web/person.html", context, status=outcome.status)
    response["Cache-Control"] = "no-store"
    return response
