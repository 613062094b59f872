"""Open steps of running cases."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from guicheng.apps.operations.models import WorkItem
from guicheng.apps.operations.selectors import cases
from guicheng.apps.operations.selectors.my_work.work import Whose, Work, standing
from guicheng.apps.organization.actors import Actor


def work_of_cases(actor: Actor, whose: Whose, at: datetime, most: int) -> list[Work]:
    """Return open steps, the most urgent first: at most two queries."""
    return [_work(row, whose, at) for row in rows_of_cases(actor, whose, at)[:most]]


def rows_of_cases(actor: Actor, whose: Whose, at: datetime) -> QuerySet[WorkItem]:
    """Return the rows of these steps."""
    return {
        Whose.MINE: cases.work_of_mine,
        Whose.POSTS: cases.work_of_my_posts,
        Whose.FOLLOWED: cases.work_followed,
    }[whose](actor)


def _work(row: WorkItem, whose: Whose, at: datetime) -> Work:
    page = f"/cases/{row.case.key}/"
    hand = row.stand_in or row.holder
    return Work(
        kind="case",
        key=f"{row.case.key}/{row.step}",
        title=f"{row.name} · {row.case.title}",
        unit=row.case.unit,
        due_at=row.due_at,
        state=standing(row.due_at, at, paused=row.paused_at is not None),
        holder=hand.name if hand else "",
        path=f"{page}steps/{row.step}/" if whose is Whose.MINE else page,
        urgent=row.urged > 0,
    )
