"""Publish an approved draft: its next edition, and what later stages make of it, in one transaction."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guicheng.apps.operations.services.landing import land_edition
from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.models import Edition
from guicheng.apps.standards.services import make_edition


@transaction.atomic
def publish_edition(
    *, actor: Actor, standard_key: str | UUID, effective_from: date, at: datetime, note: str = ""
) -> Edition:
    """Publish the draft of a standard as its next edition.

    The row of the standard is locked until the end, so that two people who publish at once make one edition. Later
    stages that compile editions join here.

    Args:
        actor: Who publishes, a person; needs ``standards.publish`` at the unit of the standard.
        standard_key: The standard.
        effective_from: The first day on which the edition is in force, today or later.
        at: Now, with time zone.
        note: What readers should know about it.

    Raises:
        Standard.DoesNotExist: There is none within reach.
        NotAllowedError: The actor may not publish here.
        NotApprovedError: No approval is complete.
        ContentChangedError: The draft, or a value that it names, is not what was approved.
        FindingsStandError: Findings of severity error stand; nothing is written.
        NotAsWantedError: The day is over.
    """
    edition = make_edition(actor=actor, standard_key=standard_key, effective_from=effective_from, at=at, note=note)
    land_edition(edition)
    return edition
