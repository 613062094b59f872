"""What stands beside drafts: what was imported into them, their clauses by key, and whom a comment can mention."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.organization.selectors import units_visible_to
from guicheng.apps.standards.models import (
    DraftClause,
    Standard,
    Thread,
)
from guicheng.apps.standards.selectors.people import holders_of


def importing_units(actor: Actor) -> QuerySet[Unit]:
    """Return the units into which an actor may import, in the order of the tree."""
    may = actor.within("documents.import", "") & actor.within("standards.edit", "")
    return units_visible_to(actor).filter(may, archived_at__isnull=True)


def clauses_by_key(standard: Standard, keys: Collection[UUID]) -> dict[UUID, DraftClause]:
    """Return clauses of a draft by key, those that are gone left out: one query."""
    return {clause.key: clause for clause in DraftClause.objects.filter(standard=standard, key__in=keys)}


def clauses_in_order(standards: Collection[Standard]) -> dict[int, list[DraftClause]]:
    """Return the clauses of drafts by the primary key of the standard, without reading any: one query."""
    found: dict[int, list[DraftClause]] = {standard.pk: [] for standard in standards}
    for clause in DraftClause.objects.filter(standard__in=found).order_by("position", "pk"):
        found[clause.standard_id].append(clause)
    return found


def mentionable(standard: Standard, *, count: int = 200) -> list[Person]:
    """Return whom a comment about a standard can mention, by name: those who can read its draft."""
    return list(holders_of(standard.unit, "standards.read").order_by("name", "pk")[:count])


def thread_counts(standard: Standard, clause_key: UUID | None = None) -> tuple[int, int]:
    """Return how many conversations are open and how many are resolved, about one clause or in all: one query."""
    rows = Thread.objects.filter(standard=standard)
    if clause_key is not None:
        rows = rows.filter(clause_key=clause_key)
    found = rows.aggregate(
        open=Count("pk", filter=Q(resolved_at__isnull=True)), resolved=Count("pk", filter=Q(resolved_at__isnull=False))
    )
    return found["open"], found["resolved"]
