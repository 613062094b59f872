"""Inspections of the next days come to be as rows; making them again changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import get_default_timezone

from guicheng.apps.assessment.models import Inspection, InspectionKind, InspectionPlan
from guicheng.apps.assessment.selectors.inspections import INDEPENDENT, estates_in
from guicheng.apps.assessment.selectors.inspectors import people_of
from guicheng.apps.notices.services import tell
from guicheng.apps.organization.models import Person, Unit
from guicheng.domain.values.message import _
from guicheng.domain.worktime.occurrence import occurrences
from guicheng.domain.worktime.rule_json import rule_of

#: So far ahead planned inspections are shown.
AHEAD: Final = timedelta(days=14)
#: News of these goes to no group of the estate.
SECRET: Final = frozenset({InspectionKind.FLYING, InspectionKind.MYSTERY})
_BATCH: Final = 500


def plan_inspections(*, at: datetime) -> int:
    """Make what all plans plan for the next days; called every hour.

    Args:
        at: Now, with time zone.

    Returns:
        How many were made.
    """
    plans = InspectionPlan.objects.filter(Q(ended_at=None) | Q(ended_at__gt=at), starts_at__lt=at + AHEAD)
    return make_inspections(plans.select_related("unit", "company").order_by("pk"), at=at)


@transaction.atomic
def make_inspections(plans: Iterable[InspectionPlan], *, at: datetime) -> int:
    """Make what some plans plan for the next days, and tell inspectors of what they are given.

    Args:
        plans: With their units.
        at: Now, with time zone.

    Returns:
        How many were made.
    """
    made = 0
    for plan in plans:
        rows = _rows_of(plan, at)
        there = set(
            Inspection.objects.filter(occurrence__in=[row.occurrence for row in rows]).values_list(
                "occurrence", flat=True
            )
        )
        new = [row for row in rows if row.occurrence not in there]
        Inspection.objects.bulk_create(new, batch_size=_BATCH, ignore_conflicts=True)
        for row in new:
            if row.inspector is not None:
                tell_inspector(row, row.inspector, at)
        made += len(new)
    return made


def tell_inspector(row: Inspection, person: Person, at: datetime) -> None:
    """Tell somebody of an inspection that is theirs."""
    tell(
        [person],
        kind="inspection-work",
        unit=row.company if row.kind in SECRET else row.unit,
        title=_("Inspection “{title}” at {unit} was given to you", title=row.title, unit=row.unit.name),
        path=f"/inspections/{row.key}/",
        at=at,
        key=f"inspection:{row.key}:given:{person.key}",
    )


def _rows_of(plan: InspectionPlan, at: datetime) -> list[Inspection]:
    zone = get_default_timezone()
    here = at.astimezone(zone).replace(tzinfo=None)
    version = f"inspection:{plan.key}:{plan.number}"
    rule = rule_of(plan.rule, version)
    people = list(plan.inspectors.filter(is_active=True).order_by("pk"))
    # What began earlier and lasts still belongs to a plan that was written in its middle.
    since = max(here - timedelta(minutes=rule.slots[0].length), plan.starts_at.astimezone(zone).replace(tzinfo=None))
    rows = []
    for number, estate in enumerate(estates_in(plan, list(plan.estates.all()))):
        inside = people_of(estate) if plan.kind in INDEPENDENT else set()
        able = [person for person in people if person.pk not in inside]
        for place, due in enumerate(occurrences(rule, str(estate.key), since, here + AHEAD)):
            begin, end = due.begin.replace(tzinfo=zone), due.end.replace(tzinfo=zone)
            turn = due.begin.toordinal() + number + place
            rows.append(_row(plan, estate, (begin, end), due.id, _turn(able, turn)))
    return rows


def _turn(people: Sequence[Person], turn: int) -> Person | None:
    return people[turn % len(people)] if people else None


def _row(
    plan: InspectionPlan, estate: Unit, stretch: tuple[datetime, datetime], name: str, person: Person | None
) -> Inspection:
    return Inspection(
        company_id=plan.company_id,
        plan=plan,
        unit=estate,
        kind=plan.kind,
        title=plan.title,
        occurrence=name,
        begin=stretch[0],
        end=stretch[1],
        inspector=person,
    )
