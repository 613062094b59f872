"""Reads one worksheet as a stream of cells and lays it out as a grid."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from guicheng.adapters.budget import Budget
from guicheng.adapters.docx.styles import number
from guicheng.adapters.ooxml import S
from guicheng.adapters.xlsx.formats import Formats
from guicheng.adapters.xml import Element, children
from guicheng.domain.manual.blocks import Cell, Place, Table

_ADDRESS = re.compile(r"^\$?([A-Za-z]{1,3})\$?([0-9]{1,7})$")
_MAX_ROWS = 1_048_576
_MAX_SHEET_COLUMNS = 16_384
_MAX_EMPTY = 400_000
_MAX_MERGES = 20_000


@dataclass
class Sheet:
    """What a worksheet holds, before merged cells are spread.

    Args:
        values: Shown text of each cell that has one, by row and column counted from 1.
        merges: Merged ranges: first row, first column, last row, last column.
        hidden_rows: Rows that are not shown.
        hidden_columns: Ranges of columns that are not shown.
        columns: The columns that hold something.
    """

    values: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    columns: set[int] = field(default_factory=set)


@dataclass
class SheetReader:
    """Reads worksheets of one workbook.

    Args:
        budget: What may still be built.
        strings: The shared strings.
        formats: The number formats.
    """

    budget: Budget
    strings: list[str]
    formats: Formats
    _empty: int = 0

    def read(self, chunks: Iterable[bytes]) -> Sheet:
        """Return what a worksheet holds.

        Raises:
            FileRefusedError: It is damaged or larger than any sheet that people fill by hand.
        """
        sheet = Sheet()
        row = 0
        for container, child in children(self.budget.name, chunks, {S + "sheetData", S + "mergeCells", S + "cols"}):
            if container == S + "sheetData":
                row = self._row(sheet, child, row)
            elif container == S + "mergeCells":
                self._merge(sheet, child.get("ref", ""))
            elif child.get("hidden") in {"1", "true"}:
                sheet.hidden_columns.append((number(child.get("min")) or 0, number(child.get("max")) or 0))
        return sheet

    def _row(self, sheet: Sheet, element: Element, previous: int) -> int:
        row = min(number(element.get("r")) or previous + 1, _MAX_ROWS)
        if element.get("hidden") in {"1", "true"}:
            sheet.hidden_rows.add(row)
        self._count_empty()
        column = 0
        for cell in element.iterchildren(S + "c"):
            column = _column(cell.get("r", ""), column)
            text = self._shown(cell)
            if not text.strip():
                self._count_empty()
                continue
            self.budget.spend(cells=1, characters=len(text))
            sheet.columns.add(column)
            self.budget.check_columns(len(sheet.columns))
            sheet.values[row, column] = text
        return row

    def _count_empty(self) -> None:
        self._empty += 1
        if self._empty > _MAX_EMPTY:
            self.budget.spend(cells=self._empty)

    def _merge(self, sheet: Sheet, reference: str) -> None:
        first, _colon, last = reference.partition(":")
        corners = _ADDRESS.match(first), _ADDRESS.match(last)
        if not corners[0] or not corners[1]:
            return
        if len(sheet.merges) >= _MAX_MERGES:
            self.budget.spend(cells=self.budget.cells + 1)
        sheet.merges.append(
            (
                int(corners[0].group(2)),
                _letters(corners[0].group(1)),
                int(corners[1].group(2)),
                _letters(corners[1].group(1)),
            )
        )

    def _shown(self, cell: Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find(S + "is")
            return "" if inline is None else rich_text(inline)
        raw = cell.findtext(S + "v") or ""
        if kind == "s":
            position = number(raw)
            return self.strings[position] if position is not None and position < len(self.strings) else ""
        if kind == "b":
            return "TRUE" if raw == "1" else "FALSE"
        if not raw and (formula := cell.findtext(S + "f")):
            # Never calculated: the formula itself is all the file says.
            return "=" + formula
        return raw if kind in {"str", "e", "d"} else self.formats.show(raw, number(cell.get("s")) or 0)


def rich_text(element: Element) -> str:
    """Return the text of a string item, without the reading aid above Chinese characters."""
    parts = []
    for child in element:
        if child.tag == S + "t":
            parts.append(child.text or "")
        elif child.tag == S + "r":
            parts.append(child.findtext(S + "t") or "")
    return "".join(parts).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")


def grid(sheet: Sheet, name: str, budget: Budget, *, hidden: bool) -> Table | None:
    """Lay a worksheet out as a table of its used rows and columns, None where it is empty.

    Args:
        sheet: What it holds.
        name: Its name, for places.
        budget: What may still be built.
        hidden: Whether the whole sheet is hidden.

    Raises:
        FileRefusedError: The grid would be larger than a table that people read.
    """
    spread = _spread(sheet, budget)
    rows = sorted({row for row, _column in spread})
    columns = sorted(sheet.columns)
    if not rows:
        return None
    budget.spend(cells=len(rows) * len(columns) - len(sheet.values))

    def cell(row: int, column: int) -> Cell:
        origin = spread.get((row, column), (row, column))
        unseen = hidden or row in sheet.hidden_rows or _in_ranges(column, sheet.hidden_columns)
        place = Place(name, 1, *origin, hidden=unseen)
        return Cell(sheet.values.get(origin, ""), place, merged=origin != (row, column))

    return Table(tuple(tuple(cell(row, column) for column in columns) for row in rows), Place(name, 1, hidden=hidden))


def _spread(sheet: Sheet, budget: Budget) -> dict[tuple[int, int], tuple[int, int]]:
    """Map each used position to the cell whose text shows there.

    A merged range reaches only over rows and columns that hold something: whole merged columns are
    common, and a hostile one covers 17 thousand million cells.
    """
    spread = {position: position for position in sheet.values}
    rows = sorted({row for row, _column in sheet.values})
    columns = sorted(sheet.columns)
    for top, left, bottom, right in sheet.merges:
        if (top, left) not in sheet.values:
            continue
        covered_rows = _between(rows, top, bottom)
        covered_columns = _between(columns, left, right)
        budget.spend(cells=len(covered_rows) * len(covered_columns) - 1)
        for row in covered_rows:
            for column in covered_columns:
                if (row, column) not in sheet.values:
                    spread[row, column] = (top, left)
    return spread


def _between(ordered: list[int], first: int, last: int) -> list[int]:
    return ordered[bisect_left(ordered, first) : bisect_right(ordered, last)]


def _in_ranges(column: int, ranges: list[tuple[int, int]]) -> bool:
    return any(first <= column <= last for first, last in ranges)


def _column(address: str, previous: int) -> int:
    match = _ADDRESS.match(address)
    return min(_letters(match.group(1)), _MAX_SHEET_COLUMNS) if match else previous + 1


def _letters(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column
