"""The timed clauses that a stored table cites, beside its chart, at each grade of their standards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guicheng.apps.processes.readings import Drawn, Row, compiled, process_of
from guicheng.apps.standards.models import DraftClause
from guicheng.apps.standards.readings import company_words
from guicheng.domain.clause.lexicon import Lexicon
from guicheng.domain.process import Graph
from guicheng.domain.process.keeping import Beside, Standing, beside_chart, cited_in, minutes_allowed, spans_in
from guicheng.domain.standard.grades import GradeValuesError, text_at
from guicheng.domain.values import GuichengError

_ORDER = (Standing.KEPT, Standing.OPEN, Standing.BROKEN)


@dataclass(frozen=True, slots=True)
class KeptClause:
    """A timed clause that steps cite, beside the chart.

    Args:
        clause: It.
        text: Its text at the grade.
        grade: The grade at which it stands worst; "" where it has one form.
        beside: The verdict, its span and its reason.
    """

    clause: DraftClause
    text: str
    grade: str
    beside: Beside


def kept_clauses(
    title: str, rows: Sequence[Row], drawn: Drawn, clauses: Mapping[str, DraftClause], kept: float
) -> list[KeptClause]:
    """Return the timed clauses that a table cites, one answer a span, each at the grade at which it stands worst.

    Args:
        title: Title of the process.
        rows: Its table.
        drawn: Its diagram, which is judged where no table can say all of it.
        clauses: The clauses that steps cite, by citation.
        kept: Share of cases in which each step keeps its limit.

    Returns:
        Nothing for a table that cannot be read.
    """
    grades = list(dict.fromkeys(grade for clause in clauses.values() for grade in clause.standard.grades)) or [""]
    found: dict[tuple[str, str], KeptClause] = {}
    for grade in grades:
        for each in _at_grade(title, rows, drawn, clauses, (grade, kept)):
            key = (each.beside.cited.clause, each.beside.span)
            known = found.get(key)
            if known is None or _ORDER.index(each.beside.standing) > _ORDER.index(known.beside.standing):
                found[key] = each
    return list(found.values())


def _at_grade(
    title: str, rows: Sequence[Row], drawn: Drawn, clauses: Mapping[str, DraftClause], at: tuple[str, float]
) -> list[KeptClause]:
    grade, kept = at
    names: Sequence[str] = max((clause.standard.grades for clause in clauses.values()), key=len, default=())
    told = {citation: _text(clause.text, clause.standard.grades, grade) for citation, clause in clauses.items()}
    lexicon = _lexicon(clauses)
    allowed = {citation: minutes_allowed(text, lexicon) for citation, text in told.items()}
    graded = [{name: _text(cell, names, grade) for name, cell in row.items()} for row in rows]
    try:
        graph, spans = _chart(title, graded, drawn)
    except GuichengError:
        return []
    return [
        KeptClause(clauses[each.cited.clause], told[each.cited.clause], _shown(clauses[each.cited.clause], grade), each)
        for each in beside_chart(graph, cited_in(graph, spans, allowed), kept)
    ]


def _chart(title: str, rows: Sequence[Row], drawn: Drawn) -> tuple[Graph, dict[str, tuple[str, ...]]]:
    return compiled(title, rows, drawn), spans_in(process_of(title, rows))


def _lexicon(clauses: Mapping[str, DraftClause]) -> Lexicon | None:
    companies = {clause.standard.company_id for clause in clauses.values()}
    return company_words(companies.pop()).lexicon if companies else None


def _shown(clause: DraftClause, grade: str) -> str:
    return grade if "{" in clause.text and grade in clause.standard.grades else ""


def _text(text: str, grades: Sequence[str], grade: str) -> str:
    """Return a text at a grade; as it stands where it has no values of it."""
    try:
        return text_at(text, grades, grade) if grade in grades else text
    except GradeValuesError:
        return text


def standings(found: Sequence[KeptClause]) -> dict[Standing, int]:
    """Return how many clauses stand in which way."""
    return {standing: sum(each.beside.standing is standing for each in found) for standing in Standing}
