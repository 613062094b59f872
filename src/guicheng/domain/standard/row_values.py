"""What a row of a table says a part of a standard is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from guicheng.domain.elements.effort import effort_of
from guicheng.domain.standard.grades import check_values, values_of, with_values
from guicheng.domain.standard.text import ELEMENTS, MORE_ELEMENTS, ClauseText, PartKind, StandardText
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

LONGEST: Final = 5_000
#: Characters of an element, as the form beside a clause takes them.
LONGEST_ELEMENT: Final = 300
KNOWN_ELEMENTS: Final = (*ELEMENTS, *MORE_ELEMENTS)
#: Before the name of a grade, it is a column with the values of that grade; before a heading, a column of its own.
GRADE: Final = "grade:"
OTHER: Final = "other:"
BETWEEN: Final = " / "


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Args:
        number: Its number in the sheet, counted from 1.
        values: Text by column: code, id, kind, level, number, text, the keys of the elements, grades, ``grade:`` and
            ``other:`` columns; a column that the table lacks is left as it is.
        formula: A formula of the row that nobody calculated, "" for none.
    """

    number: int
    values: Mapping[str, str]
    formula: str = ""


class RowRefusedError(GuichengError):
    """A row cannot be taken."""

    code = "row-refused"


def part_of(standard: StandardText, before: ClauseText | None, values: Mapping[str, str]) -> ClauseText:
    """Return the part that a row describes.

    Raises:
        RowRefusedError: A value cannot be what it is.
        NoEffortError: Effort or material cannot be read.
        GradeValuesError: The values of the grades do not fit.
        UnknownGradeError: It names a grade that the standard has not.
    """
    base = before or ClauseText("")
    kind = _kind(values.get("kind", base.kind.value))
    text = values.get("text", base.text).strip()
    if not text:
        raise RowRefusedError(_("The text is empty. Write it, or delete the row."))
    if text.startswith("=") and text != base.text:
        raise RowRefusedError(_("“{given}” begins as a formula does. Write the text itself.", given=text[:40]))
    if len(text) > LONGEST:
        raise RowRefusedError(_("A clause has at most {limit} characters. Divide it.", limit=str(LONGEST)))
    grades = base.grades
    if "grades" in values:
        listed = values["grades"].replace("，", "、").replace(",", "、").split("、")
        grades = tuple(name.strip() for name in listed if name.strip())
    part = replace(
        base,
        text=text,
        number=values.get("number", base.number).strip(),
        kind=kind,
        level=_level(kind, values.get("level", str(base.level))),
        elements=_elements(base, values),
        grades=grades,
    )
    part = _with_grades(standard, base, part, values)
    check_values(standard, part)
    _check_elements(base, part)
    return part


def _check_elements(base: ClauseText, part: ClauseText) -> None:
    """Refuse elements that nobody can use; those that stood there before stay as they are."""
    changed = {key: text for key, text in part.elements.items() if base.elements.get(key) != text}
    for text in changed.values():
        if len(text) > LONGEST_ELEMENT:
            raise RowRefusedError(
                _(
                    "“{given}…” is longer than the {limit} characters of an element. Shorten it.",
                    given=text[:20],
                    limit=str(LONGEST_ELEMENT),
                )
            )
    effort_of(changed.get("effort", ""), changed.get("material", ""))


def _kind(text: str) -> PartKind:
    try:
        return PartKind(text.strip() or PartKind.CLAUSE.value)
    except ValueError as error:
        raise RowRefusedError(_("“{kind}” is no kind of part. Write clause, heading or note.", kind=text)) from error


def _level(kind: PartKind, text: str) -> int:
    if kind is not PartKind.HEADING:
        return 0
    if text.strip() and not text.strip().isdecimal():
        raise RowRefusedError(_("The level of a heading is a number from 1 to 9, not “{level}”.", level=text))
    return min(9, max(1, int(text.strip() or 1)))


def _elements(base: ClauseText, values: Mapping[str, str]) -> dict[str, str]:
    told = {
        key.removeprefix(OTHER): values[key].strip() for key in values if key in KNOWN_ELEMENTS or key.startswith(OTHER)
    }
    kept = {key: text for key, text in base.elements.items() if key not in told or (not text and not told[key])}
    return kept | {key: text for key, text in told.items() if text}


def _with_grades(standard: StandardText, base: ClauseText, part: ClauseText, values: Mapping[str, str]) -> ClauseText:
    """Return the part with the values of the grade columns where somebody changed those and not the text."""
    told = {grade: values[GRADE + grade] for grade in standard.grades if values.get(GRADE + grade, "").strip()}
    if part.text == base.text:
        _refuse_emptied(standard, base, values)
    was = {grade: BETWEEN.join(values_at(standard, base, grade)) for grade in told}
    if all(told[grade].strip() == was[grade] for grade in told) or not values_of(part.text):
        return part
    columns = [_split(told[grade]) if grade in told else values_at(standard, part, grade) for grade in standard.grades]
    if values_of(part.text) != values_of(base.text) and list(zip(*columns, strict=False)) != list(values_of(part.text)):
        raise RowRefusedError(_("Text and grade columns were both changed. Change one of the two."))
    return replace(part, text=with_values(part.text, columns))


def _refuse_emptied(standard: StandardText, base: ClauseText, values: Mapping[str, str]) -> None:
    """Refuse a grade column that was emptied beside a text that still holds its value: nobody knows what is meant."""
    for grade in standard.grades:
        if not values.get(GRADE + grade, "-").strip() and any(values_at(standard, base, grade)):
            raise RowRefusedError(
                _(
                    "The value of grade “{grade}” was emptied, but the text still has it. Write the value, or change "
                    "the text.",
                    grade=grade,
                )
            )


def _split(text: str) -> tuple[str, ...]:
    return tuple(value.strip() for value in text.split(BETWEEN.strip()))


def values_at(standard: StandardText, part: ClauseText, grade: str) -> tuple[str, ...]:
    """Return the value of one grade at each place of a text; nothing where the part has not that grade."""
    place = standard.grades.index(grade)
    return tuple(values[place] for values in values_of(part.text) if len(values) == len(standard.grades))
