"""One process or sub-process: its nodes, flows, lanes and boundary events, still as XML."""

from __future__ import annotations

from dataclasses import dataclass, field

from guicheng.adapters.bpmn.names import local
from guicheng.adapters.xml import Element

FLOW_NODES = frozenset({
    "startEvent", "endEvent", "task", "userTask", "manualTask", "exclusiveGateway", "parallelGateway",
    "inclusiveGateway", "intermediateCatchEvent", "callActivity", "subProcess",
})  # fmt: skip


@dataclass(frozen=True)
class Scope:
    """The parts of one container.

    Args:
        element: The process or sub-process.
        nodes: Flow nodes by id, in document order.
        flows: Sequence flows.
        boundaries: Timer events on the edge of a step, in document order.
        lanes: Name of the innermost lane by flow node.
        has_lanes: Whether it is divided into lanes at all.
    """

    element: Element
    nodes: dict[str, Element] = field(default_factory=dict)
    flows: list[Element] = field(default_factory=list)
    boundaries: dict[str, Element] = field(default_factory=dict)
    lanes: dict[str, str] = field(default_factory=dict)
    has_lanes: bool = False

    def into(self, node: str) -> list[Element]:
        """Return the flows that reach a node."""
        return [flow for flow in self.flows if flow.get("targetRef") == node]

    def out(self, node: str) -> list[Element]:
        """Return the flows that leave a node."""
        return [flow for flow in self.flows if flow.get("sourceRef") == node]


def scope_of(element: Element) -> Scope:
    """Return the parts of a process or sub-process.

    Args:
        element: The container.
    """
    lanes: dict[str, str] = {}
    found = [lane for lane in element.iter() if local(lane.tag) == "lane"]
    for lane in found:
        for reference in lane:
            if local(reference.tag) == "flowNodeRef":
                lanes[(reference.text or "").strip()] = str(lane.get("name") or "").strip()
    scope = Scope(element, lanes=lanes, has_lanes=bool(found))
    for number, child in enumerate(element):
        kind, identity = local(child.tag), str(child.get("id") or f"{local(child.tag)}_{number}")
        if kind in FLOW_NODES:
            scope.nodes[identity] = child
        elif kind == "sequenceFlow":
            scope.flows.append(child)
        elif kind == "boundaryEvent":
            scope.boundaries[identity] = child
    return scope


def runs_beside(scope: Scope) -> bool:
    """Tell whether something in a container may run side by side with something else in it.

    Args:
        scope: The container.
    """
    kinds = {local(element.tag) for element in scope.nodes.values()}
    beside = any(event.get("cancelActivity") == "false" for event in scope.boundaries.values())
    works = {node for node, element in scope.nodes.items() if not local(element.tag).endswith("Gateway")}
    splits = any(len(scope.out(node)) > 1 for node in works)
    return beside or splits or bool(kinds & {"parallelGateway", "inclusiveGateway"})
