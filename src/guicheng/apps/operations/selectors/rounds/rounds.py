"""Rounds: whose they are, how they stand, and who sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet

from guicheng.apps.operations.models import Point, Round, RoundPhase, point_key
from guicheng.apps.organization.actors import Actor

READ: Final = "field.read"
#: A round without an end is asked for on the day on which it begins.
_DAY: Final = timedelta(days=1)


class RoundStanding(StrEnum):
    """How a round stands at a moment."""

    PLANNED = "planned"
    OPEN = "open"
    BEGUN = "begun"
    UNFINISHED = "unfinished"
    DONE = "done"
    LATE = "late"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class RoundWish:
    """Which rounds.

    Args:
        unit: Of the estate with this key; "" for all.
        since: Due from this moment on; None for any.
        until: Due before this moment; None for any.
        standing: Standing so; "" for any.
        assignee: Of the person with this key; "" for anybody.
        theme: Over checklists of this theme; "" for any.
        failed: Only those on which something was not in order.
    """

    unit: str = ""
    since: datetime | None = None
    until: datetime | None = None
    standing: str = ""
    assignee: str = ""
    theme: str = ""
    failed: bool = False

    def standing_so(self, standing: str) -> RoundWish:
        """Return the same wish for those that stand so; "" for any."""
        return replace(self, standing=standing)


def rounds_visible_to(actor: Actor) -> QuerySet[Round]:
    """Return the rounds of units where an actor may read tasks."""
    rows = Round.objects.filter(actor.within(READ), company=actor.company_id)
    return rows.select_related("unit", "version__checklist", "version__edition", "assignee", "plan")


def round_visible_to(actor: Actor, occurrence: str) -> Round:
    """Return one of these by its occurrence.

    Raises:
        Round.DoesNotExist: There is none.
    """
    return rounds_visible_to(actor).get(occurrence=occurrence[:64])


def rounds_wanted(actor: Actor, wish: RoundWish, at: datetime) -> QuerySet[Round]:
    """Return the rounds that fit, the earliest first."""
    found = Q()
    for lookup, value in (
        ("begin__gte", wish.since),
        ("begin__lt", wish.until),
        ("assignee__key", wish.assignee),
        ("version__checklist__theme", wish.theme),
        ("failed__gt", 0 if wish.failed else None),
    ):
        if value not in {None, ""}:
            found &= Q(**{lookup: value})
    if wish.unit:
        found &= Q(unit__key=wish.unit)
    if wish.standing:
        found &= _standing_filter(RoundStanding(wish.standing), at)
    return rounds_visible_to(actor).filter(found).order_by("begin", "occurrence")


def standing_of(row: Round, at: datetime) -> RoundStanding:
    """Return how a round stands at a moment."""
    if row.finished_at is not None:
        return RoundStanding.LATE if row.end is not None and row.finished_at > row.end else RoundStanding.DONE
    if row.end is not None and at >= row.end:
        return RoundStanding.MISSED
    if row.phase in {RoundPhase.BEGUN, RoundPhase.UNFINISHED}:
        return RoundStanding(row.phase)
    return RoundStanding.OPEN if at >= row.begin else RoundStanding.PLANNED


def _standing_filter(standing: RoundStanding, at: datetime) -> Q:
    """Return the rows that ``standing_of`` says stand so."""
    finished, ended = Q(finished_at__isnull=False), Q(end__isnull=False, end__lte=at)
    late = Q(end__isnull=False, finished_at__gt=F("end"))
    running = ~finished & ~ended
    return {
        RoundStanding.LATE: late,
        RoundStanding.DONE: finished & ~late,
        RoundStanding.MISSED: ~finished & ended,
        RoundStanding.BEGUN: running & Q(phase=RoundPhase.BEGUN),
        RoundStanding.UNFINISHED: running & Q(phase=RoundPhase.UNFINISHED),
        RoundStanding.OPEN: running & Q(phase=RoundPhase.OPEN, begin__lte=at),
        RoundStanding.PLANNED: running & Q(phase=RoundPhase.OPEN, begin__gt=at),
    }[standing]


def my_rounds(actor: Actor, day: datetime) -> list[Round]:
    """Return what somebody walks on a day: their own rounds, and those that nobody has yet, where they may send.

    Args:
        actor: A person.
        day: Its first moment.

    Returns:
        Rounds due on that day and those of earlier days that still run, the earliest first.
    """
    running = Q(end__gt=day, begin__lt=day + _DAY) | Q(end=None, begin__gte=day, begin__lt=day + _DAY)
    begun = Q(phase__in=(RoundPhase.BEGUN, RoundPhase.UNFINISHED), begin__lt=day, end=None)
    mine = Q(assignee=actor.person) | Q(assignee=None) & actor.within("field.send")
    rows = rounds_visible_to(actor).filter(running | begun, mine)
    return list(rows.order_by("begin", "occurrence")[:200])


def rounds_at_point(actor: Actor, code: str, at: datetime) -> tuple[Point | None, list[Round]]:
    """Return the point whose label says this, and the rounds that pass there and still run.

    Args:
        actor: Who scanned it.
        code: What the QR code says, or the code printed below it.
        at: Now.

    Returns:
        None and no rounds for a code of no point within reach.
    """
    point = point_within(actor, code)
    if point is None:
        return None, []
    running = Q(end=None) | Q(end__gt=at)
    rows = rounds_visible_to(actor).filter(running, unit=point.unit, begin__lte=at + _DAY, finished_at=None)
    return point, [row for row in rows.order_by("begin", "occurrence")[:200] if str(point.key) in row.version.points]


def point_within(actor: Actor, code: str) -> Point | None:
    """Return the point of an estate within reach whose label says this; None for none, or for more than one."""
    found = points_within(actor, code)
    return found[0] if len(found) == 1 else None


def points_within(actor: Actor, code: str) -> list[Point]:
    """Return the points within reach whose label says this, by estate.

    What a QR code says is that of one point; the code printed below it may be that of a point at each estate.
    """
    key = point_key(code)
    wanted = Q(key=key) if key else Q(code__iexact=code.strip()[:30])
    rows = Point.objects.filter(actor.within("estates.read"), wanted, archived_at=None).select_related("unit", "place")
    return list(rows.order_by("unit__path", "pk"))


def round_counts(rows: QuerySet[Round], at: datetime) -> Mapping[RoundStanding, int]:
    """Return how many rounds stand how: one query; a standing without any is there with 0."""
    sums: dict[str, Any] = {each.value: Count("pk", filter=_standing_filter(each, at)) for each in RoundStanding}
    found = rows.order_by().aggregate(**sums)
    return {each: found[each.value] for each in RoundStanding}


def rounds_named(company_id: int, occurrences: Sequence[str]) -> dict[str, Round]:
    """Return rounds of a company by occurrence."""
    rows = Round.objects.filter(company=company_id, occurrence__in=list(occurrences))
    return {row.occurrence: row for row in rows}
