"""Standards: found, begun, named, moved, assigned, archived."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import PAGE
from guicheng.api.v1.people import told
from guicheng.api.v1.shapes import standards as shapes
from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards import readings, selectors, services
from guicheng.apps.standards.models import Standard
from guicheng.apps.standards.selectors.paging import bad_cursor

calls = Calls("standards")
_READ, _EDIT = "standards.read", "standards.edit"
_COUNTS = ("clauses", "errors", "warnings", "hints", "unread", "requirements", "confirmed", "open_threads")


@calls.get("/standards", needs=_READ, answer=shapes.Standards, summary="List standards", refuses=("bad-cursor",))
def list_standards(request: HttpRequest, wanted: Query[shapes.StandardsWanted]) -> dict[str, Any]:
    """Return the standards within reach that fit, 100 a page."""
    try:
        page = selectors.standards_visible_to(actor_of(request), day=today(), **wanted.model_dump(), count=PAGE)
    except OverflowError as error:  # a moment that somebody made up, before all time
        raise bad_cursor() from error
    return {"items": [_row(row) for row in page.rows], "next": page.next, "total": page.total}


@calls.get("/standards/{code}", needs=_READ, answer=shapes.Standard, summary="See a standard")
def see_standard(request: HttpRequest, code: Path[str]) -> dict[str, Any]:
    """Return a standard by its code or key."""
    actor = actor_of(request)
    return _whole(actor, selectors.standard_visible_to(actor, code))


@calls.write(
    "POST",
    "/standards",
    needs=_EDIT,
    answer=shapes.Standard,
    status=201,
    summary="Begin a standard",
    refuses=("code-taken", "not-as-wanted"),
)
def create_standard(request: HttpRequest, body: shapes.StandardIn) -> dict[str, Any]:
    """Begin a standard with an empty draft."""
    actor = actor_of(request)
    made = services.create_standard(
        actor=actor,
        unit_key=body.unit,
        code=body.code,
        title=body.title,
        category=body.category,
        steward_key=body.steward,
        at=timezone.now(),
    )
    return _whole(actor, made)


@calls.write(
    "PATCH",
    "/standards/{code}",
    needs=_EDIT,
    answer=shapes.Standard,
    summary="Rename a standard",
    refuses=("code-taken", "not-as-wanted", "archived"),
)
def rename_standard(request: HttpRequest, code: Path[str], body: shapes.StandardChange) -> dict[str, Any]:
    """Give a standard another title, code or category; what is left out stays.

    Opinions of an approval that runs no longer count then.
    """
    actor = actor_of(request)
    standard = selectors.standard_visible_to(actor, code)
    kept = {"title": standard.title, "code": standard.code, "category": standard.category}
    sent = {name: value for name, value in body.model_dump().items() if value is not None}
    changed = services.rename_standard(actor=actor, key=standard.key, **{**kept, **sent}, at=timezone.now())
    return _whole(actor, changed)


@calls.write(
    "PUT",
    "/standards/{code}/unit",
    needs=_EDIT,
    answer=shapes.Standard,
    summary="Move a standard",
    refuses=("in-review", "not-as-wanted", "archived"),
)
def move_standard(request: HttpRequest, code: Path[str], body: shapes.StandardUnit) -> dict[str, Any]:
    """Move a standard to another unit of the company."""
    actor = actor_of(request)
    key = selectors.standard_visible_to(actor, code).key
    [moved] = services.move_standards(actor=actor, keys=[key], unit_key=body.unit, at=timezone.now())
    return _whole(actor, moved)


@calls.write(
    "PUT",
    "/standards/{code}/steward",
    needs=_EDIT,
    answer=shapes.Standard,
    summary="Assign a standard",
    refuses=("not-as-wanted", "archived"),
)
def assign_steward(request: HttpRequest, code: Path[str], body: shapes.StandardSteward) -> dict[str, Any]:
    """Have a person look after a standard, or nobody; they are told."""
    actor = actor_of(request)
    key = selectors.standard_visible_to(actor, code).key
    [assigned] = services.assign_stewards(actor=actor, keys=[key], person_key=body.person, at=timezone.now())
    return _whole(actor, assigned)


@calls.write(
    "POST",
    "/standards/{code}/archive",
    needs=_EDIT,
    answer=shapes.Standard,
    summary="Archive a standard",
    refuses=("still-in-force", "in-review", "archived"),
)
def archive_standard(request: HttpRequest, code: Path[str]) -> dict[str, Any]:
    """Take a standard out of the lists; it takes no changes until it is brought back."""
    actor = actor_of(request)
    key = selectors.standard_visible_to(actor, code).key
    return _whole(actor, services.archive_standard(actor=actor, key=key, at=timezone.now()))


@calls.write(
    "POST",
    "/standards/{code}/unarchive",
    needs=_EDIT,
    answer=shapes.Standard,
    summary="Take a standard out of the archive",
)
def unarchive_standard(request: HttpRequest, code: Path[str]) -> dict[str, Any]:
    """Bring a standard back from the archive."""
    actor = actor_of(request)
    key = selectors.standard_visible_to(actor, code).key
    return _whole(actor, services.unarchive_standard(actor=actor, key=key, at=timezone.now()))


def today() -> date:
    """Return the day of this moment, as services count days."""
    return readings.day_of(timezone.now())


def _row(row: selectors.StandardRow) -> dict[str, Any]:
    edition = row.in_force.number if row.in_force else None
    return {**_head(row.standard), "edition": edition, **{name: getattr(row, name) for name in _COUNTS}}


def _whole(actor: Actor, standard: Standard) -> dict[str, Any]:
    """Return one standard with the counts that lists show."""
    counts, threads = selectors.counts_of_draft(standard), selectors.threads_of(standard, resolved=False)
    edition = selectors.edition_in_force(standard, today())
    severities = {"errors": counts.severities["error"], "warnings": counts.severities["warning"]}
    return {
        **_head(standard),
        **severities,
        "hints": counts.severities["hint"],
        "clauses": counts.clauses,
        "unread": counts.states.get("unread", 0),
        "requirements": counts.requirements,
        "confirmed": counts.confirmed,
        "open_threads": threads.count(),
        "edition": edition.number if edition else None,
    }


def _head(standard: Standard) -> dict[str, Any]:
    return {
        "key": str(standard.key),
        "code": standard.code,
        "title": standard.title,
        "category": standard.category,
        "unit": told(standard.unit),
        "steward": told(standard.steward) if standard.steward else None,
        "state": standard.state,
        "revision": standard.revision,
        "updated_at": standard.updated_at,
        "archived_at": standard.archived_at,
    }
