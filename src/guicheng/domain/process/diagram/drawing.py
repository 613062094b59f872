"""What a layout says: boxes and lines in pixels of 1/96 inch, from the upper left corner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from guicheng.domain.process.graph import Flow, Node

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    wide: float
    high: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.wide

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.high

    @property
    def middle(self) -> Point:
        """The centre."""
        return self.left + self.wide / 2, self.top + self.high / 2

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: Box) -> bool:
        """Tell whether another box lies within."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def cut_by(self, first: Point, last: Point) -> bool:
        """Tell whether an upright or level piece of a line runs through the inside."""
        (x1, x2), (y1, y2) = sorted((first[0], last[0])), sorted((first[1], last[1]))
        return x1 < self.right and self.left < x2 and y1 < self.bottom and self.top < y2


@dataclass(frozen=True, slots=True)
class Shape:
    """A node where it stands.

    Args:
        node: The node of the graph.
        post: Its lane.
        box: Its place.
        rows: Its name in lines; only the last may end in an ellipsis.
        notes: Lines of small print below the name.
    """

    node: Node
    post: str
    box: Box
    rows: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """A text beside a line: the answer that opens it.

    Args:
        edge: Id of the edge.
        post: Its lane.
        box: Its place; the text is centred in it.
        rows: The text in lines.
    """

    edge: str
    post: str
    box: Box
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timer:
    """A clock on the lower edge of a step.

    Args:
        edge: Id of the edge that it opens.
        node: The step.
        box: Its place, half of it on the step.
        text: After how long it rings.
        text_box: Place of that text.
    """

    edge: str
    node: str
    box: Box
    text: str
    text_box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """An edge as it is drawn.

    Args:
        edge: Id of the edge.
        source: Id of the shape it leaves.
        target: Id of the shape it reaches.
        points: Its corners, first and last on the edge of a shape or timer.
        answer: The answer that opens it.
        flow: What opens it.
    """

    edge: str
    source: str
    target: str
    points: tuple[Point, ...]
    answer: str = ""
    flow: Flow = Flow.NORMAL


@dataclass(frozen=True, slots=True)
class Lane:
    """The strip of one post.

    Args:
        post: Its name, "" for steps without one.
        box: Its place, the head at the left included.
        rows: The name in lines.
    """

    post: str
    box: Box
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Drawing:
    """A process, laid out.

    Args:
        name: Title of the process.
        box: The whole.
        lanes: From the top.
        shapes: In the order of the graph.
        lines: In the order of the graph.
        labels: Answers.
        timers: Clocks.
        head: Width of the heads of the lanes.
        cuts: Where the drawing may be cut from top to bottom: no shape and no text lies there.
    """

    name: str
    box: Box
    lanes: tuple[Lane, ...]
    shapes: tuple[Shape, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...] = ()
    timers: tuple[Timer, ...] = ()
    head: float = 0
    cuts: tuple[float, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Shape]:
        """Shapes by the id of their node."""
        return {shape.node.id: shape for shape in self.shapes}
