"""Opens a workbook: its sheets in order, shared strings, formats, comments."""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.adapters.budget import Budget
from guicheng.adapters.ooxml import A, Package, R, S
from guicheng.adapters.xlsx.formats import Formats, read_formats
from guicheng.adapters.xlsx.sheet import Sheet, SheetReader, grid, rich_text
from guicheng.adapters.xml import Element, children
from guicheng.domain.manual.blocks import Block, Paragraph, Picture, Place, SourceFile

_MAX_SHEETS = 500
_TITLE_LEVEL = 1


def read_xlsx(name: str, package: Package) -> SourceFile:
    """Read a workbook.

    Each sheet gives a heading with its name, a table of its used cells, its pictures and its comments.
    Hidden sheets, rows and columns are read too, and their places say so.

    Args:
        name: File name without folders.
        package: The opened container.

    Raises:
        FileRefusedError: It is damaged, hostile, or larger than a manual.
    """
    budget = Budget(name)
    book = package.xml(package.main)
    reader = SheetReader(budget, _strings(package, budget), _formats(package, book))
    blocks: list[Block] = []
    for sheet in list(book.iterfind(f"{S}sheets/{S}sheet"))[:_MAX_SHEETS]:
        blocks.extend(_sheet(package, reader, sheet))
    return SourceFile(name, "xlsx", tuple(blocks))


def read_cells(package: Package, budget: Budget) -> Iterator[tuple[str, Sheet]]:
    """Yield each worksheet's name and the cells that it holds, as Excel shows them, hidden ones too.

    Args:
        package: The opened container.
        budget: What may be built of it.

    Raises:
        FileRefusedError: It is damaged, hostile, or larger than the budget.
    """
    book = package.xml(package.main)
    reader = SheetReader(budget, _strings(package, budget), _formats(package, book))
    for sheet in list(book.iterfind(f"{S}sheets/{S}sheet"))[:_MAX_SHEETS]:
        link = package.related(package.main).get(sheet.get(R + "id", ""))
        if link is not None and link.kind == "worksheet" and link.target in package.archive:
            yield sheet.get("name", ""), reader.read(package.chunks(link.target))


def _sheet(package: Package, reader: SheetReader, sheet: Element) -> Iterator[Block]:
    link = package.related(package.main).get(sheet.get(R + "id", ""))
    title = sheet.get("name", "")
    hidden = sheet.get("state", "visible") != "visible"
    if link is None or link.kind != "worksheet" or link.target not in package.archive:
        yield Picture(Place(title, 1, hidden=hidden), title)
        return
    read = reader.read(package.chunks(link.target))
    table = grid(read, title, reader.budget, hidden=hidden)
    if table is not None:
        reader.budget.spend(blocks=1)
        yield Paragraph(title, Place(title, 0, hidden=hidden), level=_TITLE_LEVEL)
        yield table
    yield from _attachments(package, link.target, title)


def _strings(package: Package, budget: Budget) -> list[str]:
    part = package.part_of_kind("sharedStrings")
    if part is None:
        return []
    strings = []
    for _tag, item in children(budget.name, package.chunks(part), {S + "sst"}):
        text = rich_text(item)
        budget.spend(cells=1, characters=len(text))
        strings.append(text)
    return strings


def _formats(package: Package, book: Element) -> Formats:
    part = package.part_of_kind("styles")
    properties = book.find(S + "workbookPr")
    base_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
    return read_formats(package.xml(part) if part else None, base_1904=base_1904)


def _attachments(package: Package, part: str, title: str) -> Iterator[Block]:
    for link in package.related(part).values():
        if link.kind == "comments" and link.target in package.archive:
            yield from _comments(package, link.target)
        elif link.kind == "drawing" and link.target in package.archive:
            yield from _drawings(package, link.target, title)


def _comments(package: Package, part: str) -> Iterator[Block]:
    for index, comment in enumerate(package.xml(part).iter(S + "comment"), start=1):
        text = comment.find(S + "text")
        if text is not None and (shown := rich_text(text)).strip():
            yield Paragraph(shown, Place("comment", index))


def _drawings(package: Package, part: str, title: str) -> Iterator[Block]:
    for anchor in package.xml(part):
        lines = ["".join(text.text or "" for text in item.iter(A + "t")) for item in anchor.iter(A + "p")]
        if any(line.strip() for line in lines):
            yield from (Paragraph(line, Place("textbox", index)) for index, line in enumerate(lines, 1) if line.strip())
        else:
            named = next((item for item in anchor.iter() if item.get("name")), None)
            yield Picture(Place(title, 1), "" if named is None else named.get("descr") or named.get("name") or "")
