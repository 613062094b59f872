"""The drawing that a diagram brings along, as its author arranged it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import isfinite
from typing import Final

from guicheng.adapters import xml
from guicheng.adapters.bpmn.names import DC, DD, DI, MODEL
from guicheng.adapters.bpmn.reading import read_diagram
from guicheng.adapters.xml import Element
from guicheng.domain.process import Edge, Flow, Graph, Kind, Node
from guicheng.domain.process.diagram import Box, Drawing, Label, Lane, Line, Shape, Timer, lay_out
from guicheng.domain.process.diagram.drawing import Point
from guicheng.domain.process.diagram.sizes import NAME_LINE, broken, label_rows, label_size

_HEAD: Final = 30.0
_MARGIN: Final = 10.0
_NAME: Final = 12.0
#: A sheet so wide or high is a mistake of whoever wrote the file.
_LARGEST: Final = 100_000.0


def drawing_of_diagram(name: str, data: bytes) -> Drawing:
    """Return a diagram as its author arranged it; laid out anew where it says nothing of the place of some part.

    Args:
        name: File name.
        data: The whole file.

    Raises:
        DiagramRefusedError: It holds elements outside the supported part, or wants to harm.
        FileRefusedError: It is empty, damaged or too large.
    """
    graph = read_diagram(name, data)
    return _Plane(xml.parse(name, data)).drawing(graph) or lay_out(graph)


@dataclass
class _Plane:
    """The places that a file gives, by element."""

    root: Element
    boxes: dict[str, Box] = field(default_factory=dict)
    labels: dict[str, Box] = field(default_factory=dict)
    ways: dict[str, tuple[Point, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the places; an element without a whole one is left out."""
        for shape in self.root.iter(f"{{{DI}}}BPMNShape"):
            self._put(self.boxes, shape, shape)
        for edge in self.root.iter(f"{{{DI}}}BPMNEdge"):
            points = tuple(point for each in edge.iter(f"{{{DD}}}waypoint") if (point := _numbers(each, "x", "y")))
            if len(points) > 1:
                self.ways[str(edge.get("bpmnElement"))] = tuple((point[0], point[1]) for point in points)
        for label in self.root.iter(f"{{{DI}}}BPMNLabel"):
            self._put(self.labels, label.getparent(), label)

    def _put(self, boxes: dict[str, Box], shape: Element | None, holder: Element) -> None:
        bounds = next(holder.iterchildren(f"{{{DC}}}Bounds"), None)
        values = None if bounds is None else _numbers(bounds, "x", "y", "width", "height")
        if values and shape is not None and min(values[2:]) > 0:
            boxes[str(shape.get("bpmnElement"))] = Box(*values)

    def drawing(self, graph: Graph) -> Drawing | None:
        """Return the drawing; None where a node or flow has no place of its own."""
        flows = self._flows()
        nodes = [self._begins(graph, node) for node in graph.nodes if node is not graph.start]
        edges = [edge for edge in graph.edges if edge.source != graph.start.id]
        timers = {edge.id for edge in edges if edge.flow is not Flow.NORMAL}
        if not all(node.id in self.boxes for node in nodes) or not timers <= self.boxes.keys():
            return None
        if not all(flows.get(edge.id, edge.id) in self.ways for edge in edges):
            return None
        lanes = self._lanes()
        made = Drawing(
            graph.name,
            Box(0, 0, 0, 0),
            lanes,
            tuple(self._shape(node) for node in nodes),
            tuple(
                Line(edge.id, edge.source, edge.target, self.ways[flows.get(edge.id, edge.id)], edge.answer, edge.flow)
                for edge in edges
            ),
            tuple(self._label(edge) for edge in edges if edge.answer and edge.flow is Flow.NORMAL),
            tuple(self._timer(edge) for edge in edges if edge.id in timers),
            _HEAD if lanes else 0,
        )
        return _at_origin(made, self._pool())

    def _flows(self) -> dict[str, str]:
        """Return the flow that leaves each timer."""
        timers = {str(event.get("id")) for event in self.root.iter(f"{{{MODEL}}}boundaryEvent")}
        flows = [
            (str(flow.get("sourceRef")), str(flow.get("id"))) for flow in self.root.iter(f"{{{MODEL}}}sequenceFlow")
        ]
        return {source: flow for source, flow in flows if source in timers}

    @staticmethod
    def _begins(graph: Graph, node: Node) -> Node:
        first = graph.outgoing[graph.start.id][0].target
        begins = node.id == first and node.kind is Kind.CHOICE and len(graph.incoming[first]) == 1
        return replace(node, kind=Kind.START) if begins else node

    def _pool(self) -> Box | None:
        pools = (str(element.get("id")) for element in self.root.iter(f"{{{MODEL}}}participant"))
        return next((self.boxes[pool] for pool in pools if pool in self.boxes), None)

    def _lanes(self) -> tuple[Lane, ...]:
        """Return the innermost lanes from the top, from the left edge of the pool on."""
        lanes = [lane for lane in self.root.iter(f"{{{MODEL}}}lane") if not lane.findall(f"{{{MODEL}}}childLaneSet")]
        found = []
        for lane in lanes:
            if box := self.boxes.get(str(lane.get("id"))):
                name = str(lane.get("name") or "").strip()
                found.append(Lane(name, box, broken(name, 2, 6) if name else ()))
        return tuple(sorted(found, key=lambda lane: lane.box.top))

    def _shape(self, node: Node) -> Shape:
        box = self.boxes[node.id]
        lines = max(1, int((box.high - 18) / NAME_LINE))
        rows = broken(node.name, max(2.0, (box.wide - 12) / _NAME), lines) if node.works and node.name else ()
        return Shape(node, node.post, box, rows)

    def _label(self, edge: Edge) -> Label:
        rows, size = label_rows(edge.answer), label_size(edge.answer)
        box = self.labels.get(edge.id)
        if box is None:
            (x1, y1), (x2, y2) = self.ways[edge.id][:2]
            box = Box((x1 + x2 - size.wide) / 2, (y1 + y2) / 2 - size.up, size.wide, size.up)
        return Label(edge.id, "", box, rows)

    def _timer(self, edge: Edge) -> Timer:
        box, text = self.boxes[edge.id], edge.limit.text if edge.limit else ""
        place = self.labels.get(edge.id) or Box(box.left - 62, box.bottom - 6, 60, 13)
        return Timer(edge.id, edge.source, box, broken(text, 12, 1)[0], place)


