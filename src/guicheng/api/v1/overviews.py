"""Overviews: how far promises come, the board of a month, reports of months."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import PAGE, cursor_after, page_of, start_of
from guicheng.api.v1.shapes import overviews as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.api.v1.standards import today
from guicheng.apps.assessment.models import MonthlyReport
from guicheng.apps.assessment.readings.board import Board
from guicheng.apps.assessment.readings.cells import Summary
from guicheng.apps.assessment.selectors import heat
from guicheng.apps.assessment.selectors.funnel import Funnel, Promise, Stage, funnel_of
from guicheng.apps.assessment.selectors.monthly_reports import (
    monthly_content,
    monthly_report_visible_to,
    monthly_reports_visible_to,
)
from guicheng.apps.assessment.selectors.months import company_of
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.domain.values.message import _
from guicheng.usecases.ask_for_monthly_report import ask_for_monthly_report

calls = Calls("overviews")
_READ, _WRITTEN = "attainment.read", "standards.read"
_TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@calls.get("/promises/funnel", needs=_WRITTEN, answer=shapes.FunnelOut, summary="See how far promises come")
def see_funnel(request: HttpRequest) -> dict[str, Any]:
    """Return how many promises were written, read, proved, landed and kept, in all and by kind of service."""
    found = _funnel(request)
    return {
        "month": found.month,
        "stages": _stages(found, None),
        "domains": [{"domain": domain, "stages": _stages(found, domain)} for domain in found.domains],
    }


@calls.get(
    "/promises", needs=_WRITTEN, answer=shapes.FunnelPromises, summary="List promises by how far they come",
    refuses=("bad-cursor",),
)  # fmt: skip
def list_promises(request: HttpRequest, wanted: Query[shapes.FunnelPromisesWanted]) -> dict[str, Any]:
    """Return the promises that a number of the funnel counts: as many as it says."""
    found, start, stage = _funnel(request), start_of(wanted.cursor), Stage[wanted.stage.upper()]
    domain = {"": None, "none": ""}.get(wanted.domain, wanted.domain)
    rows = found.lost(stage, domain) if wanted.lost else found.reached(stage, domain)
    shown = rows[start : start + PAGE]
    return {"items": [_promise(row) for row in shown], "next": cursor_after(start, len(shown), len(rows))}


@calls.get(
    "/attainment/board", needs=_READ, answer=shapes.BoardOut, summary="See the board of a month",
    refuses=("bad-cursor", "not-as-wanted"),
)  # fmt: skip
def see_board(request: HttpRequest, wanted: Query[shapes.BoardWanted]) -> dict[str, Any]:
    """Return estates × clauses of a month, 100 estates a page in the order of the tree; what is within reach."""
    actor, start = actor_of(request), start_of(wanted.cursor)
    unit = heat.unit_for(actor, wanted.unit) if wanted.unit else None
    months = [each for each in heat.months_for(actor) if not wanted.month or each.month == wanted.month]
    chosen = heat.chosen_month(months, wanted.month, wanted.version)
    if chosen is None:
        raise NotAsWantedError(_("No month of this name was counted. Choose one that was."), field="month")
    board = heat.board_for(actor, chosen)
    places = heat.places_for(actor, board, unit)
    shown = places[start : start + PAGE]
    return {
        "month": board.month,
        "version": board.version,
        "counted_at": chosen.month.counted_at,
        **_cells(actor, board, shown, wanted.domain),
        "next": cursor_after(start, len(shown), len(places)),
    }


@calls.get(
    "/monthly-reports", needs=_READ, answer=shapes.MonthlyReportList, summary="List monthly reports",
    refuses=("bad-cursor",),
)  # fmt: skip
def list_monthly_reports(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the reports within reach, the newest first; they stay as they were made."""
    found, following = page_of(monthly_reports_visible_to(actor_of(request)), wanted.cursor, falling=True)
    return {"items": [_report(row) for row in found], "next": following}


