"""A process as BPMN 2.0 XML with its drawing: pool, lanes, tasks, gateways, named flows, timers on steps.

What the step table says and BPMN has no word for stands in an element ``step`` of our own namespace within
``extensionElements``; other editors keep it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from guicheng.adapters.bpmn.facts import OUR_COLUMNS
from guicheng.adapters.bpmn.identities import Identities, safe
from guicheng.adapters.bpmn.interchange import Names, write_plane
from guicheng.adapters.bpmn.names import DC, DD, DI, MODEL, OURS, XSI
from guicheng.adapters.clean_text import clean
from guicheng.adapters.xml import Element
from guicheng.domain.process import Edge, Flow, Graph, Kind, Limit, Node, Process, compile_table
from guicheng.domain.process.citations import Citation, write_citation
from guicheng.domain.process.diagram import Drawing, Line, lay_out

_SPACES: Final = {"bpmn": MODEL, "bpmndi": DI, "dc": DC, "di": DD, "guicheng": OURS, "xsi": XSI}
_TAGS: Final = {
    Kind.START: "startEvent",
    Kind.TASK: "userTask",
    Kind.WAIT: "intermediateCatchEvent",
    Kind.CHOICE: "exclusiveGateway",
    Kind.ALL: "parallelGateway",
    Kind.ANY: "inclusiveGateway",
    Kind.END: "endEvent",
    Kind.TERMINATE: "endEvent",
}
_FORMULA: Final = "bpmn:tFormalExpression"


def write_diagram(process: Process, *, ids: Mapping[str, str] | None = None) -> bytes:
    """Return a step table as a BPMN file; :func:`~guicheng.adapters.bpmn.tables.rows_of_diagram` reads it back.

    Args:
        process: The table.
        ids: Lasting id by the number of the step, of which ids of elements are made; without it they are made of
            the number.
    """
    told = {
        step.id: {
            "number": step.id,
            "post": step.post,
            "limit": step.limit_text,
            "form": step.form,
            "record": step.record,
            "inputs": step.inputs,
            "note": step.note,
            "clauses": "、".join(write_citation(Citation(name, step.spans.get(name, ()))) for name in step.clauses),
        }
        for step in process.steps
    }
    heads = {
        f"{step.id}!{number}": alarm.text.partition("→")[0]
        for step in process.steps
        for number, alarm in enumerate(step.alarms, 1)
    }
    graph = compile_table(process)
    writer = _Writer(graph, lay_out(graph), Identities(ids or {}), told, heads)
    return writer.file(sorted(process.columns))


def write_graph(graph: Graph) -> bytes:
    """Return a process that was read from a diagram as a BPMN file with our layout, sub-processes drawn in."""
    told = {
        node.id: {
            "number": node.step if node.step != node.id else "",
            "post": node.post,
            "limit": node.limit.text if node.limit else "",
            "record": node.record,
            "clauses": "、".join(node.clauses),
        }
        for node in graph.tasks
    }
    heads = {edge.id: edge.limit.text for edge in graph.edges if edge.flow is not Flow.NORMAL and edge.limit}
    return _Writer(graph, lay_out(graph), Identities({}), told, heads).file([])


class _Writer:
    """Writes one file.

    Args:
        graph: The process.
        drawing: Its layout.
        identities: Gives out ids.
        told: What our own element says, by node.
        heads: What stands before the arrow of an alarm, by edge.
    """

    def __init__(
        self,
        graph: Graph,
        drawing: Drawing,
        identities: Identities,
        told: Mapping[str, Mapping[str, str]],
        heads: Mapping[str, str],
    ) -> None:
        self.graph, self.drawing, self.told, self.heads = graph, drawing, told, heads
        self.nodes = {shape.node.id: identities.node(shape.node) for shape in drawing.shapes}
        self.flows = {line.edge: identities.flow(line, self.nodes) for line in drawing.lines}
        self.timers = {timer.edge: f"{self.flows[timer.edge]}_timer" for timer in drawing.timers}
        self.lanes = {lane.post: f"lane_{number}" for number, lane in enumerate(drawing.lanes, 1)}
        self.edges = {edge.id: edge for edge in graph.edges}

    def file(self, columns: list[str]) -> bytes:
        """Return the file."""
        root = etree.Element(_q("definitions"), id="definitions", targetNamespace=OURS, nsmap=_SPACES)
        pool = _add(root, "collaboration", id="collaboration")
        _add(pool, "participant", id="pool", name=clean(self.graph.name), processRef="process")
        process = _add(root, "process", id="process", name=clean(self.graph.name), isExecutable="false")
        if columns:
            extension = _add(process, "extensionElements")
            etree.SubElement(extension, f"{{{OURS}}}table", columns=" ".join(columns))
        self._write_lanes(process)
        for shape in self.drawing.shapes:
            self._write_node(process, shape.node)
        for line in self.drawing.lines:
            self._write_flow(process, line)
        write_plane(root, self.drawing, Names(self.nodes, self.flows, self.timers, self.lanes))
        data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
        return data

    def _write_lanes(self, process: Element) -> None:
        lanes = _add(process, "laneSet", id="lanes")
        for lane in self.drawing.lanes:
            made = _add(lanes, "lane", id=self.lanes[lane.post], name=clean(lane.post))
            for shape in self.drawing.shapes:
                if shape.post == lane.post:
                    _add(made, "flowNodeRef").text = self.nodes[shape.node.id]
            for timer in self.drawing.timers:
                if self.drawing.by_id[timer.node].post == lane.post:
                    _add(made, "flowNodeRef").text = self.timers[timer.edge]

    def _write_node(self, process: Element, node: Node) -> None:
        made = _add(process, _TAGS[node.kind], id=self.nodes[node.id])
        if node.name:
            made.set("name", clean(" ".join(node.name.split())))
        told = {key: clean(value) for key in OUR_COLUMNS if (value := self.told.get(node.id, {}).get(key, ""))}
        if told:
            etree.SubElement(_add(made, "extensionElements"), f"{{{OURS}}}step", told)
        self._write_ends(made, node)
        if node.times > 1:
            loop = _add(made, "multiInstanceLoopCharacteristics", isSequential="true")
            _formula(loop, "loopCardinality", str(node.times))
        if node.kind is Kind.TERMINATE:
            _add(made, "terminateEventDefinition", id=f"{self.nodes[node.id]}_ends")
        if node.kind is Kind.WAIT:
            self._write_awaited(made, node)
        for edge in self.graph.outgoing[node.id]:
            if edge.flow is not Flow.NORMAL:
                self._write_timer(process, node, edge)

    def _write_ends(self, made: Element, node: Node) -> None:
        """Name the flows that reach a node, then those that leave it, and which of them is taken when no other is."""
        for line in self.drawing.lines:
            if line.target == node.id:
                _add(made, "incoming").text = self.flows[line.edge]
        for line in self.drawing.lines:
            if line.source == node.id and line.flow is Flow.NORMAL:
                _add(made, "outgoing").text = self.flows[line.edge]
                if self.edges[line.edge].otherwise and node.kind in {Kind.CHOICE, Kind.ANY}:
                    made.set("default", self.flows[line.edge])

    def _write_awaited(self, made: Element, node: Node) -> None:
        """Write what an event waits for: a time if it is known, otherwise a message."""
        kind = "timerEventDefinition" if node.limit else "messageEventDefinition"
        definition = _add(made, kind, id=f"{self.nodes[node.id]}_awaits")
        if node.limit:
            _formula(definition, "timeDuration", duration(node.limit))

    def _write_timer(self, process: Element, node: Node, edge: Edge) -> None:
        head, limit = self.heads.get(edge.id, "").strip(), edge.limit or node.limit
        made = _add(process, "boundaryEvent", id=self.timers[edge.id], attachedToRef=self.nodes[node.id])
        made.set("cancelActivity", "true" if edge.flow is Flow.INTERRUPT else "false")
        if head:
            made.set("name", clean(" ".join(head.split())))
        if edge.limit:
            etree.SubElement(_add(made, "extensionElements"), f"{{{OURS}}}step", limit=clean(edge.limit.text))
        _add(made, "outgoing").text = self.flows[edge.id]
        definition = _add(made, "timerEventDefinition", id=f"{self.timers[edge.id]}_rings")
        if limit:
            _formula(definition, "timeDuration", duration(limit))

    def _write_flow(self, process: Element, line: Line) -> None:
        source = self.timers.get(line.edge) or self.nodes[line.source]
        made = _add(process, "sequenceFlow", id=self.flows[line.edge], sourceRef=source)
        made.set("targetRef", self.nodes[line.target])
        if line.answer:
            made.set("name", clean(" ".join(line.answer.split())))


def duration(limit: Limit) -> str:
    """Return a limit as an ISO 8601 duration; working days count as days, our own element keeps their name.

    Example:
        >>> from guicheng.domain.process.limits import read_limit
        >>> duration(read_limit("1天2小时30分钟"))
        'P1DT2H30M'
    """
    seconds = int(limit.minutes * 60)
    days, rest = divmod(seconds, 86_400)
    hours, rest = divmod(rest, 3_600)
    minutes, last = divmod(rest, 60)
    clock = "".join(f"{value}{unit}" for value, unit in ((hours, "H"), (minutes, "M"), (last, "S")) if value)
    date = f"{days}D" if days or not clock else ""
    return f"P{date}{f'T{clock}' if clock else ''}"


def _q(name: str) -> str:
    return f"{{{MODEL}}}{name}"


def _add(parent: Element, tag: str, /, **attributes: str) -> Element:
    return etree.SubElement(parent, _q(tag), attributes)


def _formula(parent: Element, name: str, text: str) -> None:
    made = _add(parent, name)
    made.set(f"{{{XSI}}}type", _FORMULA)
    made.text = text


__all__ = ["duration", "safe", "write_diagram", "write_graph"]
