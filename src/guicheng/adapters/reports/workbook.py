"""A reading as an Excel workbook that a quality manager sorts, filters and prints."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from guicheng.adapters.clean_text import clean
from guicheng.domain.clause.printer import echo, echoes, plain
from guicheng.domain.manual.blocks import Place
from guicheng.domain.manual.reading import ManualReading, ReadClause
from guicheng.domain.values.message import _

Translate = Callable[[str], str]
Row = Sequence[str | int]

STATES: Final = {
    "read": _("Read"),
    "unread": _("Not understood"),
    "unquantified": _("Unquantified"),
    "behaviour": _("Behaviour"),
    "note": _("Note"),
}
_SEVERITIES: Final = {"error": _("Error"), "warning": _("Warning"), "hint": _("Hint")}
_ELEMENTS: Final = {
    "object": _("For whom"),
    "content": _("What is done"),
    "quality": _("Quality"),
    "limit": _("Time limit"),
    "frequency": _("How often"),
    "provider": _("Who"),
    "way": _("Way or tool"),
    "assessment": _("How it is assessed"),
}
#: Characters that make a spreadsheet take a cell for a formula, in both widths.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
#: What XML cannot hold; such characters come only from damaged or hostile files.
_ILLEGAL: Final = {code: None for code in range(32) if code not in {9, 10, 13}}
_LONGEST: Final = 32_000
_HEAD_FILL: Final = PatternFill("solid", fgColor="E8F1FB")
_WRAP: Final = Alignment(vertical="top", wrap_text=True)
_TOP: Final = Alignment(vertical="top")
_LONGEST_HEADER: Final = 200


def workbook(reading: ManualReading, translate: Translate) -> bytes:
    """Return the workbook: clauses, requirements, findings, text that became no clause, and counts.

    Args:
        reading: The document, read and checked.
        translate: Returns a sentence of the catalogue in the reader's language.

    Returns:
        The bytes of an .xlsx file in which no cell is a formula.
    """
    book = Workbook(write_only=True)
    writer = _Writer(book, translate)
    writer.sheet(_("Clauses"), _clause_head(), (writer.clause(read) for read in reading.clauses), _CLAUSE_WIDTHS)
    writer.sheet(_("Requirements"), _bound_head(), _bounds(reading.clauses), [22, 10, 44, 40, 12, 8, 10, 10, 12])
    writer.sheet(_("Findings"), _finding_head(), writer.findings(reading.clauses), [22, 10, 44, 10, 10, 16, 50, 30])
    writer.sheet(_("Not clauses"), _leftover_head(), writer.leftovers(reading), [16, 70, 24])
    writer.sheet(_("Totals"), [_("What"), _("How many")], writer.totals(reading), [30, 12])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_CLAUSE_WIDTHS: Final = [22, 10, 48, 12, 40, *[16] * len(_ELEMENTS), 40, 36, 18]


def _clause_head() -> list[object]:
    head: list[object] = [_("Section"), _("Number"), _("Clause"), _("State"), _("Read as"), *_ELEMENTS.values()]
    return [*head, _("Findings"), _("Rewrites on offer"), _("Place in the file")]


def _bound_head() -> list[object]:
    head: list[object] = [_("Section"), _("Number"), _("Clause"), _("Read as"), _("Kind"), _("Direction")]
    return [*head, _("Value"), _("Unit"), _("Per")]


def _finding_head() -> list[object]:
    head: list[object] = [_("Section"), _("Number"), _("Clause"), _("Rule"), _("Weight"), _("Words")]
    return [*head, _("What is wrong"), _("Rewrites on offer")]


def _leftover_head() -> list[object]:
    return [_("Reason"), _("Text"), _("Place in the file")]


def _bounds(reads: Iterable[ReadClause]) -> Iterable[Row]:
    for read in reads:
        for bound, said in zip(read.clause.requirements, echoes(read.clause), strict=True):
            value = plain(bound.value)
            where = (read.section.title, read.source.number, read.source.text)
            yield *where, said, bound.kind.value, bound.op, value, bound.unit or "", bound.per or ""


class _Writer:
    """Writes sheets in one language.

    Args:
        book: The workbook, written from front to back.
        translate: Returns a sentence in the reader's language.
    """

    def __init__(self, book: Workbook, translate: Translate) -> None:
        self._book = book
        self._translate = translate

    def sheet(self, title: object, head: Sequence[object], rows: Iterable[Row], widths: Sequence[int]) -> None:
        """Add a sheet with a frozen head, filters, and A4 pages that repeat the head."""
        sheet: Any = self._book.create_sheet(self._say(title))
        for index, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(index)].width = width
        set_pages(sheet)
        sheet.append([head_cell(sheet, self._say(name)) for name in head])
        count = 1
        for row in rows:
            count += 1
            sheet.append([data_cell(sheet, value) for value in row])
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{count}"

    def _say(self, sentence: object) -> str:
        return sentence.render(self._translate) if hasattr(sentence, "render") else str(sentence)

    def clause(self, read: ReadClause) -> Row:
        """Return the row of one clause."""
        findings = "\n".join(f"{each.code} {each.message.render(self._translate)}" for each in read.findings)
        fixes = "\n".join(fix.apply(read.source.text) for each in read.findings for fix in each.fixes[:1])
        elements = (read.source.elements.get(name, "") for name in _ELEMENTS)
        state = self._say(STATES[read.clause.state.value])
        head = (read.section.title, read.source.number, read.source.text, state, echo(read.clause))
        return *head, *elements, findings, fixes, self._place(read.source.place)

    def findings(self, reads: Iterable[ReadClause]) -> Iterable[Row]:
        """Yield a row a finding."""
        for read in reads:
            for each in read.findings:
                weight = self._say(_SEVERITIES[each.severity.value])
                fixes = "\n".join(fix.apply(read.source.text) for fix in each.fixes)
                where = (read.section.title, read.source.number, read.source.text, each.code, weight)
                yield *where, each.span.of(read.source.text), each.message.render(self._translate), fixes

    def leftovers(self, reading: ManualReading) -> Iterable[Row]:
        """Yield a row a text that became no clause."""
        return ((each.reason, each.text, self._place(each.place)) for each in reading.manual.leftovers)

    def totals(self, reading: ManualReading) -> Iterable[Row]:
        """Yield the counts by state, by weight and by rule."""
        states = Counter(read.clause.state.value for read in reading.clauses)
        weights = Counter(each.severity.value for read in reading.clauses for each in read.findings)
        codes = Counter(each.code for read in reading.clauses for each in read.findings)
        yield self._say(_("Clauses")), len(reading.clauses)
        yield from ((self._say(name), states[key]) for key, name in STATES.items())
        yield from ((self._say(name), weights[key]) for key, name in _SEVERITIES.items())
        yield from sorted(codes.items())

    def _place(self, place: Place) -> str:
        if place.row:
            fields = {"part": place.part, "block": str(place.block), "row": str(place.row), "column": str(place.column)}
            return self._say(_("{part} {block}, row {row}, column {column}", **fields))
        return self._say(_("{part} {block}", part=place.part, block=str(place.block)))


def set_pages(sheet: Any, header: str = "") -> None:
    """Freeze the head of a sheet, and print it on A4 pages in landscape, one page wide, the head on each.

    Args:
        sheet: A sheet that is being written.
        header: What stands above each page, "" for nothing.
    """
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    # An ampersand begins a code there; a size in front of digits would swallow them.
    sheet.oddHeader.center.text = clean(header).replace("&", "&&")[:_LONGEST_HEADER] or None
    sheet.oddFooter.center.text = "&P / &N"


def head_cell(sheet: Any, text: str) -> Any:
    """Return a heading."""
    cell = WriteOnlyCell(sheet, value=text)
    cell.font, cell.fill, cell.alignment = Font(bold=True), _HEAD_FILL, _WRAP
    return cell


def data_cell(sheet: Any, value: str | float, form: str = "General") -> Any:
    """Return a cell that is never a formula: text that looks like one is typed as text and quoted.

    Args:
        sheet: Where it is going to stand.
        value: What it holds.
        form: How a number is shown.
    """
    if not isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=value)
        cell.number_format, cell.alignment = form, _TOP
        return cell
    text = value.translate(_ILLEGAL)[:_LONGEST]
    cell = WriteOnlyCell(sheet, value=f"'{text}" if text.startswith(FORMULA) else text)
    cell.data_type = "s"
    cell.alignment = _WRAP
    return cell
