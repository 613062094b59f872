"""Plans of inspections, and one plan with what it made."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.assessment.models import InspectionPlan
from guicheng.apps.assessment.selectors.inspection_sheets import editions_of_company, sheets_visible_to, standards_named
from guicheng.apps.assessment.selectors.inspections import (
    INDEPENDENT,
    PLAN,
    InspectionWish,
    inspections_wanted,
    plan_visible_to,
    plans_visible_to,
)
from guicheng.apps.assessment.services.inspecting import plans
from guicheng.apps.assessment.services.inspecting.plans import Often, PlanAsked
from guicheng.apps.organization.selectors import units_visible_to
from guicheng.apps.organization.selectors.people import people_visible_to
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.domain.values.message import _ as message
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, attempt
from guicheng.web.actor import actor_of
from guicheng.web.inspection_page import shown
from guicheng.web.inspection_rhythms import often_told
from guicheng.web.inspection_words import DOMAINS, KINDS, SAMPLES
from guicheng.web.views.inspections import way


def index(request: HttpRequest) -> HttpResponse:
    """Show the plans within reach; take a new one."""
    actor = actor_of(request)
    outcome = attempt(request, {"write": lambda: _write(request)}) if request.method == "POST" else NOTHING
    if outcome.value is not None:
        return redirect("inspection_plan", key=outcome.value.key)
    may_plan = actor.may_anywhere(PLAN)
    context = {
        "plans": [(row, KINDS[row.kind], often_told(row.rule)) for row in plans_visible_to(actor)],
        "may_plan": may_plan,
        "kinds": KINDS.items(),
        "samples": SAMPLES.items(),
        "domains": DOMAINS.items(),
        "units": _planned_units(request) if may_plan else (),
        "sheets": sheets_visible_to(actor).filter(number__gt=0, archived_at=None),
        "people": people_visible_to(actor).filter(is_active=True) if may_plan else (),
        "standards": editions_of_company(int(actor.company_id or 0), timezone.localdate()) if may_plan else (),
        "said": request.POST,
        "chosen": {name: request.POST.getlist(name) for name in ("inspector", "standard", "domain")},
        "told": outcome.told,
        "crumbs": way(crumbs.Crumb(_("Plans of inspections"))),
    }
    return render(request, "web/inspections/plans.html", context, status=outcome.status)


def page(request: HttpRequest, key: str) -> HttpResponse:
    """Show a plan with its inspections; end it."""
    actor = actor_of(request)
    row = plan_visible_to(actor, key)
    acts = {"end": lambda: plans.end_plan(actor=actor, key=row.key, at=timezone.now())}
    outcome = attempt(request, acts) if request.method == "POST" else NOTHING
    if outcome.value is not None:
        return redirect("inspection_plan", key=row.key)
    found = inspections_wanted(actor, InspectionWish()).filter(plan=row)
    context = {
        "plan": row,
        "kind": KINDS[row.kind],
        "often": often_told(row.rule),
        "sample": SAMPLES[row.sampled],
        "estates": row.estates.order_by("path"),
        "inspectors": row.inspectors.order_by("name"),
        "standards": standards_named(row),
        "domains": [DOMAINS.get(each, each) for each in row.domains],
        "inspections": shown(list(found[:50])),
        "may_end": actor.may(PLAN, row.company if row.kind in INDEPENDENT else row.unit) and row.ended_at is None,
        "told": outcome.told,
        "crumbs": way(crumbs.Crumb(_("Plans of inspections"), reverse("inspection_plans")), crumbs.Crumb(row.title)),
    }
    return render(request, "web/inspections/plan.html", context, status=outcome.status)


def _planned_units(request: HttpRequest) -> Any:
    actor = actor_of(request)
    return units_visible_to(actor).filter(actor.within(PLAN, ""), archived_at=None).order_by("path")


def _write(request: HttpRequest) -> InspectionPlan:
    said = request.POST
    asked = PlanAsked(
        unit=said.get("unit", ""),
        kind=said.get("kind", ""),
        title=said.get("title", ""),
        sheet=said.get("sheet", ""),
        often=Often(
            said.get("every", "months"),
            _number(said.get("step", "1"), "step"),
            _number(said.get("on", "1") or "1", "on"),
            _number(said.get("days", "1"), "days"),
            bool(said.get("workdays")),
        ),
        inspectors=said.getlist("inspector"),
        standards=said.getlist("standard"),
        domains=said.getlist("domain"),
        sampled=said.get("sampled", ""),
        margin=_number(said.get("margin", "10"), "margin"),
        level=_number(said.get("level", "95"), "level"),
    )
    return plans.write_plan(actor=actor_of(request), asked=asked, at=timezone.now())


def _number(text: str, field: str) -> int:
    said = text.strip()
    digits = said.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 5):
        raise NotAsWantedError(message("“{said}” is no whole number.", said=said[:20]), field=field)
    return int(said)
