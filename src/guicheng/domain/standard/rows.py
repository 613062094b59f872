"""Clauses as rows of a table: out, edited by somebody, and taken back one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Literal
from uuid import UUID

from guicheng.domain.standard.row_values import (
    BETWEEN,
    GRADE,
    KNOWN_ELEMENTS,
    OTHER,
    Row,
    RowRefusedError,
    part_of,
    values_at,
)
from guicheng.domain.standard.text import ClauseText, PartKind, StandardText
from guicheng.domain.values import GuichengError, Message
from guicheng.domain.values.message import _


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
        places: Which part of which standard each row is now, by its number: code and position.
    """

    standards: tuple[StandardText, ...]
    changes: tuple[RowChange, ...]
    faults: Mapping[int, tuple[Message, ...]]
    places: Mapping[int, tuple[str, int]] = field(default_factory=dict)

    def ids(self) -> dict[int, str]:
        """Return what each row that was taken carries to be known again, by its number."""
        parts = {standard.code: standard.parts for standard in self.standards}
        return {row: row_id(parts[code][index], index) for row, (code, index) in self.places.items()}


@dataclass
class _Table:
    """One standard while rows are taken into it.

    Args:
        standard: As it is now.
        known: Position of each part by its name.
        now: Parts as rows change them, by position.
        added: New parts with the row of each, by the position behind which they come.
        seen: Row of each part that has one, by position.
        last: Position of the last part of which a row was read.
    """

    standard: StandardText
    known: dict[str, int] = field(init=False)
    now: dict[int, ClauseText] = field(default_factory=dict)
    added: dict[int, list[tuple[int, ClauseText]]] = field(default_factory=dict)
    seen: dict[int, int] = field(default_factory=dict)
    last: int = -1

    def __post_init__(self) -> None:
        self.known = {_name(part, index): index for index, part in enumerate(self.parts)}

    @property
    def parts(self) -> tuple[ClauseText, ...]:
        return self.standard.parts

    def found(self, told: str) -> int:
        """Return the position of the part that an id names; -1 for none.

        Parts without a key are named by their position, which is another one once parts were added above: then what
        they said tells them apart.
        """
        name, _colon, digest = told.rpartition(":")
        index = self.known.get(name, -1)
        if not name.startswith("#") or (index >= 0 and _digest(self.parts[index]) == digest):
            return index
        moved = (at for at, part in enumerate(self.parts) if at not in self.seen and _digest(part) == digest)
        return next(moved, index)

    def same(self, part: ClauseText) -> int:
        """Return the position of a part that no row names and that says just the same; -1 for none."""
        digest = _digest(part)
        return next((at for at, mine in enumerate(self.parts) if at not in self.seen and _digest(mine) == digest), -1)

    def result(self, *, remove: bool) -> tuple[StandardText, dict[int, tuple[str, int]]]:
        """Return the standard with all good rows, and where each row is in it."""
        parts: list[tuple[int, ClauseText]] = list(self.added.get(-1, ()))
        for index, part in enumerate(self.parts):
            if index in self.seen or not remove:
                parts.append((self.seen.get(index, 0), self.now.get(index, part)))
            parts += self.added.get(index, ())
        places = {row: (self.standard.code, at) for at, (row, _part) in enumerate(parts) if row}
        return replace(self.standard, parts=tuple(part for _row, part in parts)), places


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
    values |= {key: part.elements.get(key, "") for key in KNOWN_ELEMENTS}
    values |= {OTHER + key: text for key, text in part.elements.items() if key not in KNOWN_ELEMENTS}
    return values | {GRADE + grade: BETWEEN.join(values_at(standard, part, grade)) for grade in standard.grades}


def row_id(part: ClauseText, index: int) -> str:
    """Return what a row carries to be known again: which part it is, and a digest of what it said."""
    return f"{_name(part, index)}:{_digest(part)}"


