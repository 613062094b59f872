"""Processes, their history, approval and editions, as an actor may see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors import duty_hours_of, ranks_of
from guicheng.apps.organization.selectors.fetching import as_key
from guicheng.apps.processes.models import (
    ApprovalRequest,
    KeptReplay,
    Process,
    ProcessEdition,
    RequestState,
    StepClause,
    TableChange,
)
from guicheng.apps.processes.readings import Row, citations, cited
from guicheng.apps.standards.models import DraftClause
from guicheng.apps.standards.selectors import drafts_within
from guicheng.apps.standards.selectors.texts import Holding
from guicheng.domain.process import ProcessFinding
from guicheng.domain.process.citing import uncited
from guicheng.domain.process.duties import Staffing

_READ = "processes.read"


#: Where a process stands → its rows: without any edition, asked to be approved or approved, with an edition.
STATES: Final = {
    "draft": ~Exists(ProcessEdition.objects.filter(process=OuterRef("pk"))),
    "approval": Exists(
        ApprovalRequest.objects.filter(process=OuterRef("pk"), state__in=[RequestState.OPEN, RequestState.APPROVED])
    ),
    "published": Exists(ProcessEdition.objects.filter(process=OuterRef("pk"))),
}


def processes_visible_to(
    actor: Actor, *, wanted: str = "", state: str = "", archived: bool = False, since: datetime | None = None
) -> QuerySet[Process]:
    """Return the processes that an actor may read, by code, each with its editions: two queries.

    Args:
        actor: Who asks.
        wanted: A part of the code or title, "" for all.
        state: One of ``STATES``; "" for all.
        archived: Whether those out of use are listed instead of those in use.
        since: Only those with an edition published at this moment or later; None for all.
    """
    rows = Process.objects.filter(actor.within(_READ), archived_at__isnull=not archived)
    if wanted := wanted.replace("\0", "").strip():
        rows = rows.filter(Q(code__icontains=wanted) | Q(title__icontains=wanted))
    if state in STATES:
        rows = rows.filter(STATES[state])
    if since is not None:
        rows = rows.filter(Exists(ProcessEdition.objects.filter(process=OuterRef("pk"), published_at__gte=since)))
    editions = Prefetch("editions", ProcessEdition.objects.defer("rows"))
    return rows.select_related("unit", "changed_by").prefetch_related(editions)


def process_visible_to(actor: Actor, code: str) -> Process:
    """Return a process by its code in the actor's company, or by its key.

    Raises:
        Process.DoesNotExist: There is none, or it lies out of reach.
    """
    rows = Process.objects.filter(actor.within(_READ)).select_related("unit", "changed_by")
    try:
        return rows.get(key=as_key(Process, code))
    except Process.DoesNotExist:
        return rows.get(code=code.replace("\0", "").upper(), company_id=actor.company_id)


def process_with_editions(actor: Actor, code: str) -> Process:
    """Return a process whose editions an actor may read, by its code in the actor's company, or by its key.

    Raises:
        Process.DoesNotExist: There is none, or it lies out of reach.
    """
    rows = Process.objects.filter(editions_for(actor)).select_related("unit", "changed_by").distinct()
    try:
        return rows.get(key=as_key(Process, code))
    except Process.DoesNotExist:
        return rows.get(code=code.replace("\0", "").upper(), company_id=actor.company_id)


def editions_for(actor: Actor, lookup: str = "") -> Q:
    """Return the filter for processes whose editions an actor may read: of their units, and published ones from above.

    Whoever works at an estate works by the processes of its region and company.

    Args:
        actor: Who asks; needs ``processes.read``.
        lookup: Lookup of the process from the row, with its two underscores; "" where the row is the process.
    """
    step = Unit.steplen
    above = {path[:end] for path in actor.paths(_READ) for end in range(step, len(path), step)}
    published = {f"{lookup}unit__path__in": sorted(above), f"{lookup}editions__isnull": False}
    return actor.within(_READ, f"{lookup}unit") | Q(**published)


def editions_from_above(actor: Actor, *, day: date) -> list[ProcessEdition]:
    """Return the editions in force on a day of processes of which an actor reads nothing else, by code: one query.

    Args:
        actor: Who asks.
        day: The day.
    """
    rows = ProcessEdition.objects.filter(editions_for(actor, "process__")).exclude(actor.within(_READ, "process__unit"))
    return _newest(rows.select_related("process__unit"), day)


def processes_holding_at(actor: Actor, unit: Unit) -> dict[str, Holding]:
    """Return the processes at a unit and those above it that the actor may see, by code: one query.

    The nearest come first. What other units have is not told: nobody learns of it here.

    Args:
        actor: Who asks.
        unit: A visible unit.
    """
    step = Unit.steplen
    paths = [unit.path[:end] for end in range(step, len(unit.path) + 1, step)]
    rows = Process.objects.filter(editions_for(actor), company__path=unit.company_path, unit__path__in=paths)
    found = rows.order_by("-unit__path", "code").values_list("code", "title", "unit__path").distinct()
    reach = actor.paths(_READ)
    return {code: Holding(title, any(path.startswith(held) for held in reach)) for code, title, path in found}


def codes_taken(company: Unit) -> frozenset[str]:
    """Return the codes that processes of a company have, those out of use included."""
    return frozenset(Process.objects.filter(company=company).order_by().values_list("code", flat=True))


def citing(actor: Actor, codes: Iterable[str]) -> list[Process]:
    """Return the processes in use that a company's steps tie to standards of some codes, within reach of the actor."""
    wanted = {f"{code.upper()}/" for code in codes}
    if not wanted:
        return []
    rows = Process.objects.filter(actor.within(_READ), company_id=actor.company_id, archived_at__isnull=True)
    return [
        process
        for process in rows.order_by("pk")
        if any(text.upper().startswith(tuple(wanted)) for texts in cited(process.rows).values() for text in texts)
    ]


