"""Who is there to do a step, and on which calendar its limit runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from guicheng.apps.operations.selectors.calendars import calendar_for
from guicheng.apps.operations.selectors.rosters import on_duty_at
from guicheng.apps.organization.models import Placement, Post, Unit
from guicheng.apps.organization.selectors import nearest_hours
from guicheng.apps.organization.selectors.duty import paths_above
from guicheng.domain.worktime import DayRule, Window, WorkingCalendar
from guicheng.domain.worktime.hours import read_hours

#: Limits run round the clock where an estate says nothing else: an urgent repair at night is urgent at night.
ROUND_THE_CLOCK: Final = WorkingCalendar(DayRule.EVERY_DAY, (Window(0, 1440),))
#: Nobody is told of lateness at night where an estate says nothing else.
DAYTIME: Final = WorkingCalendar(DayRule.EVERY_DAY, (Window(480, 1200),))


@dataclass(frozen=True, slots=True)
class PostHours:
    """On what time a post works.

    Args:
        calendar: On which its limits run.
        day_end: Clock time at which a day ends for limits in days; None for midnight.
        duty: Hours in which somebody is told of its lateness.
    """

    calendar: WorkingCalendar = ROUND_THE_CLOCK
    day_end: time | None = None
    duty: WorkingCalendar = DAYTIME


def hours_of(unit: Unit, post: str) -> PostHours:
    """Return on what time a post works at a unit: four queries at most.

    Args:
        unit: The unit.
        post: Name of the post, as a process has it.
    """
    row = post_named(unit, post)
    here, hours = calendar_for(unit, post=row), nearest_hours(unit)
    duty = read_hours(hours[row.pk].hours)[0] if row and row.pk in hours else None
    return PostHours(
        here.calendar if here else ROUND_THE_CLOCK,
        here.day_end if here else None,
        WorkingCalendar(duty.days, duty.windows) if duty else DAYTIME,
    )


def post_named(unit: Unit, name: str) -> Post | None:
    """Return the post in use of a unit's company by its name, None where it has none: one query."""
    rows = Post.objects.filter(company__path=unit.company_path, name=name, archived_at__isnull=True)
    return rows.first() if name else None


def on_duty(unit: Unit, post: str, *, at: datetime) -> list[int]:
    """Return the primary keys of the people who do the work of a post at a unit at a moment.

    They are those on duty by roster or duty hours; where nothing says who is, those placed there; where nobody is,
    those placed at the nearest unit above.

    Args:
        unit: The unit.
        post: Name of the post, as a process has it.
        at: The moment, with time zone.
    """
    row = post_named(unit, post)
    if row is None:
        return []
    if found := [each.person.pk for each in on_duty_at(unit, at, post=row)]:
        return list(dict.fromkeys(found))
    rows = Placement.objects.filter(unit__path__in=paths_above(unit), post=row, person__is_active=True)
    by_path: dict[str, list[int]] = {}
    for path, person in rows.order_by("person_id").values_list("unit__path", "person_id"):
        by_path.setdefault(path, []).append(person)
    return by_path[max(by_path, key=len)] if by_path else []
