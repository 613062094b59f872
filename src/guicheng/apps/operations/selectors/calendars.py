"""Which working calendar holds where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from uuid import UUID

from django.db.models import Q, QuerySet

from guicheng.apps.operations.models import CalendarUse, NamedCalendar
from guicheng.apps.operations.selectors.estates import READ
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Post, Unit
from guicheng.apps.organization.selectors.duty import paths_above
from guicheng.apps.organization.selectors.fetching import clean
from guicheng.apps.processes.selectors import clauses_cited
from guicheng.apps.standards.models import DraftClause
from guicheng.domain.worktime import WorkingCalendar
from guicheng.domain.worktime.hours import read_hours


@dataclass(frozen=True, slots=True)
class CalendarHere:
    """The calendar that holds for something.

    Args:
        calendar: Its open minutes.
        day_end: Clock time at which a day ends for limits in days; None for midnight.
        name: What the company calls it.
        use: Where and for what it was said.
    """

    calendar: WorkingCalendar
    day_end: time | None
    name: str
    use: CalendarUse


def calendar_value(row: NamedCalendar) -> WorkingCalendar:
    """Return the open minutes of a calendar.

    Raises:
        CalendarError: No minute is ever open.
    """
    part = read_hours(row.hours)[0]
    return WorkingCalendar(part.days, part.windows)


def day_end_of(row: NamedCalendar) -> time | None:
    """Return when a day ends by a calendar, None for midnight."""
    return None if row.day_end is None else time(row.day_end // 60, row.day_end % 60)


def calendar_for(unit: Unit, *, post: Post | None = None, clause_key: UUID | None = None) -> CalendarHere | None:
    """Return the calendar that holds in a unit: that of the clause, else of the post, else of the unit: one query.

    Each of these is what was said for the nearest unit, upwards to the company.

    Args:
        unit: The unit.
        post: The post that is bound; None for none.
        clause_key: Lasting key of the clause that binds it; None for none.

    Returns:
        None where the company said nothing.
    """
    return _nearest(_uses(unit, post, clause_key))


def calendars_for(places: Iterable[tuple[Unit, int | None]]) -> dict[tuple[str, int | None], CalendarHere | None]:
    """Return the calendars that hold for posts in their units, all of them with one query.

    Args:
        places: Units with the primary key of a post, None for none.

    Returns:
        By the path of the unit and the post; None where the company said nothing.
    """
    above = {(str(unit.path), post): set(paths_above(unit)) for unit, post in places}
    paths, posts = set().union(*above.values()), {post for _path, post in above if post is not None}
    about = Q(post=None) | Q(post__in=posts)
    rows = CalendarUse.objects.filter(about, clause_key=None, unit__path__in=paths).select_related("calendar", "unit")
    uses = list(rows) if paths else []
    return {
        (path, post): _nearest(use for use in uses if use.unit.path in near and use.post_id in {None, post})
        for (path, post), near in above.items()
    }


def _nearest(uses: Iterable[CalendarUse]) -> CalendarHere | None:
    """Return the calendar that was said most closely, None where nothing was."""
    rows = list(uses)
    if not rows:
        return None
    use = max(rows, key=lambda each: (each.clause_key is not None, each.post_id is not None, each.unit.depth))
    return CalendarHere(calendar_value(use.calendar), day_end_of(use.calendar), use.calendar.name, use)


def _uses(unit: Unit, post: Post | None, clause_key: UUID | None) -> QuerySet[CalendarUse]:
    about = Q(post=None, clause_key=None)
    if post is not None:
        about |= Q(post=post)
    if clause_key is not None:
        about |= Q(clause_key=clause_key)
    rows = CalendarUse.objects.filter(about, unit__path__in=paths_above(unit))
    return rows.select_related("calendar", "unit", "post")


def calendars_of(company_id: int | None) -> QuerySet[NamedCalendar]:
    """Return the calendars of a company by name."""
    return NamedCalendar.objects.filter(company_id=company_id).order_by("name")


def uses_at(unit: Unit) -> list[CalendarUse]:
    """Return what was said at a unit and above it, from the unit upwards: one query."""
    rows = CalendarUse.objects.filter(unit__path__in=paths_above(unit)).select_related("calendar", "unit", "post")
    return sorted(rows, key=lambda use: (-use.unit.depth, use.clause_key is not None, use.post_id or 0))


def uses_visible_to(actor: Actor) -> QuerySet[CalendarUse]:
    """Return where calendars hold within an actor's reach, and above it, in the order of the tree."""
    above = {path[:end] for path in actor.paths(READ) for end in range(Unit.steplen, len(path), Unit.steplen)}
    rows = CalendarUse.objects.filter(actor.within(READ) | Q(unit__path__in=above))
    return rows.select_related("calendar", "unit", "post").order_by("unit__path", "post__name", "pk")


def clauses_of(uses: Iterable[CalendarUse]) -> dict[UUID, DraftClause]:
    """Return the clauses for which calendars were chosen, by their lasting key: one query."""
    keys = [use.clause_key for use in uses if use.clause_key]
    rows = DraftClause.objects.filter(key__in=keys).select_related("standard") if keys else ()
    return {clause.key: clause for clause in rows}


def clause_called(actor: Actor, text: str) -> DraftClause | None:
    """Return a clause by its standard and number, such as KF-03/2; None where the actor reads no such clause."""
    said = clean(text).upper()
    return clauses_cited(actor, [{"id": "", "clauses": said}]).get(said)


def writes_calendars(actor: Actor) -> bool:
    """Tell whether an actor may write the calendars of the company."""
    return any(len(path) == Unit.steplen for path in actor.paths("estates.manage"))
