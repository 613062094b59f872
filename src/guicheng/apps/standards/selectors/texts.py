"""Drafts as the texts that files, workbooks and exports hold."""

from __future__ import annotations

from uuid import UUID

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import DraftClause, Standard, Suppression
from guicheng.apps.standards.readings.texts import text_of
from guicheng.apps.standards.selectors.fetching import standard_visible_to
from guicheng.apps.standards.selectors.system import items_of
from guicheng.domain.standard import StandardText


def standard_text(actor: Actor, key: str | UUID) -> StandardText:
    """Return the draft of a standard as a text.

    Args:
        actor: Who reads it.
        key: The standard.

    Raises:
        Standard.DoesNotExist: There is none that the actor may see.
    """
    standard = standard_visible_to(actor, key)
    clauses = DraftClause.objects.filter(standard=standard).order_by("position", "pk")
    suppressions = Suppression.objects.filter(standard=standard).order_by("pk")
    return text_of(standard, clauses, items=items_of(standard), suppressions=suppressions)


def codes_taken(unit: Unit) -> frozenset[str]:
    """Return the codes that the standards of a unit's company have, in capitals."""
    codes = Standard.objects.filter(company__path=unit.company_path).values_list("code", flat=True)
    return frozenset(code.upper() for code in codes)
