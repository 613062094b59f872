"""Saying that two clauses that seem to speak of one thing speak of two, and taking that back."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import person_of
from guicheng.apps.standards.models import TwoThings
from guicheng.apps.standards.readings import day_of
from guicheng.apps.standards.selectors import clean, one
from guicheng.apps.standards.selectors.library import SUSPICION, findings_of_standard
from guicheng.apps.standards.services.access import NotAsWantedError, clause_for, standard_for
from guicheng.apps.standards.services.checks import ReadingChangedError
from guicheng.apps.standards.services.standards import audit
from guicheng.domain.values.message import _

_MAY: Final = "standards.suppress"
_LONGEST: Final = 1_000


@transaction.atomic
def tell_apart(*, actor: Actor, clause_key: str | UUID, mark: str, reason: str, at: datetime) -> TwoThings:
    """Say that a clause and the one that it seems to repeat are two things, until one of the two sentences changes.

    Args:
        actor: Who looked at both, a person; needs ``standards.suppress``.
        clause_key: The clause that the suspicion is told of.
        mark: What names both sides as they stand.
        reason: Why they are two; needed.
        at: Now, with time zone.

    Raises:
        NotAsWantedError: The reason is missing.
        ReadingChangedError: No such suspicion stands (any more).
    """
    clause, person = clause_for(actor, _MAY, clause_key), person_of(actor)
    why = clean(reason)[:_LONGEST]
    if not why:
        raise NotAsWantedError(_("Write why they are two things."), field="reason")
    found = findings_of_standard(clause.standard, day=day_of(at), keys={clause.key}, actor=actor)
    remarks = [each.remark for each in found.get(clause.key, ())]
    other = next((each.other for each in remarks if each.code == SUSPICION and each.mark == mark), None)
    if other is None:
        raise ReadingChangedError(_("The clause has no such finding any more. Look at its findings again."))
    values = {"standard": clause.standard, "reason": why, "author": person, "created_at": at}
    made, _new = TwoThings.objects.update_or_create(
        clause_key=clause.key, other_key=other.clause.key, mark=mark, defaults=values
    )
    after = {"clause": clause.number, "other": f"{other.standard.code} {other.clause.number}".strip(), "reason": why}
    audit(clause.standard, "tell_apart", actor, at, after=after)
    return made


@transaction.atomic
def take_back_two_things(*, actor: Actor, key: str | UUID, at: datetime) -> None:
    """Take back that two clauses are two things, so that the suspicion speaks again.

    Raises:
        TwoThings.DoesNotExist: There is none within reach.
    """
    rows = TwoThings.objects.filter(actor.within("standards.read", "standard__unit")).select_related("standard")
    found = one(rows, key)
    standard = standard_for(actor, _MAY, found.standard.key)
    found.delete()
    audit(standard, "take_back_two_things", actor, at, before={"reason": found.reason})
