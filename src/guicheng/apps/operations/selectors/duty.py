"""Who is there to do a step, and on which calendar its limit runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache, lru_cache
from typing import Final

from guicheng.apps.operations.selectors.rosters import on_duty_at
from guicheng.apps.organization.models import Grant, Placement, Post, Unit
from guicheng.apps.organization.permissions import Role
from guicheng.apps.organization.selectors.duty import paths_above
from guicheng.apps.platform.statements import Runner, Statement
from guicheng.domain.worktime import DayRule, Window, WorkingCalendar
from guicheng.domain.worktime.hours import read_hours

#: Limits run round the clock where an estate says nothing else: an urgent repair at night is urgent at night.
ROUND_THE_CLOCK: Final = WorkingCalendar(DayRule.EVERY_DAY, (Window(0, 1440),))
#: Nobody is told of lateness at night where an estate says nothing else.
DAYTIME: Final = WorkingCalendar(DayRule.EVERY_DAY, (Window(480, 1200),))

# In plain words: every act on a case asks this, and making these from models would take longer than the act.
_POSTS: Final = Statement(
    "SELECT p.name, p.id FROM organization_post p JOIN organization_unit u ON u.id = p.company_id "
    "WHERE u.path = %s AND p.archived_at IS NULL"
)
_USES: Final = (
    "SELECT x.post_id, c.hours, c.day_end FROM operations_calendaruse x "
    "JOIN operations_namedcalendar c ON c.id = x.calendar_id JOIN organization_unit u ON u.id = x.unit_id"
)
_DUTIES: Final = "SELECT d.post_id, d.hours FROM organization_dutyhours d JOIN organization_unit u ON u.id = d.unit_id"


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


def hours_at(unit: Unit) -> Callable[[str], PostHours]:
    """Return what tells on what time a post works at a unit, by its name as a process has it: three queries for all.

    The calendar is the one that was said for the post, else for all; of several, the one of the nearest unit upwards.
    """
    paths, run = paths_above(unit), Runner().run
    posts = dict(run(_POSTS, [unit.company_path]).fetchall())
    uses, hours = _on_paths(len(paths))
    # Nearer units come later and stand in place of those above.
    calendars = {post: (text, ends) for post, text, ends in run(uses, paths).fetchall()}
    duties = dict(run(hours, paths).fetchall())

    def of(name: str) -> PostHours:
        post = posts.get(name)
        here = calendars.get(post) or calendars.get(None)
        duty = duties.get(post) if post else None
        return PostHours(
            _working(here[0]) if here else ROUND_THE_CLOCK,
            time(here[1] // 60, here[1] % 60) if here and here[1] is not None else None,
            _working(duty) if duty else DAYTIME,
        )

    return of


@cache
def _on_paths(count: int) -> tuple[Statement, Statement]:
    """Return the statements for calendars and for hours of duty, of a unit with so many paths."""
    within = f"WHERE u.path IN ({', '.join(['%s'] * count)})"
    return Statement(f"{_USES} {within} AND x.clause_key IS NULL ORDER BY u.path"), Statement(
        f"{_DUTIES} {within} ORDER BY u.path"
    )


@lru_cache(maxsize=4096)
def _working(hours: str) -> WorkingCalendar:
    """Return the calendar of hours as they are kept; a text never changes what it means."""
    part = read_hours(hours)[0]
    return WorkingCalendar(part.days, part.windows)


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


def people_in_role(unit: Unit, role: Role) -> list[int]:
    """Return the primary keys of who holds a role at a unit, or at the nearest unit above where somebody does.

    One query.
    """
    rows = Grant.objects.filter(role=role, unit__path__in=paths_above(unit), person__is_active=True)
    by_path: dict[str, list[int]] = {}
    for path, person in rows.order_by("person_id").values_list("unit__path", "person_id"):
        by_path.setdefault(path, []).append(person)
    return by_path[max(by_path, key=len)] if by_path else []
