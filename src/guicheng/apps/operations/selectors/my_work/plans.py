"""What plans make due within the next two days."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from guicheng.apps.operations.models import DueWork, Excuse, FieldEvent
from guicheng.apps.operations.selectors.my_work.work import Whose, Work, standing
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Placement


def work_of_plans(actor: Actor, whose: Whose, at: datetime, most: int) -> list[Work]:
    """Return due work that is neither done nor excused nor over: at most two queries.

    What is over stands on the page of the plans, as missed. Nobody follows due work.
    """
    if actor.person is None or whose is Whose.FOLLOWED:
        return []
    mine = Q(assignee=actor.person) if whose is Whose.MINE else Q(assignee=None) & _of_my_posts(actor)
    excused = Excuse.objects.filter(occurrence=OuterRef("occurrence"))
    done = FieldEvent.objects.filter(company=actor.company_id, occurrence=OuterRef("occurrence"), kind="finish")
    rows = DueWork.objects.filter(actor.within("estates.read"), mine, ~Exists(excused), ~Exists(done), end__gt=at)
    rows = rows.select_related("unit", "assignee", "plan__source__clause__edition").order_by("end", "occurrence")
    return [_work(row, at) for row in rows[:most]]


def _of_my_posts(actor: Actor) -> Q:
    found = Q(pk__in=[])
    rows = Placement.objects.filter(person=actor.person, post__archived_at__isnull=True).order_by()
    for post, path in rows.values_list("post__name", "unit__path"):
        found |= Q(plan__post=post, unit__path__startswith=path)
    return found


def _work(row: DueWork, at: datetime) -> Work:
    clause = row.plan.source.clause
    return Work(
        kind="plan",
        key=row.occurrence,
        title=f"{clause.edition.code} {clause.number} {row.plan.source.activity or clause.text[:40]}",
        unit=row.unit,
        due_at=row.end,
        state=standing(row.end, at),
        holder=row.assignee.name if row.assignee else "",
        path=f"/plans/{row.unit.key}/",
        urgent=False,
    )
