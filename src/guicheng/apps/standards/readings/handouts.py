"""Rows as standards ready to be printed: the text at a grade, values filled in, and whether it holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from guicheng.apps.standards.models import ClauseKind, DraftClause, Edition, EditionClause, Standard
from guicheng.apps.standards.readings.words import CompanyWords
from guicheng.domain.standard.grades import at_grade
from guicheng.domain.standard.text import ClauseText, PartKind, StandardText
from guicheng.domain.targets.source import Imprint, SourceStandard, Standing, source_of
from guicheng.domain.values import ClauseRef


def edition_source(
    edition: Edition, clauses: Iterable[EditionClause], *, company: str, grade: str, day: date, in_force: bool
) -> SourceStandard:
    """Return an edition as it is printed on a day, with the values that it was published with.

    Args:
        edition: With its withdrawal.
        clauses: In order.
        company: Name of the company.
        grade: Grade to print at; the best where the edition has none of this name.
        day: The day of printing.
        in_force: Whether it is the edition in force on that day.
    """
    withdrawal = getattr(edition, "withdrawal", None)
    ended = withdrawal.withdrawn_on if withdrawal else None
    text, chosen = _text(edition, edition.grades or (), clauses, grade)
    imprint = Imprint(
        ClauseRef(edition.code),
        edition.title,
        company=company,
        code=edition.code,
        edition=edition.number,
        effective=edition.effective_from,
        standing=_standing(edition, ended, day, in_force=in_force),
        ended=ended,
        grade=chosen,
    )
    return source_of(text, imprint, edition.parameters)


def draft_source(
    standard: Standard, clauses: Iterable[DraftClause], words: CompanyWords, *, company: str, grade: str
) -> SourceStandard:
    """Return the draft of a standard as it is printed, with the values that hold now."""
    text, chosen = _text(standard, standard.grades or (), clauses, grade)
    imprint = Imprint(
        ClauseRef(standard.code),
        standard.title,
        company=company,
        code=standard.code,
        standing=Standing.DRAFT,
        grade=chosen,
    )
    return source_of(text, imprint, words.parameters)


def _standing(edition: Edition, ended: date | None, day: date, *, in_force: bool) -> Standing:
    if ended is not None and ended <= day:
        return Standing.WITHDRAWN
    if edition.effective_from > day:
        return Standing.FUTURE
    return Standing.IN_FORCE if in_force else Standing.REPLACED


def _text(titled: Any, grades: Iterable[str], clauses: Iterable[Any], grade: str) -> tuple[StandardText, str]:
    """Return a standard's text at a grade, and the grade."""
    named = tuple(grades)
    chosen = grade if grade in named else next(iter(named), "")
    text = StandardText(titled.code, titled.title, grades=named, parts=tuple(_part(each) for each in clauses))
    return at_grade(text, chosen), chosen


def _part(clause: Any) -> ClauseText:
    elements = {name: str(value) for name, value in clause.elements.items()}
    own = elements.get("grade", "").replace(",", "、").replace("，", "、").split("、")
    level = max(clause.level, 1) if clause.kind == ClauseKind.HEADING else 0
    names = tuple(name.strip() for name in own if name.strip())
    return ClauseText(clause.text, clause.number, PartKind(clause.kind), level, elements, names, str(clause.key))
