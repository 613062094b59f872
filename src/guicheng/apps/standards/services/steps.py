"""An approval on its way: fetched for an act, asked of the next people, brought to its end."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.models import (
    Notification,
    NotificationKind,
    Standard,
    StandardState,
    Submission,
    SubmissionState,
)
from guicheng.apps.standards.selectors import progress_of, submission_visible_to
from guicheng.apps.standards.services.access import NotAsWantedError, standard_for
from guicheng.apps.standards.services.telling import settle_asked, tell
from guicheng.domain.values import Message
from guicheng.domain.values.message import _


def running_for(
    actor: Actor, key: str | UUID, permission: str, *, approved: bool = False
) -> tuple[Submission, Standard]:
    """Return an approval that runs, and its standard with the row locked.

    Args:
        actor: Who acts.
        key: The approval.
        permission: What the act needs.
        approved: Whether the act is possible once everybody has approved.

    Raises:
        Submission.DoesNotExist: There is none within reach.
        NotAsWantedError: It is over.
    """
    visible = submission_visible_to(actor, key)
    standard = standard_for(actor, permission, visible.standard.key)
    submission = Submission.objects.select_related("submitted_by").get(pk=visible.pk)
    submission.standard = standard
    states = {SubmissionState.OPEN, *([SubmissionState.APPROVED] if approved else [])}
    if submission.state not in states:
        raise NotAsWantedError(_("This approval of {code} is over.", code=standard.code), field="submission_key")
    return submission, standard


def ask_current(submission: Submission, actor: Actor, at: datetime, message: Message | None = None) -> None:
    """Ask the people of the step that is reached, and nobody else any more."""
    progress = progress_of(submission)
    step = next(each for each in progress.steps if each.position == submission.step)
    people = progress.waiting(step)
    settle_asked(submission=submission, at=at, but=[person.pk for person in people])
    waiting = Notification.objects.filter(submission=submission, kind="opinion-asked", settled_at__isnull=True)
    asked = set() if message else set(waiting.values_list("person_id", flat=True))
    told = message or _(
        "{name} asks for your approval of {standard}.",
        name=submission.submitted_by.name,
        standard=str(submission.standard),
    )
    tell(
        people=[person for person in people if person.pk not in asked],
        kind=NotificationKind.OPINION_ASKED,
        standard=submission.standard,
        submission=submission,
        message=told,
        actor=actor,
        at=at,
    )


def advance(submission: Submission, standard: Standard, actor: Actor, at: datetime) -> None:
    """Move an approval to the first step that has not passed, or to its end."""
    progress = progress_of(submission)
    current = progress.current()
    if current is None:
        submission.state, submission.closed_at = SubmissionState.APPROVED, at
        submission.save(update_fields=["state", "closed_at"])
        standard.state = StandardState.APPROVED
        standard.save(update_fields=["state"])
        settle_asked(submission=submission, at=at)
        message = _("{standard} is approved and can be published.", standard=str(standard))
        tell_sender(submission, NotificationKind.APPROVED, message, actor, at)
        return
    submission.step = current.position
    submission.save(update_fields=["step"])
    ask_current(submission, actor, at)


def tell_sender(submission: Submission, kind: str, message: Message, actor: Actor, at: datetime) -> None:
    """Tell who sent a draft what became of it."""
    tell(
        people=[submission.submitted_by],
        kind=kind,
        standard=submission.standard,
        submission=submission,
        message=message,
        actor=actor,
        at=at,
    )
