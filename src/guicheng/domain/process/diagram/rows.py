"""Which row of its lane each item stands in, so that what follows one another runs straight where it can."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from guicheng.domain.process.diagram.outline import Item, Link, Outline
from guicheng.domain.process.graph import Flow

Cell = tuple[int, int]


@dataclass
class Grid:
    """Cells of columns and rows; each holds one item, or a line that runs straight through it.

    Args:
        outline: Items with their columns.
        taken: What is in a cell: the id of an item, or of the edge that runs through.
        tops: First row of each lane, and behind them the number of rows.
    """

    outline: Outline
    taken: dict[Cell, str] = field(default_factory=dict)
    tops: list[int] = field(default_factory=list)

    def free(self, row: int, first: int, last: int) -> bool:
        """Tell whether the cells of a row between two columns, these left out, hold nothing."""
        return all((column, row) not in self.taken for column in range(first + 1, last))

    def claim(self, row: int, first: int, last: int, edge: str) -> None:
        """Let an edge run through the cells of a row between two columns."""
        self.taken |= {(column, row): edge for column in range(first + 1, last)}


def set_rows(outline: Outline) -> Grid:
    """Give each item its row; return the cells as they are taken."""
    lanes = [Grid(outline) for _post in outline.posts]
    for item in sorted(outline.items.values(), key=lambda item: (item.column, not _leads_on(outline, item))):
        _place(outline, lanes[item.lane], item)
    grid = Grid(outline, tops=[0])
    for lane in lanes:
        top = grid.tops[-1]
        grid.tops.append(top + 1 + max((row for _column, row in lane.taken), default=0))
        grid.taken |= {(column, row + top): name for (column, row), name in lane.taken.items()}
    for item in outline.items.values():
        item.row += grid.tops[item.lane]
    return grid


def _place(outline: Outline, lane: Grid, item: Item) -> None:
    """Put an item in the row of what leads to it, or in the nearest free one."""
    leading = _leading(outline, item)
    wanted = leading.source.row if leading else 0
    straight = leading if leading and _continues(outline, leading) else None

    def fits(row: int) -> bool:
        blocked = straight and row == wanted and not lane.free(row, straight.source.column, item.column)
        return (item.column, row) not in lane.taken and not blocked

    item.row = next(filter(fits, _nearest(wanted)))
    if straight and item.row == wanted:
        lane.claim(wanted, straight.source.column, item.column, straight.edge.id)
    lane.taken[item.column, item.row] = item.id


def _leads_on(outline: Outline, item: Item) -> bool:
    """Tell whether an item is what a straight line goes on to, so that it chooses its row before others."""
    return any(_continues(outline, link) for link in outline.into(item) if link.source.lane == item.lane)


def _leading(outline: Outline, item: Item) -> Link | None:
    """Return the link to stand in one row with: the longest one from the same lane that nobody else continues."""
    ways = [
        link
        for link in outline.into(item)
        if not link.back and link.source.lane == item.lane and link.edge.flow is Flow.NORMAL
    ]
    return min(
        ways, key=lambda link: (not _continues(outline, link), link.source.row, link.source.column), default=None
    )


def _continues(outline: Outline, link: Link) -> bool:
    """Tell whether a link is the first of its source to go on in the lane; one that comes back goes last."""
    ways = [
        other
        for other in outline.out(link.source)
        if not other.back and other.target.lane == link.source.lane and other.edge.flow is Flow.NORMAL
    ]
    return bool(ways) and min(ways, key=lambda other: any(more.back for more in outline.out(other.target))) is link


def _nearest(wanted: int) -> Iterator[int]:
    """Yield rows, the wanted one first, then below and above by turns, without end below."""
    yield wanted
    distance = 1
    while True:
        yield wanted + distance
        if wanted >= distance:
            yield wanted - distance
        distance += 1
