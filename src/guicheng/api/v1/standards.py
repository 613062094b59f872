"""Standards, the clauses of their drafts, and their editions."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router

from guicheng.api.v1 import shapes
from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.once import once
from guicheng.apps.standards import readings, selectors, services
from guicheng.apps.standards.models import DraftClause, Edition

router = Router(tags=["standards"])
#: Rows of one page.
PAGE = 100


@router.get("/standards", response=shapes.Standards, summary="List standards")
def list_standards(request: HttpRequest, wanted: Query[shapes.StandardsWanted]) -> dict[str, Any]:
    """Return the standards within reach that fit, by code."""
    day = readings.day_of(timezone.now())
    page = selectors.standards_visible_to(actor_of(request), day=day, **wanted.model_dump(), count=PAGE)
    return {"items": [_row(row) for row in page.rows], "next": page.next, "total": page.total}


def _row(row: selectors.StandardRow) -> dict[str, Any]:
    standard = row.standard
    return {
        "key": str(standard.key),
        "code": standard.code,
        "title": standard.title,
        "category": standard.category,
        "unit": str(standard.unit.key),
        "state": standard.state,
        "clauses": row.clauses,
        "errors": row.errors,
        "warnings": row.warnings,
        "unread": row.unread,
        "requirements": row.requirements,
        "confirmed": row.confirmed,
        "edition": row.in_force.number if row.in_force else None,
    }


@router.post("/standards", response={201: shapes.StandardOut, 422: shapes.Problem}, summary="Begin a standard")
@once
def create_standard(request: HttpRequest, body: shapes.StandardIn) -> tuple[int, dict[str, Any]]:
    """Begin a standard with an empty draft."""
    made = services.create_standard(
        actor=actor_of(request),
        unit_key=body.unit,
        code=body.code,
        title=body.title,
        category=body.category,
        at=timezone.now(),
    )
    nothing = dict.fromkeys(("clauses", "errors", "warnings", "unread", "requirements", "confirmed"), 0)
    head = {"key": str(made.key), "code": made.code, "title": made.title, "category": made.category}
    return 201, {**head, "unit": str(made.unit.key), "state": made.state, "edition": None, **nothing}


@router.get("/standards/{code}/clauses", response=shapes.Clauses, summary="List the clauses of a draft")
def list_clauses(request: HttpRequest, code: Path[str], wanted: Query[shapes.ClausesWanted]) -> dict[str, Any]:
    """Return the clauses of a draft in order, with what was understood of them."""
    standard = selectors.standard_visible_to(actor_of(request), code)
    day = readings.day_of(timezone.now())
    rows, total = selectors.draft_clauses(standard, day=day, start=wanted.start, count=PAGE)
    following = wanted.start + PAGE if total > wanted.start + PAGE else None
    return {"items": [_clause(row) for row in rows], "next": following, "total": total}


def _clause(row: selectors.DraftRow) -> dict[str, Any]:
    clause = row.clause
    return {
        "key": str(clause.key),
        "kind": clause.kind,
        "number": clause.number,
        "text": clause.text,
        "revision": clause.revision,
        "state": clause.state,
        "echo": [echo.echo for echo in row.echo],
        "errors": clause.errors,
        "warnings": clause.warnings,
        "hints": clause.hints,
    }


def _shown(clause: DraftClause | None) -> dict[str, Any]:
    if clause is None:
        raise Http404
    return _clause(selectors.draft_row(clause, day=readings.day_of(timezone.now())))


@router.post("/standards/{code}/clauses", response={201: shapes.ClauseOut, 422: shapes.Problem}, summary="Add a clause")
@once
def add_clause(request: HttpRequest, code: Path[str], body: shapes.ClauseIn) -> tuple[int, dict[str, Any]]:
    """Add a clause at the end of a draft."""
    actor = actor_of(request)
    standard = selectors.standard_visible_to(actor, code)
    change = services.add_clause(
        actor=actor, standard_key=standard.key, text=body.text, kind=body.kind, number=body.number, at=timezone.now()
    )
    return 201, _shown(change.clause)


@router.patch("/clauses/{key}", response={200: shapes.ClauseOut, 409: shapes.Problem}, summary="Write a clause anew")
@once
def edit_clause(request: HttpRequest, key: Path[str], body: shapes.ClauseEdit) -> dict[str, Any]:
    """Write a clause anew over the revision that was seen; another revision is answered with 409 and both texts."""
    change = services.edit_clause(
        actor=actor_of(request), key=key, revision=body.revision, text=body.text, at=timezone.now()
    )
    return _shown(change.clause)


@router.get("/standards/{code}/editions", response=list[shapes.EditionOut], summary="List editions")
def list_editions(request: HttpRequest, code: Path[str]) -> list[dict[str, Any]]:
    """Return the editions of a standard, newest first."""
    standard = selectors.published_visible_to(actor_of(request), code)
    return [_edition(edition) for edition in selectors.editions_of(standard)]


@router.get("/standards/{code}/in-force", response=shapes.EditionWhole, summary="The edition in force on a day")
def edition_in_force(request: HttpRequest, code: Path[str], wanted: Query[shapes.DayWanted]) -> dict[str, Any]:
    """Return the edition that is in force on a day, today where none is named; 404 where none is."""
    standard = selectors.published_visible_to(actor_of(request), code)
    found = selectors.edition_in_force(standard, wanted.day or timezone.localdate())
    if found is None:
        raise Http404
    return _whole(found)


@router.get("/standards/{code}/editions/{number}", response=shapes.EditionWhole, summary="See an edition")
def see_edition(request: HttpRequest, code: Path[str], number: Path[int]) -> dict[str, Any]:
    """Return an edition, word for word as it was published."""
    return _whole(selectors.edition_visible_to(actor_of(request), code, number))


@router.get(
    "/standards/{code}/editions/{older}/to/{newer}", response=list[shapes.Difference], summary="Compare two editions"
)
def compare_editions(request: HttpRequest, code: Path[str], older: Path[int], newer: Path[int]) -> list[dict[str, Any]]:
    """Return what became of each clause from one edition to another; what stayed the same is left out."""
    actor = actor_of(request)
    first = selectors.edition_visible_to(actor, code, older)
    second = selectors.edition_visible_to(actor, code, newer)
    return [
        {
            "key": str(each.key),
            "verdict": each.verdict,
            "before": each.before.text if each.before else None,
            "after": each.after.text if each.after else None,
        }
        for each in selectors.edition_difference(first, second)
        if each.verdict != "same"
    ]


def _edition(found: Edition) -> dict[str, Any]:
    withdrawal = getattr(found, "withdrawal", None)
    return {
        "number": found.number,
        "title": found.title,
        "content_hash": found.content_hash,
        "effective_from": found.effective_from,
        "published_at": found.published_at,
        "published_by": found.published_by.name,
        "withdrawn_on": withdrawal.withdrawn_on if withdrawal else None,
    }


def _whole(found: Edition) -> dict[str, Any]:
    clauses = [
        {"key": str(each.key), "kind": each.kind, "number": each.number, "text": each.text, "echo": each.echo}
        for each in selectors.edition_clauses(found)
    ]
    return {**_edition(found), "clauses": clauses}
