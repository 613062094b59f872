"""At which minute a case starts worst, on a calendar of working time: 周五 17:31 报修."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from typing import Protocol

from guicheng.domain.process.blocks import Again, Beside, Block, Either, Piece, steps_of
from guicheng.domain.process.graph import Graph
from guicheng.domain.process.spans import Span
from guicheng.domain.process.table import Limit
from guicheng.domain.process.walks import one_block


class Calendar(Protocol):
    """Knows when a limit that begins at a minute ends. Minutes are counted from any fixed one."""

    def due(self, start: int, limit: Limit) -> int:
        """Return the minute at which a limit is over that begins at ``start``: never before it.

        What begins later may not be over earlier.
        """


@dataclass(frozen=True, slots=True)
class WorstStart:
    """The start from which a span takes longest by the clock.

    Args:
        start: Minute of the start, the earliest of equals.
        end: Minute at which the span ends at the latest.
    """

    start: int
    end: int

    @property
    def minutes(self) -> int:
        """How long it takes by the clock."""
        return self.end - self.start


def worst_start(graph: Graph, span: Span, starts: Sequence[int], calendar: Calendar) -> WorstStart | None:
    """Return the start from which a span takes longest when every step uses its whole limit and stands once.

    Steps follow one another, branches side by side count by the last, and of several answers the one that ends last is
    taken, each time anew. As what starts later never ends earlier, no start of a stretch can take longer than from
    its first one to the end of its last one; so a stretch that cannot beat what is known is left out, and the answer
    is that of playing every start.

    Args:
        graph: The compiled process.
        span: From where to where, and with which answers.
        starts: Minutes at which a case may start, in order, such as every minute of a year.
        calendar: When a limit that begins at a minute ends.

    Returns:
        The worst; None where there is no start, the process is not built in blocks, or a step has no limit.
    """
    found = one_block(graph, span)
    if found is None or not starts:
        return None
    block, play = found[0], _Play(graph, calendar)
    worst = _played(play, block, starts[0])
    waiting = [(starts[0] - play.end(block, starts[-1]), 0, len(starts) - 1)]
    bound, first, last = heappop(waiting)
    # It ends at the latest with the stretch that is the first start alone.
    while (bound, starts[first]) < (-worst.minutes, worst.start):
        if first == last:
            worst = min(worst, _played(play, block, starts[first]), key=lambda each: (-each.minutes, each.start))
        else:
            middle = (first + last) // 2
            for begin, end in ((first, middle), (middle + 1, last)):
                heappush(waiting, (starts[begin] - play.end(block, starts[end]), begin, end))
        bound, first, last = heappop(waiting)
    return worst


def _played(play: _Play, block: Block, start: int) -> WorstStart:
    return WorstStart(start, play.end(block, start))


class _Play:
    """Plays blocks on a calendar; every limit and minute is asked for once."""

    def __init__(self, graph: Graph, calendar: Calendar) -> None:
        self.graph, self.calendar = graph, calendar
        self.known: dict[tuple[str, int], int] = {}

    def end(self, block: Block, start: int) -> int:
        """Return the minute at which a block ends that begins at one."""
        if isinstance(block, Piece):
            return self._done(block, start)
        if isinstance(block, Either | Beside):
            return max(self.end(part, start) for part in block.parts)
        parts = block.parts[:1] if isinstance(block, Again) and block.body.most <= 1 else block.parts
        for part in parts:
            start = self.end(part, start)
        return start

    def _done(self, piece: Piece, start: int) -> int:
        for name, _answer in steps_of(piece.path):
            node = self.graph.by_id[name]
            if node.limit is None or not node.works:
                continue
            for _time in range(node.times):
                if (name, start) not in self.known:
                    self.known[name, start] = max(start, self.calendar.due(start, node.limit))
                start = self.known[name, start]
        return start


@dataclass(frozen=True)
class Clock:
    """A calendar on which every minute is open."""

    def due(self, start: int, limit: Limit) -> int:
        """Return the minute at which a limit is over by the clock, parts of a minute counted as a whole one."""
        return start + -int(-Fraction(limit.minutes) // 1)
