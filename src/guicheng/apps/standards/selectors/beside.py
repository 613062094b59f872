"""What stands beside drafts: what was imported into them, their clauses by key, and whom a comment can mention."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.organization.selectors import units_visible_to
from guicheng.apps.standards.models import (
    ClauseKind,
    Document,
    DocumentSection,
    DraftClause,
    ImportSource,
    Standard,
    Thread,
)
from guicheng.apps.standards.selectors.imports import section_name
from guicheng.apps.standards.selectors.people import holders_of


def importing_units(actor: Actor) -> QuerySet[Unit]:
    """Return the units into which an actor may import, in the order of the tree."""
    may = actor.within("documents.import", "") & actor.within("standards.edit", "")
    return units_visible_to(actor).filter(may, archived_at__isnull=True)


@dataclass(frozen=True, slots=True)
class EarlierImport:
    """What sections of a file of this name became before, in one unit.

    Args:
        unit: The unit that was asked for, else the one of the last import, else the first; None where there is none.
        standards: The standard of a section, by index.
        parts: Sections that were taken into the standard of one above them, under their title as a heading.
    """

    unit: Unit | None
    standards: dict[int, Standard] = field(default_factory=dict)
    parts: frozenset[int] = frozenset()


def earlier_import(document: Document, units: Sequence[Unit], wanted: str = "") -> EarlierImport:
    """Return which sections of a document are in standards of a unit already: two queries.

    A section counts by its title in a file of this name, so that a newer file finds what the older one became.

    Args:
        document: The document, read.
        units: Units into which it may be imported.
        wanted: Key of the one that was chosen, "" for none.
    """
    rows = ImportSource.objects.filter(
        standard__unit__in=units, file_name=document.name, standard__archived_at__isnull=True
    )
    found = list(rows.select_related("standard__unit").order_by("-imported_at", "-pk"))
    offered = [source.standard.unit for source in found[:1]] or list(units[:1])
    unit = next((unit for unit in units if str(unit.key) == wanted), offered[0] if offered else None)
    sources = {source.section: source for source in reversed(found) if source.standard.unit == unit}
    return _matched(document, unit, sources) if sources else EarlierImport(unit)


def _matched(document: Document, unit: Unit | None, sources: Mapping[str, ImportSource]) -> EarlierImport:
    standards: dict[int, Standard] = {}
    parts: set[int] = set()
    headings: set[str] = set()
    for section in DocumentSection.objects.filter(document=document).order_by("index"):
        source = sources.get(section_name(section))
        if source is not None:
            standards[section.index] = source.standard
            headings = {row["text"] for row in source.clauses if row["kind"] == ClauseKind.HEADING}
        elif section.title.replace("\0", "").strip() in headings:
            parts.add(section.index)
    return EarlierImport(unit, standards, frozenset(parts))


def clauses_by_key(standard: Standard, keys: Collection[UUID]) -> dict[UUID, DraftClause]:
    """Return clauses of a draft by key, those that are gone left out: one query."""
    return {clause.key: clause for clause in DraftClause.objects.filter(standard=standard, key__in=keys)}


def clauses_in_order(standard: Standard) -> QuerySet[DraftClause]:
    """Return the clauses of a draft as they are written, without reading any: one query."""
    return DraftClause.objects.filter(standard=standard).order_by("position", "pk")


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
