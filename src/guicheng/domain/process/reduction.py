"""Structural reduction: takes sound parts out of a graph until nothing, or only the doubtful part, is left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from guicheng.domain.process.alarms import quiet_alarms
from guicheng.domain.process.graph import Flow, Graph, Kind, reachable

_END = "end"


@dataclass
class _Flow:
    """A graph of two kinds of nodes: those that pass tokens one by one, and those that take and give all at once."""

    every: set[str] = field(default_factory=set)
    edges: dict[int, tuple[str, str]] = field(default_factory=dict)
    nodes: set[str] = field(default_factory=set)
    count: int = 0

    def link(self, source: str, target: str) -> None:
        self.nodes |= {source, target}
        self.edges[self.count] = (source, target)
        self.count += 1

    def into(self, node: str) -> list[int]:
        return [key for key, (_source, target) in self.edges.items() if target == node]

    def out(self, node: str) -> list[int]:
        return [key for key, (source, _target) in self.edges.items() if source == node]

    def following(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for source, target in self.edges.values():
            found.setdefault(source, []).append(target)
        return found

    def fuse(self, gone: str, kept: str) -> None:
        """Let one node take the place of another; edges between them vanish."""
        for key, (source, target) in list(self.edges.items()):
            ends = (kept if source == gone else source, kept if target == gone else target)
            if ends[0] == ends[1] == kept:
                del self.edges[key]
            else:
                self.edges[key] = ends
        self.nodes.discard(gone)
        self.every.discard(gone)


def is_plainly_sound(graph: Graph) -> bool:
    """Tell whether reduction alone proves a graph sound; False says nothing.

    Chains, choices, loops and blocks that split and join are taken out, each of them a rule that neither makes nor
    mends a fault. What is left of a plainly sound graph passes one token from the start to an end.

    Args:
        graph: The compiled process.
    """
    if any(node.kind is Kind.ANY for node in graph.nodes):
        return False
    terminates = any(node.kind is Kind.TERMINATE for node in graph.nodes)
    flow = _flow(graph)
    if flow.nodes - reachable(["start"], flow.following()):
        return False
    while _reduce(flow):
        pass
    if flow.every or (terminates and any(node.kind is Kind.ALL for node in graph.nodes)):
        return False
    leading: dict[str, list[str]] = {}
    for source, target in flow.edges.values():
        leading.setdefault(target, []).append(source)
    return flow.nodes <= reachable([_END], leading)


def _flow(graph: Graph) -> _Flow:
    flow = _Flow()
    quiet = quiet_alarms(graph)
    shown = reachable(
        [graph.start.id],
        {node.id: [edge.target for edge in graph.outgoing[node.id] if edge.id not in quiet] for node in graph.nodes},
    )
    told = (
        reachable(
            [edge.target for edge in graph.edges if edge.id in quiet],
            {node.id: [edge.target for edge in graph.outgoing[node.id]] for node in graph.nodes},
        )
        - shown
    )
    for node in graph.nodes:
        if node.id in told:
            continue
        name = "start" if node.kind is Kind.START else node.id
        flow.nodes.add(name)
        if node.kind is Kind.ALL:
            flow.every.add(name)
        if node.kind in {Kind.END, Kind.TERMINATE}:
            flow.link(name, _END)
        leaving = _rung(flow, graph, node.id, quiet) if node.works else name
        ways = graph.ways(node.id)
        if node.works and len(ways) > 1:
            flow.link(leaving, f"{name}&")
            leaving = f"{name}&"
            flow.every.add(leaving)
        if not ways and node.kind not in {Kind.END, Kind.TERMINATE}:
            flow.link(leaving, _END)
        for edge in ways:
            flow.link(leaving, edge.target)
    return flow


def _rung(flow: _Flow, graph: Graph, node: str, quiet: frozenset[str]) -> str:
    """Draw what the alarms of a step may do; return the node at which it is done."""
    alarms = [edge for edge in graph.alarms(node) if edge.id not in quiet]
    if not alarms:
        return node
    done, here = f"{node}✓", node
    for number, edge in enumerate(alarms):
        if edge.flow is Flow.INTERRUPT:
            flow.link(here, edge.target)
            continue
        both, after = f"{node}!{number}", f"{node}~{number}"
        flow.every.add(both)
        flow.link(here, done)
        flow.link(here, both)
        flow.link(both, edge.target)
        flow.link(both, after)
        here = after
    flow.link(here, done)
    return done


def _reduce(flow: _Flow) -> bool:
    """Apply every rule once over the graph; tell whether anything changed."""
    changed = False
    for rule in (_chains, _regions, _twins, _dropped_ends):
        changed |= rule(flow)
    return changed


def _chains(flow: _Flow) -> bool:
    """Fuse two neighbours of one kind, and take out what has one way in and one way out."""
    changed = True
    any_change = False
    while changed:
        changed = False
        degree_in, degree_out = _degrees(flow)
        for source, target in list(flow.edges.values()):
            if target == _END or source == target or (source in flow.every) != (target in flow.every):
                continue
            if target != "start" and (degree_out[source] == 1 or degree_in[target] == 1):
                gone, kept = (source, target) if source != "start" else (target, source)
                flow.fuse(gone, kept)
                changed = any_change = True
                break
        changed |= _plain(flow)
        any_change |= changed
    return any_change


def _degrees(flow: _Flow) -> tuple[dict[str, int], dict[str, int]]:
    into = dict.fromkeys(flow.nodes, 0)
    out = dict.fromkeys(flow.nodes, 0)
    for source, target in flow.edges.values():
        out[source] += 1
        into[target] += 1
    return into, out


def _plain(flow: _Flow) -> bool:
    """An all-node with one way in and one way out only passes tokens on."""
    into, out = _degrees(flow)
    plain = {node for node in flow.every if into[node] <= 1 and out[node] <= 1}
    flow.every -= plain
    return bool(plain)


def _regions(flow: _Flow) -> bool:
    """Fuse neighbours that pass tokens one by one, when each of them can reach every exit of their region."""
    changed = False
    seen: set[str] = set()
    for node in sorted(flow.nodes - flow.every - {_END}):
        if node in seen or node not in flow.nodes:
            continue
        region = _region(flow, node)
        seen |= region
        if len(region) > 1 and _all_reach_all(flow, region):
            kept = "start" if "start" in region else node
            for gone in region - {kept}:
                flow.fuse(gone, kept)
            changed = True
    return changed | _no_loops(flow)


def _no_loops(flow: _Flow) -> bool:
    loops = [key for key, (source, target) in flow.edges.items() if source == target and source not in flow.every]
    ends: set[str] = set()
    for key, (source, target) in flow.edges.items():
        if target == _END and source not in flow.every:
            if source in ends:
                loops.append(key)
            ends.add(source)
    for key in loops:
        del flow.edges[key]
    return bool(loops)


def _region(flow: _Flow, node: str) -> set[str]:
    beside: dict[str, set[str]] = {}
    for source, target in flow.edges.values():
        if source not in flow.every and target not in flow.every and target != _END:
            beside.setdefault(source, set()).add(target)
            beside.setdefault(target, set()).add(source)
    return reachable([node], beside)


def _all_reach_all(flow: _Flow, region: set[str]) -> bool:
    inner: dict[str, list[str]] = {}
    exits: set[str] = set()
    for source, target in flow.edges.values():
        if source in region and target in region:
            inner.setdefault(target, []).append(source)
        elif source in region:
            exits.add(source)
    return bool(exits) and all(region <= reachable([source], inner) for source in exits)


def _twins(flow: _Flow) -> bool:
    """Several edges straight from one all-node to another are one."""
    seen: set[tuple[str, str]] = set()
    twins = []
    for key, ends in flow.edges.items():
        if ends[0] in flow.every and ends[1] in flow.every:
            if ends in seen:
                twins.append(key)
            seen.add(ends)
    for key in twins:
        del flow.edges[key]
    return bool(twins)


def _dropped_ends(flow: _Flow) -> bool:
    """A branch that ends at once can go, where the split is not part of a loop and other branches stay."""
    following = flow.following()
    for node in sorted(flow.every):
        out = flow.out(node)
        ending = [key for key in out if flow.edges[key][1] == _END or _only_ends(flow, flow.edges[key][1])]
        if ending and len(out) > 1 and node not in reachable(_ahead(following, node), following):
            key = ending[0]
            _source, target = flow.edges.pop(key)
            if target != _END:
                for last in flow.out(target):
                    del flow.edges[last]
                flow.nodes.discard(target)
            return True
    return False


def _ahead(following: dict[str, list[str]], node: str) -> Iterable[str]:
    return following.get(node, ())


def _only_ends(flow: _Flow, node: str) -> bool:
    """Tell whether a node does nothing but end, and is reached by one edge."""
    out = flow.out(node)
    ends = all(flow.edges[key][1] == _END for key in out)
    return node not in flow.every and bool(out) and ends and len(flow.into(node)) == 1