def changes_of(process: Process, *, count: int = 50) -> list[TableChange]:
    """Return the latest changes of a table, newest first: one query."""
    return list(process.changes.all()[:count])


def rows_at(process: Process, revision: int) -> list[dict[str, str]]:
    """Return the table as it stood at a revision, the present one where there is none: one query."""
    change = process.changes.filter(revision=revision).first()
    return list(change.after) if change else list(process.rows)


def running_request(process: Process) -> ApprovalRequest | None:
    """Return the request for approval that is open or approved and not yet published."""
    states = [RequestState.OPEN, RequestState.APPROVED]
    return process.requests.filter(state__in=states).select_related("asked_by", "decided_by").first()


def last_edition(process: Process) -> ProcessEdition | None:
    """Return the newest edition, None before the first."""
    return process.editions.first()


def edition_of(process: Process, number: int) -> ProcessEdition:
    """Return an edition.

    Raises:
        ProcessEdition.DoesNotExist: There is none of that number.
    """
    return process.editions.select_related("published_by", "request__decided_by").get(number=number)


def process_editions_at(actor: Actor, unit: Unit, *, day: date) -> list[ProcessEdition]:
    """Return the editions in force at a unit of its own processes and of those above it, by code: one query.

    Args:
        actor: Who asks; processes out of reach are left out.
        unit: The unit.
        day: The day on which they are in force.
    """
    steps = range(unit.steplen, len(unit.path) + 1, unit.steplen)
    rows = ProcessEdition.objects.filter(
        editions_for(actor, "process__"), process__unit__path__in=[unit.path[:step] for step in steps]
    )
    return _newest(rows, day)


def _newest(rows: QuerySet[ProcessEdition], day: date) -> list[ProcessEdition]:
    """Return of each process in use the edition that is in force on a day, by code: one query."""
    wanted = rows.filter(process__archived_at__isnull=True, effective_from__lte=day).distinct()
    newest: dict[int, ProcessEdition] = {}
    for edition in wanted.order_by("code", "process", "-number"):
        newest.setdefault(edition.process_id, edition)
    return list(newest.values())


def last_number(process: Process) -> int:
    """Return the number of the newest edition, 0 before the first."""
    return process.editions.aggregate(last=Max("number"))["last"] or 0


