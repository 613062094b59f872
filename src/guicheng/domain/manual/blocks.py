"""What an adapter hands over: paragraphs, tables and pictures with their places, without meaning."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands in its file, so that a person finds it again.

    Args:
        part: ``"body"``, ``"textbox"``, ``"header"``, ``"footer"``, ``"footnote"``, ``"comment"``,
            or a worksheet's name.
        block: Position of the block in that part, counted from 1 (a line number for text and Markdown).
        row: Row of a table or sheet, counted from 1; 0 outside tables.
        column: Column, counted from 1; 0 outside tables.
        hidden: Whether the file hides it from its reader (hidden text, sheet, row or column).
    """

    part: str = "body"
    block: int = 0
    row: int = 0
    column: int = 0
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph with what the file says of its rank.

    Args:
        text: Final text (insertions kept, deletions gone), without the list number.
        place: Where it stands.
        level: Heading level that the style declares, 1–9; 0 for body text.
        number: The number the file would print before it, from automatic numbering; "" where there is none.
        contents: Whether it belongs to a table of contents.
        strong: Whether all of it is set off as a title would be (bold, or in the style of the document's title).
        details: Whether its style says that it tells the elements of the clause above it.
    """

    text: str
    place: Place
    level: int = 0
    number: str = ""
    contents: bool = False
    strong: bool = False
    details: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, repeated at each position that a merged cell covers.

    Args:
        text: Its text, lines separated by a line feed.
        place: Where it stands (of a merged cell: its first position).
        merged: Whether this position only repeats a merged cell that began elsewhere.
    """

    text: str
    place: Place
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a full grid: every row has the same number of cells."""

    rows: tuple[tuple[Cell, ...], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, drawing or embedded file, which is listed but not read."""

    place: Place
    name: str = ""


Block = Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class SourceFile:
    """What an adapter found in one file.

    Args:
        name: File name without folders.
        kind: ``"docx"``, ``"xlsx"``, ``"md"`` or ``"txt"``.
        blocks: Everything with text or picture, in reading order.
    """

    name: str
    kind: str
    blocks: tuple[Block, ...] = field(default_factory=tuple)
