"""Reads processes from the files that people keep them in: tables in Word, Excel, Markdown and CSV."""

from __future__ import annotations

import csv
import io
from pathlib import PurePosixPath

from guicheng.adapters.opening import open_file
from guicheng.adapters.text import decode
from guicheng.domain.manual.blocks import Paragraph, SourceFile, Table
from guicheng.domain.process.reading import choose_table, find_head, read_table
from guicheng.domain.process.table import Process
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import _

MAX_CSV_BYTES = 5_000_000
_MAX_CSV_ROWS = 5_000
_DELIMITERS = (",", "\t", ";", "；", "，", "|")
Rows = list[list[str]]


def read_step_table(name: str, data: bytes) -> Process:
    """Return the process that a file holds as a step table, found among its other tables.

    Args:
        name: File name; its ending says whether it is CSV, the content what else it is.
        data: The whole file.

    Raises:
        FileRefusedError: It cannot or must not be read.
        TableRefusedError: It holds no step table.
    """
    stem = PurePosixPath(name.replace("\\", "/")).stem or name
    if PurePosixPath(name).suffix.lower() in {".csv", ".tsv"}:
        return read_table(stem, _csv_rows(name, data))
    source = open_file(name, data)
    tables = _tables(source)
    chosen = choose_table(rows for _title, rows in tables)
    if chosen is None:
        return read_table(stem, [])
    title = next(title for title, rows in tables if rows is chosen)
    return read_table(title or stem, chosen)


def _tables(source: SourceFile) -> list[tuple[str, Rows]]:
    """Return the tables of a file, each with the heading that stands above it."""
    found: list[tuple[str, Rows]] = []
    title = ""
    for block in source.blocks:
        if isinstance(block, Paragraph) and (block.level or block.strong):
            title = block.text.strip()
        elif isinstance(block, Table):
            found.append((title, [[cell.text for cell in row] for row in block.rows]))
    return found


def _csv_rows(name: str, data: bytes) -> Rows:
    if len(data) > MAX_CSV_BYTES or data.startswith(b"PK"):
        raise FileRefusedError(
            _("“{name}” is no CSV table of at most 5 MB. Save the table as CSV UTF-8 and give that.", name=name)
        )
    text = decode(name, data).removeprefix("\ufeff")
    best: Rows = []
    for delimiter in _DELIMITERS:
        try:
            rows = [
                row
                for row, _count in zip(
                    csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), range(_MAX_CSV_ROWS), strict=False
                )
            ]
        except csv.Error:
            continue
        if (head := find_head(rows)) is not None and len(head.columns) > _width(best):
            best = rows
    return best


def _width(rows: Rows) -> int:
    head = find_head(rows)
    return len(head.columns) if head else 0
