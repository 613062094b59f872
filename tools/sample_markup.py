"""The small markup that the sample manuals are written in.

One block a line, so that a change of the text is a change of one line::

    # Heading in a heading style        ! heading that is only bold and large
    1. item of an automatic list        (1) item of an automatic list in brackets
    | cell | cell |                     a table; ^ repeats the cell above, < the cell on the left
    :::cover … :::                      cover lines; likewise :::contents and :::box
    :::picture name words               a picture     :::pagebreak

Inside a line: ``{++inserted++}``, ``{--deleted--}`` and ``{==words==}{>>comment<<}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

ABOVE: Final = "^"
LEFT: Final = "<"

_PIECE: Final = re.compile(
    r"\{\+\+(?P<ins>.*?)\+\+\}|\{--(?P<del>.*?)--\}|\{==(?P<words>.*?)==\}\{>>(?P<comment>.*?)<<\}"
)
_FENCED: Final = frozenset({"cover", "contents", "box"})


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the source.

    Args:
        kind: ``heading``, ``bold``, ``text``, ``list``, ``table``, ``cover``, ``contents``, ``box``, ``picture``
            or ``pagebreak``.
        text: Its words; of a picture its title.
        level: Heading level from 1; of a list 1 for "1." and 2 for "(1)".
        lines: Lines of a fenced block, items of a list.
        rows: Cells of a table.
    """

    kind: str
    text: str = ""
    level: int = 0
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: ``plain``, ``inserted``, ``deleted`` or ``commented``."""

    kind: str
    text: str
    comment: str = field(default="")


def pieces(line: str) -> Iterator[Piece]:
    """Yield the stretches of a line in order."""
    end = 0
    for match in _PIECE.finditer(line):
        if match.start() > end:
            yield Piece("plain", line[end : match.start()])
        if match["ins"] is not None:
            yield Piece("inserted", match["ins"])
        elif match["del"] is not None:
            yield Piece("deleted", match["del"])
        else:
            yield Piece("commented", match["words"], match["comment"])
        end = match.end()
    if end < len(line):
        yield Piece("plain", line[end:])


def blocks(source: str) -> Iterator[Block]:
    """Yield the blocks of a source text.

    Raises:
        ValueError: A fenced block has no end.
    """
    lines = source.splitlines()
    position = 0
    while position < len(lines):
        block, position = _block_at(lines, position)
        if block is not None:
            yield block


def spans(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, int, int]]:
    """Yield (top, left, bottom, right) of each merged cell of a table, all four counted from 0 and inclusive."""
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            right = next((k for k in range(j + 1, len(row)) if row[k] != LEFT), len(row)) - 1
            below = next((k for k in range(i + 1, len(rows)) if rows[k][j] != ABOVE), len(rows)) - 1
            if text not in {ABOVE, LEFT} and (right > j or below > i):
                yield i, j, below, right


def _block_at(lines: list[str], start: int) -> tuple[Block | None, int]:
    line = lines[start].rstrip()
    if not line:
        return None, start + 1
    if line.startswith(":::"):
        return _directive(lines, start)
    if line.startswith("|"):
        end = _run_of(lines, start, "|")
        return Block("table", rows=_cells(lines[start:end])), end
    for level, mark in ((1, "1. "), (2, "(1) ")):
        if line.startswith(mark):
            end = _run_of(lines, start, mark)
            return Block("list", level=level, lines=tuple(item.removeprefix(mark) for item in lines[start:end])), end
    return _single(line), start + 1


def _single(line: str) -> Block:
    if heading := re.match(r"(#{1,4}) (.+)", line):
        return Block("heading", heading[2], level=len(heading[1]))
    if line.startswith("! "):
        return Block("bold", line[2:])
    return Block("text", line)


def _directive(lines: list[str], start: int) -> tuple[Block, int]:
    name, _, rest = lines[start][3:].strip().partition(" ")
    if name not in _FENCED:
        return Block(name, rest), start + 1
    for end in range(start + 1, len(lines)):
        if lines[end].strip() == ":::":
            return Block(name, rest, lines=tuple(lines[start + 1 : end])), end + 1
    raise ValueError(f"line {start + 1}: “:::{name}” has no end")


def _run_of(lines: list[str], start: int, mark: str) -> int:
    end = start
    while end < len(lines) and lines[end].startswith(mark):
        end += 1
    return end


def _cells(lines: list[str]) -> tuple[tuple[str, ...], ...]:
    rows = [tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in lines]
    return tuple(row for row in rows if not all(set(cell) <= {"-", ":"} and cell for cell in row))
