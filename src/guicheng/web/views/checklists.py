"""Checklists of estates: their lines with the clauses they come from, lines of the company's own, and paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.operations.models import Checklist
from guicheng.apps.operations.readings.checklists import Line, lines_in
from guicheng.apps.operations.selectors.estates import estates_visible_to
from guicheng.apps.operations.selectors.rounds.checklists import (
    checklist_visible_to,
    checklists_visible_to,
    live_versions,
    points_in_order,
)
from guicheng.apps.operations.services.rounds import checklists as services
from guicheng.apps.operations.services.rounds import opening
from guicheng.apps.operations.services.rounds.own_lines import LineAsked
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, attempt
from guicheng.web.actor import actor_of
from guicheng.web.rounds import KINDS, PHOTOS, THEMES

_ASKED: Final = ("text", "kind", "topic", "unit", "low", "high", "choices", "failing", "photo")


def index(request: HttpRequest) -> HttpResponse:
    """Show the checklists within reach, by estate; take a new one of the company's own."""
    actor = actor_of(request)
    outcome = attempt(request, {"write": lambda: _write(request)}) if request.method == "POST" else NOTHING
    if outcome.value is not None:
        return redirect("checklist_lines", key=outcome.value.key)
    rows = checklists_visible_to(actor).filter(archived_at=None)
    context = {
        "checklists": [(row, THEMES[row.theme]) for row in rows],
        "units": estates_visible_to(actor),
        "themes": THEMES.items(),
        "said": request.POST,
        "told": outcome.told,
        "may_manage": actor.may_anywhere("estates.manage"),
        "crumbs": [crumbs.Crumb(_("Checklists"))],
    }
    return render(request, "web/rounds/checklists.html", context, status=outcome.status)


def page(request: HttpRequest, key: str) -> HttpResponse:
    """Show the lines of a checklist with their clauses; begin a round over it."""
    row = checklist_visible_to(actor_of(request), key)
    outcome = attempt(request, {"open": lambda: _open(request, row)}) if request.method == "POST" else NOTHING
    if outcome.value is not None:
        return redirect("round", occurrence=outcome.value.occurrence)
    return render(request, "web/rounds/checklist.html", _context(request, row, outcome.told), status=outcome.status)


def lines(request: HttpRequest, key: str) -> HttpResponse:
    """Show what may be changed of a checklist; take the change."""
    row = checklist_visible_to(actor_of(request), key)
    outcome = attempt(request, _acts(request, row)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect(f"{reverse('checklist_lines', args=[row.key])}#lines")
    context = _context(request, row, outcome.told)
    context["said"] = request.POST if outcome.told else {}
    context["kinds"], context["photos"] = KINDS.items(), PHOTOS.items()
    return render(request, "web/rounds/checklist_lines.html", context, status=outcome.status)


def paper(request: HttpRequest, key: str) -> HttpResponse:
    """Show an empty checklist as it is printed, with room to answer and to sign."""
    row = checklist_visible_to(actor_of(request), key)
    return render(request, "web/rounds/checklist_print.html", _context(request, row, ()))


def _context(request: HttpRequest, row: Checklist, told: tuple[str, ...]) -> dict[str, Any]:
    actor, at = actor_of(request), timezone.localtime()
    live = live_versions(row, at.date())
    version = live[0] if live else None
    points = points_in_order(version) if version else []
    return {
        "checklist": row,
        "theme": THEMES[row.theme],
        "version": version,
        "later": live[1] if len(live) > 1 else None,
        "groups": _groups(lines_in(version) if version else ()),
        "points": points,
        "codes": "、".join(point.code for point in points),
        "told": told,
        "may_manage": actor.may("estates.manage", row.unit),
        "may_send": actor.may("field.send", row.unit),
        "printed_at": at,
        "crumbs": [crumbs.Crumb(_("Checklists"), reverse("checklists")), crumbs.Crumb(row.title)],
    }


def _groups(found: Sequence[Line]) -> list[dict[str, Any]]:
    """Return the lines in order, those of one clause and topic together; those without either stand under no name."""
    groups: list[dict[str, Any]] = []
    for line in found:
        about = (line.clause, line.topic)
        if not groups or groups[-1]["about"] != about:
            groups.append({"about": about, "first": line, "lines": []})
        groups[-1]["lines"].append({"line": line, "kind": KINDS[line.kind], "photo": PHOTOS[line.photo]})
    return groups


def _write(request: HttpRequest) -> Checklist:
    said = request.POST
    return services.write_checklist(
        actor=actor_of(request),
        unit_key=said.get("unit", ""),
        title=said.get("title", ""),
        theme=said.get("theme", ""),
        at=timezone.now(),
    )


def _open(request: HttpRequest, row: Checklist) -> Any:
    return opening.open_round(actor=actor_of(request), checklist_key=row.key, at=timezone.now())


def _acts(request: HttpRequest, row: Checklist) -> Mapping[str, Any]:
    said = request.POST
    about: dict[str, Any] = {"actor": actor_of(request), "key": row.key, "at": timezone.now()}
    line = said.get("line", "")[:20]
    asked = LineAsked(**{name: said.get(name, "") for name in _ASKED}, mandatory=bool(said.get("mandatory")))
    points = said.get("points", "").replace("，", " ").replace(",", " ").replace("、", " ").split()
    return {
        "add": lambda: services.add_line(asked=asked, **about),
        "change": lambda: services.change_line(line=line, asked=asked, **about),
        "remove": lambda: services.remove_line(line=line, **about),
        "up": lambda: services.move_line(line=line, up=True, **about),
        "down": lambda: services.move_line(line=line, up=False, **about),
        "rules": lambda: services.set_rules(
            title=said.get("title", ""),
            bulk=bool(said.get("bulk")),
            signed=bool(said.get("signed")),
            points=points,
            **about,
        ),
    }
