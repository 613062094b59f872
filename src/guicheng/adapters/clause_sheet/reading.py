"""Reads the sheet back into rows that know where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from guicheng.adapters.budget import Budget
from guicheng.adapters.clause_sheet.words import (
    REMARK_WORDS,
    SHEET_WORDS,
    SHOWN,
    column_called,
    folded,
    kind_called,
    shown_column,
)
from guicheng.adapters.opening import open_workbook
from guicheng.adapters.returned_sheet import Cells, RawSheet
from guicheng.adapters.xlsx import read_cells
from guicheng.domain.standard.row_values import Row
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import _

_HEAD_WITHIN: Final = 10
_LAST_ROW: Final = 60_000
_REQUIRED: Final = ("code", "text")


@dataclass(frozen=True, slots=True)
class ClauseSheet:
    """A workbook of clauses.

    Args:
        rows: The rows that say something.
        raw: All its sheets as they came, without the reasons of an earlier import.
        index: Which of them holds the clauses.
    """

    rows: tuple[Row, ...]
    raw: tuple[RawSheet, ...]
    index: int


def read_clause_sheet(name: str, data: bytes) -> ClauseSheet:
    """Read a workbook of clauses: the sheet called 条款 or Clauses, or the first that has the columns.

    Args:
        name: File name, for messages.
        data: The whole file.

    Raises:
        FileRefusedError: It is no workbook, protected, damaged, hostile, too large, or has no such sheet.
    """
    budget = Budget(name)
    sheets = []
    for title, sheet in read_cells(open_workbook(name, data), budget):
        cells: Cells = {}
        for (row, column), text in sheet.values.items():
            if row <= _LAST_ROW:
                cells.setdefault(row, {})[column] = text
        sheets.append((title, cells, _head(cells)))
    found = [index for index, (_title, _cells, head) in enumerate(sheets) if head]
    named = [index for index in found if folded(sheets[index][0]) in SHEET_WORDS]
    if not found:
        raise FileRefusedError(
            _(
                "“{name}” has no sheet with the columns {columns}. Export the clauses and edit that file.",
                name=name,
                columns=", ".join(map(shown_column, _REQUIRED)),
            )
        )
    index = (named or found)[0]
    title, cells, head = sheets[index]
    _forget_reasons(cells, head)
    raw = tuple(RawSheet(each, head if at == index else 0, held) for at, (each, held, _h) in enumerate(sheets))
    return ClauseSheet(_rows(cells, head), raw, index)


def _head(cells: Cells) -> int:
    """Return the row that names the columns, of the first ones; 0 for none."""
    for number in sorted(cells)[:_HEAD_WITHIN]:
        if {column_called(text) for text in cells[number].values()}.issuperset(_REQUIRED):
            return number
    return 0


def _forget_reasons(cells: Cells, head: int) -> None:
    columns = [column for column, text in cells[head].items() if folded(text) in REMARK_WORDS]
    for row in cells.values():
        for column in columns:
            row.pop(column, None)


def _rows(cells: Cells, head: int) -> tuple[Row, ...]:
    columns = {column: key for column, text in cells[head].items() if (key := column_called(text)) not in {"", *SHOWN}}
    found = []
    for number in sorted(cells):
        values = {key: _said(cells[number].get(column, "")) for column, key in columns.items()}
        if number > head and any(values.values()):
            formula = next(
                (text for column, text in cells[number].items() if column in columns and _is_formula(text)), ""
            )
            found.append(Row(number, _with_kind(values), formula))
    return tuple(found)


def _is_formula(text: str) -> bool:
    """Tell whether a cell is a formula without a result; one with a result comes as that, text has an apostrophe."""
    return text.startswith("=") and len(text) > 1


def _said(text: str) -> str:
    """Return a cell without the apostrophe that keeps it from being a formula."""
    said = text.replace("\r\n", "\n").strip()
    return said[1:] if said.startswith("'") else said


def _with_kind(values: dict[str, str]) -> Mapping[str, str]:
    return values | {"kind": kind_called(values["kind"])} if values.get("kind") else values
