"""An order given to somebody: offered to a post, in turn, or by name."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.operations.selectors.cases import colleagues_at
from guicheng.apps.operations.selectors.orders.finding import order_visible_to, posts_for_orders
from guicheng.apps.operations.selectors.rosters import on_duty_at
from guicheng.apps.operations.services import orders as services
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, attempt
from guicheng.web.actor import actor_of
from guicheng.web.order_page import title_of, way
from guicheng.web.order_words import MODES, chosen


def give(request: HttpRequest, key: str) -> HttpResponse:
    """Give an order to somebody."""
    actor, now = actor_of(request), timezone.now()
    found = order_visible_to(actor, key)
    outcome, given = NOTHING, request.POST
    if request.method == "POST":
        rev = given.get("rev", "")
        outcome = attempt(
            request,
            {
                "give": lambda: services.dispatch_order(
                    actor=actor,
                    order_key=found.key,
                    mode=given.get("mode", ""),
                    to=given.get("to", ""),
                    post=given.get("post", ""),
                    rev=int(rev) if rev.isascii() and rev.isdigit() and len(rev) < 9 else None,
                    key=given.get("key", ""),
                    at=timezone.now(),
                )
            },
        )
        if not outcome.told:
            return redirect("order", key=found.key)
    steers = actor.may("orders.steer", found.unit)
    context: dict[str, Any] = {
        "order": found,
        "name": title_of(found),
        "modes": [each for each in chosen(MODES, given.get("mode", "")) if steers or each[0] != "assign"],
        "posts": posts_for_orders(actor),
        "people": colleagues_at(found.unit) if steers else [],
        "duty": on_duty_at(found.unit, now),
        "steers": steers,
        "given": given,
        "key": given.get("key") or secrets.token_hex(8),
        "told": outcome.told,
        "crumbs": way(
            crumbs.Crumb(found.number, reverse("order", args=[found.key])),
            crumbs.Crumb(_("Give the order to somebody")),
        ),
    }
    return render(request, "web/orders/give.html", context, status=outcome.status)
