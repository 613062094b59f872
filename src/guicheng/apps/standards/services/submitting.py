"""Drafts sent for approval, taken back, and moved along their route."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import person_of
from guicheng.apps.standards.models import (
    Notification,
    NotificationKind,
    Standard,
    StandardState,
    Submission,
    SubmissionCopy,
    SubmissionMember,
    SubmissionState,
    SubmissionStep,
)
from guicheng.apps.standards.readings import company_words, content_hash, draft_content
from guicheng.apps.standards.selectors import (
    clean,
    colleague,
    open_submission,
    progress_of,
)
from guicheng.apps.standards.selectors.people import holders_of
from guicheng.apps.standards.services.access import NotAsWantedError, moment, standard_for
from guicheng.apps.standards.services.gates import (
    NothingToApproveError,
    planned_steps,
    rest,
    something_new,
    without_errors,
)
from guicheng.apps.standards.services.standards import InReviewError, audit
from guicheng.apps.standards.services.steps import advance, ask_current, running_for
from guicheng.apps.standards.services.telling import follow, settle_asked, tell
from guicheng.domain.values import GuichengError, Message, NotAllowedError
from guicheng.domain.values.message import _

REMIND_EVERY: Final = timedelta(hours=1)
_LONGEST_NOTE: Final = 2_000


class TooSoonError(GuichengError):
    """People were reminded less than an hour ago.

    Args:
        message: When it is possible again.
        again_at: That moment.
    """

    code = "too-soon"

    def __init__(self, message: Message, *, again_at: datetime) -> None:
        super().__init__(message)
        self.again_at = again_at


@transaction.atomic
def submit(
    *, actor: Actor, standard_key: str | UUID, at: datetime, note: str = "", copies: Iterable[str | UUID] = ()
) -> Submission:
    """Send a draft for approval; what is approved is named by the hash of its content.

    Args:
        actor: Who sends it, a person; needs ``standards.submit``.
        standard_key: The standard.
        at: Now, with time zone.
        note: What the approvers should know.
        copies: Keys of people who are kept informed (抄送).

    Raises:
        InReviewError: An approval runs already.
        NothingToApproveError: The draft is empty, says what the newest edition says, or is the text of a contract.
        FindingsStandError: Findings of severity error stand.
        RouteTooShortError: The route cannot come to two different approvers who did not write the draft.
    """
    standard, person = standard_for(actor, "standards.submit", standard_key), person_of(actor)
    if standard.is_contract:
        raise NothingToApproveError(
            _(
                "{code} is the text of a contract. It is compared with the standards and not published.",
                code=standard.code,
            )
        )
    if open_submission(standard) is not None:
        raise InReviewError(_("{code} is being approved already.", code=standard.code))
    content = draft_content(standard, company_words(standard.company_id))
    something_new(standard, content_hash(content))
    without_errors(standard, actor, at)
    plan = planned_steps(standard, person)
    last = standard.submissions.aggregate(last=Max("number"))["last"] or 0
    submission = Submission.objects.create(
        standard=standard,
        number=last + 1,
        content=content,
        content_hash=content_hash(content),
        note=clean(note)[:_LONGEST_NOTE],
        submitted_by=person,
        submitted_at=at,
    )
    for position, (name, mode, people) in enumerate(plan, 1):
        step = SubmissionStep.objects.create(submission=submission, position=position, name=name, mode=mode)
        SubmissionMember.objects.bulk_create([SubmissionMember(step=step, person=each) for each in people])
    standard.state = StandardState.REVIEW
    standard.save(update_fields=["state"])
    _settle_returned(standard, at)
    follow(person, standard)
    ask_current(submission, actor, at)
    _copy(submission, actor, copies, at)
    audit(standard, "submit", actor, at, after={"hash": submission.content_hash, "steps": [step[0] for step in plan]})
    return submission


@transaction.atomic
def withdraw_submission(*, actor: Actor, submission_key: str | UUID, at: datetime) -> Submission:
    """Take back what one sent for approval, as long as it is not published (撤回).

    Raises:
        NotAllowedError: Somebody else sent it.
        NotAsWantedError: The approval is over.
    """
    submission, standard = running_for(actor, submission_key, "standards.submit", approved=True)
    if person_of(actor).pk != submission.submitted_by_id:
        raise NotAllowedError(_("Only {name}, who sent it, can withdraw it.", name=submission.submitted_by.name))
    submission.state, submission.closed_at = SubmissionState.WITHDRAWN, at
    submission.save(update_fields=["state", "closed_at"])
    settle_asked(submission=submission, at=at)
    rest(standard)
    audit(standard, "withdraw_submission", actor, at, after={"submission": submission.number})
    return submission


@transaction.atomic
def copy_submission(
    *, actor: Actor, submission_key: str | UUID, person_keys: Iterable[str | UUID], at: datetime
) -> Submission:
    """Keep people informed of an approval (抄送).

    Raises:
        NotAsWantedError: Somebody cannot read the standard.
    """
    submission, standard = running_for(actor, submission_key, "standards.comment", approved=True)
    names = _copy(submission, actor, person_keys, at)
    audit(standard, "copy_submission", actor, at, after={"people": names})
    return submission


@transaction.atomic
def remind(*, actor: Actor, submission_key: str | UUID, at: datetime) -> int:
    """Remind those who are asked now (催办); return how many.

    Raises:
        TooSoonError: They were reminded less than an hour ago.
    """
    submission, standard = running_for(actor, submission_key, "standards.submit")
    if submission.reminded_at and at < submission.reminded_at + REMIND_EVERY:
        again = submission.reminded_at + REMIND_EVERY
        raise TooSoonError(
            _("They were reminded already. You can remind again at {when}.", when=moment(again)), again_at=again
        )
    submission.reminded_at = at
    submission.save(update_fields=["reminded_at"])
    progress = progress_of(submission)
    step = next(each for each in progress.steps if each.position == submission.step)
    if progress.passed(step):
        # Whoever was waited for has left: nothing stands in the way any more.
        advance(submission, standard, actor, at)
        return 0
    message = _("{name} reminds you: {standard} waits for your approval.", name=actor.name, standard=str(standard))
    people = progress.waiting(step)
    told = tell(
        people=people,
        kind=NotificationKind.REMINDED,
        standard=standard,
        submission=submission,
        message=message,
        actor=actor,
        at=at,
    )
    audit(standard, "remind", actor, at, after={"people": [person.name for person in people]})
    return told


def _copy(submission: Submission, actor: Actor, keys: Iterable[str | UUID], at: datetime) -> list[str]:
    standard = submission.standard
    readers = holders_of(standard.unit, "standards.read")
    people = [colleague(actor, key) for key in dict.fromkeys(str(key) for key in keys)]
    for person in people:
        if not readers.filter(pk=person.pk).exists():
            raise NotAsWantedError(
                _("{name} cannot read {standard}. Choose somebody who can.", name=person.name, standard=str(standard)),
                field="copies",
            )
        SubmissionCopy.objects.get_or_create(submission=submission, person=person)
    message = _("{name} keeps you informed of the approval of {standard}.", name=actor.name, standard=str(standard))
    tell(
        people=people,
        kind=NotificationKind.COPIED,
        standard=standard,
        submission=submission,
        message=message,
        actor=actor,
        at=at,
    )
    return [person.name for person in people]


def _settle_returned(standard: Standard, at: datetime) -> None:
    rows = Notification.objects.filter(standard=standard, kind=NotificationKind.RETURNED, settled_at__isnull=True)
    rows.update(settled_at=at)
