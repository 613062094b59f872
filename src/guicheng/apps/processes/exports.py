"""A process as a file: its table, its diagram, its picture."""

from __future__ import annotations

import csv
import io
from typing import Final

from guicheng.adapters.reports.table import safe_cell, table_book
from guicheng.apps.processes.diagrams import diagram_of
from guicheng.apps.processes.models import Process
from guicheng.apps.processes.pictures import paper_drawing
from guicheng.apps.processes.readings import process_of
from guicheng.domain.process.cells import headings_of

#: Kind of file → its type.
TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "bpmn": "application/xml; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
}


def file_of(process: Process, kind: str) -> tuple[bytes, str]:
    """Return a process as a file, and its type; all but the picture can be read in again.

    Args:
        process: The process.
        kind: ``xlsx``, ``csv``, ``md``, ``bpmn`` or ``svg``.

    Raises:
        KeyError: There is no such kind of file.
        TableRefusedError: There is no step to draw yet, or two have one number.
    """
    media = TYPES[kind]
    if kind == "bpmn":
        return diagram_of(process.title, process.rows, process.drawn), media
    if kind == "svg":
        process_of(process.title, process.rows)
        return paper_drawing(process.title, process.rows, process.drawn).encode(), media
    columns = headings_of(process.rows)
    head, rows = list(columns.values()), [[row.get(name, "") for name in columns] for row in process.rows]
    if kind == "xlsx":
        return table_book(process.title, head, rows), media
    if kind == "csv":
        out = io.StringIO(newline="")
        csv.writer(out).writerows([head, *([safe_cell(cell) for cell in row] for row in rows)])
        return b"\xef\xbb\xbf" + out.getvalue().encode(), media
    lines = [head, ["---"] * len(head), *rows]
    body = "\n".join(f"| {' | '.join(_plain(cell) for cell in row)} |" for row in lines)
    return f"# {process.title}\n\n{body}\n".encode(), media


def _plain(cell: str) -> str:
    return cell.replace("|", "｜").replace("\n", "；")
