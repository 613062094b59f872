"""Drafts as the texts that files, workbooks and exports hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import DraftClause, Edition, EditionClause, Standard, Suppression
from guicheng.apps.standards.readings.texts import text_of
from guicheng.apps.standards.selectors.clauses import DraftRow
from guicheng.apps.standards.selectors.fetching import published_for, standard_visible_to
from guicheng.apps.standards.selectors.system import holding_at
from guicheng.apps.standards.selectors.unit_paths import held_of_all
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
    held = held_of_all(standards)
    return [
        text_of(
            each,
            clauses[each.pk],
            items=held[each.pk].items,
            unit_path=held[each.pk].unit_path,
            suppressions=suppressions[each.pk],
        )
        for each in standards
    ]


def codes_taken(unit: Unit) -> frozenset[str]:
    """Return the codes that the standards of a unit's company have, in capitals."""
    codes = Standard.objects.filter(company__path=unit.company_path).values_list("code", flat=True)
    return frozenset(code.upper() for code in codes)


def texts_of_rows(drafts: Sequence[tuple[Standard, Sequence[DraftRow]]]) -> list[StandardText]:
    """Return drafts as texts whose clauses were read already: one query.

    Args:
        drafts: Visible standards, each with its clauses in order.
    """
    held = held_of_all([standard for standard, _rows in drafts])
    return [
        text_of(
            standard,
            [row.clause for row in rows],
            items=held[standard.pk].items,
            unit_path=held[standard.pk].unit_path,
            suppressions=[each for row in rows for each in row.accepted],
        )
        for standard, rows in drafts
    ]


def edition_text(edition: Edition, clauses: Sequence[EditionClause]) -> StandardText:
    """Return an edition as a text, with what its standard covers today, which no edition keeps: one query.

    Args:
        edition: The edition, with its standard.
        clauses: Its clauses, in order.
    """
    standard = edition.standard
    held = held_of_all([standard])[standard.pk]
    text = text_of(standard, clauses, items=held.items, unit_path=held.unit_path)
    grades = tuple(edition.grades or ())
    return replace(text, code=edition.code, title=edition.title, domain=edition.category, grades=grades)


@dataclass(frozen=True, slots=True)
class Holding:
    """A standard or a process that holds at a unit, or that is drafted to.

    Args:
        title: Its title.
        readable: Whether its draft is within the actor's reach, and not only what is published of it.
    """

    title: str
    readable: bool


def codes_holding_at(actor: Actor, unit: Unit) -> dict[str, Holding]:
    """Return the standards at a unit and those above it that the actor may see, by code: one query.

    The nearest come first. What other units have is not told: nobody learns of it here.

    Args:
        actor: Who asks.
        unit: A visible unit.
    """
    rows = Standard.objects.filter(holding_at(unit, archived=True))
    seen = actor.within("standards.read") | (published_for(actor) & Q(editions__isnull=False))
    found = rows.filter(seen).order_by("-unit__path", "code").values_list("code", "title", "unit__path").distinct()
    reach = actor.paths("standards.read")
    return {code: Holding(title, any(path.startswith(held) for held in reach)) for code, title, path in found}
