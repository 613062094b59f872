"""Finds the table of contents, whether the file marks it or somebody typed it."""

from __future__ import annotations

import re

from guicheng.domain.manual.lines import Item, Line

_HEADINGS = {"目录", "目次", "contents"}
# Dots, a tab or wide blanks, then a page number at the end.
_LEADER = re.compile(
    r"(?:[.．…·・‥。_\-—]{3,}|…{1,}|\t+| {4,}|　{2,})\s*[（(]?[-–—]?\s*[0-9０-９IVXivx]{1,4}\s*[-–—]?[)）]?$"
)
_STRONG_LEADER = re.compile(r"(?:[.．·・‥_]{6,}|…{2,})\s*[（(]?[0-9０-９]{1,4}[)）]?$")
_SENTENCE = re.compile(r"[。；;！!？?]")
_MAX_ENTRIES = 400
_MAX_ENTRY = 60


def contents_of(items: list[Item]) -> set[int]:
    """Return the positions of the items that belong to a table of contents."""
    found: set[int] = set()
    for index, item in enumerate(items):
        if not isinstance(item, Line) or index in found:
            continue
        if item.contents or _STRONG_LEADER.search(item.raw):
            found.add(index)
        elif _is_heading(item):
            entries = _entries_after(items, index)
            if entries:
                found.add(index)
                found.update(entries)
    return found


def _is_heading(line: Line) -> bool:
    return re.sub(r"\s", "", line.text).lower() in _HEADINGS


def _entries_after(items: list[Item], heading: int) -> list[int]:
    """Return the entries below a typed heading: with page numbers, or told again later as titles."""
    entries: list[int] = []
    for index in range(heading + 1, min(len(items), heading + 1 + _MAX_ENTRIES)):
        item = items[index]
        if not isinstance(item, Line) or not (item.contents or _LEADER.search(item.raw)):
            break
        entries.append(index)
    return entries or _repeated(items, heading)


def _repeated(items: list[Item], heading: int) -> list[int]:
    first = heading + 1
    start = items[first] if first < len(items) else None
    if not isinstance(start, Line):
        return []
    for index in range(first, min(len(items), first + _MAX_ENTRIES)):
        item = items[index]
        if not isinstance(item, Line) or len(item.raw) > _MAX_ENTRY or _SENTENCE.search(item.raw):
            return []
        if index > first + 1 and _same(item, start):
            return list(range(first, index))
    return []


def _same(line: Line, other: Line) -> bool:
    return re.sub(r"\s", "", line.raw) == re.sub(r"\s", "", other.raw)
