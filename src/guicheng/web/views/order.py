"""One work order: how it stands, what can be done with it, what happened; and the same on paper."""

from __future__ import annotations

import secrets
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.operations.models import WorkOrder
from guicheng.apps.operations.selectors.cases import fills
from guicheng.apps.operations.selectors.orders.clocks import stages_of
from guicheng.apps.operations.selectors.orders.finding import (
    comments_of,
    files_of,
    follows_order,
    met_and_depending,
    order_visible_to,
)
from guicheng.apps.operations.selectors.orders.standing import happenings_of
from guicheng.apps.operations.services import orders as services
from guicheng.apps.operations.services.orders.talking import LARGEST
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors.fetching import one
from guicheng.domain.orders import Act, OrderState, Stream, possible, standing, state_of
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Outcome, attempt
from guicheng.web.acting import Act as Do
from guicheng.web.actor import actor_of
from guicheng.web.number_words import asked, hanging, known_words, numbers_given
from guicheng.web.order_page import category_of, file_answer, follow_link, phase_chip, place_of, stages, title_of, way
from guicheng.web.order_words import CHANNELS, COSTS, KINDS, PAUSES, STEPS, chosen, told

_SATISFIED: Final = {"yes": True, "no": False}


def order(request: HttpRequest, key: str) -> HttpResponse:
    """Show an order; do something with it."""
    actor = actor_of(request)
    found = order_visible_to(actor, key)
    outcome = NOTHING
    if request.method == "POST":
        outcome = attempt(request, _acts(request, actor, found))
        if not outcome.told and request.POST.get("act") != "reveal":
            return redirect("order", key=found.key)
        found = order_visible_to(actor, key)
    context = _context(found)
    context |= _asked(request, actor, found, context["state"], outcome)
    return render(request, "web/orders/order.html", context, status=outcome.status)


def printed(request: HttpRequest, key: str) -> HttpResponse:
    """Show an order for a sheet of paper, with lines to sign on."""
    actor = actor_of(request)
    found = order_visible_to(actor, key)
    context = _context(found)
    # Whoever has the link speaks as the customer, so it is for those who take orders in.
    context |= follow_link(request, found) if actor.may("orders.report", found.unit) else {}
    context["crumbs"] = [*way(crumbs.Crumb(found.number, reverse("order", args=[found.key]))), crumbs.Crumb(_("Print"))]
    return render(request, "web/orders/print.html", context)


def file(request: HttpRequest, key: str, file: str) -> HttpResponse:
    """Show a file of an order."""
    return file_answer(request, one(order_visible_to(actor_of(request), key).files.all(), file))


def _acts(request: HttpRequest, actor: Actor, found: WorkOrder) -> dict[str, Do]:
    given = request.POST
    rev = given.get("rev", "")
    kept: dict[str, Any] = {
        "actor": actor, "order_key": found.key, "at": timezone.now(), "key": given.get("key", ""),
    }  # fmt: skip
    moved = {**kept, "rev": int(rev) if rev.isascii() and rev.isdigit() and len(rev) < 9 else None}
    reason, words = given.get("reason", ""), given.get("words", "")
    return {
        Act.CLAIM: lambda: services.claim_order(**moved),
        **{act: _step(act, moved) for act in STEPS if act != Act.CLAIM},
        Act.PAUSE: lambda: services.pause_order(reason=reason, words=words, **moved),
        Act.FINISH: lambda: services.finish_order(words=words, **moved),
        Act.FOLLOW_UP: lambda: services.follow_up_order(
            words=words, satisfied=_SATISFIED.get(given.get("satisfied", "")), **moved
        ),
        Act.PRIORITY: lambda: services.change_priority(urgent=given.get("urgent") == "yes", reason=reason, **moved),
        Act.NUMBERS: lambda: services.say_numbers(numbers=numbers_given(given), **moved),
        Act.REOPEN: lambda: services.reopen_order(reason=reason, **moved),
        Act.CANCEL: lambda: services.cancel_order(reason=reason, **moved),
        Act.COST: lambda: services.add_cost(
            what=given.get("what", ""),
            name=given.get("name", ""),
            quantity=given.get("quantity", ""),
            measure=given.get("measure", ""),
            amount=given.get("amount", ""),
            **moved,
        ),
        "strike": lambda: services.strike_cost(event=given.get("event", ""), reason=reason, **moved),
        Act.COMMENT: lambda: services.comment_on_order(
            stream=given.get("stream", ""), text=given.get("text", ""), **kept
        ),
        Act.ATTACH: lambda: _attach(request, kept),
        "follow": lambda: services.follow_order(actor=actor, order_key=found.key, at=timezone.now()),
        "unfollow": lambda: services.unfollow_order(actor=actor, order_key=found.key, at=timezone.now()),
        "reveal": lambda: services.reveal_caller(actor=actor, order_key=found.key, reason=reason, at=timezone.now()),
        "forget": lambda: services.forget_caller(actor=actor, order_key=found.key, at=timezone.now()),
    }