@calls.write(
    "POST", "/monthly-reports", needs=_READ, answer=shapes.MonthlyReportRow, status=201,
    summary="Ask for a monthly report", refuses=("not-as-wanted", "no-month"),
)  # fmt: skip
def want_monthly_report(request: HttpRequest, body: shapes.MonthlyReportIn) -> dict[str, Any]:
    """Have the report of a month made; ask for it until its state is `ready` or `refused`."""
    made = ask_for_monthly_report(
        actor=actor_of(request),
        unit_key=body.unit,
        month=body.month,
        version=body.version,
        form=body.form,
        language=body.language,
        at=timezone.now(),
    )
    return _report(made)


@calls.get("/monthly-reports/{key}", needs=_READ, answer=shapes.MonthlyReportRow, summary="See a monthly report")
def see_monthly_report(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return how far a report is, and the hash of its file."""
    return _report(monthly_report_visible_to(actor_of(request), key))


@calls.get(
    "/monthly-reports/{key}/file", needs=_READ, answer=shapes.MonthlyReportFile, summary="Fetch a monthly report"
)
def fetch_monthly_report(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return the file of a report as it was made; absent until it is ready."""
    found = monthly_report_visible_to(actor_of(request), key)
    content = b64encode(monthly_content(found)).decode()
    return {"name": found.name, "content_type": _TYPES[found.form], "content": content}


def _funnel(request: HttpRequest) -> Funnel:
    actor = actor_of(request)
    return funnel_of(actor, company_of(actor), day=today())


def _stages(found: Funnel, domain: str | None) -> list[dict[str, Any]]:
    return [
        {
            "stage": stage.name.lower(),
            "reached": len(found.reached(stage, domain)),
            "lost": len(found.lost(stage, domain)) if stage > Stage.WRITTEN else 0,
        }
        for stage in Stage
    ]


def _promise(row: Promise) -> dict[str, Any]:
    names = ("code", "title", "domain", "number", "text")
    return {"clause": str(row.key), **{name: getattr(row, name) for name in names}, "stage": row.stage.name.lower()}


def _cells(actor: Actor, board: Board, places: Sequence[int], domain: str) -> dict[str, Any]:
    """Return the clauses and the rows of some estates; one that moved out of reach since the count is left out."""
    kind = {"": None, "none": ""}.get(domain, domain)
    columns = board.positions(kind)
    units, summaries = heat.named_units(actor, [board.places[place].pk for place in places]), board.summaries(kind)
    rows = [(units[board.places[place].pk], place) for place in places if board.places[place].pk in units]
    return {
        "clauses": [
            {
                "key": str(board.columns[at].key),
                "citation": board.columns[at].citation,
                "text": board.columns[at].text,
                "edition": board.columns[at].edition,
                "domain": board.columns[at].domain,
            }
            for at in columns
        ],
        "items": [
            {
                "unit": {"key": str(unit.key), "name": unit.name},
                "failed": unit.pk in board.failed,
                **_sum(summaries[place]),
                "cells": [_cell(board, place, at) for at in columns],
            }
            for unit, place in rows
        ],
    }


def _sum(row: Summary) -> dict[str, Any]:
    return {"kept": row.kept, "counted": row.counted, "below": row.below, "share": row.share}


def _cell(board: Board, place: int, column: int) -> dict[str, Any]:
    cell = board.cell(place, column)
    counts = cell.counts
    names = ("kept", "late", "missed", "excused", "no_evidence", "pending")
    return {
        **{name: getattr(counts, name) for name in names},
        "share": None if counts.share is None else float(counts.share),
        "target": cell.target,
        "state": cell.state.value,
    }


def _report(row: MonthlyReport) -> dict[str, Any]:
    names = ("month", "version", "form", "language", "name", "state", "done", "total", "size", "asked_at", "made_at")
    return {
        "key": str(row.key),
        "unit": {"key": str(row.unit.key), "name": row.unit.name},
        **{name: getattr(row, name) for name in names},
        "sha256": row.digest,
        "refusal": row.refusal.render(gettext) if row.refusal else "",
    }
