"""The longest walk through a graph: the worst case wherever branches side by side are never repeated, or are blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from math import lcm

from guicheng.domain.process.blocks import Block, Piece, Run, Step, TooManyWalksError, steps_of
from guicheng.domain.process.finding import Moment
from guicheng.domain.process.graph import Graph, Kind, Node, reachable
from guicheng.domain.process.shrinking import FIRST, LAST, Shape, shrink
from guicheng.domain.process.spans import Span, Worst, between, forward, normal_flow, open_ways, unlimited

#: Partial walks that are looked at before the search is given up.
MAX_WALKS = 200_000
#: A corner, how often each block of its circle was walked (a byte each), and which were walked since time was added.
_At = tuple[str, int, int]
#: What a further walk of a block adds, from the first on; a number of the block; where it leads; its place, -1 outside.
_Move = tuple[list[int], int, str, int]


def walk_is_exact(graph: Graph, span: Span) -> bool:
    """Tell whether the longest walk is the worst case.

    A walk follows one branch of each split. That is all there is to it when no split is passed twice, no branch ends
    the others, and the span begins where nothing else runs.

    Args:
        graph: The compiled process.
        span: From where to where.
    """
    following = normal_flow(graph, span.answers)
    splits = _splits(graph, following)
    # An end that ends everything cuts off the branches beside it.
    if splits and any(node.kind is Kind.TERMINATE for node in graph.nodes):
        return False
    if any(split in reachable(following[split], following) for split in splits):
        return False
    return _begins_alone(graph, span, following)


def is_in_blocks(graph: Graph, span: Span) -> bool:
    """Tell whether branches may be taken together block by block, if blocks they are.

    Args:
        graph: The compiled process.
        span: From where to where.
    """
    if any(node.kind in {Kind.ANY, Kind.TERMINATE} for node in graph.nodes):
        return False
    following = normal_flow(graph, span.answers)
    return span.last not in _splits(graph, following) and _begins_alone(graph, span, following)


def _splits(graph: Graph, following: dict[str, list[str]]) -> list[str]:
    return [
        node.id
        for node in graph.nodes
        if (node.kind in {Kind.ALL, Kind.ANY} or node.works) and len(following[node.id]) > 1
    ]


def _begins_alone(graph: Graph, span: Span, following: dict[str, list[str]]) -> bool:
    """Tell whether nothing runs beside the first step of a span.

    Something does when a split before it is not passed by every way, or has other ways out.
    """
    return not span.first or not any(
        span.first in reachable(following[split], following) and _beside(split, span, following)
        for split in _splits(graph, following)
    )


def _beside(split: str, span: Span, following: dict[str, list[str]]) -> bool:
    """Tell whether some branch of a split goes on without passing the first step of the span."""
    without = {node: [target for target in targets if target != span.first] for node, targets in following.items()}
    ends = {node for node, targets in following.items() if not targets}
    return any(target != span.first and reachable([target], without) & ends for target in following[split])


def one_block(graph: Graph, span: Span) -> tuple[Block, int] | None:
    """Return a span as one block in which each step stands once, with the parts of a minute it counts in.

    Where it is not built in blocks, ways back are left out, then the answers are fixed as on the longest way, each
    where the longest time is the same without the rest.

    Args:
        graph: The compiled process.
        span: From where to where.

    Returns:
        The block; None when the process is not built in blocks, a step has no limit, or no case comes to the end.
    """
    inside = between(graph, span)
    if unlimited(graph, inside) or not is_in_blocks(graph, span):
        return None
    scale = _scale(graph, inside)
    try:
        block = (
            _whole(_shape(graph, span, 1, inside, scale, together=True))
            or _onward(graph, span, inside, scale)
            or _answered(graph, span, inside, scale)
        )
        return (block, scale) if block is not None and block.longest(1) else None
    except TooManyWalksError:
        return None


def _onward(graph: Graph, span: Span, inside: set[str], scale: int) -> Block | None:
    """Return a span without its ways back as one block, None where that takes less time."""
    kept = forward(graph, normal_flow(graph, span.answers))
    block = _whole(_shape(graph, span, 1, inside, scale, together=True, kept=kept))
    walk = longest_walk(graph, span, 1, inside)
    return _as_long(block, walk, scale)


def _answered(graph: Graph, span: Span, inside: set[str], scale: int) -> Block | None:
    """Return a span with the answers of its longest walk as one block, None where that takes less time."""
    walk = longest_walk(graph, span, 1, inside)
    said = {moment.step: moment.answer for moment in walk.path if moment.answer} if walk is not None else {}
    fixed = Span(span.first, span.last, {**said, **span.answers})
    block = _whole(_shape(graph, fixed, 1, between(graph, fixed), scale, together=True))
    return _as_long(block, walk, scale)


def _as_long(block: Block | None, walk: Worst | None, scale: int) -> Block | None:
    same = block is not None and walk is not None and walk.minutes == Fraction(block.longest(1)[0], scale)
    return block if same else None


def _whole(shape: Shape) -> Block | None:
    """Return the one block that a shape is, None when it is more."""
    shrink(shape)
    blocks = list(shape.edges.values())
    return blocks[0][2] if len(blocks) == 1 and blocks[0][:2] == (FIRST, LAST) else None


def _scale(graph: Graph, inside: set[str]) -> int:
    """Return the whole parts of a minute in which every limit is a whole number."""
    return lcm(*((node.minutes or Fraction(0)).denominator for node in graph.tasks if node.id in inside))


def longest_walk(graph: Graph, span: Span, times: int, inside: set[str], *, together: bool = False) -> Worst | None:
    """Return the longest walk of a span on which each step stands at most ``times`` times.

    Args:
        graph: The compiled process.
        span: From where to where.
        times: Visits that each step may have.
        inside: Nodes between the two; those that work have a limit.
        together: Whether branches side by side are taken together, which is possible where they are blocks.

    Returns:
        The walk; None where branches are no blocks, or there is too much to look at.
    """
    scale = _scale(graph, inside)
    shape = _shape(graph, span, times, inside, scale, together=together)
    shrink(shape)
    if any(shape.out[corner] for corner in shape.together if corner in shape.out):
        return None
    try:
        found = _Walks(shape).longest()
    except TooManyWalksError:
        return None
    return Worst(None) if found is None else Worst(Fraction(found[0], scale), _moments(graph, found[1]))


def _shape(
    graph: Graph,
    span: Span,
    times: int,
    inside: set[str],
    scale: int,
    *,
    together: bool,
    kept: Mapping[str, list[str]] | None = None,
) -> Shape:
    shape = Shape()
    kept = kept or normal_flow(graph, span.answers)
    shape.link(FIRST, _entry(graph.by_id[span.first or graph.start.id]), Piece())
    for node in graph.nodes:
        if node.id not in inside:
            continue
        entry = leaving = _entry(node)
        if node.works:
            leaving = f">{node.id}"
            shape.link(entry, leaving, Piece(int((node.minutes or 0) * scale), (node.id, ""), times))
        onward = inside.intersection(kept[node.id])
        ways = [edge for edge in open_ways(graph, node, span.answers) if edge.target in onward]
        if together and (node.kind is Kind.ALL or (node.works and len(ways) > 1)):
            shape.together.add(leaving)
        for edge in ways:
            said = Piece(0, (node.id, edge.answer)) if node.kind is Kind.CHOICE and edge.answer else Piece()
            shape.link(leaving, _entry(graph.by_id[edge.target]), said)
        if node.id == span.last or not (span.last or graph.ways(node.id)):
            shape.link(leaving, LAST, Piece())
    return shape


def _entry(node: Node) -> str:
    return f"{'<' if node.works else '='}{node.id}"


@dataclass
class _Walks:
    """Walks through what no block explains."""

    shape: Shape
    known: dict[_At, tuple[int, int, _At] | None] = field(default_factory=dict)
    moves: dict[str, list[_Move]] = field(default_factory=dict)

    def longest(self) -> tuple[int, list[Step]] | None:
        """Return the longest walk from the first corner to the last, without recursion."""
        self._prepare()
        first: _At = (FIRST, 0, 0)
        waiting = [first]
        while waiting:
            here = waiting[-1]
            moves = self._next(here) if here not in self.known else []
            missing = [target for _gain, _key, target in moves if target not in self.known]
            if missing:
                waiting += missing
                continue
            waiting.pop()
            if here not in self.known:
                self._note(here, moves)
        return self._walked(first)

    def _prepare(self) -> None:
        """Work out what walking each block adds, and give the blocks of each circle their places."""
        rounds = _rounds(self.shape)
        places: Counter[int] = Counter()
        self.moves = {corner: [] for corner in rounds}
        for key, (source, target, block) in sorted(self.shape.edges.items()):
            place = places[rounds[source]] if rounds[source] == rounds[target] else -1
            places[rounds[source]] += place >= 0
            self.moves[source].append((_gains(block), key, target, place))

    def _note(self, here: _At, moves: list[tuple[int, int, _At]]) -> None:
        if len(self.known) >= MAX_WALKS:
            raise TooManyWalksError
        best: tuple[int, int, _At] | None = (0, 0, here) if here[0] == LAST else None
        for gain, key, target in moves:
            found = self.known[target]
            if found is not None and (best is None or gain + found[0] > best[0]):
                best = (gain + found[0], key, target)
        self.known[here] = best

    def _next(self, here: _At) -> list[tuple[int, int, _At]]:
        """Return for each block that can be walked next: what it adds, its number, and where it leads."""
        corner, counts, loose = here
        found: list[tuple[int, int, _At]] = []
        for gains, key, target, place in self.moves[corner]:
            if place < 0:
                found.append((gains[0], key, (target, 0, 0)))
                continue
            count = counts >> 8 * place & 255
            if count < len(gains):
                found.append((gains[count], key, (target, counts + (1 << 8 * place), 0)))
            elif self.shape.edges[key][2].most > count and not loose >> place & 1:
                found.append((0, key, (target, counts, loose | 1 << place)))
        return found

    def _walked(self, first: _At) -> tuple[int, list[Step]] | None:
        if (best := self.known[first]) is None:
            return None
        keys, at = [], best
        while at[1]:
            keys.append(at[1])
            at = self.known[at[2]] or at
        used = Counter(keys)
        runs = {}
        for key, count in used.items():
            block = self.shape.edges[key][2]
            found = block.longest(max(1, min(count, block.useful)))
            nothing: list[Run] = [(0, None)] * count
            runs[key] = [*found[1], *nothing]
        return best[0], [step for key in keys for step in steps_of(runs[key].pop(0)[1])]


def _gains(block: Block) -> list[int]:
    """Return what each further run of a block adds, as long as any does, and of the first in any case."""
    sums = [block.longest(count)[0] for count in range(min(block.useful, 255) + 1)]
    return [after - before for before, after in pairwise(sums)] or [0]


def _moments(graph: Graph, steps: list[Step]) -> tuple[Moment, ...]:
    """Return a walk as moments; the answer of a decision belongs to the step before it."""
    moments: list[Moment] = []
    for node, answer in steps:
        known = graph.by_id[node]
        if known.works:
            moments.append(Moment(known.step, answer))
        elif moments and moments[-1].step in {known.step, *_before(graph, node)}:
            moments[-1] = Moment(moments[-1].step, answer)
    return tuple(moments)


def _before(graph: Graph, node: str) -> set[str]:
    return {graph.by_id[edge.source].step for edge in graph.incoming[node]}


def _rounds(shape: Shape) -> dict[str, int]:
    """Return for each corner the circle that it lies on, each corner outside of circles by itself."""
    following = {corner: {shape.edges[key][1] for key in keys} for corner, keys in shape.out.items()}
    ahead = {corner: reachable(targets, following) for corner, targets in following.items()}
    rounds: dict[str, int] = {}
    for number, corner in enumerate(following):
        if corner not in rounds:
            rounds[corner] = number
            rounds |= dict.fromkeys((other for other in ahead[corner] if corner in ahead[other]), number)
    return rounds
