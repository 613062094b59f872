"""The grades of each clause set in order: a higher grade never promises less than a lower one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from guicheng.apps.standards.readings.comparing import (
    Member,
    Remark,
    at_grade,
    capped,
    digest_of_sides,
    entry_of,
    grade_position,
    member_of,
)
from guicheng.apps.standards.readings.words import CompanyWords
from guicheng.domain.comparison import Comparison, Facts, Verdict
from guicheng.domain.lint import explained
from guicheng.domain.standard.grades import GradeValuesError, has_values, text_at
from guicheng.domain.standard.ladder import ladder
from guicheng.domain.values import Severity


def grade_remarks(members: Iterable[Member], words: CompanyWords, facts: Facts) -> list[Remark]:
    """Return what is wrong with the values that clauses give for each grade.

    Args:
        members: Clauses of drafts; those of editions were published so.
        words: The words of their company.
        facts: What is known for comparing.
    """
    graded = (each for each in members if each.standard.grades and has_values(each.clause.text))
    return [remark for member in graded for remark in _of_clause(member, words, facts)]


def _of_clause(member: Member, words: CompanyWords, facts: Facts) -> Iterator[Remark]:
    clause, standard = member.clause, member.standard
    names = [grade for grade in standard.grades if at_grade(clause, standard, grade)]
    try:
        for grade in names:
            text_at(clause.text, standard.grades, grade, names)
    except GradeValuesError as error:
        unclear = Comparison(Verdict.CANNOT_COMPARE, missing=error.message)
        severity = explained("CT006").severity
        yield Remark("CT006", severity, member, None, None, unclear, member.confirmed, digest_of_sides(clause.text))
        return
    read = [member_of(clause, standard, replace(words, grade=grade_position(standard, name))) for name in names]
    for found in ladder([(name, at) for at, name in enumerate(names)], [entry_of(each) for each in read], facts):
        weight = capped(found.finding.severity or Severity.ERROR, confirmed=member.confirmed)
        mark = digest_of_sides(clause.text, " ".join(standard.grades))
        told = found.finding.message
        yield Remark(
            found.finding.code, weight, member, None, None, found.comparison, member.confirmed, mark, said=told
        )
