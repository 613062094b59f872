"""Conversations about standards and clauses."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import person_of
from guicheng.apps.standards.models import Comment, DraftClause, NotificationKind, Standard, Thread
from guicheng.apps.standards.selectors import as_key, clean, mentioned_in, thread_visible_to
from guicheng.apps.standards.services.access import NotAsWantedError, standard_for
from guicheng.apps.standards.services.standards import audit
from guicheng.apps.standards.services.telling import follow, followers_of, tell
from guicheng.domain.values.message import _

_LONGEST: Final = 4_000
_COMMENT: Final = "standards.comment"


@transaction.atomic
def start_thread(
    *, actor: Actor, standard_key: str | UUID, text: str, at: datetime, clause_key: str | UUID = ""
) -> Thread:
    """Start a conversation about a clause, or about the standard as a whole.

    Args:
        actor: Who writes, a person; needs ``standards.comment``.
        standard_key: The standard.
        text: What they write; @username tells colleagues who can see the standard.
        at: Now, with time zone.
        clause_key: The clause; "" for the standard as a whole.

    Raises:
        NotAsWantedError: The text is empty or too long.
        DraftClause.DoesNotExist: The clause is none of this standard.
    """
    standard = standard_for(actor, _COMMENT, standard_key)
    clause = None
    if clause_key:
        clause = DraftClause.objects.get(standard=standard, key=as_key(DraftClause, clause_key))
    thread = Thread.objects.create(standard=standard, clause_key=clause.key if clause else None, started_at=at)
    _write(thread, standard, text, actor, at)
    return thread


@transaction.atomic
def reply(*, actor: Actor, thread_key: str | UUID, text: str, at: datetime) -> Comment:
    """Write into a conversation; a resolved one is open again then.

    Raises:
        Thread.DoesNotExist: There is none within reach.
        NotAsWantedError: The text is empty or too long.
    """
    thread = thread_visible_to(actor, thread_key)
    standard = standard_for(actor, _COMMENT, thread.standard.key)
    if thread.resolved_at:
        thread.resolved_at = thread.resolved_by = None
        thread.save(update_fields=["resolved_at", "resolved_by"])
    return _write(thread, standard, text, actor, at)


@transaction.atomic
def resolve_thread(*, actor: Actor, key: str | UUID, at: datetime) -> Thread:
    """Say that a conversation is settled; nothing of it is lost."""
    thread = thread_visible_to(actor, key)
    standard = standard_for(actor, _COMMENT, thread.standard.key)
    if thread.resolved_at is None:
        thread.resolved_at, thread.resolved_by = at, person_of(actor)
        thread.save(update_fields=["resolved_at", "resolved_by"])
        audit(standard, "resolve_thread", actor, at, after={"thread": str(thread.key)})
    return thread


@transaction.atomic
def reopen_thread(*, actor: Actor, key: str | UUID, at: datetime) -> Thread:
    """Take up a conversation again that was settled."""
    thread = thread_visible_to(actor, key)
    standard = standard_for(actor, _COMMENT, thread.standard.key)
    if thread.resolved_at is not None:
        thread.resolved_at = thread.resolved_by = None
        thread.save(update_fields=["resolved_at", "resolved_by"])
        audit(standard, "reopen_thread", actor, at, after={"thread": str(thread.key)})
    return thread


def _write(thread: Thread, standard: Standard, text: str, actor: Actor, at: datetime) -> Comment:
    person = person_of(actor)
    comment = Comment.objects.create(thread=thread, text=_wanted(text), author=person, at=at)
    mentioned = mentioned_in(comment.text, standard.unit)
    comment.mentions.set(mentioned)
    follow(person, standard)
    fields = {"name": person.name, "standard": str(standard), "said": comment.text[:60]}
    telling = partial(tell, standard=standard, clause_key=thread.clause_key, actor=actor, at=at)
    called = _("{name} mentioned you in {standard}: {said}", **fields)
    telling(people=mentioned, kind=NotificationKind.MENTION, message=called)
    names = {each.pk for each in mentioned}
    others = [each for each in followers_of(standard) if each.pk not in names]
    written = _("{name} wrote in {standard}: {said}", **fields)
    telling(people=others, kind=NotificationKind.COMMENT, message=written)
    audit(standard, "write_comment", actor, at, after={"thread": str(thread.key), "text": comment.text[:200]})
    return comment


def _wanted(text: str) -> str:
    wanted = clean(text)
    if not wanted or len(wanted) > _LONGEST:
        raise NotAsWantedError(_("Write a comment of at most {limit} characters.", limit=str(_LONGEST)), field="text")
    return wanted
