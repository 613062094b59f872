"""Units and the audit."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from guicheng.api.v1 import shapes
from guicheng.api.v1.callers import actor_of
from guicheng.apps.organization import selectors

router = Router(tags=["organization"])
PAGE = 100


@router.get("/units", response=list[shapes.Unit], summary="List units")
def list_units(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the units within reach, a unit before those below it."""
    return [
        {"key": str(unit.key), "kind": unit.kind, "name": unit.name, "code": unit.code, "depth": unit.depth}
        for unit in selectors.units_visible_to(actor_of(request))
    ]


@router.get("/audit", response=shapes.AuditPage, summary="Read the audit")
def read_audit(request: HttpRequest, wanted: Query[shapes.AuditWanted]) -> dict[str, Any]:
    """Return what was written, newest first; for whoever holds `audit.read`."""
    rows = selectors.audit_visible_to(actor_of(request), act=wanted.act, subject=wanted.subject)
    if wanted.before is not None:
        rows = rows.filter(pk__lt=wanted.before)
    found = list(rows.order_by("-pk")[: PAGE + 1])
    shown = found[:PAGE]
    items = [
        {
            "at": row.at,
            "actor": row.actor_name,
            "channel": row.channel,
            "act": row.act,
            "subject": row.subject,
            "label": row.label,
        }
        for row in shown
    ]
    return {"items": items, "next": shown[-1].pk if len(found) > PAGE else None}
