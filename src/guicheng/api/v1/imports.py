"""Documents: sent in, read, planned, imported into drafts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import File, Path, Query
from ninja.files import UploadedFile

from guicheng.adapters.reports.contract import clause_json
from guicheng.api.v1.callers import actor_of, caller_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import PAGE, cursor_after, page_of, start_of
from guicheng.api.v1.shapes import imports as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.models import Document, Standard
from guicheng.usecases import import_document as importing

calls = Calls("documents")
_IMPORT = "documents.import"


@calls.get("/documents", needs=_IMPORT, answer=shapes.Documents, summary="List documents", refuses=("bad-cursor",))
def list_documents(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the documents that this person or token sent in, newest first; they are kept for 30 days."""
    rows = selectors.documents_visible_to(_owner(request))
    found, following = page_of(rows, wanted.cursor, falling=True)
    return {"items": [_document(row) for row in found], "next": following}


@calls.write(
    "POST",
    "/documents",
    needs=_IMPORT,
    answer=shapes.DocumentOf,
    status=201,
    summary="Send a document in",
    refuses=("too-much-stored",),
)
def send_document(request: HttpRequest, file: File[UploadedFile]) -> dict[str, Any]:
    """Take a .docx, .xlsx, .md or .txt file of at most 20 MB; it is read in the background.

    The same file sent again is the same document. Ask for the document until its state is `read` or `refused`.
    """
    made = services.receive_document(owner=_owner(request), name=file.name or "-", data=file.read(), at=timezone.now())
    return _document(made)


@calls.get("/documents/{key}", needs=_IMPORT, answer=shapes.DocumentOf, summary="See a document")
def see_document(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return how far the reading of a document is."""
    return _document(_found(request, key))


@calls.write("DELETE", "/documents/{key}", needs=_IMPORT, answer=None, summary="Delete a document")
def delete_document(request: HttpRequest, key: Path[str]) -> None:
    """Delete a document with its file; drafts that were made of it stay."""
    services.delete_document(owner=_owner(request), key=key)


@calls.get(
    "/documents/{key}/sections", needs=_IMPORT, answer=shapes.Sections, summary="List sections", refuses=("bad-cursor",)
)
def list_sections(request: HttpRequest, key: Path[str], wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the sections of a document that hold clauses, in order."""
    rows, start = selectors.sections_of(_found(request, key)), start_of(wanted.cursor)
    shown = rows[start : start + PAGE]
    items = [{name: getattr(row, name) for name in shapes.SectionOf.model_fields} for row in shown]
    return {"items": items, "next": cursor_after(start, len(shown), len(rows))}


@calls.get(
    "/documents/{key}/clauses",
    needs=_IMPORT,
    answer=shapes.DocumentClauses,
    summary="List the clauses of a document",
    refuses=("bad-cursor",),
)
def list_document_clauses(
    request: HttpRequest, key: Path[str], wanted: Query[shapes.DocumentClausesWanted]
) -> dict[str, Any]:
    """Return the clauses of a document that fit, in order, as they were read."""
    document, start = _found(request, key), start_of(wanted.cursor)
    reads, total = selectors.reads_of(
        document, state=wanted.state, code=wanted.rule, words=wanted.words, start=start, count=PAGE
    )
    items = [clause_json(read, gettext) for read in reads]
    return {"items": items, "next": cursor_after(start, len(reads), total), "total": total}


@calls.ask(
    "/documents/{key}/plan",
    needs=_IMPORT,
    answer=shapes.Plans,
    summary="Plan an import",
    refuses=("not-read-yet",),
)
def plan_import(request: HttpRequest, key: Path[str], body: shapes.Choices) -> dict[str, Any]:
    """Tell what an import would do, without doing it: new clauses, or what a newer file changes in a draft."""
    plans = importing.plan_import(
        actor=actor_of(request), owner=_owner(request), document_key=key, choices=_choices(body)
    )
    return {"items": [_plan(plan) for plan in plans]}


@calls.write(
    "POST",
    "/documents/{key}/import",
    needs=_IMPORT,
    answer=shapes.Outcome,
    summary="Import into drafts",
    refuses=("not-read-yet", "not-as-wanted", "code-taken", "archived", "not-brought"),
)
def import_document(request: HttpRequest, key: Path[str], body: shapes.Choices) -> dict[str, Any]:
    """Make the chosen sections drafts, or take over what a newer file changes: all of them or, refused, none.

    The file of a standard (Markdown with front matter) is taken whole, with its grades, elements and coverage.

    Changes that meet work done here since the last import are left out unless they are accepted.
    """
    done = importing.import_document(
        actor=actor_of(request),
        owner=_owner(request),
        document_key=key,
        choices=_choices(body),
        at=timezone.now(),
    )
    return {
        "created": _told(done.created),
        "changed": _told(done.changed),
        "unchanged": _told(done.unchanged),
    }


def _owner(request: HttpRequest) -> str:
    return f"api:{caller_of(actor_of(request))}"


def _found(request: HttpRequest, key: str) -> Document:
    return selectors.document_visible_to(_owner(request), key)


def _choices(body: shapes.Choices) -> importing.ImportChoices:
    return importing.ImportChoices(body.unit, tuple(_section(section) for section in body.sections))


def _section(section: shapes.SectionIn) -> selectors.SectionChoice:
    clauses = {
        wish.position: selectors.ClauseChoice(wish.drop, wish.join, tuple(wish.cuts), wish.kind)
        for wish in section.clauses
    }
    return selectors.SectionChoice(
        section.index,
        code=section.code,
        title=section.title,
        category=section.category,
        more=tuple(section.more),
        clauses=clauses,
        refused=frozenset(section.refused),
        accepted=frozenset(section.accepted),
        fresh=section.fresh,
    )


def _document(row: Document) -> dict[str, Any]:
    names = ("name", "state", "done", "total", "received_at")
    refusal = row.refusal.render(gettext) if row.refusal else ""
    return {"key": str(row.key), **{name: getattr(row, name) for name in names}, "refusal": refusal}


def _plan(plan: selectors.SectionPlan) -> dict[str, Any]:
    return {
        "index": plan.choice.index,
        "title": plan.title,
        "standard": plan.standard.code if plan.standard else None,
        "planned": [_planned(each) for each in plan.planned],
        "changes": [_change(each) for each in plan.comparison.changes] if plan.comparison else [],
    }


def _planned(each: selectors.PlannedClause) -> dict[str, Any]:
    return {name: getattr(each, name) for name in ("position", "number", "text", "kind", "level")}


def _change(change: selectors.ImportChange) -> dict[str, Any]:
    names = ("id", "verdict", "before", "moved", "conflict", "draft_text")
    return {
        **{name: getattr(change, name) for name in names},
        "clause": str(change.key),
        "planned": _planned(change.planned) if change.planned else None,
        "marks": [{"kind": mark.kind, "text": mark.text} for mark in change.marks],
    }


def _told(standards: Iterable[Standard]) -> list[dict[str, str]]:
    return [{"key": standard.code, "name": standard.title} for standard in standards]
