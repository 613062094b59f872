"""Findings that somebody accepted: suppressed for a reason, or there before the import."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Path, Query

from guicheng.adapters.reports.contract import finding_json
from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import PAGE, cursor_after, start_of
from guicheng.api.v1.people import told
from guicheng.api.v1.shapes import talk as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.api.v1.standards import today
from guicheng.apps.standards import selectors, services

calls = Calls("checks")
_READ, _SUPPRESS = "standards.read", "standards.suppress"


@calls.get(
    "/suppressions", needs=_READ, answer=shapes.Suppressions, summary="List suppressions", refuses=("bad-cursor",)
)
def list_suppressions(request: HttpRequest, wanted: Query[shapes.SuppressionsWanted]) -> dict[str, Any]:
    """Return the findings that were accepted, each with whether it still covers something."""
    actor = actor_of(request)
    standard = selectors.standard_visible_to(actor, wanted.standard).key if wanted.standard else ""
    page = selectors.suppressions_visible_to(
        actor, day=today(), standard_key=standard, state=wanted.state, cursor=wanted.cursor, count=PAGE
    )
    return {"items": [_suppression(row) for row in page.rows], "next": page.next}


@calls.write(
    "POST",
    "/clauses/{key}/suppressions",
    needs=_SUPPRESS,
    answer=shapes.Suppression,
    status=201,
    summary="Suppress a finding",
    refuses=("not-as-wanted", "reading-changed", "stale", "archived"),
)
def suppress(request: HttpRequest, key: Path[str], body: shapes.SuppressionIn) -> dict[str, Any]:
    """Accept a finding for a reason, until a day or for good. For people, not for tokens."""
    actor = actor_of(request)
    made = services.suppress(
        actor=actor,
        clause_key=key,
        code=body.rule,
        words=body.words,
        reason=body.reason,
        expires_on=body.expires_on,
        at=timezone.now(),
    )
    clause = selectors.clause_visible_to(actor, key)
    return _suppression(selectors.SuppressionRow(made, clause, "used"))


@calls.write(
    "DELETE",
    "/suppressions/{key}",
    needs=_SUPPRESS,
    answer=None,
    summary="Lift a suppression",
    refuses=("archived",),
)
def lift_suppression(request: HttpRequest, key: Path[str]) -> None:
    """Take a suppression away, so that what it covered speaks again."""
    services.lift_suppression(actor=actor_of(request), key=key, at=timezone.now())


@calls.get(
    "/standards/{code}/baseline",
    needs=_READ,
    answer=shapes.Baseline,
    summary="List the baseline",
    refuses=("bad-cursor",),
)
def list_baseline(request: HttpRequest, code: Path[str], wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the findings that were there when the text was imported and hold no edition up, in order."""
    standard, start = selectors.standard_visible_to(actor_of(request), code), start_of(wanted.cursor)
    rows, total = selectors.draft_clauses(standard, day=today(), start=start, count=PAGE)
    items = [
        {"clause": str(row.clause.key), "number": row.clause.number, "finding": finding_json(finding, gettext)}
        for row in rows
        for finding in row.findings.baselined
    ]
    return {"items": items, "next": cursor_after(start, len(rows), total)}


def _suppression(row: selectors.SuppressionRow) -> dict[str, Any]:
    made = row.suppression
    return {
        "key": str(made.key),
        "standard": made.standard.code,
        "clause": str(made.clause_key),
        "text": row.clause.text if row.clause else None,
        "rule": made.code,
        "words": made.words,
        "reason": made.reason,
        "author": told(made.author),
        "created_at": made.created_at,
        "expires_on": made.expires_on,
        "state": row.state,
    }
