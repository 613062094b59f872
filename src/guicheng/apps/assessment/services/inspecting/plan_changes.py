"""A plan of inspections is changed from tomorrow on; what is due already, and what was begun, stays as it was."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import get_default_timezone, localdate

from guicheng.apps.assessment.models import InspectionPlan, InspectionState
from guicheng.apps.assessment.selectors.inspections import INDEPENDENT, PLAN, plan_visible_to
from guicheng.apps.assessment.services.inspecting.access import note
from guicheng.apps.assessment.services.inspecting.generating import make_inspections
from guicheng.apps.assessment.services.inspecting.plans import PlanAsked, keep_wanted
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import NotAsWantedError, permit
from guicheng.domain.values.message import _


@transaction.atomic
def change_plan(*, actor: Actor, key: str | UUID, asked: PlanAsked, at: datetime) -> InspectionPlan:
    """Change what a plan inspects, how often and by whom.

    Inspections of the days to come that nobody began are made anew by what is wanted now. Unit and kind stay: they say
    who may know of a plan, and that is not to change under those who know of it.

    Args:
        actor: Who plans; needs ``inspections.plan`` where the plan stands.
        key: The plan.
        asked: All that is wanted of it now; ``begins_on`` is not looked at.
        at: Now, with time zone.

    Raises:
        InspectionPlan.DoesNotExist: There is none within reach.
        NotAllowedError: The actor does not plan there.
        NotAsWantedError: The plan ended, its unit or kind would change, or a value cannot be what it is.
    """
    seen = plan_visible_to(actor, key)
    where = seen.company if seen.kind in INDEPENDENT else seen.unit
    permit(actor, PLAN, where)
    row = InspectionPlan.objects.select_for_update(of=("self",)).select_related("unit", "company").get(pk=seen.pk)
    if row.ended_at is not None:
        raise NotAsWantedError(_("The plan has ended. Write another one."), field="act")
    if asked.kind != row.kind or asked.unit != str(row.unit.key):
        raise NotAsWantedError(
            _("Where and of which kind a plan inspects stays. End it and write another one."), field="kind"
        )
    before = _told(row)
    keep_wanted(row, actor, asked, date.fromisoformat(row.rule["first"]))
    if (after := _told(row)) != before:
        tomorrow = datetime.combine(localdate(at) + timedelta(days=1), time.min, tzinfo=get_default_timezone())
        row.inspections.filter(state=InspectionState.PLANNED, begin__gte=tomorrow).delete()
        row.number, row.starts_at = row.number + 1, max(row.starts_at, tomorrow)
        row.save(update_fields=["number", "starts_at"])
        note(
            where, "change_inspection_plan", actor, at,
            subject="inspection_plan", key=row.key, label=row.title, before=before, after=after,
        )  # fmt: skip
        make_inspections([row], at=at)
    return row


def _told(row: InspectionPlan) -> dict[str, Any]:
    return {
        "title": row.title,
        "sheet": row.sheet.title,
        "rule": row.rule,
        "estates": sorted(row.estates.values_list("name", flat=True)),
        "inspectors": sorted(row.inspectors.values_list("name", flat=True)),
        "standards": row.standards,
        "domains": row.domains,
        "sampled": row.sampled,
        "margin": row.margin,
        "confidence": row.level,
    }
