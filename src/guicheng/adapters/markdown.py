"""Reads Markdown: headings, lists, tables and plain paragraphs, each with its line number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from guicheng.adapters.budget import MAX_BLOCKS, Budget
from guicheng.domain.manual.blocks import Block, Cell, Paragraph, Picture, Place, SourceFile, Table
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import _

MAX_CHARACTERS = 1_000_000
_MAX_BRACKETS = 20_000
_MAX_STARS = 60_000
_MAX_NESTING = 20
# A line at least this long that ends openly was wrapped by an editor, not ended by its writer.
_WRAPPED_FROM = 30
_LINE_ENDS = "。；;：:！!？?…."
_NUMBERED = re.compile(r"\s*(?:第.{1,5}[章节条]|[（(]?[一二三四五六七八九十0-9０-９a-zA-Z]{1,3}[、.．)）]|[①-⑳])")
# The box to tick before an item of a task list.
_TASK = re.compile(r"^\[[ xX]\][ \t]+")
_FENCES = {"fence", "code_block", "html_block"}


def read_markdown(name: str, text: str) -> SourceFile:
    """Read Markdown in the CommonMark dialect with tables.

    Args:
        name: File name without folders.
        text: The decoded text.

    Raises:
        FileRefusedError: It is longer than a manual.
    """
    _check_marks(name, text)
    reader = _Reader(Budget(name), list(_parser().parse(text)))
    return SourceFile(name, "md", tuple(reader.blocks()))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")


def _check_marks(name: str, text: str) -> None:
    """Refuse a text that is mostly marks: each one makes the parser look far ahead."""
    brackets, stars = text.count("["), text.count("*") + text.count("_")
    if len(text) > MAX_CHARACTERS or text.count("\n") > MAX_BLOCKS or brackets > _MAX_BRACKETS or stars > _MAX_STARS:
        raise FileRefusedError(
            _(
                "“{name}” is longer than {lines} lines or {characters} characters, "
                "or consists mostly of Markdown marks. "
                "Divide it into several files and give them one by one.",
                name=name,
                lines=str(MAX_BLOCKS),
                characters=str(MAX_CHARACTERS),
            )
        )


@dataclass
class _Reader:
    """Walks the token stream once."""

    budget: Budget
    tokens: list[Token]
    _at: int = 0
    _numbers: list[int | None] = field(default_factory=list)
    _fresh: bool = False
    _closing: str = "."

    def blocks(self) -> Iterator[Block]:
        while self._at < len(self.tokens):
            token = self.tokens[self._at]
            self._at += 1
            yield from self._block(token)

    def _block(self, token: Token) -> Iterator[Block]:
        line = token.map[0] + 1 if token.map else 0
        if token.type == "heading_open":
            yield from self._inline(line, level=int(token.tag[1:]))
        elif token.type == "paragraph_open":
            yield from self._inline(line, level=0)
        elif token.type == "table_open":
            yield self._table(line)
        elif token.type in _FENCES:
            yield from self._verbatim(token, line)
        else:
            self._list_mark(token)

    def _list_mark(self, token: Token) -> None:
        if token.type == "ordered_list_open":
            self._numbers.append(int(token.attrGet("start") or 1) - 1 if token.attrs else 0)
        elif token.type == "bullet_list_open":
            self._numbers.append(None)
        elif token.type in {"ordered_list_close", "bullet_list_close"} and self._numbers:
            self._numbers.pop()
        elif token.type == "list_item_open" and self._numbers:
            number = self._numbers[-1]
            self._numbers[-1] = None if number is None else number + 1
            self._closing = token.markup
            self._fresh = True

    def _inline(self, line: int, level: int) -> Iterator[Block]:
        token = self.tokens[self._at]
        number = (
            f"{self._numbers[-1]}{self._closing}"
            if self._fresh and self._numbers and self._numbers[-1] is not None
            else ""
        )
        fresh, self._fresh = self._fresh, False
        text, pictures, strong = _inline_text(token)
        text = _TASK.sub("", text) if fresh else text
        self.budget.spend(blocks=1, characters=len(text))
        for offset, part in _rejoined(text):
            yield Paragraph(part, Place("body", line + offset), level=level, number=number, strong=strong)
            number = ""
        yield from (Picture(Place("body", line), picture) for picture in pictures)

    def _verbatim(self, token: Token, line: int) -> Iterator[Block]:
        for offset, text in enumerate(token.content.split("\n")):
            self.budget.spend(blocks=1, characters=len(text))
            if text.strip():
                yield Paragraph(text, Place("body", line + offset))

    def _table(self, line: int) -> Table:
        rows: list[tuple[Cell, ...]] = []
        cells: list[Cell] = []
        while self._at < len(self.tokens):
            token = self.tokens[self._at]
            self._at += 1
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                cells = []
            elif token.type == "tr_close":
                rows.append(tuple(cells))
            elif token.type == "inline":
                text, _pictures, _strong = _inline_text(token)
                self.budget.spend(cells=1, characters=len(text))
                cells.append(Cell(_broken(text), Place("body", line, len(rows) + 1, len(cells) + 1)))
        return Table(tuple(rows), Place("body", line))


def _inline_text(token: Token) -> tuple[str, list[str], bool]:
    """Return the text of an inline token, the pictures in it, and whether all of it is bold."""
    pieces: list[str] = []
    pictures: list[str] = []
    depth, strong = 0, True
    for child in token.children or ():
        depth += (child.type == "strong_open") - (child.type == "strong_close")
        if child.type == "image":
            pictures.append(child.content or str(child.attrGet("src") or ""))
        elif child.type in {"softbreak", "hardbreak"}:
            pieces.append("\n")
        elif child.content:
            pieces.append(child.content)
            strong = strong and (depth > 0 or not child.content.strip())
    return "".join(pieces), pictures, strong and bool(pieces)


def _rejoined(text: str) -> list[tuple[int, str]]:
    """Return the lines of a paragraph with their offsets; a long one that an editor wrapped is put together again."""
    lines: list[tuple[int, str]] = []
    for offset, line in enumerate(text.split("\n")):
        before = lines[-1][1].rstrip() if lines else ""
        if len(before) >= _WRAPPED_FROM and before[-1] not in _LINE_ENDS and not _NUMBERED.match(line):
            lines[-1] = (lines[-1][0], before + _blank_between(before, line) + line.lstrip())
        elif line.strip():
            lines.append((offset, line))
    return lines


def _blank_between(before: str, after: str) -> str:
    return " " if before[-1:].isascii() and after.lstrip()[:1].isascii() else ""


def _broken(text: str) -> str:
    """Read the HTML line breaks that Markdown tables need."""
    return re.sub(r"<br\s{0,3}/?>", "\n", text)
