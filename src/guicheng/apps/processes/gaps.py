"""What processes and standards leave open: steps that cite no clause, timed clauses that no step realises."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from guicheng.apps.organization.actors import Actor
from guicheng.apps.processes.models import Process, StepClause
from guicheng.apps.processes.readings import Row, citations
from guicheng.apps.processes.selectors import clauses_cited
from guicheng.apps.standards.models import DraftClause
from guicheng.apps.standards.models.drafts import ClauseKind, StandardLevel
from guicheng.apps.standards.readings import company_words
from guicheng.apps.standards.selectors import drafts_within
from guicheng.domain.process.keeping import minutes_allowed

#: A clause that sets a limit holds one of these; the reader decides.
_TIME_WORDS: Final = "秒|分|时|刻|日|天|月|周|年"
#: Clauses that are read for one page.
_MOST_READ: Final = 400


@dataclass(frozen=True, slots=True)
class UncitedStep:
    """A step that cites no clause, or only such as are not there.

    Args:
        process: Its process.
        row: Its row.
        unknown: What it cites that no standard within reach has.
    """

    process: Process
    row: Row
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnrealisedClause:
    """A timed clause that no step realises.

    Args:
        clause: It, with its standard.
        allowed: Minutes that it allows, the shortest first.
    """

    clause: DraftClause
    allowed: tuple[Fraction, ...]


def uncited_steps(actor: Actor, processes: Iterable[Process]) -> list[UncitedStep]:
    """Return the steps of processes that cite no clause, or one that is not there: one query.

    Args:
        actor: Who asks; standards out of reach count as not there.
        processes: The processes.
    """
    found = list(processes)
    known = clauses_cited(actor, [{**row, "id": f"{each.pk} {row['id']}"} for each in found for row in each.rows])
    steps = []
    for process in found:
        for row in process.rows:
            cited = citations(row.get("clauses", ""))
            unknown = tuple(text for text in cited if text not in known)
            if not cited or unknown:
                steps.append(UncitedStep(process, row, unknown))
    return steps


def unrealised_clauses(
    actor: Actor, *, standard: str = "", start: int = 0, count: int = 50
) -> tuple[list[UnrealisedClause], int | None]:
    """Return timed clauses that no step of a process in use realises, by standard, and where to go on: two queries.

    Args:
        actor: Who asks; standards out of reach are left out.
        standard: Code of a standard, "" for all.
        start: How many clauses without a step were passed before.
        count: At most so many.

    Returns:
        The clauses, and what ``start`` is for the next ones; None where there are none.
    """
    rows = _without_step(actor, standard)[start : start + _MOST_READ + 1]
    lexicon = company_words(actor.company_id or 0).lexicon
    found: list[UnrealisedClause] = []
    for place, clause in enumerate(rows):
        if len(found) == count or place == _MOST_READ:
            return found, start + place
        if allowed := minutes_allowed(clause.text, lexicon):
            found.append(UnrealisedClause(clause, allowed))
    return found, None


def _without_step(actor: Actor, standard: str) -> QuerySet[DraftClause]:
    realised = StepClause.objects.filter(clause=OuterRef("key"), process__archived_at__isnull=True)
    rows = DraftClause.objects.filter(
        standard__in=drafts_within(actor).order_by(),
        standard__level=StandardLevel.STANDARD,
        standard__archived_at__isnull=True,
        kind=ClauseKind.CLAUSE,
        requirements__gt=0,
        text__regex=_TIME_WORDS,
    ).exclude(Exists(realised))
    if standard:
        rows = rows.filter(standard__code=standard.replace("\0", "").upper())
    return rows.select_related("standard").order_by("standard__code", "position", "pk")
