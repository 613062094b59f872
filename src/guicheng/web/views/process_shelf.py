"""Processes of the library: looked at, and taken over as first drafts of a unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guicheng.apps.organization.models import Unit
from guicheng.apps.processes.selectors import units_for
from guicheng.domain.values import GuichengError
from guicheng.usecases.adopt_processes import Offer, adopt_together, plan_processes, process_grades, shipped
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.adopting import Wish
from guicheng.web.catalogue_words import PROPERTIES
from guicheng.web.process_shelf import drawing_of, duties_of, headings, kept_lines, shelved
from guicheng.web.views.processes import way


@require_http_methods(["GET", "HEAD", "POST"])
def shelf(request: HttpRequest) -> HttpResponse:
    """Offer the processes of the library, or make the ticked ones drafts."""
    actor = actor_of(request)
    units = list(units_for(actor, "processes.edit"))
    wish = Wish.of(request.POST if request.method == "POST" else request.GET, units, process_grades())
    if request.method != "POST":
        return _show(request, units, wish)
    codes = request.POST.getlist("process")
    if wish.unit is None or not codes:
        return _show(request, units, wish, told=_("Tick the processes that are to become drafts."))
    try:
        adopt_together(
            actor=actor, unit_key=wish.unit.key, codes=(), processes=codes, at=timezone.now(), grade=wish.grade
        )
    except GuichengError as error:
        return _show(request, units, wish, told=error.message.render(_))
    return redirect("processes")


def _show(request: HttpRequest, units: Sequence[Unit], wish: Wish, *, told: str = "") -> HttpResponse:
    plan = plan_processes(actor=actor_of(request), unit_key=wish.unit.key, grade=wish.grade) if wish.unit else ()
    offers = shelved(plan, request.POST.getlist("process") if told else None)
    context = {
        "units": units,
        "wish": wish,
        "grades": process_grades(),
        "offers": offers,
        "fresh": sum(not offer.taken for offer in offers),
        "told": told,
        "crumbs": way(crumbs.Crumb(_("Take processes from the library"))),
    }
    return render(request, "web/process_shelf.html", context, status=422 if told else 200)


@require_http_methods(["GET", "HEAD"])
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """Show a process of the library: the drawing, the table, and what it keeps."""
    units = list(units_for(actor_of(request), "processes.edit"))
    wish = Wish.of(request.GET, units, process_grades())
    offer = Offer(shipped(code), wish.grade)
    if wish.unit:
        plan = plan_processes(actor=actor_of(request), unit_key=wish.unit.key)
        known = next(each for each in plan if each.process.code == offer.process.code)
        offer = replace(offer, own=known.own, readable=known.readable)
    rows = offer.process.at(wish.grade)
    columns = headings(rows)
    context = {
        "shown": shelved([offer], None)[0],
        "types": [PROPERTIES[each] for each in offer.process.property_types],
        "wish": wish,
        "grades": process_grades(),
        "drawing": drawing_of(offer),
        "columns": columns,
        "rows": [[(name, row[name]) for name, _heading in columns] for row in rows],
        "kept": kept_lines(offer),
        "duties": duties_of(offer),
        "sources": offer.process.sources,
        "crumbs": way(
            crumbs.Crumb(_("Take processes from the library"), reverse("process_shelf")),
            crumbs.Crumb(offer.process.code),
        ),
    }
    return render(request, "web/process_preview.html", context)
