"""A change of a draft that is being approved takes back the opinions that were given before it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.models import (
    DraftClause,
    NotificationKind,
    Opinion,
    OpinionVoid,
    Standard,
    StandardState,
    Submission,
    SubmissionState,
    VoidWhy,
)
from guicheng.apps.standards.readings import CompanyWords, content_hash, draft_content
from guicheng.apps.standards.selectors.approval import open_submission, progress_of
from guicheng.apps.standards.services.telling import settle_asked, tell
from guicheng.domain.values.message import _


def void_opinions(
    *, standard: Standard, keys: Collection[UUID | None], words: CompanyWords, actor: Actor, at: datetime
) -> int:
    """Take a change of a draft into the approval that runs; return how many opinions no longer count.

    Args:
        standard: Its row is locked and its draft is as it will be.
        keys: The clauses that changed; None among them stands for title, code or category.
        words: The words of the company, with the parameters as they are now.
        actor: Who made the change.
        at: Now, with time zone.
    """
    submission = open_submission(standard)
    if submission is None:
        return 0
    content = draft_content(standard, words)
    if content_hash(content) == submission.content_hash:
        return 0
    submission.standard = standard
    submission.content, submission.content_hash = content, content_hash(content)
    opinions = progress_of(submission).standing()
    _void(opinions, keys, actor, at)
    if opinions:
        _ask_again(submission, opinions, keys, actor, at)
    submission.save()
    return len(opinions)


def _void(opinions: Sequence[Opinion], keys: Collection[UUID | None], actor: Actor, at: datetime) -> None:
    OpinionVoid.objects.bulk_create(
        [
            OpinionVoid(opinion=opinion, clause_key=key, why=VoidWhy.CHANGED, by=actor.person, at=at)
            for opinion in opinions
            for key in dict.fromkeys(keys)
        ]
    )


def _ask_again(
    submission: Submission,
    opinions: Sequence[Opinion],
    keys: Collection[UUID | None],
    actor: Actor,
    at: datetime,
) -> None:
    standard = submission.standard
    submission.state, submission.closed_at = SubmissionState.OPEN, None
    submission.step = min(opinion.step.position for opinion in opinions)
    standard.state = StandardState.REVIEW
    standard.save(update_fields=["state"])
    message = _(
        "{name} changed {clause} of {standard} during approval. Your approval no longer covers it; look at it again.",
        name=actor.name,
        clause=_clause_name(keys),
        standard=str(standard),
    )
    people = [opinion.person for opinion in opinions]
    again = [opinion.person for opinion in opinions if opinion.step.position == submission.step]
    settle_asked(submission=submission, at=at, but=[person.pk for person in again])
    telling = partial(tell, standard=standard, submission=submission, actor=actor, at=at, message=message)
    told = [person for person in people if person not in again]
    first = next(iter(keys), None)
    telling(people=again, kind=NotificationKind.OPINION_ASKED, clause_key=first)
    telling(people=told, kind=NotificationKind.VOIDED, clause_key=first)


def _clause_name(keys: Collection[UUID | None]) -> str:
    """Return what people call the first clause that changed."""
    found = DraftClause.objects.filter(key__in=[key for key in keys if key]).order_by("position").first()
    return (found.number or f"“{found.text[:10]}”") if found else "—"
