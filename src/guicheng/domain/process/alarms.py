"""Alarms that ring beside a step: which of them leave the rest of the case alone."""

from __future__ import annotations

from guicheng.domain.process.graph import Flow, Graph, Kind, reachable

_ONE_AT_A_TIME = frozenset({Kind.TASK, Kind.WAIT, Kind.CHOICE, Kind.END})


def quiet_alarms(graph: Graph) -> frozenset[str]:
    """Return the edges of alarms whose branch only tells somebody and then ends.

    Several such alarms may reach the same person; they are handled together, so a second one doubles nothing. Such a
    branch is entered by alarms alone, splits nowhere, can always end, and leads nowhere else.

    Args:
        graph: The compiled process.
    """
    main = main_nodes(graph)
    quiet = set()
    following = {node.id: tuple(edge.target for edge in graph.outgoing[node.id]) for node in graph.nodes}
    leading = {node.id: tuple(edge.source for edge in graph.incoming[node.id]) for node in graph.nodes}
    ends = [node.id for node in graph.nodes if node.kind is Kind.END]
    can_end = reachable(ends, leading)
    for edge in graph.edges:
        if edge.flow is Flow.ALARM:
            branch = reachable([edge.target], following)
            shared = {node for node in branch & main if graph.by_id[node].kind is not Kind.END}
            apart = not shared and branch <= can_end
            if apart and all(_simple(graph, node) for node in branch):
                quiet.add(edge.id)
    return frozenset(quiet)


def _simple(graph: Graph, node: str) -> bool:
    split = graph.by_id[node].works and len(graph.ways(node)) > 1
    return graph.by_id[node].kind in _ONE_AT_A_TIME and not split


def main_nodes(graph: Graph) -> set[str]:
    """Return the nodes that a case reaches without an alarm beside a step."""
    following = {
        node.id: tuple(edge.target for edge in graph.outgoing[node.id] if edge.flow is not Flow.ALARM)
        for node in graph.nodes
    }
    return reachable([graph.start.id], following)
