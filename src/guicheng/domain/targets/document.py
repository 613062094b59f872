"""A document ready to be set: blocks in order, without fonts or pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from guicheng.domain.targets.source import Imprint
from guicheng.domain.values import ClauseRef


class DocumentKind(StrEnum):
    """What a document is for."""

    MANUAL = "manual"
    POST = "post"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Heading:
    """A title within a document.

    Args:
        ref: The section it opens.
        text: Without its number.
        level: From 1 on.
        number: Printed before it, "" for none.
        fresh: Whether it begins a new page.
    """

    ref: ClauseRef
    text: str
    level: int
    number: str = ""
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class ClauseBlock:
    """A clause, kept together on one page.

    Args:
        ref: Where it stands in its standard.
        text: As written.
        number: Printed before it, "" for none.
        details: Name and value of what is told below it, such as ("时限", "30分钟内").
    """

    ref: ClauseRef
    text: str
    number: str = ""
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A remark that promises nothing.

    Args:
        ref: Where it stands.
        text: As written.
        lead: Whether it belongs to the heading above and stays on the page of what follows.
    """

    ref: ClauseRef
    text: str
    lead: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table, kept together on one page.

    Args:
        ref: The clause it tells of.
        cells: One text a column.
    """

    ref: ClauseRef
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on each page.

    Args:
        ref: What it belongs to.
        head: The heading of each column.
        rows: As many cells each as the head.
        widths: Share of each column in the width, in whole parts.
        figures: Positions of the columns that hold figures; these stand at the right, digit below digit.
    """

    ref: ClauseRef
    head: tuple[str, ...]
    rows: tuple[TableRow, ...]
    widths: tuple[int, ...]
    figures: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, such as a process.

    Args:
        ref: What it shows.
        content: The picture's bytes.
        kind: ``"svg"``, ``"png"`` or, on PDF alone, ``"jpg"``.
        caption: Printed below it, and told to whoever cannot see it.
        small: Whether it is shown no higher than a photo on a sheet of many.
    """

    ref: ClauseRef
    content: bytes
    kind: str
    caption: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with values, such as telephone numbers; an empty value is a line to write on."""

    ref: ClauseRef
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on, each with a date."""

    ref: ClauseRef
    names: tuple[str, ...]


Block: TypeAlias = Heading | ClauseBlock | Note | Table | Picture | Facts | Signatures


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    Args:
        kind: What it is for.
        imprint: What its title page and its headers say; its ``ref`` is the document's.
        subtitle: Below the title, "" for none.
        blocks: In order, each with its ``ClauseRef``.
        contents: Whether a table of contents stands in front.
        language: Of what stands at the edge of each page: ``zh`` or ``en``.
        lasting: Whether it stays what it was on the day of printing, whatever is published later.
    """

    kind: DocumentKind
    imprint: Imprint
    subtitle: str
    blocks: tuple[Block, ...]
    contents: bool = True
    language: str = "zh"
    lasting: bool = False

    def refs(self) -> Iterator[ClauseRef]:
        """Yield the address of each clause that is told of, in order."""
        for block in self.blocks:
            if isinstance(block, ClauseBlock):
                yield block.ref
            elif isinstance(block, Table):
                yield from (row.ref for row in block.rows)

    @property
    def ref(self) -> ClauseRef:
        """What the document is made of."""
        return self.imprint.ref
