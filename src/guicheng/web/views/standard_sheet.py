"""The elements and the cost of a standard, and what it covers."""

from __future__ import annotations

import re
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.processes.selectors import steps_realising
from guicheng.apps.standards import readings, services
from guicheng.apps.standards.models import Standard
from guicheng.apps.standards.readings.comparing import members_of
from guicheng.apps.standards.selectors import estates_for
from guicheng.apps.standards.selectors.beside import clauses_in_order
from guicheng.apps.standards.selectors.consequences import consequences_of_draft
from guicheng.apps.standards.selectors.demand_links import served_by
from guicheng.domain.elements.effort import COUNTED
from guicheng.web import crumbs
from guicheng.web.acting import CONFLICT, NOTHING, Act, attempt
from guicheng.web.actor import actor_of
from guicheng.web.benchmarks import benchmark_lines
from guicheng.web.consequences import consequence_context, steps_affected
from guicheng.web.elements_form import shown_again
from guicheng.web.sheet_page import FIELDS, chosen_unit, describing, sheet_page
from guicheng.web.views.standard import fetch

_BREAKS: Final = re.compile("[、,，;；\n]")


def way(standard: Standard, title: str) -> list[crumbs.Crumb]:
    """Return the way to a page of a standard."""
    name = f"{standard.code} {standard.title}"
    return crumbs.standards(crumbs.Crumb(name, reverse("standard", args=[standard.code])), crumbs.Crumb(title))


def elements(request: HttpRequest, code: str) -> HttpResponse:
    """Show the elements of each clause and why letters are missing; take what is written beside a clause."""
    found = fetch(request, code)
    outcome = attempt(request, _acts(request, found)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        anchor = f"#c-{request.POST['clause']}" if request.POST.get("clause") else ""
        return redirect(f"{reverse('standard_elements', args=[code])}{anchor}")
    actor = actor_of(request)
    day = readings.day_of(timezone.now())
    page = sheet_page(found, chosen_unit(estates_for(actor, found), "", found), day=day)
    lines = page.lines
    differences: list[str] = []
    if outcome.told:
        lines, differences = shown_again(page.lines, request.POST, clash=outcome.status == CONFLICT)
    context = {
        "standard": found,
        "page": page,
        "lines": lines,
        "describing": describing(found, page),
        "editable": actor.may("standards.edit", found.unit),
        "told": (*outcome.told, *differences),
        "given": request.POST,
        "crumbs": way(found, _("Elements")),
    }
    return render(request, "web/standard_elements.html", context, status=outcome.status)


def _acts(request: HttpRequest, found: Standard) -> dict[str, Act]:
    actor, now, given = actor_of(request), timezone.now(), request.POST
    seen = given.get("revision", "")
    return {
        "elements": lambda: services.set_elements(
            actor=actor,
            clause_key=given.get("clause", ""),
            revision=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0,
            elements={name: given[name] for name in FIELDS if name in given},
            at=now,
        ),
        "describe": lambda: services.describe_standard(
            actor=actor,
            key=found.key,
            items=given.getlist("items"),
            grades=_BREAKS.split(given.get("grades", "")),
            property_types=given.getlist("property_types"),
            customer_groups=given.getlist("customers"),
            at=now,
        ),
    }


def cost(request: HttpRequest, code: str) -> HttpResponse:
    """Show what a year of each clause costs at an estate, with the numbers behind it."""
    found, actor = fetch(request, code), actor_of(request)
    units = estates_for(actor, found)
    unit = chosen_unit(units, request.GET.get("unit", ""), found)
    context = {
        "standard": found,
        "page": sheet_page(found, unit),
        "units": units,
        "unit": unit,
        "counted": COUNTED,
        "crumbs": way(found, _("Cost")),
    }
    return render(request, "web/standard_cost.html", context)


def beside(request: HttpRequest, code: str) -> HttpResponse:
    """Return the cost of each clause for a page that shows the draft already, each put beside its clause."""
    found = fetch(request, code)
    unit = chosen_unit(estates_for(actor_of(request), found), "", found)
    page = sheet_page(found, unit)
    members = members_of(page.clauses, {found.pk: found}, page.words)
    realised = steps_realising(actor_of(request), [clause.key for clause in page.clauses])
    context = {
        "standard": found,
        "unit": unit,
        "page": page,
        "strips": benchmark_lines(members),
        "realised": realised.items(),
        "served": served_by(actor_of(request), found).items(),
    }
    return render(request, "web/parts/beside.html", context)


def benchmarks(request: HttpRequest, code: str) -> HttpResponse:
    """Show what others promise of the same things."""
    found = fetch(request, code)
    clauses, words = clauses_in_order([found])[found.pk], readings.company_words(found.company_id)
    context = {
        "standard": found,
        "lines": benchmark_lines(members_of(clauses, {found.pk: found}, words)),
        "crumbs": way(found, _("Benchmarks")),
    }
    return render(request, "web/standard_benchmarks.html", context)


def consequences(request: HttpRequest, code: str) -> HttpResponse:
    """Return the changes of a draft with what they mean, for the page of its approval."""
    found = fetch(request, code)
    units = estates_for(actor_of(request), found)
    unit = chosen_unit(units, request.GET.get("unit", ""), found)
    meant = consequences_of_draft(found, unit, day=readings.day_of(timezone.now()))
    actor = actor_of(request)
    steps, organizes = steps_affected(actor, meant), actor.may_anywhere("organization.manage")
    context = {"standard": found, "units": units, "organizes": organizes} | consequence_context(meant, steps)
    return render(request, "web/parts/consequences.html", context)
