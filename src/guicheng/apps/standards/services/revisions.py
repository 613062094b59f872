"""Work on the next edition of a standard, begun for a reason that comes from outside the draft."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import person_of
from guicheng.apps.standards.models import DraftClause, Standard
from guicheng.apps.standards.services.access import standard_for
from guicheng.apps.standards.services.standards import audit
from guicheng.apps.standards.services.talk import start_thread
from guicheng.apps.standards.services.telling import follow


@transaction.atomic
def open_revision(
    *, actor: Actor, standard_key: str | UUID, because: str, at: datetime, clause_key: UUID | None = None
) -> Standard:
    """Begin work on the next edition of a standard: the reason stands as a conversation at the clause in the draft.

    Whoever follows the standard is told of it, as of any conversation.

    Args:
        actor: Who begins it, a person; needs ``standards.edit`` and ``standards.comment`` at the unit of the standard.
        standard_key: The standard.
        because: Why; it is the first comment of the conversation.
        at: Now, with time zone.
        clause_key: The clause that it is about; None, or one that is gone from the draft, for the standard as a whole.

    Raises:
        Standard.DoesNotExist: There is none within reach.
        NotAllowedError: It is visible, and the actor may not edit it.
        StandardArchivedError: It is archived.
        NotAsWantedError: The reason is empty or too long.
    """
    standard = standard_for(actor, "standards.edit", standard_key)
    person = person_of(actor)
    clause = DraftClause.objects.filter(standard=standard, key=clause_key).first() if clause_key else None
    start_thread(actor=actor, standard_key=standard.key, text=because, at=at, clause_key=clause.key if clause else "")
    follow(person, standard)
    audit(standard, "open_revision", actor, at, after={"reason": because[:200]})
    return standard
