"""What approvers decide, and where that takes the approval."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person
from guicheng.apps.organization.services.access import person_of
from guicheng.apps.standards.models import (
    Decision,
    NotificationKind,
    Opinion,
    OpinionVoid,
    Standard,
    Submission,
    SubmissionMember,
    SubmissionState,
    SubmissionStep,
    VoidWhy,
)
from guicheng.apps.standards.selectors import Progress, clean, colleague, progress_of
from guicheng.apps.standards.services.access import NotAsWantedError
from guicheng.apps.standards.services.gates import may_approve, rest
from guicheng.apps.standards.services.standards import audit
from guicheng.apps.standards.services.steps import advance, ask_current, running_for, tell_sender
from guicheng.apps.standards.services.telling import settle_asked
from guicheng.domain.values import GuichengError, StaleError
from guicheng.domain.values.message import _

_LONGEST: Final = 2_000
_APPROVE: Final = "standards.approve"


class AuthorError(GuichengError):
    """Who wrote in a draft cannot approve it."""

    code = "author-cannot-approve"


class NotYourTurnError(GuichengError):
    """The step that is reached does not ask this person, or they have decided already."""

    code = "not-your-turn"


@transaction.atomic
def approve(
    *, actor: Actor, submission_key: str | UUID, at: datetime, comment: str = "", seen_hash: str = ""
) -> Submission:
    """Approve what was sent (同意).

    Args:
        actor: Who approves, a person whom the step asks; needs ``standards.approve``.
        submission_key: The approval.
        at: Now, with time zone.
        comment: A remark.
        seen_hash: Hash of the content that the actor saw; "" where the door does not know.

    Raises:
        AuthorError: The actor wrote in the draft since the last edition, or sent it.
        NotYourTurnError: The step does not ask them.
        StaleError: The content changed since the actor saw it.
    """
    submission, standard = running_for(actor, submission_key, _APPROVE)
    person, progress = person_of(actor), progress_of(submission)
    step = _turn(progress, person)
    if seen_hash and seen_hash != submission.content_hash:
        raise StaleError(
            _("{standard} changed since you opened it. Look at the changes, then approve.", standard=str(standard))
        )
    _opine(step, person, Decision.APPROVE, comment=clean(comment)[:_LONGEST], submission=submission, at=at)
    settle_asked(submission=submission, at=at, person=person)
    advance(submission, standard, actor, at)
    audit(standard, "approve", actor, at, after={"hash": submission.content_hash, "step": step.position})
    return submission


@transaction.atomic
def return_submission(
    *, actor: Actor, submission_key: str | UUID, comment: str, at: datetime, to_step: int = 0
) -> Submission:
    """Send back what was sent for approval (退回).

    Args:
        actor: Who sends it back, a person whom the step asks; needs ``standards.approve``.
        submission_key: The approval.
        comment: Why; needed.
        at: Now, with time zone.
        to_step: Position of an earlier step or this one, which is asked anew with all after it; 0 for the author.

    Raises:
        NotAsWantedError: The comment is empty, or there is no such step to go back to.
        AuthorError: The actor wrote in the draft since the last edition, or sent it.
        NotYourTurnError: The step does not ask them.
    """
    submission, standard = running_for(actor, submission_key, _APPROVE)
    person, progress = person_of(actor), progress_of(submission)
    step, why = _turn(progress, person), clean(comment)[:_LONGEST]
    if not why:
        raise NotAsWantedError(_("Write why you return it and what should change."), field="comment")
    if not 0 <= to_step <= step.position:
        raise NotAsWantedError(_("Choose an earlier step, or the author."), field="to_step")
    _opine(step, person, Decision.RETURN, comment=why, submission=submission, at=at, returned_to=to_step)
    _void(progress, to_step, person, at)
    fields = {"name": person.name, "standard": str(standard), "said": why[:60]}
    if to_step:
        submission.step = to_step
        submission.save(update_fields=["step"])
        ask_current(submission, actor, at, _("{name} returned {standard} to your step: {said}", **fields))
    else:
        _end(submission, standard, actor, at, fields)
    after = {"to_step": to_step, "comment": why[:200]}
    audit(standard, "return_submission", actor, at, after=after)
    return submission


@transaction.atomic
def add_approver(*, actor: Actor, submission_key: str | UUID, person_key: str | UUID, at: datetime) -> Submission:
    """Have one more person decide in the step that is reached (加签).

    Args:
        actor: Who adds them: whoever sent the draft, or somebody whom the step asks.
        submission_key: The approval.
        person_key: The person; may approve at the unit and did not write in the draft.
        at: Now, with time zone.

    Raises:
        NotYourTurnError: The actor neither sent it nor is asked.
        NotAsWantedError: The person may not approve there, or is asked already.
        AuthorError: The person wrote in the draft.
    """
    submission, standard = running_for(actor, submission_key, "standards.read")
    me, progress, person = person_of(actor), progress_of(submission), colleague(actor, person_key)
    step = next(each for each in progress.steps if each.position == submission.step)
    if me.pk != submission.submitted_by_id and me.pk not in {each.pk for each in progress.asked(step)}:
        raise NotYourTurnError(_("Only who sent it or is asked now can add somebody."))
    if person.pk in progress.authors:
        raise AuthorError(_("{name} wrote in this draft and cannot approve it.", name=person.name))
    known = {member.person_id for member in progress.members if member.step_id == step.pk}
    if person.pk in known or not may_approve(person, standard):
        raise NotAsWantedError(
            _("{name} is asked already or may not approve here. Choose somebody else.", name=person.name),
            field="person_key",
        )
    SubmissionMember.objects.create(step=step, person=person, added_by=me)
    ask_current(submission, actor, at)
    audit(standard, "add_approver", actor, at, after={"person": person.name, "step": step.position})
    return submission


def _turn(progress: Progress, person: Person) -> SubmissionStep:
    """Return the step that is reached, where it waits for the person."""
    if person.pk in progress.authors:
        raise AuthorError(_("You wrote in this draft and cannot approve it."))
    step = next(each for each in progress.steps if each.position == progress.submission.step)
    if person.pk not in {each.pk for each in progress.waiting(step)}:
        raise NotYourTurnError(
            _("This step waits for: {names}.", names="、".join(each.name for each in progress.waiting(step)) or "—")
        )
    return step


def _opine(
    step: SubmissionStep,
    person: Person,
    decision: str,
    *,
    comment: str,
    submission: Submission,
    at: datetime,
    returned_to: int | None = None,
) -> None:
    Opinion.objects.create(
        step=step,
        person=person,
        decision=decision,
        comment=comment,
        returned_to=returned_to,
        content_hash=submission.content_hash,
        at=at,
    )


def _void(progress: Progress, to_step: int, person: Person, at: datetime) -> None:
    """Void the approvals of the steps that are asked anew."""
    gone = [opinion for opinion in progress.standing() if opinion.step.position >= to_step]
    OpinionVoid.objects.bulk_create(
        [OpinionVoid(opinion=opinion, why=VoidWhy.RETURNED, by=person, at=at) for opinion in gone]
    )


def _end(submission: Submission, standard: Standard, actor: Actor, at: datetime, fields: dict[str, str]) -> None:
    submission.state, submission.closed_at = SubmissionState.RETURNED, at
    submission.save(update_fields=["state", "closed_at"])
    settle_asked(submission=submission, at=at)
    rest(standard)
    message = _("{name} returned {standard}: {said}", **fields)
    tell_sender(submission, NotificationKind.RETURNED, message, actor, at)
