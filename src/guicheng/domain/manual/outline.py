"""From blocks to sections, clauses and left-overs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from guicheng.domain.manual.blocks import Paragraph, Picture, SourceFile, Table
from guicheng.domain.manual.contents import contents_of
from guicheng.domain.manual.grid import cells_told, distinct, is_blank
from guicheng.domain.manual.headings import titles_of
from guicheng.domain.manual.joining import joined
from guicheng.domain.manual.lines import Item, Line, items_of, lines_of
from guicheng.domain.manual.numbering import OUTER
from guicheng.domain.manual.parts import LeftOver, Manual, Section, SourceClause
from guicheng.domain.manual.running import running_told_apart
from guicheng.domain.manual.sections import SectionBuilder
from guicheng.domain.manual.tables import TableReader
from guicheng.domain.manual.wording import (
    ends_in_title_noun,
    is_cover_data,
    is_lead_in,
    is_remark,
    is_sentence,
    is_to_sign,
    states_duty,
)

__all__ = ["LeftOver", "Manual", "Section", "SourceClause", "outline"]

# Text outside the body is listed, not read as clauses.
_LONGEST_COVER = 60
_REASON_OF_PART = {"header": "header", "footer": "header", "comment": "comment", "footnote": "note"}


def outline(source: SourceFile) -> Manual:
    """Find the sections and clauses of a file.

    One paragraph, list item or line is one clause; items typed one after another on a line are taken apart;
    table rows become clauses by their columns. What became no clause is listed with the reason.

    Args:
        source: What an adapter found in the file.

    Example:
        >>> from guicheng.domain.manual.blocks import Paragraph, Place, SourceFile
        >>> file = SourceFile("a.txt", "txt", (Paragraph("1. 接到报修后30分钟内到场。", Place("body", 1)),))
        >>> [(clause.number, clause.text) for clause in outline(file).sections[0].clauses]
        [('1', '接到报修后30分钟内到场。')]
    """
    items = joined(running_told_apart(items_of(source.blocks)))
    contents = contents_of(items)
    titles = titles_of(items, contents)
    builder = SectionBuilder(PurePosixPath(source.name).stem or source.name)
    reader = _Reader(items, contents, titles, builder, _cover_end(items, contents, titles))
    for index, item in enumerate(items):
        reader.read(index, item)
    return Manual(source.name, source.kind, builder.sections(), builder.leftovers())


@dataclass(frozen=True, slots=True)
class _Reader:
    """Sends each item where it belongs."""

    items: list[Item]
    contents: set[int]
    titles: set[int]
    builder: SectionBuilder
    cover_end: int

    def read(self, index: int, item: Item) -> None:
        if isinstance(item, Picture):
            self.builder.leave(item.name, "picture", item.place)
        elif reason := _outside(item):
            self._leave_whole(item, reason)
        elif isinstance(item, Table):
            TableReader(item, self.builder, self._running).read()
        elif item.details and self.builder.describe(item.raw):
            return
        elif index in self.contents:
            self.builder.leave(item.raw, "contents", item.place)
        elif index < self.cover_end and not is_sentence(item.text):
            self._leave_cover(item, titled=index in self.titles)
        elif index in self.titles:
            self.builder.open_title(item)
        else:
            self._line(item, self.items[index + 1] if index + 1 < len(self.items) else None)

    def _leave_cover(self, line: Line, *, titled: bool) -> None:
        titled = (titled or ends_in_title_noun(line.text)) and not is_cover_data(line.raw)
        self.builder.leave(line.raw, "title" if titled else "note", line.place)

    def _leave_whole(self, item: Line | Table, reason: str) -> None:
        if isinstance(item, Line):
            self.builder.leave(item.raw, reason, item.place)
            return
        for row in item.rows:
            if own := [cell for cell in distinct(row) if not cell.merged]:
                self.builder.leave(cells_told(own), reason, own[0].place)

    def _line(self, line: Line, following: Item | None) -> None:
        reason = _reason(line, opens=following is not None)
        if reason:
            self.builder.leave(line.raw, reason, line.place)
        elif not is_blank(line.text):
            self.builder.add(SourceClause(line.text, line.number, line.place))
        else:
            self.builder.leave(line.raw, "empty", line.place)

    def _running(self, paragraph: Paragraph) -> None:
        for line in lines_of(paragraph):
            self._line(line, None)


def _outside(item: Line | Table) -> str:
    """Return what an item is that is no part of the running text, "" for any other."""
    running = isinstance(item, Line) and item.running
    return "header" if running else _REASON_OF_PART.get(item.place.part, "")


def _reason(line: Line, *, opens: bool) -> str:
    """Return why a line becomes no clause, "" where it becomes one."""
    if line.place.hidden and line.place.part in {"body", "textbox"}:
        return "hidden"
    if is_to_sign(line.raw):
        return "form"
    if is_cover_data(line.text) or is_remark(line.raw):
        return "note"
    if opens and is_lead_in(line.text):
        return "lead-in"
    quiet = line.marker is None and not is_sentence(line.text) and not states_duty(line.text)
    return "note" if quiet and line.place.part == "textbox" else ""


def _cover_end(items: list[Item], contents: set[int], titles: set[int]) -> int:
    """Return the position where the cover ends: the first contents, number, styled title, table or sentence."""
    first = min(contents, default=0)
    if 0 < first <= _LONGEST_COVER and all(isinstance(item, Picture) or _plain(item) for item in items[:first]):
        return first
    for index, item in enumerate(items):
        following = next((other for other in items[index + 1 : index + 9] if not isinstance(other, Picture)), None)
        if index in contents:
            return index
        if isinstance(item, Line) and not _on_cover(item, following, stands=following is not None):
            return index
        if isinstance(item, Table):
            return index
    return 0


def _plain(item: Item) -> bool:
    """Tell whether an item may stand on a cover that a contents page follows: no title, no list."""
    if isinstance(item, Table):
        return True
    return isinstance(item, Line) and not item.level and (not _listed(item) or item.place.part == "textbox")


def _listed(line: Line) -> bool:
    """Tell whether a line has a number of a list; the code of a paper stands on its cover: GC-01 报修服务标准."""
    return line.marker is not None and line.marker.scheme != "code"


def _on_cover(line: Line, following: Item | None, *, stands: bool) -> bool:
    """Tell whether a line before everything else belongs to the cover; one right above clauses names them."""
    if line.place.part == "textbox":
        return not is_sentence(line.text)
    if _listed(line) or line.level or line.contents or is_sentence(line.text) or states_duty(line.text):
        return is_cover_data(line.text)
    if isinstance(following, Table) or (isinstance(following, Line) and is_sentence(following.text)):
        return False
    if isinstance(following, Line) and following.marker and _listed(following):
        return following.marker.scheme in OUTER
    return stands
