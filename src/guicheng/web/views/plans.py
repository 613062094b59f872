"""What is due at an estate: as a list, a board and a calendar."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.apps.operations.models import Round
from guicheng.apps.operations.selectors.estates import estate_visible_to, estates_visible_to
from guicheng.apps.operations.selectors.plans import DueLine, Standing, counts, due_lines, plans_at, sources_at
from guicheng.apps.operations.services import plans as services
from guicheng.apps.organization.models import Unit, UnitKind
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, attempt
from guicheng.web.actor import actor_of
from guicheng.web.wording import Word

_DAY: Final = timedelta(days=1)
VIEWS: Final = {"list": gettext_lazy("List"), "board": gettext_lazy("Board"), "month": gettext_lazy("Month")}
#: Word, icon and colour of each standing.
STANDINGS: Final[Mapping[Standing, tuple[Word, str, str]]] = {
    Standing.OPEN: (gettext_lazy("To do now"), "clock", "is-brand"),
    Standing.PLANNED: (gettext_lazy("Planned"), "calendar", ""),
    Standing.MISSED: (gettext_lazy("Missed"), "x", "is-error"),
    Standing.LATE: (gettext_lazy("Done late"), "alert-triangle", "is-warning"),
    Standing.DONE: (gettext_lazy("Done in time"), "check", "is-ok"),
    Standing.EXCUSED: (gettext_lazy("Excused"), "circle-minus", "is-unread"),
}


def estate_of(request: HttpRequest, key: str) -> Unit:
    """Return an estate within reach.

    Raises:
        Http404: There is none, or it is no estate.
    """
    try:
        unit = estate_visible_to(actor_of(request), key)
    except Unit.DoesNotExist as error:
        raise Http404 from error
    if unit.kind != UnitKind.ESTATE:
        raise Http404
    return unit


def way(unit: Unit, *titles: crumbs.Crumb) -> list[crumbs.Crumb]:
    """Return the way to a page of an estate's plans."""
    here = crumbs.Crumb(unit.name, reverse("plans_estate", args=[unit.key]) if titles else "")
    return [crumbs.Crumb(_("Plans"), reverse("plans")), here, *titles]


def plans(request: HttpRequest) -> HttpResponse:
    """Show the estates within reach; one alone is opened at once."""
    units = list(estates_visible_to(actor_of(request)))
    if len(units) == 1:
        return redirect("plans_estate", units[0].key)
    return render(request, "web/plans.html", {"units": units, "crumbs": [crumbs.Crumb(_("Plans"))]})


def estate(request: HttpRequest, key: str) -> HttpResponse:
    """Show what is due on a day or in a month; take that something was done, or why it was not to be done."""
    unit, at = estate_of(request, key), timezone.localtime()
    try:
        outcome = attempt(request, _acts(request, at)) if request.method == "POST" else NOTHING
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if isinstance(outcome.value, Round):
        return redirect("round", occurrence=outcome.value.occurrence)
    if request.method == "POST" and not outcome.told:
        return redirect(f"{reverse('plans_estate', args=[unit.key])}?{request.GET.urlencode()}")
    day = _day(request.GET.get("day", ""), at.date())
    view = request.GET.get("view", "")
    view, post = view if view in VIEWS else "list", request.GET.get("post", "")[:40]
    since, until = _stretch(view, day, at)
    every = list(plans_at(unit))
    lines = due_lines(unit, since, until, at=at, plans=[plan for plan in every if not post or plan.post == post])
    found = counts(lines)
    sources = list(sources_at(unit, at.date()))
    context = {
        "unit": unit,
        "told": outcome.told,
        "day": day,
        "before": day - _step(view, day),
        "after": day + (monthrange(day.year, day.month)[1] * _DAY if view == "month" else _DAY),
        "view": view,
        "views": VIEWS.items(),
        "post": post,
        "posts": sorted({plan.post for plan in every if plan.post}),
        "lines": [_shown(line) for line in lines] if view == "list" else [],
        "columns": _columns(lines) if view == "board" else [],
        "weeks": _weeks(lines, day) if view == "month" else [],
        "counts": [(*STANDINGS[standing], found[standing]) for standing in STANDINGS],
        "bound": sum(bool(source.source) for source in sources),
        "promises": len(sources),
        "may_send": actor_of(request).may("field.send", unit),
        "may_lead": actor_of(request).may("rosters.manage", unit),
        "crumbs": way(unit),
    }
    return render(request, "web/plans_estate.html", context, status=outcome.status)


def _acts(request: HttpRequest, at: datetime) -> dict[str, Any]:
    given, actor = request.POST, actor_of(request)
    asked: dict[str, Any] = {
        "actor": actor,
        "plan_key": given.get("plan", ""),
        "occurrence": given.get("occurrence", "")[:26],
        "due": _moment(given.get("due", "")) or at,
        "at": at,
    }
    return {
        "done": lambda: services.finish_at_desk(**asked),
        "excuse": lambda: services.excuse(**asked, reason=given.get("reason", "")),
    }


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _day(text: str, today: date) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return today
    return found if 2000 <= found.year <= 2100 else today


def _step(view: str, day: date) -> timedelta:
    return (day.replace(day=1) - _DAY).day * _DAY if view == "month" else _DAY


def _stretch(view: str, day: date, at: datetime) -> tuple[datetime, datetime]:
    if view == "month":
        first = day.replace(day=1)
        last = first + monthrange(day.year, day.month)[1] * _DAY
    else:
        first, last = day, day + _DAY
    zone = at.tzinfo
    return datetime.combine(first, time.min, tzinfo=zone), datetime.combine(last, time.min, tzinfo=zone)


def _shown(line: DueLine) -> dict[str, Any]:
    word, icon, colour = STANDINGS[line.standing]
    clause = line.plan.source.clause
    return {
        "line": line,
        "long": line.end - line.due >= _DAY,
        "last": line.end - timedelta(minutes=1),
        "word": word,
        "icon": icon,
        "colour": colour,
        "text": clause.text,
        "code": clause.edition.code,
        "number": clause.number,
        "edition": clause.edition.number,
        "open": line.standing in {Standing.OPEN, Standing.MISSED},
        "waits": line.standing in {Standing.OPEN, Standing.MISSED, Standing.PLANNED},
    }


def _columns(lines: Sequence[DueLine]) -> list[tuple[Word, str, str, list[dict[str, Any]]]]:
    return [
        (*STANDINGS[standing], [_shown(line) for line in lines if line.standing is standing]) for standing in STANDINGS
    ]


def _weeks(lines: Sequence[DueLine], day: date) -> list[list[dict[str, Any]]]:
    """Return the weeks of a month, Monday first, each day with its counts; days of other months are empty."""
    first, length = monthrange(day.year, day.month)
    by_day: dict[date, list[DueLine]] = {}
    for line in lines:
        by_day.setdefault(line.due.date(), []).append(line)
    cells: list[dict[str, Any]] = [{} for _blank in range(first)]
    for number in range(1, length + 1):
        at = day.replace(day=number)
        found = counts(by_day.get(at, []))
        shown = [(*STANDINGS[standing], count) for standing in STANDINGS if (count := found[standing])]
        cells.append({"day": at, "counts": shown})
    cells += [{} for _blank in range(-len(cells) % 7)]
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]
