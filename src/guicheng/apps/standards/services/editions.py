"""Editions: made of what was approved, and taken out of force."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import person_of
from guicheng.apps.standards.models import (
    ClauseChange,
    Edition,
    EditionClause,
    NotificationKind,
    Standard,
    StandardState,
    Submission,
    SubmissionState,
    Withdrawal,
)
from guicheng.apps.standards.readings import (
    company_words,
    content_hash,
    day_of,
    draft_content,
    judge,
    notes_of,
)
from guicheng.apps.standards.selectors import clean, edition_by_key, last_number, open_submission
from guicheng.apps.standards.services.access import NotAsWantedError, standard_for
from guicheng.apps.standards.services.gates import without_errors
from guicheng.apps.standards.services.standards import audit
from guicheng.apps.standards.services.telling import followers_of_editions, tell
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

_BATCH: Final = 400
_LONGEST: Final = 2_000


class NotApprovedError(GuichengError):
    """The draft is not approved."""

    code = "not-approved"


class ContentChangedError(GuichengError):
    """The draft is not what was approved."""

    code = "content-changed"


class WithdrawnError(GuichengError):
    """The edition is withdrawn already."""

    code = "withdrawn"


@transaction.atomic
def make_edition(
    *, actor: Actor, standard_key: str | UUID, effective_from: date, at: datetime, note: str = ""
) -> Edition:
    """Make the approved draft of a standard its next edition; the row of the standard is locked until the end.

    Args:
        actor: Who publishes, a person; needs ``standards.publish``.
        standard_key: The standard.
        effective_from: The first day on which it is in force, today or later.
        at: Now, with time zone.
        note: What readers should know about it.

    Raises:
        NotApprovedError: No approval is complete.
        ContentChangedError: The draft, or a value that it names, is not what was approved.
        FindingsStandError: Findings of severity error stand.
        NotAsWantedError: The day is over.
    """
    standard, person = standard_for(actor, "standards.publish", standard_key), person_of(actor)
    submission = open_submission(standard)
    if submission is None or submission.state != SubmissionState.APPROVED:
        raise NotApprovedError(_("{code} is not approved yet.", code=standard.code))
    if effective_from < day_of(at):
        raise NotAsWantedError(_("Choose today or a later day."), field="effective_from")
    content = draft_content(standard, company_words(standard.company_id))
    if content_hash(content) != submission.content_hash:
        raise ContentChangedError(_("{code} is not what was approved. Send it for approval again.", code=standard.code))
    without_errors(standard, actor, at)
    edition = Edition.objects.create(
        standard=standard,
        number=last_number(standard) + 1,
        code=standard.code,
        title=standard.title,
        category=standard.category,
        parameters=content["parameters"],
        grades=content.get("grades"),
        content_hash=submission.content_hash,
        size=len(content["clauses"]),
        effective_from=effective_from,
        note=clean(note)[:_LONGEST],
        submission=submission,
        last_change=ClauseChange.objects.filter(standard=standard).aggregate(last=Max("pk"))["last"] or 0,
        published_at=at,
        published_by=person,
    )
    _store_clauses(edition, standard, at)
    _close(standard, submission, at)
    _tell(edition, actor, at)
    after = {"number": edition.number, "hash": edition.content_hash, "effective_from": effective_from.isoformat()}
    audit(standard, "publish_edition", actor, at, after=after)
    return edition


@transaction.atomic
def withdraw_edition(
    *, actor: Actor, edition_key: str | UUID, reason: str, at: datetime, on: date | None = None
) -> Withdrawal:
    """Take an edition out of force; what it replaced does not come back.

    Args:
        actor: Who withdraws it, a person; needs ``standards.withdraw``.
        edition_key: The edition.
        reason: Why; needed.
        at: Now, with time zone.
        on: The first day on which it is no longer in force, today or later; None for today.

    Raises:
        Edition.DoesNotExist: There is none within reach.
        WithdrawnError: It is withdrawn already.
        NotAsWantedError: The reason is empty or the day is over.
    """
    edition = edition_by_key(actor, edition_key)
    standard, person = standard_for(actor, "standards.withdraw", edition.standard.key), person_of(actor)
    if Withdrawal.objects.filter(edition=edition).exists():
        raise WithdrawnError(_("Edition {number} is withdrawn already.", number=str(edition.number)))
    why, day = clean(reason)[:_LONGEST], on or day_of(at)
    if not why:
        raise NotAsWantedError(_("Write why the edition is withdrawn."), field="reason")
    if day < day_of(at):
        raise NotAsWantedError(_("Choose today or a later day."), field="on")
    withdrawal = Withdrawal.objects.create(edition=edition, reason=why, withdrawn_on=day, at=at, by=person)
    if edition.number == last_number(standard) and standard.state in {StandardState.PUBLISHED, StandardState.REVISED}:
        standard.state = StandardState.WITHDRAWN
        standard.save(update_fields=["state"])
    message = _(
        "{standard}: edition {number} is out of force from {day}. {said}",
        standard=str(standard),
        number=str(edition.number),
        day=f"{day:%Y-%m-%d}",
        said=why[:60],
    )
    people = followers_of_editions(standard)
    tell(people=people, kind=NotificationKind.WITHDRAWN, standard=standard, message=message, actor=actor, at=at)
    audit(standard, "withdraw_edition", actor, at, after={"number": edition.number, "reason": why[:200]})
    return withdrawal


def _store_clauses(edition: Edition, standard: Standard, at: datetime) -> None:
    words, notes, day = company_words(standard.company_id), notes_of(standard.pk), day_of(at)
    rows = []
    for position, clause in enumerate(standard.clauses.order_by("position", "pk")):
        found = judge(clause, words, notes, day)
        rows.append(
            EditionClause(
                edition=edition,
                key=clause.key,
                position=position,
                kind=clause.kind,
                level=clause.level,
                number=clause.number,
                text=clause.text,
                elements=clause.elements,
                state=found.reading.clause.state.value,
                echo=list(found.reading.echo),
                confirmed=bool(found.echo) and all(row.confirmed_at is not None for row in found.echo),
            )
        )
    EditionClause.objects.bulk_create(rows, batch_size=_BATCH)


def _close(standard: Standard, submission: Submission, at: datetime) -> None:
    submission.state, submission.closed_at = SubmissionState.PUBLISHED, at
    submission.save(update_fields=["state", "closed_at"])
    standard.state, standard.updated_at = StandardState.PUBLISHED, at
    standard.save(update_fields=["state", "updated_at"])


def _tell(edition: Edition, actor: Actor, at: datetime) -> None:
    standard = edition.standard
    message = _(
        "{standard}: edition {number} is published, in force from {day}.",
        standard=str(standard),
        number=str(edition.number),
        day=f"{edition.effective_from:%Y-%m-%d}",
    )
    people = [edition.submission.submitted_by, *followers_of_editions(standard)]
    tell(people=people, kind=NotificationKind.PUBLISHED, standard=standard, message=message, actor=actor, at=at)
