"""A wide drawing in strips, one below another, for paper."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from guicheng.domain.process.diagram.drawing import Drawing


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of a drawing from top to bottom; the heads of the lanes stand before each.

    Args:
        left: Where it begins.
        right: Where it ends.
    """

    left: float
    right: float

    @property
    def wide(self) -> float:
        """Its width."""
        return self.right - self.left


def fold(drawing: Drawing, most: float) -> list[Strip]:
    """Return a drawing in as few strips as it takes, about equally wide, cut where the fewest lines run.

    Args:
        drawing: The layout.
        most: Width that a strip may have with the heads of the lanes, pixels; a column that is wider stays whole.
    """
    room, total = most - drawing.head, drawing.box.wide - drawing.head
    count = max(1, -int(-total // room))
    strips: list[Strip] = []
    left = drawing.head
    while drawing.box.right - left > room:
        wanted = left + (drawing.box.right - left) / max(1, count - len(strips))
        cut = _cut(drawing, left, left + room, wanted)
        strips.append(Strip(left, cut))
        left = cut
    return [*strips, Strip(left, drawing.box.right)] if drawing.box.right > left else strips


def _cut(drawing: Drawing, left: float, right: float, wanted: float) -> float:
    """Return the best place to cut between two: near the wanted one, across few lines."""
    places = [place for place in drawing.cuts if left < place <= right]
    if not places:
        return next((place for place in drawing.cuts if place > right), drawing.box.right)
    late = [place for place in places if place > left + (right - left) / 2] or places
    return min(late, key=lambda place: crossed(drawing, place) + abs(place - wanted) / 60)


def crossed(drawing: Drawing, place: float) -> int:
    """Return how many lines a cut meets."""
    return sum(
        first[1] == last[1] and min(first[0], last[0]) < place < max(first[0], last[0])
        for line in drawing.lines
        for first, last in pairwise(line.points)
    )
