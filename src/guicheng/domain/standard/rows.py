"""Clauses as rows of a table: out, edited by somebody, and taken back one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Final, Literal
from uuid import UUID

from guicheng.domain.standard.grades import check_values, values_of, with_values
from guicheng.domain.standard.text import ELEMENTS, MORE_ELEMENTS, ClauseText, PartKind, StandardText
from guicheng.domain.values import GuichengError, Message
from guicheng.domain.values.message import _

LONGEST: Final = 5_000
_ELEMENTS: Final = (*ELEMENTS, *MORE_ELEMENTS)
#: Before the name of a grade, it is a column with the values of that grade; before a heading, a column of its own.
GRADE: Final = "grade:"
OTHER: Final = "other:"
_BETWEEN: Final = " / "


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Args:
        number: Its number in the sheet, counted from 1.
        values: Text by column: code, id, kind, level, number, text, the keys of the elements, grades, ``grade:`` and
            ``other:`` columns; a column that the table lacks is left as it is.
    """

    number: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RowChange:
    """What a row changes.

    Args:
        what: changed, added or removed.
        code: The standard.
        row: Number of the row, 0 where the change is that there is none.
        before: As it was, None where it was added.
        after: As it is, None where it was removed.
    """

    what: Literal["changed", "added", "removed"]
    code: str
    row: int
    before: ClauseText | None
    after: ClauseText | None


@dataclass(frozen=True, slots=True)
class RowsTaken:
    """What came of the rows.

    Args:
        standards: The standards with all good rows taken, in their order.
        changes: What changed, in order of rows; removals last.
        faults: Why a row was not taken, by its number.
    """

    standards: tuple[StandardText, ...]
    changes: tuple[RowChange, ...]
    faults: Mapping[int, tuple[Message, ...]]


@dataclass
class _Table:
    """One standard while rows are taken into it."""

    standard: StandardText
    parts: list[ClauseText] = field(init=False)
    known: dict[str, int] = field(init=False)
    now: dict[int, ClauseText] = field(default_factory=dict)
    added: dict[int, list[ClauseText]] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    last: int = -1

    def __post_init__(self) -> None:
        self.parts = list(self.standard.parts)
        self.known = {_name(part, index): index for index, part in enumerate(self.parts)}

    def result(self, *, remove: bool) -> StandardText:
        parts = list(self.added.get(-1, ()))
        for index, part in enumerate(self.parts):
            if index in self.seen or not remove:
                parts.append(self.now.get(index, part))
            parts += self.added.get(index, ())
        return replace(self.standard, parts=tuple(parts))


def row_of(standard: StandardText, index: int) -> dict[str, str]:
    """Return a part of a standard as the values of a row."""
    part = standard.parts[index]
    values = {
        "code": standard.code,
        "id": row_id(part, index),
        "kind": part.kind.value,
        "level": str(part.level) if part.kind is PartKind.HEADING else "",
        "number": part.number,
        "text": part.text,
        "grades": "、".join(part.grades),
    }
    values |= {key: part.elements.get(key, "") for key in _ELEMENTS}
    values |= {OTHER + key: text for key, text in part.elements.items() if key not in _ELEMENTS}
    return values | {GRADE + grade: _BETWEEN.join(_at(standard, part, grade)) for grade in standard.grades}


def row_id(part: ClauseText, index: int) -> str:
    """Return what a row carries to be known again: which part it is, and a digest of what it said."""
    said = repr((part.kind.value, part.level, part.number, part.text, sorted(part.elements.items()), part.grades))
    return f"{_name(part, index)}:{sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"


def take_rows(standards: Sequence[StandardText], rows: Iterable[Row], *, remove: bool = False) -> RowsTaken:
    """Take rows into standards: each good one, whatever the others are.

    A row without an id is a new part behind the row above it; without a code it belongs to the standard, where there is
    only one. Parts keep their order however the rows are sorted.

    Args:
        standards: As they are now.
        rows: The rows.
        remove: Whether parts without a row are taken out; otherwise they stay.
    """
    tables = {standard.code: _Table(standard) for standard in standards}
    faults: dict[int, tuple[Message, ...]] = {}
    changes: list[RowChange] = []
    for row in rows:
        try:
            changes += _take(tables, row)
        except GuichengError as error:
            faults[row.number] = (error.message,)
    for table in tables.values():
        gone = [part for index, part in enumerate(table.parts) if index not in table.seen]
        # A standard of which the table has no row was not exported into it.
        if remove and table.seen:
            changes += [RowChange("removed", table.standard.code, 0, part, None) for part in gone]
    taken = tuple(table.result(remove=remove and bool(table.seen)) for table in tables.values())
    return RowsTaken(taken, tuple(changes), faults)


