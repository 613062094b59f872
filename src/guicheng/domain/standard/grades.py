"""One clause for several grades: ``{15|20|30}`` holds the value of each grade, the best first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from guicheng.domain.standard.text import ClauseText, PartKind, StandardText
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

_VALUES: Final = re.compile(r"\{([^{}|]{0,200}(?:\|[^{}|]{0,200}){1,19})\}")


class UnknownGradeError(GuichengError):
    """A standard has no grade of this name."""

    code = "unknown-grade"


class GradeValuesError(GuichengError):
    """A clause does not give one value for each grade."""

    code = "grade-values"


def has_values(text: str) -> bool:
    """Tell whether a text gives a value per grade.

    Example:
        >>> has_values("{15|20|30}分钟内到场"), has_values("30分钟内到场")
        (True, False)
    """
    return bool(_VALUES.search(text))


def values_of(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the values that a text gives, one tuple for each place, the best grade first."""
    return tuple(tuple(match[1].split("|")) for match in _VALUES.finditer(text))


def at_grade(standard: StandardText, grade: str) -> StandardText:
    """Return a standard as one of its grades has it: without grades, every value chosen.

    A standard that has only one form is the same at every grade. Headings whose clauses are all of other grades go.

    Args:
        standard: The standard.
        grade: Name of the grade.

    Raises:
        UnknownGradeError: The standard has grades, but none of this name.
        GradeValuesError: A clause gives more or fewer values than there are grades.

    Example:
        >>> text = ClauseText("维修工应在{15|20}分钟内到场。", grades=())
        >>> at_grade(StandardText("A", "A", grades=("一级", "二级"), parts=(text,)), "二级").parts[0].text
        '维修工应在20分钟内到场。'
    """
    if not standard.grades:
        return standard
    if grade not in standard.grades:
        raise UnknownGradeError(
            _(
                "{code} has no grade “{grade}”. It has: {grades}.",
                code=standard.code,
                grade=grade,
                grades=", ".join(standard.grades),
            )
        )
    kept = [part for part in standard.parts if not part.grades or grade in part.grades]
    parts = tuple(_chosen(part, standard, grade) for part in _without_empty(standard.parts, kept))
    return replace(standard, grades=(), parts=parts)


def text_at(text: str, grades: Sequence[str], grade: str, own: Sequence[str] = ()) -> str:
    """Return a text with the value of one grade at each place.

    Args:
        text: With ``{a|b|c}`` where the grades differ.
        grades: Names of all grades, best first.
        grade: One of them.
        own: The grades that the clause has, where it has not all; the values may be theirs alone.

    Raises:
        GradeValuesError: A place has more or fewer values than there are grades.
    """

    def value(match: re.Match[str]) -> str:
        values = match[1].split("|")
        for names in (grades, own):
            if len(values) == len(names) and grade in names:
                return values[list(names).index(grade)]
        raise GradeValuesError(
            _(
                "{values} has {count} values, and the grades are {grades}. Give one value for each grade, best first.",
                values=match[0],
                count=str(len(values)),
                grades=", ".join(grades),
            )
        )

    return _VALUES.sub(value, text)


def check_values(standard: StandardText, part: ClauseText) -> None:
    """Check that a part gives one value for each grade at each place, and names only grades of its standard.

    Raises:
        GradeValuesError: A place has more or fewer values.
        UnknownGradeError: The part names a grade that the standard has not.
    """
    for grade in part.grades:
        if grade not in standard.grades:
            raise UnknownGradeError(
                _(
                    "{code} has no grade “{grade}”. It has: {grades}.",
                    code=standard.code,
                    grade=grade,
                    grades=", ".join(standard.grades) or "—",
                )
            )
    for grade in part.grades or standard.grades[:1] or ("",):
        for text in (part.text, *part.elements.values()):
            text_at(text, standard.grades, grade, part.grades)


def _chosen(part: ClauseText, standard: StandardText, grade: str) -> ClauseText:
    chosen = {key: text_at(text, standard.grades, grade, part.grades) for key, text in part.elements.items()}
    return replace(part, text=text_at(part.text, standard.grades, grade, part.grades), elements=chosen, grades=())


def _without_empty(parts: Sequence[ClauseText], kept: Sequence[ClauseText]) -> list[ClauseText]:
    """Return the kept parts without the headings that lost all their clauses by it."""
    held = {id(part) for part in kept}
    gone: set[int] = set()
    for index, part in enumerate(parts):
        if part.kind is not PartKind.HEADING:
            continue
        below = [each for each in _below(parts, index) if each.kind is not PartKind.HEADING]
        if below and not any(id(each) in held for each in below):
            gone.add(id(part))
    return [part for part in kept if id(part) not in gone]


def _below(parts: Sequence[ClauseText], index: int) -> list[ClauseText]:
    found = []
    for part in parts[index + 1 :]:
        if part.kind is PartKind.HEADING and part.level <= parts[index].level:
            break
        found.append(part)
    return found
