"""Build the sample files of ``library/samples`` from their readable sources.

Usage: ``python tools/samples.py [--check]``. With ``--check`` nothing is written and the exit status is 1 if a
sample is not what its source says. Archives are compared member by member: compression may differ between machines.
"""

from __future__ import annotations

import io
import re
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from sample_docx import STAMP, manual
from sample_markup import ABOVE, LEFT, Block, blocks, spans

SAMPLES: Final = Path(__file__).resolve().parents[1] / "src" / "guicheng" / "library" / "samples"
_ISO: Final = STAMP.strftime("%Y-%m-%dT%H:%M:%SZ")


def build(entry: dict[str, str]) -> bytes:
    """Return the bytes of one sample from its entry in ``index.toml``."""
    parts = list(blocks((SAMPLES / "source" / entry["source"]).read_text(encoding="utf-8")))
    if entry["file"].endswith(".docx"):
        return settled(manual(parts, title=entry["title_zh"], company=entry["company"]))
    return settled(workbook(parts))


def workbook(parts: list[Block]) -> bytes:
    """Return an Excel file with one sheet for each heading."""
    book = Workbook()
    del book[book.sheetnames[0]]
    for heading, table in zip(parts[::2], parts[1::2], strict=True):
        sheet = book.create_sheet(heading.text)
        for i, row in enumerate(table.rows, 1):
            for j, text in enumerate(row, 1):
                _write_cell(sheet, i, j, text)
        for top, left, bottom, right in spans(table.rows):
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def _write_cell(sheet: Any, row: int, column: int, text: str) -> None:
    if text in {ABOVE, LEFT, ""}:
        return
    cell = sheet.cell(row, column, int(text) if text.isdecimal() and text.isascii() else text)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    cell.font = Font(bold=row == 1)
    letter = cell.column_letter
    sheet.column_dimensions[letter].width = max(sheet.column_dimensions[letter].width, min(30, 2 * len(text) + 2))


def settled(archive: bytes) -> bytes:
    """Return the same archive with fixed times and order of members."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            data = source.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb">\d{4}-\d\d-\d\dT[\d:.]+Z?<", b">" + _ISO.encode() + b"<", data)
            target.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return output.getvalue()


def members(archive: bytes) -> dict[str, bytes]:
    """Return the content of an archive by member, so that two archives can be compared."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def main(arguments: list[str]) -> int:
    """Build or check all samples that have a source; return the exit status."""
    index = tomllib.loads((SAMPLES / "index.toml").read_text(encoding="utf-8"))
    stale = []
    for entry in index["sample"]:
        if "source" not in entry:
            continue
        path, data = SAMPLES / entry["file"], build(entry)
        if path.exists() and members(path.read_bytes()) == members(data):
            continue
        stale.append(entry["file"])
        if "--check" not in arguments:
            path.write_bytes(data)
    for name in stale:
        print(
            f"{name}: {'differs from its source; run python tools/samples.py' if '--check' in arguments else 'written'}"
        )
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
