"""Routes of approval: who is asked for the standards of a unit, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.permissions import roles_with
from guicheng.apps.organization.selectors import unit_visible_to, units_visible_to
from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.models import ApprovalRoute
from guicheng.apps.standards.selectors.people import holders_of, role_holders
from guicheng.domain.values import Message, NotAllowedError
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of
from guicheng.web.naming import ROLES

MODES: Final = {"all": gettext_lazy("all of them (countersign)"), "any": gettext_lazy("any one of them")}
_SPARE, _MOST = 2, 10


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as the form shows it: number, name, mode, keys of people, roles, and whom it asks today."""

    number: int
    name: str = ""
    mode: str = "all"
    people: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


def routes(request: HttpRequest) -> HttpResponse:
    """Show each unit with the route that holds there."""
    actor = actor_of(request)
    set_here = {route.unit_id: route for route in selectors.routes_visible_to(actor)}
    rows: list[tuple[Unit, ApprovalRoute | None, bool]] = []
    for unit in units_visible_to(actor).filter(archived_at__isnull=True).order_by("path"):
        above = [route for route in set_here.values() if str(unit.path).startswith(str(route.unit.path))]
        nearest = max(above, key=lambda route: int(route.unit.depth), default=None)
        rows.append((unit, nearest, unit.pk in set_here))
    return render(request, "web/routes.html", {"rows": rows, "crumbs": [crumbs.Crumb(_("Routes of approval"))]})


def route(request: HttpRequest, key: str) -> HttpResponse:
    """Show the route of a unit, and set or remove it."""
    actor = actor_of(request)
    unit = unit_visible_to(actor, key)
    if not actor.may("routes.manage", unit):
        raise NotAllowedError(Message("Your roles do not let you set routes at this unit."))
    own = next((each for each in selectors.routes_visible_to(actor) if each.unit_id == unit.pk), None)
    outcome = attempt(request, _acts(request, unit, own)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect("route", key=unit.key)
    holding = own or selectors.route_for(unit)
    steps = _typed(request) if outcome.told else _steps(holding, unit)
    spare = [StepLine(number) for number in range(len(steps) + 1, min(len(steps) + _SPARE, _MOST) + 1)]
    context = {
        "unit": unit,
        "route": holding,
        "own": own,
        "name": request.POST.get("name", holding.name if holding else ""),
        "steps": [*steps, *spare],
        "modes": MODES.items(),
        "people": [(str(person.key), person.name) for person in holders_of(unit, "standards.approve")[:200]],
        "roles": [(role.value, ROLES[role]) for role in ROLES if role in roles_with("standards.approve")],
        "told": outcome.told,
        "crumbs": [crumbs.Crumb(_("Routes of approval"), reverse("routes")), crumbs.Crumb(unit.name)],
    }
    return render(request, "web/route.html", context, status=outcome.status)


def _acts(request: HttpRequest, unit: Unit, own: ApprovalRoute | None) -> dict[str, Act]:
    actor, now = actor_of(request), timezone.now()
    plans = [
        services.StepPlan(name=step.name, mode=step.mode, people=step.people, roles=step.roles)
        for step in _typed(request)
        if step.people or step.roles
    ]
    return {
        "set": lambda: services.set_route(
            actor=actor, unit_key=unit.key, name=request.POST.get("name", ""), steps=plans, at=now
        ),
        "remove": lambda: services.remove_route(actor=actor, key=own.key if own else "", at=now),
    }


def _typed(request: HttpRequest) -> list[StepLine]:
    """Return the steps of the form as they were sent."""
    given = request.POST
    return [
        StepLine(
            number=number,
            name=given.get(f"name-{number}", ""),
            mode=given.get(f"mode-{number}", ""),
            people=tuple(given.getlist(f"person-{number}")),
            roles=tuple(given.getlist(f"role-{number}")),
        )
        for number in range(1, _MOST + 1)
        if f"mode-{number}" in given
    ]


def _steps(found: ApprovalRoute | None, unit: Unit) -> list[StepLine]:
    """Return the steps of a route, with whom each asks for a standard of a unit today."""
    lines = []
    for step in found.steps.all() if found else ():
        members = list(step.members.all())
        roles = tuple(member.role for member in members if member.role)
        named = [member.person for member in members if member.person]
        holders = list(role_holders(unit, roles)) if roles else []
        asked = dict.fromkeys(person.name for person in [*named, *holders])
        lines.append(
            StepLine(step.position, step.name, step.mode, tuple(str(each.key) for each in named), roles, tuple(asked))
        )
    return lines
