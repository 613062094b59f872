"""Who is there to do a step, and on which calendar its limit runs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from guicheng.apps.organization.models import Placement, Post, Unit
from guicheng.domain.worktime import DayRule, Window, WorkingCalendar

#: Limits run round the clock where an estate says nothing else: an urgent repair at night is urgent at night.
ROUND_THE_CLOCK: Final = WorkingCalendar(DayRule.EVERY_DAY, (Window(0, 1440),))
#: Nobody is told of lateness at night where an estate says nothing else.
DAYTIME: Final = WorkingCalendar(DayRule.EVERY_DAY, (Window(480, 1200),))


def calendar_of(unit_id: int, post: str) -> WorkingCalendar:
    """Return the calendar on which limits of a post run at a unit."""
    return ROUND_THE_CLOCK


def duty_hours_of(unit_id: int, post: str) -> WorkingCalendar:
    """Return the hours in which somebody is told of lateness at a unit."""
    return DAYTIME


def post_ids(unit_id: int) -> Mapping[str, int]:
    """Return the posts in use of a unit's company by name: two queries."""
    unit = Unit.objects.only("path").get(pk=unit_id)
    rows = Post.objects.filter(company__path=unit.company_path, archived_at__isnull=True)
    return dict(rows.order_by().values_list("name", "pk"))


def on_duty(unit_id: int, post: str, *, at: datetime) -> list[int]:
    """Return the primary keys of the people who do the work of a post at a unit at a moment.

    They are those placed there; where nobody is, those placed at the nearest unit above: two queries.

    Args:
        unit_id: Primary key of the unit.
        post: Name of the post.
        at: The moment, with time zone.
    """
    unit = Unit.objects.only("path").get(pk=unit_id)
    paths = [unit.path[:end] for end in range(unit.steplen, len(unit.path) + 1, unit.steplen)]
    rows = Placement.objects.filter(
        unit__path__in=paths, post__name=post, post__archived_at__isnull=True, person__is_active=True
    )
    by_path: dict[str, list[int]] = {}
    for path, person in rows.order_by("person_id").values_list("unit__path", "person_id"):
        by_path.setdefault(path, []).append(person)
    return by_path[max(by_path, key=len)] if by_path else []
