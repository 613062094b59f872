"""A nonconformity opened: by hand, or from what it was found by; and the numbers by which mending goes."""

from __future__ import annotations

import secrets
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.improvement.selectors.clauses import clauses_in_force
from guicheng.apps.improvement.selectors.nonconformities import VERIFY, rules_of, units_for_nonconformities
from guicheng.apps.improvement.services.rules import BOUNDS, set_rules
from guicheng.domain.attainment.mending import NotMendedError, Severity
from guicheng.domain.values.message import _ as said
from guicheng.usecases.finding_proposals import proposal_from
from guicheng.usecases.open_nonconformity import clauses_meant, open_from_finding
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, attempt
from guicheng.web.actor import actor_of
from guicheng.web.mending_page import way
from guicheng.web.mending_words import SEVERITIES, chosen

#: So many clauses a field proposes while somebody types; words find all others.
_MOST_LISTED: Final = 400


def new(request: HttpRequest) -> HttpResponse:
    """Open a nonconformity; ``?source=order:KEY`` fills the form with what is known of it."""
    actor, given, now = actor_of(request), request.POST, timezone.now()
    outcome = NOTHING
    if request.method == "POST":
        outcome = attempt(
            request,
            {
                "open": lambda: open_from_finding(
                    actor=actor,
                    unit_key=given.get("unit", ""),
                    clause=given.get("meant") or given.get("clause", ""),
                    edition=given.get("edition", ""),
                    severity=given.get("severity", ""),
                    found=given.get("found", ""),
                    source=given.get("source", ""),
                    at=now,
                    key=given.get("key", ""),
                )
            },
        )
        if not outcome.told:
            return redirect("nonconformity", key=outcome.value.key)
    filled = given or proposal_from(actor, request.GET.get("source", "")[:120], at=now)
    context: dict[str, Any] = {
        "units": units_for_nonconformities(actor),
        "severities": chosen(SEVERITIES, filled.get("severity", Severity.ORDINARY)),
        "filled": filled,
        "clauses": clauses_in_force(actor, at=now)[:_MOST_LISTED],
        "meant": clauses_meant(actor, given.get("clause", ""), at=now) if outcome.told else (),
        "key": given.get("key") or secrets.token_hex(8),
        "told": outcome.told,
        "crumbs": way(crumbs.Crumb(_("Open a nonconformity"))),
    }
    return render(request, "web/improvement/new.html", context, status=outcome.status)


def rules(request: HttpRequest) -> HttpResponse:
    """Show and change the numbers by which mending and reviews go."""
    actor, outcome = actor_of(request), NOTHING
    if request.method == "POST":
        outcome = attempt(
            request, {"set": lambda: set_rules(actor=actor, numbers=_numbers(request), at=timezone.now())}
        )
        if not outcome.told:
            return redirect("mending_rules")
    kept = rules_of(actor.company_id)
    context = {
        "numbers": {name: request.POST.get(name, getattr(kept, name)) for name in BOUNDS},
        "manages": any(len(path) == 4 for path in actor.paths(VERIFY)),
        "told": outcome.told,
        "crumbs": way(crumbs.Crumb(_("Rules of mending and reviews"))),
    }
    return render(request, "web/improvement/rules.html", context, status=outcome.status)


def _numbers(request: HttpRequest) -> dict[str, int]:
    found = {}
    for name in BOUNDS:
        text = request.POST.get(name, "").strip()
        if not (text.isascii() and text.isdigit() and len(text) < 7):
            raise NotMendedError(said("“{said}” is no number.", said=text[:20]), field=name)
        found[name] = int(text)
    return found
