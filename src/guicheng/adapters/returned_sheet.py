"""A workbook sent back as it came, with a remark beside each row that needs one."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from guicheng.domain.values import Message

Translate = Callable[[str], str]
Cells = dict[int, dict[int, str]]
#: Sentences for a row, by the name of its sheet and its number.
Notes = Mapping[tuple[str, int], Iterable[Message]]

_HEAD_FILL: Final = PatternFill("solid", fgColor="E8F1FB")
_NOTE_FILL: Final = PatternFill("solid", fgColor="FDECEA")
_WRAP: Final = Alignment(vertical="top", wrap_text=True)
_TEXT: Final = "@"
#: What XML cannot hold.
_UNSPEAKABLE: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32)))
_LONGEST: Final = 32_000


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as it came, for being sent back.

    Args:
        title: Its name.
        head: Number of the row with the heads of the columns; 0 where the sheet was not understood.
        cells: Text by row and column, both counted from 1, without the remarks of an earlier import.
    """

    title: str
    head: int
    cells: Cells


def noted_sheets(sheets: Sequence[RawSheet], notes: Notes, note_name: Message, translate: Translate = str) -> bytes:
    """Return a workbook as it came, every row where it was, with a last column for remarks.

    All cells are text: no formula, no macro, no link of the file comes back.

    Args:
        sheets: The sheets as they were read.
        notes: Sentences by sheet and row.
        note_name: Head of the column for remarks.
        translate: Returns a sentence of the catalogue in the reader's language.
    """
    written = Workbook(write_only=True)
    for sheet in sheets:
        _sheet_as_it_came(written, sheet, notes, note_name, translate)
    out = io.BytesIO()
    written.save(out)
    return out.getvalue()


def _sheet_as_it_came(book: Workbook, sheet: RawSheet, notes: Notes, note_name: Message, translate: Translate) -> None:
    page: Any = book.create_sheet(sheet.title)
    last = max((column for row in sheet.cells.values() for column in row), default=0)
    for index in range(1, last + 2):
        page.column_dimensions[get_column_letter(index)].width = 60 if index > last else 18
    for number in range(1, max(sheet.cells, default=0) + 1):
        said = "\n".join(note.render(translate) for note in notes.get((sheet.title, number), ()))
        head = number == sheet.head
        note = note_name.render(translate) if head else said
        row = _row(page, sheet.cells.get(number, {}), {last + 1: note} if note else {})
        for cell in filter(None, row) if head else ():
            cell.font, cell.fill = Font(bold=True), _HEAD_FILL
        if said:
            row[-1].fill, row[-1].alignment = _NOTE_FILL, _WRAP
        page.append(row)


def _row(page: Any, cells: Mapping[int, str], note: Mapping[int, str]) -> list[Any]:
    texts = {**cells, **note}
    columns = range(1, max(texts, default=0) + 1)
    return [_cell(page, texts[column]) if column in texts else None for column in columns]


def _cell(page: Any, text: str) -> Any:
    """Return a cell of text that stays text when somebody edits it, even if it looks like a formula."""
    cell = WriteOnlyCell(page, value=text.translate(_UNSPEAKABLE)[:_LONGEST])
    cell.data_type, cell.number_format = "s", _TEXT
    cell.quotePrefix = text.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    return cell
