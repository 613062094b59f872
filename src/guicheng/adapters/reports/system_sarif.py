"""Findings about several clauses at once as SARIF 2.1.0."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_LEVEL = {"error": "error", "warning": "warning", "hint": "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


@dataclass(frozen=True, slots=True)
class SystemResult:
    """A finding with both sides.

    Args:
        code: Its code.
        severity: ``error``, ``warning`` or ``hint``.
        message: What it says, with the witness.
        own: Name and text of the clause.
        there: Name and text of the other side, "" for none.
        accepted: Why somebody signed for it, "" where nobody did.
    """

    code: str
    severity: str
    message: str
    own: tuple[str, str]
    there: tuple[str, str]
    accepted: str = ""


def system_sarif(results: Iterable[SystemResult]) -> dict[str, Any]:
    """Return a log of one run; a finding that somebody signed for is in it as suppressed."""
    listed = list(results)
    rules = sorted({result.code for result in listed})
    driver = {"name": "Guicheng", "rules": [{"id": code} for code in rules]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [_result(each) for each in listed]}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(each: SystemResult) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ruleId": each.code,
        "level": _LEVEL[each.severity],
        "message": {"text": each.message},
        "locations": [_location(*each.own)],
    }
    if each.there[0]:
        found["relatedLocations"] = [_location(*each.there)]
    if each.accepted:
        found["suppressions"] = [{"kind": "external", "justification": each.accepted}]
    return found


def _location(name: str, text: str) -> dict[str, Any]:
    return {"logicalLocations": [{"fullyQualifiedName": name, "kind": "element"}], "message": {"text": text}}
