"""Work orders found by what people look for, on pages and on paper."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.apps.operations.models import WorkOrder
from guicheng.apps.operations.selectors.orders.finding import (
    orders_among,
    orders_visible_to,
    posts_for_orders,
)
from guicheng.apps.operations.services.several import MOST_AT_ONCE
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import UnitKind
from guicheng.apps.organization.selectors import people_visible_to, units_visible_to
from guicheng.apps.standards.models import ViewPage
from guicheng.domain.orders import ENDED
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.kept_views import tabs_of
from guicheng.web.order_page import phase_chip, place_of, way
from guicheng.web.order_wish import OF, STATES, OrderWish
from guicheng.web.order_words import KINDS, chosen
from guicheng.web.outcome import Outcome
from guicheng.web.wording import Word

#: The list, as outcomes of acts on it are kept.
LIST: Final = "orders"
_PAGE: Final = 30
_MOST_PEOPLE: Final = 200
#: Acts on several orders → words, and the permission without which they are not offered.
ACTS: Final[dict[str, tuple[Word, str]]] = {
    "assign": (gettext_lazy("Give to a person"), "orders.steer"),
    "offer": (gettext_lazy("Offer to a post"), "orders.report"),
    "turn": (gettext_lazy("Give in turn within a post"), "orders.report"),
    "claim": (gettext_lazy("Take them myself"), "orders.work"),
    "urgent": (gettext_lazy("Make urgent"), "orders.report"),
    "ordinary": (gettext_lazy("Make ordinary"), "orders.report"),
    "follow": (gettext_lazy("Follow"), "orders.read"),
    "unfollow": (gettext_lazy("Follow no longer"), "orders.read"),
}


def orders(request: HttpRequest) -> HttpResponse:
    """List the orders that fit the filters in the address, and what the last act on several of them did."""
    return show_orders(request, outcome=Outcome.told(request.session, LIST))


def show_orders(
    request: HttpRequest, *, told: str = "", outcome: Outcome | None = None, status: int = 200
) -> HttpResponse:
    """Return the page of the list.

    Args:
        request: Whose address holds the filters.
        told: What is wrong, "" for nothing.
        outcome: What an act on several orders did, None for none.
        status: Of the answer.
    """
    actor, now, wish = actor_of(request), timezone.now(), OrderWish.read(request.GET)
    page = Paginator(orders_visible_to(actor, wish.filter, at=now), _PAGE).get_page(wish.page or 1)
    context = {
        "rows": [_row(row, now) for row in page],
        "page": page,
        "wish": wish,
        "reports": actor.may_anywhere("orders.report"),
        "told": [told] if told else [],
        "outcome": outcome,
        "given": request.POST,
        "ticked": request.POST.getlist("key"),
        "crumbs": way(),
        **_choices(actor, wish),
        **_around(page, wish),
    }
    return render(request, "web/orders/list.html", context, status=status)


def paper(request: HttpRequest) -> HttpResponse:
    """Show the orders that are ticked, or all that fit, for a sheet of paper with lines to sign on."""
    actor, now, wish = actor_of(request), timezone.now(), OrderWish.read(request.GET)
    keys = request.GET.getlist("key")[:MOST_AT_ONCE]
    rows = orders_among(actor, keys) if keys else list(orders_visible_to(actor, wish.filter, at=now)[:MOST_AT_ONCE])
    context = {
        "rows": [_row(row, now) for row in rows],
        "wish": wish,
        "now": now,
        "full": not keys and len(rows) == MOST_AT_ONCE,
        "most": MOST_AT_ONCE,
        "crumbs": way(crumbs.Crumb(_("Print the list"))),
    }
    return render(request, "web/orders/paper.html", context)


def _choices(actor: Actor, wish: OrderWish) -> dict[str, Any]:
    """Return what can be chosen in the filters and in the bar of acts: four queries at most."""
    units = list(units_visible_to(actor).filter(archived_at__isnull=True, kind=UnitKind.ESTATE))
    steers = actor.may_anywhere("orders.steer") and actor.may_anywhere("people.read")
    reach = {"", *(str(unit.key) for unit in units)}
    return {
        "states": chosen(STATES, wish.state or "open"),
        "of": chosen(OF, wish.of),
        "kinds": chosen(KINDS, wish.kind),
        "posts": posts_for_orders(actor),
        "units": units if len(units) > 1 else [],
        "views": tabs_of(
            actor, ViewPage.ORDERS, wish.address(page=""), OrderWish.tidy, offers=lambda query: _unit_of(query) in reach
        ),
        "acts": [(name, words) for name, (words, needs) in ACTS.items() if actor.may_anywhere(needs)],
        "people": people_visible_to(actor).filter(is_active=True)[:_MOST_PEOPLE] if steers else [],
    }


def _unit_of(query: str) -> str:
    """Return the estate of a kept view; a colleague's whose estate is out of reach would lead nowhere."""
    return OrderWish.read(QueryDict(query.removeprefix("?"))).unit


def _around(page: Page[WorkOrder], wish: OrderWish) -> dict[str, str]:
    """Return the addresses of the pages before and after."""
    return {
        "before": wish.address(page=str(page.previous_page_number())) if page.has_previous() else "",
        "after": wish.address(page=str(page.next_page_number())) if page.has_next() else "",
    }


def _row(row: WorkOrder, now: datetime) -> dict[str, Any]:
    late = row.due_at is not None and row.due_at < now and row.phase not in ENDED
    return {"order": row, "place": place_of(row), "chip": phase_chip(row), "kind": KINDS[row.kind], "late": late}
