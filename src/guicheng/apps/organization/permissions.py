"""The table of who may do what: a role holds a permission for the unit of its grant and everything below."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from django.db.models import Q


class Role(StrEnum):
    """What a person is trusted with, apart from the post that they fill."""

    ADMINISTRATOR = "administrator"
    QUALITY_MANAGER = "quality_manager"
    ESTATE_MANAGER = "estate_manager"
    SUPERVISOR = "supervisor"
    FRONTLINE = "frontline"
    AUDITOR = "auditor"


_A, _Q, _E = Role.ADMINISTRATOR, Role.QUALITY_MANAGER, Role.ESTATE_MANAGER
_S, _F, _R = Role.SUPERVISOR, Role.FRONTLINE, Role.AUDITOR
ALL: Final = frozenset(Role)

#: Every permission there is, and the roles that hold it.
PERMISSIONS: Final[dict[str, frozenset[Role]]] = {
    "organization.read": ALL,
    "organization.manage": frozenset({_A}),
    "people.read": frozenset({_A, _Q, _E, _S}),
    "people.reveal": frozenset({_A}),
    "people.manage": frozenset({_A}),
    "audit.read": frozenset({_A, _R}),
    "integrations.manage": frozenset({_A}),
    "notifications.own": ALL,
    "robots.manage": frozenset({_A, _Q, _E}),
    "webhooks.manage": frozenset({_A}),
    "documents.import": frozenset({_Q, _E}),
    "standards.read": ALL - {_F},
    "standards.read_published": ALL,
    "standards.edit": frozenset({_Q, _E}),
    "standards.comment": frozenset({_Q, _E, _S}),
    "standards.confirm": frozenset({_Q}),
    "standards.suppress": frozenset({_Q}),
    "standards.submit": frozenset({_Q, _E}),
    "standards.approve": frozenset({_A, _Q, _E}),
    "standards.publish": frozenset({_Q}),
    "standards.withdraw": frozenset({_Q}),
    "standards.deviate": frozenset({_Q}),
    "catalogue.manage": frozenset({_Q}),
    "catalogue.describe": frozenset({_Q, _E}),
    "processes.read": ALL - {_F},
    "processes.edit": frozenset({_Q, _E}),
    "processes.approve": frozenset({_A, _Q, _E}),
    "processes.publish": frozenset({_Q}),
    "estates.read": ALL,
    "estates.manage": frozenset({_Q, _E}),
    "equipment.record": frozenset({_Q, _E, _S}),
    "rosters.manage": frozenset({_Q, _E, _S}),
    "research.read": ALL - {_F},
    "research.edit": frozenset({_Q, _E}),
    "research.run": frozenset({_Q, _E}),
    "field.send": ALL - {_R},
    "field.read": ALL,
    "evidence.read": ALL - {_F},
    "evidence.keep": frozenset({_A, _Q}),
    "evidence.devices": frozenset({_A, _Q, _E}),
    "cases.read": ALL,
    "cases.start": frozenset({_Q, _E, _S, _F}),
    "cases.work": frozenset({_Q, _E, _S, _F}),
    "cases.steer": frozenset({_E, _S}),
    "cases.migrate": frozenset({_Q}),
    "orders.read": ALL,
    "orders.report": frozenset({_Q, _E, _S, _F}),
    "orders.work": frozenset({_Q, _E, _S, _F}),
    "orders.steer": frozenset({_E, _S}),
    "attainment.read": ALL - {_F},
    "attainment.seal": frozenset({_Q}),
    "improvement.read": ALL - {_F},
    "improvement.work": frozenset({_Q, _E, _S}),
    "improvement.verify": frozenset({_Q, _E}),
    "inspections.read": ALL - {_F},
    "inspections.plan": frozenset({_Q, _E}),
    "inspections.carry_out": frozenset({_Q, _E, _S}),
    "routes.manage": frozenset({_A, _Q}),
    "lexicon.manage": frozenset({_Q}),
    "scorecards.read": ALL - {_F},
    "scorecards.manage": frozenset({_Q}),
    "scorecards.appeal": frozenset({_E, _S}),
}


def roles_with(permission: str) -> frozenset[Role]:
    """Return the roles that hold a permission.

    Raises:
        KeyError: There is no such permission; a misspelt name must not read as "nobody".
    """
    return PERMISSIONS[permission]


def under(paths: tuple[str, ...], field: str = "unit") -> Q:
    """Return the filter for rows whose unit lies at or below one of the tree paths; for no path it fits no row.

    Args:
        paths: Tree paths of units, as ``Actor.paths`` gives them.
        field: Lookup of the unit from the row, "" where the row is the unit itself.
    """
    lookup = f"{field}__path__startswith" if field else "path__startswith"
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(**{lookup: path})
    return found
