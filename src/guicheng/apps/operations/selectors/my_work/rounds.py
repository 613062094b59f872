"""Rounds that are asked for now or within the next two days."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from guicheng.apps.operations.models import Excuse, Round
from guicheng.apps.operations.selectors.my_work.work import Whose, Work, placements_over, standing
from guicheng.apps.operations.selectors.rounds.rounds import rounds_visible_to
from guicheng.apps.organization.actors import Actor

#: As far ahead as what plans make due.
_AHEAD: Final = timedelta(hours=48)


def work_of_rounds(actor: Actor, whose: Whose, at: datetime, most: int) -> list[Work]:
    """Return rounds that are neither finished nor excused nor over: one query.

    What is over stands among the rounds, as missed. Nobody follows a round.
    """
    return [_work(row, at) for row in rows_of_rounds(actor, whose, at)[:most]]


def rows_of_rounds(actor: Actor, whose: Whose, at: datetime) -> QuerySet[Round]:
    """Return the rows of these rounds."""
    if actor.person is None or whose is Whose.FOLLOWED:
        return Round.objects.none()
    wanted = Q(assignee=actor.person) if whose is Whose.MINE else Q(assignee=None) & _of_my_posts(actor)
    running = Q(end=None) | Q(end__gt=at)
    excused = Excuse.objects.filter(occurrence=OuterRef("occurrence"))
    rows = rounds_visible_to(actor).filter(wanted, running, ~Exists(excused), finished_at=None, begin__lte=at + _AHEAD)
    ordered = rows.order_by(F("end").asc(nulls_last=True), "begin", "occurrence")
    return ordered.defer("version__lines", "version__points")


def _of_my_posts(actor: Actor) -> Q:
    """Return what is free for somebody: rounds of plans of their posts, and those that no plan asked for."""
    placements = placements_over(actor)
    return Q(Exists(placements.filter(post__name=OuterRef("plan__post")))) | Q(Exists(placements), plan=None)


def _work(row: Round, at: datetime) -> Work:
    return Work(
        kind="round",
        key=row.occurrence,
        title=" · ".join(dict.fromkeys((row.title, row.version.checklist.title))),
        unit=row.unit,
        due_at=row.end,
        state=standing(row.end, at),
        holder=row.assignee.name if row.assignee else "",
        path=f"/rounds/{row.occurrence}/",
        urgent=False,
    )
