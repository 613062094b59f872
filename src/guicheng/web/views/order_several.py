"""What is done with several orders at once, and the views of their list that people keep."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.operations.selectors.orders.finding import orders_visible_to
from guicheng.apps.operations.services.orders import Wanted, act_on_orders
from guicheng.apps.operations.services.several import MOST_AT_ONCE
from guicheng.apps.standards.models import ViewPage
from guicheng.domain.values import GuichengError
from guicheng.web.actor import actor_of
from guicheng.web.kept_views import keep_or_delete
from guicheng.web.order_wish import OrderWish
from guicheng.web.outcome import Outcome
from guicheng.web.views.order_list import LIST, show_orders

_UNPROCESSABLE = 422


def views(request: HttpRequest) -> HttpResponse:
    """Keep the list as it is filtered under a name, or delete such a view."""
    wish = replace(OrderWish.read(request.GET), page="")
    if told := keep_or_delete(request, ViewPage.ORDERS, wish.address().removeprefix("?")):
        return show_orders(request, told=told, status=_UNPROCESSABLE)
    return redirect(f"{reverse('orders')}{wish.address()}")


def several(request: HttpRequest) -> HttpResponse:
    """Do one thing to the orders that were chosen, and tell which it reached and which it did not."""
    wish, given = OrderWish.read(request.GET), request.POST
    keys = _keys(request, wish)
    if keys is None:
        told = _("The list changed, or is too long to act on as a whole. Look at it again.")
        return show_orders(request, told=told, status=_UNPROCESSABLE)
    if not keys:
        told = _("Tick the orders first, then choose what to do with them.")
        return show_orders(request, told=told, status=_UNPROCESSABLE)
    if "print" in given:
        # The filter stands for all that fit: so many keys make no address.
        asked = wish.address(page="") if given.get("scope") == "all" else "?" + urlencode({"key": keys}, doseq=True)
        return redirect(f"{reverse('orders_paper')}{asked}")
    wanted = Wanted(given.get("act", ""), given.get("to", ""), given.get("post", ""), given.get("reason", ""))
    try:
        done = act_on_orders(actor=actor_of(request), keys=keys, wanted=wanted, at=timezone.now())
    except GuichengError as error:
        return show_orders(request, told=error.message.render(_), status=_UNPROCESSABLE)
    outcome = Outcome.of(done)
    if not outcome.went:
        return show_orders(request, outcome=outcome, status=_UNPROCESSABLE)
    outcome.keep(request.session, LIST)
    return redirect(f"{reverse('orders')}{wish.address()}")


def _keys(request: HttpRequest, wish: OrderWish) -> list[str] | None:
    """Return the keys of the orders that were chosen; None where all were and they are others than those shown."""
    given = request.POST
    if given.get("scope") == "page":
        return given.getlist("shown")[:MOST_AT_ONCE]
    if given.get("scope") != "all":
        return given.getlist("key")[:MOST_AT_ONCE]
    rows = orders_visible_to(actor_of(request), wish.filter, at=timezone.now()).values_list("key", flat=True)
    keys = [str(key) for key in rows[: MOST_AT_ONCE + 1]]
    return keys if len(keys) <= MOST_AT_ONCE and str(len(keys)) == given.get("total") else None
