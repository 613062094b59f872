"""What would be wrong with a drawing: lines through shapes, texts on texts, shapes outside their lane."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from guicheng.domain.process.diagram.drawing import Box, Drawing, Line, Point


@dataclass(frozen=True, slots=True)
class DrawingFault:
    """One fault.

    Args:
        code: ``through-shape``, ``through-text``, ``overlap``, ``outside-lane``, ``outside``, ``slanting``,
            ``loose-end`` or ``on-one-another``.
        names: Ids of what is concerned.
    """

    code: str
    names: tuple[str, ...]


def faults_of(drawing: Drawing) -> list[DrawingFault]:
    """Return the faults of a drawing; none for a good one.

    Args:
        drawing: A layout.
    """
    return [*_boxes(drawing), *_crossings(drawing), *_ends(drawing), *_shared(drawing)]


def _texts(drawing: Drawing) -> list[tuple[str, Box]]:
    labels = [(label.edge, label.box) for label in drawing.labels]
    return labels + [(timer.edge, timer.text_box) for timer in drawing.timers]


def _boxes(drawing: Drawing) -> Iterator[DrawingFault]:
    lanes = {lane.post: lane.box for lane in drawing.lanes}
    placed = [(shape.node.id, shape.post, shape.box) for shape in drawing.shapes]
    placed += [(label.edge, label.post, label.box) for label in drawing.labels]
    for name, post, box in placed:
        room = lanes[post]
        if not Box(drawing.head, room.top, room.right - drawing.head, room.high).holds(box):
            yield DrawingFault("outside-lane", (name,))
    everything = [(shape.node.id, shape.box) for shape in drawing.shapes] + _texts(drawing)
    for (name, box), (other, place) in combinations(everything, 2):
        if box.meets(place):
            yield DrawingFault("overlap", (name, other))


def _crossings(drawing: Drawing) -> Iterator[DrawingFault]:
    for line in drawing.lines:
        for first, last in pairwise(line.points):
            if first[0] != last[0] and first[1] != last[1]:
                yield DrawingFault("slanting", (line.edge,))
            for shape in drawing.shapes:
                if shape.box.cut_by(first, last):
                    yield DrawingFault("through-shape", (line.edge, shape.node.id))
            for name, box in _texts(drawing):
                if box.cut_by(first, last):
                    yield DrawingFault("through-text", (line.edge, name))


def _ends(drawing: Drawing) -> Iterator[DrawingFault]:
    clocks = {timer.edge: timer.box for timer in drawing.timers}
    for line in drawing.lines:
        source, target = drawing.by_id[line.source].box, drawing.by_id[line.target].box
        begin = clocks[line.edge].bottom == line.points[0][1] if line.edge in clocks else _touches(line, source, 0)
        if not begin or not _touches(line, target, -1):
            yield DrawingFault("loose-end", (line.edge,))
        if not all(_within(drawing.box, point) for point in line.points):
            yield DrawingFault("outside", (line.edge,))


def _touches(line: Line, box: Box, end: int) -> bool:
    at = line.points[end]
    return at[0] == (box.left if end else box.right) and at[1] == box.middle[1]


def _within(box: Box, point: Point) -> bool:
    return box.left <= point[0] <= box.right and box.top <= point[1] <= box.bottom


def _shared(drawing: Drawing) -> Iterator[DrawingFault]:
    """Find lines that lie on one another although they have neither source nor target in common."""
    pieces: dict[tuple[int, float], list[tuple[float, float, Line]]] = {}
    for line in drawing.lines:
        for first, last in pairwise(line.points):
            axis = 0 if first[0] == last[0] else 1
            low, high = sorted((first[1 - axis], last[1 - axis]))
            pieces.setdefault((axis, first[axis]), []).append((low, high, line))
    for group in pieces.values():
        for (low, high, line), (begin, end, other) in combinations(group, 2):
            related = line.source == other.source or line.target == other.target
            if not related and low < end and begin < high:
                yield DrawingFault("on-one-another", (line.edge, other.edge))
