"""Drafts as texts of standards, and parts of such texts as clauses of a draft."""

from __future__ import annotations

from collections.abc import Iterable

from guicheng.apps.standards.models import DraftClause, EditionClause, Standard, Suppression
from guicheng.apps.standards.readings.levels import level_of
from guicheng.domain.comparison import Level
from guicheng.domain.standard import ClauseText, PartKind, StandardText
from guicheng.domain.standard import Suppression as Accepted

_GRADES = "grades"
_BETWEEN = "、"


def text_of(
    standard: Standard,
    clauses: Iterable[DraftClause | EditionClause],
    *,
    items: Iterable[str] = (),
    unit_path: tuple[str, ...] = (),
    suppressions: Iterable[Suppression] = (),
) -> StandardText:
    """Return a draft as the text that a file or a workbook holds.

    Args:
        standard: The standard.
        clauses: Its clauses, in order.
        items: Keys of the catalogue items that it covers.
        unit_path: Names of its unit and of those above it, from below the company down.
        suppressions: Findings that people accepted in it.
    """
    accepted: dict[str, list[Accepted]] = {}
    for each in suppressions:
        reason = " ".join(each.reason.split())
        accepted.setdefault(str(each.clause_key), []).append(Accepted(each.code, reason, each.expires_on))
    level = level_of(standard)
    return StandardText(
        standard.code,
        standard.title,
        standard.category,
        tuple(items),
        tuple(standard.property_types),
        tuple(standard.customer_groups),
        tuple(standard.grades),
        # What stands at no other level is the company's, which a folder takes it for without being told.
        level="" if level is Level.COMPANY else str(level),
        key=str(standard.key),
        parts=tuple(part_of(clause, tuple(accepted.get(str(clause.key), ()))) for clause in clauses),
        unit_path=unit_path,
    )


def part_of(clause: DraftClause | EditionClause, accepted: tuple[Accepted, ...] = ()) -> ClauseText:
    """Return a clause as a part of a text, with the findings that people accepted in it."""
    elements = {name: _lines(str(text)) for name, text in clause.elements.items() if name.strip() and str(text).strip()}
    grades = tuple(filter(None, elements.pop(_GRADES, "").split(_BETWEEN)))
    kind = PartKind(clause.kind)
    return ClauseText(
        _lines(clause.text),
        clause.number.strip(),
        kind,
        max(1, clause.level) if kind is PartKind.HEADING else 0,
        elements,
        grades,
        str(clause.key),
        accepted,
    )


def _lines(text: str) -> str:
    """Return a text with line feeds alone, and without blanks at its ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def state_of(part: ClauseText) -> dict[str, object]:
    """Return what a part says as the values of a clause of a draft."""
    elements = {name: text for name, text in part.elements.items() if text}
    if part.grades:
        elements[_GRADES] = _BETWEEN.join(part.grades)
    return {
        "kind": part.kind.value,
        "level": part.level,
        "number": part.number[:100],
        "text": part.text,
        "elements": elements,
    }
