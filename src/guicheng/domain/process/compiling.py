"""Step table → graph."""

from __future__ import annotations

from dataclasses import dataclass, field

from guicheng.domain.process.answers import read_answer
from guicheng.domain.process.graph import Edge, Flow, Graph, Kind, Node
from guicheng.domain.process.table import END, Process, Step, Way

_CHECKED = frozenset({"post", "limit", "record"})


def compile_table(process: Process) -> Graph:
    """Return the graph of a step table.

    Nodes are named after the number of their step: ``4`` the step, ``4.choice`` its answers, ``4.split`` what starts
    side by side after it, ``4.merge`` or ``4.join`` what leads to it, ``4.end`` the end of a branch. A target that no
    step has, and a cell without a target, end the branch there; checking says so.

    Args:
        process: The table.
    """
    return _Compiler(process).graph()


@dataclass
class _Compiler:
    process: Process
    edges: list[Edge] = field(default_factory=list)
    extra: dict[str, list[Node]] = field(default_factory=dict)
    #: Edges into each step before merges and joins are drawn: step id → edges without a target node.
    arriving: dict[str, list[Edge]] = field(default_factory=dict)
    #: When each edge that a cell names was met: edge id → count.
    place: dict[str, int] = field(default_factory=dict)

    def graph(self) -> Graph:
        steps = self.process.steps
        for step in steps:
            self.extra[step.id] = []
            self.arriving[step.id] = []
        for step in steps:
            self._leave(step)
        first = steps[0]
        start = Edge("start>", "start", first.id)
        if not first.waits_for_all:
            self.arriving[first.id].insert(0, start)
        for step in steps:
            self._arrive(step)
        if first.waits_for_all:
            self.edges.append(start)
        nodes = [Node("start", Kind.START)]
        for step in steps:
            nodes += [_task(step), *self.extra[step.id]]
        # Ways stand in the order of their cell, also where some end at once and others wait for a merge.
        edges = sorted(self.edges, key=lambda edge: self.place.get(edge.id, 0))
        return Graph(self.process.name, tuple(nodes), tuple(edges), checks=_CHECKED & self.process.columns)

    def _node(self, step: str, suffix: str, kind: Kind) -> str:
        name = f"{step}.{suffix}"
        if all(node.id != name for node in self.extra[step]):
            self.extra[step].append(Node(name, kind, step))
        return name

    def _leave(self, step: Step) -> None:
        ways = step.ways or (Way("", (END,)),)
        source = step.id
        if len(ways) > 1 or ways[0].answer:
            source = self._node(step.id, "choice", Kind.CHOICE)
            self.edges.append(Edge(f"{step.id}>choice", step.id, source))
        for number, way in enumerate(ways, 1):
            self._way(step, source, way, "split" if len(ways) == 1 else f"split{number}")
        for number, alarm in enumerate(step.alarms, 1):
            if alarm.target:
                flow = Flow.INTERRUPT if alarm.interrupts else Flow.ALARM
                self._edge(Edge(f"{step.id}!{number}", step.id, alarm.target, flow=flow, limit=alarm.limit), step.id)

    def _way(self, step: Step, source: str, way: Way, split: str) -> None:
        targets = way.targets or (END,)
        otherwise = bool(way.answer) and read_answer(way.answer).otherwise
        if source != step.id and not way.answer:
            otherwise = True
        if len(targets) == 1:
            edge = Edge(f"{source}>{way.answer}>{targets[0]}", source, targets[0], way.answer, otherwise=otherwise)
            self._edge(edge, step.id)
            return
        node = self._node(step.id, split, Kind.ALL)
        entry = Edge(f"{source}>{way.answer}>{split}", source, node, way.answer, otherwise=otherwise)
        self.place[entry.id] = len(self.place) + 1
        self.edges.append(entry)
        for target in targets:
            self._edge(Edge(f"{node}>{target}", node, target), step.id)

    def _edge(self, edge: Edge, step: str) -> None:
        """Draw an edge to an end at once; edges to steps wait until it is known how many there are."""
        self.place[edge.id] = len(self.place) + 1
        if edge.target == END:
            end = self._node(step, "end", Kind.END)
            self.edges.append(_to(edge, end))
        else:
            self.arriving[edge.target].append(edge)

    def _arrive(self, step: Step) -> None:
        edges = self.arriving[step.id]
        if step.waits_for_all:
            self._join(step, edges)
        elif len(edges) > 1:
            merge = self._node(step.id, "merge", Kind.CHOICE)
            self.edges += [_to(edge, merge) for edge in edges]
            self.edges.append(Edge(f"{merge}>", merge, step.id))
        else:
            self.edges += edges

    def _join(self, step: Step, edges: list[Edge]) -> None:
        """Wait for one arrival from every step; several ways from one step count as the same."""
        by_step: dict[str, list[Edge]] = {}
        for edge in edges:
            by_step.setdefault(self._owner(edge.source), []).append(edge)
        if len(by_step) < 2:
            target = step.id
            if len(edges) > 1:
                target = self._node(step.id, "merge", Kind.CHOICE)
                self.edges.append(Edge(f"{target}>", target, step.id))
            self.edges += [_to(edge, target) for edge in edges]
            return
        join = self._node(step.id, "join", Kind.ALL)
        for owner, ways in by_step.items():
            target = join
            if len(ways) > 1:
                target = self._node(step.id, f"from.{owner}", Kind.CHOICE)
                self.edges.append(Edge(f"{target}>", target, join))
            self.edges += [_to(edge, target) for edge in ways]
        self.edges.append(Edge(f"{join}>", join, step.id))

    def _owner(self, node: str) -> str:
        if node in self.extra:
            return node
        return next(step for step, nodes in self.extra.items() if any(extra.id == node for extra in nodes))


def _to(edge: Edge, target: str) -> Edge:
    return Edge(edge.id, edge.source, target, edge.answer, edge.flow, edge.limit, edge.otherwise)


def _task(step: Step) -> Node:
    return Node(
        step.id,
        Kind.TASK,
        step.id,
        step.name,
        step.post,
        step.limit,
        step.papers,
        step.choices,
        clauses=step.clauses,
    )
