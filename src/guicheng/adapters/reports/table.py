"""Any table as an Excel workbook, and cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Final

from openpyxl import Workbook

from guicheng.adapters.reports.workbook import FORMULA, data_cell, head_cell

_WIDTH: Final = 24


def table_book(title: str, head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """Return a workbook of one sheet; no cell of it is a formula.

    Args:
        title: Name of the sheet, at most 31 characters.
        head: The headings.
        rows: The rows, which may come one after another.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for number in range(len(head)):
        sheet.column_dimensions[chr(ord("A") + number)].width = _WIDTH
    sheet.append([head_cell(sheet, text) for text in head])
    for row in rows:
        sheet.append([data_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def safe_cell(text: str) -> str:
    """Return a cell of a CSV file; one that looks like a formula is quoted."""
    return f"'{text}" if text.startswith(FORMULA) else text
