"""Routes of approval."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.people import told
from guicheng.api.v1.shapes import approval as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.models import ApprovalRoute, RouteStep

calls = Calls("routes")
_READ, _MANAGE = "standards.read", "routes.manage"


@calls.get("/routes", needs=_READ, answer=shapes.Routes, summary="List routes", refuses=("bad-cursor",))
def list_routes(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the routes of the units within reach, a unit before those below it."""
    rows = selectors.routes_visible_to(actor_of(request))
    found, following = page_of(rows, wanted.cursor, by="unit__path")
    return {"items": [_route(route) for route in found], "next": following}


@calls.get("/routes/{key}", needs=_READ, answer=shapes.Route, summary="See a route")
def see_route(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return one route."""
    return _route(selectors.route_visible_to(actor_of(request), key))


@calls.get("/units/{key}/route", needs=_READ, answer=shapes.Route, summary="See the route that holds at a unit")
def route_of_unit(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return the nearest route up the tree; absent where there is none, so that the default holds."""
    found = selectors.route_for(selectors.unit_within(actor_of(request), key))
    if found is None:
        raise ObjectDoesNotExist
    return _route(found)


@calls.write(
    "PUT",
    "/units/{key}/route",
    needs=_MANAGE,
    answer=shapes.Route,
    summary="Set the route of a unit",
    refuses=("not-as-wanted",),
)
def set_route(request: HttpRequest, key: Path[str], body: shapes.RouteIn) -> dict[str, Any]:
    """Set the route of a unit in place of the one it had; approvals that run keep theirs."""
    steps = [services.StepPlan(step.name, step.mode, step.people, step.roles) for step in body.steps]
    route = services.set_route(actor=actor_of(request), unit_key=key, name=body.name, steps=steps, at=timezone.now())
    return _route(route)


@calls.write("DELETE", "/routes/{key}", needs=_MANAGE, answer=None, summary="Remove a route")
def remove_route(request: HttpRequest, key: Path[str]) -> None:
    """Remove the route of a unit; the next one up the tree holds then, or the default."""
    services.remove_route(actor=actor_of(request), key=key, at=timezone.now())


def _route(route: ApprovalRoute) -> dict[str, Any]:
    steps = [_step(step) for step in sorted(route.steps.all(), key=lambda step: step.position)]
    return {"key": str(route.key), "name": route.name, "unit": told(route.unit), "steps": steps}


def _step(step: RouteStep) -> dict[str, Any]:
    members = list(step.members.all())
    return {
        "position": step.position,
        "name": step.name,
        "mode": step.mode,
        "people": [told(member.person) for member in members if member.person],
        "roles": [member.role for member in members if member.role],
    }
