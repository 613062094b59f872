"""Clauses, differences and changes as the API tells them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from guicheng.adapters.reports.contract import finding_json, measure_json, span_json
from guicheng.api.v1.paging import PAGE, cursor_after, start_of
from guicheng.apps.standards import readings, selectors, services
from guicheng.apps.standards.models import ClauseChange, DraftClause
from guicheng.domain.clause import Clause
from guicheng.domain.values import Finding

_PLAIN = (
    "kind",
    "level",
    "number",
    "text",
    "elements",
    "revision",
    "state",
    "requirements",
    "confirmed",
    "errors",
    "warnings",
    "hints",
    "quieted",
)


def row_json(row: selectors.DraftRow) -> dict[str, Any]:
    """Return a clause as lists show it."""
    plain = {name: getattr(row.clause, name) for name in _PLAIN}
    echo = [each.echo for each in row.echo if each.echo]
    return {"key": str(row.clause.key), **plain, "echo": echo, "open_threads": row.open_threads}


def clause_json(clause: DraftClause) -> dict[str, Any]:
    """Return a clause with its reading and findings."""
    row = selectors.draft_row(clause, day=readings.day_of(timezone.now()))
    words = readings.company_words(clause.standard.company_id)
    reading = readings.read_text(clause.text, words, kind=clause.kind, elements=clause.elements or None)
    found = row.findings
    return {
        **row_json(row),
        "standard": clause.standard.code,
        "filled": row.filled,
        "parameters": sorted(row.parameters),
        "readings": [_echo(each) for each in row.echo],
        **bounds_json(reading.clause),
        "findings": findings_json(found.standing),
        "suppressed": [_suppressed(finding, covering) for finding, covering in found.suppressed],
        "baselined": findings_json(found.baselined),
        "notices": findings_json(found.notices),
    }


def changed_json(change: services.Change) -> dict[str, Any]:
    """Return what an act did."""
    clause = change.clause
    day = readings.day_of(timezone.now())
    now = row_json(selectors.draft_row(clause, day=day)) if clause is not None else None
    return {"clause": now, "act": str(change.act), "voided": change.voided}


def bounds_json(clause: Clause) -> dict[str, Any]:
    """Return what a clause sets, as values."""
    return {
        "measures": [measure_json(each) for each in clause.requirements],
        "thresholds": [measure_json(each) for each in clause.thresholds],
    }


def findings_json(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Return findings in the caller's language."""
    return [finding_json(finding, gettext) for finding in findings]


def change_json(change: ClauseChange) -> dict[str, Any]:
    """Return an entry of the history."""
    before = change.before or {}
    return {
        "key": str(change.key),
        "act": str(change.act),
        "clause": str(change.clause_key),
        "revision": change.revision,
        "kind": change.kind,
        "level": change.level,
        "number": change.number,
        "text": change.text,
        "elements": change.elements,
        "removed": change.removed,
        "why": change.why,
        "before": before.get("text"),
        "by": change.by_name,
        "at": change.at,
    }


def differences_json(found: Sequence[readings.ClauseDifference], cursor: str) -> dict[str, Any]:
    """Return a page of the clauses that differ."""
    rows, start = [each for each in found if each.verdict != "same"], start_of(cursor)
    shown = rows[start : start + PAGE]
    return {"items": [difference_json(each) for each in shown], "next": cursor_after(start, len(shown), len(rows))}


def difference_json(each: readings.ClauseDifference) -> dict[str, Any]:
    """Return a clause in two states."""
    stands = each.after or each.before
    return {
        "key": str(each.key),
        "verdict": each.verdict,
        "moved": each.moved,
        "number": stands.number if stands else "",
        "before": each.before.text if each.before else None,
        "after": each.after.text if each.after else None,
        "marks": [{"kind": mark.kind, "text": mark.text} for mark in each.marks],
    }


def _echo(row: readings.EchoRow) -> dict[str, Any]:
    return {
        "echo": row.echo,
        "span": span_json(row.span),
        "confirmed_by": row.confirmed_by,
        "confirmed_at": row.confirmed_at,
    }


def _suppressed(finding: Finding, covering: Any) -> dict[str, Any]:
    return {
        "finding": finding_json(finding, gettext),
        "suppression": str(covering.key),
        "reason": covering.reason,
        "author": covering.author.name,
        "expires_on": covering.expires_on,
    }
