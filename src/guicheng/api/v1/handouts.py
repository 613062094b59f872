"""Documents that go out: asked for, looked after, fetched."""

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
from guicheng.api.v1.shapes import handouts as shapes
from guicheng.api.v1.shapes.parts import Number, Wanted
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards import handouts, selectors, services
from guicheng.apps.standards.models import Edition, Handout, Standard
from guicheng.apps.standards.selectors import handouts as found_handouts
from guicheng.usecases.ask_for_document import ask_for_document

calls = Calls("handouts")
_DRAFT, _PUBLISHED = "standards.read", "standards.read_published"
_REFUSES = ("not-as-wanted", "too-much-stored")


@calls.write(
    "POST",
    "/standards/{code}/handouts",
    needs=_DRAFT,
    answer=shapes.HandoutOf,
    status=201,
    summary="Ask for a document of a draft",
    refuses=_REFUSES,
)
def ask_for_draft(request: HttpRequest, code: Path[str], body: shapes.HandoutIn) -> dict[str, Any]:
    """Have a manual, handbook or notice made of a draft; every page says that it is one.

    Ask for the document until its state is `ready` or `refused`.
    """
    return _asked(request, selectors.standard_visible_to(actor_of(request), code), body)


@calls.write(
    "POST",
    "/standards/{code}/editions/{number}/handouts",
    needs=_PUBLISHED,
    answer=shapes.HandoutOf,
    status=201,
    summary="Ask for a document of an edition",
    refuses=_REFUSES,
)
def ask_for_edition(
    request: HttpRequest, code: Path[str], number: Path[Number], body: shapes.HandoutIn
) -> dict[str, Any]:
    """Have a manual, handbook or notice made of an edition, with the values that it was published with."""
    return _asked(request, selectors.edition_visible_to(actor_of(request), code, number), body)


@calls.write(
    "POST",
    "/units/{key}/handouts",
    needs=_PUBLISHED,
    answer=shapes.HandoutOf,
    status=201,
    summary="Ask for a document of what holds at a unit",
    refuses=_REFUSES,
)
def ask_for_unit(request: HttpRequest, key: Path[str], body: shapes.HandoutIn) -> dict[str, Any]:
    """Have a manual, handbook or notice made of all editions that hold at a unit, its own and those from above."""
    return _asked(request, selectors.unit_within(actor_of(request), key, _PUBLISHED), body)


@calls.get(
    "/handouts", needs=_PUBLISHED, answer=shapes.Handouts, summary="List documents that go out", refuses=("bad-cursor",)
)
def list_handouts(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the documents within reach that were asked for, newest first; they are kept for 7 days."""
    rows = found_handouts.handouts_visible_to(actor_of(request))
    found, following = page_of(rows, wanted.cursor, falling=True)
    return {"items": [_handout(row) for row in found], "next": following}


@calls.get("/handouts/{key}", needs=_PUBLISHED, answer=shapes.HandoutOf, summary="See a document that goes out")
def see_handout(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return how far a document is."""
    return _handout(found_handouts.handout_visible_to(actor_of(request), key))


@calls.get(
    "/handouts/{key}/file", needs=_PUBLISHED, answer=shapes.HandoutContent, summary="Fetch a document that goes out"
)
def fetch_handout(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return the bytes of a document; absent until it is ready."""
    found = found_handouts.handout_visible_to(actor_of(request), key)
    content = b64encode(found_handouts.handout_content(found)).decode()
    return {"name": found.name, "content_type": handouts.CONTENT_TYPES[found.form], "content": content}


def _asked(request: HttpRequest, subject: Standard | Edition | Unit, body: shapes.HandoutIn) -> dict[str, Any]:
    wish = services.HandoutWish(**body.model_dump())
    made = ask_for_document(actor=actor_of(request), subject=subject, wish=wish, at=timezone.now())
    return _handout(made)


def _handout(row: Handout) -> dict[str, Any]:
    names = ("name", "kind", "form", "state", "done", "total", "size", "asked_at")
    refusal = row.refusal.render(gettext) if row.refusal else ""
    return {"key": str(row.key), **{name: getattr(row, name) for name in names}, "refusal": refusal}
