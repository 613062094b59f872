"""What a figure opens into: exactly the occurrences that it counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from guicheng.apps.assessment.models import Counted
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.domain.attainment import Outcome

READ: Final = "attainment.read"
_COUNTED: Final = (Outcome.KEPT.value, Outcome.LATE.value, Outcome.MISSED.value, Outcome.NO_EVIDENCE.value)


def occurrences(
    actor: Actor,
    *,
    month: str,
    unit: Unit | None = None,
    clause_key: UUID | None = None,
    post: str | None = None,
    outcome: str | None = None,
    grade: str | None = None,
    reason: str | None = None,
    version: int | None = None,
) -> QuerySet[Counted]:
    """Return exactly the occurrences that a figure counts, in order of their begin.

    Args:
        actor: Who asks.
        month: Which month.
        unit: Only of this estate.
        clause_key: Only of this clause.
        post: Only of this post, "" for none.
        outcome: Only with this ``Outcome``; "due" for all that were due, "counted" for those that the share is of.
        grade: Only with evidence of this grade, "" for none.
        reason: Only with this reason, "" for none.
        version: As a sealed version had them; None for the present count.
    """
    rows = asked(actor, month, None if unit is None else [unit], version, clause_key)
    if outcome == "due":
        rows = rows.exclude(outcome=Outcome.PENDING.value)
    elif outcome == "counted":
        rows = rows.filter(outcome__in=_COUNTED)
    elif outcome:
        rows = rows.filter(outcome=outcome)
    for name, value in (("post", post), ("grade", grade), ("reason", reason)):
        if value is not None:
            rows = rows.filter(**{name: value})
    return rows.select_related("promise__edition", "unit").order_by("begin", "occurrence", "pk")


def asked(
    actor: Actor, month: str, units: Sequence[Unit] | None, version: int | None, clause_key: UUID | None
) -> QuerySet[Counted]:
    """Return the occurrences of a month within an actor's reach, at some estates, of a clause, in a version."""
    rows = Counted.objects.filter(actor.within(READ), in_version(version), month=month)
    if units is not None:
        rows = rows.filter(unit__in=[unit.pk for unit in units])
    return rows if clause_key is None else rows.filter(clause_key=clause_key)


def in_version(version: int | None) -> Q:
    """Return the filter for the occurrences of a sealed version; None for the present count."""
    if not version:
        return Q(live=True)
    return Q(sealed_from__lte=version) & (Q(sealed_to=None) | Q(sealed_to__gte=version))
