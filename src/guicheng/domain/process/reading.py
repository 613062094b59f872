"""Step tables out of rows of text: finds the table, its columns and its steps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.process.citations import read_citations
from guicheng.domain.process.limits import read_limit
from guicheng.domain.process.routes import Targets, number_key, read_alarms, read_choices, read_join, read_ways
from guicheng.domain.process.table import END, Process, Step, Way
from guicheng.domain.process.words import column_of, is_blank
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

#: Steps of one table; more is a list of something else.
MAX_STEPS = 500
#: A row is a head when it names a step column and at least one of these.
_TELLING = frozenset({"next", "post", "limit", "record", "timeout"})
_BRACKET = re.compile(r"\(([^()]{1,10})\)")


class TableRefusedError(GuichengError):
    """Rows are no step table that can be read without guessing."""

    code = "table-refused"


@dataclass(frozen=True, slots=True)
class Head:
    """The heading row of a step table.

    Args:
        row: Its position among the rows, from 0.
        columns: Position of each column that is known.
        unit: Unit that the heading of the limits gives, such as 分钟.
    """

    row: int
    columns: dict[str, int]
    unit: str = ""

    @property
    def weight(self) -> int:
        """How surely this is a step table."""
        return len(self.columns) + 2 * ("next" in self.columns)


def find_head(rows: Sequence[Sequence[str]]) -> Head | None:
    """Return the first row that heads a step table, or None.

    Args:
        rows: Cells of a table, row by row.
    """
    for index, row in enumerate(rows):
        columns: dict[str, int] = {}
        for place, cell in enumerate(row):
            if (name := column_of(cell)) and name not in columns:
                columns[name] = place
        if "record" not in columns and "form" in columns:
            columns["record"] = columns.pop("form")
        if "name" in columns and columns.keys() & _TELLING and len(columns) >= 3:
            limit = row[columns["limit"]] if "limit" in columns else ""
            unit = _BRACKET.search(normalize(limit))
            return Head(index, columns, unit[1] if unit else "")
    return None


def choose_table(tables: Iterable[Sequence[Sequence[str]]]) -> Sequence[Sequence[str]] | None:
    """Return the table that most surely is a step table, the first of equals; None when none is."""
    best, weight = None, 0
    for rows in tables:
        head = find_head(rows)
        if head is not None and head.weight > weight:
            best, weight = rows, head.weight
    return best


def read_table(name: str, rows: Sequence[Sequence[str]]) -> Process:
    """Read a step table.

    Args:
        name: Title of the process.
        rows: Cells, the heading among the first rows.

    Raises:
        TableRefusedError: There is no heading or no step, two steps have one number, or there are too many.

    Example:
        >>> process = read_table("报修", [["序号", "步骤", "岗位", "去向"], ["1", "登记", "客服", "结束"]])
        >>> process.steps[0].ways
        (Way(answer='', targets=('结束',), unknown=()),)
    """
    head = _head(name, rows)
    records = _records(name, rows, head)
    return Process(name, _steps(name, records, head), frozenset(head.columns))


def read_rows(name: str, rows: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    """Return the cells of a step table by column, as written; limits take the unit of their heading.

    Raises:
        TableRefusedError: There is no heading or no step, or there are too many.
    """
    head = _head(name, rows)
    found = _records(name, rows, head)
    for index, record in enumerate(found):
        if head.unit and record["limit"].replace(".", "", 1).isdigit():
            record["limit"] += head.unit
        if "next" not in head.columns:
            record["next"] = "下一步" if index + 1 < len(found) else END
    return found


def _head(name: str, rows: Sequence[Sequence[str]]) -> Head:
    head = find_head(rows)
    if head is None:
        raise TableRefusedError(
            _(
                "“{name}” has no step table: no row is headed 步骤 together with 岗位, 时限, 表单/记录 or 去向. "
                "Head the table with 序号, 步骤, 岗位, 时限, 表单/记录, 去向, 超时.",
                name=name,
            )
        )
    return head


def _records(name: str, rows: Sequence[Sequence[str]], head: Head) -> list[dict[str, str]]:
    records = _joined([record for row in rows[head.row + 1 :] if (record := _record(row, head))["name"]], head)
    if not records or len(records) > MAX_STEPS:
        raise TableRefusedError(
            _(
                "“{name}” has {count} steps; a process has 1 to {most}. Write one row a step below the heading.",
                name=name,
                count=str(len(records)),
                most=str(MAX_STEPS),
            )
        )
    return records


def _record(row: Sequence[str], head: Head) -> dict[str, str]:
    return {name: row[place].strip() if place < len(row) else "" for name, place in head.columns.items()}


def _joined(records: list[dict[str, str]], head: Head) -> list[dict[str, str]]:
    """Put the rows of one step together, which a cell merged across them repeats; leave out a repeated heading."""
    found: list[dict[str, str]] = []
    for record in records:
        if all(column_of(text) == name for name, text in record.items()):
            continue
        last = found[-1] if found else {}
        if record.get("number") and (record["number"], record["name"]) == (last.get("number"), last.get("name")):
            for name in head.columns:
                if record[name] not in last[name].split("\n"):
                    last[name] = f"{last[name]}\n{record[name]}".strip()
        else:
            found.append(record)
    return found


def _steps(name: str, records: list[dict[str, str]], head: Head) -> tuple[Step, ...]:
    ids = _ids(name, records)
    numbers = {number_key(number): number for number in ids}
    names = [normalize(record["name"]) for record in records]
    unique = {text: ids[index] for index, text in enumerate(names) if names.count(text) == 1}
    return tuple(
        _step(record, index, ids, Targets(numbers, unique, (*ids, END)[index + 1]), head)
        for index, record in enumerate(records)
    )


def _ids(name: str, records: list[dict[str, str]]) -> list[str]:
    """Return the number of each row as it is printed; rows without one are counted."""
    ids: list[str] = []
    for index, record in enumerate(records, 1):
        number = number_key(record.get("number", "")) or str(index)
        if number in ids:
            raise TableRefusedError(
                _(
                    "Two steps of “{name}” have the number {number}, so a way to it could mean either. "
                    "Give every step a number of its own.",
                    name=name,
                    number=number,
                )
            )
        ids.append(number)
    return ids


def _step(record: dict[str, str], index: int, ids: list[str], targets: Targets, head: Head) -> Step:
    def said(column: str) -> str:
        text = record.get(column, "")
        return "" if is_blank(text) else text

    cited = read_citations(said("clauses"))
    ways = read_ways(record["next"], targets) if "next" in head.columns else (Way("", (targets.following,)),)
    return Step(
        id=ids[index],
        name=record["name"],
        post=said("post"),
        limit=read_limit(said("limit"), head.unit),
        limit_text=said("limit"),
        form=said("form"),
        record=said("record"),
        choices=(*read_choices(said("form")), *read_choices(said("record"))),
        ways=ways,
        alarms=read_alarms(record.get("timeout", ""), targets),
        waits_for_all=read_join(record.get("join", "")),
        inputs=said("inputs"),
        note=said("note"),
        clauses=tuple(each.clause for each in cited),
        spans={each.clause: each.spans for each in cited if each.spans},
        row=index + 1,
    )
