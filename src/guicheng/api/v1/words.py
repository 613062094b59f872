"""The words of the company, over the shipped lexicon."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.shapes import words as shapes
from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.models import Term

calls = Calls("words")
_READ, _MANAGE = "standards.read_published", "lexicon.manage"
_FIELDS = ("surface", "group", "canonical", "value", "inclusive", "note")


@calls.get("/terms", needs=_READ, answer=shapes.Terms, summary="List terms", refuses=("bad-cursor",))
def list_terms(request: HttpRequest, wanted: Query[shapes.TermsWanted]) -> dict[str, Any]:
    """Return the words that the company added to the shipped lexicon."""
    rows = selectors.terms_visible_to(actor_of(request), words=wanted.words, group=wanted.group)
    found, following = page_of(rows, wanted.cursor, by="surface")
    return {"items": [_term(term) for term in found], "next": following}


@calls.get("/terms/{key}", needs=_READ, answer=shapes.Term, summary="See a term")
def see_term(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return one word."""
    return _term(selectors.term_visible_to(actor_of(request), key))


@calls.write(
    "POST",
    "/terms",
    needs=_MANAGE,
    answer=shapes.Term,
    status=201,
    summary="Add a term",
    refuses=("not-as-wanted",),
)
def add_term(request: HttpRequest, body: shapes.TermIn) -> dict[str, Any]:
    """Add a word; all drafts of the company are read again by it."""
    return _term(services.add_term(actor=actor_of(request), **body.model_dump(), at=timezone.now()))


@calls.write(
    "PATCH", "/terms/{key}", needs=_MANAGE, answer=shapes.Term, summary="Change a term", refuses=("not-as-wanted",)
)
def change_term(request: HttpRequest, key: Path[str], body: shapes.TermChange) -> dict[str, Any]:
    """Change a word; what is left out stays, and all drafts are read again."""
    actor = actor_of(request)
    term = selectors.term_visible_to(actor, key)
    sent = {name: value for name, value in body.model_dump().items() if value is not None}
    kept = {name: getattr(term, name) for name in _FIELDS}
    return _term(services.change_term(actor=actor, key=key, **{**kept, **sent}, at=timezone.now()))


@calls.write("DELETE", "/terms/{key}", needs=_MANAGE, answer=None, summary="Remove a term")
def remove_term(request: HttpRequest, key: Path[str]) -> None:
    """Take a word out of the company's lexicon; all drafts are read again."""
    actor = actor_of(request)
    # Found before it is asked for, so that another company's is absent and not forbidden.
    term = selectors.term_visible_to(actor, key)
    services.remove_term(actor=actor, key=term.key, at=timezone.now())


def _term(term: Term) -> dict[str, Any]:
    plain = {name: getattr(term, name) for name in _FIELDS}
    return {"key": str(term.key), **plain, "changed_at": term.changed_at}
