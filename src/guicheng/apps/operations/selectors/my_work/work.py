"""One row of “My work”, whatever kind of work it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db.models import CharField, ExpressionWrapper, F, OuterRef, QuerySet

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Placement, Unit

#: The last stretch before a limit, in which work counts as soon due.
SOON: Final = timedelta(hours=4)


class Whose(StrEnum):
    """Whose work is looked for."""

    MINE = "mine"
    POSTS = "posts"
    FOLLOWED = "followed"


class WorkStanding(StrEnum):
    """How work stands at a moment, the most urgent first: the columns of the board."""

    LATE = "late"
    SOON = "soon"
    RUNNING = "running"
    PAUSED = "paused"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Work:
    """Something that somebody has to do.

    Args:
        kind: ``case``, ``order``, ``round`` or ``plan``.
        key: What an act on it names; of a case, its key and the id of the step with a slash between them.
        title: What people call it, in Chinese as it was written.
        unit: Where it is done.
        due_at: When it has to be done; None for no limit, or while its clock stands still.
        state: How it stands.
        holder: Name of whoever has it, "" for nobody.
        path: The page on which it is done.
        urgent: Whether it is an emergency, or haste was asked for.
    """

    kind: str
    key: str
    title: str
    unit: Unit
    due_at: datetime | None
    state: WorkStanding
    holder: str
    path: str
    urgent: bool


def standing(due_at: datetime | None, at: datetime, *, paused: bool = False) -> WorkStanding:
    """Return how work stands.

    Args:
        due_at: When it has to be done, None for no limit.
        at: Now, with time zone.
        paused: Whether its clock stands still.
    """
    if paused:
        return WorkStanding.PAUSED
    if due_at is None:
        return WorkStanding.OPEN
    if at >= due_at:
        return WorkStanding.LATE
    return WorkStanding.SOON if due_at - at <= SOON else WorkStanding.RUNNING


def placements_over(actor: Actor) -> QuerySet[Placement]:
    """Return the posts that somebody fills at the unit of a row or above it, for use within the query of the rows."""
    here = ExpressionWrapper(OuterRef("unit__path"), output_field=CharField())
    rows = Placement.objects.filter(person=actor.person, post__archived_at__isnull=True).order_by()
    return rows.annotate(here=here).filter(here__startswith=F("unit__path"))
