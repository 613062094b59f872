"""Writes the workbook: the empty template, and what came in with a remark beside each row that needs one."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from guicheng.adapters.organization_sheet.reading import OrganizationBook
from guicheng.adapters.organization_sheet.words import (
    COLUMN_NAMES,
    KIND_NAMES,
    NOTE_NAME,
    REQUIRED,
    ROLE_NAMES,
    SHEET_NAMES,
    TRADE_NAMES,
)
from guicheng.adapters.returned_sheet import Notes, noted_sheets
from guicheng.domain.values.message import Message, _
from guicheng.domain.worktime.hours import EXAMPLE

Translate = Callable[[str], str]

_HEAD_FILL: Final = PatternFill("solid", fgColor="E8F1FB")
_TEXT: Final = "@"
_ROWS_WITH_CHOICES: Final = 5_000

_HOURS: Final = f"{EXAMPLE}；周六 22:00-06:00"
_EXPLAINED: Final = _("How to fill it in")
_HINTS: Final[dict[str, Message]] = {
    "units.parent": _("The unit above, by its name or its path such as East/Riverside; empty for the company itself."),
    "units.name": _("Once below the unit above. A row whose unit exists already changes only its code."),
    "units.kind": _("One of: {choices}."),
    "units.code": _("Once in the company; may stay empty."),
    "posts.name": _("Once in the company."),
    "posts.trade": _("One of: {choices}."),
    "posts.rank": _("May stay empty. A number from 1 to 99, the highest post with the greatest."),
    "posts.hours": _("May stay empty. When the post is on duty wherever nothing else is said, such as {example}."),
    "duty.post": _("The name of the post."),
    "duty.unit": _("Name, path or code of the unit; the hours hold for all below it too."),
    "duty.hours": _("Such as {example}."),
    "people.username": _("What the person signs in with: 3 to 60 letters, figures or the signs . _ - + @."),
    "people.name": _("The full name. A person with several posts has several rows with the same user name."),
    "people.phone": _("May stay empty."),
    "people.email": _("May stay empty; nobody else has the same."),
    "people.unit": _("Where they work: name, path or code of the unit."),
    "people.post": _("The name of the post; goes together with the unit."),
    "people.role": _("May stay empty. Several are separated by commas. One of: {choices}."),
    "people.role_unit": _("Where the role holds, with all below; empty for the unit in which they work."),
}
_CHOICES: Final[dict[str, dict[str, Message]]] = {
    "units.kind": {name: KIND_NAMES[name] for name in ("region", "estate")},
    "posts.trade": TRADE_NAMES,
    "people.role": ROLE_NAMES,
}


def organization_template(translate: Translate = str) -> bytes:
    """Return an empty workbook to be filled in: a sheet for each thing that it brings, and one that explains.

    Args:
        translate: Returns a sentence of the catalogue in the reader's language.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet, columns in COLUMN_NAMES.items():
        _blank_sheet(book, sheet, columns, translate)
    _explanation(book, translate)
    return _bytes(book)


def noted_workbook(book: OrganizationBook, notes: Notes, translate: Translate = str) -> bytes:
    """Return a workbook as it came, every row where it was, with a last column for remarks.

    All cells are text: no formula, no macro, no link of the file comes back.

    Args:
        book: The workbook as it was read.
        notes: Sentences by sheet and row.
        translate: Returns a sentence of the catalogue in the reader's language.
    """
    return noted_sheets(book.sheets, notes, NOTE_NAME, translate)


def _blank_sheet(book: Workbook, sheet: str, columns: Mapping[str, Message], translate: Translate) -> None:
    page = book.create_sheet(SHEET_NAMES[sheet].render(translate))
    page.freeze_panes = "A2"
    for index, (column, name) in enumerate(columns.items(), 1):
        letter = get_column_letter(index)
        head = page.cell(1, index, name.render(translate) + ("*" if column in REQUIRED[sheet] else ""))
        head.font, head.fill = Font(bold=True), _HEAD_FILL
        page.column_dimensions[letter].width = 22
        # Text, so that a phone number keeps its zeros.
        page.column_dimensions[letter].number_format = _TEXT
        choices = _CHOICES.get(f"{sheet}.{column}")
        if choices and column != "role":
            listed = ",".join(choice.render(translate) for choice in choices.values())
            rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
            rule.add(f"{letter}2:{letter}{_ROWS_WITH_CHOICES}")
            page.add_data_validation(rule)


def _explanation(book: Workbook, translate: Translate) -> None:
    page = book.create_sheet(_EXPLAINED.render(translate))
    for letter, width in zip("ABC", (16, 20, 90), strict=True):
        page.column_dimensions[letter].width = width
    for sheet, columns in COLUMN_NAMES.items():
        for column, name in columns.items():
            key = f"{sheet}.{column}"
            choices = ", ".join(choice.render(translate) for choice in _CHOICES.get(key, {}).values())
            hint = Message(_HINTS[key].text, {"choices": choices, "example": _HOURS})
            page.append([SHEET_NAMES[sheet].render(translate), name.render(translate), hint.render(translate)])


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


__all__ = ["noted_workbook", "organization_template"]
