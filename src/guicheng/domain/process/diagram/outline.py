"""What is drawn: the nodes of a graph with their lanes, the answers as items of their own, and the columns of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from guicheng.domain.process.diagram.sizes import Size, label_size, size_of
from guicheng.domain.process.graph import Edge, Flow, Graph, Kind, Node


@dataclass(slots=True)
class Item:
    """A node, or the answer on an edge, which stands in a column of its own so that nothing else comes near.

    Args:
        id: Id of the node; that of the edge with ``?`` before it for an answer.
        size: The room it takes.
        node: The node, None for an answer.
        edge: The edge of an answer.
        lane: Place of its lane, from 0.
        column: Place of its column, from 0.
        row: Place of its row among all, from 0.
    """

    id: str
    size: Size
    node: Node | None = None
    edge: Edge | None = None
    lane: int = 0
    column: int = 0
    row: int = 0


@dataclass(slots=True)
class Link:
    """A piece of an edge between two items; ``back`` pieces run against the columns."""

    edge: Edge
    source: Item
    target: Item
    back: bool = False


@dataclass
class Outline:
    """Items and links of a drawing, with their columns.

    Args:
        graph: The graph as it is drawn.
        posts: The lanes.
        items: By id, in order.
        links: In order.
    """

    graph: Graph
    posts: tuple[str, ...]
    items: dict[str, Item] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)

    _out: defaultdict[str, list[Link]] = field(default_factory=lambda: defaultdict(list))
    _into: defaultdict[str, list[Link]] = field(default_factory=lambda: defaultdict(list))

    def add(self, link: Link) -> None:
        """Put a link behind the others."""
        self.links.append(link)
        self._out[link.source.id].append(link)
        self._into[link.target.id].append(link)

    def out(self, item: Item) -> list[Link]:
        """Return the links that leave an item."""
        return self._out[item.id]

    def into(self, item: Item) -> list[Link]:
        """Return the links that reach an item."""
        return self._into[item.id]


def shown(graph: Graph) -> Graph:
    """Return a graph without the nodes through which a case only passes, such as the borders of a sub-process."""
    edges = {edge.id: edge for edge in graph.edges}
    gone = set()
    for node in graph.nodes:
        into = [edge for edge in edges.values() if edge.target == node.id]
        out = [edge for edge in edges.values() if edge.source == node.id]
        if not _passes(node, into, out):
            continue
        gone.add(node.id)
        del edges[out[0].id]
        edges[into[0].id] = replace(into[0], target=out[0].target)
    nodes = tuple(node for node in graph.nodes if node.id not in gone)
    kept = tuple(edges.values())
    return Graph(graph.name, nodes, kept, graph.counts_ends, graph.checks)


def _passes(node: Node, into: list[Edge], out: list[Edge]) -> bool:
    gateway = node.kind in {Kind.CHOICE, Kind.ALL, Kind.ANY}
    return gateway and len(into) == 1 == len(out) and not out[0].answer and into[0].source != node.id


def outline(graph: Graph, notes: Mapping[str, Sequence[str]]) -> Outline:
    """Return what is drawn of a graph that :func:`shown` made.

    Args:
        graph: The graph.
        notes: Lines of small print by step.
    """
    posts = _posts(graph)
    lanes = tuple(dict.fromkeys(posts[node.id] for node in graph.tasks)) or ("",)
    found = Outline(graph, lanes)
    for node in graph.nodes:
        lane = lanes.index(posts[node.id]) if posts[node.id] in lanes else 0
        found.items[node.id] = Item(node.id, size_of(graph, node, notes.get(node.step, ())), node, lane=lane)
    back = _back_edges(graph)
    for edge in graph.edges:
        _link(found, edge, back=edge.id in back)
    _set_columns(found)
    return found


def _link(found: Outline, edge: Edge, *, back: bool) -> None:
    source, target = found.items[edge.source], found.items[edge.target]
    if edge.answer and edge.flow is Flow.NORMAL:
        label = Item(f"?{edge.id}", label_size(edge.answer), edge=edge, lane=source.lane if back else target.lane)
        found.items[label.id] = label
        found.add(Link(edge, source, label))
        found.add(Link(edge, label, target, back))
    else:
        found.add(Link(edge, source, target, back))


def _posts(graph: Graph) -> dict[str, str]:
    """Return the post of each node: that of its step, or of the nearest step (the next one for joins and starts)."""
    steps = {node.step: node.post for node in graph.tasks}
    forward = {node.id: [edge.target for edge in graph.outgoing[node.id]] for node in graph.nodes}
    backward = {node.id: [edge.source for edge in graph.incoming[node.id]] for node in graph.nodes}
    found = {}
    for node in graph.nodes:
        if node.works:
            found[node.id] = node.post
        elif node.step in steps:
            found[node.id] = steps[node.step]
        else:
            ahead = node.kind is Kind.START or len(backward[node.id]) > 1
            ways = (forward, backward) if ahead else (backward, forward)
            near = next((step for way in ways for step in _nearest(graph, node.id, way)), None)
            found[node.id] = near.post if near else ""
    return found


def _nearest(graph: Graph, start: str, ways: dict[str, list[str]]) -> Iterator[Node]:
    """Yield the steps next to a node in one direction, the nearest first."""
    seen, waiting = {start}, [start]
    for name in waiting:
        node = graph.by_id[name]
        if node.works:
            yield node
        new = [other for other in ways[name] if other not in seen]
        seen.update(new)
        waiting += new


def _back_edges(graph: Graph) -> set[str]:
    """Return the edges that close a circle when a case is followed from its start."""
    found: set[str] = set()
    done: set[str] = set()
    for root in (graph.start, *graph.nodes):
        path: dict[str, Iterator[Edge]] = {}
        if root.id not in done:
            path[root.id] = iter(graph.outgoing[root.id])
        while path:
            name, edges = next(reversed(path.items()))
            edge = next(edges, None)
            if edge is None:
                del path[name]
                done.add(name)
            elif edge.target in path:
                found.add(edge.id)
            elif edge.target not in done:
                path[edge.target] = iter(graph.outgoing[edge.target])
    return found


def _set_columns(found: Outline) -> None:
    """Put each item one column behind the last of those that lead to it."""
    waiting = {key: sum(not link.back for link in found.into(item)) for key, item in found.items.items()}
    ready = [item for key, item in found.items.items() if not waiting[key]]
    for item in ready:
        for link in found.out(item):
            if not link.back:
                link.target.column = max(link.target.column, item.column + 1)
                waiting[link.target.id] -= 1
                if not waiting[link.target.id]:
                    ready.append(link.target)
