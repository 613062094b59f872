"""Moves tokens through a net: what can happen, and what gateways then do by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from guicheng.domain.process.graph import Kind, reachable
from guicheng.domain.process.net import Net, Transition


@dataclass(frozen=True, slots=True)
class Move:
    """One move and what it led to.

    Args:
        transition: What was done.
        marking: The marking afterwards, gateways settled.
        doubled: Mask of the places that got a token while they still held one.
    """

    transition: Transition
    marking: int
    doubled: int


@dataclass
class Player:
    """Plays a net.

    A token that arrives where one already lies is remembered as doubled and then counts as one, so that play goes on
    as if that fault were mended.

    Args:
        net: The net.
    """

    net: Net

    @cached_property
    def _by_bit(self) -> dict[int, list[Transition]]:
        found: dict[int, list[Transition]] = {}
        for transition in self.net.transitions:
            rest = transition.pre
            while rest:
                low = rest & -rest
                found.setdefault(low, []).append(transition)
                rest ^= low
        return found

    @cached_property
    def _inclusive(self) -> dict[str, list[tuple[int, int]]]:
        """Return, for each inclusive join, each way in with the places from which it can still be reached."""
        graph = self.net.graph
        joins: dict[str, list[tuple[int, int]]] = {}
        for node in graph.nodes:
            if node.kind is Kind.ANY and len(graph.incoming[node.id]) > 1:
                leading = {
                    other.id: tuple(edge.source for edge in graph.incoming[other.id] if edge.source != node.id)
                    for other in graph.nodes
                }
                joins[node.id] = []
                for edge, arrival in zip(graph.incoming[node.id], self.net.waiting[node.id], strict=True):
                    behind = reachable([edge.source], leading) - {node.id}
                    mask = sum(bit for place, bit in self.net.bits.items() if place.node in behind)
                    joins[node.id].append((arrival, mask))
        return joins

    def start(self) -> Move:
        """Return the first marking."""
        marking, doubled = self.settle(self.net.initial)
        return Move(Transition(0, self.net.initial, 0, self.net.graph.start.id), marking, doubled)

    def moves(self, marking: int) -> Iterator[Move]:
        """Yield each move that somebody or the clock can make."""
        rest = marking & ~self.net.ends
        seen: set[int] = set()
        while rest:
            low = rest & -rest
            rest ^= low
            for transition in self._by_bit.get(low, ()):
                if id(transition) not in seen and (emptied := self._emptied(transition, marking)):
                    seen.add(id(transition))
                    yield self._moved(transition, marking, emptied)

    def _moved(self, transition: Transition, marking: int, emptied: int) -> Move:
        left = marking ^ emptied
        after, doubled = self.settle(left | transition.post)
        return Move(transition, after, doubled | (left & transition.strict))

    def settle(self, marking: int) -> tuple[int, int]:
        """Let the gateways do what they can; return the marking and the doubled places."""
        doubled = 0
        again = True
        while again:
            again = False
            for transition in self.net.automatic:
                if not marking & transition.pre or not (emptied := self._emptied(transition, marking)):
                    continue
                left = marking & self.net.ends if transition.clears else marking ^ emptied
                doubled |= left & transition.strict
                marking = left | transition.post
                again = True
        return marking, doubled

    def _emptied(self, transition: Transition, marking: int) -> int:
        """Return the places that a transition empties now, 0 when it cannot happen."""
        if marking & transition.pre == transition.pre:
            return transition.pre
        ways = self._inclusive.get(transition.node)
        if ways is None or not marking & transition.pre:
            return 0
        present = sum(arrival for arrival, _reach in ways if marking & arrival)
        covered = 0
        for arrival, reach in ways:
            if marking & arrival:
                covered |= reach
        for arrival, reach in ways:
            if not marking & arrival and marking & reach & ~covered & ~present:
                return 0
        return present
