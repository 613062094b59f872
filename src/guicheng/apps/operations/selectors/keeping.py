"""Days that content is kept, holds, and reports of purges."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from guicheng.apps.operations.models import EvidenceHold, PurgeReport, RetentionRule
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors import one
from guicheng.domain.evidence import Retention
from guicheng.domain.evidence.kinds import DAYS_KEPT


def days_kept(company_id: int) -> dict[Retention, int]:
    """Return for how many days each class is kept: one query."""
    rules = dict(RetentionRule.objects.filter(company=company_id).values_list("retention", "days"))
    return {each: rules.get(each.value, DAYS_KEPT[each]) for each in Retention}


def held_occurrences(company_id: int) -> QuerySet[EvidenceHold, str]:
    """Return the ids of tasks of which nothing is purged."""
    rows = EvidenceHold.objects.filter(company=company_id, lifted_at__isnull=True)
    return rows.order_by().values_list("occurrence", flat=True).distinct()


def holds_visible_to(actor: Actor) -> QuerySet[EvidenceHold]:
    """Return the holds of the units where an actor reads evidence, lifted ones too, the newest first."""
    rows = EvidenceHold.objects.filter(actor.within("evidence.read"), company=actor.company_id)
    return rows.select_related("unit", "placed_by", "lifted_by")


def hold_visible_to(actor: Actor, key: str | UUID) -> EvidenceHold:
    """Return one of these.

    Raises:
        EvidenceHold.DoesNotExist: There is none.
    """
    return one(holds_visible_to(actor), key)


def purges_visible_to(actor: Actor) -> QuerySet[PurgeReport]:
    """Return the reports of the actor's company, for whoever reads evidence of all of it; the newest first."""
    company = PurgeReport.objects.filter(company=actor.company_id)
    return company.filter(Q(actor.within("evidence.read", "company")))
