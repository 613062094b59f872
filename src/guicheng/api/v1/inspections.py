"""Inspections of quality: planned, carried out as rounds, presented, signed; and what was found on them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.timezone import get_default_timezone
from ninja import Path, Query

from guicheng.api.v1 import inspection_json as json
from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.shapes import inspections as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.apps.assessment.selectors import inspections as selectors
from guicheng.apps.assessment.selectors.inspections import InspectionWish
from guicheng.apps.assessment.services.inspecting import carrying_out, following, plans, settling
from guicheng.apps.assessment.services.inspecting.plan_changes import change_plan
from guicheng.apps.assessment.services.inspecting.plans import Often, PlanAsked
from guicheng.usecases.follow_up_finding import nonconformity_of_finding

calls = Calls("inspections")
_READ, _PLAN, _CARRY_OUT = "inspections.read", "inspections.plan", "inspections.carry_out"
_REFUSES: Final = ("not-as-wanted",)


@calls.get("/inspections", needs=_READ, answer=shapes.Inspections, summary="List inspections", refuses=("bad-cursor",))
def list_inspections(request: HttpRequest, wanted: Query[shapes.InspectionsWanted]) -> dict[str, Any]:
    """Return the inspections within reach that fit, the newest rows first."""
    actor = actor_of(request)
    wish = InspectionWish(
        wanted.kind, wanted.unit, wanted.state, _midnight(wanted.since), _midnight(wanted.until, days=1)
    )
    found, following_page = page_of(selectors.inspections_wanted(actor, wish), wanted.cursor, falling=True)
    items = [json.inspection_json(row, actor, row.found) for row in found]  # type: ignore[attr-defined]
    return {"items": items, "next": following_page}


@calls.get("/inspections/{key}", needs=_READ, answer=shapes.InspectionFull, summary="See an inspection")
def see_inspection(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return an inspection with its score by section, its sample, its findings and its signature."""
    return _told(request, key)


@calls.write(
    "PUT",
    "/inspections/{key}/inspector",
    needs=_PLAN,
    answer=shapes.InspectionFull,
    summary="Give an inspection to somebody",
    refuses=_REFUSES,
)
def assign_inspection(request: HttpRequest, key: Path[str], body: shapes.InspectorIn) -> dict[str, Any]:
    """Give a planned inspection to somebody, who does not work at the estate where the kind is independent."""
    carrying_out.assign_inspection(actor=actor_of(request), key=key, person_key=body.person, at=timezone.now())
    return _told(request, key)


