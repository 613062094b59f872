"""Programs that are told what happens: which there are, what they were sent and how they answered."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.notices.models import Subscription
from guicheng.apps.notices.selectors.outward import subscription_visible_to, subscriptions_visible_to
from guicheng.apps.notices.services import subscriptions as services
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of
from guicheng.web.notice_words import kind_choices
from guicheng.web.outlets import error_of, outlet_page


def webhooks(request: HttpRequest) -> HttpResponse:
    """Show the subscriptions of the company; add one, whose secret is shown on the answer and nowhere else."""
    actor = actor_of(request)
    outcome = attempt(request, {"add": _adding(request)}) if request.method == "POST" else NOTHING
    secret = outcome.value[1] if isinstance(outcome.value, tuple) else ""
    context = {
        "rows": [(row, error_of(row)) for row in subscriptions_visible_to(actor)],
        "secret": secret,
        "kinds": kind_choices(),
        "chosen": request.POST.getlist("kind") if outcome.told else [],
        "given": request.POST if outcome.told else {},
        "told": outcome.told,
        "crumbs": [crumbs.Crumb(_("Webhooks"))],
    }
    response = render(request, "web/notices/webhooks.html", context, status=outcome.status)
    response["Cache-Control"] = "no-store"
    return response


def _adding(request: HttpRequest) -> Act:
    given = request.POST
    return lambda: services.add_subscription(
        actor=actor_of(request),
        name=given.get("name", ""),
        url=given.get("url", ""),
        kinds=given.getlist("kind"),
        at=timezone.now(),
    )


def webhook(request: HttpRequest, key: str) -> HttpResponse:
    """Show what a program was sent; change, try, switch or remove it, send something once more."""
    actor = actor_of(request)
    found = subscription_visible_to(actor, key)
    outcome = attempt(request, _acts(request, found)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect("webhooks") if request.POST.get("act") == "remove" else redirect("webhook", key=found.key)
    context = {
        **outlet_page(request, found, outcome),
        "given": request.POST if outcome.told else {"name": found.name, "url": found.url},
        "crumbs": [crumbs.Crumb(_("Webhooks"), reverse("webhooks")), crumbs.Crumb(found.name)],
    }
    return render(request, "web/notices/webhook.html", context, status=outcome.status)


def _acts(request: HttpRequest, found: Subscription) -> dict[str, Act]:
    actor, now, given = actor_of(request), timezone.now(), request.POST
    name, url, kinds = given.get("name", ""), given.get("url", ""), given.getlist("kind")
    return {
        "change": lambda: services.change_subscription(
            actor=actor, key=found.key, name=name, url=url, kinds=kinds, at=now
        ),
        "test": lambda: services.test_subscription(actor=actor, key=found.key, at=now),
        "on": lambda: services.switch_subscription(actor=actor, key=found.key, on=True, at=now),
        "off": lambda: services.switch_subscription(actor=actor, key=found.key, on=False, at=now),
        "remove": lambda: services.remove_subscription(actor=actor, key=found.key, at=now),
        "again": lambda: services.replay(actor=actor, key=found.key, delivery=given.get("delivery", ""), at=now),
    }
