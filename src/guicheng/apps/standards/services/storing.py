"""What was read of a document, stored."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from guicheng.apps.standards.models import (
    Document,
    DocumentClause,
    DocumentFinding,
    DocumentLeftOver,
    DocumentSection,
    DocumentState,
)
from guicheng.apps.standards.readings import place_json, reader_version
from guicheng.domain.manual import LeftOver
from guicheng.domain.manual.reading import ManualReading, ReadClause
from guicheng.domain.values import Severity


@transaction.atomic
def store_reading(*, document_id: int, reading: ManualReading) -> None:
    """Keep what was read of a document in place of what was kept before; repeated, it leaves the same rows."""
    document = Document.objects.select_for_update().filter(pk=document_id).first()
    if document is None:
        return
    document.sections.all().delete()
    document.leftovers.all().delete()
    sections = _store_sections(document, reading.clauses)
    clauses = _store_clauses(document, reading.clauses, sections)
    _store_findings(document, reading.clauses, clauses)
    _store_leftovers(document, reading.manual.leftovers)
    document.kind, document.reader = reading.manual.kind, reader_version()
    document.state, document.done, document.total = DocumentState.READ, len(clauses), len(clauses)
    document.refusal_text, document.refusal_fields = "", {}
    document.save()


def _store_sections(document: Document, reads: Sequence[ReadClause]) -> dict[int, DocumentSection]:
    """Store the sections that hold clauses; the answer is keyed by the identity of the section."""
    sections = list({id(read.section): read.section for read in reads}.values())
    rows = [
        DocumentSection(
            document=document,
            index=index,
            number=section.number[:100],
            title=section.title,
            level=section.level,
            path=list(section.path),
        )
        for index, section in enumerate(sections)
    ]
    DocumentSection.objects.bulk_create(rows, batch_size=200)
    return {id(section): row for section, row in zip(sections, rows, strict=True)}


def _store_clauses(
    document: Document, reads: Sequence[ReadClause], sections: dict[int, DocumentSection]
) -> list[DocumentClause]:
    rows = []
    for position, read in enumerate(reads):
        weights = [finding.severity for finding in read.findings]
        rows.append(
            DocumentClause(
                document=document,
                section=sections[id(read.section)],
                position=position,
                number=read.source.number[:100],
                text=read.source.text,
                place=place_json(read.source.place),
                elements=dict(read.source.elements),
                state=read.clause.state.value,
                errors=weights.count(Severity.ERROR),
                warnings=weights.count(Severity.WARNING),
                hints=weights.count(Severity.HINT),
            )
        )
    return DocumentClause.objects.bulk_create(rows, batch_size=200)


def _store_findings(document: Document, reads: Sequence[ReadClause], clauses: Sequence[DocumentClause]) -> None:
    rows = [
        DocumentFinding(clause=row, document=document, code=finding.code, severity=finding.severity.value)
        for row, read in zip(clauses, reads, strict=True)
        for finding in read.findings
    ]
    DocumentFinding.objects.bulk_create(rows, batch_size=500)


def _store_leftovers(document: Document, leftovers: Sequence[LeftOver]) -> None:
    rows = [
        DocumentLeftOver(
            document=document, index=index, text=each.text, reason=each.reason, place=place_json(each.place)
        )
        for index, each in enumerate(leftovers)
    ]
    DocumentLeftOver.objects.bulk_create(rows, batch_size=200)
