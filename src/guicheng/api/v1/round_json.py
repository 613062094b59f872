"""Checklists and rounds as the API tells them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from guicheng.api.v1.posts import told
from guicheng.apps.operations.models import Checklist, ChecklistVersion, Point, Round
from guicheng.apps.operations.readings.checklists import Line, lines_asked, lines_in, stored_line
from guicheng.apps.operations.readings.faults import missing_told
from guicheng.apps.operations.selectors.rounds.checklists import points_in_order
from guicheng.apps.operations.selectors.rounds.rounds import standing_of
from guicheng.domain.evidence.rounds import RoundState


def checklist_json(row: Checklist) -> dict[str, Any]:
    """Return a checklist as lists show it."""
    return {
        "key": str(row.key),
        "title": row.title,
        "theme": row.theme,
        "unit": told(row.unit),
        "standard": row.standard.code if row.standard else "",
        "version": row.number,
    }


def checklist_full(row: Checklist, version: ChecklistVersion) -> dict[str, Any]:
    """Return a checklist with its lines."""
    return {**checklist_json(row), **_rules(version), "lines": [line_json(line) for line in lines_in(version)]}


def line_json(line: Line) -> dict[str, Any]:
    """Return a line of a checklist."""
    told_of = stored_line(line)
    # What the line was compiled from is named by its clause; the act is of use to the compiler alone.
    del told_of["act"]
    return told_of


def round_json(row: Round, at: datetime) -> dict[str, Any]:
    """Return a round as lists show it."""
    checklist = row.version.checklist
    return {
        "occurrence": row.occurrence,
        "title": row.title,
        "unit": told(row.unit),
        "checklist": {"key": str(checklist.key), "name": checklist.title},
        "version": row.version.number,
        "begin": row.begin,
        "end": row.end,
        "assignee": {"key": str(row.assignee.key), "name": row.assignee.name} if row.assignee else None,
        "standing": standing_of(row, at).value,
        "begun_at": row.begun_at,
        "finished_at": row.finished_at,
        "asked": row.asked,
        "answered": row.answered,
        "failed": row.failed,
        "missing": row.missing,
    }


def round_full(row: Round, state: RoundState, at: datetime) -> dict[str, Any]:
    """Return a round with lines, answers and what is missing."""
    rules, lines = _rules(row.version), lines_asked(row)
    names = {point["key"]: point["name"] for point in rules["points"]}
    sentences = missing_told(state.missing, lines, names)
    return {
        **round_json(row, at),
        **rules,
        "lines": [line_json(line) for line in lines],
        "answers": [
            {
                "line": name,
                "event": given.event,
                "answer": given.answer if isinstance(given.answer, str) else "",
                "mark": given.mark.value if given.mark else "",
                "reason": given.reason,
                "photos": list(given.photos),
                "faults": [fault.value for fault in given.faults],
            }
            for name, given in state.answers.items()
        ],
        "visits": dict(state.visits),
        "missing_now": [
            {"code": each.fault.value, "address": each.address, "message": sentence.render(gettext)}
            for each, sentence in zip(state.missing, sentences, strict=True)
        ],
    }


def _rules(version: ChecklistVersion) -> dict[str, Any]:
    points: Sequence[Point] = points_in_order(version)
    return {
        "bulk": version.bulk,
        "signed": version.signed,
        "points": [{"key": str(point.key), "name": point.name} for point in points],
    }
