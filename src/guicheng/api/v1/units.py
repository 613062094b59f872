"""The tree of units."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.shapes import organization as shapes
from guicheng.apps.organization import selectors, services
from guicheng.apps.organization.models import Unit

calls = Calls("units")
_READ, _MANAGE = "organization.read", "organization.manage"


@calls.get("/units", needs=_READ, answer=shapes.Units, summary="List units", refuses=("bad-cursor",))
def list_units(request: HttpRequest, wanted: Query[shapes.UnitsWanted]) -> dict[str, Any]:
    """Return the units within reach, a unit before those below it."""
    rows = selectors.units_visible_to(actor_of(request))
    if wanted.archived is not None:
        rows = rows.filter(archived_at__isnull=not wanted.archived)
    found, following = page_of(rows, wanted.cursor, by="path")
    return {"items": [unit_json(unit) for unit in found], "next": following}


@calls.get("/units/{key}", needs=_READ, answer=shapes.Unit, summary="See a unit")
def see_unit(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return one unit."""
    return unit_json(selectors.unit_visible_to(actor_of(request), key))


@calls.write(
    "POST",
    "/units",
    needs=_MANAGE,
    answer=shapes.Unit,
    status=201,
    summary="Add a unit",
    refuses=("not-as-wanted", "taken", "archived"),
)
def add_unit(request: HttpRequest, body: shapes.UnitIn) -> dict[str, Any]:
    """Add a region or an estate below a company or a region."""
    made = services.add_unit(
        actor=actor_of(request),
        parent_key=body.parent,
        kind=body.kind,
        name=body.name,
        code=body.code,
        at=timezone.now(),
    )
    return unit_json(made)


@calls.write(
    "PATCH",
    "/units/{key}",
    needs=_MANAGE,
    answer=shapes.Unit,
    summary="Change a unit",
    refuses=("not-as-wanted", "taken"),
)
def change_unit(request: HttpRequest, key: Path[str], body: shapes.UnitChange) -> dict[str, Any]:
    """Give a unit another name or code; what is left out stays."""
    actor = actor_of(request)
    unit = selectors.unit_visible_to(actor, key)
    name = unit.name if body.name is None else body.name
    code = unit.code if body.code is None else body.code
    return unit_json(services.change_unit(actor=actor, key=key, name=name, code=code, at=timezone.now()))


@calls.write(
    "PUT",
    "/units/{key}/parent",
    needs=_MANAGE,
    answer=shapes.Unit,
    summary="Move a unit",
    refuses=("not-as-wanted", "taken", "archived"),
)
def move_unit(request: HttpRequest, key: Path[str], body: shapes.UnitPlace) -> dict[str, Any]:
    """Put a unit with all below it under another unit of the company; roles granted above it follow the new place."""
    moved = services.move_unit(actor=actor_of(request), key=key, parent_key=body.parent, at=timezone.now())
    return unit_json(moved)


@calls.write(
    "POST",
    "/units/{key}/archive",
    needs=_MANAGE,
    answer=shapes.Unit,
    summary="Archive a unit",
    refuses=("still-used", "not-as-wanted"),
)
def archive_unit(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Take a unit out of use; what was written of it stays."""
    return unit_json(services.archive_unit(actor=actor_of(request), key=key, at=timezone.now()))


@calls.write(
    "POST",
    "/units/{key}/unarchive",
    needs=_MANAGE,
    answer=shapes.Unit,
    summary="Take a unit out of the archive",
    refuses=("archived", "taken"),
)
def unarchive_unit(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Take a unit into use again."""
    return unit_json(services.unarchive_unit(actor=actor_of(request), key=key, at=timezone.now()))


def unit_json(unit: Unit) -> dict[str, Any]:
    """Return a unit as the API tells it."""
    return {
        "key": str(unit.key),
        "kind": unit.kind,
        "name": unit.name,
        "code": unit.code,
        "depth": unit.depth,
        "archived_at": unit.archived_at,
    }
