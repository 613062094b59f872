"""Scoring sheets: their lines come from editions in force, and they are put in force where they add up."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1 import inspection_json as json
from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.shapes import inspection_sheets as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.apps.assessment.selectors.inspection_sheets import sheet_visible_to, sheets_visible_to
from guicheng.apps.assessment.services.inspecting import sheets
from guicheng.apps.assessment.services.inspecting.sheet_rules import PartAsked, RowAsked, SheetAsked
from guicheng.apps.operations.services.rounds.own_lines import LineAsked

calls = Calls("inspections")
_READ, _PLAN = "inspections.read", "inspections.plan"
_REFUSES: Final = ("not-as-wanted",)


@calls.get(
    "/inspection-sheets",
    needs=_READ,
    answer=shapes.InspectionSheets,
    summary="List scoring sheets",
    refuses=("bad-cursor",),
)
def list_inspection_sheets(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the sheets of the company."""
    found, following = page_of(sheets_visible_to(actor_of(request)), wanted.cursor)
    return {"items": [json.sheet_json(row) for row in found], "next": following}


@calls.get("/inspection-sheets/{key}", needs=_READ, answer=shapes.SheetFull, summary="See a scoring sheet")
def see_inspection_sheet(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return the draft of a sheet with its sum and all that is wrong with it."""
    return _told(request, key)


@calls.write(
    "POST",
    "/inspection-sheets",
    needs=_PLAN,
    answer=shapes.SheetFull,
    status=201,
    summary="Begin a scoring sheet",
    refuses=_REFUSES,
)
def begin_inspection_sheet(request: HttpRequest, body: shapes.SheetIn) -> dict[str, Any]:
    """Begin a sheet without lines."""
    made = sheets.begin_sheet(actor=actor_of(request), title=body.title, at=timezone.now())
    return json.sheet_full(made)


@calls.write(
    "POST",
    "/inspection-sheets/{key}/standards",
    needs=_PLAN,
    answer=shapes.SheetFull,
    summary="Take lines of standards over",
    refuses=_REFUSES,
)
def take_standards(request: HttpRequest, key: Path[str], body: shapes.StandardsTaken) -> dict[str, Any]:
    """Take the lines of editions in force over; the points are shared out evenly."""
    sheets.take_over(actor=actor_of(request), key=key, standards=body.standards, at=timezone.now())
    return _told(request, key)


@calls.write(
    "POST",
    "/inspection-sheets/{key}/lines",
    needs=_PLAN,
    answer=shapes.SheetFull,
    status=201,
    summary="Add a line of the company's own to a sheet",
    refuses=_REFUSES,
)
def add_sheet_line(request: HttpRequest, key: Path[str], body: shapes.SheetOwnLine) -> dict[str, Any]:
    """Add a line that no clause asks for; it has no points until they are saved."""
    own = sheets.OwnLine(body.section, LineAsked(body.text))
    sheets.add_line(actor=actor_of(request), key=key, own=own, at=timezone.now())
    return _told(request, key)


@calls.write(
    "PUT",
    "/inspection-sheets/{key}",
    needs=_PLAN,
    answer=shapes.SheetFull,
    summary="Save points and rules of a sheet",
    refuses=(*_REFUSES, "stale"),
)
def save_inspection_sheet(request: HttpRequest, key: Path[str], body: shapes.SheetRules) -> dict[str, Any]:
    """Save a draft whether it adds up or not; `faults` says what is wrong."""
    lines = {}
    for line in body.lines:
        said = line.dict()
        lines[said.pop("key")] = RowAsked(**said)
    asked = SheetAsked(
        parts=[PartAsked(**each.dict()) for each in body.sections],
        rows=lines,
        bonuses=body.bonuses,
        bonus_cap=body.bonus_cap,
        bands=body.bands,
    )
    sheets.save_draft(actor=actor_of(request), key=key, revision=body.revision, asked=asked, at=timezone.now())
    return _told(request, key)


@calls.write(
    "POST",
    "/inspection-sheets/{key}/versions",
    needs=_PLAN,
    answer=shapes.SheetFull,
    status=201,
    summary="Put a scoring sheet in force",
    refuses=("sheet-refused", "stale"),
)
def put_sheet_in_force(request: HttpRequest, key: Path[str], body: shapes.SheetSeen) -> dict[str, Any]:
    """Make the draft the version by which inspections are scored; refused while it does not add up."""
    sheets.put_in_force(actor=actor_of(request), key=key, revision=body.revision, at=timezone.now())
    return _told(request, key)


def _told(request: HttpRequest, key: str) -> dict[str, Any]:
    return json.sheet_full(sheet_visible_to(actor_of(request), key))
