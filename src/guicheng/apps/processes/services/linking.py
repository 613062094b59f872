"""Links from steps to the clauses that they cite, as a table is kept and as standards come after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.processes.models import Process, StepClause
from guicheng.apps.processes.readings import Row, cited
from guicheng.apps.processes.selectors import citing, clauses_cited


@transaction.atomic
def link_anew(*, actor: Actor, codes: Iterable[str]) -> list[Process]:
    """Add the links that steps ask for and that were missing; tables and other links stay as they are.

    Args:
        actor: Who brought the standards; clauses and processes out of reach stay apart.
        codes: Codes of the standards.

    Returns:
        The processes that cite the standards.
    """
    found = citing(actor, codes)
    for process in found:
        StepClause.objects.bulk_create(links_of(process, actor, process.rows), ignore_conflicts=True)
    return found


def links_of(process: Process, actor: Actor, rows: Sequence[Row]) -> Iterator[StepClause]:
    """Yield the links that a table asks for, unsaved, each once; what the actor cannot see is left out."""
    clauses = clauses_cited(actor, rows)
    for step, texts in cited(rows).items():
        for key in dict.fromkeys(clauses[text].key for text in texts if text in clauses):
            yield StepClause(process=process, step_id=step, clause=key)
