"""Orders taken in on one screen: what they seem to be and the clauses that apply are shown as they are typed."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.operations.models import Place, WorkOrder
from guicheng.apps.operations.selectors.orders.finding import posts_for_orders, units_for_orders
from guicheng.apps.operations.selectors.orders.promising import Applying
from guicheng.apps.operations.selectors.places import places_of
from guicheng.apps.operations.services import orders as services
from guicheng.apps.operations.services.orders.reporting import Understood
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.domain.orders import Channel, Standing
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, attempt
from guicheng.web.actor import actor_of
from guicheng.web.number_words import Hanging, asked, needs_words, numbers_given
from guicheng.web.order_page import way
from guicheng.web.order_words import CHANNELS, KINDS, MODES, STAGES, chosen, limit_words

_AT_DESKS: Final = {name: words for name, words in CHANNELS.items() if name in {Channel.DESK, Channel.PHONE}}
_URGENT: Final = {"yes": True, "no": False}
_LONGEST: Final = 2000


def new(request: HttpRequest) -> HttpResponse:
    """Take an order in."""
    actor, given = actor_of(request), request.POST
    outcome = NOTHING
    if given.get("act") == "report":
        outcome = attempt(request, {"report": lambda: _report(request, actor)})
        if not outcome.told:
            return redirect("order", key=outcome.value.key)
    units = list(units_for_orders(actor))
    unit = _unit(units, given.get("unit") or request.GET.get("unit", ""))
    context: dict[str, Any] = {
        "units": units,
        "unit": unit,
        "places": list(places_of(unit)) if unit else [],
        "posts": posts_for_orders(actor),
        "given": given,
        "kinds": chosen(KINDS, given.get("kind", "")),
        "channels": chosen(_AT_DESKS, given.get("channel", Channel.PHONE)),
        "modes": [each for each in chosen(MODES, given.get("mode", "")) if each[0] != "assign"],
        "key": given.get("key") or secrets.token_hex(8),
        "told": outcome.told,
        "crumbs": way(crumbs.Crumb(_("Take an order in"))),
        **_understood(unit, given),
    }
    return render(request, "web/orders/new.html", context, status=outcome.status)


def reading(request: HttpRequest) -> HttpResponse:
    """Show what a half-written order seems to be, and the clauses that would apply."""
    actor, given = actor_of(request), request.POST
    unit = _unit(list(units_for_orders(actor)), given.get("unit", ""))
    context = _understood(unit, given)
    # The fields for numbers are written anew only where others are asked for, so that nobody loses what they type.
    context["swaps"] = context.get("asks", "") != given.get("asked", "")
    return render(request, "web/orders/parts/reading.html", context)


def _understood(unit: Unit | None, given: QueryDict) -> dict[str, Any]:
    """Return what the words of a form say; {} where there are none."""
    problem = str(given.get("problem", ""))[:_LONGEST].strip()
    if unit is None or not problem:
        return {}
    found = services.understand(
        unit=unit,
        problem=problem,
        at=timezone.now(),
        kind=str(given.get("kind", "")),
        urgent=_URGENT.get(str(given.get("urgent", ""))),
        place=_place(unit, str(given.get("place", ""))),
        place_text=str(given.get("place_text", ""))[:120],
        numbers=_numbers(given),
    )
    return {
        "found": found,
        "kind": KINDS[found.kind],
        "clauses": _clauses(found),
        "hanging": [_hanging(each) for each in found.depending],
        "asked": asked(found.asks, numbers_given(given)),
        "asks": "|".join(found.asks),
    }


def _numbers(given: QueryDict) -> Mapping[str, Decimal]:
    """Return the numbers of a half-written form; one that is none is none yet."""
    found: dict[str, Decimal] = {}
    for unit, value in numbers_given(given).items():
        with suppress(services.NotAnOrderError):
            found |= services.wanted_numbers({unit: value})
    return found


def _hanging(each: Applying) -> Hanging:
    return Hanging(
        STAGES[each.stage],
        limit_words(each.promise.limit),
        each.clause,
        needs_words(each.promise.needs),
        each.standing is Standing.OPEN,
    )


def _clauses(found: Understood) -> list[dict[str, Any]]:
    return [_clause(each) for each in found.applying]


def _clause(each: Applying) -> dict[str, Any]:
    return {
        "stage": STAGES[each.stage],
        "limit": limit_words(each.promise.limit),
        "governs": each.governs,
        "clause": each.clause,
        "edition": each.clause.edition,
    }


def _report(request: HttpRequest, actor: Actor) -> WorkOrder:
    given = request.POST
    unit = _unit(list(units_for_orders(actor)), given.get("unit", ""))
    if unit is None:
        raise Unit.DoesNotExist
    now = timezone.now()
    order = services.report_order(
        unit=unit,
        kind=given.get("kind", ""),
        problem=given.get("problem", ""),
        channel=given.get("channel", ""),
        actor=actor,
        at=now,
        place=_place(unit, given.get("place", "")),
        place_text=given.get("place_text", ""),
        urgent=_URGENT.get(given.get("urgent", "")),
        caller=services.Caller(given.get("name", ""), given.get("phone", "")),
        numbers=numbers_given(given),
        key=given.get("key", ""),
    )
    if given.get("mode") and given.get("post"):
        services.dispatch_order(
            actor=actor,
            order_key=order.key,
            mode=given.get("mode", ""),
            post=given.get("post", ""),
            at=now,
            key=f"{given.get('key', '')}-given",
        )
    return order


def _unit(units: list[Unit], key: str) -> Unit | None:
    """Return the estate that a form names, the first where it names none; None for one out of reach."""
    return next((each for each in units if not key or str(each.key) == key), None)


def _place(unit: Unit, key: str) -> Place | None:
    return next((each for each in places_of(unit) if str(each.key) == key), None) if key else None
