"""Workbooks that hold long lists of short cells: how much of them is read, and their cells by row."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from guicheng.adapters.budget import Budget
from guicheng.adapters.returned_sheet import Cells
from guicheng.adapters.xlsx.sheet import Sheet
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import _

MOST_ROWS: Final = 20_000
_MOST_CELLS: Final = 600_000
_MOST_CHARACTERS: Final = 8_000_000
#: As many as Excel has: a sheet that says nothing of interest may be as wide as it likes, since it is only sent back.
_MOST_COLUMNS: Final = 16_384
#: Rows between others may be empty, but a sheet that is written back must not be drawn out without end.
_LAST_ROW: Final = 2 * MOST_ROWS


@dataclass
class LongList(Budget):
    """A budget for long lists of short cells."""

    cells: int = _MOST_CELLS
    characters: int = _MOST_CHARACTERS
    columns: int = _MOST_COLUMNS

    def refusal(self) -> FileRefusedError:
        """Return what is raised once nothing is left."""
        return too_long(self.name)


def too_long(name: str) -> FileRefusedError:
    """Return the refusal of a workbook with more rows than are read at once."""
    return FileRefusedError(
        _(
            "“{name}” is longer than {limit} rows. Divide it into several files and import them one by one.",
            name=name,
            limit=str(MOST_ROWS),
        )
    )


def cells_by_row(sheet: Sheet, budget: Budget) -> Cells:
    """Return the cells by row; a cell merged downwards counts for each row that it spans and that says something.

    Raises:
        FileRefusedError: The sheet is longer or wider than the budget.
    """
    cells: Cells = {}
    for (row, column), text in sheet.values.items():
        cells.setdefault(row, {})[column] = text
    numbers = sorted(cells)
    if numbers and numbers[-1] > _LAST_ROW:
        raise too_long(budget.name)
    budget.check_columns(max((column for row in cells.values() for column in row), default=0))
    for top, left, bottom, _right in sheet.merges:
        text = cells.get(top, {}).get(left, "")
        covered = numbers[bisect_right(numbers, top) : bisect_right(numbers, bottom)] if text else []
        budget.spend(cells=len(covered), characters=len(covered) * len(text))
        for number in covered:
            cells[number].setdefault(left, text)
    return cells
