"""Demands, as lists and one by one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors.fetching import as_key, one
from guicheng.apps.research.models import Demand, DemandKind, DemandSource, DemandState
from guicheng.apps.research.selectors.groups import READ

#: From which number on a demand matters much.
IMPORTANT = Decimal(4)
ORDERS = {"number": ("number",), "-importance": (F("importance").desc(nulls_last=True), "number")}


@dataclass(frozen=True, slots=True)
class DemandWish:
    """Which demands somebody wants to see; "" leaves a side open.

    Args:
        words: What the demand holds, all of it.
        state: One of ``DemandState``, or ``open`` for those that still ask for something.
        kind: One of ``DemandKind``.
        group: Key of a group.
        theme: Key of a theme.
        weight: ``high`` from 4 on, ``low`` below, ``unknown`` without a number.
        unit: Key of a unit; what lies below it counts.
        order: One of ``ORDERS``.
    """

    words: str = ""
    state: str = ""
    kind: str = ""
    group: str = ""
    theme: str = ""
    weight: str = ""
    unit: str = ""
    order: str = "-importance"


ALL_DEMANDS = DemandWish()
_WEIGHTS = {
    "high": Q(importance__gte=IMPORTANT),
    "low": Q(importance__lt=IMPORTANT),
    "unknown": Q(importance__isnull=True),
}
_OPEN = Q(state__in=[DemandState.PROPOSED, DemandState.CONFIRMED])


def demands_visible_to(actor: Actor, wish: DemandWish = ALL_DEMANDS) -> QuerySet[Demand]:
    """Return the demands within reach that fit a wish.

    Raises:
        DoesNotExist: The unit of the wish is none within reach, or its group or theme is no key.
    """
    rows = Demand.objects.filter(actor.within(READ)).select_related("unit", "group", "theme", "merged_into")
    for word in wish.words.replace("\0", "").split()[:8]:
        rows = rows.filter(text__icontains=word)
    if wish.state == "open":
        rows = rows.filter(_OPEN)
    elif wish.state in DemandState.values:
        rows = rows.filter(state=wish.state)
    if wish.kind in DemandKind.values:
        rows = rows.filter(kind=wish.kind)
    if wish.group:
        rows = rows.filter(group__key=as_key(Demand, wish.group))
    if wish.theme:
        rows = rows.filter(theme__key=as_key(Demand, wish.theme))
    if wish.weight in _WEIGHTS:
        rows = rows.filter(_WEIGHTS[wish.weight])
    if wish.unit:
        rows = rows.filter(unit__path__startswith=one(Unit.objects.filter(actor.within(READ, "")), wish.unit).path)
    return rows.order_by(*ORDERS.get(wish.order, ORDERS["number"]))


def demand_visible_to(actor: Actor, key: str | UUID) -> Demand:
    """Return a demand.

    Raises:
        Demand.DoesNotExist: There is none within reach.
    """
    return one(demands_visible_to(actor), key)


def demand_grid(actor: Actor) -> dict[tuple[str, str], int]:
    """Return how many demands within reach have which state and weight: one query.

    Returns:
        (state, ``high`` | ``low`` | ``unknown``) → number; all pairs, also those without a demand.
    """
    counted = {name: Count("pk", filter=condition) for name, condition in _WEIGHTS.items()}
    rows = Demand.objects.filter(actor.within(READ)).order_by().values("state").annotate(**counted)
    found = {(state.value, weight): 0 for state in DemandState for weight in _WEIGHTS}
    for state, *numbers in rows.values_list("state", *_WEIGHTS):
        found |= {(state, weight): number for weight, number in zip(_WEIGHTS, numbers, strict=True)}
    return found


def sources_of(actor: Actor, demand: Demand) -> list[DemandSource]:
    """Return what a demand rests on, as far as it lies within reach: one query."""
    reach = actor.within(READ, "quote__interview__unit") | actor.within(READ, "feedback__unit") | ~Q(cited="")
    rows = DemandSource.objects.filter(reach, demand=demand)
    return list(rows.select_related("quote__interview", "feedback"))