def _numbers(element: Element, *names: str) -> list[float] | None:
    try:
        values = [float(element.get(name, "")) for name in names]
    except ValueError:
        return None
    return values if all(isfinite(value) and abs(value) < _LARGEST for value in values) else None


def _boxes(drawing: Drawing) -> Iterator[Box]:
    yield from (shape.box for shape in drawing.shapes)
    yield from (label.box for label in drawing.labels)
    for timer in drawing.timers:
        yield from (timer.box, timer.text_box)


def _at_origin(drawing: Drawing, pool: Box | None) -> Drawing:
    """Return a drawing moved to the upper left corner, with the size that it takes."""
    points = [Box(x, y, 0, 0) for line in drawing.lines for x, y in line.points]
    boxes = [*_boxes(drawing), *points, *(lane.box for lane in drawing.lanes), *([pool] if pool else [])]
    space = 0 if pool else _MARGIN
    left, top = min(box.left for box in boxes) - space, min(box.top for box in boxes) - space
    wide, high = max(box.right for box in boxes) - left + space, max(box.bottom for box in boxes) - top + space

    def moved(box: Box) -> Box:
        return Box(box.left - left, box.top - top, box.wide, box.high)

    found = replace(
        drawing,
        box=Box(0, 0, wide, high),
        # Lanes reach from edge to edge, so that their heads stand in front.
        lanes=tuple(
            replace(lane, box=Box(0, lane.box.top - top, wide, lane.box.high)) for lane in drawing.lanes
        ) or (Lane("", Box(0, 0, wide, high)),),
        shapes=tuple(replace(shape, box=moved(shape.box)) for shape in drawing.shapes),
        lines=tuple(replace(line, points=tuple((x - left, y - top) for x, y in line.points)) for line in drawing.lines),
        labels=tuple(replace(label, box=moved(label.box)) for label in drawing.labels),
        timers=tuple(
            replace(timer, box=moved(timer.box), text_box=moved(timer.text_box)) for timer in drawing.timers
        ),
    )  # fmt: skip
    return replace(found, cuts=_cuts(list(_boxes(found)), wide))


def _cuts(boxes: Sequence[Box], wide: float) -> tuple[float, ...]:
    """Return the places beside shapes and texts where a drawing may be cut."""
    places = sorted({box.right + 5 for box in boxes} | {wide})
    return tuple(place for place in places if not any(box.left < place < box.right for box in boxes))
