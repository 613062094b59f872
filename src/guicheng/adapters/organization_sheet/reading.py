"""Reads the workbook into rows that still know where they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from guicheng.adapters.budget import Budget
from guicheng.adapters.long_list import MOST_ROWS, LongList, cells_by_row, too_long
from guicheng.adapters.opening import open_workbook
from guicheng.adapters.organization_sheet.words import (
    DUTY,
    PEOPLE,
    POSTS,
    REQUIRED,
    UNITS,
    column_called,
    is_note,
    sheet_called,
    shown_column,
    shown_sheet,
)
from guicheng.adapters.returned_sheet import Cells, RawSheet
from guicheng.adapters.xlsx import read_cells
from guicheng.adapters.xlsx.sheet import Sheet
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import _

MOST_BYTES: Final = 20_000_000
_HEAD_WITHIN: Final = 10


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that says something.

    Args:
        sheet: Name of its sheet.
        number: Its number in the sheet, counted from 1 as Excel does.
        values: Text of each column that is known, by the column's name in ``words.COLUMN_NAMES``; all that the sheet
            has, empty ones too.
    """

    sheet: str
    number: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class OrganizationBook:
    """What a workbook says.

    Args:
        units: Rows of the tree.
        posts: Rows of posts.
        people: Rows of people; a person with several posts has several.
        sheets: All sheets as they came.
        duty: Rows of the hours at which posts are on duty in units.
    """

    units: tuple[SheetRow, ...]
    posts: tuple[SheetRow, ...]
    people: tuple[SheetRow, ...]
    sheets: tuple[RawSheet, ...]
    duty: tuple[SheetRow, ...] = ()

    @property
    def ignored(self) -> tuple[str, ...]:
        """Names of the sheets that were not read."""
        return tuple(sheet.title for sheet in self.sheets if not sheet.head)


@dataclass
class _Reader:
    """Sorts the sheets of one workbook."""

    name: str
    rows: dict[str, list[SheetRow]] = field(default_factory=lambda: {UNITS: [], POSTS: [], PEOPLE: [], DUTY: []})
    sheets: list[RawSheet] = field(default_factory=list)

    def add(self, title: str, sheet: Sheet, budget: Budget) -> None:
        cells = cells_by_row(sheet, budget)
        kind = sheet_called(title)
        if not kind:
            self.sheets.append(RawSheet(title, 0, cells))
            return
        head = self._head(kind, title, cells)
        notes = [column for column, text in cells[head].items() if is_note(text)]
        for row in cells.values():
            for column in notes:
                row.pop(column, None)
        self.sheets.append(RawSheet(title, head, cells))
        columns = {name: column for column, text in cells[head].items() if (name := column_called(kind, text))}
        self._rows(kind, title, {number: row for number, row in cells.items() if number > head}, columns)

    def _head(self, kind: str, title: str, cells: Cells) -> int:
        """Return the row that names the most columns, of the first ones: a title may stand above it."""
        first = sorted(cells)[:_HEAD_WITHIN]
        found = {number: {column_called(kind, text) for text in cells[number].values()} for number in first}
        best = max(first, key=lambda number: len(found[number] - {""}), default=0)
        for column in REQUIRED[kind]:
            if column not in found.get(best, set()):
                raise FileRefusedError(
                    _(
                        "“{name}”: the sheet {sheet} has no column “{column}”. Take the template and fill it in.",
                        name=self.name,
                        sheet=title,
                        column=shown_column(kind, column),
                    )
                )
        return best

    def _rows(self, kind: str, title: str, cells: Cells, columns: dict[str, int]) -> None:
        for number, row in sorted(cells.items()):
            values = {name: row.get(column, "").strip() for name, column in columns.items()}
            if any(values.values()):
                self.rows[kind].append(SheetRow(title, number, values))
        if sum(map(len, self.rows.values())) > MOST_ROWS:
            raise too_long(self.name)


def read_organization(name: str, data: bytes) -> OrganizationBook:
    """Read a workbook with a sheet of units, one of posts, of people or of duty hours; other sheets are left alone.

    Args:
        name: File name, for messages.
        data: The whole file.

    Raises:
        FileRefusedError: It is no workbook, protected, damaged, hostile, longer than any company needs, or none of its
            sheets is one of these. Its message says what, where and what to do.
    """
    if len(data) > MOST_BYTES:
        raise too_long(name)
    budget, reader = LongList(name), _Reader(name)
    for title, sheet in read_cells(open_workbook(name, data), budget):
        reader.add(title, sheet, budget)
    if all(not sheet.head for sheet in reader.sheets):
        raise FileRefusedError(
            _(
                "“{name}” has no sheet called {units}, {posts} or {people}. Take the template and fill it in.",
                name=name,
                units=shown_sheet(UNITS),
                posts=shown_sheet(POSTS),
                people=shown_sheet(PEOPLE),
            )
        )
    found = reader.rows
    return OrganizationBook(
        tuple(found[UNITS]), tuple(found[POSTS]), tuple(found[PEOPLE]), tuple(reader.sheets), tuple(found[DUTY])
    )
