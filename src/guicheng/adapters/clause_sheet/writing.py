"""Writes clauses with their elements, grades, reading and findings, one row each."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from guicheng.adapters.clause_sheet.reading import ClauseSheet
from guicheng.adapters.clause_sheet.words import COLUMNS, GRADE, ID, KINDS, REMARK, SHEET, SHOWN, column_called
from guicheng.adapters.reports.workbook import FORMULA
from guicheng.adapters.returned_sheet import noted_sheets
from guicheng.domain.standard import PartKind, StandardText
from guicheng.domain.standard.rows import row_of
from guicheng.domain.values import Message

Translate = Callable[[str], str]
_HEAD_FILL: Final = PatternFill("solid", fgColor="E8F1FB")
_SHOWN_FILL: Final = PatternFill("solid", fgColor="F3F4F6")
_WRAP: Final = Alignment(vertical="top", wrap_text=True)
_UNSPEAKABLE: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32)))
_WIDTHS: Final = {"code": 10, "kind": 8, "level": 8, "number": 8, "text": 52, "findings": 44, "echo": 36, "id": 14}
_LONGEST: Final = 32_000


@dataclass(frozen=True, slots=True)
class Derived:
    """What is shown beside a clause and not read back.

    Args:
        state: What the reader made of it.
        echo: How it was understood.
        findings: What the checks say, one a line.
    """

    state: str = ""
    echo: str = ""
    findings: str = ""


def clause_sheet(
    standards: Sequence[StandardText],
    translate: Translate = str,
    derived: Callable[[StandardText, int], Derived] | None = None,
) -> bytes:
    """Return a workbook with one row a part of the standards; no cell of it is a formula.

    Args:
        standards: The standards.
        translate: Returns a sentence of the catalogue in the reader's language.
        derived: What is shown beside the part of a standard at a position.
    """
    grades = list(dict.fromkeys(grade for each in standards for grade in each.grades))
    listed = [(each, index, row_of(each, index)) for each in standards for index in range(len(each.parts))]
    others = list(dict.fromkeys(key for _each, _index, row in listed for key in row if key.startswith("other:")))
    heads = _heads(grades, others, translate)
    book = Workbook(write_only=True)
    page: Any = book.create_sheet(SHEET.render(translate))
    page.freeze_panes = "A2"
    for column, key in enumerate(heads, 1):
        page.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(key, 16)
    page.append([_head(page, text) for text in heads.values()])
    sections = {(each.code, index): title for each in standards for index, title in _sections(each)}
    for standard, index, row in listed:
        shown = derived(standard, index) if derived else Derived()
        more = {"standard": standard.title, "section": sections[standard.code, index], "state": shown.state}
        more |= {"echo": shown.echo, "findings": shown.findings, "kind": KINDS[row["kind"]].render(translate)}
        values = row | more
        page.append([_cell(page, values.get(key, ""), shown=key in SHOWN or key == "id") for key in heads])
    page.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(listed) + 1}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def noted_clause_sheet(
    sheet: ClauseSheet,
    faults: Mapping[int, Sequence[Message]],
    translate: Translate = str,
    ids: Mapping[int, str] = MappingProxyType({}),
) -> bytes:
    """Return a workbook as it came, with the reason beside each row that was not taken.

    Each row that was taken gets the ID that it has now, so that the workbook can be edited again and brought back.

    Args:
        sheet: The workbook as it was read.
        faults: Why a row was not taken, by its number.
        translate: Returns a sentence of the catalogue in the reader's language.
        ids: What the rows that were taken carry to be known again, by number.
    """
    raw, own = list(sheet.raw), sheet.raw[sheet.index]
    column = next((at for at, head in own.cells[own.head].items() if column_called(head) == "id"), 0)
    if column:
        cells = {row: {**held, column: ids[row]} if row in ids else held for row, held in own.cells.items()}
        raw[sheet.index] = replace(own, cells=cells)
    return noted_sheets(raw, {(own.title, number): told for number, told in faults.items()}, REMARK, translate)


def _heads(grades: Sequence[str], others: Sequence[str], translate: Translate) -> dict[str, str]:
    """Return the heads by column, in the order of the sheet."""
    heads = {key: message.render(translate) for key, message in COLUMNS.items()}
    heads |= {f"grade:{grade}": Message(GRADE.text, {"grade": grade}).render(translate) for grade in grades}
    heads |= {key: key.removeprefix("other:") for key in others}
    heads |= {key: message.render(translate) for key, message in SHOWN.items()}
    return heads | {"id": ID.render(translate)}


def _sections(standard: StandardText) -> Iterator[tuple[int, str]]:
    title = ""
    for index, part in enumerate(standard.parts):
        if part.kind is PartKind.HEADING:
            title = " ".join(filter(None, (part.number, part.text)))
        yield index, title


def _head(page: Any, text: str) -> Any:
    cell = WriteOnlyCell(page, value=text)
    cell.font, cell.fill, cell.alignment = Font(bold=True), _HEAD_FILL, _WRAP
    return cell


def _cell(page: Any, text: str, *, shown: bool) -> Any:
    """Return a cell of text; one that a spreadsheet would take for a formula gets an apostrophe before it."""
    said = text.translate(_UNSPEAKABLE)[:_LONGEST]
    cell = WriteOnlyCell(page, value=f"'{said}" if said.startswith((*FORMULA, "'")) else said)
    cell.data_type, cell.number_format, cell.alignment = "s", "@", _WRAP
    if shown:
        cell.fill = _SHOWN_FILL
    return cell
