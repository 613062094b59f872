"""The step tables of the cases, and files of every kind that hold them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import docx
import openpyxl

from adapters.excel_files import book_bytes
from adapters.word_files import document_bytes

CASES = Path(__file__).resolve().parents[2] / "cases" / "process"


@dataclass
class Case:
    """One table with what must be said of it; ``worst`` is None where nothing is claimed."""

    name: str
    rows: list[list[str]]
    faults: Counter = field(default_factory=Counter)
    perhaps: Counter = field(default_factory=Counter)
    worst: tuple | None = None
    promises: list[tuple[str, str, float]] = field(default_factory=list)


def cases(name: str = "tables.md") -> list[Case]:
    """Return the cases of a file."""
    text = (CASES / name).read_text(encoding="utf-8")
    return [_case(part) for part in text.split("\n## ")[1:]]


def _case(part: str) -> Case:
    lines = part.splitlines()
    case = Case(lines[0].strip(), [])
    for line in lines[1:]:
        if line.startswith("> "):
            read_claim(case, line[2:].strip())
        elif line.startswith("|") and not line.startswith("| ---"):
            cells = [cell.strip().replace("<br>", "\n") for cell in line.strip()[1:-1].split("|")]
            case.rows.append(cells)
    return case


def read_claim(case: Case, line: str) -> None:
    """Read one line of what must be said."""
    if line.startswith("faults "):
        for fault in line.removeprefix("faults ").split(";"):
            sure = not fault.strip().startswith("perhaps ")
            words = fault.strip().removeprefix("perhaps ").partition(" ")
            if words[0] != "none":
                (case.faults if sure else case.perhaps)[words[0], tuple(_steps(words[2]))] += 1
    elif match := re.fullmatch(r"once (\S+) twice (\S+)", line):
        case.worst = tuple(None if word == "none" else float(word) for word in match.groups())
    elif match := re.fullmatch(r"promise (\S+) (is|broken) (\S+)", line):
        case.promises.append((match[1], match[2], float(match[3])))
    else:
        assert line == "worst not said", line


def _steps(text: str) -> list[int | str]:
    return [int(step) if step.isdecimal() else step for step in text.split("、") if step]


def csv_file(case: Case) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows(case.rows)
    return stream.getvalue().encode("utf-8-sig")


def gbk_file(case: Case) -> bytes:
    return csv_file(case).decode("utf-8-sig").encode("gb18030")


def excel_file(case: Case) -> bytes:
    """A workbook with a title merged over the table, as companies keep them."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([f"{case.name}流程表"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(case.rows[0]))
    for row in case.rows:
        sheet.append([int(cell) if cell.isascii() and cell.isdecimal() else cell or None for cell in row])
    return book_bytes(book)


def word_file(case: Case) -> bytes:
    """A document with a heading, a sentence, a table of something else, and the step table."""
    document = docx.Document()
    document.add_heading(case.name, 1)
    document.add_paragraph("本流程适用于各项目。")
    other = document.add_table(1, 2)
    other.cell(0, 0).text, other.cell(0, 1).text = "编制", "审核"
    table = document.add_table(len(case.rows), len(case.rows[0]))
    for made, row in zip(table.rows, case.rows, strict=True):
        for cell, text in zip(made.cells, row, strict=True):
            cell.text = text
    return document_bytes(document)


def markdown_file(case: Case) -> bytes:
    head, *rows = ["| " + " | ".join(cell.replace("\n", "<br>") for cell in row) + " |" for row in case.rows]
    rule = "|" + " --- |" * len(case.rows[0])
    return "\n".join([f"# {case.name}", "", head, rule, *rows, ""]).encode()


FILES = {".csv": csv_file, ".gbk.csv": gbk_file, ".xlsx": excel_file, ".docx": word_file, ".md": markdown_file}
