"""Builds workbooks for tests: openpyxl where it can, raw sheet XML where files are odder than it writes."""

from __future__ import annotations

import io

import openpyxl
from openpyxl.workbook import Workbook

from adapters.word_files import with_part

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def book_bytes(book: Workbook) -> bytes:
    """Return a workbook as the bytes of its file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet_book(rows: str, after: str = "", before: str = "") -> bytes:
    """Return a workbook whose only sheet has these rows, in XML, and other elements before and after them."""
    xml = f'<worksheet xmlns="{S}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    return with_part(book_bytes(openpyxl.Workbook()), "xl/worksheets/sheet1.xml", lambda _old: xml.encode())


def shared_book(rows: str, strings: str) -> bytes:
    """Return such a workbook with a table of shared strings, in XML, as Excel itself writes them."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    link = f'<Relationship Id="rId77" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    data = with_part(
        sheet_book(rows), "xl/_rels/workbook.xml.rels", lambda old: old.replace(b"</Relationships>", link.encode())
    )
    return with_part(data, "xl/sharedStrings.xml", lambda _old: f'<sst xmlns="{S}">{strings}</sst>'.encode())
