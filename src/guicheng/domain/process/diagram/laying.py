"""Graph → drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from guicheng.domain.process.diagram import sizes
from guicheng.domain.process.diagram.drawing import Box, Drawing, Label, Lane, Line, Point, Shape, Timer
from guicheng.domain.process.diagram.outline import Item, Outline, outline, shown
from guicheng.domain.process.diagram.routing import Route, Router
from guicheng.domain.process.diagram.rows import Grid, set_rows
from guicheng.domain.process.diagram.tracks import Tracks, set_tracks
from guicheng.domain.process.graph import Edge, Graph, Node

HEAD: Final = 84.0
_TRACK: Final = 9.0
_GUTTER: Final = 11.0
_CHANNEL: Final = 7.0
_FREE: Final = 5.0


def lay_out(graph: Graph, notes: Mapping[str, Sequence[str]] | None = None) -> Drawing:
    """Return a process with the places of its lanes, shapes, lines and labels.

    No line runs through a shape or a label, no label lies on another, and every shape lies in the lane of its post.

    Args:
        graph: The compiled process.
        notes: Lines of small print below the names of steps, by the number of the step.
    """
    notes = notes or {}
    found = outline(shown(graph), notes)
    grid = set_rows(found)
    router = Router(grid)
    router.run(found)
    return _Layout(found, grid, router, set_tracks(found, router), notes).drawing()


@dataclass
class _Layout:
    """Turns columns, rows and tracks into places.

    Args:
        outline: What is drawn.
        grid: Rows of each lane.
        router: Lines.
        tracks: Their tracks.
        notes: Small print by step.
    """

    outline: Outline
    grid: Grid
    router: Router
    tracks: Tracks
    notes: Mapping[str, Sequence[str]]
    #: Left edge of each gutter; the column behind gutter n is n.
    gutters: list[float] = field(default_factory=list)
    columns: list[Box] = field(default_factory=list)
    #: Upper edge of each channel, and the line of each row.
    channels: dict[int, float] = field(default_factory=dict)
    lines: list[float] = field(default_factory=list)
    edges: list[float] = field(default_factory=list)

    def drawing(self) -> Drawing:
        """Return the drawing."""
        wide = self._set_columns()
        self._set_rows()
        graph, posts = self.outline.graph, self.outline.posts
        lanes = tuple(
            Lane(post, Box(0, top, wide, bottom - top), sizes.broken(post, sizes.HEAD_LETTERS, 4))
            for post, (top, bottom) in zip(posts, pairwise(self.edges), strict=True)
        )
        items = self.outline.items.values()
        timers = tuple(timer for node in graph.nodes for timer in self._timers(node))
        return Drawing(
            graph.name,
            Box(0, 0, wide, self.edges[-1]),
            lanes,
            tuple(self._shape(item, item.node) for item in items if item.node),
            self._lines({timer.edge: timer for timer in timers}),
            tuple(self._label(item, item.edge) for item in items if item.edge),
            timers,
            HEAD,
            tuple(column.right + _FREE for column in self.columns),
        )

    def _set_columns(self) -> float:
        """Place gutters and columns; return the width of all."""
        left = HEAD
        wide = [0.0] * (1 + max(item.column for item in self.outline.items.values()))
        for item in self.outline.items.values():
            wide[item.column] = max(wide[item.column], item.size.wide)
        for column, width in enumerate(wide):
            self.gutters.append(left)
            left += self._gutter(column)
            self.columns.append(Box(left, 0, width, 0))
            left += width
        self.gutters.append(left)
        return left + self._gutter(len(wide))

    def _gutter(self, number: int) -> float:
        return 2 * _GUTTER + _TRACK * max(0, self.tracks.gutters.get(number, 0) - 1)

    def _set_rows(self) -> None:
        """Place lanes, channels and rows."""
        up, down = [0.0] * self.grid.tops[-1], [0.0] * self.grid.tops[-1]
        for item in self.outline.items.values():
            clocks = sizes.CLOCK if item.node and self.outline.graph.alarms(item.node.id) else 0
            up[item.row] = max(up[item.row], item.size.up)
            down[item.row] = max(down[item.row], item.size.down + clocks)
        top = 0.0
        for first, last in pairwise(self.grid.tops):
            self.edges.append(top)
            for row in range(first, last):
                top = self._channel(self.router.above(row), top)
                self.lines.append(top + up[row])
                top += up[row] + down[row]
            top = self._channel(self.router.above(last - 1) + 1, top)
        self.edges.append(top)

    def _channel(self, number: int, top: float) -> float:
        """Place a channel; return its lower edge."""
        self.channels[number] = top + _CHANNEL
        return top + 2 * _CHANNEL + _TRACK * max(0, self.tracks.channels.get(number, 0) - 1)

    def _box(self, item: Item) -> Box:
        column = self.columns[item.column]
        left = column.middle[0] - item.size.wide / 2
        return Box(left, self.lines[item.row] - item.size.up, item.size.wide, item.size.up + item.size.down)

    def _shape(self, item: Item, node: Node) -> Shape:
        post, box = self.outline.posts[item.lane], self._box(item)
        if not node.works:
            return Shape(node, post, box)
        return Shape(node, post, box, sizes.name_rows(node.name), tuple(self.notes.get(node.step, ())))

    def _label(self, item: Item, edge: Edge) -> Label:
        box = self._box(item)
        place = Box(box.left, box.top, box.wide, item.size.up - 3)
        return Label(edge.id, self.outline.posts[item.lane], place, sizes.label_rows(edge.answer))

    def _timers(self, node: Node) -> list[Timer]:
        clocks = list(self.outline.graph.alarms(node.id))
        box = self._box(self.outline.items[node.id])
        found = []
        for index, edge in enumerate(clocks):
            middle, half = box.left + sizes.clock_place(clocks, index), sizes.CLOCK / 2
            place = Box(middle - half, box.bottom - half, sizes.CLOCK, sizes.CLOCK)
            wide = sizes.clock_wide(edge)
            text = Box(place.left - wide - 2, box.bottom + 2, wide, sizes.SMALL_LINE)
            found.append(Timer(edge.id, node.id, place, sizes.clock_text(edge), text))
        return found

    def _lines(self, timers: dict[str, Timer]) -> tuple[Line, ...]:
        points: dict[str, list[Point]] = {}
        for route in self.router.routes:
            points.setdefault(route.link.edge.id, []).extend(self._points(route, timers))
        return tuple(
            Line(edge.id, edge.source, edge.target, _corners(points[edge.id]), edge.answer, edge.flow)
            for edge in self.outline.graph.edges
        )

    def _points(self, route: Route, timers: dict[str, Timer]) -> list[Point]:
        """Return the corners of a line, those in the middle of a straight piece among them."""
        source, target = route.link.source, route.link.target
        begin, end = self.lines[source.row], self.lines[target.row]
        points = [(self._box(source).right, begin)]
        if route.from_clock:
            box = timers[route.link.edge.id].box
            points = [(box.middle[0], box.bottom)]
        if route.channel >= 0:
            level = self.channels[route.channel] + _TRACK * self.tracks.channel[id(route)]
            if route.leaving is not None:
                at = self._track(route.leaving, self.tracks.leaving[id(route)])
                points.append((at, begin))
            points.append((points[-1][0], level))
            begin = level
        if route.arriving is not None:
            at = self._track(route.arriving, self.tracks.arriving[id(route)])
            points += [(at, begin), (at, end)]
        return [*points, (self._box(target).left, end)]

    def _track(self, gutter: int, track: int) -> float:
        return self.gutters[gutter] + _GUTTER + _TRACK * track


def _corners(points: list[Point]) -> tuple[Point, ...]:
    """Return the ends of a line and the points between at which it turns."""
    kept: list[Point] = []
    for point in points:
        if len(kept) > 1 and any(kept[-2][axis] == kept[-1][axis] == point[axis] for axis in (0, 1)):
            kept.pop()
        kept.append(point)
    return tuple(kept)
