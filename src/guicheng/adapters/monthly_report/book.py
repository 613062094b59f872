"""The report as a workbook: a sheet for what changed, and one for each table, whole."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from math import ceil
from typing import NamedTuple

from openpyxl import Workbook

from guicheng.adapters.monthly_report.document import COURSES, Say, subject
from guicheng.adapters.monthly_report.facts import ClauseLine, MonthlyFacts, Section
from guicheng.adapters.monthly_report.words import changes, is_figure, rests_on
from guicheng.adapters.pictures.svg import room
from guicheng.adapters.reports.workbook import data_cell, head_cell, set_pages
from guicheng.domain.attainment.changed import Difference, Kept
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: Points of a line of text.
_LINE = 15


class Figure(NamedTuple):
    """A number and how it is shown."""

    value: float
    form: str


Cell = str | int | Figure
Cells = Sequence[Cell]
_CHANGE = (
    _("How many kept"),
    _("How many with evidence"),
    _("Without evidence"),
    _("Share, %"),
    _("Month before, %"),
    _("Points of change"),
    _("Judged"),
)


def monthly_book(facts: MonthlyFacts, say: Say) -> bytes:
    """Return the report as the bytes of an .xlsx file in which no cell is a formula.

    Args:
        facts: What it says.
        say: Says a sentence in the language of the report.
    """
    book = Workbook(write_only=True)
    title = say(_("Monthly report of attainment"))
    writer = _Writer(book, say, " · ".join((facts.company, title, subject(facts))))
    told = [*changes(facts), *rests_on(facts.basis), *(each for section in facts.more for each in section.told)]
    writer.sheet(_("What changed in the month"), (_("Sentence"),), ([say(each)] for each in told), (110,))
    months = (_("Which month"), _("How many kept"), _("How many with evidence"), _("Without evidence"))
    writer.sheet(
        _("Month by month"), (*months, _("Share, %"), _("State")), writer.months(facts), (12, 12, 12, 12, 12, 16)
    )
    domains = (_("Kind of service"), *_CHANGE, _("Figures below"), _("Figures"))
    writer.sheet(_("By kind of service"), domains, writer.domains(facts), (24, *[12] * 9))
    clauses = (_("Clause"), _("Sentence"), *_CHANGE, _("Estates below"), _("Figures"))
    writer.sheet(_("Worst clauses"), clauses, writer.clauses(facts.clauses), (18, 60, *[12] * 9))
    cells = (_("Estate"), _("Clause"), _("Sentence"), _("How many kept"), _("How many count"), _("Share, %"))
    writer.sheet(_("Newly below the promise"), cells, writer.cells(facts), (24, 18, 60, 12, 12, 12))
    for section in facts.more:
        if section.head:
            writer.sheet(section.title, section.head, _numbers(section), [24] * len(section.head))
    unmeasured = ([each.citation, each.text, say(each.why)] for each in facts.unmeasured)
    writer.sheet(_("Without measure"), (_("Clause"), _("Sentence"), _("Why")), unmeasured, (18, 60, 60))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class _Writer:
    def __init__(self, book: Workbook, say: Say, header: str) -> None:
        self.book, self.say = book, say
        self.header = header

    def sheet(self, title: Message, head: Sequence[Message], rows: Iterable[Cells], widths: Sequence[int]) -> None:
        sheet = self.book.create_sheet(self.say(title)[:31])
        set_pages(sheet, self.header)
        for number, width in enumerate(widths):
            sheet.column_dimensions[chr(ord("A") + number)].width = width
        titles = [self.say(each) for each in head]
        sheet.row_dimensions[1].height = _LINE * max(map(_lines, titles, widths))
        sheet.append([head_cell(sheet, title) for title in titles])
        for number, row in enumerate(rows, 2):
            # Not every program that opens the file gives text that goes over several lines the room for them.
            if (lines := max(map(_lines, row, widths))) > 1:
                sheet.row_dimensions[number].height = _LINE * lines
            sheet.append([data_cell(sheet, *(each if isinstance(each, Figure) else (each,))) for each in row])

    def months(self, facts: MonthlyFacts) -> Iterable[Cells]:
        for each in facts.trend:
            state = self.say(_("month sealed") if each.sealed else _("not sealed"))
            yield [each.month, each.kept.kept, each.kept.counted, each.kept.unknown, _share(each.kept), state]

    def domains(self, facts: MonthlyFacts) -> Iterable[Cells]:
        for line in facts.domains:
            yield [self.say(line.name), *self._change(line.change), line.below, line.figures]

    def clauses(self, lines: Iterable[ClauseLine]) -> Iterable[Cells]:
        for line in lines:
            yield [line.citation, line.text, *self._change(line.change), line.below, line.figures]

    def cells(self, facts: MonthlyFacts) -> Iterable[Cells]:
        for line in facts.missed:
            yield [line.estate, line.citation, line.text, line.kept.kept, line.kept.counted, _share(line.kept)]

    def _change(self, change: Difference) -> Cells:
        shares = [_share(kept) for kept in (change.after, change.before)]
        judged = self.say(COURSES[change.course])
        after = change.after
        return [after.kept, after.counted, after.unknown, *shares, _points(change.difference), judged]


def _lines(cell: Cell, width: int) -> int:
    """Return how many lines a cell takes in a column as wide as so many figures."""
    return ceil(2 * room(cell) / width) if isinstance(cell, str) else 1


def _share(kept: Kept) -> Cell:
    """Return a share in per cent, cut to one place as on paper; a dash where nothing counts."""
    return Figure(1000 * kept.kept // kept.counted / 10, "0.0") if kept.counted else "—"


def _points(difference: float | None) -> Cell:
    return "—" if difference is None else Figure(round(100 * difference, 1), "+0.0;−0.0;0.0")


def _numbers(section: Section) -> Iterable[Cells]:
    """Yield the rows of a section, its figures as numbers that a spreadsheet can sum."""
    for name, *figures in section.rows:
        yield [name, *(_number(each) for each in figures)]


def _number(text: str) -> Cell:
    if text == "—" or not is_figure(text):
        return text
    number, sign, _rest = text.partition("%")
    _whole, point, places = number.partition(".")
    # 58.3 % is 0.583, so that one place more is kept.
    value = round(float(number) / 100, len(places) + 2) if sign else float(number)
    return Figure(value, "0" + point + "0" * len(places) + sign)