def _digest(part: ClauseText) -> str:
    said = repr((part.kind.value, part.level, part.number, part.text, sorted(part.elements.items()), part.grades))
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def take_rows(standards: Sequence[StandardText], rows: Iterable[Row], *, remove: bool = False) -> RowsTaken:
    """Take rows into standards: each good one, whatever the others are.

    A row without an id is a new part behind the row above it, unless a part that no other row names says just the
    same: then it was taken before. Without a code a row belongs to the standard, where there is only one. Parts keep
    their order however the rows are sorted.

    Args:
        standards: As they are now.
        rows: The rows.
        remove: Whether parts without a row are taken out; otherwise they stay.
    """
    tables = {standard.code: _Table(standard) for standard in standards}
    faults: dict[int, tuple[Message, ...]] = {}
    changes: list[RowChange] = []
    new: list[tuple[Row, _Table, int]] = []
    for row in rows:
        try:
            table = _table(tables, row)
            if row.values.get("id", ""):
                changes += _take(table, row)
            else:
                new.append((row, table, table.last))
        except GuichengError as error:
            faults[row.number] = (error.message,)
    for row, table, after in new:
        try:
            changes += _add(table, row, after)
        except GuichengError as error:
            faults[row.number] = (error.message,)
    changes.sort(key=lambda change: change.row)
    for table in tables.values():
        gone = [part for index, part in enumerate(table.parts) if index not in table.seen]
        # A standard of which the table has no row was not exported into it.
        if remove and table.seen:
            changes += [RowChange("removed", table.standard.code, 0, part, None) for part in gone]
    results = [table.result(remove=remove and bool(table.seen)) for table in tables.values()]
    places = {row: place for _standard, found in results for row, place in found.items() if row not in faults}
    return RowsTaken(tuple(standard for standard, _places in results), tuple(changes), faults, places)


def _table(tables: Mapping[str, _Table], row: Row) -> _Table:
    """Return the standard that a row belongs to."""
    if row.formula:
        raise RowRefusedError(
            _("“{formula}” is a formula without a result. Write the text itself.", formula=row.formula[:40])
        )
    code = row.values.get("code", "")
    # Of one standard alone, a new row need not say to which it belongs.
    table = next(iter(tables.values())) if not code and len(tables) == 1 else tables.get(code)
    if table is not None:
        return table
    if len(tables) == 1:
        raise RowRefusedError(
            _(
                "The row is of “{code}”, and here only rows of “{own}” are taken. Correct the code, or take it there.",
                code=code,
                own=next(iter(tables)),
            )
        )
    raise RowRefusedError(_("No standard has the code “{code}”. Correct it.", code=code or "—"))


def _take(table: _Table, row: Row) -> list[RowChange]:
    told = row.values["id"]
    index = table.found(told)
    if index < 0:
        raise RowRefusedError(
            _("The clause of this row is no longer there. Empty the column ID to add it as a new one.")
        )
    if index in table.seen:
        raise RowRefusedError(_("Another row has the same ID. Empty it in one of them to add a new clause."))
    table.seen[index] = row.number
    table.last = index
    before = table.parts[index]
    after = part_of(table.standard, before, row.values)
    now, digest = _digest(before), told.rpartition(":")[2]
    if _digest(after) in {now, digest}:
        return []
    if now != digest:
        raise RowRefusedError(
            _("The clause was changed since the table was written. It says now: {present}", present=before.text)
        )
    table.now[index] = after
    return [RowChange("changed", table.standard.code, row.number, before, after)]


def _add(table: _Table, row: Row, after: int) -> list[RowChange]:
    part = part_of(table.standard, None, row.values)
    if (index := table.same(part)) >= 0:
        table.seen[index] = row.number
        return []
    table.added.setdefault(after, []).append((row.number, part))
    return [RowChange("added", table.standard.code, row.number, None, part)]


def _name(part: ClauseText, index: int) -> str:
    return str(UUID(part.key)) if part.key else f"#{index + 1}"
