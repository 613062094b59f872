"""Deviations: where a person signed that a clause may differ, and until when."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.shapes import system as shapes
from guicheng.api.v1.standards import today
from guicheng.api.v1.system_json import deviation_json
from guicheng.apps.standards import services
from guicheng.apps.standards.selectors.library import deviations_within

calls = Calls("deviations")
_READ, _SIGN = "standards.read", "standards.deviate"


@calls.get("/deviations", needs=_READ, answer=shapes.Deviations, summary="List deviations", refuses=("bad-cursor",))
def list_deviations(request: HttpRequest, wanted: Query[shapes.DeviationsWanted]) -> dict[str, Any]:
    """Return what people signed, newest first, those taken back left out."""
    day, over = today(), {"over": True, "holding": False}.get(wanted.state)
    found, following = page_of(deviations_within(actor_of(request), day=day, over=over), wanted.cursor, falling=True)
    return {"items": [deviation_json(row, day) for row in found], "next": following}


@calls.write(
    "POST",
    "/clauses/{key}/deviations",
    needs=_SIGN,
    answer=shapes.Deviation,
    status=201,
    summary="Sign a deviation",
    refuses=("not-as-wanted", "reading-changed", "stale", "archived"),
)
def sign_deviation(request: HttpRequest, key: Path[str], body: shapes.DeviationIn) -> dict[str, Any]:
    """Sign that a clause may differ, for a reason, until a day. For people, not for tokens."""
    made = services.sign_deviation(
        actor=actor_of(request),
        clause_key=key,
        code=body.rule,
        against=body.against,
        verdict=body.verdict,
        mark=body.mark,
        reason=body.reason,
        expires_on=body.expires_on,
        at=timezone.now(),
    )
    return deviation_json(made, today())


@calls.write(
    "DELETE",
    "/deviations/{key}",
    needs=_SIGN,
    answer=None,
    summary="Take a deviation back",
    refuses=("archived",),
)
def end_deviation(request: HttpRequest, key: Path[str]) -> None:
    """Take a deviation back, so that what it covered speaks again. For people, not for tokens."""
    services.end_deviation(actor=actor_of(request), key=key, at=timezone.now())
