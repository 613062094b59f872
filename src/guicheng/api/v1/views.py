"""Lists that people keep."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.people import told
from guicheng.api.v1.shapes import standards as shapes
from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.models import SavedView

calls = Calls("views")
# Which lists somebody may look at, and so keep, is asked list by list below this door.
_READ = "organization.read"


@calls.get("/views", needs=_READ, answer=shapes.Views, summary="List kept lists", refuses=("bad-cursor",))
def list_views(request: HttpRequest, wanted: Query[shapes.ViewsWanted]) -> dict[str, Any]:
    """Return the lists that the person keeps, and those that colleagues share; a token keeps none."""
    found, following = page_of(selectors.views_visible_to(actor_of(request), wanted.page), wanted.cursor, by="name")
    return {"items": [_view(row) for row in found], "next": following}


@calls.write(
    "POST",
    "/views",
    needs=_READ,
    answer=shapes.View,
    status=201,
    summary="Keep a list",
    refuses=("not-as-wanted",),
)
def save_view(request: HttpRequest, body: shapes.ViewIn) -> dict[str, Any]:
    """Keep a list under a name; the same name again replaces it. For people, not for tokens."""
    return _view(services.save_view(actor=actor_of(request), **body.model_dump(), at=timezone.now()))


@calls.write("DELETE", "/views/{key}", needs=_READ, answer=None, summary="Keep a list no longer")
def delete_view(request: HttpRequest, key: Path[str]) -> None:
    """Delete a list that one keeps oneself."""
    services.delete_view(actor=actor_of(request), key=key, at=timezone.now())


def _view(row: SavedView) -> dict[str, Any]:
    return {
        "key": str(row.key),
        "page": row.page,
        "name": row.name,
        "query": row.query,
        "shared": row.shared,
        "owner": told(row.owner),
    }
