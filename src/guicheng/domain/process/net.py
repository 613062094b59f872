"""The graph as places and transitions over bit masks, for everything that moves tokens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from guicheng.domain.process.alarms import quiet_alarms
from guicheng.domain.process.graph import Edge, Flow, Graph, Kind, Node


@dataclass(frozen=True, slots=True)
class Place:
    """Where a token can lie.

    Args:
        node: Id of the node.
        entered: Id of the edge whose arrivals it keeps, "" for a node that does not tell them apart.
        warned: How many alarms of the step have rung.
    """

    node: str
    entered: str = ""
    warned: int = 0


@dataclass(frozen=True, slots=True)
class Transition:
    """One move.

    Args:
        pre: Mask of the places it empties.
        post: Mask of the places it fills.
        strict: The part of ``post`` in which a token must not lie already.
        node: Node that is done, or whose alarm rings.
        answer: The answer given.
        flow: Whether it is done in time, warned, or taken away.
        clears: Whether it ends the whole case.
        automatic: Whether it happens by itself as soon as it can.
    """

    pre: int
    post: int
    strict: int
    node: str
    answer: str = ""
    flow: Flow = Flow.NORMAL
    clears: bool = False
    automatic: bool = False


@dataclass
class Net:
    """A graph, made ready to be played.

    Args:
        graph: Where it comes from.
        quiet: Alarms that cannot disturb the rest, left out.
        places: One a bit, the lowest first.
        transitions: Moves that somebody or the clock makes.
        automatic: Moves that gateways make by themselves.
        initial: Marking at the start.
        ends: Mask of the end places.
    """

    graph: Graph
    quiet: frozenset[str]
    places: list[Place] = field(default_factory=list)
    bits: dict[Place, int] = field(default_factory=dict)
    transitions: list[Transition] = field(default_factory=list)
    automatic: list[Transition] = field(default_factory=list)
    waiting: dict[str, tuple[int, ...]] = field(default_factory=dict)
    initial: int = 0
    ends: int = 0

    def bit(self, place: Place) -> int:
        """Return the mask of a place, new or known."""
        if place not in self.bits:
            self.bits[place] = 1 << len(self.places)
            self.places.append(place)
        return self.bits[place]

    def marked(self, marking: int) -> Iterator[Place]:
        """Yield the places that hold a token."""
        while marking:
            low = marking & -marking
            yield self.places[low.bit_length() - 1]
            marking ^= low


def build(graph: Graph, *, alarms: bool = True, whole: bool = False) -> Net:
    """Return the net of a graph.

    Args:
        graph: The compiled process.
        alarms: Whether steps may run over their time.
        whole: Whether alarms that cannot disturb the rest are kept, for logs in which their steps stand too.
    """
    net = Net(graph, frozenset() if whole else quiet_alarms(graph))
    for node in graph.nodes:
        if node.kind is Kind.START:
            net.initial = _entry(net, graph.ways(node.id)[0]) if graph.ways(node.id) else 0
        elif node.works:
            _task(net, node, alarms=alarms)
        elif node.kind in {Kind.END, Kind.TERMINATE}:
            _end(net, node)
        else:
            _gateway(net, node)
    return net


def _entry(net: Net, edge: Edge) -> int:
    """Return the mask of the place that an edge leads to."""
    node = net.graph.by_id[edge.target]
    keeps_apart = node.kind in {Kind.ALL, Kind.ANY} and len(net.graph.incoming[node.id]) > 1
    return net.bit(Place(node.id, edge.id if keeps_apart else ""))


def _told(net: Net, edge: Edge) -> int:
    """Return the place that an alarm reaches: the step itself, past a merge before it."""
    passed: set[str] = set()
    while _passes(net.graph.by_id[edge.target], net.graph) and edge.target not in passed:
        passed.add(edge.target)
        edge = net.graph.ways(edge.target)[0]
    return _entry(net, edge)


def _passes(node: Node, graph: Graph) -> bool:
    return node.kind is Kind.CHOICE and len(graph.ways(node.id)) == 1


def _task(net: Net, node: Node, *, alarms: bool) -> None:
    here = net.bit(Place(node.id))
    done = _exits(net, node)
    for number, edge in enumerate(edge for edge in net.graph.alarms(node.id) if alarms and edge.id not in net.quiet):
        net.transitions += [Transition(here, post, post, node.id, answer) for post, answer in done]
        if edge.flow is Flow.INTERRUPT:
            post = _entry(net, edge)
            net.transitions.append(Transition(here, post, post, node.id, edge.answer, edge.flow))
            continue
        after = net.bit(Place(node.id, "", number + 1))
        net.transitions.append(Transition(here, after | _told(net, edge), after, node.id, edge.answer, edge.flow))
        here = after
    net.transitions += [Transition(here, post, post, node.id, answer) for post, answer in done]


def _exits(net: Net, node: Node) -> list[tuple[int, str]]:
    """Return the masks that leaving a node fills, with the answer that does it."""
    ways = net.graph.ways(node.id)
    if len(ways) != 1:
        return [(sum(_entry(net, edge) for edge in ways), "")]
    behind = net.graph.by_id[ways[0].target]
    if behind.kind is Kind.CHOICE and len(net.graph.incoming[behind.id]) == 1 and net.graph.ways(behind.id):
        return [(_entry(net, edge), edge.answer) for edge in net.graph.ways(behind.id)]
    return [(_entry(net, ways[0]), "")]


def _end(net: Net, node: Node) -> None:
    here = net.bit(Place(node.id))
    if node.kind is Kind.END and net.graph.counts_ends:
        net.ends |= here
        return
    if node.kind is Kind.TERMINATE:
        done = net.bit(Place(node.id, "done"))
        net.ends |= done
        net.automatic.append(Transition(here, done, 0, node.id, clears=True, automatic=True))
    else:
        net.automatic.append(Transition(here, 0, 0, node.id, automatic=True))


def _gateway(net: Net, node: Node) -> None:
    incoming, ways = net.graph.incoming[node.id], net.graph.ways(node.id)
    arrivals = tuple(dict.fromkeys(_entry(net, edge) for edge in incoming))
    if node.kind is not Kind.CHOICE:
        net.waiting[node.id] = arrivals
    if node.kind is Kind.CHOICE and len(ways) < 2:
        post = sum(_entry(net, edge) for edge in ways)
        net.automatic += [Transition(here, post, post, node.id, automatic=True) for here in arrivals]
    elif node.kind is Kind.CHOICE:
        for edge in ways:
            post = _entry(net, edge)
            net.transitions += [Transition(here, post, post, node.id, edge.answer) for here in arrivals]
    elif node.kind is Kind.ALL:
        post = sum(_entry(net, edge) for edge in ways)
        net.automatic.append(Transition(sum(arrivals), post, post, node.id, automatic=True))
    else:
        _any(net, node, arrivals)


def _any(net: Net, node: Node, arrivals: tuple[int, ...]) -> None:
    """Add the moves of an inclusive gateway: every choice of ways out; what it takes in is decided when it is asked."""
    ways = net.graph.ways(node.id)
    pre = sum(arrivals)
    if len(ways) == 1:
        post = _entry(net, ways[0])
        net.automatic.append(Transition(pre, post, post, node.id, automatic=True))
        return
    for chosen in range(1, 1 << len(ways)):
        picked = [edge for index, edge in enumerate(ways) if chosen >> index & 1]
        post = sum(_entry(net, edge) for edge in picked)
        answer = "、".join(edge.answer for edge in picked if edge.answer)
        net.transitions.append(Transition(pre, post, post, node.id, answer))
