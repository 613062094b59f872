"""Checklists, the versions by which rounds are walked, and who sees them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from guicheng.apps.operations.models import Checklist, ChecklistVersion, Plan, Point
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors.fetching import one

READ: Final = "estates.read"


def checklists_visible_to(actor: Actor) -> QuerySet[Checklist]:
    """Return the checklists of estates whose ground an actor may see, by estate, theme and title."""
    rows = Checklist.objects.filter(actor.within(READ)).select_related("unit", "standard")
    return rows.order_by("unit__path", "theme", "title", "pk")


def checklist_visible_to(actor: Actor, key: str | UUID) -> Checklist:
    """Return one of these.

    Raises:
        Checklist.DoesNotExist: There is none within reach.
    """
    return one(checklists_visible_to(actor), key)


def checklists_at(unit: Unit) -> QuerySet[Checklist]:
    """Return the checklists in use of an estate."""
    return Checklist.objects.filter(unit=unit, archived_at=None).select_related("standard")


def live_versions(checklist: Checklist, day: date) -> list[ChecklistVersion]:
    """Return the newest version of each edition that is in force on a day or follows, the earliest edition first.

    A checklist of the company's own has one.
    """
    newest: dict[int | None, ChecklistVersion] = {}
    for version in checklist.versions.select_related("edition").order_by("number"):
        newest[version.edition_id] = version
    found = sorted(
        newest.values(), key=lambda each: (each.edition.effective_from if each.edition else day, each.number)
    )
    begun = [each for each in found if each.edition is None or each.edition.effective_from <= day]
    return [*begun[-1:], *(each for each in found if each not in begun)]


def version_in_force(checklist: Checklist, day: date) -> ChecklistVersion:
    """Return the version by which somebody walks on a day; before its first edition begins, that of the first.

    Raises:
        ChecklistVersion.DoesNotExist: It has none.
    """
    found = live_versions(checklist, day)
    if not found:
        raise ChecklistVersion.DoesNotExist
    return found[0]


def versions_of_plans(plans: Iterable[Plan]) -> dict[int, ChecklistVersion]:
    """Return the version by which the rounds of plans are walked, by the plan's primary key: one query.

    It is the newest one of the plan's edition at its estate. A plan is left out where there is none, and where its
    clause only says what is done and nothing of the result: then saying that it was done is all there is to answer.

    Args:
        plans: With source and clause.
    """
    wanted = {plan.pk: plan for plan in plans}
    rows = ChecklistVersion.objects.filter(
        checklist__unit__in={plan.unit_id for plan in wanted.values()},
        checklist__archived_at=None,
        edition__in={plan.source.clause.edition_id for plan in wanted.values()},
    )
    newest: dict[tuple[int, int], ChecklistVersion] = {}
    for version in rows.select_related("checklist").order_by("number"):
        newest[version.checklist.unit_id, int(version.edition_id or 0)] = version
    found = {}
    for pk, plan in wanted.items():
        held = newest.get((plan.unit_id, plan.source.clause.edition_id))
        clause = str(plan.source.clause.key)
        if held is not None and any(line["clause"] == clause and not line["act"] for line in held.lines):
            found[pk] = held
    return found


def plans_with_clause(keys: Iterable[int]) -> dict[int, Plan]:
    """Return plans by primary key with unit, source, clause, edition and standard: one query."""
    rows = Plan.objects.filter(pk__in=list(keys)).select_related("unit", "source__clause__edition__standard")
    return {plan.pk: plan for plan in rows}


def points_in_order(version: ChecklistVersion) -> list[Point]:
    """Return the points of a version in the order of its walk: one query, none where it has none."""
    if not version.points:
        return []
    rows = {str(point.key): point for point in Point.objects.filter(key__in=version.points).select_related("place")}
    return [rows[key] for key in version.points if key in rows]
