"""A step table as cells by column, which is how it is kept and sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from guicheng.domain.process.reading import read_table
from guicheng.domain.process.table import Process

Row = Mapping[str, str]
#: Column → heading under which people know it, in the order of the table.
COLUMNS: Final[Mapping[str, str]] = {
    "number": "序号",
    "name": "步骤",
    "post": "岗位",
    "limit": "时限",
    "form": "表单",
    "record": "表单/记录",
    "next": "去向",
    "timeout": "超时",
    "join": "汇合",
    "inputs": "输入",
    "note": "说明",
    "clauses": "条款",
}

#: Columns that came later: while empty, rows leave them out, so that what older editions say has the same fingerprint.
LATER: Final = frozenset({"form"})


def headings_of(rows: Sequence[Row]) -> dict[str, str]:
    """Return the columns of a table with their headings; forms and records are one column until a row tells them apart.

    Example:
        >>> headings_of([{"form": "派工单", "record": "台账"}])["record"], "form" in headings_of([{"record": "台账"}])
        ('记录', False)
    """
    if any(row.get("form") for row in rows):
        return {**COLUMNS, "record": "记录"}
    return {name: heading for name, heading in COLUMNS.items() if name != "form"}


def process_of(title: str, rows: Sequence[Row], columns: Sequence[str] = tuple(COLUMNS)) -> Process:
    """Return a table of cells as the domain reads it.

    Args:
        title: Title of the process.
        rows: Cells by column; missing ones are empty.
        columns: Columns that the table has.

    Raises:
        TableRefusedError: It holds no step, or two of one number.

    Example:
        >>> process_of("报修", [{"number": "1", "name": "登记", "next": "结束"}]).steps[0].name
        '登记'
    """
    cells = [[row.get(column, "") for column in columns] for row in rows]
    return read_table(title, [[COLUMNS[column] for column in columns], *cells])


def label(row: Row) -> str:
    """Return how people name a step.

    Example:
        >>> label({"number": "4", "name": "回访"})
        '4 回访'
    """
    return f"{row.get('number', '')} {row.get('name', '')}".strip()
