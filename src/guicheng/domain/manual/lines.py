"""Paragraphs taken apart into lines, each with its number found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from guicheng.domain.manual.blocks import Block, Cell, Paragraph, Picture, Place, Table
from guicheng.domain.manual.numbering import Marker, find_item_marker, find_marker, split_inline


@dataclass(frozen=True, slots=True)
class Line:
    """One line of running text.

    Args:
        raw: As written, with its number.
        text: Without the number and without blanks around it.
        marker: The number, None where there is none.
        place: Where it stands.
        level: Heading level that the style declares, 0 for body text.
        strong: Whether it is set off as a title would be.
        contents: Whether the file marks it as part of a table of contents.
        details: Whether the file marks it as the elements of the clause above it.
        running: Whether it is the header or footer of a page within the text.
    """

    raw: str
    text: str
    marker: Marker | None
    place: Place
    level: int = 0
    strong: bool = False
    contents: bool = False
    details: bool = False
    running: bool = False

    @property
    def number(self) -> str:
        """The number as shown to people, "" where there is none."""
        return self.marker.shown if self.marker else ""


Item = Line | Table | Picture
_INNER_RANK = 79


def items_of(blocks: tuple[Block, ...]) -> list[Item]:
    """Return the blocks in order, paragraphs taken apart into lines."""
    items: list[Item] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            items.extend(lines_of(block))
        elif isinstance(block, Table) and (boxed := _boxed(block)):
            items.extend(line for paragraph in boxed for line in lines_of(paragraph))
        else:
            items.append(block)
    return _inner_lists_told_apart(items)


def _inner_lists_told_apart(items: list[Item]) -> list[Item]:
    """Rank 1. 2. 3. below 3.4 where they list what 3.4 demands, not above it as chapters 1, 2, 3 are.

    A list that begins at 1 after a decimal number is an inner one; it goes on while its figures go on.
    """
    told: list[Item] = []
    after_decimal, expected = False, 0
    for item in items:
        marker = item.marker if isinstance(item, Line) else None
        if not isinstance(item, Line) or marker is None or marker.rank > _INNER_RANK:
            told.append(item)
        elif marker.scheme == "figure" and after_decimal and marker.value in {1, expected}:
            expected = marker.value + 1
            told.append(replace(item, marker=replace(marker, scheme="figure-inner", rank=_INNER_RANK)))
        else:
            after_decimal, expected = marker.scheme.startswith("decimal"), 0
            told.append(item)
    return told


def _boxed(table: Table) -> list[Paragraph]:
    """Return the text of a table that is only a frame around running text: no row has two cells."""
    origins: dict[Place, Cell] = {}
    for row in table.rows:
        own = {cell.place: cell for cell in row}
        if len(own) > 1:
            return []
        origins.update(own)
    return [Paragraph(line, cell.place) for cell in origins.values() for line in cell.text.split("\n") if line.strip()]


def lines_of(paragraph: Paragraph) -> Iterator[Line]:
    """Take a paragraph apart: at line breaks, and between items typed one after another."""
    lines = paragraph.text.split("\n")
    # A title broken over two lines stays one title.
    texts = [" ".join(lines)] if paragraph.level else lines
    number = paragraph.number
    for text in texts:
        whole = paragraph.contents or paragraph.level or paragraph.details
        parts = [text] if whole else split_inline(text)
        for position, part in enumerate(parts):
            if part.strip() or number:
                yield _line(part, number, paragraph, cut=position > 0)
                number = ""


def _line(text: str, number: str, paragraph: Paragraph, *, cut: bool) -> Line:
    raw = f"{number} {text.strip()}" if number else text.strip()
    marker = find_item_marker(raw) if cut else find_marker(raw)
    if number and (marker is None or marker.length < len(number)):
        # Word printed a number of a kind that nobody types, such as "STEP 1".
        marker = Marker("printed", 75, number, 0, len(number) + 1)
    return Line(
        raw=raw,
        text=raw[marker.length :].strip() if marker else raw,
        marker=marker,
        place=paragraph.place,
        level=paragraph.level,
        strong=paragraph.strong,
        contents=paragraph.contents,
        details=paragraph.details,
    )
