"""Tab-separated tables of the library, as rows by column name."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files


def rows_of(folder: str, name: str, columns: Sequence[str]) -> list[dict[str, str]]:
    """Return the rows of a shipped table.

    Args:
        folder: Folder of the library.
        name: File name.
        columns: The column names that its first row must give, in order.

    Raises:
        ValueError: The columns are others, or a row has more or fewer cells.
    """
    return parse_rows((files("guicheng.library") / folder / name).read_text(encoding="utf-8"), columns, name=name)


def parse_rows(table: str, columns: Sequence[str], *, name: str) -> list[dict[str, str]]:
    """Return the rows of a table's text; see ``rows_of``."""
    head, *rows = (line.split("\t") for line in table.splitlines() if line.strip() and not line.startswith("#"))
    if head != list(columns):
        raise ValueError(f"{name}: the first row must name the columns {', '.join(columns)}")
    for number, row in enumerate(rows, 2):
        if len(row) != len(columns):
            raise ValueError(f"{name}: row {number} has {len(row)} cells, not {len(columns)}")
    return [dict(zip(columns, row, strict=True)) for row in rows]
