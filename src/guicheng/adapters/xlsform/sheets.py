"""The sheets of an XLSForm workbook as rows of named cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from guicheng.adapters.budget import Budget
from guicheng.adapters.opening import open_workbook
from guicheng.adapters.xlsx import read_cells
from guicheng.adapters.xlsx.sheet import Sheet
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import _

_LAST_ROW: Final = 5_000
_TRANSLATED: Final = ("label", "hint")
_CHINESE: Final = ("zh", "中文", "chinese")


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row that says something.

    Args:
        number: Its number in the sheet, counted from 1.
        values: Text of each cell by the name of its column, in small letters.
    """

    number: int
    values: Mapping[str, str]

    def get(self, name: str) -> str:
        """Return a cell; "" where it is empty."""
        return self.values.get(name, "")


def form_sheets(name: str, data: bytes) -> dict[str, list[FormRow]]:
    """Return the rows of the sheets survey, choices and settings.

    Args:
        name: File name, for messages.
        data: The whole file.

    Raises:
        FileRefusedError: It is no workbook, protected, damaged, hostile, too large, or has no sheet called survey.
    """
    found = {}
    for title, sheet in read_cells(open_workbook(name, data), Budget(name)):
        key = title.strip().lower()
        if key in {"survey", "choices", "settings"}:
            found[key] = _rows(sheet)
    if not found.get("survey"):
        raise FileRefusedError(
            _("“{name}” has no sheet called survey with a column called type, so it is no XLSForm.", name=name)
        )
    return {"choices": [], "settings": [], **found}


def _rows(sheet: Sheet) -> list[FormRow]:
    cells: dict[int, dict[int, str]] = {}
    for (row, column), text in sheet.values.items():
        if row <= _LAST_ROW and text.strip():
            cells.setdefault(row, {})[column] = _said(text)
    if not cells:
        return []
    head = min(cells)
    names = _names(cells[head])
    return [
        FormRow(number, {names[column]: text for column, text in row.items() if column in names})
        for number, row in sorted(cells.items())
        if number > head
    ]


def _names(head: Mapping[int, str]) -> dict[int, str]:
    """Return the columns by name; of a text in several languages the Chinese one, else the first."""
    names = {column: text.strip().lower() for column, text in head.items()}
    for wanted in _TRANSLATED:
        if wanted in names.values():
            continue
        columns = [column for column, text in names.items() if text.startswith(f"{wanted}::")]
        chinese = [column for column in columns if any(word in names[column] for word in _CHINESE)]
        if best := (chinese or columns)[:1]:
            names[best[0]] = wanted
    return names


def _said(text: str) -> str:
    """Return a cell without the apostrophe that keeps it from being a formula."""
    said = text.replace("\r\n", "\n").strip()
    return said[1:] if said.startswith("'") else said
