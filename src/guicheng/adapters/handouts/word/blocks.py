"""Blocks of a document as paragraphs and tables of Word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from guicheng.adapters.handouts.word.elements import Element, make, paragraph, text_runs
from guicheng.adapters.handouts.word.lists import Lists
from guicheng.domain.targets.document import Block, ClauseBlock, Facts, Heading, Note, Picture, Signatures, Table

#: Width of the text of an A4 page with 20 mm at each side, in twentieths of a point.
TEXT_WIDTH: Final = 9638
_DEEPEST: Final = 6
_DETAIL_GAP: Final = "　　"
_WIDE_GAP: Final = re.compile("　{2,}")
_FACT_WIDTHS: Final = (3, 8)
#: A table of more columns has narrower edges, in twentieths of a point, so that short words are not divided.
_FEW_COLUMNS: Final = 7
_NARROW: Final = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading as the contents name it."""

    mark: str
    text: str
    level: int


@dataclass
class BlockWriter:
    """Writes blocks one after another; lists and marks go on from block to block.

    Args:
        draw: Returns the paragraph of a picture, for which the file has to take it in.
    """

    draw: Callable[[Picture], Element]
    lists: Lists = field(default_factory=Lists)
    entries: list[Entry] = field(default_factory=list)
    _document: str = ""

    def write(self, block: Block) -> Iterator[Element]:
        """Yield the elements of a block."""
        if block.ref.document != self._document:
            # Each standard counts from its own beginning.
            self.lists.restart()
            self._document = block.ref.document
        writers: dict[type, Callable[[Any], Iterator[Element]]] = {
            Heading: self._heading,
            ClauseBlock: self._clause,
            Note: self._note,
            Table: self._table,
            Facts: self._facts,
            Signatures: self._signatures,
            Picture: self._picture,
        }
        yield from writers[type(block)](block)

    def _numbered(self, number: str, text: str) -> tuple[tuple[Element, ...], str]:
        """Return the property that prints a number, or the text with the number typed where no list prints it."""
        place = self.lists.place(number)
        if place is None:
            return (), f"{number} {text}".strip() if number else text
        return (make("numPr", make("ilvl", val=place[1]), make("numId", val=place[0])),), text

    def _heading(self, block: Heading) -> Iterator[Element]:
        properties, text = self._numbered(block.number, block.text)
        mark = f"_Toc{len(self.entries) + 1:08d}"
        self.entries.append(Entry(mark, f"{block.number} {block.text}".strip(), block.level))
        begin = make("bookmarkStart", id=len(self.entries), name=mark)
        end = make("bookmarkEnd", id=len(self.entries))
        fresh = (make("pageBreakBefore"),) if block.fresh else ()
        style = f"Heading{min(block.level, _DEEPEST)}"
        yield paragraph(style, begin, *text_runs(text), end, properties=(*fresh, *properties))

    def _clause(self, block: ClauseBlock) -> Iterator[Element]:
        numbers, text = self._numbered(block.number, block.text)
        keep = (make("keepNext"),) if block.details else ()
        yield paragraph("Clause", *text_runs(text), properties=(*keep, *numbers))
        if block.details:
            # The gap divides the details, so none is left inside one.
            told = _DETAIL_GAP.join(f"{name}：{_WIDE_GAP.sub('　', value)}" for name, value in block.details)
            yield paragraph("ClauseDetails", *text_runs(told))

    def _note(self, block: Note) -> Iterator[Element]:
        yield paragraph("Remark", *text_runs(block.text), properties=(make("keepNext"),) if block.lead else ())

    def _table(self, block: Table) -> Iterator[Element]:
        widths = _in_twips(block.widths)
        head = _row(block.head, widths, "TableHead", head=True)
        rows = (_row(row.cells, widths, "TableText", right=block.figures) for row in block.rows)
        yield _table([head, *rows], widths, narrow=len(widths) > _FEW_COLUMNS)
        yield paragraph("Normal")

    def _facts(self, block: Facts) -> Iterator[Element]:
        widths = _in_twips(_FACT_WIDTHS)
        yield _table([_row(fact, widths, "TableText") for fact in block.facts], widths)
        yield paragraph("Normal")

    def _signatures(self, block: Signatures) -> Iterator[Element]:
        for name in block.names:
            tab = make("r", make("tab"))
            runs = [*text_runs(f"{name}："), tab, make("r", make("tab")), *text_runs("日期："), make("r", make("tab"))]
            # The lines stay on one page.
            keep = (make("keepNext"),) if name != block.names[-1] else ()
            yield paragraph("SignatureLine", *runs, properties=keep)

    def _picture(self, block: Picture) -> Iterator[Element]:
        yield self.draw(block)
        yield paragraph("Caption", *text_runs(block.caption))


def _in_twips(shares: tuple[int, ...]) -> list[int]:
    return [TEXT_WIDTH * share // sum(shares) for share in shares]


def _table(rows: list[Element], widths: list[int], *, narrow: bool = False) -> Element:
    edges = [make("tblCellMar", *(make(side, w=_NARROW, type="dxa") for side in ("left", "right")))] if narrow else []
    properties = make(
        "tblPr",
        make("tblStyle", val="TableGrid"),
        make("tblW", w=sum(widths), type="dxa"),
        make("tblLayout", type="fixed"),
        *edges,
    )
    return make("tbl", properties, make("tblGrid", *(make("gridCol", w=width) for width in widths)), *rows)


def _row(
    cells: tuple[str, ...],
    widths: list[int],
    style: str,
    *,
    head: bool = False,
    right: frozenset[int] = frozenset(),
) -> Element:
    properties = make("trPr", make("cantSplit"), *([make("tblHeader")] if head else []))
    made = [
        make(
            "tc", make("tcPr", make("tcW", w=width, type="dxa")), paragraph(style, *text_runs(text), properties=aligned)
        )
        for number, (text, width) in enumerate(zip(cells, widths, strict=True))
        for aligned in [(make("jc", val="right"),) if number in right else ()]
    ]
    return make("tr", properties, *made)
