"""Named parameters: values that stand in many clauses and are changed in one place."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.shapes import words as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.models import Parameter

calls = Calls("parameters")
_READ, _MANAGE = "standards.read_published", "lexicon.manage"


@calls.get("/parameters", needs=_READ, answer=shapes.Parameters, summary="List parameters", refuses=("bad-cursor",))
def list_parameters(request: HttpRequest, wanted: Query[shapes.ParametersWanted]) -> dict[str, Any]:
    """Return the named values of the company, by name."""
    rows = selectors.parameters_visible_to(actor_of(request), words=wanted.words)
    found, following = page_of(rows, wanted.cursor, by="name")
    return {"items": [_parameter(row) for row in found], "next": following}


@calls.get("/parameters/{key}", needs=_READ, answer=shapes.Parameter, summary="See a parameter")
def see_parameter(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return one named value."""
    return _parameter(selectors.parameter_visible_to(actor_of(request), key))


@calls.get(
    "/parameters/{key}/uses",
    needs=_READ,
    answer=shapes.Uses,
    summary="List the clauses that name a parameter",
    refuses=("bad-cursor",),
)
def list_uses(request: HttpRequest, key: Path[str], wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the clauses that name a parameter, of drafts that the caller may read."""
    actor = actor_of(request)
    rows = selectors.visible_uses(actor, selectors.parameter_visible_to(actor, key))
    found, following = page_of(rows, wanted.cursor)
    items = [
        {"clause": str(row.key), "standard": row.standard.code, "number": row.number, "text": row.text} for row in found
    ]
    return {"items": items, "next": following}


@calls.write(
    "POST",
    "/parameters",
    needs=_MANAGE,
    answer=shapes.Parameter,
    status=201,
    summary="Add a parameter",
    refuses=("not-as-wanted",),
)
def add_parameter(request: HttpRequest, body: shapes.ParameterIn) -> dict[str, Any]:
    """Add a named value; clauses that name it already are read anew."""
    return _parameter(services.set_parameter(actor=actor_of(request), **body.model_dump(), at=timezone.now()))


@calls.write(
    "PATCH",
    "/parameters/{key}",
    needs=_MANAGE,
    answer=shapes.Parameter,
    summary="Change a parameter",
    refuses=("not-as-wanted", "stale"),
)
def change_parameter(request: HttpRequest, key: Path[str], body: shapes.ParameterChange) -> dict[str, Any]:
    """Give a parameter another value: every clause that names it is read anew, and approvals of it are voided."""
    actor = actor_of(request)
    row = selectors.parameter_visible_to(actor, key)
    changed = services.set_parameter(
        actor=actor,
        name=row.name,
        value=body.value,
        note=row.note if body.note is None else body.note,
        revision=body.revision,
        at=timezone.now(),
    )
    return _parameter(changed)


@calls.write(
    "DELETE",
    "/parameters/{key}",
    needs=_MANAGE,
    answer=None,
    summary="Remove a parameter",
    refuses=("parameter-used",),
)
def remove_parameter(request: HttpRequest, key: Path[str]) -> None:
    """Remove a parameter that no draft names."""
    actor = actor_of(request)
    # Found before it is asked for, so that another company's is absent and not forbidden.
    row = selectors.parameter_visible_to(actor, key)
    services.remove_parameter(actor=actor, key=row.key, at=timezone.now())


def _parameter(row: Parameter) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in ("name", "value", "note", "revision", "changed_at")}
    return {"key": str(row.key), **plain}
