"""What an import would do, before it does it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import Document, DocumentClause, DocumentSection, ImportSource, Standard
from guicheng.apps.standards.readings.importing import (
    Comparison,
    PlannedClause,
    SectionChoice,
    compare,
    planned_clauses,
)

_PREFIX: Final = "BZ-"


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """What a section would become.

    Args:
        choice: As it was asked for.
        section: The section.
        title: Title of the standard.
        source: What was imported from the same section of a file of the same name into the same unit, None for
            nothing: then a new standard is made.
        planned: Its clauses.
        comparison: What the newer file changes, None for a new standard.
    """

    choice: SectionChoice
    section: DocumentSection
    title: str
    source: ImportSource | None
    planned: tuple[PlannedClause, ...]
    comparison: Comparison | None

    @property
    def standard(self) -> Standard | None:
        """The standard that is changed, None for a new one."""
        return self.source.standard if self.source else None


def section_plans(document: Document, unit: Unit, choices: Sequence[SectionChoice]) -> list[SectionPlan]:
    """Return what sections of a document would become in a unit; a section that is not there is passed over.

    Costs three queries and one for each standard that is compared.
    """
    wanted = {index for choice in choices for index in (choice.index, *choice.more)}
    sections = {row.index: row for row in DocumentSection.objects.filter(document=document, index__in=wanted)}
    clauses = _clauses(document, wanted)
    sources = {
        source.section: source
        for source in ImportSource.objects.filter(
            standard__unit=unit, file_name=document.name, standard__archived_at__isnull=True
        ).select_related("standard__unit")
    }
    plans = []
    for choice in choices:
        indexes = [index for index in dict.fromkeys((choice.index, *choice.more)) if index in sections]
        if choice.index in sections:
            chosen = [(sections[index], clauses.get(index, [])) for index in indexes]
            planned = tuple(planned_clauses(chosen, choice.clauses))
            plans.append(_plan(choice, sections[choice.index], planned, sources))
    return plans


def _plan(
    choice: SectionChoice,
    section: DocumentSection,
    planned: tuple[PlannedClause, ...],
    sources: dict[str, ImportSource],
) -> SectionPlan:
    title = (choice.title.replace("\0", "").strip() or section.title.replace("\0", "").strip() or "—")[:120]
    source = sources.get(section_name(section))
    comparison = None
    if source is not None:
        draft = {clause.key: clause for clause in source.standard.clauses.all()}
        comparison = compare(source.clauses, planned, draft)
    return SectionPlan(choice, section, title, source, planned, comparison)


def section_name(section: DocumentSection) -> str:
    """Return what a section is known by in another version of its file: its title below those above it."""
    return " / ".join([*(str(title) for title in section.path), section.title]).replace("\0", "")


def _clauses(document: Document, indexes: Collection[int]) -> dict[int, list[DocumentClause]]:
    rows = DocumentClause.objects.filter(document=document, section__index__in=indexes).select_related("section")
    found: dict[int, list[DocumentClause]] = {}
    for row in rows.order_by("position"):
        found.setdefault(row.section.index, []).append(row)
    return found


def next_code(company_id: int) -> str:
    """Return a code that no standard of a company has."""
    codes = Standard.objects.filter(company_id=company_id, code__startswith=_PREFIX).values_list("code", flat=True)
    numbers = [int(match[1]) for code in codes if (match := re.fullmatch(rf"{_PREFIX}(\d{{1,9}})", code))]
    return f"{_PREFIX}{max(numbers, default=0) + 1:02}"
