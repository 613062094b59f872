"""Steps and gateways that a case goes round for ever."""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.domain.process.finding import Moment, ProcessFinding
from guicheng.domain.process.graph import Graph, Kind, reachable
from guicheng.domain.values.message import _


def endless(graph: Graph) -> Iterator[ProcessFinding]:
    """Yield the circles of gateways that tokens would run round by themselves, without anybody doing anything.

    Args:
        graph: The compiled process.
    """
    by_themselves = {
        node.id
        for node in graph.nodes
        if (node.kind in {Kind.CHOICE, Kind.ANY} and len(graph.ways(node.id)) == 1)
        or (node.kind is Kind.ALL and len(graph.incoming[node.id]) == 1)
    }
    following = {
        node: [edge.target for edge in graph.ways(node) if edge.target in by_themselves] for node in by_themselves
    }
    seen: set[str] = set()
    for node in graph.nodes:
        if node.id not in by_themselves or node.id in seen:
            continue
        ahead = reachable(following[node.id], following)
        if node.id in ahead:
            circle = [other for other in ahead if node.id in reachable(following[other], following)]
            seen.update(circle)
            yield going_round(graph.order(graph.by_id[other].step for other in circle))


def going_round(steps: tuple[str, ...], path: tuple[Moment, ...] = ()) -> ProcessFinding:
    """Return the finding that steps go round for ever."""
    return ProcessFinding(
        "livelock",
        steps,
        _("Steps {steps} go round for ever: no answer leads out. Give one of them a way on.", steps="、".join(steps)),
        path,
    )