class RowRefusedError(GuichengError):
    """A row cannot be taken."""

    code = "row-refused"


def _take(tables: Mapping[str, _Table], row: Row) -> list[RowChange]:
    code = row.values.get("code", "")
    # Of one standard alone, a new row need not say to which it belongs.
    table = next(iter(tables.values())) if not code and len(tables) == 1 else tables.get(code)
    if table is None:
        raise RowRefusedError(_("No standard has the code “{code}”. Correct it.", code=code or "—"))
    told = row.values.get("id", "")
    if not told:
        return [_add(table, row)]
    name, _colon, digest = told.rpartition(":")
    index = table.known.get(name, -1)
    if index < 0:
        raise RowRefusedError(
            _("The clause of this row is no longer there. Empty the column ID to add it as a new one.")
        )
    if index in table.seen:
        raise RowRefusedError(_("Another row has the same ID. Empty it in one of them to add a new clause."))
    table.seen.add(index)
    table.last = index
    before = table.parts[index]
    after = _part(table.standard, before, row.values)
    now = row_id(before, index).rpartition(":")[2]
    if row_id(after, index).rpartition(":")[2] in {now, digest}:
        return []
    if now != digest:
        raise RowRefusedError(
            _("The clause was changed since the table was written. It says now: {present}", present=before.text)
        )
    table.now[index] = after
    return [RowChange("changed", table.standard.code, row.number, before, after)]


def _add(table: _Table, row: Row) -> RowChange:
    part = _part(table.standard, None, row.values)
    table.added.setdefault(table.last, []).append(part)
    return RowChange("added", table.standard.code, row.number, None, part)


def _part(standard: StandardText, before: ClauseText | None, values: Mapping[str, str]) -> ClauseText:
    """Return the part that a row describes.

    Raises:
        RowRefusedError: A value cannot be what it is.
        GradeValuesError: The values of the grades do not fit.
        UnknownGradeError: It names a grade that the standard has not.
    """
    base = before or ClauseText("")
    kind = _kind(values.get("kind", base.kind.value))
    text = values.get("text", base.text).strip()
    if not text:
        raise RowRefusedError(_("The text is empty. Write it, or delete the row."))
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
    return part


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
    told = {key.removeprefix(OTHER): values[key].strip() for key in values if key in _ELEMENTS or key.startswith(OTHER)}
    kept = {key: text for key, text in base.elements.items() if key not in told or (not text and not told[key])}
    return kept | {key: text for key, text in told.items() if text}


def _with_grades(standard: StandardText, base: ClauseText, part: ClauseText, values: Mapping[str, str]) -> ClauseText:
    """Return the part with the values of the grade columns where somebody changed those and not the text."""
    told = {grade: values[GRADE + grade] for grade in standard.grades if values.get(GRADE + grade, "").strip()}
    was = {grade: _BETWEEN.join(_at(standard, base, grade)) for grade in told}
    if all(told[grade].strip() == was[grade] for grade in told) or not values_of(part.text):
        return part
    columns = [_split(told[grade]) if grade in told else _at(standard, part, grade) for grade in standard.grades]
    if values_of(part.text) != values_of(base.text) and list(zip(*columns, strict=False)) != list(values_of(part.text)):
        raise RowRefusedError(_("Text and grade columns were both changed. Change one of the two."))
    return replace(part, text=with_values(part.text, columns))


def _split(text: str) -> tuple[str, ...]:
    return tuple(value.strip() for value in text.split(_BETWEEN.strip()))


def _at(standard: StandardText, part: ClauseText, grade: str) -> tuple[str, ...]:
    """Return the value of one grade at each place of a text; nothing where the part has not that grade."""
    place = standard.grades.index(grade)
    return tuple(values[place] for values in values_of(part.text) if len(values) == len(standard.grades))


def _name(part: ClauseText, index: int) -> str:
    return str(UUID(part.key)) if part.key else f"#{index + 1}"
