"""The underlines of a clause: solid where read, dashed where vague, dotted where not understood, double where wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

#: The stronger mark wins where marks overlap.
_STRENGTH = {"read": 1, "vague": 2, "unread": 3, "conflict": 4}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch ``[start, end)`` of a clause to underline, in code points; ``kind`` names the line."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a clause under one line, or under none (``kind`` is "")."""

    text: str
    start: int
    end: int
    kind: str


def pieces(text: str, marks: Iterable[Mark]) -> Iterator[Piece]:
    """Cut a text at the ends of its marks; joined again, the pieces are the text."""
    kept = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    cuts = sorted({0, len(text), *(mark.start for mark in kept), *(mark.end for mark in kept)})
    for start, end in pairwise(cuts):
        above = [mark.kind for mark in kept if mark.start <= start and end <= mark.end]
        yield Piece(text[start:end], start, end, max(above, key=lambda kind: _STRENGTH[kind], default=""))


def marked(text: str, marks: Iterable[Mark]) -> SafeString:
    """Return the text as HTML with its marks; whatever the text holds is escaped."""
    return format_html_join("", "{}", ((_html(piece),) for piece in pieces(text, marks)))


def _html(piece: Piece) -> SafeString | str:
    if not piece.kind:
        return piece.text
    line = '<mark class="m-{}" data-start="{}" data-end="{}">{}</mark>'
    return format_html(line, piece.kind, piece.start, piece.end, piece.text)
