"""What plans make due within the next two days."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from guicheng.apps.operations.models import DueWork, Excuse, FieldEvent, Round
from guicheng.apps.operations.selectors.my_work.work import Whose, Work, placements_over, standing
from guicheng.apps.organization.actors import Actor


def work_of_plans(actor: Actor, whose: Whose, at: datetime, most: int) -> list[Work]:
    """Return due work that is neither done nor excused nor over: one query.

    What is over stands on the page of the plans, as missed; what has a round stands as that. Nobody follows due work.
    """
    return [_work(row, at) for row in rows_of_plans(actor, whose, at)[:most]]


def rows_of_plans(actor: Actor, whose: Whose, at: datetime) -> QuerySet[DueWork]:
    """Return the rows of this due work."""
    if actor.person is None or whose is Whose.FOLLOWED:
        return DueWork.objects.none()
    mine = Q(assignee=actor.person) if whose is Whose.MINE else Q(assignee=None) & _of_my_posts(actor)
    excused = Excuse.objects.filter(occurrence=OuterRef("occurrence"))
    done = FieldEvent.objects.filter(company=actor.company_id, occurrence=OuterRef("occurrence"), kind="finish")
    walked = Round.objects.filter(occurrence=OuterRef("occurrence"), unit=OuterRef("unit"))
    open_ = ~Exists(excused) & ~Exists(done) & ~Exists(walked)
    rows = DueWork.objects.filter(actor.within("estates.read"), mine, open_, end__gt=at)
    rows = rows.select_related("unit", "assignee", "plan__source__clause__edition")
    return rows.order_by("end", "occurrence")


def _of_my_posts(actor: Actor) -> Exists:
    return Exists(placements_over(actor).filter(post__name=OuterRef("plan__post")))


def title_of_due(row: DueWork) -> str:
    """Return what people call due work: its clause, and what is done."""
    source = row.plan.source
    return f"{source.clause.edition.code} {source.clause.number} {source.activity or source.clause.text[:40]}"


def _work(row: DueWork, at: datetime) -> Work:
    return Work(
        kind="plan",
        key=row.occurrence,
        title=title_of_due(row),
        unit=row.unit,
        due_at=row.end,
        state=standing(row.end, at),
        holder=row.assignee.name if row.assignee else "",
        path=f"/plans/{row.unit.key}/",
        urgent=False,
    )
