"""The longest walk through a graph: the worst case wherever branches side by side are never repeated."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from guicheng.domain.process.finding import Moment
from guicheng.domain.process.graph import Graph, Kind, reachable
from guicheng.domain.process.spans import Span, Worst, between, normal_flow, open_ways, unlimited

_Step = tuple[str, str]
_Found = tuple[Fraction, tuple[_Step, ...]] | None
#: Partial walks that are looked at before the search is given up.
MAX_WALKS = 200_000


def walk_is_exact(graph: Graph, span: Span) -> bool:
    """Tell whether the longest walk is the worst case.

    A walk follows one branch of each split. That is all there is to it when no split is passed twice, no branch ends
    the others, and the span begins where nothing else runs.

    Args:
        graph: The compiled process.
        span: From where to where.
    """
    following = normal_flow(graph, span.answers)
    splits = [
        node.id
        for node in graph.nodes
        if (node.kind in {Kind.ALL, Kind.ANY} or node.works) and len(following[node.id]) > 1
    ]
    # An end that ends everything cuts off the branches beside it.
    if splits and any(node.kind is Kind.TERMINATE for node in graph.nodes):
        return False
    if any(split in reachable(following[split], following) for split in splits):
        return False
    if not span.first:
        return True
    # The span begins inside a block when a split before it is not passed by every way, or has other ways out.
    return not any(
        span.first in reachable(following[split], following) and _beside(graph, split, span, following)
        for split in splits
    )


def _beside(graph: Graph, split: str, span: Span, following: dict[str, list[str]]) -> bool:
    """Tell whether some branch of a split goes on without passing the first step of the span."""
    without = {node: [target for target in targets if target != span.first] for node, targets in following.items()}
    ends = {node for node, targets in following.items() if not targets}
    return any(target != span.first and reachable([target], without) & ends for target in following[split])


@dataclass
class _Walks:
    graph: Graph
    span: Span
    times: int
    inside: set[str]
    round_of: dict[str, int] = field(default_factory=dict)
    known: dict[tuple[str, tuple[tuple[str, int], ...]], _Found] = field(default_factory=dict)

    def longest(self, node: str, visits: dict[str, int]) -> _Found:
        """Return the longest walk from a node to the end of the span, itself included, without recursion.

        Args:
            node: Where the walk stands; its visit is not yet counted.
            visits: Visits in the same round of the graph so far.
        """
        stack = [self._frame(node, visits)]
        answer: _Found = None
        while stack:
            frame = stack[-1]
            if frame.pending:
                frame.answers.append((frame.pending[0][0], answer)) if frame.asked else None
                if frame.asked:
                    frame.pending.pop(0)
                    frame.asked = False
            if not frame.pending:
                answer = self._best(frame)
                self.known[frame.key] = answer
                stack.pop()
                continue
            _answer, target = frame.pending[0]
            frame.asked = True
            following = self._frame(target, frame.visits)
            if following.key in self.known:
                answer = self.known[following.key]
            elif following.refused:
                answer = None
            else:
                if len(self.known) > MAX_WALKS:
                    raise TooManyWalksError
                stack.append(following)
        return answer

    def _frame(self, node: str, visits: dict[str, int]) -> _Frame:
        """Return a node with its own visit counted; visits of rounds that are left are forgotten."""
        here = self.round_of[node]
        kept = {other: count for other, count in visits.items() if self.round_of[other] == here}
        refused = node not in self.inside
        if self.graph.by_id[node].works and self._turns(node):
            kept[node] = kept.get(node, 0) + 1
            refused |= kept[node] > self.times
        pending = [
            (edge.answer, edge.target) for edge in open_ways(self.graph, self.graph.by_id[node], self.span.answers)
        ]
        return _Frame(node, (node, tuple(sorted(kept.items()))), kept, pending, refused)

    def _turns(self, node: str) -> bool:
        return self.round_of[node] >= 0

    def _best(self, frame: _Frame) -> _Found:
        graph, node = self.graph, self.graph.by_id[frame.node]
        best: _Found = None
        ends = frame.node == self.span.last or (not self.span.last and not graph.ways(frame.node))
        if ends:
            best = (Fraction(0), ())
        taken = ""
        for answer, found in frame.answers:
            if found is not None and (best is None or found[0] > best[0]):
                best, taken = found, answer
        if best is None:
            return None
        if node.works or (node.kind is Kind.CHOICE and taken):
            return best[0] + (node.minutes or 0), ((frame.node, taken), *best[1])
        return best


@dataclass
class _Frame:
    node: str
    key: tuple[str, tuple[tuple[str, int], ...]]
    visits: dict[str, int]
    pending: list[tuple[str, str]]
    refused: bool
    asked: bool = False
    answers: list[tuple[str, _Found]] = field(default_factory=list)


class TooManyWalksError(Exception):
    """The bound on partial walks was met."""


def longest_walk(graph: Graph, span: Span, times: int) -> Worst:
    """Return the longest walk of a span on which each step stands at most ``times`` times.

    Args:
        graph: The compiled process.
        span: From where to where.
        times: Visits that each step may have.
    """
    inside = between(graph, span)
    if lacking := unlimited(graph, inside):
        return Worst(None, unlimited=lacking)
    walks = _Walks(graph, span, times, inside, _rounds(graph, span))
    try:
        found = walks.longest(span.first or graph.start.id, {})
    except TooManyWalksError:
        return Worst(None, exact=False)
    if found is None:
        return Worst(None)
    return Worst(found[0], _moments(graph, found[1]))


def _moments(graph: Graph, steps: tuple[_Step, ...]) -> tuple[Moment, ...]:
    """Return a walk as moments; the answer of a decision belongs to the step before it."""
    moments: list[Moment] = []
    for node, answer in steps:
        known = graph.by_id[node]
        if known.works:
            moments.append(Moment(known.step, answer))
        elif moments and answer and moments[-1].step in {known.step, *_before(graph, node)}:
            moments[-1] = Moment(moments[-1].step, answer)
    return tuple(moments)


def _before(graph: Graph, node: str) -> set[str]:
    return {graph.by_id[edge.source].step for edge in graph.incoming[node]}


def _rounds(graph: Graph, span: Span) -> dict[str, int]:
    """Return for each node which round (strongly connected part) it belongs to, -1 outside all of them."""
    following = normal_flow(graph, span.answers)
    ahead = {node: reachable(targets, following) for node, targets in following.items()}
    rounds: dict[str, int] = {}
    for number, node in enumerate(following):
        if node in rounds:
            continue
        if node not in ahead[node]:
            rounds[node] = -1
            continue
        for other in ahead[node]:
            if node in ahead[other]:
                rounds[other] = number
    return rounds
