"""Walks block content in reading order: paragraphs, tables, text boxes, content controls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from guicheng.adapters.budget import Budget
from guicheng.adapters.docx.numbering import Numbering
from guicheng.adapters.docx.runs import RunReader, Runs, paragraph_mark_deleted, style_id
from guicheng.adapters.docx.styles import Style, Styles, number, value
from guicheng.adapters.docx.tables import read_table
from guicheng.adapters.ooxml import MC, W
from guicheng.adapters.xml import Element
from guicheng.domain.manual.blocks import Block, Paragraph, Picture, Place

_DROPPED = {W + "del", W + "moveFrom", W + "sectPr", W + "sdtPr", W + "sdtEndPr", W + "tblPr", W + "tblGrid"}
_CONTENTS_GALLERY = "table of contents"
_MAX_DEPTH = 24


@dataclass
class BodyReader:
    """Reads the block content of one part after another, keeping list counters across them.

    Args:
        budget: What may still be built.
        styles: Styles of the document.
        numbering: Lists of the document.
    """

    budget: Budget
    styles: Styles
    numbering: Numbering
    _runs: RunReader = field(default_factory=RunReader)
    _part: str = "body"
    _block: int = 0
    _boxes: int = 0
    _depth: int = 0
    _carried: str = ""
    _outer_table: int = 0
    _inner_tables: int = 0

    def read(self, part: str, elements: Iterable[Element]) -> Iterator[Block]:
        """Yield the blocks of a part.

        Args:
            part: Name of the part for places.
            elements: Its block-level elements, in order.

        Raises:
            FileRefusedError: The part holds more, wider or deeper content than a manual.
        """
        self._part, self._block, self._runs, self._carried = part, 0, RunReader(), ""
        for element in elements:
            yield from self._blocks(element, contents=False)
        if self._carried:
            yield Paragraph(self._carried, self._next_place())

    def _next_place(self, *, hidden: bool = False) -> Place:
        self._block += 1
        return Place(self._part, self._block, hidden=hidden)

    def _blocks(self, element: Element, *, contents: bool) -> Iterator[Block]:
        if element.tag == W + "p":
            yield from self._paragraph(element, contents=contents)
        elif element.tag == W + "tbl":
            yield from self._table(element)
        elif element.tag not in _DROPPED:
            yield from self._inside(element, contents=contents)

    def _inside(self, element: Element, *, contents: bool) -> Iterator[Block]:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise self.budget.too_deep()
        if element.tag == W + "sdt":
            contents = (
                contents
                or _CONTENTS_GALLERY in value(element.find(f"{W}sdtPr/{W}docPartObj"), "docPartGallery").lower()
            )
        inner: Iterable[Element] = element
        if element.tag == MC + "AlternateContent":
            inner = next(element.iterchildren(MC + "Choice", MC + "Fallback"), ())
        for child in inner:
            yield from self._blocks(child, contents=contents)
        self._depth -= 1

    def _paragraph(self, element: Element, *, contents: bool) -> Iterator[Block]:
        if len(element) == 0 and not self._carried:
            self._next_place()
            self.budget.spend(blocks=1)
            return
        style = self.styles.of(style_id(element))
        runs = self._runs.read(element, bold=style.bold, hidden=style.hidden)
        self.budget.spend(blocks=1, characters=len(runs.text) + len(runs.hidden))
        text = self._carried + runs.text
        self._carried = ""
        if paragraph_mark_deleted(element):
            self._carried = text
        else:
            finished = self._finished(element, style, runs, text, contents=contents)
            if text.strip():
                yield finished
        yield from self._attached(runs)

    def _finished(self, element: Element, style: Style, runs: Runs, text: str, *, contents: bool) -> Paragraph:
        # An empty paragraph of a list takes its number too, so it is built as well.
        in_contents = contents or style.contents or runs.contents
        return Paragraph(
            text=text,
            place=self._next_place(),
            level=0 if in_contents else _level(element, style),
            number="" if in_contents else self._number(element, style),
            contents=in_contents,
            strong=runs.bold or style.title,
            details=style.details,
        )

    def _number(self, element: Element, style: Style) -> str:
        properties = element.find(W + "pPr")
        stated = properties.find(W + "numPr") if properties is not None else None
        num_id = value(stated, "numId") or style.num_id
        index = number(value(stated, "ilvl"))
        if not num_id or num_id == "0":
            return ""
        if index is None:
            index = style.num_level
        if index is None:
            index = self.numbering.level_of_style(num_id, style_id(element))
        return self.numbering.next_number(num_id, index)

    def _attached(self, runs: Runs) -> Iterator[Block]:
        if runs.hidden.strip():
            yield Paragraph(runs.hidden, Place(self._part, self._block, hidden=True))
        for name in runs.pictures:
            yield Picture(Place(self._part, self._block), name)
        for box in runs.boxes:
            yield from self._box(box)

    def _box(self, box: Element) -> Iterator[Block]:
        outer = (self._part, self._block, self._runs, self._outer_table, self._inner_tables)
        if self._part != "textbox":
            self._block = self._boxes
        self._part, self._runs, self._outer_table, self._inner_tables = "textbox", RunReader(), 0, 0
        yield from self._inside(box, contents=False)
        self._boxes = self._block
        self._part, self._block, self._runs, self._outer_table, self._inner_tables = outer
        if self._part == "textbox":
            self._block = self._boxes

    def _table(self, element: Element) -> Iterator[Block]:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise self.budget.too_deep()
        outermost = not self._outer_table
        place = self._table_place()
        extra: list[Block] = []

        def text_of(cell: Element, own: Place) -> str:
            return self._cell_text(cell, own, extra)

        table = read_table(element, place, self.budget, text_of)
        if table.rows:
            yield table
        yield from extra
        if outermost:
            self._block = self._outer_table + self._inner_tables
            self._outer_table = self._inner_tables = 0
        self._depth -= 1

    def _table_place(self) -> Place:
        """Number a table; those inside another follow it, as they follow it in the blocks."""
        if self._outer_table:
            self._inner_tables += 1
            return Place(self._part, self._outer_table + self._inner_tables)
        place = self._next_place()
        self._outer_table = place.block
        return place

    def _cell_text(self, cell: Element, place: Place, extra: list[Block]) -> str:
        """Return a cell's paragraphs as lines; inner tables, boxes and pictures go to ``extra``."""
        lines: list[str] = []
        for block in self._inside(cell, contents=False):
            if isinstance(block, Paragraph) and block.place.part == place.part and not block.place.hidden:
                lines.append(_numbered(block))
            else:
                extra.append(_moved(block, place) if block.place.part == place.part else block)
        return "\n".join(lines)


def _numbered(paragraph: Paragraph) -> str:
    return f"{paragraph.number} {paragraph.text}" if paragraph.number else paragraph.text


def _moved(block: Block, place: Place) -> Block:
    """Give a block that came out of a cell the cell's place, where a person can find it."""
    if isinstance(block, Picture):
        return Picture(place, block.name)
    if isinstance(block, Paragraph):
        moved = Place(place.part, place.block, place.row, place.column, block.place.hidden)
        return Paragraph(block.text, moved, number=block.number)
    return block


def _level(element: Element, style: Style) -> int:
    own = number(value(element.find(W + "pPr"), "outlineLvl"))
    if own is None:
        return style.level
    return own + 1 if own < 9 else 0
