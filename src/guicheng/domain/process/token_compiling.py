"""Graph → token table: what gateways do by themselves is worked out here, once."""

from __future__ import annotations

from dataclasses import dataclass, field

from guicheng.domain.process.clocks import clock_limit
from guicheng.domain.process.graph import Edge, Flow, Graph, Kind, Node, reachable
from guicheng.domain.process.soundness import prove
from guicheng.domain.process.token_table import (
    MAX_MARKING_BYTES,
    Effect,
    TokenAlarm,
    TokenJoin,
    TokenStep,
    TokenTable,
)
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _


class NotExecutableError(GuichengError):
    """A process cannot be run: it is not sound, or too large."""

    code = "not-executable"


def compile_tokens(graph: Graph) -> TokenTable:
    """Return the token table of a sound process.

    Args:
        graph: The compiled process.

    Raises:
        NotExecutableError: Some case cannot end properly, or a marking would take more than 100 bytes.
        TooManyStatesError: Too much runs side by side to say so.
    """
    if prove(graph):
        raise NotExecutableError(
            _(
                "“{name}” can't be run: some case of it can't end properly. Mend what the check says, then publish it.",
                name=graph.name,
            )
        )
    return _Compiler(graph).table()


@dataclass
class _Compiler:
    graph: Graph
    bits: dict[tuple[str, str], int] = field(default_factory=dict)
    joins: dict[str, int] = field(default_factory=dict)

    def table(self) -> TokenTable:
        graph = self.graph
        kept = [node for node in graph.nodes if node.works or self._decides(node)]
        self.joins = {node.id: number for number, node in enumerate(filter(self._joins, graph.nodes))}
        for node in kept:
            self._bit(node.id)
        for name in self.joins:
            for edge in graph.incoming[name]:
                self._bit(name, edge.id)
        steps = {node.id: self._step(node) for node in kept}
        joins = tuple(self._join(graph.by_id[name]) for name in self.joins)
        start = self._effect(graph.ways(graph.start.id))
        if len(self.bits) > MAX_MARKING_BYTES * 8:
            raise NotExecutableError(
                _(
                    "“{name}” has too many steps, joins and alarms to be run as one process. Divide it.",
                    name=graph.name,
                )
            )
        return TokenTable(steps, joins, start, tuple(self._name(node, part) for node, part in self.bits))

    def _bit(self, node: str, part: str = "") -> int:
        return self.bits.setdefault((node, part), 1 << len(self.bits))

    def _name(self, node: str, part: str) -> str:
        """Return what a bit says; arrivals by the node they come from, which other editions have too."""
        if not part or part.startswith("!"):
            return f"{node}{part}"
        into = [edge for edge in self.graph.incoming[node] if edge.id == part]
        alone = sum(edge.source == into[0].source for edge in self.graph.incoming[node]) == 1
        return f"{node}<{into[0].source}" if alone else f"{node}<{part}"

    def _decides(self, node: Node) -> bool:
        """Tell whether a gateway is decided by itself, because no step alone leads to it."""
        ways = self.graph.ways(node.id)
        if node.kind not in {Kind.CHOICE, Kind.ANY} or len(ways) < 2:
            return False
        into = self.graph.incoming[node.id]
        return len(into) != 1 or not self._alone(into[0])

    def _alone(self, edge: Edge) -> bool:
        """Tell whether an edge is the only way that a step goes on by."""
        before = self.graph.by_id[edge.source]
        return before.works and edge.flow is Flow.NORMAL and len(self.graph.ways(before.id)) == 1

    def _joins(self, node: Node) -> bool:
        return node.kind in {Kind.ALL, Kind.ANY} and len(self.graph.incoming[node.id]) > 1

    def _step(self, node: Node) -> TokenStep:
        graph = self.graph
        deciding = node
        ways = graph.ways(node.id)
        if node.works and len(ways) == 1:
            behind = graph.by_id[ways[0].target]
            if behind.kind in {Kind.CHOICE, Kind.ANY} and len(graph.ways(behind.id)) > 1 and not self._decides(behind):
                deciding, ways = behind, graph.ways(behind.id)
        alarms = tuple(self._alarm(node, edge, number) for number, edge in enumerate(graph.alarms(node.id)))
        own = self._bit(node.id)
        clear = own | sum(alarm.rung for alarm in alarms)
        limit = clock_limit(node.limit, times=node.times) if node.limit else None
        if deciding.kind not in {Kind.CHOICE, Kind.ANY}:
            return TokenStep(own, clear, {"": self._effect(ways)}, alarms=alarms, limit=limit)
        effects = {edge.answer: self._effect((edge,)) for edge in ways}
        otherwise = next((edge.answer for edge in ways if edge.otherwise), None)
        return TokenStep(own, clear, effects, otherwise, deciding.kind is Kind.ANY, alarms, limit)

    def _alarm(self, node: Node, edge: Edge, number: int) -> TokenAlarm:
        limit, times = (edge.limit, 1) if edge.limit else (node.limit, node.times)
        return TokenAlarm(
            self._bit(node.id, f"!{number}"),
            clock_limit(limit, times=times) if limit else None,
            edge.flow is Flow.INTERRUPT,
            self._effect((edge,)),
        )

    def _effect(self, edges: tuple[Edge, ...]) -> Effect:
        """Return what passing along edges changes, up to where something waits."""
        effect = Effect(0)
        waiting = list(edges)
        while waiting:
            edge = waiting.pop()
            node = self.graph.by_id[edge.target]
            if node.id in self.joins:
                effect |= Effect(self._bit(node.id, edge.id), (self.joins[node.id],))
            elif node.works or self._decides(node):
                effect |= Effect(self._bit(node.id))
            elif node.kind is Kind.TERMINATE:
                effect |= Effect(0, ends_all=True)
            else:
                # A sound process has no circle of gateways alone.
                waiting += self.graph.ways(node.id)
        return effect

    def _join(self, node: Node) -> TokenJoin:
        arrivals = [self._bit(node.id, edge.id) for edge in self.graph.incoming[node.id]]
        effect = Effect(self._bit(node.id)) if self._decides(node) else self._effect(self.graph.ways(node.id))
        reach = self._reach(node, arrivals) if node.kind is Kind.ANY else ()
        return TokenJoin(sum(arrivals), effect, reach)

    def _reach(self, node: Node, arrivals: list[int]) -> tuple[tuple[int, int], ...]:
        """Return for each way into a join the bits from which a token can still come by it."""
        leading = {
            other.id: tuple(edge.source for edge in self.graph.incoming[other.id] if edge.source != node.id)
            for other in self.graph.nodes
        }
        found = []
        for edge, arrival in zip(self.graph.incoming[node.id], arrivals, strict=True):
            behind = reachable([edge.source], leading) - {node.id}
            bits = sum(bit for (name, part), bit in self.bits.items() if name in behind and not part.startswith("!"))
            found.append((arrival, bits))
        return tuple(found)
