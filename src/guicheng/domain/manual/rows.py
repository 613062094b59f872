"""The cells of one table row, sorted by what their columns hold."""

from __future__ import annotations

from dataclasses import dataclass, field

from guicheng.domain.manual.blocks import Cell, Place
from guicheng.domain.manual.cells import CellItem, items_in
from guicheng.domain.manual.columns import Column
from guicheng.domain.manual.grid import is_blank


@dataclass
class RowText:
    """The cells of one row that say something, by role.

    Args:
        cells: For each role the columns and cells, in order.
        place: Where the row's clauses are said to stand.
    """

    cells: dict[str, list[tuple[Column, Cell]]] = field(default_factory=dict)
    place: Place = field(default_factory=Place)

    def texts(self, role: str) -> list[str]:
        """Return the texts of a role, as written."""
        return [cell.text.strip() for _column, cell in self.cells.get(role, [])]

    def place_of(self, role: str) -> Place:
        """Return where the role's first cell stands, the row's place where a merged cell holds it."""
        own = [cell for _column, cell in self.cells.get(role, []) if not cell.merged]
        return own[0].place if own else self.place

    def items(self, role: str) -> list[CellItem]:
        """Return the items of all cells of a role."""
        return [item for text in self.texts(role) for item in items_in(text)]


def read_row(columns: list[Column], row: tuple[Cell, ...]) -> RowText:
    """Sort the cells of a row by what their columns hold; a cell merged across columns counts once."""
    text = RowText(place=row[0].place)
    seen: set[Place] = set()
    for column, cell in zip(columns, row, strict=True):
        if cell.place not in seen and not is_blank(cell.text):
            seen.add(cell.place)
            text.cells.setdefault(column.role, []).append((column, cell))
    text.place = _place(text, row)
    return text


def _place(text: RowText, row: tuple[Cell, ...]) -> Place:
    """Return the place of the main cell; of a row inside a merged one, the first cell that is the row's own."""
    for role in ("content", "quality", "grade", "object"):
        for _column, cell in text.cells.get(role, []):
            if any(own is cell and not own.merged for own in row):
                return cell.place
    return next((cell.place for cell in row if cell.text.strip() and not cell.merged), row[0].place)
