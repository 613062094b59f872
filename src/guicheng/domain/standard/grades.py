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


def with_values(text: str, columns: Sequence[Sequence[str]]) -> str:
    """Return a text with other values at its places.

    Args:
        text: With ``{a|b|c}`` at some places.
        columns: The values of each grade, one for each place, the best grade first: (grades × places).

    Raises:
        GradeValuesError: A grade has more or fewer values than there are places.

    Example:
        >>> with_values("{15|30}分钟，{98|95}%", [("10", "99"), ("20", "97")])
        '{10|20}分钟，{99|97}%'
    """
    places = len(values_of(text))
    for column in columns:
        if len(column) != places:
            raise GradeValuesError(
                _(
                    "The text has {places} places with values, and a grade gives {count}. Write them apart by /.",
                    places=str(places),
                    count=str(len(column)),
                )
            )
    vectors = iter(zip(*columns, strict=True))
    return _VALUES.sub(lambda _match: "{" + "|".join(next(vectors)) + "}", text)


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
    parts = tuple(_chosen(standard.parts[index], standard, grade) for index in kept_at(standard, grade))
    return replace(standard, grades=(), parts=parts)


def kept_at(standard: StandardText, grade: str) -> tuple[int, ...]:
    """Return the positions of the parts that a grade has; a heading goes when all its clauses go."""
    parts = standard.parts
    if not standard.grades:
        return tuple(range(len(parts)))
    held = {index for index, part in enumerate(parts) if not part.grades or grade in part.grades}
    for index, part in enumerate(parts):
        if part.kind is PartKind.HEADING:
            below = [each for each in _below(parts, index) if parts[each].kind is not PartKind.HEADING]
            if below and held.isdisjoint(below):
                held.discard(index)
    return tuple(sorted(held))


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


def _below(parts: Sequence[ClauseText], index: int) -> list[int]:
    """Return the positions of the parts below a heading."""
    found = []
    for place in range(index + 1, len(parts)):
        if parts[place].kind is PartKind.HEADING and parts[place].level <= parts[index].level:
            break
        found.append(place)
    return found
