"""The clauses of a draft as pages show them, read from the text just now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce

from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.models import ClauseKind, DraftClause, Presence, Standard, Suppression, Thread
from guicheng.apps.standards.readings import (
    ClauseFindings,
    CompanyWords,
    EchoRow,
    Notes,
    TextReading,
    company_words,
    judge,
    notes_of,
    read_text,
)
from guicheng.apps.standards.selectors.fetching import standard_visible_to
from guicheng.domain.clause import State
from guicheng.domain.values import Span

#: How long a person who gave no sign counts as being in a draft.
PRESENT: Final = timedelta(seconds=60)
_COLUMNS: Final = {"error": "errors", "warning": "warnings", "hint": "hints"}


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A clause of a draft.

    Args:
        clause: The row.
        read: Places that were read as a bound or a threshold.
        echo: What was understood, each with who confirmed it.
        findings: What the rules say, sorted.
        open_threads: Conversations about it that are not resolved.
        filled: The text with its named parameters filled in.
        parameters: Names of those parameters.
        accepted: Findings that people accepted in it, whether they are there or not.
    """

    clause: DraftClause
    read: tuple[Span, ...]
    echo: tuple[EchoRow, ...]
    findings: ClauseFindings
    open_threads: int
    filled: str
    parameters: frozenset[str]
    accepted: tuple[Suppression, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftCounts:
    """Totals of a draft; each number is the length of the list it leads to.

    Args:
        clauses: Clauses, without headings and notes.
        rows: All rows.
        states: Clauses and notes in each state.
        severities: Rows with a standing finding of each severity.
        requirements: Readings in all.
        confirmed: Readings that a person confirmed.
        quieted: Findings that are suppressed or were there at the import.
    """

    clauses: int
    rows: int
    states: dict[str, int]
    severities: dict[str, int]
    requirements: int
    confirmed: int
    quieted: int


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A heading of a draft, with the clauses below it up to the next heading and their errors."""

    key: UUID
    number: str
    text: str
    level: int
    clauses: int
    errors: int


def draft_clauses(
    standard: Standard,
    *,
    day: date,
    state: str = "",
    severity: str = "",
    code: str = "",
    words: str = "",
    unconfirmed: bool = False,
    start: int = 0,
    count: int = 200,
) -> tuple[list[DraftRow], int]:
    """Return the clauses that fit, in order, and how many fit in all: five queries, whatever their number.

    Args:
        standard: A visible standard.
        day: The day for which suppressions hold or are over.
        state: Only clauses in this state; "" for all, as with the other filters.
        severity: Only clauses with a standing finding of this severity.
        code: Only clauses with a standing finding of this rule.
        words: Only clauses whose text or number holds these words, each of them.
        unconfirmed: Only clauses with a reading that nobody confirmed.
        start: How many to pass over.
        count: How many to return at most.
    """
    rows = _fitting(standard, state=state, severity=severity, code=code, words=words)
    if unconfirmed:
        rows = rows.filter(confirmed__lt=F("requirements"))
    # Counted once, beside the rows; a window would carry all of them along.
    fitting = Subquery(rows.order_by().values("standard").annotate(number=Count("pk")).values("number"))
    counted = rows.annotate(fitting=fitting, talks=_talks()).order_by("position", "pk")
    found = list(counted[start : start + count])
    # Past the end no row tells how many there are.
    total = found[0].fitting if found else rows.count() if start else 0
    talked: dict[UUID | None, int] = {row.key: row.talks for row in found}
    return _rows_of(standard, found, talked, day), total


def _talks() -> Coalesce:
    """Return how many conversations about a clause are open, as a column."""
    threads = Thread.objects.filter(standard=OuterRef("standard"), clause_key=OuterRef("key"), resolved_at__isnull=True)
    counted = threads.order_by().values("clause_key").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def draft_rows(standard: Standard, clauses: Sequence[DraftClause], *, day: date) -> list[DraftRow]:
    """Return clauses of one standard as pages show them: five queries."""
    keys = [clause.key for clause in clauses]
    threads = Thread.objects.filter(standard=standard, clause_key__in=keys, resolved_at__isnull=True)
    talked = dict(threads.order_by().values_list("clause_key").annotate(Count("pk")))
    return _rows_of(standard, clauses, talked, day)


def _rows_of(
    standard: Standard, clauses: Sequence[DraftClause], talked: Mapping[UUID | None, int], day: date
) -> list[DraftRow]:
    words, notes = company_words(standard.company_id), notes_of(standard.pk, [clause.key for clause in clauses])
    return [_row(clause, words, notes, talked, day) for clause in clauses]


def clauses_of_drafts(standards: Sequence[Standard], *, day: date) -> dict[int, list[DraftRow]]:
    """Return all clauses of several drafts by the primary key of the standard: six queries for one company.

    Args:
        standards: Visible standards.
        day: The day for which suppressions hold or are over.
    """
    ids = [standard.pk for standard in standards]
    words = {company: company_words(company) for company in {standard.company_id for standard in standards}}
    notes = notes_of(ids)
    found: dict[int, list[DraftRow]] = {pk: [] for pk in ids}
    own = {standard.pk: words[standard.company_id] for standard in standards}
    for clause in DraftClause.objects.filter(standard__in=ids).annotate(talks=_talks()).order_by("position", "pk"):
        pk = clause.standard_id
        found[pk].append(_row(clause, own[pk], notes, {clause.key: clause.talks}, day))
    return found


def draft_row(clause: DraftClause, *, day: date) -> DraftRow:
    """Return one clause as pages show it."""
    return draft_rows(clause.standard, [clause], day=day)[0]


def read_draft(
    actor: Actor,
    standard_key: str | UUID,
    text: str,
    *,
    kind: str = ClauseKind.CLAUSE,
    elements: Mapping[str, str] | None = None,
) -> TextReading:
    """Read a text that is not saved yet by the words of a standard's company.

    Raises:
        Standard.DoesNotExist: The standard is not within reach.
    """
    standard = standard_visible_to(actor, standard_key)
    return read_text(text, company_words(standard.company_id), kind=kind, elements=elements)


def counts_of_draft(standard: Standard) -> DraftCounts:
    """Count the clauses of a draft: one query."""
    found = standard.clauses.order_by().aggregate(
        rows=Count("pk"),
        clauses=Count("pk", filter=Q(kind=ClauseKind.CLAUSE)),
        requirements=Sum("requirements", default=0),
        confirmed=Sum("confirmed", default=0),
        quieted=Sum("quieted", default=0),
        **{name: Count("pk", filter=Q(**{f"{column}__gt": 0})) for name, column in _COLUMNS.items()},
        **{f"in_{state}": Count("pk", filter=Q(state=state) & ~Q(kind=ClauseKind.HEADING)) for state in State},
    )
    return DraftCounts(
        clauses=found["clauses"],
        rows=found["rows"],
        states={state.value: found[f"in_{state}"] for state in State if found[f"in_{state}"]},
        severities={name: found[name] for name in _COLUMNS},
        requirements=found["requirements"],
        confirmed=found["confirmed"],
        quieted=found["quieted"],
    )


def outline_of(standard: Standard) -> list[HeadingRow]:
    """Return the headings of a draft in order: one query."""
    headings: list[tuple[UUID, str, str, int]] = []
    clauses: list[int] = []
    errors: list[int] = []
    rows = standard.clauses.order_by("position", "pk")
    # Thousands of clauses are only counted, so their texts stay where they are.
    own = {name: Case(When(kind=ClauseKind.HEADING, then=F(name)), default=None) for name in ("key", "number", "text")}
    listed = rows.values_list("kind", "errors", own["key"], own["number"], own["text"], "level")
    for kind, wrong, key, number, text, level in listed.iterator(chunk_size=2000):
        if kind == ClauseKind.HEADING:
            headings.append((key, number, text, level))
            clauses.append(0)
            errors.append(wrong)
        elif headings:
            clauses[-1] += kind == ClauseKind.CLAUSE
            errors[-1] += wrong
    return [HeadingRow(*heading, *sums) for heading, *sums in zip(headings, clauses, errors, strict=True)]


def editors_of(standard: Standard, *, at: datetime, but: Actor) -> QuerySet[Presence]:
    """Return who else has the draft open for editing."""
    rows = Presence.objects.filter(standard=standard, seen_at__gt=at - PRESENT).select_related("person")
    return rows.exclude(person=but.person).order_by("person__name")


def _fitting(standard: Standard, *, state: str, severity: str, code: str, words: str) -> QuerySet[DraftClause]:
    wanted = Q(standard=standard)
    if state in State._value2member_map_:
        wanted &= Q(state=state) & ~Q(kind=ClauseKind.HEADING)
    if severity in _COLUMNS:
        wanted &= Q(**{f"{_COLUMNS[severity]}__gt": 0})
    if code:
        wanted &= Q(codes__contains=f" {code.replace(chr(0), '')} ")
    for word in words.replace("\0", "").split()[:8]:
        wanted &= Q(text__icontains=word) | Q(number__icontains=word)
    return DraftClause.objects.filter(wanted)


def _row(
    clause: DraftClause, words: CompanyWords, notes: Notes, talked: Mapping[UUID | None, int], day: date
) -> DraftRow:
    found = judge(clause, words, notes, day)
    reading = found.reading
    return DraftRow(
        clause=clause,
        read=tuple(_places(reading)),
        echo=found.echo,
        findings=found.findings,
        open_threads=talked.get(clause.key, 0),
        filled=reading.filled,
        parameters=reading.parameters,
        accepted=tuple(notes.suppressions.get(clause.key, ())),
    )


def _places(reading: TextReading) -> Iterable[Span]:
    return sorted({bound.span for bound in (*reading.clause.requirements, *reading.clause.thresholds)})
