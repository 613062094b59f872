"""Work orders found by what people look for."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from guicheng.apps.operations.models import WorkOrder
from guicheng.apps.operations.selectors.orders.finding import OrderFilter, orders_visible_to, posts_for_orders
from guicheng.domain.orders import ENDED
from guicheng.web.actor import actor_of
from guicheng.web.order_page import phase_chip, place_of, way
from guicheng.web.order_words import KINDS, PHASES, chosen

_PAGE: Final = 30
_STATES: Final = {
    "open": gettext_lazy("open"),
    "late": gettext_lazy("late"),
    "ended": gettext_lazy("closed"),
    "all": gettext_lazy("all"),
    **PHASES,
}
_OF: Final = {
    "": gettext_lazy("everybody's"),
    "mine": gettext_lazy("mine"),
    "posts": gettext_lazy("free for my post"),
}


def orders(request: HttpRequest) -> HttpResponse:
    """List orders."""
    actor, now, asked = actor_of(request), timezone.now(), request.GET
    state = asked.get("state", "open")
    wanted = OrderFilter(
        state="" if state == "all" else state,
        kind=asked.get("kind", ""),
        urgent=bool(asked.get("urgent")),
        of=asked.get("of", ""),
        post=asked.get("post", ""),
        words=asked.get("q", "")[:60],
    )
    page = Paginator(orders_visible_to(actor, wanted, at=now), _PAGE).get_page(asked.get("page"))
    named = {name: value for name, value in asked.items() if name != "page" and value}
    context: dict[str, Any] = {
        "rows": [_row(row, now) for row in page],
        "page": page,
        "wanted": wanted,
        "states": chosen(_STATES, state),
        "of": chosen(_OF, wanted.of),
        "kinds": chosen(KINDS, wanted.kind),
        "posts": posts_for_orders(actor),
        "question": urlencode(named),
        "reports": actor.may_anywhere("orders.report"),
        "crumbs": way(),
    }
    return render(request, "web/orders/list.html", context)


def _row(row: WorkOrder, now: datetime) -> dict[str, Any]:
    late = row.due_at is not None and row.due_at < now and row.phase not in ENDED
    return {"order": row, "place": place_of(row), "chip": phase_chip(row), "kind": KINDS[row.kind], "late": late}
