"""How each line runs: along rows where they are free, otherwise in the channels above and below them.

A line turns only in gutters (before each column, and one behind the last) and channels, where no item stands.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from guicheng.domain.process.diagram.outline import Link, Outline
from guicheng.domain.process.diagram.rows import Grid
from guicheng.domain.process.graph import Flow

#: What one more line in a channel weighs beside the way up or down.
_CROWD: Final = 0.5


@dataclass(slots=True)
class Route:
    """The way of one link.

    Args:
        link: The link.
        leaving: Gutter in which it leaves the row of its source; None for a straight line and from a clock.
        arriving: Gutter in which it comes to the row of its target; None for a straight line. Both are the same gutter
            for a line without a channel that turns once.
        channel: Channel along which it runs between them, -1 for none.
    """

    link: Link
    leaving: int | None
    arriving: int | None
    channel: int = -1

    @property
    def from_clock(self) -> bool:
        """Whether it begins at a clock below its step."""
        return self.link.edge.flow is not Flow.NORMAL

    @property
    def turns_once(self) -> bool:
        """Whether one upright piece joins the rows."""
        return self.channel < 0 and self.arriving is not None


@dataclass
class Router:
    """Finds the ways of all links.

    Args:
        grid: The cells.
        routes: One a link, in order.
        crowd: Lines by channel.
    """

    grid: Grid
    routes: list[Route] = field(default_factory=list)
    crowd: Counter[int] = field(default_factory=Counter)

    def above(self, row: int) -> int:
        """Return the channel above a row: channels are counted with one more a lane than it has rows."""
        lane = sum(top <= row for top in self.grid.tops) - 1
        return row + lane

    def run(self, outline: Outline) -> list[Route]:
        """Return the way of each link; short ones choose first."""
        ordered = sorted(outline.links, key=lambda link: (link.back, abs(link.target.column - link.source.column)))
        found = {id(link): self._route(link) for link in ordered}
        self.routes = [found[id(link)] for link in outline.links]
        return self.routes

    def _route(self, link: Link) -> Route:
        first, last = link.source, link.target
        if link.edge.flow is Flow.NORMAL and not link.back:
            if first.row == last.row and self._through(link, first.row):
                return Route(link, None, None)
            if self._through(link, first.row):
                return Route(link, last.column, last.column)
            if self._through(link, last.row):
                return Route(link, first.column + 1, first.column + 1)
        leaving = first.column + 1 if link.edge.flow is Flow.NORMAL else None
        return Route(link, leaving, last.column, self._channel(link))

    def _through(self, link: Link, row: int) -> bool:
        """Take the cells of a row between the ends of a link, if nothing else is in them."""
        first, last = link.source.column, link.target.column
        cells = [(column, row) for column in range(first + 1, last)]
        if any(self.grid.taken.get(cell, link.edge.id) != link.edge.id for cell in cells):
            return False
        self.grid.claim(row, first, last, link.edge.id)
        return True

    def _channel(self, link: Link) -> int:
        """Return the channel that costs the least way up and down, crowded ones last; a clock's is below its step."""
        source, target = self.above(link.source.row), self.above(link.target.row)
        choices = [source + 1] if link.edge.flow is not Flow.NORMAL else [source, source + 1, target, target + 1]
        best = min(choices, key=lambda channel: self._cost(channel, source, target))
        self.crowd[best] += 1
        return best

    def _cost(self, channel: int, source: int, target: int) -> float:
        way = abs(channel - source - 0.5) + abs(channel - target - 0.5)
        return way + _CROWD * self.crowd[channel]

    def divert(self, route: Route) -> None:
        """Let a line that turned once run along a channel, in the same gutter."""
        route.channel = self._channel(route.link)
