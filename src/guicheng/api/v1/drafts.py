"""Drafts as a whole: their clauses, headings, history, and what differs from the newest edition."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Path, Query

from guicheng.api.v1 import clause_json as told
from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import PAGE, cursor_after, start_of
from guicheng.api.v1.shapes import clauses as shapes
from guicheng.api.v1.shapes import history
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.api.v1.standards import today
from guicheng.apps.standards import selectors
from guicheng.apps.standards.models import Standard

calls = Calls("clauses")
_READ = "standards.read"
_PAGED = ("bad-cursor",)


@calls.get(
    "/standards/{code}/clauses",
    needs=_READ,
    answer=shapes.Clauses,
    summary="List the clauses of a draft",
    refuses=_PAGED,
)
def list_clauses(request: HttpRequest, code: Path[str], wanted: Query[shapes.ClausesWanted]) -> dict[str, Any]:
    """Return the clauses of a draft that fit, in order, with what was understood of them."""
    standard, start = _standard(request, code), start_of(wanted.cursor)
    rows, total = selectors.draft_clauses(
        standard,
        day=today(),
        state=wanted.state,
        severity=wanted.severity,
        code=wanted.rule,
        words=wanted.words,
        unconfirmed=wanted.unconfirmed,
        start=start,
        count=PAGE,
    )
    return {
        "items": [told.row_json(row) for row in rows],
        "next": cursor_after(start, len(rows), total),
        "total": total,
    }


@calls.get(
    "/standards/{code}/outline",
    needs=_READ,
    answer=history.Outline,
    summary="List the headings of a draft",
    refuses=_PAGED,
)
def see_outline(request: HttpRequest, code: Path[str], wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the headings of a draft in order, each with the clauses and errors below it."""
    rows, start = selectors.outline_of(_standard(request, code)), start_of(wanted.cursor)
    shown = rows[start : start + PAGE]
    items = [
        {
            "key": str(row.key),
            "number": row.number,
            "text": row.text,
            "level": row.level,
            "clauses": row.clauses,
            "errors": row.errors,
        }
        for row in shown
    ]
    return {"items": items, "next": cursor_after(start, len(shown), len(rows))}


@calls.get(
    "/standards/{code}/history",
    needs=_READ,
    answer=history.History,
    summary="Read the history of a draft",
    refuses=_PAGED,
)
def see_history(request: HttpRequest, code: Path[str], wanted: Query[history.HistoryWanted]) -> dict[str, Any]:
    """Return what became of the clauses of a draft, or of one of them, newest first."""
    page = selectors.changes_of(
        _standard(request, code), clause_key=wanted.clause or None, cursor=wanted.cursor, count=PAGE
    )
    return {"items": [told.change_json(row) for row in page.rows], "next": page.next}


@calls.get(
    "/standards/{code}/removed", needs=_READ, answer=history.History, summary="List deleted clauses", refuses=_PAGED
)
def list_removed(request: HttpRequest, code: Path[str], wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the deletions that still hold, newest first; each can be restored by its key."""
    rows, start = selectors.removed_clauses(_standard(request, code)), start_of(wanted.cursor)
    shown = rows[start : start + PAGE]
    items = [told.change_json(row) for row in shown]
    return {"items": items, "next": cursor_after(start, len(shown), len(rows))}


@calls.get(
    "/standards/{code}/differences",
    needs=_READ,
    answer=history.Differences,
    summary="Compare a draft with the newest edition",
    refuses=_PAGED,
)
def see_differences(request: HttpRequest, code: Path[str], wanted: Query[Wanted]) -> dict[str, Any]:
    """Return what the next edition would change, clause by clause with the words marked."""
    found = selectors.changes_since_edition(_standard(request, code))
    return told.differences_json(found, wanted.cursor)


@calls.ask("/standards/{code}/read", needs=_READ, answer=shapes.TextRead, summary="Read a text that is not saved")
def read_text(request: HttpRequest, code: Path[str], body: shapes.TextIn) -> dict[str, Any]:
    """Read and check a text by the words and parameters of the company; nothing is kept."""
    actor = actor_of(request)
    standard = selectors.standard_visible_to(actor, code)
    found = selectors.read_draft(actor, standard.key, body.text, kind=body.kind, elements=body.elements or None)
    return {
        "state": found.clause.state.value,
        "echo": list(found.echo),
        **told.bounds_json(found.clause),
        "findings": told.findings_json(found.findings),
        "filled": found.filled,
        "parameters": sorted(found.parameters),
    }


def _standard(request: HttpRequest, code: str) -> Standard:
    return selectors.standard_visible_to(actor_of(request), code)
