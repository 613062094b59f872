"""Orders found: one by its key or link, many by what people look for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import F, Q, QuerySet

from guicheng.apps.operations.models import (
    OrderComment,
    OrderEvent,
    OrderFile,
    OrderFollower,
    OrderPromise,
    WorkOrder,
)
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Placement, Post, Unit, UnitKind
from guicheng.apps.organization.selectors.fetching import as_key, clean, one
from guicheng.apps.platform.readings import begin_of_month
from guicheng.domain.orders import ENDED, OrderKind, Phase, Standing, Stream

READ: Final = "orders.read"
REPORT: Final = "orders.report"


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """What orders are looked for.

    Args:
        state: ``open``, ``ended``, ``ended_month`` (in this one), ``late``, a phase, or "" for all.
        kind: A kind, "" for all.
        urgent: Only those that cannot wait.
        of: ``mine``, ``posts`` (of my posts, that nobody has), ``followed``, or "" for all.
        post: Key of the post that they lie with, "" for all.
        words: A part of the problem or the place, or the number; "" for all.
        unit: Key of the estate, "" for all.
    """

    state: str = ""
    kind: str = ""
    urgent: bool = False
    of: str = ""
    post: str = ""
    words: str = ""
    unit: str = ""


def orders_visible_to(actor: Actor, wanted: OrderFilter | None = None, *, at: datetime) -> QuerySet[WorkOrder]:
    """Return the orders that an actor may see and that fit: what is due first comes first, then the newest.

    Args:
        actor: Who asks.
        wanted: What is looked for.
        at: Now, with time zone.
    """
    asked = wanted or OrderFilter()
    rows = WorkOrder.objects.filter(actor.within(READ)).select_related("unit", "place", "holder", "post")
    rows = rows.filter(_of_state(asked.state, at), _of_whom(actor, asked.of))
    if asked.kind in set(OrderKind):
        rows = rows.filter(kind=asked.kind)
    if asked.urgent:
        rows = rows.filter(urgent=True)
    for word in clean(asked.words)[:60].split():
        rows = rows.filter(
            Q(problem__icontains=word)
            | Q(number__icontains=word)
            | Q(place__name__icontains=word)
            | Q(place_text__icontains=word)
        )
    rows = _of_key(rows, "post__key", asked.post)
    rows = _of_key(rows, "unit__key", asked.unit)
    return rows.order_by(F("ended_at").asc(nulls_first=True), F("due_at").asc(nulls_last=True), "-pk")


def order_visible_to(actor: Actor, key: str | UUID) -> WorkOrder:
    """Return an order.

    Raises:
        WorkOrder.DoesNotExist: There is none, or it lies out of reach.
    """
    rows = WorkOrder.objects.filter(actor.within(READ))
    return one(rows.select_related("unit", "place", "holder", "post", "reported_by", "rating"), key)


def order_within(actor: Actor, key: str | UUID) -> WorkOrder:
    """Return an order with nothing but its primary key, to be locked and then read.

    Raises:
        WorkOrder.DoesNotExist: There is none, or it lies out of reach.
    """
    return one(WorkOrder.objects.filter(actor.within(READ)).only("pk"), key)


def orders_among(actor: Actor, keys: Sequence[str]) -> list[WorkOrder]:
    """Return the orders of some keys in their order: one query.

    Raises:
        WorkOrder.DoesNotExist: One of them is none, or lies out of reach.
    """
    wanted = [as_key(WorkOrder, key) for key in keys]
    rows = WorkOrder.objects.filter(actor.within(READ), key__in=wanted)
    found = {row.key: row for row in rows.select_related("unit", "place", "holder", "post")}
    if len(found) < len(set(wanted)):
        raise WorkOrder.DoesNotExist
    return [found[key] for key in wanted]


def follows_order(actor: Actor, order: WorkOrder) -> bool:
    """Tell whether somebody follows an order: one query."""
    return OrderFollower.objects.filter(order=order, person=actor.person).exists() if actor.person else False


def order_at(link: str) -> WorkOrder:
    """Return the order of a link without an account.

    Raises:
        WorkOrder.DoesNotExist: There is none.
    """
    return WorkOrder.objects.select_related("unit", "place", "rating").get(link=clean(link)[:20])


def desk_log(order: WorkOrder) -> list[OrderEvent]:
    """Return what desks said of an order, in order: one query."""
    return list(order.events.select_related("actor").order_by("seq"))


def promises_of(order: WorkOrder) -> list[OrderPromise]:
    """Return the clauses that an order is held to: one query."""
    return met_and_depending(order)[0]


def met_and_depending(order: WorkOrder) -> tuple[list[OrderPromise], list[OrderPromise]]:
    """Return the clauses that an order is held to, and those it would be with other numbers: one query."""
    rows = list(order.promises.select_related("clause__edition__standard"))
    met = [row for row in rows if row.standing == Standing.MET.value]
    return met, [row for row in rows if row.standing != Standing.MET.value]


def bounding(order: WorkOrder) -> list[OrderPromise]:
    """Return the clauses that govern the stages of an order, with no more than its clocks read: one query."""
    read = ("order", "urgent", "stage", "place", "start_event", "end_event", "limit", "from_change", "clause__key")
    return list(order.promises.filter(place=0).select_related("clause").only(*read))


def comments_of(order: WorkOrder, *, resident: bool = False) -> list[OrderComment]:
    """Return the comments on an order in order; with ``resident`` only those that whoever reported it may read."""
    rows = order.comments.all()
    return list(rows.filter(stream=Stream.RESIDENT.value) if resident else rows)


def files_of(order: WorkOrder, *, resident: bool = False) -> list[OrderFile]:
    """Return the files of an order in order; with ``resident`` only those that whoever reported it may see."""
    rows = order.files.all()
    return list(rows.filter(stream=Stream.RESIDENT.value) if resident else rows)


def units_for_orders(actor: Actor) -> QuerySet[Unit]:
    """Return the estates at which somebody may report orders, in the order of the tree."""
    rows: QuerySet[Unit] = Unit.objects.filter(actor.within(REPORT, ""), archived_at=None, kind=UnitKind.ESTATE)
    return rows.order_by("path")


def _of_state(state: str, at: datetime) -> Q:
    if state == "open":
        return ~Q(phase__in=ENDED)
    if state == "ended":
        return Q(phase__in=ENDED)
    if state == "ended_month":
        return Q(phase__in=ENDED, ended_at__gte=begin_of_month(at))
    if state == "late":
        return Q(due_at__lt=at) & ~Q(phase__in={Phase.VISITED, Phase.CANCELLED})
    return Q(phase=state) if state in set(Phase) else Q()


def _of_whom(actor: Actor, whom: str) -> Q:
    if whom == "mine":
        return Q(holder=actor.person) if actor.person else Q(pk__in=[])
    if whom == "posts":
        return _of_my_posts(actor)
    if whom == "followed":
        return Q(pk__in=followed_by(actor))
    return Q()


def followed_by(actor: Actor) -> QuerySet[OrderFollower, int]:
    """Return the ids of the orders that somebody follows, for use within another query."""
    rows = OrderFollower.objects.filter(person=actor.person, person__isnull=False)
    return rows.values_list("order", flat=True)


def _of_my_posts(actor: Actor) -> Q:
    """Return the filter for orders that nobody has and that a post of the actor can take: one query."""
    found = Q(pk__in=[])
    rows = Placement.objects.filter(person=actor.person, person__isnull=False, post__archived_at=None).order_by()
    for post, path in rows.values_list("post", "unit__path"):
        found |= Q(post=post, unit__path__startswith=path)
    return found & Q(holder=None) & ~Q(phase__in=ENDED)


def _of_key(rows: QuerySet[WorkOrder], column: str, key: str) -> QuerySet[WorkOrder]:
    if not key:
        return rows
    try:
        return rows.filter(**{column: UUID(key)})
    except ValueError:
        return rows.none()


def posts_for_orders(actor: Actor) -> list[Post]:
    """Return the posts in use of an actor's company, by name: one query."""
    return list(Post.objects.filter(company=actor.company_id, archived_at=None).order_by("name"))
