"""From what went wrong to a better standard: a revision with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.improvement.models import Nonconformity, Revision, RevisionEvidence
from guicheng.apps.improvement.selectors.revisions import figures_for
from guicheng.apps.improvement.services.access import take, words_of
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import person_of
from guicheng.apps.standards.models import Standard
from guicheng.apps.standards.selectors.editions import last_number
from guicheng.apps.standards.services import open_revision
from guicheng.domain.attainment.mending import Act, NotMendedError
from guicheng.domain.values.message import _

_LONGEST: Final = 1000
#: Pieces of evidence that the conversation names.
_NAMED: Final = 5


@transaction.atomic
def revise_for(
    *, actor: Actor, key: str | UUID, reason: str, at: datetime, rev: int | None = None, write_key: str = ""
) -> Revision:
    """Open a revision of the standard whose clause was broken, with all of its running nonconformities as evidence.

    Args:
        actor: Who opens it; needs ``standards.edit`` at the unit of the standard, and to see the nonconformity.
        key: The nonconformity.
        reason: What has to change, and why.
        at: Now, with time zone.
        rev: The revision of the nonconformity that they saw.
        write_key: Their name of the write.

    Raises:
        NotMendedError: No clause of a standard says it, or no reason is given.
        NotAllowedError: The actor may not edit the standard.
    """
    turn = take(actor=actor, key=key, at=at, rev=rev, write_key=write_key)
    row = turn.row
    if turn.repeated:
        return Revision.objects.get(key=row.acts.get(key=turn.key).data["revision"])
    turn.want(Act.REVISE)
    if row.standard is None:
        raise NotMendedError(_("No clause of a standard says it, so there is none to revise."), field="clause")
    same = Nonconformity.objects.filter(company=row.company, clause_key=row.clause_key, clause_key__isnull=False)
    evidence = [row, *same.exclude(pk=row.pk).exclude(stand="void").order_by("-pk")[:99]]
    made = open_with(
        actor=actor,
        standard=row.standard,
        clause_key=row.clause_key,
        citation=row.citation,
        reason=reason,
        evidence=evidence,
        at=at,
    )
    turn.write(Act.REVISE, "revise_for", {"reason": made.reason[:200]}, revision=str(made.key), reason=made.reason)
    return made


def open_with(
    *,
    actor: Actor,
    standard: Standard,
    clause_key: UUID | None,
    citation: str,
    reason: str,
    evidence: Sequence[Nonconformity],
    at: datetime,
    figures: dict[str, Any] | None = None,
) -> Revision:
    """Open a revision with evidence; a transaction is open. See ``revise_for`` for arguments and errors."""
    person = person_of(actor)
    said = words_of(reason, "reason", most=_LONGEST, empty=_("Write what has to change, and why."))
    # The conversation at the clause names its evidence, so that whoever works on the draft finds it.
    named = "、".join(each.called for each in evidence[:_NAMED])
    because = f"{said}（{named}{'…' if len(evidence) > _NAMED else ''}）" if named else said
    open_revision(actor=actor, standard_key=standard.key, because=because, at=at, clause_key=clause_key)
    made = Revision.objects.create(
        standard=standard,
        clause_key=clause_key,
        citation=citation,
        reason=said,
        base=last_number(standard),
        figures={**figures_for(evidence), **(figures or {})},
        at=at,
        by=person,
        by_name=person.name,
    )
    RevisionEvidence.objects.bulk_create(RevisionEvidence(revision=made, nonconformity=each) for each in evidence)
    return made
