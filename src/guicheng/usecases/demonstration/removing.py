"""The demonstration company taken away: its rows, the photos that nobody else keeps, and the jobs about them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from guicheng.apps.improvement.services.photos_gone import forget_mending_photos_of
from guicheng.apps.operations.services.photos_gone import forget_photos_of
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.services import removing
from guicheng.usecases.demonstration.orphans import forget_orphaned_jobs


def remove_demonstration(*, company: Unit, actor: Actor | None, at: datetime) -> dict[str, int]:
    """Delete the demonstration company with all that belongs to it, and nothing else.

    Args:
        company: The company.
        actor: Who asks, an administrator of it; None for a program of the installation.
        at: Now, with time zone.

    Returns:
        How many rows went, by table.

    Raises:
        NotAllowedError: The actor does not administer the company.
        NotADemonstrationError: It is a real company.
        SharedRowsError: A row is also another company's.
    """
    with transaction.atomic():
        forgetting = [forget_photos_of(company), forget_mending_photos_of(company)]
        gone = removing.remove_demonstration(company=company, actor=actor, at=at)
        forget_orphaned_jobs()
        # Only once the rows are gone for good: what fails leaves the photos where they are.
        for forget in forgetting:
            transaction.on_commit(forget)
    return gone
