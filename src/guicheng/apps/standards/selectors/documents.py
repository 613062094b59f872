"""What a browser may see of documents, with a constant number of queries a page."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Count, Min, Q, QuerySet, Sum

from guicheng.apps.standards.models import Document, DocumentClause, DocumentFile, DocumentFinding
from guicheng.apps.standards.readings import leftover_of, read_row
from guicheng.domain.clause import State
from guicheng.domain.clause.printer import echoes
from guicheng.domain.manual import LeftOver
from guicheng.domain.manual.reading import ReadClause
from guicheng.domain.values import Finding, Severity, Span

_COLUMNS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.HINT: "hints"}


@dataclass(frozen=True, slots=True)
class Counts:
    """Totals of a document; each number is the length of the list it leads to.

    Args:
        clauses: All clauses.
        leftovers: Texts that became no clause.
        states: Clauses in each state.
        severities: Clauses with a finding of each severity.
        codes: Clauses with a finding of each rule.
        findings: All findings.
    """

    clauses: int
    leftovers: int
    states: dict[str, int]
    severities: dict[str, int]
    codes: dict[str, int]
    findings: int


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section with its counts; ``first`` is the position of its first clause."""

    index: int
    number: str
    title: str
    level: int
    path: tuple[str, ...]
    clauses: int
    errors: int
    warnings: int
    unread: int
    first: int


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause as lists show it, its findings and echo read from the text just now."""

    position: int
    number: str
    text: str
    state: str
    section: int
    elements: dict[str, str]
    read: tuple[Span, ...]
    echo: tuple[str, ...]
    findings: tuple[Finding, ...]


def owner_digest(owner: str) -> str:
    """Return what stands in the table for a browser's key, "" for none."""
    return sha256(owner.encode()).hexdigest() if owner else ""


def documents_visible_to(owner: str) -> QuerySet[Document]:
    """Return the documents of a browser, newest first; none for one without a key."""
    return Document.objects.filter(owner=owner_digest(owner)).exclude(owner="").order_by("-received_at", "-pk")


def document_visible_to(owner: str, key: str) -> Document:
    """Return one document of a browser.

    Raises:
        Document.DoesNotExist: There is none with this key, or it belongs to another browser; both look alike.
    """
    try:
        found = uuid.UUID(key)
    except ValueError as error:
        raise Document.DoesNotExist from error
    return documents_visible_to(owner).get(key=found)


def bytes_of(document: Document) -> bytes:
    """Return the file of a document that was fetched for its owner; none of one that was refused."""
    return bytes(DocumentFile.objects.get(document=document).content)


def counts_of(document: Document) -> Counts:
    """Count a document's clauses and findings: four queries."""
    clauses = document.clauses
    by_severity = clauses.aggregate(
        **{severity.value: Count("pk", filter=Q(**{f"{column}__gt": 0})) for severity, column in _COLUMNS.items()},
    )
    states = dict(clauses.order_by().values_list("state").annotate(Count("pk")))
    found = DocumentFinding.objects.filter(document=document).order_by().values_list("code")
    rows = list(found.annotate(Count("clause", distinct=True), Count("pk")))
    return Counts(
        clauses=sum(states.values()),
        leftovers=document.leftovers.count(),
        states=states,
        severities=by_severity,
        codes={code: number for code, number, _all in rows},
        findings=sum(number for _code, _clauses, number in rows),
    )


def sections_of(document: Document) -> list[SectionRow]:
    """Return the sections that hold clauses, in order: one query."""
    rows = document.sections.annotate(
        count=Count("clauses"),
        found_errors=Sum("clauses__errors"),
        found_warnings=Sum("clauses__warnings"),
        unread=Count("clauses", filter=Q(clauses__state="unread")),
        first=Min("clauses__position"),
    ).order_by("index")
    return [
        SectionRow(
            index=row.index,
            number=row.number,
            title=row.title,
            level=row.level,
            path=tuple(row.path),
            clauses=row.count,
            errors=row.found_errors,
            warnings=row.found_warnings,
            unread=row.unread,
            first=row.first,
        )
        for row in rows
        if row.count
    ]


def clauses_of(
    document: Document,
    *,
    state: str = "",
    severity: str = "",
    code: str = "",
    section: int | None = None,
    words: str = "",
    start: int = 0,
    count: int = 100,
) -> tuple[list[ClauseRow], int]:
    """Return the clauses that fit, and how many fit in all: two queries.

    Args:
        document: A document that was read.
        state: Only clauses in this state; "" for all, as with the other filters.
        severity: Only clauses with a finding of this severity.
        code: Only clauses with a finding of this rule.
        section: Only clauses of the section with this index; None for all.
        words: Only clauses whose text or number holds these words, each of them.
        start: How many to pass over.
        count: How many to return at most.
    """
    found = _fitting(document, state=state, severity=severity, code=code, section=section, words=words)
    rows = found.select_related("section").order_by("position")[start : start + count]
    return [_clause_row(row) for row in rows], found.count()


def reads_of(
    document: Document, *, state: str = "", code: str = "", words: str = "", start: int = 0, count: int = 100
) -> tuple[list[ReadClause], int]:
    """Return the clauses that fit as domain values, and how many fit in all; see ``clauses_of`` for the filters."""
    found = _fitting(document, state=state, severity="", code=code, section=None, words=words)
    rows = found.select_related("section").order_by("position")[start : start + count]
    return [read_row(row) for row in rows], found.count()


def _fitting(
    document: Document, *, state: str, severity: str, code: str, section: int | None, words: str
) -> QuerySet[DocumentClause]:
    wanted = Q(document=document)
    if state in State._value2member_map_:
        wanted &= Q(state=state)
    if severity:
        wanted &= Q(**{f"{_COLUMNS[Severity(severity)]}__gt": 0})
    if section is not None:
        wanted &= Q(section__index=section)
    for word in words.replace("\0", "").split()[:8]:
        wanted &= Q(text__icontains=word) | Q(number__icontains=word)
    found = DocumentClause.objects.filter(wanted)
    if code:
        found = found.filter(
            pk__in=DocumentFinding.objects.filter(document=document, code=code.replace("\0", "")).values("clause")
        )
    return found


def _clause_row(row: DocumentClause) -> ClauseRow:
    read = read_row(row)
    bounds = (*read.clause.requirements, *read.clause.thresholds)
    return ClauseRow(
        position=row.position,
        number=row.number,
        text=row.text,
        state=row.state,
        section=row.section.index,
        elements=row.elements,
        read=tuple(bound.span for bound in bounds),
        echo=echoes(read.clause),
        findings=read.findings,
    )


def leftovers_of(document: Document) -> Sequence[LeftOver]:
    """Return the texts that became no clause, in order: one query."""
    return [leftover_of(row) for row in document.leftovers.all()]
