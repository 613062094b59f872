"""Metrics of satisfaction, households and complaints."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1 import score_json as json
from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.posts import told
from guicheng.api.v1.shapes import scores as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.apps.assessment.readings.months import wanted_month
from guicheng.apps.assessment.selectors.reach import estates_scored
from guicheng.apps.assessment.selectors.satisfaction import metric_visible_to, metrics_visible_to, values
from guicheng.apps.assessment.services import complaints
from guicheng.apps.assessment.services import metrics as services

calls = Calls("scores")
_READ, _MANAGE = "scorecards.read", "scorecards.manage"
_REFUSES: Final = ("not-as-wanted", "taken", "formula-refused", "no-month")


@calls.get("/metrics", needs=_READ, answer=shapes.MetricList, summary="List metrics", refuses=("bad-cursor",))
def list_metrics(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the metrics of satisfaction with all their formulas."""
    found, following = page_of(metrics_visible_to(actor_of(request)), wanted.cursor)
    return {"items": [json.metric_json(row) for row in found], "next": following}


@calls.get(
    "/metrics/{key}/values", needs=_READ, answer=shapes.MetricValues, summary="List values of a metric",
    refuses=("bad-cursor", "no-month"),
)  # fmt: skip
def list_metric_values(request: HttpRequest, key: Path[str], wanted: Query[shapes.ValuesWanted]) -> dict[str, Any]:
    """Return a metric at every estate in a month, with interval and how many it rests on."""
    actor = actor_of(request)
    metric, month = metric_visible_to(actor, key), wanted_month(wanted.month)
    units, following = page_of(estates_scored(actor), wanted.cursor)
    found = values(actor, months=[month], units=units, metrics=[metric])
    return {"items": [json.value_json(row) for row in found], "next": following}


@calls.write(
    "POST", "/metrics", needs=_MANAGE, answer=shapes.MetricRow, status=201, summary="Add a metric", refuses=_REFUSES,
)  # fmt: skip
def add_metric(request: HttpRequest, body: shapes.MetricIn) -> dict[str, Any]:
    """Add a metric of satisfaction with its formula."""
    actor = actor_of(request)
    definition = body.model_dump(exclude={"name", "begins"})
    made = services.add_metric(
        actor=actor, name=body.name, definition=definition, begins=body.begins, at=timezone.now()
    )
    return json.metric_json(metric_visible_to(actor, made.key))


@calls.write(
    "POST", "/metrics/{key}/formulas", needs=_MANAGE, answer=shapes.MetricRow, status=201,
    summary="Change the formula of a metric", refuses=_REFUSES,
)  # fmt: skip
def change_formula(request: HttpRequest, key: Path[str], body: shapes.FormulaChangeIn) -> dict[str, Any]:
    """Give a metric another formula from a month on; months before keep theirs."""
    actor = actor_of(request)
    services.change_formula(
        actor=actor,
        key=key,
        definition=body.model_dump(exclude={"reason", "begins"}),
        begins=body.begins,
        reason=body.reason,
        at=timezone.now(),
    )
    return json.metric_json(metric_visible_to(actor, key))


@calls.write(
    "PUT", "/units/{key}/households", needs=_MANAGE, answer=shapes.HouseholdsRow, summary="Set households",
    refuses=("not-as-wanted", "no-month", "archived"),
)  # fmt: skip
def set_households(request: HttpRequest, key: Path[str], body: shapes.HouseholdsIn) -> dict[str, Any]:
    """Say how many households an estate has from a month on. For people."""
    row = complaints.set_households(
        actor=actor_of(request), unit_key=key, households=body.households, since=body.since, at=timezone.now()
    )
    return {"unit": told(row.unit), "households": row.households, "since": row.since}


@calls.write(
    "POST", "/complaint-judgements", needs=_MANAGE, answer=shapes.JudgementRow, status=201,
    summary="Judge a complaint", refuses=("not-as-wanted",),
)  # fmt: skip
def judge_complaint(request: HttpRequest, body: shapes.JudgementIn) -> dict[str, Any]:
    """Say whether a complaint is valid; the last judgement counts. For people."""
    row = complaints.judge_complaint(
        actor=actor_of(request), source=body.source, valid=body.valid, reason=body.reason, at=timezone.now()
    )
    return {"source": row.source, "valid": row.valid, "reason": row.reason, "at": row.at}
