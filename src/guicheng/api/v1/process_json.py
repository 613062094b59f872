"""Processes, findings and changes as version 1 tells them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext

from guicheng.api.v1.people import told
from guicheng.apps.processes.models import ApprovalRequest, Process, ProcessEdition, TableChange
from guicheng.apps.processes.readings import COLUMNS, Row, StepChange, difference
from guicheng.domain.process import ProcessFinding, Report


def head_json(row: Process) -> dict[str, Any]:
    """Return a process without its table; its editions are loaded."""
    names = ("code", "title", "revision", "errors", "minutes", "changed_at", "archived_at")
    editions = list(row.editions.all()[:1])
    return {
        "key": str(row.key),
        **{name: getattr(row, name) for name in names},
        "unit": told(row.unit),
        "changed_by": told(row.changed_by) if row.changed_by else None,
        "edition": editions[0].number if editions else None,
    }


def whole_json(row: Process, request: ApprovalRequest | None) -> dict[str, Any]:
    """Return a process with its table and how far its approval is."""
    return {
        **head_json(row),
        "rows": rows_json(row.rows),
        "only_in_diagram": list(row.drawn["only"]) if row.drawn else [],
        "request": request.state if request else None,
    }


def rows_json(rows: Iterable[Row]) -> list[dict[str, str]]:
    """Return the rows of a table, every column there."""
    return [{name: row.get(name, "") for name in ("id", *COLUMNS)} for row in rows]


def report_json(report: Report, warnings: Iterable[ProcessFinding] = ()) -> dict[str, Any]:
    """Return what checking found, with what it asks of posts that are away or stand too low."""
    return {
        "sound": report.sound,
        "findings": [_finding(finding) for finding in report.findings],
        "worst_minutes": {"once": _number(report.once.minutes), "twice": _number(report.twice.minutes)},
        "promised_minutes": _number(report.promise.minutes) if report.promise else None,
        "warnings": [_finding(finding) for finding in warnings],
    }


def changes_json(older: Sequence[Row], newer: Sequence[Row]) -> list[dict[str, str]]:
    """Return what changed between two tables, step by step."""
    return [_change(change) for change in difference(older, newer)]


def saved_json(row: TableChange) -> dict[str, Any]:
    """Return a save of a table."""
    changes = changes_json(row.before, row.after)
    return {"revision": row.revision, "act": row.act, "at": row.at, "by": row.by_name, "changes": changes}


def request_json(row: ApprovalRequest) -> dict[str, Any]:
    """Return a request for approval."""
    names = ("state", "content_hash", "note", "asked_at", "opinion", "decided_at")
    return {
        "key": str(row.key),
        **{name: getattr(row, name) for name in names},
        "asked_by": told(row.asked_by),
        "decided_by": told(row.decided_by) if row.decided_by else None,
    }


def edition_json(row: ProcessEdition) -> dict[str, Any]:
    """Return an edition without its table."""
    names = ("number", "title", "content_hash", "minutes", "effective_from", "note", "published_at")
    said = {name: getattr(row, name) for name in names}
    return {"process": row.code, **said, "published_by": told(row.published_by)}


def _finding(finding: ProcessFinding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "steps": list(finding.steps),
        "message": finding.message.render(gettext),
        "witness": [{"step": each.step, "answer": each.answer, "flow": each.flow} for each in finding.witness],
    }


def _change(change: StepChange) -> dict[str, str]:
    return {"step": change.step, "what": change.what, "sentence": change.sentence.render(gettext)}


def _number(minutes: Fraction | None) -> float | None:
    return None if minutes is None else float(minutes)
