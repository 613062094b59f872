"""How long a case takes at worst when every step uses its whole limit and no timer goes off."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from guicheng.domain.process.finding import Moment
from guicheng.domain.process.graph import Graph, Kind
from guicheng.domain.process.net import Net, Transition, build
from guicheng.domain.process.playing import Move, Player
from guicheng.domain.process.spans import Span, Worst, between, open_ways, unlimited
from guicheng.domain.process.walks import is_in_blocks, longest_walk, walk_is_exact

#: Moments that are looked at before the search is given up.
MAX_MOMENTS = 50_000
_MAX_DEPTH = 300


class TooManyRunsError(Exception):
    """The bound on moments was met."""


def worst_case(graph: Graph, span: Span, times: int, most: int = MAX_MOMENTS) -> Worst:
    """Return the longest time of a span over all runs in which each step runs at most ``times`` times.

    Steps start as soon as they can and use their whole limit; a join waits for the longest branch; alarms stay
    silent. A span that starts in the middle is counted from the first start of that step, with whatever runs beside.

    Args:
        graph: The compiled process.
        span: From where to where, and with which answers.
        times: Runs that each step may have, counted from the start of the span.
        most: Bound on the moments that are looked at.
    """
    inside = between(graph, span)
    if lacking := unlimited(graph, inside):
        return Worst(None, unlimited=lacking)
    exact = walk_is_exact(graph, span)
    if exact or is_in_blocks(graph, span):
        walk = longest_walk(graph, span, times, inside, together=not exact)
        if walk is not None or exact:
            return walk or Worst(None, exact=False)
    try:
        return _Runs(build(graph, alarms=False), span, times, most).answer()
    except TooManyRunsError:
        walk = longest_walk(graph, span, times, inside)
        return Worst(walk.minutes, walk.path, exact=False) if walk is not None else Worst(None, exact=False)


@dataclass(frozen=True, slots=True)
class _Instant:
    """A moment at which nothing but finishing a step can happen next.

    Args:
        marking: Where the tokens are.
        left: Minutes left of each running step, by the mask of its place.
        visits: How often each step was started since counting began, or since the start before that.
        counting: Whether the first step of the span has started.
    """

    marking: int
    left: tuple[tuple[int, Fraction], ...]
    visits: tuple[tuple[str, int], ...]
    counting: bool


_Found = tuple[Fraction, tuple[Moment, ...]] | None


@dataclass
class _Runs:
    """Plays every run, each moment once."""

    net: Net
    span: Span
    times: int
    most: int
    known: dict[_Instant, _Found] = field(default_factory=dict)
    depth: int = 0

    def answer(self) -> Worst:
        self.player = Player(self.net)
        self.open = self._open_transitions()
        first = self._arrived(_Instant(0, (), (), not self.span.first), self.player.start().marking)
        found = self._longest(first) if first is not None else None
        return Worst(None) if found is None else Worst(*found)

    def _open_transitions(self) -> set[int]:
        """Return the moves that the fixed answers leave open."""
        graph, shut = self.net.graph, set()
        for node in graph.nodes:
            ways = graph.ways(node.id)
            if node.kind is Kind.CHOICE:
                kept = {edge.answer for edge in open_ways(graph, node, self.span.answers)}
                deciding = {node.id, *(edge.source for edge in graph.incoming[node.id])}
                lost = {edge.answer for edge in ways} - kept
                shut |= {(decider, answer) for decider in deciding for answer in lost}
        return {id(move) for move in self.net.transitions if (move.node, move.answer) not in shut}

    def _arrived(self, before: _Instant, marking: int) -> _Instant | None:
        """Start the steps that have become due; None when one runs too often."""
        left = {mask: minutes for mask, minutes in before.left if marking & mask}
        visits = dict(before.visits)
        counting = before.counting
        started = []
        for place in self.net.marked(marking):
            mask = self.net.bits[place]
            node = self.net.graph.by_id[place.node]
            if node.works and mask not in left:
                left[mask] = node.minutes or Fraction(0)
                started.append(node.id)
        if not counting and self.span.first in started:
            counting = True
            running = (place.node for place in self.net.marked(marking) if self.net.graph.by_id[place.node].works)
            visits = dict.fromkeys(running, 1)
        else:
            for node_id in started:
                visits[node_id] = visits.get(node_id, 0) + 1
        if any(count > self.times for count in visits.values()):
            return None
        return _Instant(marking, tuple(sorted(left.items())), tuple(sorted(visits.items())), counting)

    def _longest(self, instant: _Instant) -> _Found:
        """Return the longest time from here to the end of the span, with the steps finished on the way."""
        if instant in self.known:
            return self.known[instant]
        if len(self.known) >= self.most or self.depth > _MAX_DEPTH:
            raise TooManyRunsError
        self.depth += 1
        best = self._all_done(instant)
        waited = self._next(instant)
        for move, minutes in waited:
            found = self._after(instant, move, minutes)
            if found is not None and (best is None or found[0] > best[0]):
                best = found
        self.depth -= 1
        self.known[instant] = best
        return best

    def _all_done(self, instant: _Instant) -> _Found:
        over = not instant.marking & ~self.net.ends
        return (Fraction(0), ()) if over and not self.span.last and instant.counting else None

    def _next(self, instant: _Instant) -> list[tuple[Move, Fraction]]:
        """Return the moves at the next moment: decisions at once, else whatever finishes first."""
        moves = [move for move in self.player.moves(instant.marking) if id(move.transition) in self.open]
        at_once = [move for move in moves if not self._works(move.transition)]
        if at_once:
            first = at_once[0].transition.pre
            return [(move, Fraction(0)) for move in at_once if move.transition.pre == first]
        if not instant.left:
            return []
        mask, minutes = min(instant.left, key=lambda item: (item[1], item[0]))
        return [(move, minutes) for move in moves if move.transition.pre == mask]

    def _works(self, transition: Transition) -> bool:
        return self.net.graph.by_id[transition.node].works

    def _after(self, instant: _Instant, move: Move, minutes: Fraction) -> _Found:
        passed = tuple((mask, left - minutes) for mask, left in instant.left if mask != move.transition.pre)
        after = self._arrived(_Instant(instant.marking, passed, instant.visits, instant.counting), move.marking)
        found = self._longest(after) if after is not None else None
        ends = instant.counting and move.transition.node == self.span.last
        if found is None and ends:
            found = (Fraction(0), ())
        if found is None:
            return None
        counted = minutes if instant.counting else Fraction(0)
        node = self.net.graph.by_id[move.transition.node]
        moments = (Moment(node.step, move.transition.answer),) if instant.counting and node.step else ()
        return found[0] + counted, (*moments, *found[1])
