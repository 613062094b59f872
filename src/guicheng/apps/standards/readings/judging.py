"""A clause of a draft with all that people said about it, in a constant number of queries for many clauses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.db.models import Q

from guicheng.apps.standards.models import BaselineFinding, Confirmation, DraftClause, Suppression
from guicheng.apps.standards.readings.clauses import TextReading, digest_of, read_text
from guicheng.apps.standards.readings.sorting import ClauseFindings, sort_findings
from guicheng.apps.standards.readings.words import CompanyWords
from guicheng.domain.values import Severity, Span


@dataclass(frozen=True, slots=True)
class Notes:
    """What people noted about clauses, by the key of the clause."""

    suppressions: dict[UUID, list[Suppression]] = field(default_factory=dict)
    baseline: dict[UUID, set[str]] = field(default_factory=dict)
    confirmations: dict[UUID, list[Confirmation]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EchoRow:
    """One requirement as it was understood.

    Args:
        echo: Its printed form; "" for a clause that promises something an eye can check.
        span: Where it stands in the text as written.
        confirmed_by: Name of who confirmed it, "" for nobody.
        confirmed_at: When.
    """

    echo: str
    span: Span
    confirmed_by: str = ""
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A clause as it is read now, with its findings sorted and its readings confirmed or not."""

    reading: TextReading
    findings: ClauseFindings
    echo: tuple[EchoRow, ...]


def notes_of(standard_ids: int | Collection[int], keys: Sequence[UUID] | None = None) -> Notes:
    """Return what people noted about the clauses of a standard, or of several: three queries.

    Args:
        standard_ids: The standard, or those.
        keys: Only these clauses; None for all.
    """
    wanted = Q(standard_id__in=[standard_ids] if isinstance(standard_ids, int) else standard_ids)
    if keys is not None:
        wanted &= Q(clause_key__in=keys)
    suppressions: defaultdict[UUID, list[Suppression]] = defaultdict(list)
    for suppression in Suppression.objects.filter(wanted).select_related("author").order_by("pk"):
        suppressions[suppression.clause_key].append(suppression)
    baseline: defaultdict[UUID, set[str]] = defaultdict(set)
    for key, fingerprint in BaselineFinding.objects.filter(wanted).values_list("clause_key", "fingerprint"):
        baseline[key].add(fingerprint)
    confirmations: defaultdict[UUID, list[Confirmation]] = defaultdict(list)
    for confirmation in Confirmation.objects.filter(wanted).select_related("by").order_by("pk"):
        confirmations[confirmation.clause_key].append(confirmation)
    return Notes(suppressions, baseline, confirmations)


def mark_of(digest: str, echo: str) -> str:
    """Return what names a reading of a text."""
    return sha256(f"{digest}\0{echo}".encode("utf-8", "surrogatepass")).hexdigest()


def read_clause(clause: DraftClause, words: CompanyWords) -> TextReading:
    """Read a clause by the words of its company; nothing derived is used."""
    return read_text(
        clause.text,
        words,
        kind=clause.kind,
        number=clause.number,
        elements=clause.elements if clause.elements else None,
    )


def judge(
    clause: DraftClause, words: CompanyWords, notes: Notes, day: date, reading: TextReading | None = None
) -> Judgement:
    """Read a clause and set what people noted about it beside the reading.

    Args:
        clause: The clause; its text is read, nothing derived is used.
        words: The words of its company.
        notes: What people noted, at least about this clause.
        day: The day on which suppressions must not be over.
        reading: What ``read_clause`` returned, where it was called already.
    """
    reading = reading or read_clause(clause, words)
    findings = sort_findings(
        clause.text,
        reading.findings,
        suppressions=notes.suppressions.get(clause.key, ()),
        baseline=notes.baseline.get(clause.key, ()),
        day=day,
    )
    return Judgement(reading, findings, _echo_rows(clause, reading, notes.confirmations.get(clause.key, ())))


def _echo_rows(clause: DraftClause, reading: TextReading, confirmations: Sequence[Confirmation]) -> tuple[EchoRow, ...]:
    digest = digest_of(clause.text)
    given = {each.echo: each for each in confirmations if each.digest == digest}
    said = [(echo, bound.span) for echo, bound in zip(reading.echo, reading.clause.requirements, strict=True)]
    if reading.clause.state == "behaviour":
        said = [("", Span(0, len(clause.text)))]
    rows = []
    for echo, span in said:
        found = given.get(echo)
        rows.append(EchoRow(echo, span, found.by.name, found.at) if found else EchoRow(echo, span))
    return tuple(rows)


def settle(clause: DraftClause, judgement: Judgement) -> DraftClause:
    """Write what is derived onto the row, without saving it."""
    findings, speaking = judgement.findings, (*judgement.findings.standing, *judgement.findings.notices)
    clause.state = judgement.reading.clause.state.value
    clause.errors = findings.count(Severity.ERROR)
    clause.warnings = findings.count(Severity.WARNING)
    clause.hints = findings.count(Severity.HINT)
    clause.quieted = len(findings.suppressed) + len(findings.baselined)
    clause.requirements = len(judgement.echo)
    clause.confirmed = sum(row.confirmed_at is not None for row in judgement.echo)
    clause.codes = f" {' '.join(sorted({each.code for each in speaking}))} " if speaking else ""
    clause.digest = digest_of(clause.text)
    return clause


#: The columns that ``settle`` writes.
DERIVED = (
    "state",
    "errors",
    "warnings",
    "hints",
    "quieted",
    "requirements",
    "confirmed",
    "codes",
    "digest",
)
