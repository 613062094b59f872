"""Writes the workbook: the empty template, and what came in with a remark beside each row that needs one."""

from __future__ import annotations

from guicheng.adapters.organization_sheet.reading import OrganizationBook
from guicheng.adapters.organization_sheet.words import FORM, NOTE_NAME
from guicheng.adapters.returned_sheet import Notes, noted_sheets
from guicheng.adapters.sheet_form import Translate, blank_form


def organization_template(translate: Translate = str) -> bytes:
    """Return an empty workbook to be filled in: a sheet for each thing that it brings, and one that explains.

    Args:
        translate: Returns a sentence of the catalogue in the reader's language.
    """
    return blank_form(FORM, translate)


def noted_workbook(book: OrganizationBook, notes: Notes, translate: Translate = str) -> bytes:
    """Return a workbook as it came, every row where it was, with a last column for remarks.

    All cells are text: no formula, no macro, no link of the file comes back.

    Args:
        book: The workbook as it was read.
        notes: Sentences by sheet and row.
        translate: Returns a sentence of the catalogue in the reader's language.
    """
    return noted_sheets(book.sheets, notes, NOTE_NAME, translate)


__all__ = ["noted_workbook", "organization_template"]
