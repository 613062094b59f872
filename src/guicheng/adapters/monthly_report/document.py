"""The report as a document, to be set as Word file or PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from guicheng.adapters.monthly_report.facts import CellLine, ClauseLine, MonthlyFacts, Section
from guicheng.adapters.monthly_report.words import changes, is_figure, percent, points, rests_on
from guicheng.adapters.pictures import Bar, Series, Spot, bar_chart, line_chart, percent_axis
from guicheng.adapters.process_palette import Theme
from guicheng.domain.attainment.changed import Course, Difference
from guicheng.domain.attainment.ranks import wilson
from guicheng.domain.targets.document import (
    Block,
    ClauseBlock,
    Document,
    DocumentKind,
    Heading,
    Note,
    Picture,
    Table,
    TableRow,
)
from guicheng.domain.targets.source import Imprint
from guicheng.domain.values import ClauseRef, Message
from guicheng.domain.values.message import _

Say = Callable[[Message], str]
#: How clauses are ordered.
BY_SURE_GAP = _(
    "First stands what misses its target by most even at the upper end of its interval: "
    "a few cases stand behind what many show."
)
COURSES = {
    Course.BETTER: _("better"),
    Course.WORSE: _("worse"),
    Course.NOISE: _("within noise"),
    Course.UNKNOWN: _("nothing to compare"),
}


def monthly_document(facts: MonthlyFacts, say: Say, *, language: str = "zh") -> Document:
    """Return the report.

    Args:
        facts: What it says.
        say: Says a sentence in the language of the report.
        language: ``zh`` or ``en``, for what stands at the edge of each page.
    """
    writer = _Writer(facts, say)
    subtitle = subject(facts)
    imprint = Imprint(writer.ref, say(_("Monthly report of attainment")), company=facts.company)
    return Document(DocumentKind.MANUAL, imprint, subtitle, tuple(writer.blocks()), language=language, lasting=True)


def subject(facts: MonthlyFacts) -> str:
    """Return of what and of when a report is; the company is named beside it anyway."""
    month = facts.basis.month
    return month if facts.place == facts.company else f"{facts.place} · {month}"


class _Writer:
    def __init__(self, facts: MonthlyFacts, say: Say) -> None:
        self.facts, self.say = facts, say
        self.ref = ClauseRef(say(_("Monthly report of attainment")))
        self._number = 0

    def blocks(self) -> Iterator[Block]:
        facts = self.facts
        yield self._heading(_("What changed in the month"), fresh=True)
        yield from (ClauseBlock(self.ref, self.say(sentence)) for sentence in changes(facts))
        yield self._heading(_("On what this rests"))
        yield from self._notes(rests_on(facts.basis))
        yield self._heading(_("Attainment month by month"))
        yield from self._trend()
        yield self._heading(_("Attainment by kind of service"))
        yield from self._domains()
        yield self._heading(_("Worst clauses"))
        yield from self._clauses(facts.clauses)
        yield self._heading(_("Newly below the promise"))
        yield from self._cells(facts.missed)
        for section in facts.more:
            yield from self._section(section)
        yield self._heading(_("Promises that cannot be measured"))
        yield from self._unmeasured()

    def _heading(self, title: Message, *, fresh: bool = False) -> Heading:
        self._number += 1
        return Heading(self.ref, self.say(title), 1, str(self._number), fresh=fresh)

    def _notes(self, sentences: Iterator[Message] | Sequence[Message]) -> Iterator[Block]:
        for sentence in sentences:
            yield Note(self.ref, self.say(sentence))

    def _table(
        self,
        head: Sequence[Message],
        rows: Sequence[Sequence[str]],
        widths: Sequence[int],
        *,
        words: Sequence[int] = (0,),
    ) -> Table:
        """Return a table; all columns but those of words hold figures."""
        title = self.say(head[0])
        lines = [
            TableRow(ClauseRef(self.ref.document, title, row[0], place), tuple(row)) for place, row in enumerate(rows)
        ]
        figures = frozenset(range(len(head))) - set(words)
        return Table(self.ref, tuple([self.say(each) for each in head]), tuple(lines), tuple(widths), figures)

    def _trend(self) -> Iterator[Block]:
        trend = [each for each in self.facts.trend if each.kept.counted]
        if not trend:
            yield Note(self.ref, self.say(_("Nothing counts in any month.")))
            return
        ends = [wilson(each.kept.kept, each.kept.counted) or (0.0, 1.0) for each in trend]
        spots = [
            Spot(each.kept.share, low, high, percent(each.kept), sure=each.sealed)
            for each, (low, high) in zip(trend, ends, strict=True)
        ]
        title = self.say(_("Attainment month by month"))
        axis = percent_axis(self.say(_("kept, %")), [end for pair in ends for end in pair])
        name = self.say(_("kept"))
        picture = line_chart(
            [each.month for each in trend], [Series(name, spots)], axis=axis, title=title, theme=Theme.PRINT
        )
        yield Picture(self.ref, picture.encode(), "svg", self.say(_("A hollow mark stands for a month not sealed.")))
        yield self._table(
            (_("Which month"), _("Kept of what has evidence"), _("Share"), _("Without evidence"), _("State")),
            [
                (
                    each.month,
                    f"{each.kept.kept} / {each.kept.counted}",
                    percent(each.kept),
                    str(each.kept.unknown),
                    self.say(_("month sealed") if each.sealed else _("not sealed")),
                )
                for each in trend
            ],
            (3, 4, 3, 3, 3),
            words=(0, 4),
        )

    def _domains(self) -> Iterator[Block]:
        shown = [line for line in self.facts.domains if line.change.after.counted]
        if not shown:
            yield Note(self.ref, self.say(_("Nothing counts in this month.")))
            return
        bars = []
        for line in shown:
            after = line.change.after
            low, high = wilson(after.kept, after.counted) or (0.0, 1.0)
            strong = line.change.course is Course.WORSE
            bars.append(Bar(self.say(line.name), after.share or 0.0, low, high, percent(after), strong=strong))
        title = self.say(_("Attainment by kind of service"))
        yield Picture(self.ref, bar_chart(bars, title=title, theme=Theme.PRINT).encode(), "svg", title)
        head = (_("Kind of service"), _("Kept of what has evidence"), *_CHANGE, _("Figures below"))
        rows = [
            (self.say(line.name), *self._change(line.change), f"{line.below} / {line.figures}")
            for line in self.facts.domains
        ]
        yield self._table(head, rows, (13, 13, 9, 10, 9, 10, 11, 10), words=(0, 6))

    def _clauses(self, lines: Sequence[ClauseLine]) -> Iterator[Block]:
        if not lines:
            yield Note(self.ref, self.say(_("No clause is below its promise at any estate.")))
            return
        yield Note(self.ref, self.say(BY_SURE_GAP))
        head = (_("Clause"), _("Sentence"), _("Kept of what has evidence"), *_CHANGE, _("Estates below"))
        rows = [
            (line.citation, line.text, *self._change(line.change), f"{line.below} / {line.figures}") for line in lines
        ]
        yield self._table(head, rows, (11, 17, 12, 8, 10, 8, 9, 11, 9), words=(0, 1, 7))

    def _change(self, change: Difference) -> tuple[str, ...]:
        return (
            f"{change.after.kept} / {change.after.counted}",
            percent(change.after),
            str(change.after.unknown),
            percent(change.before),
            points(change.difference),
            self.say(COURSES[change.course]),
        )[: 1 + len(_CHANGE)]

    def _cells(self, lines: Sequence[CellLine]) -> Iterator[Block]:
        if not lines:
            none = _("None.") if self.facts.basis.before else _("There is no month before it to compare with.")
            yield Note(self.ref, self.say(none))
            return
        head = (_("Estate"), _("Clause"), _("Sentence"), _("Kept of what counts"), _("Share"))
        rows = [
            (line.estate, line.citation, line.text, f"{line.kept.kept} / {line.kept.counted}", percent(line.kept))
            for line in lines
        ]
        yield self._table(head, rows, (4, 4, 8, 4, 3), words=(0, 1, 2))

    def _section(self, section: Section) -> Iterator[Block]:
        yield self._heading(section.title)
        yield from self._notes(section.told)
        if section.rows:
            words = [at for at in range(len(section.head)) if any(not is_figure(row[at]) for row in section.rows)]
            widths = [_widest(section, at) for at in range(len(section.head))]
            yield self._table(section.head, section.rows, widths, words=words)

    def _unmeasured(self) -> Iterator[Block]:
        if not self.facts.unmeasured:
            yield Note(self.ref, self.say(_("None: evidence can tell of every promise in force.")))
            return
        rows = [(each.citation, each.text, self.say(each.why)) for each in self.facts.unmeasured]
        yield self._table((_("Clause"), _("Sentence"), _("Why")), rows, (3, 8, 6), words=(0, 1, 2))


def _widest(section: Section, column: int) -> int:
    """Return the share of a column: that of its longest text, so far as a row stays a row."""
    return min(40, max(10, *(len(row[column]) for row in section.rows)))


_CHANGE = (_("Share"), _("Without evidence"), _("The month before"), _("Points of change"), _("Judged"))
