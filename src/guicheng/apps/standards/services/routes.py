"""Which way approvals of a unit go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.organization.permissions import roles_with
from guicheng.apps.organization.services.access import permit
from guicheng.apps.platform.services import record
from guicheng.apps.standards.models import ApprovalRoute, RouteMember, RouteStep, StepMode
from guicheng.apps.standards.selectors import FEWEST_APPROVERS, clean, colleague, route_visible_to, unit_within
from guicheng.apps.standards.selectors.people import holders_of
from guicheng.apps.standards.services.access import NotAsWantedError
from guicheng.domain.values.message import _

_MOST_STEPS: Final = 10
_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class StepPlan:
    """A step of a route as somebody wants it.

    Args:
        name: What it is called.
        mode: ``all`` (会签) or ``any`` (或签).
        people: Keys of people it asks.
        roles: Roles whose holders at the unit of the standard it asks.
    """

    name: str
    mode: str
    people: Sequence[str | UUID] = ()
    roles: Sequence[str] = ()


@transaction.atomic
def set_route(
    *, actor: Actor, unit_key: str | UUID, name: str, steps: Sequence[StepPlan], at: datetime
) -> ApprovalRoute:
    """Set the route of a unit, in place of the one it had; approvals that run keep theirs.

    Args:
        actor: Who sets it; needs ``routes.manage`` at the unit.
        unit_key: The unit; the route holds below it where no nearer one does.
        name: What it is called.
        steps: Its steps in order.
        at: Now, with time zone.

    Raises:
        Unit.DoesNotExist: There is none within reach.
        NotAsWantedError: A step asks nobody, or somebody who may not approve there, or the route ends with one person.
    """
    unit = unit_within(actor, unit_key)
    permit(actor, "routes.manage", unit)
    title = clean(name)[:_LONGEST_NAME]
    if not title:
        raise NotAsWantedError(_("Write a name for the route."), field="name")
    people = _checked(actor, unit, steps)
    Unit.objects.select_for_update().get(pk=unit.pk)
    route, _new = ApprovalRoute.objects.update_or_create(unit=unit, defaults={"name": title, "changed_at": at})
    before = _told(route)
    route.steps.all().delete()
    for position, (plan, members) in enumerate(zip(steps, people, strict=True), 1):
        step = RouteStep.objects.create(
            route=route, position=position, name=clean(plan.name)[:_LONGEST_NAME], mode=plan.mode
        )
        named = [RouteMember(step=step, person=person) for person in members]
        RouteMember.objects.bulk_create([*named, *(RouteMember(step=step, role=role) for role in plan.roles)])
    _record(route, unit, "set_route", actor, at, before=before, after=_told(route))
    return route


@transaction.atomic
def remove_route(*, actor: Actor, key: str | UUID, at: datetime) -> None:
    """Remove the route of a unit; the next one up the tree holds then, or the default.

    Raises:
        ApprovalRoute.DoesNotExist: There is none within reach.
    """
    route = route_visible_to(actor, key)
    permit(actor, "routes.manage", route.unit)
    _record(route, route.unit, "remove_route", actor, at, before=_told(route), after={})
    route.delete()


def _checked(actor: Actor, unit: Unit, steps: Sequence[StepPlan]) -> list[list[Person]]:
    """Return the people whom each step names."""
    if not 1 <= len(steps) <= _MOST_STEPS:
        raise NotAsWantedError(_("A route has 1 to {limit} steps.", limit=str(_MOST_STEPS)), field="steps")
    able = set(holders_of(unit, "standards.approve").values_list("pk", flat=True))
    found = [_members(actor, unit, plan, able) for plan in steps]
    named = {person.pk for members in found for person in members}
    if len(named) < FEWEST_APPROVERS and not any(plan.roles for plan in steps):
        raise NotAsWantedError(_("Two different people approve at least. Name another one."), field="steps")
    return found


def _members(actor: Actor, unit: Unit, plan: StepPlan, able: set[int]) -> list[Person]:
    if plan.mode not in StepMode.values:
        raise NotAsWantedError(_("Choose whether all or any one of the people approve."), field="steps")
    if not plan.people and not plan.roles:
        raise NotAsWantedError(_("Name the people or roles of each step."), field="steps")
    if not set(plan.roles) <= {role.value for role in roles_with("standards.approve")}:
        raise NotAsWantedError(_("Choose roles that may approve."), field="steps")
    members = [colleague(actor, key) for key in dict.fromkeys(str(key) for key in plan.people)]
    for person in members:
        if person.pk not in able:
            raise NotAsWantedError(
                _("{name} may not approve at {unit}. Choose somebody who may.", name=person.name, unit=unit.name),
                field="steps",
            )
    return members


def _told(route: ApprovalRoute) -> dict[str, object]:
    steps = route.steps.prefetch_related("members__person").order_by("position")
    return {
        "name": route.name,
        "steps": [
            {"name": step.name, "mode": step.mode, "members": [_member(member) for member in step.members.all()]}
            for step in steps
        ],
    }


def _member(member: RouteMember) -> str:
    return member.person.name if member.person else member.role


def _record(
    route: ApprovalRoute,
    unit: Unit,
    name: str,
    actor: Actor,
    at: datetime,
    *,
    before: dict[str, object],
    after: dict[str, object],
) -> None:
    record(
        actor=actor,
        act=f"standards.{name}",
        subject="route",
        key=str(route.key),
        label=f"{unit.name} {route.name}",
        unit_path=str(unit.path),
        before=before,
        after=after,
        at=at,
    )
