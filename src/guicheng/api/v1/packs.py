"""Packs of evidence for one dispute: asked for, looked after, fetched."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.shapes import packs as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.apps.operations.models import DisputePack
from guicheng.apps.operations.selectors import packs
from guicheng.apps.operations.services.packs import PackWish, ask_for_pack

calls = Calls("evidence")
_READ = "evidence.read"


@calls.write(
    "POST",
    "/packs",
    needs=_READ,
    answer=shapes.PackOf,
    status=201,
    summary="Ask for an evidence pack",
    refuses=("not-as-wanted",),
)
def want_pack(request: HttpRequest, body: shapes.PackIn) -> dict[str, Any]:
    """Have all that is kept of an order, a case, a round or another task packed for one dispute.

    Ask for the pack until its state is `ready` or `refused`.
    """
    wish = PackWish(body.case, body.reason, reveal=body.reveal, hold=body.hold)
    made = ask_for_pack(actor=actor_of(request), kind=body.kind, key=body.subject, wish=wish, at=timezone.now())
    return _pack(made)


@calls.get("/packs", needs=_READ, answer=shapes.Packs, summary="List evidence packs", refuses=("bad-cursor",))
def list_packs(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the packs within reach, newest first; they are kept as they were made."""
    found, following = page_of(packs.packs_visible_to(actor_of(request)), wanted.cursor, falling=True)
    return {"items": [_pack(row) for row in found], "next": following}


@calls.get("/packs/{key}", needs=_READ, answer=shapes.PackOf, summary="See an evidence pack")
def see_pack(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return how far a pack is, and its hashes."""
    return _pack(packs.pack_visible_to(actor_of(request), key))


@calls.get("/packs/{key}/file", needs=_READ, answer=shapes.PackContent, summary="Fetch an evidence pack")
def fetch_pack(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return the zip file of a pack; absent until it is ready."""
    found = packs.pack_visible_to(actor_of(request), key)
    content = b64encode(packs.pack_content(found)).decode()
    return {"name": f"pack-{found.statements[:8]}.zip", "content_type": "application/zip", "content": content}


@calls.get("/packs/{key}/paper", needs=_READ, answer=shapes.PackContent, summary="Fetch the paper of an evidence pack")
def fetch_paper(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return the PDF file of a pack, which is in the zip file too; absent until it is ready."""
    found = packs.pack_visible_to(actor_of(request), key)
    content = b64encode(packs.pack_paper(found)).decode()
    return {"name": f"pack-{found.statements[:8]}.pdf", "content_type": "application/pdf", "content": content}


def _pack(row: DisputePack) -> dict[str, Any]:
    names = (
        "kind", "subject", "name", "case", "reason", "revealed", "state", "done", "total", "size", "sha256",
        "content", "statements", "asked_at", "made_at",
    )  # fmt: skip
    held = row.hold is not None and row.hold.lifted_at is None
    refusal = row.refusal.render(gettext) if row.refusal else ""
    return {"key": str(row.key), **{name: getattr(row, name) for name in names}, "held": held, "refusal": refusal}
