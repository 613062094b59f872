"""Work orders that are not done yet."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q, QuerySet

from guicheng.apps.operations.models import WorkOrder
from guicheng.apps.operations.selectors.my_work.work import Whose, Work, standing
from guicheng.apps.operations.selectors.orders.finding import followed_by
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Placement


def work_of_orders(actor: Actor, whose: Whose, at: datetime, most: int) -> list[Work]:
    """Return orders that are under way, the most urgent first: at most two queries."""
    return [_work(row, at) for row in rows_of_orders(actor, whose, at)[:most]]


def rows_of_orders(actor: Actor, whose: Whose, at: datetime) -> QuerySet[WorkOrder]:
    """Return the rows of these orders."""
    if actor.person is None:
        return WorkOrder.objects.none()
    rows = WorkOrder.objects.filter(actor.within("orders.read"), _whose(actor, whose), ended_at=None)
    return _in_order(rows)


def _whose(actor: Actor, whose: Whose) -> Q:
    if whose is Whose.MINE:
        return Q(holder=actor.person)
    if whose is Whose.FOLLOWED:
        return (Q(reported_by=actor.person) | Q(pk__in=followed_by(actor))) & ~Q(holder=actor.person)
    found = Q(pk__in=[])
    rows = Placement.objects.filter(person=actor.person, post__archived_at__isnull=True).order_by()
    for post, path in rows.values_list("post", "unit__path"):
        found |= Q(post=post, unit__path__startswith=path)
    return found & Q(holder=None)


def _in_order(rows: QuerySet[WorkOrder]) -> QuerySet[WorkOrder]:
    return rows.select_related("unit", "holder", "place").order_by(F("due_at").asc(nulls_last=True), "pk")


def _work(row: WorkOrder, at: datetime) -> Work:
    where = row.place.name if row.place else row.place_text
    return Work(
        kind="order",
        key=str(row.key),
        title=" · ".join(part for part in (row.number, where, row.problem[:60]) if part),
        unit=row.unit,
        due_at=row.due_at,
        state=standing(row.due_at, at, paused=row.phase == "paused"),
        holder=row.holder.name if row.holder else "",
        path=f"/orders/{row.key}/",
        urgent=row.urgent,
    )
