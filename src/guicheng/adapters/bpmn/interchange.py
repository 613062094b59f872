"""The drawing in a BPMN file: where shapes, lines and labels stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from guicheng.adapters.bpmn.names import DC, DD, DI
from guicheng.adapters.xml import Element
from guicheng.domain.process.diagram import Box, Drawing

#: A pool shows its name in a strip of this width, and each lane its own.
_STRIP: Final = 30.0
#: Room for the name of a clock without a time of its own, 超时, beside it.
_NAME: Final = 26


@dataclass(frozen=True, slots=True)
class Names:
    """Ids of elements: nodes by node, flows and timers by edge, lanes by post."""

    nodes: Mapping[str, str]
    flows: Mapping[str, str]
    timers: Mapping[str, str]
    lanes: Mapping[str, str]


def write_plane(root: Element, drawing: Drawing, names: Names) -> None:
    """Put a drawing behind what it shows.

    Args:
        root: The definitions.
        drawing: The layout.
        names: Ids of the elements.
    """
    diagram = etree.SubElement(root, f"{{{DI}}}BPMNDiagram", id="diagram")
    plane = etree.SubElement(diagram, f"{{{DI}}}BPMNPlane", id="plane", bpmnElement="collaboration")
    _shape(plane, "pool", drawing.box).set("isHorizontal", "true")
    for lane in drawing.lanes:
        box = Box(lane.box.left + _STRIP, lane.box.top, lane.box.wide - _STRIP, lane.box.high)
        _shape(plane, names.lanes[lane.post], box).set("isHorizontal", "true")
    for shape in drawing.shapes:
        _shape(plane, names.nodes[shape.node.id], shape.box)
    for timer in drawing.timers:
        made = _shape(plane, names.timers[timer.edge], timer.box)
        # Editors put the name of a clock below it, on its line, unless they are told of a place.
        beside = timer.text_box
        _label(made, beside if timer.text else Box(timer.box.left - _NAME, beside.top, _NAME - 2, beside.high))
    labels = {label.edge: label.box for label in drawing.labels}
    for line in drawing.lines:
        identity = names.flows[line.edge]
        edge = etree.SubElement(plane, f"{{{DI}}}BPMNEdge", id=f"{identity}_di", bpmnElement=identity)
        for x, y in line.points:
            etree.SubElement(edge, f"{{{DD}}}waypoint", x=f"{x:.6g}", y=f"{y:.6g}")
        if line.edge in labels:
            _label(edge, labels[line.edge])


def _shape(plane: Element, identity: str, box: Box) -> Element:
    made = etree.SubElement(plane, f"{{{DI}}}BPMNShape", id=f"{identity}_di", bpmnElement=identity)
    _bounds(made, box)
    return made


def _label(parent: Element, box: Box) -> None:
    _bounds(etree.SubElement(parent, f"{{{DI}}}BPMNLabel"), box)


def _bounds(parent: Element, box: Box) -> None:
    values = {"x": box.left, "y": box.top, "width": box.wide, "height": box.high}
    etree.SubElement(parent, f"{{{DC}}}Bounds", {name: f"{value:.6g}" for name, value in values.items()})