def _step(act: str, moved: dict[str, Any]) -> Do:
    return lambda: services.step_order(act=act, **moved)


def _attach(request: HttpRequest, kept: dict[str, Any]) -> Any:
    sent = request.FILES.get("file")
    data = sent.read(LARGEST + 1) if sent else b""
    name = sent.name if sent else ""
    return services.attach_to_order(stream=request.POST.get("stream", ""), name=name or "", data=data, **kept)


def _context(found: WorkOrder) -> dict[str, Any]:
    """Return what the page and the paper say of an order: seven queries."""
    happened = standing(happenings_of(found))
    state, now = state_of(happened), timezone.now()
    promises, depending = met_and_depending(found)
    asks = sorted({need["unit"] for row in (*promises, *depending) for need in row.needs})
    comments = comments_of(found)
    zh, en = category_of(found)
    return {
        "order": found,
        "name": title_of(found),
        "place": place_of(found),
        "chip": phase_chip(found),
        "kind": KINDS[found.kind],
        "channel": CHANNELS[found.channel],
        "category": {"zh": zh, "en": en},
        "state": state,
        "stages": stages(stages_of(found, state, promises), now),
        "beside": [row for row in promises if row.place and row.urgent is state.urgent],
        "hanging": [hanging(row) for row in depending if row.urgent is state.urgent],
        "asked": asked(asks, found.numbers),
        "numbers": known_words(found.numbers),
        "lines": list(told(happened)),
        "costs": [{"line": line, "what": COSTS.get(line.what, line.what)} for line in state.costs],
        "internal": [each for each in comments if each.stream == Stream.INTERNAL],
        "resident": [each for each in comments if each.stream == Stream.RESIDENT],
        "files": files_of(found),
        "rating": getattr(found, "rating", None),
        "crumbs": way(crumbs.Crumb(found.number)),
    }


def _asked(request: HttpRequest, actor: Actor, found: WorkOrder, state: OrderState, outcome: Outcome) -> dict[str, Any]:
    """Return what the reader of the page can do."""
    me = str(actor.person.pk) if actor.person else ""
    steers, reports = (actor.may(f"orders.{each}", found.unit) for each in ("steer", "report"))
    works = steers or (actor.may("orders.work", found.unit) and _is_mine(actor, found, state, me))
    can = possible(state)
    given = request.POST
    return {
        "works": works,
        "steers": steers,
        "reports": reports,
        "packs": actor.may("evidence.read", found.unit),
        "may_comment": actor.may("orders.work", found.unit),
        "may_open": actor.may("improvement.work", found.unit),
        "reveals": bool(found.caller_phone)
        and (steers or me == state.holder or actor.may("people.reveal", found.unit)),
        "revealed": outcome.value if given.get("act") == "reveal" and not outcome.told else "",
        "follows": follows_order(actor, found),
        "forgets": actor.may("evidence.keep", found.unit) and not found.forgotten_at,
        "can": {each.value for each in can},
        "steps": [(each.value, *STEPS[each]) for each in can if each in STEPS] if works else [],
        "pauses": chosen(PAUSES, given.get("reason", "")),
        "whats": chosen(COSTS, given.get("what", "")),
        "given": given,
        "told": outcome.told,
        "key": secrets.token_hex(8),
        **(follow_link(request, found) if reports else {}),
    }


def _is_mine(actor: Actor, found: WorkOrder, state: OrderState, me: str) -> bool:
    if state.holder:
        return state.holder == me
    return not state.post or fills(actor, state.post, found.unit)
