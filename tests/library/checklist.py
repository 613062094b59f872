"""The lines that the starter library becomes, and the table of those that somebody has read.

Run as a program it writes the table anew; somebody then reads the difference line by line.
"""

from __future__ import annotations

import csv
from pathlib import Path

from guicheng.domain.evidence.lines import Bounds, LineKind
from guicheng.domain.standard import PartKind
from guicheng.domain.targets.checklist import ChecklistLine, lines_of
from guicheng.domain.targets.source import SourceLine
from guicheng.domain.values import ClauseRef
from library import starter

LINES = Path(__file__).with_name("checklist.tsv")
COLUMNS = ("clause", "rounds", "kind", "topic", "text", "bounds", "hint")


_KEPT: dict[tuple[str, str], tuple[ChecklistLine, ...]] = {}


def compiled(row: starter.Row) -> tuple[ChecklistLine, ...]:
    """Return the lines of a clause as one grade has it."""
    if (row.clause, row.grade) not in _KEPT:
        _KEPT[row.clause, row.grade] = _compiled(row)
    return _KEPT[row.clause, row.grade]


def _compiled(row: starter.Row) -> tuple[ChecklistLine, ...]:
    elements = {name: row.element(name) for name in row.part.elements}
    ref = ClauseRef(row.standard.code, number=row.part.number)
    return lines_of(SourceLine(ref, PartKind.CLAUSE, row.text, row.part.number, elements=elements))


def best() -> list[starter.Row]:
    """Return every clause at the best grade that has it."""
    return list({row.clause: row for row in reversed(starter.rows())}.values())[::-1]


def lines() -> list[tuple[str, ...]]:
    """Return the lines of the library now, in the columns of the table."""
    return [
        (row.clause, each.rounds, each.kind.value, each.topic, each.text, told(each), each.hint)
        for row in best()
        for each in compiled(row)
    ]


def told(line: ChecklistLine) -> str:
    """Return the bounds of a line with its unit, such as >=3 <=5 厘米."""
    if line.kind is not LineKind.NUMBER:
        return "/".join(line.choices)
    bounds: Bounds = line.bounds
    low = [] if bounds.low is None else [f"{'>' if bounds.low_open else '>='}{bounds.low}"]
    high = [] if bounds.high is None else [f"{'<' if bounds.high_open else '<='}{bounds.high}"]
    return " ".join([*low, *high, line.unit]) if low or high else "any"


def checked() -> list[tuple[str, ...]]:
    """Return the lines that somebody has read."""
    with LINES.open(encoding="utf-8", newline="") as table:
        head, *rows = csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
    assert tuple(head) == COLUMNS
    return [tuple(row) for row in rows]


if __name__ == "__main__":
    LINES.write_text("\n".join("\t".join(line) for line in (COLUMNS, *lines())) + "\n", encoding="utf-8")
