"""A wide drawing in strips, one below another, for paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from guicheng.domain.process.diagram.drawing import Box, Drawing, Lane

_MARGIN: Final = 9.0
_HEAD_LINE: Final = 17.0
#: So many pixels more or less than even weigh as much as a line that is cut.
_EVEN: Final = 60.0


@dataclass(frozen=True, slots=True)
class Band:
    """What is shown of a lane in a strip: empty rows above and below are left out.

    Args:
        lane: The lane.
        top: Where it begins.
        bottom: Where it ends.
    """

    lane: Lane
    top: float
    bottom: float

    @property
    def high(self) -> float:
        """Its height."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of a drawing from top to bottom; the heads of the lanes stand before each.

    Args:
        left: Where it begins.
        right: Where it ends.
        bands: Its lanes; nothing but upright lines lies between them.
    """

    left: float
    right: float
    bands: tuple[Band, ...]

    @property
    def wide(self) -> float:
        """Its width."""
        return self.right - self.left

    @property
    def high(self) -> float:
        """Its height."""
        return sum(band.high for band in self.bands)


def whole(drawing: Drawing) -> Strip:
    """Return a drawing as one strip."""
    bands = tuple(Band(lane, lane.box.top, lane.box.bottom) for lane in drawing.lanes)
    return Strip(drawing.head, drawing.box.right, bands)


def fold(drawing: Drawing, most: float) -> list[Strip]:
    """Return a drawing in as few strips as it takes, about equally wide, cut where few lines run.

    Args:
        drawing: The layout.
        most: Width that a strip may have with the heads of the lanes, pixels; a column that is wider stays whole.
    """
    room, total = most - drawing.head, drawing.box.wide - drawing.head
    if total <= room or not drawing.cuts[:-1]:
        return [whole(drawing)]
    places = [drawing.head, *drawing.cuts[:-1], drawing.box.right]
    wanted = total / -int(-total // max(room, 1))
    met = [crossed(drawing, place) for place in places]
    # The best way to each place: how many strips, how much is wrong with them, and from which place the last begins.
    best: list[tuple[int, float, int]] = [(0, 0, 0)]
    for end in range(1, len(places)):
        begins = [begin for begin in range(end) if places[end] - places[begin] <= room] or [end - 1]
        ways = (
            (best[begin][0] + 1, best[begin][1] + met[end] + abs(places[end] - places[begin] - wanted) / _EVEN, begin)
            for begin in begins
        )
        best.append(min(ways))
    ends = [len(places) - 1]
    while ends[-1]:
        ends.append(best[ends[-1]][2])
    cuts = [places[end] for end in reversed(ends)]
    return [Strip(left, right, _bands(drawing, left, right)) for left, right in pairwise(cuts)]


def _bands(drawing: Drawing, left: float, right: float) -> tuple[Band, ...]:
    """Return the lanes between two cuts, each as high as what lies in it."""
    boxes = [shape.box for shape in drawing.shapes] + [label.box for label in drawing.labels]
    boxes += [timer.text_box for timer in drawing.timers]
    for line in drawing.lines:
        for first, last in pairwise(line.points):
            if first[1] == last[1]:
                boxes.append(Box(min(first[0], last[0]), first[1], abs(first[0] - last[0]), 0))
    shown = [box for box in boxes if box.left < right and left < box.right]
    return tuple(
        _band(lane, [box for box in shown if lane.box.top <= box.middle[1] < lane.box.bottom]) for lane in drawing.lanes
    )


def _band(lane: Lane, boxes: Sequence[Box]) -> Band:
    least = _HEAD_LINE * len(lane.rows) + 2 * _MARGIN
    top = min((box.top for box in boxes), default=lane.box.top + _MARGIN) - _MARGIN
    bottom = max((box.bottom for box in boxes), default=top) + _MARGIN
    high = min(lane.box.high, max(least, bottom - top))
    # Room for the name is taken on both sides, and all of it on one where the lane ends on the other.
    begin = min(max(lane.box.top, top - (high - (bottom - top)) / 2), lane.box.bottom - high)
    return Band(lane, begin, begin + high)


def crossed(drawing: Drawing, place: float) -> int:
    """Return how many lines a cut meets."""
    return sum(
        first[1] == last[1] and min(first[0], last[0]) < place < max(first[0], last[0])
        for line in drawing.lines
        for first, last in pairwise(line.points)
    )
