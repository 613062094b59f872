"""Clauses of drafts: added, edited, arranged, restored. Each edit names the revision that its author saw."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.clause_json import changed_json, clause_json
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.shapes import clauses as shapes
from guicheng.apps.standards import selectors, services

calls = Calls("clauses")
_READ, _EDIT = "standards.read", "standards.edit"
_EDITED = ("stale", "archived", "not-as-wanted")


@calls.write(
    "POST",
    "/standards/{code}/clauses",
    needs=_EDIT,
    answer=shapes.Changed,
    status=201,
    summary="Add a clause",
    refuses=("archived", "not-as-wanted"),
)
def add_clause(request: HttpRequest, code: Path[str], body: shapes.ClauseIn) -> dict[str, Any]:
    """Add a clause to a draft, at the end where no place is named."""
    actor = actor_of(request)
    standard = selectors.standard_visible_to(actor, code)
    made = services.add_clause(actor=actor, standard_key=standard.key, **body.model_dump(), at=timezone.now())
    return changed_json(made)


@calls.write(
    "POST",
    "/clauses/merge",
    needs=_EDIT,
    answer=shapes.Changed,
    summary="Merge clauses",
    refuses=_EDITED,
)
def merge_clauses(request: HttpRequest, body: shapes.Merge) -> dict[str, Any]:
    """Make neighbouring clauses one; the first keeps key and number, the others are gone."""
    done = services.merge_clauses(
        actor=actor_of(request),
        keys=[each.key for each in body.clauses],
        revisions=[each.revision for each in body.clauses],
        joint=body.joint,
        at=timezone.now(),
    )
    return changed_json(done)


@calls.get("/clauses/{key}", needs=_READ, answer=shapes.ClauseWhole, summary="See a clause")
def see_clause(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return a clause with its reading as values, who confirmed it, and its findings."""
    return clause_json(selectors.clause_visible_to(actor_of(request), key))


@calls.write(
    "PATCH",
    "/clauses/{key}",
    needs=_EDIT,
    answer=shapes.Changed,
    summary="Write a clause anew",
    refuses=_EDITED,
)
def edit_clause(request: HttpRequest, key: Path[str], body: shapes.ClauseEdit) -> dict[str, Any]:
    """Write a clause anew over the revision that was seen; another revision is answered with the present text."""
    return changed_json(services.edit_clause(actor=actor_of(request), key=key, **body.model_dump(), at=timezone.now()))


@calls.write(
    "PUT",
    "/clauses/{key}/kind",
    needs=_EDIT,
    answer=shapes.Changed,
    summary="Make a clause a heading or a note",
    refuses=_EDITED,
)
def rekind_clause(request: HttpRequest, key: Path[str], body: shapes.ClauseKindIn) -> dict[str, Any]:
    """Say what a paragraph is; headings and notes are not read."""
    return changed_json(
        services.rekind_clause(actor=actor_of(request), key=key, **body.model_dump(), at=timezone.now())
    )


@calls.write(
    "PUT", "/clauses/{key}/place", needs=_EDIT, answer=shapes.Changed, summary="Move a clause", refuses=_EDITED
)
def move_clause(request: HttpRequest, key: Path[str], body: shapes.ClausePlace) -> dict[str, Any]:
    """Set a clause behind another one of its standard, at the front, or at the end."""
    return changed_json(services.move_clause(actor=actor_of(request), key=key, **body.model_dump(), at=timezone.now()))


@calls.write("DELETE", "/clauses/{key}", needs=_EDIT, answer=shapes.Changed, summary="Delete a clause", refuses=_EDITED)
def delete_clause(request: HttpRequest, key: Path[str], wanted: Query[shapes.RevisionWanted]) -> dict[str, Any]:
    """Delete a clause; its history stays, and it can be restored."""
    return changed_json(
        services.delete_clause(actor=actor_of(request), key=key, revision=wanted.revision, at=timezone.now())
    )


@calls.write(
    "POST", "/clauses/{key}/split", needs=_EDIT, answer=shapes.Changed, summary="Split a clause", refuses=_EDITED
)
def split_clause(request: HttpRequest, key: Path[str], body: shapes.Cuts) -> dict[str, Any]:
    """Divide a clause; the first part keeps key and number, the others follow it."""
    return changed_json(services.split_clause(actor=actor_of(request), key=key, **body.model_dump(), at=timezone.now()))


@calls.write(
    "POST",
    "/changes/{key}/restore",
    needs=_EDIT,
    answer=shapes.Changed,
    summary="Restore an earlier text",
    refuses=_EDITED,
)
def restore_clause(request: HttpRequest, key: Path[str], body: shapes.Seen) -> dict[str, Any]:
    """Set a clause to what a change of its history made of it; a deleted one comes back, with revision 0."""
    done = services.restore_clause(actor=actor_of(request), change_key=key, revision=body.revision, at=timezone.now())
    return changed_json(done)


@calls.write(
    "POST", "/acts/{key}/undo", needs=_EDIT, answer=shapes.Changed, summary="Take an act back", refuses=_EDITED
)
def undo_act(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Make each clause that an act changed what it was before; refused where one was changed since."""
    return changed_json(services.undo_act(actor=actor_of(request), act=key, at=timezone.now()))


@calls.write(
    "POST",
    "/clauses/{key}/confirmations",
    needs="standards.confirm",
    answer=shapes.ClauseWhole,
    summary="Confirm readings",
    refuses=("reading-changed", "stale", "archived"),
)
def confirm_readings(request: HttpRequest, key: Path[str], body: shapes.Echoes) -> dict[str, Any]:
    """Confirm that a clause was understood; holds as long as text and reading stay. For people, not for tokens."""
    clause = services.confirm_readings(actor=actor_of(request), clause_key=key, echoes=body.echoes, at=timezone.now())
    return clause_json(clause)


@calls.write(
    "POST",
    "/clauses/{key}/confirmations/take-back",
    needs="standards.confirm",
    answer=shapes.ClauseWhole,
    summary="Take a confirmation back",
    refuses=("reading-changed", "stale", "archived"),
)
def take_back_confirmation(request: HttpRequest, key: Path[str], body: shapes.EchoIn) -> dict[str, Any]:
    """Take back that a reading was confirmed."""
    clause = services.take_back_confirmation(actor=actor_of(request), clause_key=key, echo=body.echo, at=timezone.now())
    return clause_json(clause)
