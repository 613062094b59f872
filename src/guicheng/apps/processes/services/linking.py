"""Links from steps to clauses of standards that came after their process."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.processes.models import Process, StepClause
from guicheng.apps.processes.readings import cited
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
        clauses = clauses_cited(actor, process.rows)
        links = (
            StepClause(process=process, step_id=step, clause=key)
            for step, texts in cited(process.rows).items()
            for key in dict.fromkeys(clauses[text].key for text in texts if text in clauses)
        )
        StepClause.objects.bulk_create(links, ignore_conflicts=True)
    return found
