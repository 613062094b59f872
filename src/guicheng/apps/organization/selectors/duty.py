"""When posts are on duty, and which stands above which: what the proof of a process asks."""

from __future__ import annotations

from django.db.models import Q

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import DutyHours, Post, Unit
from guicheng.domain.worktime.hours import read_hours, week_minutes


def duty_hours_of(unit: Unit) -> dict[str, tuple[tuple[int, int], ...]]:
    """Return when posts are on duty in a unit, by their name: one query.

    What is said for a unit holds for all below it, until it is said anew for one of these. Posts of which nothing is
    said are left out.

    Returns:
        For each post the stretches of a week, as ``domain.process.duties.off_duty`` takes them: minutes from Monday
        00:00, the first included and the last not.
    """
    return {row.post.name: week_minutes(read_hours(row.hours)) for row in nearest_hours(unit).values()}


def nearest_hours(unit: Unit) -> dict[int, DutyHours]:
    """Return the row that holds for each post in a unit, by the key of the post: one query."""
    rows = DutyHours.objects.filter(unit__path__in=paths_above(unit), post__archived_at=None)
    # Deeper units come later and stand in place of those above.
    return {row.post_id: row for row in rows.select_related("post", "unit").order_by("unit__path", "post__name")}


def ranks_of(unit: Unit) -> dict[str, int]:
    """Return the level of the posts of a unit's company, by their name, a greater number being higher: one query.

    Posts without a level are left out, as ``domain.process.duties.escalations_down`` wants it.
    """
    rows = Post.objects.filter(company__path=unit.company_path, archived_at=None, rank__isnull=False)
    return {str(name): int(rank) for name, rank in rows.values_list("name", "rank") if rank is not None}


def hours_visible_to(actor: Actor) -> dict[int, list[DutyHours]]:
    """Return the hours that hold within an actor's reach, by post, units in the order of the tree: one query.

    What is said for a unit above the reach holds there too.
    """
    above = {
        path[:end] for path in actor.paths("organization.read") for end in range(Unit.steplen, len(path), Unit.steplen)
    }
    reached = actor.within("organization.read") | Q(unit__path__in=above)
    found: dict[int, list[DutyHours]] = {}
    for row in DutyHours.objects.filter(reached).select_related("unit").order_by("unit__path"):
        found.setdefault(row.post_id, []).append(row)
    return found


def paths_above(unit: Unit) -> list[str]:
    """Return the tree paths of a unit and all above it, from the company down."""
    path, step = str(unit.path), unit.steplen
    return [path[:end] for end in range(step, len(path) + 1, step)]
