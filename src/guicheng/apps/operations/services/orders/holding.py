"""The clauses that an order is held to, kept with it, and chosen anew when its numbers become known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.operations.models import OrderPromise, WorkOrder
from guicheng.apps.operations.selectors.orders.promising import (
    Applying,
    Wish,
    applying_to,
    place_names,
    promises_kept,
    words_with_place,
)
from guicheng.apps.operations.selectors.places import places_of
from guicheng.apps.operations.services.orders.access import REPORT, NotAnOrderError, take_order
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors.fetching import clean
from guicheng.apps.organization.services.access import permit
from guicheng.domain.orders import Act, Numbers, OrderKind, StageName, needs_json
from guicheng.domain.values.message import _

_MOST: Final = Decimal(10_000_000)
_UNIT: Final = 20


@transaction.atomic
def say_numbers(
    *,
    actor: Actor,
    order_key: str | UUID,
    numbers: Mapping[str, str],
    at: datetime,
    rev: int | None = None,
    key: str = "",
) -> WorkOrder:
    """Say how many households an order hits, how large an area and the like; its clauses are chosen anew.

    The limits of clauses that apply from then on count from the report. Editions published since change nothing.

    Args:
        actor: Who knows them; needs ``orders.report``.
        order_key: The order.
        numbers: By what is counted, such as {"户": "40"}; "" takes a number back, what is left out stays.
        at: Now, with time zone.
        rev: The revision that they saw.
        key: Their name of the write.

    Raises:
        WorkOrder.DoesNotExist: There is none within reach.
        NotAllowedError: The actor may not.
        NotAnOrderError: A number is none, no clause asks for it, or nothing is said that was not known.
        OrderRefusedError: The order is closed.
        StaleError: It was moved since they saw it.
    """
    turn = take_order(actor=actor, order_key=order_key, at=at, rev=rev, key=key)
    if turn.repeated:
        return turn.order
    order = turn.order
    permit(actor, REPORT, order.unit)
    turn.want(Act.NUMBERS)
    kept, before = promises_kept(order), dict(order.numbers)
    _refuse_unasked(numbers, {need.unit for promise, _clause in kept for need in promise.needs})
    found = _merged(before, numbers)
    if numbers_json(found) == before:
        raise NotAnOrderError(_("Write a number that is not known yet, or another one."), field="numbers")
    order.numbers = numbers_json(found)
    order.save(update_fields=["numbers"])
    words = words_with_place(order.problem, order.place_text, order.place, place_names(places_of(order.unit)))
    chosen = {
        urgent: applying_to(kept, Wish(OrderKind(order.kind), urgent, order.category, words, found), order.reported_at)
        for urgent in (True, False)
    }
    order.promises.all().delete()
    hold_to(order, chosen)
    return turn.write(Act.NUMBERS, "say_numbers", {"numbers": order.numbers}, numbers=order.numbers)


def hold_to(order: WorkOrder, chosen: Mapping[bool, Iterable[Applying]]) -> None:
    """Keep the clauses that an order is held to, by whether it is urgent, and those it would be with other numbers."""
    OrderPromise.objects.bulk_create(
        [row for urgent, found in chosen.items() for row in _rows(order, found, urgent=urgent)]
    )


def wanted_numbers(said: Mapping[str, str]) -> dict[str, Decimal]:
    """Return numbers as they were said; those that are empty are left out.

    Raises:
        NotAnOrderError: One of them is none, is below 0, or is too great.
    """
    return {clean(unit)[:_UNIT]: _number(value) for unit, value in said.items() if str(value).strip()}


def numbers_json(numbers: Numbers) -> dict[str, str]:
    """Return numbers as rows keep them."""
    return {unit: f"{value.normalize():f}" for unit, value in sorted(numbers.items())}


def _merged(before: Mapping[str, str], said: Mapping[str, str]) -> Numbers:
    left = {unit: Decimal(value) for unit, value in before.items() if unit not in said}
    return {**left, **wanted_numbers(said)}


def _refuse_unasked(said: Mapping[str, str], asked: set[str]) -> None:
    if other := next((unit for unit in said if unit not in asked), None):
        sentence = _("No clause about this order asks for a number of {unit}.", unit=clean(other)[:_UNIT])
        raise NotAnOrderError(sentence, field="numbers")


def _rows(order: WorkOrder, found: Iterable[Applying], *, urgent: bool) -> Iterable[OrderPromise]:
    places: dict[StageName, int] = {}
    for each in found:
        place = places[each.stage] = places.get(each.stage, -1) + 1
        promise = each.promise
        yield OrderPromise(
            order=order,
            urgent=urgent,
            stage=each.stage.value,
            place=place,
            clause=each.clause,
            position=promise.position,
            start_event=promise.start,
            end_event=promise.end,
            limit={"value": str(promise.limit.value), "unit": promise.limit.unit.value},
            from_change=promise.from_change,
            needs=needs_json(promise.needs),
            standing=each.standing.value,
        )


def _number(said: str) -> Decimal:
    try:
        found = Decimal(clean(str(said)).replace(",", "").replace("，", ""))
        fits = Decimal(0) <= found <= _MOST
    except InvalidOperation:
        fits = False
    if not fits:
        sentence = _("“{said}” is no number that fits here. Write one such as 40.", said=clean(str(said))[:20])
        raise NotAnOrderError(sentence, field="numbers")
    return found
