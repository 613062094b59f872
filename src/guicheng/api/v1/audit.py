"""The audit: a row for every write."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.shapes import organization as shapes
from guicheng.apps.organization import selectors
from guicheng.apps.platform.models import AuditEntry

calls = Calls("audit")


@calls.get("/audit", needs="audit.read", answer=shapes.AuditPage, summary="Read the audit", refuses=("bad-cursor",))
def read_audit(request: HttpRequest, wanted: Query[shapes.AuditWanted]) -> dict[str, Any]:
    """Return what was written within reach, newest first; rows are never changed or deleted."""
    filters = wanted.model_dump(exclude={"cursor"})
    found, following = page_of(selectors.audit_visible_to(actor_of(request), **filters), wanted.cursor, falling=True)
    return {"items": [_row(row) for row in found], "next": following}


def _row(row: AuditEntry) -> dict[str, Any]:
    return {
        "at": row.at,
        "actor": row.actor_name,
        "actor_key": row.actor,
        "channel": row.channel,
        "address": row.address,
        "act": row.act,
        "subject": row.subject,
        "key": row.subject_key,
        "label": row.label,
        "before": row.before,
        "after": row.after,
    }
