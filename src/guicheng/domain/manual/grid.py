"""Finds the head of a table and turns tables that stand on their side."""

from __future__ import annotations

from collections.abc import Sequence

from guicheng.domain.manual.blocks import Cell, Table
from guicheng.domain.manual.columns import Column, column_of, is_exact_heading, is_heading

Row = tuple[Cell, ...]
BLANKS = {"", "/", "\\", "-", "—", "－", "--", "——", "–", "／", "无", "n/a"}
_MARKS = "。；;，,、：:.．…!！?？（）() \t\n\r\u3000\xa0"
_MAX_HEADING = 20
_MIN_KNOWN = 2
_MAIN_ROLES = {"content", "quality"}


def is_blank(text: str) -> bool:
    """Tell whether a cell or line says nothing: it is empty, a dash, or nothing but punctuation."""
    return text.strip(_MARKS).lower() in BLANKS


def distinct(row: Sequence[Cell]) -> list[Cell]:
    """Return the cells of a row that hold text, a merged one once."""
    seen: set[object] = set()
    cells = []
    for cell in row:
        if cell.text.strip() and cell.place not in seen:
            seen.add(cell.place)
            cells.append(cell)
    return cells


def cells_told(cells: Sequence[Cell]) -> str:
    """Return the texts of cells as one left-over, a tab between them."""
    return "\t".join(cell.text.strip() for cell in cells)


def spans_row(row: Row, *, whole: bool = False) -> bool:
    """Tell whether one cell fills a row: merged across it, or alone in it at the left.

    Args:
        row: The row.
        whole: Whether it must be merged across.
    """
    filled = distinct(row)
    if len(row) < 2 or len(filled) != 1:
        return False
    reach = sum(cell.place == filled[0].place for cell in row)
    return reach >= max(2, len(row) - 1) or (not whole and reach == 1 and row[0].place == filled[0].place)


def is_head(row: Row) -> bool:
    """Tell whether a row names columns: two known headings, at least half of all, none of them a sentence."""
    filled = distinct(row)
    if len(filled) < _MIN_KNOWN or any(len(cell.text.strip()) > _MAX_HEADING for cell in filled):
        return False
    known = [cell for cell in filled if is_heading(cell.text)]
    exact = any(is_exact_heading(cell.text) for cell in filled)
    return exact and len(known) >= max(_MIN_KNOWN, (len(filled) + 1) // 2)


def second_head(head: Row, row: Row) -> bool:
    """Tell whether a row carries on the head above it: under a heading merged across stand finer ones.

    Every cell of the row either goes on from above (merged down, or blank) or is short and stands under a
    heading that reaches over several columns.
    """
    finer = False
    for above, cell in zip(head, row, strict=True):
        if cell.place == above.place or not cell.text.strip():
            continue
        wide = sum(other.place == above.place for other in head) > 1 or not above.text.strip()
        if not wide or len(cell.text.strip()) > _MAX_HEADING:
            return False
        finer = True
    return finer and row is not head


def is_double_head(row: Row, below: Row) -> bool:
    """Tell whether two rows name the columns together, such as 日常 | 定期 above 内容 | 频次 | 内容 | 频次."""
    if not second_head(row, below) or any(len(cell.text.strip()) > _MAX_HEADING for cell in row):
        return False
    columns = columns_of(row, below)
    known = [column for column in columns if column.role]
    return len(known) >= _MIN_KNOWN and len(known) * 2 >= len(columns)


def columns_of(head: Row, finer: Row | None) -> list[Column]:
    """Return what each column holds, from a head of one row or two."""
    columns = []
    for index, cell in enumerate(head):
        heading = cell.text.strip()
        below = finer[index] if finer else None
        if below is not None and below.place != cell.place and below.text.strip():
            heading = f"{heading}\n{below.text.strip()}" if heading else below.text.strip()
        columns.append(column_of(heading))
    return columns


def stands_on_side(rows: Sequence[Row]) -> bool:
    """Tell whether the headings stand in the first column, one below the other."""
    if len(rows) < _MIN_KNOWN or len(rows[0]) < 2 or is_head(rows[0]):
        return False
    first = [row[0] for row in rows if not row[0].merged]
    known = [cell for cell in first if is_exact_heading(cell.text)]
    kinds = {column_of(cell.text).role for cell in known}
    return len(known) == len(first) >= _MIN_KNOWN and len(kinds) >= _MIN_KNOWN and bool(kinds & {"content", "quality"})


def turned(table: Table) -> tuple[Row, ...]:
    """Return the rows of a table with rows and columns exchanged."""
    return tuple(zip(*table.rows, strict=True))


def groups_of(columns: list[Column]) -> list[list[int]]:
    """Return the columns that are read together, by position.

    Under 日常 | 定期 with 内容 | 频次 below each, a row says two things: each group goes with the columns
    that stand under neither.
    """
    parents: dict[str, list[int]] = {}
    for index, column in enumerate(columns):
        parent, _break, below = column.heading.partition("\n")
        if below:
            parents.setdefault(parent, []).append(index)
    groups = [group for group in parents.values() if _MAIN_ROLES & {columns[index].role for index in group}]
    # 作业要求 with 内容 | 频次 beside 验收 with 标准: two sides of one thing, for no role stands under both.
    mains = [_MAIN_ROLES & {columns[index].role for index in group} for group in groups]
    if len(groups) < 2 or not set.intersection(*mains):
        return [list(range(len(columns)))]
    grouped = {index for group in groups for index in group}
    shared = [index for index in range(len(columns)) if index not in grouped]
    return [sorted([*shared, *group]) for group in groups]
