"""The starter library as its tests see it: each clause as each grade has it, and the table of checked readings.

Run as a program it writes the table anew; somebody then reads the difference line by line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from guicheng.adapters.standards_files import Folder, read_folder
from guicheng.domain.clause import Clause
from guicheng.domain.clause.printer import echo
from guicheng.domain.clause.reader import read
from guicheng.domain.standard import ClauseText, PartKind, StandardText
from guicheng.domain.standard.grades import text_at

SHELF = Path(str(files("guicheng.library") / "standards"))
READINGS = Path(__file__).with_name("readings.tsv")
COLUMNS = ("clause", "grade", "state", "echo")
_DAYS = {
    "日": 1, "周": 7, "半月": 15, "月": 30, "季度": 90, "半年": 180, "年": 365, "个月": 30, "小时": 1 / 24, "分钟": 1 / 1440,
    "秒": 1 / 86400,
}  # fmt: skip
_STRETCH = re.compile(r"(\d*)(个月|半月|季度|半年|小时|分钟|[秒日周月年])")


@dataclass(frozen=True, slots=True)
class Row:
    """A clause as one grade has it: address, grade, text as that grade has it, the part it comes from, its standard."""

    clause: str
    grade: str
    text: str
    part: ClauseText
    standard: StandardText

    @property
    def reading(self) -> Clause:
        """What the reader makes of it."""
        return _read(self.text)

    def element(self, key: str) -> str:
        """Return an element as this grade has it."""
        return text_at(self.part.elements[key], self.standard.grades, self.grade, self.part.grades)


@cache
def _read(text: str) -> Clause:
    return read(text)


@cache
def raw_files() -> dict[str, bytes]:
    """Return the content of each file of the library by its path."""
    return {path.relative_to(SHELF).as_posix(): path.read_bytes() for path in sorted(SHELF.rglob("*.md"))}


@cache
def folder() -> Folder:
    """Return the library."""
    return read_folder(raw_files())


def clauses() -> Iterator[tuple[StandardText, ClauseText]]:
    """Yield each clause with its standard."""
    for standard in folder().standards:
        yield from ((standard, part) for part in standard.parts if part.kind is PartKind.CLAUSE)


@cache
def rows() -> tuple[Row, ...]:
    """Return every clause at every grade that has it."""
    return tuple(
        Row(
            f"{standard.code}/{part.number}",
            grade,
            text_at(part.text, standard.grades, grade, part.grades),
            part,
            standard,
        )
        for standard, part in clauses()
        for grade in (part.grades or standard.grades)
    )


def ladder(standard: StandardText, part: ClauseText) -> tuple[Row, ...]:
    """Return a clause at its grades, the best first."""
    address = f"{standard.code}/{part.number}"
    return tuple(row for row in rows() if row.clause == address)


def days(text: str) -> float | None:
    """Return how many days a stretch such as 2个月, 半月 or 60分钟 has, None where the text is none."""
    hit = _STRETCH.fullmatch(text)
    return int(hit[1] or 1) * _DAYS[hit[2]] if hit else None


def readings() -> list[tuple[str, str, str, str]]:
    """Return what the reader makes of the library now, in the columns of the table."""
    return [(row.clause, row.grade, row.reading.state.value, echo(row.reading)) for row in rows()]


def checked() -> list[tuple[str, ...]]:
    """Return the readings that somebody has checked."""
    with READINGS.open(encoding="utf-8", newline="") as table:
        head, *lines = csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
    assert tuple(head) == COLUMNS
    return [tuple(line) for line in lines]


if __name__ == "__main__":
    lines = ["\t".join(line) for line in (COLUMNS, *readings())]
    READINGS.write_text("\n".join(lines) + "\n", encoding="utf-8")
