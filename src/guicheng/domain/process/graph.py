"""The one graph that every use of a process is made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from guicheng.domain.process.table import Choice, Limit


class Kind(StrEnum):
    """What a node does with the tokens that reach it."""

    START = "start"
    TASK = "task"
    #: Something is awaited (a date, a message); nobody works.
    WAIT = "wait"
    #: One way of several out, each arrival on its own.
    CHOICE = "choice"
    #: All ways out, all ways in.
    ALL = "all"
    #: Some ways out, and on the way in whatever can still come.
    ANY = "any"
    END = "end"
    #: Ends the whole case at once.
    TERMINATE = "terminate"


class Flow(StrEnum):
    """What opens an edge."""

    NORMAL = "normal"
    #: Running over time: the step goes on, something else starts beside it.
    ALARM = "alarm"
    #: Running over time: the step is taken away.
    INTERRUPT = "interrupt"


@dataclass(frozen=True, slots=True)
class Node:
    """One node.

    Args:
        id: Stable id.
        kind: What it does.
        step: How findings name it: the number of the step it belongs to, or its own id in a diagram; "" for none.
        name: What is written on it.
        post: Who does it.
        limit: How long it may take.
        record: What is filled in.
        choices: Answers that the record lists.
        times: How often it is repeated one after another (a multiple instance), at least 1.
        clauses: Numbers of the clauses that it realises.
    """

    id: str
    kind: Kind
    step: str = ""
    name: str = ""
    post: str = ""
    limit: Limit | None = None
    record: str = ""
    choices: tuple[Choice, ...] = ()
    times: int = 1
    clauses: tuple[str, ...] = ()

    @property
    def works(self) -> bool:
        """Whether a case stays here for a time."""
        return self.kind in {Kind.TASK, Kind.WAIT}

    @property
    def minutes(self) -> Fraction | None:
        """How long it lasts at most; None when nobody said."""
        return None if self.limit is None else self.limit.minutes * self.times


@dataclass(frozen=True, slots=True)
class Edge:
    """One directed edge.

    Args:
        id: Stable id.
        source: Node it leaves.
        target: Node it reaches.
        answer: The answer that opens it; "" when it is always open.
        flow: What opens it.
        limit: For an alarm or interrupt: after how long; None stands for the limit of the step.
        otherwise: Whether it is open when no other way of its choice is.
    """

    id: str
    source: str
    target: str
    answer: str = ""
    flow: Flow = Flow.NORMAL
    limit: Limit | None = None
    otherwise: bool = False


@dataclass(frozen=True)
class Graph:
    """A compiled process.

    Args:
        name: Title of the process.
        nodes: In the order of the table or diagram; exactly one start.
        edges: In that order.
        counts_ends: Whether an end that is reached twice is a fault (in diagrams; a table ends branch by branch).
        checks: Which of ``post``, ``limit`` and ``record`` the source can hold, so that a blank one is a gap.
    """

    name: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    counts_ends: bool = False
    checks: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def by_id(self) -> Mapping[str, Node]:
        """Nodes by id."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def tasks(self) -> tuple[Node, ...]:
        """Steps in which somebody works or something is awaited, in order."""
        return tuple(node for node in self.nodes if node.works)

    @cached_property
    def start(self) -> Node:
        """The node at which a case starts."""
        return next(node for node in self.nodes if node.kind is Kind.START)

    @cached_property
    def outgoing(self) -> Mapping[str, tuple[Edge, ...]]:
        """Edges by the node they leave."""
        return _grouped(self.nodes, ((edge.source, edge) for edge in self.edges))

    @cached_property
    def incoming(self) -> Mapping[str, tuple[Edge, ...]]:
        """Edges by the node they reach."""
        return _grouped(self.nodes, ((edge.target, edge) for edge in self.edges))

    def ways(self, node: str) -> tuple[Edge, ...]:
        """Return the edges that a node leaves by when it is done in time."""
        return tuple(edge for edge in self.outgoing[node] if edge.flow is Flow.NORMAL)

    def alarms(self, node: str) -> tuple[Edge, ...]:
        """Return the edges that running over time opens, the earliest first."""
        found = [edge for edge in self.outgoing[node] if edge.flow is not Flow.NORMAL]
        own = self.by_id[node].minutes

        def due(edge: Edge) -> Fraction:
            return edge.limit.minutes if edge.limit is not None else own or Fraction(0)

        return tuple(sorted(found, key=due))

    def order(self, steps: Iterable[str]) -> tuple[str, ...]:
        """Return names of steps in the order of the nodes, each once."""
        wanted = set(steps)
        return tuple(dict.fromkeys(node.step for node in self.nodes if node.step in wanted))


def _grouped(nodes: Iterable[Node], pairs: Iterable[tuple[str, Edge]]) -> dict[str, tuple[Edge, ...]]:
    found: dict[str, list[Edge]] = {node.id: [] for node in nodes}
    for key, edge in pairs:
        found[key].append(edge)
    return {key: tuple(edges) for key, edges in found.items()}


def reachable(starts: Iterable[str], following: Mapping[str, Iterable[str]]) -> set[str]:
    """Return what can be reached from ``starts``, themselves included."""
    seen = set(starts)
    waiting = list(seen)
    while waiting:
        for target in following.get(waiting.pop(), ()):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen
