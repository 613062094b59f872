"""Deviations: signed by a person with a reason until a day, and taken back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import person_of
from guicheng.apps.standards.models import Deviation, DeviationEnd
from guicheng.apps.standards.readings import day_of
from guicheng.apps.standards.selectors import clean, one
from guicheng.apps.standards.selectors.library import findings_of_standard
from guicheng.apps.standards.services.access import NotAsWantedError, clause_for, standard_for
from guicheng.apps.standards.services.checks import ReadingChangedError
from guicheng.apps.standards.services.standards import audit
from guicheng.domain.values.message import _

_SIGN: Final = "standards.deviate"
_LONGEST: Final = 1_000
#: As long as a deviation holds before somebody looks again.
LONGEST: Final = timedelta(days=366)
#: What is below the law, or against it: no signature makes that right.
OF_LAW: Final = frozenset({"CJ004", "CJ005"})


@transaction.atomic
def sign_deviation(
    *,
    actor: Actor,
    clause_key: str | UUID,
    code: str,
    against: str,
    verdict: str,
    mark: str,
    reason: str,
    expires_on: date | None,
    at: datetime,
    told_by: str = "",
) -> Deviation:
    """Sign that a clause may differ, until a day.

    Args:
        actor: Who signs, a person; needs ``standards.deviate``.
        clause_key: The clause.
        code: Code of the finding.
        against: ``norm:`` and the duty's id, or ``clause:`` and the other clause's key.
        verdict: The verdict that is accepted.
        mark: What names both sides as they stand.
        reason: Why; needed.
        expires_on: The last day on which it holds; needed.
        at: Now, with time zone.
        told_by: Who signed it according to a file that was brought, for the audit; "" where there is no file.

    Raises:
        NotAsWantedError: The reason or the day is missing, the day is over or more than a year away, or the finding
            says that the clause is below the law or against it.
        ReadingChangedError: No such finding speaks (any more).
    """
    clause, person = clause_for(actor, _SIGN, clause_key), person_of(actor)
    why = clean(reason)[:_LONGEST]
    if not why:
        raise NotAsWantedError(_("Write why the clause may differ."), field="reason")
    if expires_on is None or expires_on < day_of(at):
        raise NotAsWantedError(_("Choose the last day of the deviation, today or later."), field="expires_on")
    if expires_on > day_of(at) + LONGEST:
        raise NotAsWantedError(
            _("Choose a last day within {days} days; sign again after that.", days=str(LONGEST.days)),
            field="expires_on",
        )
    if code in OF_LAW:
        raise NotAsWantedError(_("Nobody signs away what the law sets. Change the clause."), field="rule")
    found = findings_of_standard(clause.standard, day=day_of(at), keys={clause.key}, actor=actor)
    speaking = [each.remark for each in found.get(clause.key, ()) if each.speaks]
    wanted = (code, against, verdict, mark)
    if wanted not in {(each.code, each.against, each.verdict, each.mark) for each in speaking}:
        raise ReadingChangedError(_("The clause has no such finding any more. Look at its findings again."))
    made = Deviation.objects.create(
        standard=clause.standard,
        clause_key=clause.key,
        code=code,
        against=against,
        verdict=verdict,
        mark=mark,
        reason=why,
        signed_by=person,
        signed_at=at,
        expires_on=expires_on,
    )
    after = {"clause": clause.number, "against": against, "reason": why, "expires_on": expires_on.isoformat()}
    source = {"signed_in_file_by": told_by} if told_by else {}
    audit(clause.standard, "sign_deviation", actor, at, after={"code": code, **after, **source})
    return made


@transaction.atomic
def end_deviation(*, actor: Actor, key: str | UUID, at: datetime) -> None:
    """Take a deviation back, so that what it covered speaks again; once taken back it stays so.

    Raises:
        Deviation.DoesNotExist: There is none within reach.
    """
    rows = Deviation.objects.filter(actor.within("standards.read", "standard__unit")).select_related("standard")
    found = one(rows, key)
    standard, person = standard_for(actor, _SIGN, found.standard.key), person_of(actor)
    _end, new = DeviationEnd.objects.get_or_create(deviation=found, defaults={"by": person, "at": at})
    if new:
        audit(standard, "end_deviation", actor, at, before={"against": found.against, "reason": found.reason})
