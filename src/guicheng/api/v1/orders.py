"""Work orders: reported, found, given to people, done; what was promised and what happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.order_json import clause_json, comment_json, depending_json, event_json, head_json, whole_json
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.shapes import orders as shapes
from guicheng.apps.operations.models import WorkOrder
from guicheng.apps.operations.selectors.orders import finding
from guicheng.apps.operations.selectors.orders.standing import happenings_of
from guicheng.apps.operations.selectors.places import places_of
from guicheng.apps.operations.services import orders as services
from guicheng.apps.organization.selectors.fetching import one
from guicheng.domain.orders import Channel, standing

calls = Calls("orders")
_READ: Final = "orders.read"
_REPORT: Final = "orders.report"
_MOVED: Final = ("stale", "order-refused", "not-an-order")


@calls.get("/orders", needs=_READ, answer=shapes.OrderList, summary="List work orders", refuses=("bad-cursor",))
def list_orders(request: HttpRequest, wanted: Query[shapes.OrderListWanted]) -> dict[str, Any]:
    """Return the orders within reach that fit, the newest first."""
    asked = finding.OrderFilter(
        state=wanted.state,
        kind=wanted.kind,
        urgent=wanted.urgent,
        of=wanted.of,
        words=wanted.words,
        unit=wanted.unit,
    )
    rows = finding.orders_visible_to(actor_of(request), asked, at=timezone.now())
    found, following = page_of(rows, wanted.cursor, falling=True)
    return {"items": [head_json(row) for row in found], "next": following}


@calls.write(
    "POST", "/orders", needs=_REPORT, answer=shapes.OrderWhole, status=201, summary="Report a work order",
    refuses=("not-an-order", "not-as-wanted", "archived"),
)  # fmt: skip
def report_order(request: HttpRequest, body: shapes.OrderIn) -> dict[str, Any]:
    """Take an order in with the clauses that apply to it now; its clocks begin with the call."""
    actor = actor_of(request)
    unit = one(finding.units_for_orders(actor), body.unit)
    place = places_of(unit).get(code=body.place.upper()) if body.place else None
    made = services.report_order(
        unit=unit,
        kind=body.kind,
        problem=body.problem,
        channel=Channel.API,
        actor=actor,
        at=timezone.now(),
        place=place,
        place_text=body.place_text,
        category=body.category,
        urgent=body.urgent,
        caller=services.Caller(body.caller_name, body.caller_phone),
        source=services.Source(body.source_kind, body.source_key),
        numbers=body.numbers,
        key=body.key,
    )
    return _whole(request, made)


@calls.ask(
    "/orders/readings", needs=_REPORT, answer=shapes.OrderReading, summary="Read a half-written order",
)  # fmt: skip
def read_order(request: HttpRequest, body: shapes.OrderText) -> dict[str, Any]:
    """Return what an order seems to be by its words, and the clauses that would apply; nothing is kept."""
    unit = one(finding.units_for_orders(actor_of(request)), body.unit)
    found = services.understand(
        unit=unit,
        problem=body.problem,
        at=timezone.now(),
        kind=body.kind,
        urgent=body.urgent,
        numbers=services.wanted_numbers(body.numbers),
    )
    return {
        "kind": found.kind.value,
        "urgent": found.urgent,
        "because": found.suggestion.because,
        "category": found.category,
        "place": found.place.code if found.place else "",
        "clauses": [clause_json(each) for each in found.applying],
        "asks": found.asks,
        "depending": [depending_json(each) for each in found.depending],
    }


@calls.get("/orders/{key}", needs=_READ, answer=shapes.OrderWhole, summary="See a work order")
def see_order(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return an order with its stages and what can be done with it."""
    return whole_json(finding.order_visible_to(actor_of(request), key), timezone.now())


@calls.get("/orders/{key}/events", needs=_READ, answer=shapes.OrderEvents, summary="Read what happened to an order")
def list_order_events(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return what desks and phones said of an order, in the order in which it counts."""
    found = finding.order_visible_to(actor_of(request), key)
    return {"items": [event_json(each) for each in standing(happenings_of(found))]}


@calls.get("/orders/{key}/comments", needs=_READ, answer=shapes.OrderComments, summary="Read the comments on an order")
def list_order_comments(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return the comments of both streams, in order."""
    found = finding.order_visible_to(actor_of(request), key)
    return {"items": [comment_json(each) for each in finding.comments_of(found)]}


@calls.write(
    "POST", "/orders/{key}/comments", needs=_READ, answer=shapes.OrderCommentOut, status=201,
    summary="Comment on a work order", refuses=("not-an-order",),
)  # fmt: skip
def comment_on_order(request: HttpRequest, key: Path[str], body: shapes.OrderCommentIn) -> dict[str, Any]:
    """Write to colleagues, or to whoever reported the order."""
    made = services.comment_on_order(
        actor=actor_of(request), order_key=key, stream=body.stream, text=body.text, at=timezone.now(), key=body.key
    )
    return comment_json(made)


@calls.write(
    "POST", "/orders/{key}/acts", needs=_READ, answer=shapes.OrderWhole, summary="Do something with a work order",
    refuses=_MOVED,
)  # fmt: skip
def act_on_order(request: HttpRequest, key: Path[str], body: shapes.OrderAct) -> dict[str, Any]:
    """Give it to somebody, take it, go a step on, pause, finish, reopen or cancel it.

    Change its priority, say its numbers, or add a cost.
    """
    named: dict[str, Any] = {
        "actor": actor_of(request), "order_key": key, "at": timezone.now(), "rev": body.rev, "key": body.key,
    }  # fmt: skip
    reason, words = body.reason, body.words
    acts: dict[str, Callable[[], WorkOrder]] = {
        "dispatch": lambda: services.dispatch_order(mode=body.mode, to=body.to, post=body.post, **named),
        "claim": lambda: services.claim_order(**named),
        "pause": lambda: services.pause_order(reason=reason, words=words, **named),
        "priority": lambda: services.change_priority(urgent=body.urgent, reason=reason, **named),
        "numbers": lambda: services.say_numbers(numbers=body.numbers, **named),
        "finish": lambda: services.finish_order(words=words, **named),
        "follow_up": lambda: services.follow_up_order(words=words, satisfied=body.satisfied, **named),
        "reopen": lambda: services.reopen_order(reason=reason, **named),
        "cancel": lambda: services.cancel_order(reason=reason, **named),
        "follow": lambda: services.follow_order(actor=named["actor"], order_key=key, at=named["at"]),
        "unfollow": lambda: services.unfollow_order(actor=named["actor"], order_key=key, at=named["at"]),
        "strike": lambda: services.strike_cost(event=body.event, reason=reason, **named),
        "cost": lambda: services.add_cost(
            what=body.what, name=body.name, quantity=body.quantity, measure=body.measure, amount=body.amount, **named
        ),
    }
    step = acts.get(body.act) or (lambda: services.step_order(act=body.act, **named))
    return _whole(request, step())


def _whole(request: HttpRequest, order: WorkOrder) -> dict[str, Any]:
    return whole_json(finding.order_visible_to(actor_of(request), order.key), timezone.now())
