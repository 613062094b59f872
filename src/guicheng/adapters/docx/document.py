"""Opens the parts of a Word package and reads them in the order a person would."""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.adapters.budget import Budget
from guicheng.adapters.docx.body import BodyReader
from guicheng.adapters.docx.numbering import Numbering, read_numbering
from guicheng.adapters.docx.styles import Styles, read_styles
from guicheng.adapters.ooxml import Package, W
from guicheng.adapters.xml import Element, children
from guicheng.domain.manual.blocks import Block, Paragraph, SourceFile

_NOTE_ITEMS = {"footnotes": "footnote", "endnotes": "footnote", "comments": "comment"}
# Word keeps the lines that separate footnotes from the text as notes of their own.
_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


def read_docx(name: str, package: Package) -> SourceFile:
    """Read a Word document.

    Body first, then footnotes and endnotes, comments, headers and footers. Equal headers of several
    sections are told once.

    Args:
        name: File name without folders.
        package: The opened container.

    Raises:
        FileRefusedError: It is damaged, hostile, or longer than a manual.
    """
    reader = BodyReader(Budget(name), _styles(package), _numbering(package))
    blocks = list(reader.read("body", _body(package)))
    for kind, part in _NOTE_ITEMS.items():
        blocks.extend(_notes(package, reader, kind, part))
    for kind in ("header", "footer"):
        blocks.extend(_page_edges(package, reader, kind))
    return SourceFile(name, "docx", tuple(blocks))


def _styles(package: Package) -> Styles:
    part = package.part_of_kind("styles")
    return read_styles(package.xml(part)) if part else Styles()


def _numbering(package: Package) -> Numbering:
    part = package.part_of_kind("numbering")
    return read_numbering(package.xml(part)) if part else Numbering()


def _body(package: Package) -> Iterator[Element]:
    for _tag, child in children(package.archive.name, package.chunks(package.main), {W + "body"}):
        yield child


def _notes(package: Package, reader: BodyReader, kind: str, part: str) -> Iterator[Block]:
    name = package.part_of_kind(kind)
    if name is None:
        return
    notes = (item for item in package.xml(name) if item.get(W + "type", "") not in _SEPARATORS)
    yield from reader.read(part, notes)


def _page_edges(package: Package, reader: BodyReader, kind: str) -> Iterator[Block]:
    seen: set[str] = set()
    for link in package.related(package.main).values():
        if link.kind != kind or link.target not in package.archive:
            continue
        for block in reader.read(kind, package.xml(link.target)):
            if isinstance(block, Paragraph):
                if block.text.strip() in seen:
                    continue
                seen.add(block.text.strip())
            yield block
