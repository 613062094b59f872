"""Inspections: who sees which, what they came to, and what was found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from guicheng.apps.assessment.models import Finding, Inspection, InspectionKind, InspectionPlan, InspectionState
from guicheng.apps.assessment.readings.inspection_rounds import shares
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors.fetching import one

READ: Final = "inspections.read"
PLAN: Final = "inspections.plan"
CARRY_OUT: Final = "inspections.carry_out"
#: Kinds whose inspectors are not of the estate that is inspected.
INDEPENDENT: Final = frozenset(
    {InspectionKind.COMPANY, InspectionKind.FLYING, InspectionKind.MYSTERY, InspectionKind.THIRD_PARTY}
)
#: States in which there is a score that was shown to the estate.
SCORED: Final = (InspectionState.TO_SIGN, InspectionState.SIGNED)
#: States in which somebody has to carry it out still.
UNFINISHED: Final = (InspectionState.PLANNED, InspectionState.RUNNING)


@dataclass(frozen=True, slots=True)
class InspectionWish:
    """Which inspections.

    Args:
        kind: Of this kind; "" for any.
        unit: At or below the unit with this key; "" for all.
        state: In this state; ``open`` for those not finished, "" for any.
        since: Due from this moment on; None for any.
        until: Due before this moment; None for any.
        mine: Only those given to whoever asks.
        signed_since: Only those signed at this moment or later; None for any.
    """

    kind: str = ""
    unit: str = ""
    state: str = ""
    since: datetime | None = None
    until: datetime | None = None
    mine: bool = False
    signed_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """What one inspection came to.

    Args:
        inspection: The inspection, with unit and version.
        total: Points, exact.
        sections: Share reached by section, 0 to 1.
    """

    inspection: Inspection
    total: Fraction
    sections: Mapping[str, Fraction]


def inspections_visible_to(actor: Actor) -> QuerySet[Inspection]:
    """Return the inspections that an actor may see.

    Those of an estate see an unannounced one once it has begun, and what a mystery visitor found once it is presented;
    who was sent, and those who look at the estate from above it, see them before.
    """
    secret = Q(kind=InspectionKind.FLYING, state=InspectionState.PLANNED) | Q(kind=InspectionKind.MYSTERY) & ~Q(
        state__in=SCORED
    )
    known = from_above(actor, READ)
    if actor.person is not None:
        known |= Q(inspector=actor.person)
    rows = Inspection.objects.filter(actor.within(READ) & (~secret | known), company=actor.company_id)
    return rows.select_related("unit", "plan__sheet", "version__sheet", "inspector", "round", "signature__by")


def inspection_visible_to(actor: Actor, key: str | UUID) -> Inspection:
    """Return one of these.

    Raises:
        Inspection.DoesNotExist: There is none.
    """
    rows = inspections_visible_to(actor).select_related("company", "round__version", "round__unit")
    return one(rows, key)


def inspections_wanted(actor: Actor, wish: InspectionWish) -> QuerySet[Inspection]:
    """Return the inspections that fit, the latest first; of those still to carry out the next one first."""
    rows = inspections_visible_to(actor)
    for lookup, value in (
        ("kind", wish.kind),
        ("state", "" if wish.state == "open" else wish.state),
        ("begin__gte", wish.since),
        ("begin__lt", wish.until),
        ("signature__at__gte", wish.signed_since),
    ):
        if value:
            rows = rows.filter(**{lookup: value})
    if wish.state == "open":
        rows = rows.filter(state__in=UNFINISHED)
    if wish.mine:
        rows = rows.filter(inspector=actor.person) if actor.person else rows.none()
    if wish.unit:
        rows = rows.filter(unit__path__startswith=one(Unit.objects.filter(actor.within(READ, "")), wish.unit).path)
    order = ("begin", "pk") if wish.state == "open" else ("-begin", "-pk")
    return rows.annotate(found=Count("findings")).order_by(*order)


def from_above(actor: Actor, permission: str) -> Q:
    """Return the filter for rows at whose unit a permission holds by a grant above it, or for the company."""
    found = Q(pk__in=[])
    for path in actor.paths(permission):
        found |= Q(unit__path__startswith=path) & (~Q(unit__path=path) | Q(unit__depth=1))
    return found


def sees_visitor(actor: Actor, row: Inspection) -> bool:
    """Tell whether an actor may know who carried an inspection out: of a mystery visit only those above the estate."""
    if row.kind != InspectionKind.MYSTERY or (actor.person is not None and actor.person.pk == row.inspector_id):
        return True
    path = str(row.unit.path)
    return any(path.startswith(up) and path != up for up in actor.paths(READ))


def plans_visible_to(actor: Actor) -> QuerySet[InspectionPlan]:
    """Return the plans that an actor may see; those that an estate is not to know of only from above it."""
    secret = Q(kind__in=(InspectionKind.FLYING, InspectionKind.MYSTERY))
    rows = InspectionPlan.objects.filter(
        actor.within(READ) & (~secret | from_above(actor, READ)), company=actor.company_id
    )
    return rows.select_related("unit", "sheet", "company").order_by("unit__path", "title", "pk")


def plan_visible_to(actor: Actor, key: str | UUID) -> InspectionPlan:
    """Return one of these.

    Raises:
        InspectionPlan.DoesNotExist: There is none.
    """
    return one(plans_visible_to(actor), key)


def findings_visible_to(actor: Actor) -> QuerySet[Finding]:
    """Return what was found on inspections that an actor may see and that were presented, the latest first."""
    seen = inspections_visible_to(actor).filter(state__in=SCORED)
    rows = Finding.objects.filter(actor.within(READ), inspection__in=seen.values("pk"))
    return rows.select_related("inspection", "unit", "order").order_by("-found_at", "pk")


def found_of_clauses(actor: Actor, *, since: datetime, until: datetime) -> dict[str, int]:
    """Return how often inspections of a stretch found something about a clause, by its key: one query.

    Args:
        actor: Who asks.
        since: Found from this moment on.
        until: Found before this moment.
    """
    rows = findings_visible_to(actor).filter(found_at__gte=since, found_at__lt=until).exclude(clause_key="")
    return dict(rows.order_by().values_list("clause_key").annotate(Count("pk")))


def finding_visible_to(actor: Actor, key: str | UUID) -> Finding:
    """Return one of these.

    Raises:
        Finding.DoesNotExist: There is none.
    """
    return one(findings_visible_to(actor), key)


def scores(actor: Actor, *, since: datetime, until: datetime, unit: Unit | None = None) -> tuple[ScoreRow, ...]:
    """Return what the inspections of a stretch came to, by their begin: one query.

    Args:
        actor: Who asks.
        since: Due from this moment on.
        until: Due before this moment.
        unit: Only of estates at or below it.
    """
    rows = inspections_visible_to(actor).filter(
        state__in=SCORED, total__isnull=False, begin__gte=since, begin__lt=until
    )
    if unit is not None:
        rows = rows.filter(unit__path__startswith=unit.path)
    return tuple(ScoreRow(row, Fraction(row.score["total"]), shares(row.score)) for row in rows.order_by("begin", "pk"))


def by_estate(found: Iterable[ScoreRow]) -> dict[Unit, list[ScoreRow]]:
    """Return scores by estate, in the order of the first of each."""
    rows: dict[Unit, list[ScoreRow]] = {}
    for each in found:
        rows.setdefault(each.inspection.unit, []).append(each)
    return rows


def estates_in(plan: InspectionPlan, chosen: Sequence[Unit]) -> Collection[Unit]:
    """Return the estates that a plan inspects now: those chosen, or all in use at or below its unit."""
    rows: QuerySet[Unit] = Unit.objects.filter(kind="estate", archived_at=None, path__startswith=plan.unit.path)
    if chosen:
        rows = rows.filter(pk__in=[unit.pk for unit in chosen])
    return list(rows.order_by("path"))
