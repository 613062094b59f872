"""What a person was told of the work, and what of it they have read."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.posts import told
from guicheng.api.v1.shapes import notices as shapes
from guicheng.apps.notices.models import Notice
from guicheng.apps.notices.selectors.own import notices_of, unread_count
from guicheng.apps.notices.services import own

calls = Calls("notices")
_OWN: Final = "notifications.own"


@calls.get("/notices", needs=_OWN, answer=shapes.NoticeList, summary="List notices", refuses=("bad-cursor",))
def list_notices(request: HttpRequest, wanted: Query[shapes.NoticesWanted]) -> dict[str, Any]:
    """Return what the person was told, the newest first; a token is told nothing and gets an empty list."""
    actor = actor_of(request)
    found, following = page_of(notices_of(actor, unread=wanted.unread), wanted.cursor, falling=True)
    return {"items": [_notice(row) for row in found], "next": following, "unread": unread_count(actor)}


@calls.write("POST", "/notices/read", needs=_OWN, answer=shapes.NoticesRead, summary="Mark notices as read")
def read_notices(request: HttpRequest, body: shapes.NoticesReadIn) -> dict[str, Any]:
    """Mark notices of the person's own as read; those of others and those read before are not counted."""
    return {"read": own.read_notices(actor=actor_of(request), keys=body.keys, at=timezone.now())}


def _notice(row: Notice) -> dict[str, Any]:
    happening = row.happening
    text = happening.text_message
    return {
        "key": str(row.key),
        "kind": happening.kind,
        "title": happening.title_message.render(gettext),
        "text": text.render(gettext) if text else "",
        "unit": told(happening.unit),
        "path": happening.path,
        "urgent": happening.urgent,
        "at": happening.at,
        "read_at": row.read_at,
    }
