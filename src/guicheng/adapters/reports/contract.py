"""The JSON contract of ``guicheng read``: one object a clause."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from guicheng.domain.clause import Kind, Requirement
from guicheng.domain.clause.printer import echo
from guicheng.domain.manual.blocks import Place
from guicheng.domain.manual.reading import ReadClause
from guicheng.domain.values import Finding, Span

Translate = Callable[[str], str]
Json = dict[str, Any]


def clause_json(read: ReadClause, translate: Translate) -> Json:
    """Return one clause of a document as the contract wants it.

    Args:
        read: The clause, read and checked.
        translate: Returns a sentence of the catalogue in the reader's language.
    """
    return {
        **line_json(read, translate),
        "section": read.section.title,
        "number": read.source.number,
        "place": place_json(read.source.place),
        "elements": dict(read.source.elements),
    }


def line_json(read: ReadClause, translate: Translate) -> Json:
    """Return one clause of plain text, where nothing but the line says where it stands."""
    clause = read.clause
    return {
        "id": clause.ref.index + 1,
        "text": clause.text,
        "state": clause.state.value,
        "echo": echo(clause) if clause.requirements else "",
        "measures": [measure_json(requirement) for requirement in clause.requirements],
        "thresholds": [measure_json(requirement) for requirement in clause.thresholds],
        "findings": [finding_json(finding, translate) for finding in read.findings],
    }


def measure_json(requirement: Requirement) -> Json:
    """Return one bound; a longest interval is shown as a frequency."""
    kind = Kind.FREQUENCY if requirement.kind is Kind.INTERVAL else requirement.kind
    return {
        "kind": kind.value,
        "op": requirement.op,
        "value": _number(requirement.value),
        "unit": requirement.unit,
        "per": requirement.per,
        "trigger": requirement.trigger,
        "action": requirement.action,
        "condition": requirement.condition,
        "span": span_json(requirement.span),
    }


def finding_json(finding: Finding, translate: Translate) -> Json:
    """Return one finding with its sentences in the reader's language."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "span": span_json(finding.span),
        "message": finding.message.render(translate),
        "fixes": [
            {
                "kind": fix.kind,
                "span": span_json(fix.span),
                "replacement": fix.replacement,
                "label": fix.label.render(translate),
            }
            for fix in finding.fixes
        ],
    }


def span_json(span: Span) -> list[int]:
    """Return a stretch as [start, end] in code points."""
    return [span.start, span.end]


def place_json(place: Place) -> Json:
    """Return a place in a file; row and column only inside tables."""
    found: Json = {"part": place.part, "block": place.block}
    if place.row:
        found |= {"row": place.row, "column": place.column}
    if place.hidden:
        found["hidden"] = True
    return found


def _number(value: Decimal | str) -> int | float | str:
    """Return a number as JSON writes it, an integer where it is one."""
    if isinstance(value, str):
        return value
    return int(value) if value == value.to_integral_value() else float(value)
