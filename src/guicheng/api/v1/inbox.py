"""What a person is told, and what they follow."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import PAGE, page_of
from guicheng.api.v1.people import told
from guicheng.api.v1.shapes import inbox as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.apps.notices.selectors.own import wish_of
from guicheng.apps.notices.services import own
from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.models import Notification, Standard

calls = Calls("inbox")
_OWN = "notifications.own"
_FOLLOW = "/standards/{code}/follow"


@calls.get("/inbox", needs=_OWN, answer=shapes.Inbox, summary="Read the inbox", refuses=("bad-cursor",))
def read_inbox(request: HttpRequest, wanted: Query[shapes.InboxWanted]) -> dict[str, Any]:
    """Return what waits for the person or what they follow; a token has no inbox and gets an empty list."""
    actor = actor_of(request)
    page = selectors.inbox_of(actor, what=wanted.what, unread=wanted.unread, cursor=wanted.cursor, count=PAGE)
    counts = selectors.inbox_counts(actor)
    items = [_notification(row) for row in page.rows]
    return {"items": items, "next": page.next, "needs": counts.needs, "unread": counts.unread}


@calls.write("POST", "/inbox/read", needs=_OWN, answer=shapes.ReadOut, summary="Mark notifications as read")
def read_notifications(request: HttpRequest, body: shapes.ReadIn) -> dict[str, Any]:
    """Mark notifications as read; a mention is settled by that."""
    return {"read": services.read_notifications(actor=actor_of(request), keys=body.keys, at=timezone.now())}


@calls.get("/inbox/letters", needs=_OWN, answer=shapes.LettersOut, summary="See how often letters come")
def see_letters(request: HttpRequest) -> dict[str, Any]:
    """Return how often notifications come as a letter."""
    return {"email": wish_of(actor_of(request).person).letters}


@calls.write("PUT", "/inbox/letters", needs=_OWN, answer=shapes.LettersOut, summary="Choose how often letters come")
def choose_letters(request: HttpRequest, body: shapes.Letters) -> dict[str, Any]:
    """Choose how often notifications come as a letter."""
    own.choose_letters(actor=actor_of(request), letters=body.email, at=timezone.now())
    return {"email": body.email}


@calls.get("/followed", needs=_OWN, answer=shapes.Followed, summary="List followed standards", refuses=("bad-cursor",))
def list_followed(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the standards that the person follows, by code."""
    found, following = page_of(selectors.followed_by(actor_of(request)), wanted.cursor, by="code")
    items = [{"key": str(row.key), "code": row.code, "title": row.title, "unit": told(row.unit)} for row in found]
    return {"items": items, "next": following}


@calls.write("PUT", _FOLLOW, needs=_OWN, answer=None, summary="Follow a standard")
def follow_standard(request: HttpRequest, code: Path[str]) -> None:
    """Hear of a standard: comments, editions, withdrawals. For people, not for tokens."""
    actor = actor_of(request)
    services.follow_standard(actor=actor, key=_readable(actor, code).key, at=timezone.now())


@calls.write("DELETE", _FOLLOW, needs=_OWN, answer=None, summary="Follow a standard no longer")
def unfollow_standard(request: HttpRequest, code: Path[str]) -> None:
    """Hear of a standard no longer."""
    actor = actor_of(request)
    services.unfollow_standard(actor=actor, key=_readable(actor, code).key, at=timezone.now())


def _readable(actor: Actor, code: str) -> Standard:
    """Return a standard whose draft or editions the person may read.

    Raises:
        Standard.DoesNotExist: There is none within reach.
    """
    try:
        return selectors.standard_visible_to(actor, code)
    except Standard.DoesNotExist:
        return selectors.published_visible_to(actor, code)


def _notification(row: Notification) -> dict[str, Any]:
    return {
        "key": str(row.key),
        "kind": row.kind,
        "sentence": row.message.render(gettext),
        "standard": row.standard.code,
        "clause": str(row.clause_key) if row.clause_key else None,
        "submission": str(row.submission.key) if row.submission else None,
        "at": row.at,
        "read_at": row.read_at,
        "settled_at": row.settled_at,
    }
