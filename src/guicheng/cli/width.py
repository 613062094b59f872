"""Columns that text takes on a terminal, and rows that fit."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from unicodedata import category, east_asian_width

_CLOSING = frozenset("，。；：、！？）】》”’…%℃,.;:!?)]}")
_OPENING = frozenset("（【《“‘([{")


@lru_cache(maxsize=4096)
def char_columns(char: str) -> int:
    """Return how many columns a character takes: 2 for East Asian wide ones, 0 for marks that join the one before."""
    if char < "\u0300":
        return 1
    if category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(char) in {"W", "F"} else 1


def columns(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(map(char_columns, text))


def rows(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text that fill rows of at most ``width`` columns.

    A row never begins with a closing mark, and a word of Latin letters is kept whole where the row allows it.

    Example:
        >>> list(rows("每日清扫2次，每周拖洗1次。", 12))
        [(0, 5), (5, 11), (11, 14)]
    """
    start = taken = cut = 0
    for place, char in enumerate(text):
        if place and _may_break(text[place - 1], char):
            cut = place
        wide = char_columns(char)
        if taken + wide > width and place > start:
            end = cut if cut > start else place
            yield start, end
            taken = columns(text[end:place])
            start = end
        taken += wide
    if start < len(text):
        yield start, len(text)


def _may_break(left: str, right: str) -> bool:
    """Tell whether a row may end between two characters."""
    if right in _CLOSING or left in _OPENING or right == " ":
        return False
    return not ("!" <= left <= "~" and "!" <= right <= "~")


def wrap(text: str, width: int) -> list[str]:
    """Return a sentence in rows of at most ``width`` columns, without blanks at their ends."""
    return [text[start:end].strip() for start, end in rows(text, width)] or [""]
