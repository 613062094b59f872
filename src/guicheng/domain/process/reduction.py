"""Structural reduction: takes sound parts out of a graph until nothing, or only the doubtful part, is left."""

from __future__ import annotations

from collections.abc import Iterable

from guicheng.domain.process.alarms import quiet_alarms
from guicheng.domain.process.graph import Flow, Graph, Kind, reachable
from guicheng.domain.process.tokens import END_NODE, TokenFlow


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
    return flow.nodes <= reachable([END_NODE], leading)


def _flow(graph: Graph) -> TokenFlow:
    flow = TokenFlow()
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
            flow.link(name, END_NODE)
        leaving = _rung(flow, graph, node.id, quiet) if node.works else name
        ways = graph.ways(node.id)
        if node.works and len(ways) > 1:
            flow.link(leaving, f"{name}&")
            leaving = f"{name}&"
            flow.every.add(leaving)
        if not ways and node.kind not in {Kind.END, Kind.TERMINATE}:
            flow.link(leaving, END_NODE)
        for edge in ways:
            flow.link(leaving, edge.target)
    return flow


def _rung(flow: TokenFlow, graph: Graph, node: str, quiet: frozenset[str]) -> str:
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


def _reduce(flow: TokenFlow) -> bool:
    """Apply every rule once over the graph; tell whether anything changed."""
    changed = False
    for rule in (_chains, _regions, _twins, _dropped_ends):
        changed |= rule(flow)
    return changed


def _chains(flow: TokenFlow) -> bool:
    """Fuse neighbours of one kind, and take out what has one way in and one way out, until nothing is left to fuse."""
    changed = False
    waiting = dict.fromkeys(sorted(flow.nodes - {END_NODE}))
    while waiting:
        node, _nothing = waiting.popitem()
        if node in flow.nodes and (touched := _chained(flow, node)):
            changed = True
            waiting |= dict.fromkeys(sorted(touched & flow.nodes))
    return changed


def _chained(flow: TokenFlow, node: str) -> set[str]:
    """Simplify what stands around one node; return the nodes to look at again, none when nothing changed."""
    into, out = flow.into(node), flow.out(node)
    if node in flow.every and len(into) <= 1 and len(out) <= 1:
        # It only passes tokens on.
        flow.every.discard(node)
        return flow.near([node])
    if node not in flow.every | {"start"} and len(into) == len(out) == 1:
        ends = (flow.edges[into[0]][0], flow.edges[out[0]][1])
        if ends[0] in flow.every and ends[1] in flow.every:
            # Between two all-nodes it is no more than the edge it stands on.
            flow.cut(out[0])
            flow.turn(into[0], ends)
            flow.nodes.discard(node)
            return set(ends)
    for key in out:
        target = flow.edges[key][1]
        if _fusible(flow, node, target):
            gone, kept = (node, target) if node != "start" else (target, node)
            touched = flow.near([node, target])
            flow.fuse(gone, kept)
            return touched
    return set()


def _fusible(flow: TokenFlow, source: str, target: str) -> bool:
    """Tell whether two neighbours of one kind can be one."""
    if target in {END_NODE, source, "start"} or (source in flow.every) != (target in flow.every):
        return False
    if source in flow.every and any(flow.edges[key][1] == source for key in flow.out(target)):
        return False
    # A node that nothing leaves is a trap; fused into a choice before it, it would be forgotten.
    return len(flow.out(source)) == 1 or (len(flow.into(target)) == 1 and bool(flow.out(target)))


def _regions(flow: TokenFlow) -> bool:
    """Fuse neighbours that pass tokens one by one, when each of them can reach every exit of their region."""
    changed = False
    seen: set[str] = set()
    for node in sorted(flow.nodes - flow.every - {END_NODE}):
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


def _no_loops(flow: TokenFlow) -> bool:
    loops = [key for key, (source, target) in flow.edges.items() if source == target and source not in flow.every]
    ends: set[str] = set()
    for key, (source, target) in flow.edges.items():
        if target == END_NODE and source not in flow.every:
            if source in ends:
                loops.append(key)
            ends.add(source)
    for key in loops:
        flow.cut(key)
    return bool(loops)


def _region(flow: TokenFlow, node: str) -> set[str]:
    beside: dict[str, set[str]] = {}
    for source, target in flow.edges.values():
        if source not in flow.every and target not in flow.every and target != END_NODE:
            beside.setdefault(source, set()).add(target)
            beside.setdefault(target, set()).add(source)
    return reachable([node], beside)


def _all_reach_all(flow: TokenFlow, region: set[str]) -> bool:
    inner: dict[str, list[str]] = {}
    exits: set[str] = set()
    for source, target in flow.edges.values():
        if source in region and target in region:
            inner.setdefault(target, []).append(source)
        elif source in region:
            exits.add(source)
    return bool(exits) and all(region <= reachable([source], inner) for source in exits)


def _twins(flow: TokenFlow) -> bool:
    """Several edges straight from one all-node to another are one."""
    seen: set[tuple[str, str]] = set()
    twins = []
    for key, ends in flow.edges.items():
        if ends[0] in flow.every and ends[1] in flow.every:
            if ends in seen:
                twins.append(key)
            seen.add(ends)
    for key in twins:
        flow.cut(key)
    return bool(twins)


def _dropped_ends(flow: TokenFlow) -> bool:
    """A branch that ends at once can go, where the split is not part of a loop and other branches stay."""
    following = flow.following()
    for node in sorted(flow.every):
        out = flow.out(node)
        ending = [key for key in out if flow.edges[key][1] == END_NODE or _only_ends(flow, flow.edges[key][1])]
        if ending and len(out) > 1 and node not in reachable(_ahead(following, node), following):
            key = ending[0]
            _source, target = flow.cut(key)
            for last in flow.out(target):
                flow.cut(last)
            flow.nodes -= {target} - {END_NODE}
            return True
    return False


def _ahead(following: dict[str, list[str]], node: str) -> Iterable[str]:
    return following.get(node, ())


def _only_ends(flow: TokenFlow, node: str) -> bool:
    """Tell whether a node does nothing but end, and is reached by one edge."""
    out = flow.out(node)
    ends = all(flow.edges[key][1] == END_NODE for key in out)
    return node not in flow.every and bool(out) and ends and len(flow.into(node)) == 1
