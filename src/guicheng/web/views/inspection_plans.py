"""Plans of inspections, and one plan with what it made."""

from __future__ import annotations

from typing import Any, Final

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
from guicheng.apps.assessment.services.inspecting.plan_changes import change_plan
from guicheng.apps.assessment.services.inspecting.plans import Often, PlanAsked
from guicheng.apps.organization.models import UnitKind
from guicheng.apps.organization.selectors import units_visible_to
from guicheng.apps.organization.selectors.people import people_visible_to
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.domain.values.message import _ as message
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, attempt
from guicheng.web.actor import actor_of
from guicheng.web.inspection_page import shown
from guicheng.web.inspection_rhythms import often_told, often_typed
from guicheng.web.inspection_words import DOMAINS, KINDS, SAMPLES
from guicheng.web.views.inspections import way

_SEVERAL: Final = ("inspector", "estate", "standard", "domain")


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
        "units": _planned_units(request) if may_plan else (),
        "said": request.POST,
        "chosen": {name: request.POST.getlist(name) for name in _SEVERAL},
        **(_offered(request) if may_plan else {}),
        "told": outcome.told,
        "crumbs": way(crumbs.Crumb(_("Plans of inspections"))),
    }
    return render(request, "web/inspections/plans.html", context, status=outcome.status)


def page(request: HttpRequest, key: str) -> HttpResponse:
    """Show a plan with its inspections; change it from tomorrow on, or end it."""
    actor = actor_of(request)
    row = plan_visible_to(actor, key)
    acts = {
        "change": lambda: change_plan(actor=actor, key=row.key, asked=_asked(request, row), at=timezone.now()),
        "end": lambda: plans.end_plan(actor=actor, key=row.key, at=timezone.now()),
    }
    outcome = attempt(request, acts) if request.method == "POST" else NOTHING
    if outcome.value is not None:
        return redirect("inspection_plan", key=row.key)
    may_end = actor.may(PLAN, row.company if row.kind in INDEPENDENT else row.unit) and row.ended_at is None
    context = {
        "plan": row,
        "kind": KINDS[row.kind],
        "may_end": may_end,
        "told": outcome.told,
        "crumbs": way(crumbs.Crumb(_("Plans of inspections"), reverse("inspection_plans")), crumbs.Crumb(row.title)),
        **(_changing(request, row) if may_end and _changes(request) else _shown(request, row)),
    }
    return render(request, "web/inspections/plan.html", context, status=outcome.status)


def _changes(request: HttpRequest) -> bool:
    return request.GET.get("change") == "1" or request.POST.get("act") == "change"


def _shown(request: HttpRequest, row: InspectionPlan) -> dict[str, Any]:
    found = inspections_wanted(actor_of(request), InspectionWish()).filter(plan=row)
    return {
        "often": often_told(row.rule),
        "sample": SAMPLES[row.sampled],
        "estates": row.estates.order_by("path"),
        "inspectors": row.inspectors.order_by("name"),
        "standards": standards_named(row),
        "domains": [DOMAINS.get(each, each) for each in row.domains],
        "inspections": shown(list(found[:50]), timezone.now()),
    }


def _changing(request: HttpRequest, row: InspectionPlan) -> dict[str, Any]:
    """Return the form with what the plan says, or with what was typed and refused."""
    given = request.POST
    kept = {
        "inspector": [str(key) for key in row.inspectors.values_list("key", flat=True)],
        "estate": [str(key) for key in row.estates.values_list("key", flat=True)],
        "standard": row.standards,
        "domain": row.domains,
    }
    typed = {"title": row.title, "sheet": str(row.sheet.key), "sampled": row.sampled, **often_typed(row.rule)}
    offered = _offered(request)
    return {
        **offered,
        "changing": True,
        "estates": [unit for unit in offered["estates"] if str(unit.path).startswith(str(row.unit.path))],
        "said": given or {**typed, "margin": row.margin, "level": row.level},
        "chosen": {name: given.getlist(name) for name in _SEVERAL} if given else kept,
    }


def _offered(request: HttpRequest) -> dict[str, Any]:
    """Return what the form of a plan offers: four queries."""
    actor = actor_of(request)
    return {
        "kinds": KINDS.items(),
        "samples": SAMPLES.items(),
        "domains": DOMAINS.items(),
        "sheets": sheets_visible_to(actor).filter(number__gt=0, archived_at=None),
        "estates": list(_planned_units(request).filter(kind=UnitKind.ESTATE)),
        "people": people_visible_to(actor).filter(is_active=True),
        "standards": editions_of_company(int(actor.company_id or 0), timezone.localdate()),
    }


def _planned_units(request: HttpRequest) -> Any:
    actor = actor_of(request)
    return units_visible_to(actor).filter(actor.within(PLAN, ""), archived_at=None).order_by("path")


def _write(request: HttpRequest) -> InspectionPlan:
    return plans.write_plan(actor=actor_of(request), asked=_asked(request), at=timezone.now())


def _asked(request: HttpRequest, row: InspectionPlan | None = None) -> PlanAsked:
    """Return what a form asks of a plan; one that is changed keeps its unit and its kind."""
    said = request.POST
    return PlanAsked(
        unit=str(row.unit.key) if row else said.get("unit", ""),
        kind=row.kind if row else said.get("kind", ""),
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
        estates=said.getlist("estate"),
        standards=said.getlist("standard"),
        domains=said.getlist("domain"),
        sampled=said.get("sampled", ""),
        margin=_number(said.get("margin", "10"), "margin"),
        level=_number(said.get("level", "95"), "level"),
    )


def _number(text: str, field: str) -> int:
    said = text.strip()
    digits = said.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 5):
        raise NotAsWantedError(message("“{said}” is no whole number.", said=said[:20]), field=field)
    return int(said)
