"""Conversations beside standards."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.people import told
from guicheng.api.v1.shapes import talk as shapes
from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.models import Comment, Standard, Thread

calls = Calls("talk")
_READ, _COMMENT = "standards.read", "standards.comment"


@calls.get(
    "/standards/{code}/threads",
    needs=_READ,
    answer=shapes.Threads,
    summary="List conversations",
    refuses=("bad-cursor",),
)
def list_threads(request: HttpRequest, code: Path[str], wanted: Query[shapes.ThreadsWanted]) -> dict[str, Any]:
    """Return the conversations about a standard, or about one of its clauses, with all that was written."""
    standard = selectors.standard_visible_to(actor_of(request), code)
    rows = selectors.threads_of(standard, clause_key=wanted.clause, resolved=wanted.resolved)
    found, following = page_of(rows, wanted.cursor)
    return {"items": [_thread(thread, standard) for thread in found], "next": following}


@calls.get("/threads/{key}", needs=_READ, answer=shapes.Thread, summary="See a conversation")
def see_thread(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return one conversation."""
    return _again(selectors.thread_visible_to(actor_of(request), key))


@calls.write(
    "POST",
    "/standards/{code}/threads",
    needs=_COMMENT,
    answer=shapes.Thread,
    status=201,
    summary="Start a conversation",
    refuses=("not-as-wanted", "archived"),
)
def start_thread(request: HttpRequest, code: Path[str], body: shapes.ThreadIn) -> dict[str, Any]:
    """Write about a clause or about the standard; followers and those who are mentioned are told. For people."""
    actor = actor_of(request)
    standard = selectors.standard_visible_to(actor, code)
    made = services.start_thread(
        actor=actor, standard_key=standard.key, clause_key=body.clause, text=body.text, at=timezone.now()
    )
    return _again(made)


@calls.write(
    "POST",
    "/threads/{key}/comments",
    needs=_COMMENT,
    answer=shapes.Thread,
    status=201,
    summary="Write into a conversation",
    refuses=("not-as-wanted", "archived"),
)
def reply(request: HttpRequest, key: Path[str], body: shapes.CommentIn) -> dict[str, Any]:
    """Write into a conversation; a resolved one is open again then. For people."""
    actor = actor_of(request)
    services.reply(actor=actor, thread_key=key, text=body.text, at=timezone.now())
    return _again(selectors.thread_visible_to(actor, key))


@calls.write(
    "POST",
    "/threads/{key}/resolve",
    needs=_COMMENT,
    answer=shapes.Thread,
    summary="Resolve a conversation",
    refuses=("archived",),
)
def resolve_thread(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Say that a conversation is settled; nothing of it is lost. For people."""
    return _again(services.resolve_thread(actor=actor_of(request), key=key, at=timezone.now()))


@calls.write(
    "POST",
    "/threads/{key}/reopen",
    needs=_COMMENT,
    answer=shapes.Thread,
    summary="Reopen a conversation",
    refuses=("archived",),
)
def reopen_thread(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Take up a conversation again that was settled."""
    return _again(services.reopen_thread(actor=actor_of(request), key=key, at=timezone.now()))


def _again(thread: Thread) -> dict[str, Any]:
    """Return a conversation with its comments loaded."""
    return _thread(selectors.threads_of(thread.standard).get(pk=thread.pk), thread.standard)


def _thread(thread: Thread, standard: Standard) -> dict[str, Any]:
    return {
        "key": str(thread.key),
        "standard": standard.code,
        "clause": str(thread.clause_key) if thread.clause_key else None,
        "started_at": thread.started_at,
        "resolved_at": thread.resolved_at,
        "resolved_by": told(thread.resolved_by) if thread.resolved_by else None,
        "comments": [_comment(comment) for comment in thread.comments.all()],
    }


def _comment(comment: Comment) -> dict[str, Any]:
    return {
        "key": str(comment.key),
        "text": comment.text,
        "author": told(comment.author),
        "at": comment.at,
        "mentions": [told(person) for person in comment.mentions.all()],
    }