def authors_of(process: Process) -> set[int]:
    """Return the primary keys of whoever changed the table since its last edition: they cannot approve it."""
    edition = last_edition(process)
    since = edition.revision if edition else 0
    rows = process.changes.filter(revision__gt=since, by__isnull=False)
    return set(rows.order_by().values_list("by_id", flat=True))


def clauses_cited(actor: Actor, rows: Iterable[Row]) -> dict[str, DraftClause]:
    """Return the clauses that steps cite, by the citation as written, among those the actor may read: one query."""
    wanted = {text for found in cited(rows).values() for text in found}
    pairs = {text: text.split("/", 1) for text in wanted if "/" in text}
    if not pairs:
        return {}
    found = DraftClause.objects.filter(
        standard__in=drafts_within(actor).order_by(),
        standard__company_id=actor.company_id,
        standard__code__in={code.upper() for code, _number in pairs.values()},
        number__in={number for _code, number in pairs.values()},
    ).select_related("standard")
    known = {(clause.standard.code, clause.number): clause for clause in found.order_by("-position", "-pk")}
    return {
        text: clause
        for text, (code, number) in pairs.items()
        if (clause := known.get((code.upper(), number))) is not None
    }


def steps_realising(actor: Actor, clauses: Iterable[UUID]) -> dict[UUID, list[tuple[Process, Row]]]:
    """Return the steps that realise clauses, by clause, of the processes in use that the actor may read: one query."""
    links = StepClause.objects.filter(
        actor.within(_READ, "process__unit"), clause__in=list(clauses), process__archived_at__isnull=True
    )
    found: dict[UUID, list[tuple[Process, Row]]] = {}
    for link in links.select_related("process").order_by("process__code", "pk"):
        rows = [row for row in link.process.rows if row["id"] == link.step_id]
        found.setdefault(link.clause, []).extend((link.process, row) for row in rows)
    return found


def left_uncited(actor: Actor, rows: Sequence[Row]) -> list[ProcessFinding]:
    """Return what a table leaves open between its steps and the clauses of the standards that it names: two queries.

    These are the steps that cite no clause, or one that is not there, and the clauses with a requirement of those
    standards that neither this table nor any other process in use realises. Nothing is said of a table that cites
    nothing at all.

    Args:
        actor: Who asks; standards out of reach count as not there.
        rows: The table.
    """
    by_step = {row.get("number", ""): citations(row.get("clauses", "")) for row in rows}
    known = clauses_cited(actor, rows)
    if not any(by_step.values()):
        return []
    realised = StepClause.objects.filter(clause=OuterRef("key"), process__archived_at__isnull=True)
    left = DraftClause.objects.filter(
        standard__in={clause.standard_id for clause in known.values()}, requirements__gt=0
    ).exclude(Exists(realised))
    codes = {clause.standard_id: clause.standard.code for clause in known.values()}
    wanted = [f"{codes[clause.standard_id]}/{clause.number}" for clause in left.order_by("position") if clause.number]
    return list(uncited(by_step, known, wanted))


def replays_of(process: Process) -> QuerySet[KeptReplay]:
    """Return the replays that were kept of a process, newest first, without what they say."""
    return process.replays.select_related("edition", "by").defer("result", "edition__rows", "edition__drawn")


def replay_of(process: Process, key: str | UUID) -> KeptReplay:
    """Return a kept replay of a process.

    Raises:
        KeptReplay.DoesNotExist: There is none of this key.
    """
    return process.replays.select_related("edition").get(key=as_key(KeptReplay, key))


def staffing_of(process: Process) -> Staffing:
    """Return when the posts of a process are on duty at its unit, and how they rank: two queries."""
    return Staffing(duty_hours_of(process.unit), ranks_of(process.unit))


def units_for(actor: Actor, permission: str) -> QuerySet[Unit]:
    """Return the units in use in which a permission holds, in the order of the tree."""
    rows: QuerySet[Unit] = Unit.objects.filter(actor.within(permission, ""), archived_at__isnull=True)
    return rows