@calls.write(
    "POST",
    "/inspections/{key}/start",
    needs=_CARRY_OUT,
    answer=shapes.InspectionFull,
    summary="Begin an inspection",
    refuses=_REFUSES,
)
def start_inspection(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Draw the sample and open the round, by whose calls the lines are answered."""
    carrying_out.start_inspection(actor=actor_of(request), key=key, at=timezone.now())
    return _told(request, key)


@calls.write(
    "POST",
    "/inspections/{key}/presentation",
    needs=_CARRY_OUT,
    answer=shapes.InspectionFull,
    summary="Show the estate what an inspection came to",
    refuses=_REFUSES,
)
def present_inspection(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Keep the score and the findings of a finished round; done again before the signature, it is worked out anew."""
    settling.present_inspection(actor=actor_of(request), key=key, at=timezone.now())
    return _told(request, key)


@calls.write(
    "POST",
    "/inspections/{key}/signature",
    needs=_CARRY_OUT,
    answer=shapes.InspectionFull,
    summary="Sign an inspection for the estate",
    refuses=_REFUSES,
)
def sign_inspection(request: HttpRequest, key: Path[str], body: shapes.SignatureIn) -> dict[str, Any]:
    """Sign what an inspection came to, with what the estate objects to; nothing changes afterwards."""
    settling.sign_inspection(
        actor=actor_of(request), key=key, name=body.name, objection=body.objection, at=timezone.now()
    )
    return _told(request, key)


@calls.get("/findings", needs=_READ, answer=shapes.InspectionFindings, summary="List findings", refuses=("bad-cursor",))
def list_findings(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return what was found on presented inspections within reach, the newest rows first."""
    rows = selectors.findings_visible_to(actor_of(request))
    found, following_page = page_of(rows, wanted.cursor, falling=True)
    return {"items": [json.finding_json(row) for row in found], "next": following_page}


@calls.write(
    "POST",
    "/findings/{key}/orders",
    needs="orders.report",
    answer=shapes.FindingFollowed,
    status=201,
    summary="Make a work order of a finding",
    refuses=(*_REFUSES, "not-an-order"),
)
def order_finding(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Report what was found as a work order; asked again, it is the same order."""
    made = following.order_of_finding(actor=actor_of(request), key=key, at=timezone.now())
    return {"key": str(made.key), "number": made.number}


@calls.write(
    "POST",
    "/findings/{key}/nonconformities",
    needs="improvement.work",
    answer=shapes.FindingFollowed,
    status=201,
    summary="Open a nonconformity of a finding",
    refuses=(*_REFUSES, "not-a-nonconformity", "archived"),
)
def mend_finding(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Open the nonconformity of what was found; asked again, it is the same one."""
    made = nonconformity_of_finding(actor=actor_of(request), key=key, at=timezone.now())
    return {"key": str(made.key), "number": str(made.number)}


@calls.get(
    "/inspection-plans",
    needs=_READ,
    answer=shapes.InspectionPlans,
    summary="List plans of inspections",
    refuses=("bad-cursor",),
)
def list_inspection_plans(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the plans within reach, those that ended too."""
    found, following_page = page_of(selectors.plans_visible_to(actor_of(request)), wanted.cursor)
    return {"items": [json.plan_json(row) for row in found], "next": following_page}


@calls.get(
    "/inspection-plans/{key}", needs=_READ, answer=shapes.InspectionPlanFull, summary="See a plan of inspections"
)
def see_inspection_plan(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return a plan with how often it inspects, who takes turns and which estates it is narrowed to."""
    return json.plan_full(selectors.plan_visible_to(actor_of(request), key))


@calls.write(
    "POST",
    "/inspection-plans",
    needs=_PLAN,
    answer=shapes.InspectionPlanRow,
    status=201,
    summary="Plan inspections",
    refuses=(*_REFUSES, "archived"),
)
def write_inspection_plan(request: HttpRequest, body: shapes.InspectionPlanIn) -> dict[str, Any]:
    """Plan who inspects where, how often, by which sheet and on what sample."""
    return json.plan_json(plans.write_plan(actor=actor_of(request), asked=_plan_asked(body), at=timezone.now()))


@calls.write(
    "PUT",
    "/inspection-plans/{key}",
    needs=_PLAN,
    answer=shapes.InspectionPlanRow,
    summary="Change a plan of inspections",
    refuses=_REFUSES,
)
def change_inspection_plan(request: HttpRequest, key: Path[str], body: shapes.InspectionPlanIn) -> dict[str, Any]:
    """Change a plan from tomorrow on; its unit and kind stay, and so does what is due already or was begun."""
    made = change_plan(actor=actor_of(request), key=key, asked=_plan_asked(body), at=timezone.now())
    return json.plan_json(made)


@calls.write(
    "POST",
    "/inspection-plans/{key}/end",
    needs=_PLAN,
    answer=shapes.InspectionPlanRow,
    summary="End a plan of inspections",
)
def end_inspection_plan(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """End a plan; what nobody began goes, what began stays."""
    plans.end_plan(actor=actor_of(request), key=key, at=timezone.now())
    return json.plan_json(selectors.plan_visible_to(actor_of(request), key))


def _plan_asked(body: shapes.InspectionPlanIn) -> PlanAsked:
    said = body.dict()
    often = Often(**{name: said.pop(name) for name in ("every", "step", "on", "days", "workdays")})
    return PlanAsked(**said, often=often)


def _told(request: HttpRequest, key: str) -> dict[str, Any]:
    actor = actor_of(request)
    return json.inspection_full(selectors.inspection_visible_to(actor, key), actor)


def _midnight(day: date | None, *, days: int = 0) -> datetime | None:
    if day is None:
        return None
    return datetime.combine(day, time.min, tzinfo=get_default_timezone()) + timedelta(days=days)
