"""Who may carry an inspection out, and where its round stands."""

from __future__ import annotations

from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from guicheng.apps.assessment.models import Inspection, InspectionKind
from guicheng.apps.assessment.selectors.inspections import CARRY_OUT, INDEPENDENT
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Grant, Person, Placement, Unit
from guicheng.apps.organization.permissions import roles_with
from guicheng.apps.organization.selectors.people import people_visible_to

_SEND: Final = "field.send"


def stands_at(row: Inspection) -> Unit:
    """Return the unit at which the round of an inspection stands: who may send there answers it.

    A visitor's stands at the company: nobody of the estate sees it, its answers, or whose they are. That of another
    independent one stands above the estate, so that nobody of the estate answers for the inspector.
    """
    if row.kind == InspectionKind.MYSTERY:
        return row.company
    if row.kind in INDEPENDENT:
        above: Unit = Unit.objects.get_parent(row.unit) or row.company
        return above
    return row.unit


def people_of(estate: Unit) -> set[int]:
    """Return the primary keys of all who work at an estate, or hold a role there or below it: two queries."""
    here = Q(unit__path__startswith=estate.path)
    found = set(Placement.objects.filter(here).values_list("person", flat=True))
    return found | set(Grant.objects.filter(here).values_list("person", flat=True))


def inspectors_for(actor: Actor, row: Inspection) -> QuerySet[Person]:
    """Return the people to whom an actor can give a planned inspection, by name.

    They may begin it at the estate and answer its round where that stands; nobody of the estate is among them where
    the kind of the inspection is independent.
    """
    rows = people_visible_to(actor).filter(is_active=True)
    for permission, unit in ((CARRY_OUT, row.unit), (_SEND, stands_at(row))):
        rows = rows.filter(Exists(_granted(permission, unit)))
    return rows.exclude(pk__in=people_of(row.unit)) if row.kind in INDEPENDENT else rows


def _granted(permission: str, unit: Unit) -> QuerySet[Grant]:
    """Return the grants of the person in the outer query that hold a permission at a unit."""
    path, step = str(unit.path), unit.steplen
    above = [path[:end] for end in range(step, len(path) + 1, step)]
    return Grant.objects.filter(person=OuterRef("pk"), role__in=roles_with(permission), unit__path__in=above)
