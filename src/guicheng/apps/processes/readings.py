"""What a stored step table says: its process, its findings, its fingerprint, and what changed between two."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from guicheng.domain.process import Process, Promise, Report, check_graph, check_table, read_table
from guicheng.domain.process.graph import Graph
from guicheng.domain.process.limits import plain_number
from guicheng.domain.values import GuichengError, Message
from guicheng.domain.values.message import _

Row = Mapping[str, str]
#: What ``drawn`` of a process holds: ``xml`` and ``only``; None while the table says everything.
Drawn = Mapping[str, Any] | None
#: Column of a stored row → heading under which people know it, in the order of the table.
COLUMNS: Final[Mapping[str, str]] = {
    "number": "序号",
    "name": "步骤",
    "post": "岗位",
    "limit": "时限",
    "record": "表单/记录",
    "next": "去向",
    "timeout": "超时",
    "join": "汇合",
    "inputs": "输入",
    "note": "说明",
    "clauses": "条款",
}
#: Column → what is said when it changed.
_CHANGED: Final[Mapping[str, Message]] = {
    "number": _("number: {before} → {after}"),
    "name": _("name: {before} → {after}"),
    "post": _("post: {before} → {after}"),
    "limit": _("limit: {before} → {after}"),
    "record": _("form or record: {before} → {after}"),
    "next": _("route: {before} → {after}"),
    "timeout": _("when late: {before} → {after}"),
    "join": _("joining: {before} → {after}"),
    "inputs": _("input: {before} → {after}"),
    "note": _("note: {before} → {after}"),
    "clauses": _("clauses: {before} → {after}"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a table says; either ``report`` or ``refusal`` is there.

    Args:
        report: What checking found.
        refusal: Why it cannot be read, in the words of the error.
    """

    report: Report | None
    refusal: Message | None = None

    @property
    def errors(self) -> int | None:
        """How many faults stand; None for a table that cannot be read."""
        return len(self.report.findings) if self.report else None

    @property
    def minutes(self) -> str:
        """Worst case with each step at most once, minutes as text; "" where nothing bounds it."""
        longest = self.report.once.minutes if self.report else None
        return "" if longest is None else str(plain_number(longest))


@dataclass(frozen=True, slots=True)
class StepChange:
    """What became of one step between two tables.

    Args:
        step: Its number and name, in the newer table where it is there.
        what: "added", "removed", "moved" or the column that changed.
        sentence: The change in words.
    """

    step: str
    what: str
    sentence: Message


def process_of(title: str, rows: Sequence[Row]) -> Process:
    """Return a stored table as the domain reads it.

    Raises:
        TableRefusedError: It holds no step, or two of one number.
    """
    cells = [[row.get(column, "") for column in COLUMNS] for row in rows]
    return read_table(title, [list(COLUMNS.values()), *cells])


def read(title: str, rows: Sequence[Row], promise: Promise | None = None, *, drawn: Drawn = None) -> Reading:
    """Check a stored process; one that cannot be read, and a promise that cannot, is a refusal, not an error.

    Args:
        title: Its title.
        rows: Its table.
        promise: A time to set beside the limits.
        drawn: Its diagram, which is what is checked where no table can say all of it.
    """
    try:
        if drawn and drawn["only"]:
            return Reading(check_graph(graph_of(title, drawn), promise))
        return Reading(check_table(process_of(title, rows), promise))
    except GuichengError as error:
        return Reading(None, error.message)


def graph_of(title: str, drawn: Mapping[str, Any]) -> Graph:
    """Return the graph of a diagram that was kept.

    Raises:
        DiagramRefusedError: It holds what is not supported, or what could do harm.
        FileRefusedError: It is damaged.
    """
    # Reading XML is asked for seldom, and takes a while to load.
    from guicheng.adapters.bpmn.reading import read_diagram

    return read_diagram(f"{title}.bpmn", str(drawn["xml"]).encode())


def content_hash(title: str, rows: Sequence[Row], drawn: Drawn = None) -> str:
    """Return the SHA-256 of what a process says, as canonical JSON; where its shapes stand says nothing."""
    said: dict[str, Any] = {"title": title, "rows": [dict(row) for row in rows]}
    if drawn and drawn["only"]:
        said["diagram"] = drawn["xml"]
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def difference(older: Sequence[Row], newer: Sequence[Row]) -> list[StepChange]:
    """Return what changed, step by step, by the lasting id of each: added and changed in new order, then removed."""
    before, after = {row["id"]: row for row in older}, {row["id"]: row for row in newer}
    found: list[StepChange] = []
    for key, row in after.items():
        if key not in before:
            found.append(StepChange(label(row), "added", _("step added; post: {post}", post=row.get("post") or "—")))
        else:
            found += _changes(before[key], row)
    found += [StepChange(label(row), "removed", _("step removed")) for key, row in before.items() if key not in after]
    return found + _moved(list(before), list(after), after)


def label(row: Row) -> str:
    """Return how people name a step."""
    return f"{row.get('number', '')} {row.get('name', '')}".strip()


def cited(rows: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    """Return the clauses that each step cites, as written, by the lasting id of the step."""
    return {row["id"]: tuple(citations(row.get("clauses", ""))) for row in rows}


def citations(text: str) -> list[str]:
    """Return the clauses that a cell names, such as ``KF-01/3.2``.

    Example:
        >>> citations("KF-01/3.2、KF-02/1")
        ['KF-01/3.2', 'KF-02/1']
    """
    for mark in ",，;；\n\t ":
        text = text.replace(mark, "、")
    return list(dict.fromkeys(part for part in text.split("、") if part))


def _changes(older: Row, newer: Row) -> list[StepChange]:
    return [
        StepChange(
            label(newer),
            column,
            Message(_CHANGED[column].text, {"before": older.get(column) or "—", "after": newer.get(column) or "—"}),
        )
        for column in COLUMNS
        if older.get(column, "") != newer.get(column, "")
    ]


def _moved(before: list[str], after: list[str], rows: Mapping[str, Row]) -> list[StepChange]:
    """Tell which steps stand at another place among those that both tables have."""
    kept, now = [key for key in before if key in rows], [key for key in after if key in before]
    return [
        StepChange(label(rows[key]), "moved", _("stands at another place"))
        for was, key in zip(kept, now, strict=True)
        if was != key
    ]
