"""How large things are drawn, and how texts are broken into lines. Pixels of 1/96 inch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from guicheng.domain.process.graph import Edge, Graph, Kind, Node
from guicheng.domain.process.limits import as_range

TASK_WIDE: Final = 124.0
GATEWAY: Final = 34.0
EVENT: Final = 26.0
CLOCK: Final = 18.0
#: What a clock takes of the step on whose edge it stands.
CLOCK_ROOM: Final = 6.0
#: Height of a line of a name and of the small print.
NAME_LINE: Final = 15.0
SMALL_LINE: Final = 13.0
_NAME, _SMALL = 12.0, 10.5
_EDGE: Final = 8.0
_TASK_LEAST: Final = 48.0
_TASK_TOP: Final = 18.0
HEAD_LETTERS: Final = 5
_NAME_LETTERS: Final = (9, 12, 16)
_NAME_LINES: Final = 5
_LABEL_LETTERS: Final = 8
_LABEL_LINES: Final = 4
_CLOCK_LETTERS: Final = 12
_LIMIT_LETTERS: Final = 16
_LONGEST_NUMBER: Final = 5
_CLOCK_GAP: Final = 6.0


@dataclass(frozen=True, slots=True)
class Size:
    """The room that something takes around the line on which it stands: to both sides together, upwards, downwards."""

    wide: float
    up: float
    down: float


def letters(text: str) -> float:
    """Return the width of a text in Chinese letters.

    Example:
        >>> letters("30分钟")
        3.2
    """
    return sum(0.6 if char.isascii() else 1.0 for char in text)


def broken(text: str, most: float, lines: int) -> tuple[str, ...]:
    """Return a text in lines of at most so many letters; what does not fit ends in an ellipsis.

    Example:
        >>> broken("三十分钟内到达现场", 5, 2)
        ('三十分钟内', '到达现场')
    """
    found = [""]
    flat = " ".join(text.split())
    for char in flat:
        if letters(found[-1] + char) > most:
            found.append("")
        found[-1] += char
    if len(found) > lines:
        found = [*found[: lines - 1], f"{found[lines - 1][:-1]}…"]
    return tuple(found)


def name_rows(name: str) -> tuple[str, ...]:
    """Return the name of a step in lines; a long name makes them longer before it is cut."""
    size = letters(name)
    wanted = next((most for most in _NAME_LETTERS if size <= 3 * most), _NAME_LETTERS[-1])
    return broken(name, wanted, _NAME_LINES)


def label_rows(text: str) -> tuple[str, ...]:
    """Return an answer in lines."""
    return broken(text, _LABEL_LETTERS, _LABEL_LINES)


def clock_text(edge: Edge) -> str:
    """Return what stands beside a clock: after how long it rings, "" where the limit of the step says it."""
    return broken(as_range(edge.limit.text), _CLOCK_LETTERS, 1)[0] if edge.limit else ""


def clock_wide(edge: Edge) -> float:
    """Return the width of the text beside a clock."""
    return small_wide(clock_text(edge))


def small_wide(text: str) -> float:
    """Return the width of a text in small print."""
    return letters(text) * _SMALL + 2


def clock_place(clocks: list[Edge], index: int) -> float:
    """Return how far the middle of a clock lies from the left edge of its step; its text stands before it."""
    before = sum(clock_wide(edge) + CLOCK + 2 * _CLOCK_GAP for edge in clocks[:index])
    return before + clock_wide(clocks[index]) + _CLOCK_GAP + CLOCK / 2


def number_text(node: Node) -> str:
    """Return the number of a step as it stands in its upper corner; "" for the long id of a foreign diagram."""
    return node.step if len(node.step) <= _LONGEST_NUMBER else ""


def limit_text(node: Node) -> str:
    """Return the limit of a step as it stands in its upper corner, "" for none."""
    said = as_range(node.limit.text) if node.limit else ""
    said = f"{said}×{node.times}" if said and node.times > 1 else said
    return broken(said, _LIMIT_LETTERS, 1)[0]


def _head_wide(node: Node) -> float:
    """Return the width that the number of a step and its limit take side by side."""
    return small_wide(limit_text(node)) + small_wide(number_text(node)) + 3 * _EDGE if node.limit else 0.0


def size_of(graph: Graph, node: Node, notes: Sequence[str] = ()) -> Size:
    """Return the room that a node takes, with lines of small print below its name."""
    if node.works:
        rows, clocks = name_rows(node.name), list(graph.alarms(node.id))
        wide = max(TASK_WIDE, max(map(letters, rows)) * _NAME + 2 * _EDGE)
        wide = max([wide, _head_wide(node), *(small_wide(note) + 2 * _EDGE for note in notes)])
        if clocks:
            wide = max(wide, clock_place(clocks, len(clocks) - 1) + CLOCK / 2 + _EDGE)
        high = max(_TASK_LEAST, _TASK_TOP + NAME_LINE * len(rows) + SMALL_LINE * len(notes) + _EDGE)
        high += CLOCK_ROOM if clocks else 0
        return Size(wide, high / 2, high / 2)
    edge = EVENT if node.kind in {Kind.START, Kind.END, Kind.TERMINATE} else GATEWAY
    return Size(edge, edge / 2, edge / 2)


def label_size(text: str) -> Size:
    """Return the room that an answer takes above its line."""
    rows = label_rows(text)
    return Size(max(map(letters, rows)) * _SMALL + 8, SMALL_LINE * len(rows) + 3, 4)
