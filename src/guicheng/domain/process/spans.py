"""From where to where time is counted, and which ways are open when answers are fixed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from guicheng.domain.process.answers import folded, overlap, read_answer
from guicheng.domain.process.finding import Moment
from guicheng.domain.process.graph import Edge, Graph, Kind, Node, reachable


@dataclass(frozen=True, slots=True)
class Worst:
    """A worst case.

    Args:
        minutes: How long it takes; None when a step on some way has no limit, or no run reaches the end.
        path: Steps with their answers, in order, that lead to it.
        exact: Whether every run was looked at.
        unlimited: Steps without a limit that stand in the way of an answer.
    """

    minutes: Fraction | None
    path: tuple[Moment, ...] = ()
    exact: bool = True
    unlimited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where time is counted.

    Args:
        first: Node at whose start it begins; "" for the start of the case.
        last: Node at whose end it stops; "" for the end of the case.
        answers: What steps answer, by the number of the step or the id of the gateway.
    """

    first: str = ""
    last: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)


def open_ways(graph: Graph, node: Node, answers: Mapping[str, str]) -> tuple[Edge, ...]:
    """Return the ways out of a node that the fixed answers leave open.

    Args:
        graph: The compiled process.
        node: Any node.
        answers: Answer by step.
    """
    ways = graph.ways(node.id)
    if node.kind is not Kind.CHOICE or len(ways) < 2:
        return ways
    said = next((answers[name] for name in _names(graph, node) if name in answers), None)
    if said is None:
        return ways
    wanted = read_answer(said)
    exact = [edge for edge in ways if folded(edge.answer) == folded(said)]
    fitting = exact or [edge for edge in ways if not edge.otherwise and overlap(wanted, read_answer(edge.answer))]
    return tuple(fitting) or tuple(edge for edge in ways if edge.otherwise)


def _names(graph: Graph, node: Node) -> list[str]:
    """Return the names under which the answer of a decision may be given."""
    before = [graph.by_id[edge.source] for edge in graph.incoming[node.id]]
    return [node.id, node.step, *(other.step for other in before if other.works)]


def is_answered(graph: Graph, step: str, answer: str) -> bool:
    """Tell whether a step decides something and the answer opens a way."""
    return any(
        node.kind is Kind.CHOICE
        and len(graph.ways(node.id)) > 1
        and step in _names(graph, node)
        and open_ways(graph, node, {step: answer})
        for node in graph.nodes
    )


def normal_flow(graph: Graph, answers: Mapping[str, str]) -> dict[str, list[str]]:
    """Return what follows each node when no timer goes off."""
    return {node.id: [edge.target for edge in open_ways(graph, node, answers)] for node in graph.nodes}


def forward(graph: Graph, following: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return what follows each node, without the ways that lead back to a node that is passed on the way to it.

    Args:
        graph: The compiled process.
        following: What follows each node, as ``normal_flow`` gives it.
    """
    kept: dict[str, list[str]] = {node: [] for node in following}
    passed: set[str] = set()
    done: set[str] = set()
    work = [(graph.start.id, iter(following[graph.start.id]))]
    passed.add(graph.start.id)
    while work:
        node, targets = work[-1]
        target = next(targets, None)
        if target is None:
            work.pop()
            passed.discard(node)
            done.add(node)
        elif target not in passed:
            kept[node].append(target)
            if target not in done:
                passed.add(target)
                work.append((target, iter(following[target])))
    return kept


def reversed_flow(following: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return what leads to each node."""
    leading: dict[str, list[str]] = {node: [] for node in following}
    for source, targets in following.items():
        for target in targets:
            leading[target].append(source)
    return leading


def between(graph: Graph, span: Span) -> set[str]:
    """Return the nodes that lie on some way from the start of a span to its end."""
    following = normal_flow(graph, span.answers)
    ahead = reachable([span.first or graph.start.id], following)
    ends = [node.id for node in graph.nodes if node.kind in {Kind.END, Kind.TERMINATE}]
    lasts = [node.id for node in graph.nodes if not following[node.id]]
    return ahead & reachable([span.last] if span.last else [*ends, *lasts], reversed_flow(following))


def unlimited(graph: Graph, nodes: set[str]) -> tuple[str, ...]:
    """Return the steps among nodes that have no limit."""
    return graph.order(node.step for node in graph.tasks if node.id in nodes and node.minutes is None)
