"""Small cells are hidden, and enough others with them that nobody gets a hidden one by subtraction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

#: Fewest people whom a shown figure stands for.
LEAST: Final = 5

Cell = tuple[int, int]


def hidden_groups(counts: Sequence[int], least: int = LEAST) -> frozenset[int]:
    """Return the places of the groups to hide where their total is known.

    Args:
        counts: People in each group; 0 stands for nobody and need not be hidden.
        least: Fewest people whom a shown figure stands for.

    Example:
        >>> sorted(hidden_groups([40, 3, 12]))
        [1, 2]
    """
    return frozenset(column for _row, column in hidden_cells([counts], least))


def hidden_cells(table: Sequence[Sequence[int]], least: int = LEAST) -> frozenset[Cell]:
    """Return the cells to hide in a table whose row, column and grand totals are known.

    First every cell from 1 to ``least`` - 1. Then, as long as a reader can tell a hidden cell from the totals and
    the cells that are shown, or the hidden cells of a line stand for fewer than ``least`` people together, one
    more cell of its line: the smallest that people stand behind.

    Args:
        table: Counts, row by row, each row as long as the others. One row stands for a list with its total.
        least: Fewest people whom a shown figure stands for.

    Raises:
        ValueError: Rows differ in length, or a count is negative.

    References:
        Willenborg, de Waal: Elements of Statistical Disclosure Control (2001), chapter 4. Gusfield: A graph
        theoretic approach to statistical data security. SIAM Journal on Computing 17 (1988), for what can be told.
    """
    if len({len(row) for row in table}) > 1 or any(count < 0 for row in table for count in row):
        raise ValueError("a table has rows of one length, and no negative counts")
    hidden = {(r, c) for r, row in enumerate(table) for c, count in enumerate(row) if 0 < count < least}
    lines = _lines(len(table), len(table[0]) if table else 0)
    while more := _next(table, hidden, lines, least):
        hidden.add(more)
    return frozenset(hidden)


def told(table: Sequence[Sequence[int]], hidden: frozenset[Cell] | set[Cell]) -> frozenset[Cell]:
    """Return the hidden cells whose count follows from the totals and the shown cells.

    A hidden cell can have another count where raising it can be made up for along a cycle of hidden cells, of which
    every second is lowered and none falls below 0.
    """
    return frozenset(cell for cell in hidden if not _moves(table, hidden, cell))


def _lines(rows: int, columns: int) -> list[list[Cell]]:
    """Return the lines with a total: the rows, and the columns where there are several rows."""
    across = [[(r, c) for c in range(columns)] for r in range(rows)]
    down = [[(r, c) for r in range(rows)] for c in range(columns)] if rows > 1 else []
    return across + down


def _next(table: Sequence[Sequence[int]], hidden: set[Cell], lines: list[list[Cell]], least: int) -> Cell | None:
    """Return one more cell to hide; None where all is safe, or nothing is left to hide."""
    for line in lines:
        inside = [cell for cell in line if cell in hidden]
        small = 0 < len(inside) < len(line) and sum(table[r][c] for r, c in inside) < least
        if small or len(inside) == 1:
            more = _smallest(table, [cell for cell in line if cell not in hidden])
            if more:
                return more
    given_away = told(table, hidden) if len(table) > 1 else frozenset()
    for row, column in sorted(given_away):
        beside = [cell for line in lines if (row, column) in line for cell in line if cell not in hidden]
        more = _smallest(table, beside)
        if more:
            return more
    return None


def _smallest(table: Sequence[Sequence[int]], cells: Sequence[Cell]) -> Cell | None:
    """Return the cell that loses the fewest people; an empty one only where no other is left."""
    return min(cells, key=lambda cell: (table[cell[0]][cell[1]] == 0, table[cell[0]][cell[1]], cell), default=None)


def _moves(table: Sequence[Sequence[int]], hidden: frozenset[Cell] | set[Cell], cell: Cell) -> bool:
    """Tell whether a hidden cell could hold more or fewer without any total changing."""
    row, column = cell
    if len(table) == 1:
        return len(hidden) > 1
    # Raising this cell needs a way of lowering, raising, … from its column back to its row; lowering it the mirror.
    up = _reaches(table, hidden - {cell}, start=column, goal=row, lowering_first=True)
    return up or (
        table[row][column] > 0 and _reaches(table, hidden - {cell}, start=column, goal=row, lowering_first=False)
    )


def _reaches(
    table: Sequence[Sequence[int]],
    hidden: frozenset[Cell] | set[Cell],
    *,
    start: int,
    goal: int,
    lowering_first: bool,
) -> bool:
    """Tell whether hidden cells lead from a column to a row, lowered and raised in turn."""
    columns, rows, waiting = {start}, set[int](), [("column", start)]
    while waiting:
        kind, at = waiting.pop()
        for r, c in hidden:
            if kind == "column" and c == at and r not in rows and (table[r][c] > 0 or not lowering_first):
                rows.add(r)
                waiting.append(("row", r))
            elif kind == "row" and r == at and c not in columns and (table[r][c] > 0 or lowering_first):
                columns.add(c)
                waiting.append(("column", c))
    return goal in rows
