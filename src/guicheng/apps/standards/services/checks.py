"""What people say about a clause's reading and findings: confirmed, accepted for a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import person_of
from guicheng.apps.platform.services import record
from guicheng.apps.standards.models import BaselineFinding, Confirmation, DraftClause, Standard, Suppression
from guicheng.apps.standards.readings import Judgement, company_words, day_of, judge, notes_of, settle
from guicheng.apps.standards.readings.judging import DERIVED, mark_of
from guicheng.apps.standards.readings.sorting import NEVER_SUPPRESSED, WORDS_KEPT
from guicheng.apps.standards.selectors import clean, one
from guicheng.apps.standards.services.access import NotAsWantedError, clause_for, standard_for
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

_BATCH: Final = 400


class ReadingChangedError(GuichengError):
    """The clause is no longer read as the actor saw it; nothing was written."""

    code = "reading-changed"


def confirm_reading(*, actor: Actor, clause_key: str | UUID, echo: str, at: datetime) -> DraftClause:
    """Confirm how one requirement of a clause was read; see ``confirm_readings``."""
    return confirm_readings(actor=actor, clause_key=clause_key, echoes=[echo], at=at)


@transaction.atomic
def confirm_readings(*, actor: Actor, clause_key: str | UUID, echoes: Iterable[str], at: datetime) -> DraftClause:
    """Confirm readings of a clause; they hold as long as text and reading stay as they are.

    Args:
        actor: Who confirms, a person; needs ``standards.confirm``.
        clause_key: The clause.
        echoes: Printed form of each requirement as the actor saw it; "" for a clause that an eye can check.
        at: Now, with time zone.

    Raises:
        ReadingChangedError: The clause is not read so (any more).
    """
    clause, person = clause_for(actor, "standards.confirm", clause_key), person_of(actor)
    wanted = list(dict.fromkeys(echoes))
    found = {row.echo for row in _judgement(clause, at).echo}
    if not wanted or not found >= set(wanted):
        raise ReadingChangedError(_("The clause is read otherwise now. Look at the reading again, then confirm."))
    for echo in wanted:
        Confirmation.objects.get_or_create(
            clause_key=clause.key,
            mark=mark_of(clause.digest, echo),
            defaults={"standard": clause.standard, "digest": clause.digest, "echo": echo, "by": person, "at": at},
        )
    return _noted(clause, "confirm_readings", actor, at, after={"echo": wanted})


@transaction.atomic
def take_back_confirmation(*, actor: Actor, clause_key: str | UUID, echo: str, at: datetime) -> DraftClause:
    """Take back that a reading was confirmed.

    Raises:
        ReadingChangedError: It is not confirmed.
    """
    clause = clause_for(actor, "standards.confirm", clause_key)
    gone, _rows = Confirmation.objects.filter(clause_key=clause.key, mark=mark_of(clause.digest, echo)).delete()
    if not gone:
        raise ReadingChangedError(_("The clause is read otherwise now. Look at the reading again, then confirm."))
    return _noted(clause, "take_back_confirmation", actor, at, before={"echo": [echo]})


@transaction.atomic
def suppress(
    *,
    actor: Actor,
    clause_key: str | UUID,
    code: str,
    words: str,
    reason: str,
    at: datetime,
    expires_on: date | None = None,
) -> Suppression:
    """Accept a finding for a reason.

    Args:
        actor: Who accepts it, a person; needs ``standards.suppress``.
        clause_key: The clause.
        code: Code of the rule.
        words: The words that the finding covers, as they stand in the clause.
        reason: Why it is accepted.
        at: Now, with time zone.
        expires_on: The last day on which it holds; None for no end.

    Raises:
        NotAsWantedError: The reason is empty, the day is over, or the finding cannot be accepted.
        ReadingChangedError: The clause has no such finding (any more).
    """
    clause, person = clause_for(actor, "standards.suppress", clause_key), person_of(actor)
    told, covered = clean(reason), words[:WORDS_KEPT]
    _acceptable(code, told, expires_on, day_of(at))
    findings = _judgement(clause, at).reading.findings
    if not any(each.code == code and each.span.of(clause.text)[:WORDS_KEPT] == covered for each in findings):
        raise ReadingChangedError(_("The clause has no such finding any more. Look at its findings again."))
    values = {"reason": told, "author": person, "created_at": at, "expires_on": expires_on}
    suppression, _new = Suppression.objects.update_or_create(
        clause_key=clause.key, code=code, words=covered, defaults={"standard": clause.standard, **values}
    )
    _noted(clause, "suppress", actor, at, after=_told(suppression))
    return suppression


def _acceptable(code: str, reason: str, expires_on: date | None, today: date) -> None:
    if not reason:
        raise NotAsWantedError(_("Write why the finding is accepted."), field="reason")
    if expires_on is not None and expires_on < today:
        raise NotAsWantedError(_("Choose a day that is not over."), field="expires_on")
    if code in NEVER_SUPPRESSED:
        raise NotAsWantedError(
            _("A parameter without a value cannot be accepted. Add the parameter, or write the number."), field="code"
        )


@transaction.atomic
def lift_suppression(*, actor: Actor, key: str | UUID, at: datetime) -> None:
    """Take a suppression away, so that what it covered speaks again.

    Raises:
        Suppression.DoesNotExist: There is none within reach.
    """
    rows = Suppression.objects.filter(actor.within("standards.read", "standard__unit")).select_related("standard")
    suppression = one(rows, key)
    standard = standard_for(actor, "standards.suppress", suppression.standard.key)
    told = _told(suppression)
    suppression.delete()
    clause = DraftClause.objects.filter(key=suppression.clause_key).first()
    if clause is not None:
        clause.standard = standard
        _noted(clause, "lift_suppression", actor, at, before=told)
    else:
        _record(standard, "lift_suppression", actor, at, before=told, after={})


def _told(suppression: Suppression) -> dict[str, str]:
    expires = suppression.expires_on.isoformat() if suppression.expires_on else ""
    return {
        "code": suppression.code,
        "words": suppression.words,
        "reason": suppression.reason,
        "expires_on": expires,
    }


def _judgement(clause: DraftClause, at: datetime) -> Judgement:
    notes = notes_of(clause.standard_id, [clause.key])
    return judge(clause, company_words(clause.standard.company_id), notes, day_of(at))


def _noted(
    clause: DraftClause,
    name: str,
    actor: Actor,
    at: datetime,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> DraftClause:
    """Derive anew what the note changed, and write the audit row."""
    settle(clause, _judgement(clause, at))
    clause.save(update_fields=DERIVED)
    count_errors(clause.standard)
    where = {"clause": clause.number or clause.text[:20]}
    _record(clause.standard, name, actor, at, before=before or {}, after={**where, **(after or {})})
    return clause


def _record(
    standard: Standard,
    name: str,
    actor: Actor,
    at: datetime,
    *,
    before: Mapping[str, object],
    after: Mapping[str, object],
) -> None:
    record(
        actor=actor,
        act=f"standards.{name}",
        subject="standard",
        key=str(standard.key),
        label=str(standard),
        unit_path=str(standard.unit.path),
        before=before,
        after=after,
        at=at,
    )


def count_errors(standard: Standard) -> None:
    """Write the total of a standard's errors anew."""
    standard.errors = standard.clauses.order_by().aggregate(total=Sum("errors"))["total"] or 0
    standard.save(update_fields=["errors"])


def derive_anew(standard: Standard, *, day: date) -> int:
    """Read all clauses of a draft again; return how many came out otherwise."""
    words, notes = company_words(standard.company_id), notes_of(standard.pk)
    changed = []
    for clause in standard.clauses.order_by("position"):
        before = [getattr(clause, name) for name in DERIVED]
        settle(clause, judge(clause, words, notes, day))
        if before != [getattr(clause, name) for name in DERIVED]:
            changed.append(clause)
    store_derived(changed)
    count_errors(standard)
    return len(changed)


def store_derived(clauses: Sequence[DraftClause]) -> None:
    """Save what is derived of clauses whose standard is locked.

    An insert that meets its own row takes a tenth of the time of Django's update of many rows.
    """
    for start in range(0, len(clauses), _BATCH):
        DraftClause.objects.bulk_create(
            clauses[start : start + _BATCH], update_conflicts=True, unique_fields=["id"], update_fields=DERIVED
        )


def write_baseline(standard: Standard, found: Iterable[tuple[UUID, str]]) -> None:
    """Note the fingerprints of findings that were there when clauses were imported."""
    rows = [BaselineFinding(standard=standard, clause_key=key, fingerprint=fingerprint) for key, fingerprint in found]
    BaselineFinding.objects.bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)
