"""Puts the parts of a diagram together as one graph, sub-processes and called processes drawn in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from guicheng.adapters.bpmn import refusal
from guicheng.adapters.bpmn.facts import facts_of, read_duration
from guicheng.adapters.bpmn.names import local
from guicheng.adapters.bpmn.scope import Scope, runs_beside, scope_of
from guicheng.adapters.xml import Element
from guicheng.domain.process.citations import read_citations
from guicheng.domain.process.finding import ProcessFinding
from guicheng.domain.process.graph import Edge, Flow, Graph, Kind, Node
from guicheng.domain.process.limits import read_limit
from guicheng.domain.process.routes import read_choices
from guicheng.domain.process.table import Limit
from guicheng.domain.process.words import words
from guicheng.domain.values.message import _

_KINDS = {
    "endEvent": Kind.END,
    "task": Kind.TASK,
    "userTask": Kind.TASK,
    "manualTask": Kind.TASK,
    "exclusiveGateway": Kind.CHOICE,
    "parallelGateway": Kind.ALL,
    "inclusiveGateway": Kind.ANY,
    "intermediateCatchEvent": Kind.WAIT,
    "startEvent": Kind.CHOICE,
    "callActivity": Kind.CHOICE,
    "subProcess": Kind.CHOICE,
}
MAX_NODES = 1_000
#: Where a case begins; no element of a diagram can have this id.
_BEGIN = "(start)"
_MAX_DEPTH = 8


def weave(name: str, scope: Scope, called: dict[str, Element], title: str = "") -> Graph:
    """Return the graph of a process.

    Args:
        name: Name of the file, for a process without one.
        scope: The process.
        called: Processes of the same file, by id.
        title: Name of the process.

    Raises:
        DiagramRefusedError: It has no start, a flow leads out of it, or it calls what is not there or itself.
    """
    weaver = _Weaver(called)
    weaver.nodes.append(Node(_BEGIN, Kind.START))
    entry, _exits = weaver.draw(scope, "", 0)
    weaver.edges.append(Edge("start>", _BEGIN, entry))
    if weaver.refused:
        raise refusal.refuse(name, weaver.refused)
    checks = {name for name in ("limit", "record", "post") if name in weaver.used}
    return Graph(title or name, tuple(weaver.nodes), tuple(weaver.edges), counts_ends=True, checks=frozenset(checks))


@dataclass
class _Weaver:
    called: dict[str, Element]
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    refused: list[ProcessFinding] = field(default_factory=list)

    def draw(self, scope: Scope, prefix: str, depth: int) -> tuple[str, list[str]]:
        """Draw a container; return the node that starts it and, for an inner one, the nodes that end it."""
        if depth > _MAX_DEPTH or len(self.nodes) + len(scope.nodes) > MAX_NODES:
            identity = str(scope.element.get("id"))
            why = _("{id} is nested too deeply, calls itself, or is too large. Divide it.", id=identity)
            self.refused.append(refusal.unsupported(identity, local(scope.element.tag), why))
            return _BEGIN, []
        entry = self._entry(scope, prefix)
        if scope.has_lanes:
            self.used.add("post")
        exits: list[str] = []
        after: dict[str, list[str]] = {}
        for identity, element in scope.nodes.items():
            after[identity] = self._node(scope, identity, element, prefix, depth)
            if local(element.tag) == "endEvent" and depth:
                exits.append(prefix + identity)
        for flow in scope.flows:
            self._flow(scope, flow, prefix, after)
        for identity, boundary in scope.boundaries.items():
            self._boundary(scope, identity, boundary, prefix)
        return entry, exits

    def _entry(self, scope: Scope, prefix: str) -> str:
        """Return the one node at which a container starts; several start events are a choice between them."""
        starts = [node for node, element in scope.nodes.items() if local(element.tag) == "startEvent"]
        starts = starts or [node for node in scope.nodes if not scope.into(node)]
        if not starts:
            identity = str(scope.element.get("id"))
            why = _("{id} has no start event, so nobody knows where a case begins. Draw one.", id=identity)
            self.refused.append(refusal.unsupported(identity, local(scope.element.tag), why))
            return _BEGIN
        if len(starts) == 1:
            return prefix + starts[0]
        entry = f"{prefix}{scope.element.get('id')}.starts"
        self.nodes.append(Node(entry, Kind.CHOICE))
        self.edges += [Edge(f"{entry}>{start}", entry, prefix + start) for start in starts]
        return entry

    def _node(self, scope: Scope, identity: str, element: Element, prefix: str, depth: int) -> list[str]:
        """Draw one node; return the nodes that its outgoing flows leave from."""
        kind = local(element.tag)
        here = prefix + identity
        if kind in {"callActivity", "subProcess"}:
            return self._inlined(scope, identity, element, here, depth)
        made = _KINDS[kind]
        if kind == "endEvent":
            terminates = any(local(child.tag) == "terminateEventDefinition" for child in element)
            if depth:
                made = Kind.CHOICE
                if terminates and runs_beside(scope):
                    self.refused.append(refusal.unsupported(here, "terminateEventDefinition"))
            elif terminates:
                made = Kind.TERMINATE
        facts = facts_of(element)
        if made not in {Kind.TASK, Kind.WAIT}:
            self.nodes.append(Node(here, made, facts.get("number") or here, str(element.get("name") or "").strip()))
            return [here]
        self.used |= facts.keys() & {"limit", "record", "post"} | ({"record"} if "form" in facts else set())
        limit = read_duration(facts["limit"]) if "limit" in facts else None
        if made is Kind.WAIT and limit is None:
            limit = _timer(element)
        record = "、".join(facts[name] for name in ("form", "record") if facts.get(name))
        self.nodes.append(
            Node(
                here,
                made,
                facts.get("number") or here,
                str(element.get("name") or "").strip(),
                scope.lanes.get(identity, "") or facts.get("post", ""),
                limit,
                record,
                read_choices(record),
                _repeats(element),
                tuple(each.clause for each in read_citations(facts.get("clauses", ""))),
            )
        )
        return [self._conditional(scope, identity, here)]

    def _conditional(self, scope: Scope, identity: str, here: str) -> str:
        """Draw the inclusive choice that flows with conditions straight from a task stand for."""
        conditional = [
            flow for flow in scope.out(identity) if any(local(part.tag) == "conditionExpression" for part in flow)
        ]
        if not conditional or len(scope.out(identity)) < 2:
            return here
        self.nodes.append(Node(f"{here}.choice", Kind.ANY, here))
        self.edges.append(Edge(f"{here}>choice", here, f"{here}.choice"))
        return f"{here}.choice"

    def _inlined(self, scope: Scope, identity: str, element: Element, here: str, depth: int) -> list[str]:
        inner = element if local(element.tag) == "subProcess" else self.called.get(str(element.get("calledElement")))
        attached = [
            str(event.get("id")) for event in scope.boundaries.values() if event.get("attachedToRef") == identity
        ]
        if inner is None or attached:
            named = attached[0] if attached else identity
            why = _(
                "Element {id} calls a process that this file does not hold, or is a timer on a sub-process. "
                "Put the process into the file, and timers on its steps.",
                id=named,
            )
            self.refused.append(refusal.unsupported(named, local(element.tag), why))
            self.nodes.append(Node(here, Kind.CHOICE, here))
            return [here]
        self.nodes.append(Node(here, Kind.CHOICE, here, str(element.get("name") or "")))
        parts = scope_of(inner)
        entry, exits = self.draw(parts, f"{here}/" if inner is not element else "", depth + 1)
        self.edges.append(Edge(f"{here}>", here, entry))
        if exits and runs_beside(parts):
            exits = [self._completed(here, exits, str(element.get("name") or ""))]
        return exits or [here]

    def _completed(self, here: str, exits: list[str], name: str) -> str:
        """Let an inner process end when nothing in it runs any more, in place of each of its ends."""
        done, ends = f"{here}.done", set(exits)
        self.nodes = [node for node in self.nodes if node.id not in ends]
        self.nodes.append(Node(done, Kind.ANY, here, name))
        self.edges = [replace(edge, target=done) if edge.target in ends else edge for edge in self.edges]
        return done

    def _flow(self, scope: Scope, flow: Element, prefix: str, after: dict[str, list[str]]) -> None:
        source, target = str(flow.get("sourceRef")), str(flow.get("targetRef"))
        identity = prefix + str(flow.get("id") or f"{source}>{target}")
        if source in scope.boundaries:
            return
        if source not in scope.nodes or target not in scope.nodes:
            self._lost(identity)
            return
        answer = _answer(flow)
        otherwise = scope.nodes[source].get("default") == flow.get("id") is not None
        otherwise = otherwise or answer in words("otherwise")
        for number, start in enumerate(after[source]):
            edge = Edge(
                f"{identity}.{number}" if number else identity, start, prefix + target, answer, otherwise=otherwise
            )
            self.edges.append(edge)

    def _lost(self, flow: str) -> None:
        why = _("Flow {id} begins or ends at an element that is not there. Draw it anew.", id=flow)
        self.refused.append(refusal.unsupported(flow, "sequenceFlow", why))

    def _boundary(self, scope: Scope, identity: str, event: Element, prefix: str) -> None:
        host, flows = str(event.get("attachedToRef")), scope.out(identity)
        if host not in scope.nodes or _KINDS[local(scope.nodes[host].tag)] not in {Kind.TASK, Kind.WAIT} or not flows:
            why = _("Timer {id} sits on no step, or leads nowhere. Put it on a step and draw its flow.", id=identity)
            self.refused.append(refusal.unsupported(identity, "boundaryEvent", why))
            return
        if lost := [flow for flow in flows if flow.get("targetRef") not in scope.nodes]:
            self._lost(prefix + str(lost[0].get("id") or identity))
            return
        kind = Flow.ALARM if event.get("cancelActivity") == "false" else Flow.INTERRUPT
        target = prefix + str(flows[0].get("targetRef"))
        if len(flows) > 1:
            target = f"{prefix}{identity}.split"
            self.nodes.append(Node(target, Kind.ALL, identity))
            self.edges += [
                Edge(f"{target}>{flow.get('targetRef')}", target, prefix + str(flow.get("targetRef"))) for flow in flows
            ]
        self.edges.append(Edge(prefix + identity, prefix + host, target, flow=kind, limit=_timer(event)))


def _answer(flow: Element) -> str:
    named = str(flow.get("name") or "").strip()
    said = [(child.text or "").strip() for child in flow if local(child.tag) == "conditionExpression"]
    return named or (said[0].strip("${}= ") if said else "")


def _timer(element: Element) -> Limit | None:
    """Return what a timer waits for: as our own element and its name say, otherwise its duration."""
    if said := facts_of(element).get("limit"):
        return read_limit(str(element.get("name") or "")) or read_limit(said)
    for inner in element.iter():
        if local(inner.tag) == "timeDuration":
            return read_duration(inner.text or "")
    return None


def _repeats(element: Element) -> int:
    """Return how often a multiple instance runs one after another."""
    for child in element:
        if local(child.tag) == "multiInstanceLoopCharacteristics" and child.get("isSequential") == "true":
            for inner in child:
                text = (inner.text or "").strip()
                if local(inner.tag) == "loopCardinality" and text.isdecimal():
                    return min(max(1, int(text)), 10_000)
    return 1
