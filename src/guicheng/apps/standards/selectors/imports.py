"""What an import would do, before it does it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import (
    ClauseKind,
    Document,
    DocumentClause,
    DocumentSection,
    DraftClause,
    ImportSource,
    Standard,
)
from guicheng.apps.standards.readings.importing import (
    Comparison,
    PlannedClause,
    SectionChoice,
    compare,
    planned_clauses,
)
from guicheng.apps.standards.selectors.earlier import EarlierImport, earlier_import

_PREFIX: Final = "BZ-"


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """What a section would become.

    Args:
        choice: As it was asked for.
        section: The section.
        title: Title of the standard.
        source: What was imported from the same section into the same unit, None for nothing: then a new standard is
            made.
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


def section_plans(
    document: Document, unit: Unit, choices: Sequence[SectionChoice], earlier: EarlierImport | None = None
) -> list[SectionPlan]:
    """Return what sections of a document would become in a unit; a section that is not there is passed over.

    Costs three queries whatever the number of standards that are compared, and those of ``earlier_import``.

    Args:
        document: The document, read.
        unit: Where the standards belong.
        choices: The sections.
        earlier: What ``earlier_import`` found for the unit, where it was asked already.
    """
    wanted = {index for choice in choices for index in (choice.index, *choice.more)}
    earlier = earlier or earlier_import(document, [unit], str(unit.key))
    rows = earlier.sections or DocumentSection.objects.filter(document=document)
    sections = {row.index: row for row in rows if row.index in wanted}
    clauses, sources = _clauses(document, wanted), earlier.sources
    known = {source.standard_id for index, source in sources.items() if index in wanted}
    drafts: dict[int, dict[UUID, DraftClause]] = {pk: {} for pk in known}
    for clause in DraftClause.objects.filter(standard__in=known):
        drafts[clause.standard_id][clause.key] = clause
    plans = []
    for choice in choices:
        indexes = [index for index in dict.fromkeys((choice.index, *choice.more)) if index in sections]
        if choice.index in sections:
            chosen = [(sections[index], clauses.get(index, [])) for index in indexes]
            plans.append(_plan(choice, chosen, sources, drafts))
    return plans


def _plan(
    choice: SectionChoice,
    chosen: Sequence[tuple[DocumentSection, Sequence[DocumentClause]]],
    sources: Mapping[int, ImportSource],
    drafts: Mapping[int, Mapping[UUID, DraftClause]],
) -> SectionPlan:
    section = chosen[0][0]
    own = section.title.replace("\0", "").strip()
    title = (choice.title.replace("\0", "").strip() or own or "—")[:120]
    source = None if choice.fresh else sources.get(section.index)
    if source is not None:
        from_first = any(row["kind"] == ClauseKind.HEADING and row["text"] == own for row in source.clauses)
    else:
        from_first = title != own[:120] and (len(chosen) > 1 or title in section.path)
    planned = tuple(planned_clauses(chosen, choice.clauses, from_first=from_first))
    comparison = None
    if source is not None:
        comparison = compare(source.clauses, planned, drafts[source.standard_id])
    return SectionPlan(choice, section, title, source, planned, comparison)


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
