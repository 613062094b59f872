"""The report as a workbook: a sheet for what changed, and one for each table, whole."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook

from guicheng.adapters.monthly_report.document import COURSES, Say
from guicheng.adapters.monthly_report.facts import ClauseLine, MonthlyFacts
from guicheng.adapters.monthly_report.words import changes, rests_on
from guicheng.adapters.reports.workbook import data_cell, head_cell
from guicheng.domain.attainment.changed import Difference
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

Cells = Sequence[str | int]
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
    writer = _Writer(book, say)
    told = [*changes(facts), *rests_on(facts.basis)]
    writer.sheet(_("What changed in the month"), (_("Sentence"),), ([say(each)] for each in told), (110,))
    writer.sheet(
        _("Month by month"),
        (_("Which month"), _("How many kept"), _("How many with evidence"), _("Without evidence"), _("State")),
        writer.months(facts),
        (12, 12, 12, 12, 16),
    )
    domains = (_("Kind of service"), *_CHANGE, _("Figures below"), _("Figures"))
    writer.sheet(_("By kind of service"), domains, writer.domains(facts), (24, *[12] * 9))
    clauses = (_("Clause"), _("Sentence"), *_CHANGE, _("Estates below"), _("Figures"))
    writer.sheet(_("Worst clauses"), clauses, writer.clauses(facts.clauses), (18, 60, *[12] * 9))
    cells = (_("Estate"), _("Clause"), _("Sentence"), _("How many kept"), _("How many count"))
    writer.sheet(_("Newly below the promise"), cells, writer.cells(facts), (24, 18, 60, 12, 12))
    for section in facts.more:
        rows = [[say(each)] for each in section.told] + [list(row) for row in section.rows]
        writer.sheet(section.title, section.head or (_("Sentence"),), rows, [24] * max(1, len(section.head)))
    unmeasured = ([each.citation, each.text, say(each.why)] for each in facts.unmeasured)
    writer.sheet(_("Without measure"), (_("Clause"), _("Sentence"), _("Why")), unmeasured, (18, 60, 60))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class _Writer:
    def __init__(self, book: Workbook, say: Say) -> None:
        self.book, self.say = book, say

    def sheet(self, title: Message, head: Sequence[Message], rows: Iterable[Cells], widths: Sequence[int]) -> None:
        sheet = self.book.create_sheet(self.say(title)[:31])
        sheet.freeze_panes = "A2"
        for number, width in enumerate(widths):
            sheet.column_dimensions[chr(ord("A") + number)].width = width
        sheet.append([head_cell(sheet, self.say(each)) for each in head])
        for row in rows:
            sheet.append([data_cell(sheet, value) for value in row])

    def months(self, facts: MonthlyFacts) -> Iterable[Cells]:
        for each in facts.trend:
            state = self.say(_("month sealed") if each.sealed else _("not sealed"))
            yield [each.month, each.kept.kept, each.kept.counted, each.kept.unknown, state]

    def domains(self, facts: MonthlyFacts) -> Iterable[Cells]:
        for line in facts.domains:
            yield [self.say(line.name), *self._change(line.change), line.below, line.figures]

    def clauses(self, lines: Iterable[ClauseLine]) -> Iterable[Cells]:
        for line in lines:
            yield [line.citation, line.text, *self._change(line.change), line.below, line.figures]

    def cells(self, facts: MonthlyFacts) -> Iterable[Cells]:
        for line in facts.missed:
            yield [line.estate, line.citation, line.text, line.kept.kept, line.kept.counted]

    def _change(self, change: Difference) -> Cells:
        shares = [
            "—" if kept.share is None else f"{1000 * kept.kept // kept.counted / 10:.1f}"
            for kept in (change.after, change.before)
        ]
        # A sign in front would make a spreadsheet take it for a formula; the sheet quotes it, a word needs none.
        difference = "—" if change.difference is None else f"{100 * change.difference:.1f}".replace("-", "−")
        judged = self.say(COURSES[change.course])
        return [change.after.kept, change.after.counted, change.after.unknown, *shares, difference, judged]
