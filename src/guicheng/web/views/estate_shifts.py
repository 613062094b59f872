"""Shifts of an estate, its rosters with their cycles, and who is in which crew."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guicheng.apps.operations.models import CrewMember, Roster, Shift
from guicheng.apps.operations.selectors.estates import estate_visible_to
from guicheng.apps.operations.selectors.rosters import members_of, people_at, rosters_of, shifts_of
from guicheng.apps.operations.services import rosters as services
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors import posts_visible_to
from guicheng.domain.worktime import Window
from guicheng.domain.worktime.patterns import shipped_patterns, write_cycle, write_shift
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of
from guicheng.web.estate_words import tabs, way


def shifts(request: HttpRequest, key: str) -> HttpResponse:
    """Show shifts, rosters and crews; add, change, remove them."""
    actor = actor_of(request)
    unit = estate_visible_to(actor, key)
    outcome = attempt(request, _acts(request, unit)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect("estate_shifts", key=unit.key)
    plans = actor.may("rosters.manage", unit)
    english = not (get_language() or "").startswith("zh")
    context = {
        "unit": unit,
        "shifts": [(row, _hours(row)) for row in shifts_of(unit)],
        "rosters": _rosters(unit),
        "patterns": [(row.code, row.en if english else row.zh) for row in shipped_patterns().values()],
        "posts": posts_visible_to(actor).filter(archived_at=None) if plans else [],
        "people": people_at(unit) if plans else [],
        "plans": plans and unit.archived_at is None,
        "today": timezone.localdate(),
        "told": outcome.told,
        "given": request.POST if outcome.told else {},
        "tabs": tabs(unit, "estate_shifts"),
        "crumbs": way(unit, crumbs.Crumb(_("Shifts and crews"))),
    }
    return render(request, "web/estate_shifts.html", context, status=outcome.status)


def _hours(row: Shift) -> str:
    return write_shift(Window(row.begin, row.end))


def _rosters(unit: Unit) -> list[tuple[Roster, str, list[tuple[str, int, list[CrewMember]]]]]:
    """Return the rosters with their cycle in words and their crews with members."""
    rows = list(rosters_of(unit))
    members = members_of(rows)
    return [
        (
            row,
            write_cycle(row.cycle),
            [(crew["name"], crew["offset"], members.get((row.pk, crew["name"]), [])) for crew in row.crews],
        )
        for row in rows
    ]


def _acts(request: HttpRequest, unit: Unit) -> dict[str, Act]:
    given = request.POST
    named: dict[str, Any] = {"actor": actor_of(request), "unit_key": unit.key, "at": timezone.now()}
    name = given.get("name", "")
    return {
        "save_shift": lambda: services.save_shift(name=name, hours=given.get("hours", ""), **named),
        "remove_shift": lambda: services.remove_shift(name=name, **named),
        "save_roster": lambda: services.save_roster(
            name=name,
            post_key=given.get("post", ""),
            pattern=given.get("pattern", ""),
            cycle=given.get("cycle", ""),
            crews=given.get("crews", ""),
            starts_on=given.get("starts_on", ""),
            ends_on=given.get("ends_on", ""),
            **named,
        ),
        "put_in_crew": lambda: services.put_in_crew(
            roster_key=given.get("roster", ""),
            person_key=given.get("person", ""),
            crew=given.get("crew", ""),
            **named,
        ),
    }
