"""The roster of an estate: a month of duties, who is on duty now, and what differs on single days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.apps.operations.models import Roster, RosterChange
from guicheng.apps.operations.selectors.estates import estate_visible_to
from guicheng.apps.operations.selectors.rosters import (
    Loaded,
    load_rosters,
    on_duty_at,
    people_at,
    rosters_of,
    shifts_of,
)
from guicheng.apps.operations.services import roster_changes as services
from guicheng.apps.organization.models import Person, Unit
from guicheng.domain.worktime import china
from guicheng.domain.worktime.rest import rest_warnings
from guicheng.domain.worktime.roster import Duty, duties_between
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of
from guicheng.web.estate_words import tabs, way

_DAY = timedelta(days=1)
_WEEK_AFTER = 6
_WEEKDAYS: Final = (
    gettext_lazy("Mo"),
    gettext_lazy("Tu"),
    gettext_lazy("We"),
    gettext_lazy("Th"),
    gettext_lazy("Fr"),
    gettext_lazy("Sa"),
    gettext_lazy("Su"),
)


@dataclass(frozen=True, slots=True)
class DayHead:
    """A day of the month: with its weekday in short, whether it is no workday, whether it is today."""

    day: date
    weekday: str
    free: bool
    today: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of somebody: names of shifts, and why they are not as the cycle says."""

    text: str
    note: str
    free: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody in a month."""

    person: Person
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A roster in a month."""

    roster: Roster
    lines: Sequence[Line]
    warnings: Sequence[tuple[Person, str]]


def roster(request: HttpRequest, key: str) -> HttpResponse:
    """Show the rosters of a month, and take a substitution, a swap or other shifts on a day."""
    actor, now = actor_of(request), timezone.now()
    unit = estate_visible_to(actor, key)
    outcome = attempt(request, _acts(request, unit)) if request.method == "POST" else NOTHING
    first = _month(request.GET.get("month", ""))
    if request.method == "POST" and not outcome.told:
        return redirect(f"{request.path}?month={first:%Y-%m}")
    rows, heads, today = list(rosters_of(unit)), _heads(first), timezone.localdate()
    last = heads[-1].day + _WEEK_AFTER * _DAY
    loaded = load_rosters(rows, min(first, today - _DAY), max(last, today))
    plans = actor.may("rosters.manage", unit)
    context = {
        "unit": unit,
        "month": first,
        "before": f"{first - _DAY:%Y-%m}",
        "after": f"{heads[-1].day + _DAY:%Y-%m}",
        "heads": heads,
        "sheets": _sheets(loaded, heads),
        "duty": on_duty_at(unit, now, loaded=loaded),
        "now": now,
        "changes": _changes(loaded, heads),
        "plans": plans,
        "people": people_at(unit) if plans and rows else [],
        "rosters": rows,
        "shifts": loaded.shifts or list(shifts_of(unit)),
        "told": outcome.told,
        "given": request.POST if outcome.told else {},
        "today": today,
        "tabs": tabs(unit, "estate_roster"),
        "crumbs": way(unit, crumbs.Crumb(_("Roster"))),
    }
    return render(request, "web/estate_roster.html", context, status=outcome.status)


def _month(text: str) -> date:
    """Return the first day of a month from ``2026-11``; of this month where it is none."""
    try:
        found = date.fromisoformat(f"{text[:7]}-01")
    except ValueError:
        found = timezone.localdate().replace(day=1)
    return found if date(2000, 1, 1) <= found <= date(2199, 12, 1) else timezone.localdate().replace(day=1)


def _heads(first: date) -> list[DayHead]:
    days = (first + offset * _DAY for offset in range(31))
    today, legal = timezone.localdate(), china()
    return [
        DayHead(day, str(_WEEKDAYS[day.weekday()]), not legal.is_workday(day), day == today)
        for day in days
        if day.month == first.month
    ]


def _sheets(loaded: Loaded, heads: Sequence[DayHead]) -> list[Sheet]:
    """Return the rosters of a month."""
    first, last = heads[0].day, heads[-1].day
    rows, people = loaded.rows, loaded.people
    duties = {row.pk: list(duties_between(loaded.values[row.pk], first, last + _WEEK_AFTER * _DAY)) for row in rows}
    sheets = []
    for row in rows:
        found = duties[row.pk]
        warned = [(people[each.person], each.message.render(_)) for each in rest_warnings(found, first, china())]
        sheets.append(Sheet(row, _lines(found, people, heads), warned))
    return sheets


def _lines(duties: Sequence[Duty], people: Mapping[str, Person], heads: Sequence[DayHead]) -> list[Line]:
    by_person: dict[str, dict[date, list[Duty]]] = defaultdict(lambda: defaultdict(list))
    for duty in duties:
        by_person[duty.person][duty.day].append(duty)
    lines = [
        Line(people[key], [_cell(days.get(head.day, []), head, people) for head in heads])
        for key, days in by_person.items()
        if any(head.day in days for head in heads)
    ]
    return sorted(lines, key=lambda line: line.person.name)


def _cell(duties: Sequence[Duty], head: DayHead, people: Mapping[str, Person]) -> Cell:
    notes = []
    for duty in duties:
        if duty.in_place_of and duty.in_place_of in people:
            notes.append(
                _("for {name} ({reason})").format(name=people[duty.in_place_of].name, reason=duty.reason or "—")
            )
        elif duty.reason:
            notes.append(duty.reason)
    return Cell("、".join(duty.shift for duty in duties), "；".join(notes), head.free)


def _changes(loaded: Loaded, heads: Sequence[DayHead]) -> list[RosterChange]:
    found = [row for row in loaded.changes if heads[0].day <= row.day <= heads[-1].day]
    return sorted(found, key=lambda row: (row.day, row.pk))


def _acts(request: HttpRequest, unit: Unit) -> dict[str, Act]:
    given = request.POST
    named: dict[str, Any] = {"actor": actor_of(request), "unit_key": unit.key, "at": timezone.now()}
    about: dict[str, Any] = {
        **named,
        "roster_key": given.get("roster", ""),
        "day": given.get("day", ""),
        "person_key": given.get("person", ""),
        "reason": given.get("reason", ""),
    }
    return {
        "stand_in": lambda: services.stand_in(
            stand_in_key=given.get("other", ""), shift=given.get("shift", ""), **about
        ),
        "swap": lambda: services.swap(other_day=given.get("other_day", ""), other_key=given.get("other", ""), **about),
        "set_day": lambda: services.set_day(shifts=[each for each in given.getlist("shifts") if each], **about),
        "take_back": lambda: services.take_back_change(key=given.get("key", ""), **named),
    }
