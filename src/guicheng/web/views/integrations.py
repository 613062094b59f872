"""Programs that call the API, and their tokens."""

from __future__ import annotations

from datetime import date

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.organization.selectors import units_visible_to
from guicheng.apps.organization.selectors.integrations import integrations_visible_to
from guicheng.apps.organization.services.integrations import FORBIDDEN_SCOPES, issue_token, revoke_token
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of
from guicheng.web.naming import PERMISSION_WORDS


def integrations(request: HttpRequest) -> HttpResponse:
    """Show the tokens, issue one, which is shown on the answer and nowhere else, or revoke one."""
    actor = actor_of(request)
    outcome = attempt(request, _acts(request)) if request.method == "POST" else NOTHING
    token = outcome.value[1] if isinstance(outcome.value, tuple) else ""
    manages = actor.within("integrations.manage", "")
    rows = integrations_visible_to(actor).order_by(F("revoked_at").asc(nulls_first=True), "name", "pk")
    context = {
        "rows": [(row, [PERMISSION_WORDS.get(scope, scope) for scope in row.scopes]) for row in rows],
        "token": token,
        "units": units_visible_to(actor).filter(manages, archived_at__isnull=True).order_by("path"),
        "scopes": [(name, words) for name, words in PERMISSION_WORDS.items() if name not in FORBIDDEN_SCOPES],
        "chosen": request.POST.getlist("scope"),
        "today": timezone.localdate(),
        "told": outcome.told,
        "given": request.POST if outcome.told else {},
        "crumbs": [crumbs.Crumb(_("Integrations"))],
    }
    response = render(request, "web/integrations.html", context, status=outcome.status)
    response["Cache-Control"] = "no-store"
    return response


def _acts(request: HttpRequest) -> dict[str, Act]:
    actor, now, given = actor_of(request), timezone.now(), request.POST
    return {
        "issue": lambda: issue_token(
            actor=actor,
            unit_key=given.get("unit", ""),
            name=given.get("name", ""),
            scopes=given.getlist("scope"),
            ends_on=_day(given.get("ends_on", "")),
            at=now,
        ),
        "revoke": lambda: revoke_token(actor=actor, key=given.get("key", ""), at=now),
    }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
