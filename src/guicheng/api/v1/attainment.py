"""Attainment: figures of months, exactly what each counts, and seals."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.shapes import attainment as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.apps.assessment.models import Counted, SealedMonth
from guicheng.apps.assessment.selectors.figures import Row, figures, months_visible_to, occurrences
from guicheng.apps.assessment.selectors.months import company_of, late_in, sealed_visible_to
from guicheng.apps.assessment.selectors.opened import estate_for
from guicheng.apps.assessment.services.sealing_months import SEAL, seal_month
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.domain.values.message import _

calls = Calls("attainment")
_READ = "attainment.read"
_SECOND = timedelta(seconds=1)


@calls.get("/attainment/months", needs=_READ, answer=shapes.CountedMonths, summary="List counted months")
def list_counted_months(request: HttpRequest) -> dict[str, Any]:
    """Return the months that were counted within reach, the newest first."""
    actor = actor_of(request)
    found = months_visible_to(actor)
    late = late_in(actor, [each.month for each in found if each.version])
    return {
        "items": [
            {
                "month": each.month,
                "version": each.version,
                "counted_at": each.counted_at,
                "sealed_at": each.sealed_at,
                "late": late.get(each.month, 0),
            }
            for each in found
        ]
    }


@calls.get("/attainment/figures", needs=_READ, answer=shapes.FigureList, summary="See the figures of a month")
def list_figures(request: HttpRequest, wanted: Query[shapes.FiguresWanted]) -> dict[str, Any]:
    """Return figures over all estates within reach, grouped as asked for."""
    rows = figures(actor_of(request), month=wanted.month, by=wanted.by, version=wanted.version or None)
    return {"items": [_figure(row) for row in rows]}


@calls.get("/units/{key}/figures", needs=_READ, answer=shapes.FigureList, summary="See the figures of an estate")
def figures_of_unit(request: HttpRequest, key: Path[str], wanted: Query[shapes.FiguresWanted]) -> dict[str, Any]:
    """Return the figures of one estate, grouped as asked for."""
    actor = actor_of(request)
    unit = estate_for(actor, key)
    rows = figures(actor, month=wanted.month, by=wanted.by, units=[unit], version=wanted.version or None)
    return {"items": [_figure(row) for row in rows]}


@calls.get(
    "/units/{key}/occurrences", needs=_READ, answer=shapes.OccurrenceList, summary="List what a figure counts",
    refuses=("bad-cursor", "not-as-wanted"),
)  # fmt: skip
def list_occurrences(request: HttpRequest, key: Path[str], wanted: Query[shapes.OccurrencesWanted]) -> dict[str, Any]:
    """Return the occurrences that a figure of an estate counts: as many as the figure says."""
    actor = actor_of(request)
    rows = occurrences(
        actor,
        month=wanted.month,
        unit=estate_for(actor, key),
        clause_key=_clause(wanted.clause),
        outcome=wanted.outcome or None,
        version=wanted.version or None,
    )
    found, following = page_of(rows, wanted.cursor)
    return {"items": [_occurrence(row) for row in found], "next": following}


@calls.get(
    "/attainment/seals", needs=_READ, answer=shapes.SealList, summary="List sealed months", refuses=("bad-cursor",)
)
def list_seals(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the sealed versions of months, the newest first."""
    found, following = page_of(sealed_visible_to(actor_of(request)), wanted.cursor, falling=True)
    return {"items": [_seal(row) for row in found], "next": following}


@calls.write(
    "POST", "/attainment/seals", needs=SEAL, answer=shapes.SealRow, status=201, summary="Seal a month",
    refuses=("not-to-seal",),
)  # fmt: skip
def seal_a_month(request: HttpRequest, body: shapes.SealIn) -> dict[str, Any]:
    """Count a month that is over once more and seal it; the next time it is the next version."""
    actor = actor_of(request)
    return _seal(seal_month(company=company_of(actor), month=body.month, actor=actor, at=timezone.now()))


def _clause(text: str) -> UUID | None:
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError as error:
        raise NotAsWantedError(_("Name the clause by its key."), field="clause") from error


def _seconds(span: timedelta | None) -> float | None:
    return None if span is None else span / _SECOND


def _figure(row: Row) -> dict[str, Any]:
    figure, clause = row.figure, row.clause
    counts, known = figure.counts, figure.counts.share_with_evidence
    return {
        "unit": {"key": str(row.unit.key), "name": row.unit.name} if row.unit else None,
        "clause": {
            "key": str(clause.key),
            "citation": clause.citation,
            "text": clause.text,
            "edition": clause.edition,
            "standard": clause.standard,
        }
        if clause
        else None,
        "post": row.post,
        "grade": row.grade,
        "domain": row.domain,
        "due": counts.due,
        **{name: getattr(counts, name) for name in ("kept", "late", "missed", "excused", "no_evidence", "pending")},
        "share": None if figure.share is None else float(figure.share),
        "with_evidence": counts.with_evidence,
        "share_with_evidence": None if known is None else float(known),
        "low": figure.low,
        "high": figure.high,
        "target": float(figure.target),
        "state": figure.state.value,
        "misses_allowed": figure.misses_allowed,
        "misses_left": figure.misses_left,
        "p50_seconds": _seconds(figure.p50),
        "p95_seconds": _seconds(figure.p95),
    }


def _occurrence(row: Counted) -> dict[str, Any]:
    return {
        "key": str(row.key),
        "clause": str(row.clause_key),
        "citation": row.citation,
        "edition": row.edition,
        "place": row.place,
        "sentence": row.sentence,
        "post": row.post,
        "source_kind": row.kind,
        "source": row.source,
        "begin": row.begin,
        "due": row.due,
        "done": row.done,
        "outcome": row.outcome,
        "reason": row.reason,
        "grade": row.grade,
        "seconds": None if row.micros is None else row.micros / 1_000_000,
    }


def _seal(row: SealedMonth) -> dict[str, Any]:
    names = ("month", "version", "sealed_at", "root", "evidence_root", "evidence_day", "estates", "rows")
    return {"key": str(row.key), "sealed_by": row.sealed_by_name, **{name: getattr(row, name) for name in names}}
