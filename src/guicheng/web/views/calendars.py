"""Working calendars of a company, where each holds, and which minutes one leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.operations.models import CalendarUse, NamedCalendar
from guicheng.apps.operations.selectors.calendars import calendars_of, clauses_of, uses_visible_to, writes_calendars
from guicheng.apps.operations.services import calendars as services
from guicheng.apps.operations.services.calendars import wanted_calendar_hours
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors import posts_visible_to, units_visible_to
from guicheng.apps.standards.models import DraftClause
from guicheng.domain.values import GuichengError
from guicheng.domain.worktime import Opening, WorkingCalendar
from guicheng.domain.worktime.hours import EXAMPLE, read_hours, write_windows
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of

_DAYS = 14
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class OpenDay:
    """A day with its windows; "" for a closed one; ``name`` is the holiday or the one that it makes up for."""

    day: date
    windows: str
    name: str
    made_up: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """Which minutes a calendar leaves open.

    Args:
        days: Two weeks from today.
        hours: Open hours in them, with one decimal.
        told: Why the text is no calendar; "" where it is one.
    """

    days: list[OpenDay]
    hours: str
    told: str = ""


def calendars(request: HttpRequest) -> HttpResponse:
    """Show the calendars and where each holds; add, change, remove, choose one; try hours out."""
    actor = actor_of(request)
    outcome = attempt(request, _acts(request)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect("calendars")
    given = request.POST if outcome.told else request.GET
    hours = given.get("hours", "")
    context = {
        "rows": [(row, _clock(row)) for row in calendars_of(actor.company_id)],
        "uses": _uses(actor),
        "units": units_visible_to(actor).filter(actor.within("estates.manage", ""), archived_at=None).order_by("path"),
        "posts": posts_visible_to(actor).filter(archived_at=None),
        "writes": writes_calendars(actor),
        "chooses": actor.may_anywhere("estates.manage"),
        "preview": preview_of(hours) if hours else None,
        "example": EXAMPLE,
        "given": given,
        "told": outcome.told,
        "crumbs": [crumbs.Crumb(_("Working calendars"))],
    }
    return render(request, "web/calendars.html", context, status=outcome.status)


def preview(request: HttpRequest) -> HttpResponse:
    """Show which minutes of the next two weeks hours leave open, while somebody writes them."""
    hours = request.GET.get("hours", "")[:300]
    return render(request, "web/parts/calendar_preview.html", {"preview": preview_of(hours) if hours else None})


def preview_of(hours: str) -> Preview:
    """Return which minutes hours leave open."""
    try:
        part = read_hours(wanted_calendar_hours(hours))[0]
        calendar = WorkingCalendar(part.days, part.windows)
    except GuichengError as error:
        return Preview([], "", error.message.render(_))
    today, legal = timezone.localdate(), calendar.legal
    days = [today + timedelta(days=offset) for offset in range(_DAYS)]
    first = datetime.combine(today, time.min)
    opened = Opening(calendar).stretches(first, first + timedelta(days=_DAYS))
    total = sum((end - begin for begin, end in opened), timedelta())
    found = [
        OpenDay(
            day,
            write_windows(calendar.windows) if calendar.is_open_on(day) else "",
            legal.made_up.get(day) or legal.holidays.get(day) or "",
            day in legal.made_up,
        )
        for day in days
    ]
    return Preview(found, f"{total / _HOUR:.1f}")


def _clock(row: NamedCalendar) -> str:
    return "24:00" if row.day_end is None else f"{row.day_end // 60:02d}:{row.day_end % 60:02d}"


def _uses(actor: Actor) -> list[tuple[CalendarUse, DraftClause | None]]:
    rows = list(uses_visible_to(actor))
    clauses = clauses_of(rows)
    return [(row, clauses.get(row.clause_key) if row.clause_key else None) for row in rows]


def _acts(request: HttpRequest) -> dict[str, Act]:
    actor, now, given = actor_of(request), timezone.now(), request.POST
    said = {"name": given.get("name", ""), "hours": given.get("hours", ""), "day_end": given.get("day_end", "")}
    return {
        "add": lambda: services.save_calendar(actor=actor, at=now, **said),
        "change": lambda: services.save_calendar(actor=actor, key=given.get("key", ""), at=now, **said),
        "remove": lambda: services.remove_calendar(actor=actor, key=given.get("key", ""), at=now),
        "use": lambda: services.use_calendar(
            actor=actor,
            unit_key=given.get("unit", ""),
            key=given.get("key", "") or None,
            post_key=given.get("post", "") or None,
            clause=given.get("clause", ""),
            at=now,
        ),
    }
