"""Who holds a permission or a role at a unit: the other direction of a grant."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.organization.permissions import Role, roles_with
from guicheng.apps.standards.models import Standard, StandardLevel


def holders_of(unit: Unit, permission: str) -> QuerySet[Person]:
    """Return the people in whose grants a permission holds at a unit."""
    return role_holders(unit, [role.value for role in roles_with(permission)])


def edition_readers(standard: Standard) -> QuerySet[Person]:
    """Return the people who may read the editions of a standard: those of its unit, and of the units that it binds."""
    roles = [role.value for role in roles_with("standards.read_published")]
    granted = Q(grants__role__in=roles, grants__unit__path__in=paths_above(standard.unit))
    if standard.level == StandardLevel.STANDARD:
        granted |= Q(grants__role__in=roles, grants__unit__path__startswith=standard.unit.path)
    return Person.objects.filter(granted, is_active=True).distinct().order_by("pk")


def role_holders(unit: Unit, roles: Collection[str]) -> QuerySet[Person]:
    """Return the people who hold one of the roles at a unit, from a grant there or above."""
    granted = Q(grants__role__in=list(roles), grants__unit__path__in=paths_above(unit))
    return Person.objects.filter(granted, is_active=True).distinct().order_by("pk")


def paths_above(unit: Unit) -> list[str]:
    """Return the tree paths of a unit and of all above it, the company first."""
    path, step = str(unit.path), unit.steplen
    return [path[:end] for end in range(step, len(path) + 1, step)]


def names_of_administrators(unit: Unit) -> str:
    """Return who can grant a role at a unit, as a list for a sentence."""
    names = role_holders(unit, [Role.ADMINISTRATOR]).values_list("name", flat=True)[:3]
    return "、".join(names) or "—"
