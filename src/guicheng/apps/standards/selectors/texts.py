"""Drafts as the texts that files, workbooks and exports hold."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import DraftClause, Standard, Suppression
from guicheng.apps.standards.readings.texts import text_of
from guicheng.apps.standards.selectors.fetching import standard_visible_to
from guicheng.apps.standards.selectors.system import items_of_all
from guicheng.domain.standard import StandardText


def standard_text(actor: Actor, key: str | UUID) -> StandardText:
    """Return the draft of a standard as a text.

    Args:
        actor: Who reads it.
        key: The standard.

    Raises:
        Standard.DoesNotExist: There is none that the actor may see.
    """
    return standard_texts([standard_visible_to(actor, key)])[0]


def standard_texts(standards: Sequence[Standard]) -> list[StandardText]:
    """Return the drafts of visible standards as texts, in their order: three queries.

    Args:
        standards: Standards that somebody fetched for the reader.
    """
    clauses: dict[int, list[DraftClause]] = {standard.pk: [] for standard in standards}
    suppressions: dict[int, list[Suppression]] = {standard.pk: [] for standard in standards}
    for clause in DraftClause.objects.filter(standard__in=clauses).order_by("position", "pk"):
        clauses[clause.standard_id].append(clause)
    for each in Suppression.objects.filter(standard__in=clauses).order_by("pk"):
        suppressions[each.standard_id].append(each)
    items = items_of_all(standards)
    return [
        text_of(each, clauses[each.pk], items=items[each.pk], suppressions=suppressions[each.pk]) for each in standards
    ]


def codes_taken(unit: Unit) -> frozenset[str]:
    """Return the codes that the standards of a unit's company have, in capitals."""
    codes = Standard.objects.filter(company__path=unit.company_path).values_list("code", flat=True)
    return frozenset(code.upper() for code in codes)
