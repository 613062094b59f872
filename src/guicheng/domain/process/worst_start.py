"""At which minute a case starts worst, on a calendar of working time: 周五 17:31 报修."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from guicheng.domain.process.blocks import Again, Beside, Block, Either, Piece, steps_of
from guicheng.domain.process.graph import Graph
from guicheng.domain.process.spans import Span
from guicheng.domain.process.table import Limit
from guicheng.domain.process.walks import one_block


class Calendar(Protocol):
    """Knows when a limit that begins at a minute ends. Minutes are counted from any fixed one."""

    def due(self, start: int, limit: Limit) -> int:
        """Return the minute at which a limit is over that begins at ``start``, never before it."""


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


def worst_start(graph: Graph, span: Span, starts: Iterable[int], calendar: Calendar) -> WorstStart | None:
    """Return the start from which a span takes longest when every step uses its whole limit and stands once.

    Every start is played: steps follow one another, branches side by side count by the last, and of several answers
    the one that ends last is taken, each time anew.

    Args:
        graph: The compiled process.
        span: From where to where, and with which answers.
        starts: Minutes at which a case may start, such as every minute of a year.
        calendar: When a limit that begins at a minute ends.

    Returns:
        The worst; None where there is no start, the process is not built in blocks, or a step has no limit.
    """
    found = one_block(graph, span)
    if found is None:
        return None
    play = _Play(graph, calendar)
    worst: WorstStart | None = None
    for start in starts:
        here = WorstStart(start, play.end(found[0], start))
        if worst is None or here.minutes > worst.minutes:
            worst = here
    return worst


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
