"""A draft or an edition as one state of a standard, with the values that its parameters have there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from guicheng.apps.standards.models import ClauseKind, DraftClause, EditionClause, Standard
from guicheng.apps.standards.readings.comparing import Member, at_grade, member_of
from guicheng.apps.standards.readings.words import CompanyWords

Paragraph = DraftClause | EditionClause


@dataclass(frozen=True, slots=True)
class State:
    """A state of a standard.

    Args:
        paragraphs: Headings, clauses and notes, in order.
        grades: Names of its grades, the best first.
        parameters: Values of named parameters in it; None for those of today.
    """

    paragraphs: Sequence[Paragraph] = ()
    grades: Sequence[str] = ()
    parameters: Mapping[str, str] | None = None


def members_in(standard: Standard, state: State, words: CompanyWords, grade: str) -> dict[UUID, Member]:
    """Return the clauses of a state as comparing sees them, by key; a clause of an edition is read as a draft.

    Args:
        standard: The standard, with its unit.
        state: The state.
        words: The words of its company.
        grade: The grade that is promised; where the state has none of this name, its best one.
    """
    position = state.grades.index(grade) if grade in state.grades else 0
    held = replace(words, grade=position)
    if state.parameters is not None:
        held = replace(held, parameters=state.parameters)
    found = {}
    for index, row in enumerate(state.paragraphs):
        clause = row if isinstance(row, DraftClause) else _as_draft(row)
        if row.kind == ClauseKind.CLAUSE and at_grade(clause, standard, grade):
            found[row.key] = member_of(clause, standard, held, index=index)
    return found


def _as_draft(row: EditionClause) -> DraftClause:
    return DraftClause(key=row.key, kind=row.kind, number=row.number, text=row.text, elements=row.elements, position=0)
