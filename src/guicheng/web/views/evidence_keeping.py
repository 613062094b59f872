"""For how long evidence is kept, what is held, what was purged; and the phones that send it."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.operations.models import DailyRoot
from guicheng.apps.operations.selectors import chain, keeping
from guicheng.apps.operations.selectors.devices import devices_visible_to
from guicheng.apps.operations.services import keeping as services
from guicheng.apps.operations.services.devices import register_device, withdraw_device
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors import people_visible_to, posts_visible_to, units_visible_to
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of
from guicheng.web.evidence import CLASSES

_REPORTS = 20


def kept(request: HttpRequest) -> HttpResponse:
    """Show days, holds and reports; set days, hold, lift, and check the chain."""
    actor = actor_of(request)
    outcome = attempt(request, _acts(request, actor)) if request.method == "POST" else NOTHING
    checked = outcome.value if isinstance(outcome.value, chain.Checked) else None
    if request.method == "POST" and not outcome.told and checked is None:
        return redirect("evidence_kept")
    days = keeping.days_kept(int(actor.company_id or 0))
    context = {
        "days": [(each.value, CLASSES[each.value], number) for each, number in days.items()],
        "holds": keeping.holds_visible_to(actor).order_by(F("lifted_at").asc(nulls_first=True), "-pk")[:100],
        "reports": [
            (row, [(CLASSES[name], number) for name, number in row.events.items()])
            for row in keeping.purges_visible_to(actor)[:_REPORTS]
        ],
        "roots": _roots(int(actor.company_id or 0)),
        "checked": checked,
        "keeps": actor.may_anywhere("evidence.keep"),
        "told": outcome.told,
        "given": request.POST if outcome.told else request.GET,
        "crumbs": _way(_("Retention and holds")),
    }
    return render(request, "web/evidence_kept.html", context, status=outcome.status)


def _roots(company_id: int) -> list[dict[str, Any]]:
    """Return the roots of the last week with their time stamps, or why they have none."""
    return [
        {"day": row.day, "root": row.root, "stamp": getattr(row, "stamp", None), "failure": _failure(row)}
        for row in chain.roots_of(company_id, 7)
    ]


def _failure(row: DailyRoot) -> dict[str, Any] | None:
    found = getattr(row, "stamp_failure", None)
    return {"times": found.times, "why": found.why.render(_)} if found else None


def _acts(request: HttpRequest, actor: Actor) -> dict[str, Act]:
    given, now = request.POST, timezone.now()
    said = {name: given.get(name, "") for name in ("occurrence", "case", "reason")}
    return {
        "days": lambda: services.set_retention(
            actor=actor, retention=given.get("retention", ""), days=_number(given.get("days", "")), at=now
        ),
        "hold": lambda: services.place_hold(actor=actor, **said, at=now),
        "lift": lambda: services.lift_hold(actor=actor, key=given.get("key", ""), at=now),
        "check": lambda: chain.check_chain(chain.company_of_actor(actor)),
    }


def _number(text: str) -> int:
    """Return a number of days as a form writes it; what is none is refused as too few."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def phones(request: HttpRequest) -> HttpResponse:
    """Show the phones; register one, or take one out of use."""
    actor = actor_of(request)
    outcome = attempt(request, _phone_acts(request, actor)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect("evidence_phones")
    units = units_visible_to(actor).filter(actor.within("evidence.devices", ""), archived_at__isnull=True)
    context = {
        "rows": devices_visible_to(actor).order_by(F("withdrawn_at").asc(nulls_first=True), "name", "pk")[:200],
        "units": units.order_by("path"),
        "people": people_visible_to(actor).filter(is_active=True).order_by("name")[:500],
        "posts": posts_visible_to(actor).filter(archived_at__isnull=True),
        "told": outcome.told,
        "given": request.POST if outcome.told else {},
        "crumbs": _way(_("Phones")),
    }
    return render(request, "web/evidence_phones.html", context, status=outcome.status)


def _phone_acts(request: HttpRequest, actor: Actor) -> dict[str, Act]:
    given, now = request.POST, timezone.now()
    kind, _colon, key = given.get("whose", "").partition(":")
    return {
        "register": lambda: register_device(
            actor=actor,
            unit_key=given.get("unit", ""),
            name=given.get("name", ""),
            person_key=key if kind == "person" else "",
            post_key=key if kind == "post" else "",
            at=now,
        ),
        "withdraw": lambda: withdraw_device(actor=actor, key=given.get("key", ""), at=now),
    }


def _way(title: str) -> list[crumbs.Crumb]:
    return [crumbs.Crumb(_("Evidence log"), reverse("evidence")), crumbs.Crumb(title)]
