"""Metrics, scorecards and results as the API tells them."""

from __future__ import annotations

from typing import Any

from guicheng.api.v1.posts import told
from guicheng.apps.assessment.models import (
    AppealAnswer,
    CardAppeal,
    CardResult,
    CardVersion,
    ExtraPoints,
    Metric,
    ScoreCard,
)
from guicheng.apps.assessment.readings.results import card_of
from guicheng.apps.assessment.selectors.satisfaction import MetricValue
from guicheng.domain.attainment.scorecard import decimal


def metric_json(row: Metric) -> dict[str, Any]:
    """Return a metric with its formulas."""
    formulas = [
        {
            "number": each.number,
            "begins": each.begins,
            "definition": each.definition,
            "reason": each.reason,
            "at": each.at,
        }
        for each in row.versions.all()
    ]
    return {"key": str(row.key), "name": row.name, "formulas": formulas}


def value_json(row: MetricValue) -> dict[str, Any]:
    """Return a value of a metric."""
    value = row.value
    return {
        "unit": told(row.unit),
        "month": row.month,
        "formula": row.version.number if row.version else None,
        "standing": value.standing.value,
        "value": None if value.value is None else float(value.value),
        "low": value.low,
        "high": value.high,
        "count": value.count,
        "left_out": row.left_out,
    }


def card_json(row: ScoreCard) -> dict[str, Any]:
    """Return a scorecard with its versions."""
    return {
        "key": str(row.key),
        "name": row.name,
        "post": told(row.post) if row.post else None,
        "day": row.day,
        "versions": [_version_json(each) for each in row.versions.all()],
    }


def _version_json(row: CardVersion) -> dict[str, Any]:
    return {"number": row.number, "begins": row.begins, "reason": row.reason, "at": row.at, **row.definition}


def extra_json(row: ExtraPoints) -> dict[str, Any]:
    """Return extra points."""
    points = {"points": str(row.points), "month": row.month, "reason": row.reason}
    return {"key": str(row.key), "unit": told(row.unit), **points}


def result_json(row: CardResult) -> dict[str, Any]:
    """Return a result with its lines and their figures."""
    judged = {each["key"]: each for each in row.outcome["lines"]}
    lines = [
        {
            "key": line.key,
            "name": line.name,
            "weight": decimal(line.weight),
            "value": row.figures.get(line.key, {}).get("value"),
            "count": row.figures.get(line.key, {}).get("count"),
            "basis": row.figures.get(line.key, {}).get("basis", ""),
            "judged": judged[line.key]["judged"],
            "reached": judged[line.key]["reached"],
            "points": judged[line.key]["points"],
        }
        for line in card_of(row.version.definition).lines
    ]
    return {
        "key": str(row.key),
        "card": {"key": str(row.card.key), "name": row.card.name},
        "unit": told(row.unit),
        "month": row.month,
        "number": row.number,
        "total": None if row.total is None else str(row.total),
        "band": row.outcome["band"],
        "vetoes": row.outcome["vetoes"],
        "extra": row.outcome["extra"],
        "lines": lines,
        "signed_at": row.signature.at if hasattr(row, "signature") else None,
        "at": row.at,
    }


def appeal_json(row: CardAppeal) -> dict[str, Any]:
    """Return an appeal."""
    said = {"line": row.line, "reason": row.reason, "evidence": row.evidence, "at": row.at}
    return {"key": str(row.key), "result": str(row.result.key), **said}


def answer_json(row: AppealAnswer) -> dict[str, Any]:
    """Return the answer to an appeal."""
    made = str(row.result.key) if row.result else None
    return {
        "appeal": str(row.appeal.key),
        "granted": row.granted,
        "reason": row.reason,
        "result": made,
        "at": row.at,
    }
