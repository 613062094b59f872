"""What a stored step table says: its process, its findings, its fingerprint, and what changed between two."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from guicheng.domain.process import Graph, ProcessFinding, Promise, Report, check_graph, check_table, compile_table
from guicheng.domain.process.cells import COLUMNS, Row, label, process_of
from guicheng.domain.process.citations import read_citations
from guicheng.domain.process.difference import StepChange, difference
from guicheng.domain.process.duties import Staffing
from guicheng.domain.process.limits import plain_number
from guicheng.domain.values import GuichengError, Message

#: What ``drawn`` of a process holds: ``xml`` and ``only``; None while the table says everything.
Drawn = Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a table says; either ``report`` or ``refusal`` is there.

    Args:
        report: What checking found.
        refusal: Why it cannot be read, in the words of the error.
        warnings: What it asks of posts that are away or stand too low; they stop nobody from publishing.
    """

    report: Report | None
    refusal: Message | None = None
    warnings: tuple[ProcessFinding, ...] = ()

    @property
    def errors(self) -> int | None:
        """How many faults stand; None for a table that cannot be read."""
        return len(self.report.findings) if self.report else None

    @property
    def minutes(self) -> str:
        """Worst case with each step at most once, minutes as text; "" where nothing bounds it."""
        longest = self.report.once.minutes if self.report else None
        return "" if longest is None else str(plain_number(longest))


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


def staffed(reading: Reading, staffing: Staffing) -> Reading:
    """Return a reading with what a process asks of posts that are away or stand too low."""
    return replace(reading, warnings=staffing.warnings(reading.report.graph)) if reading.report else reading


def compiled(title: str, rows: Sequence[Row], drawn: Drawn = None) -> Graph:
    """Return what a stored process compiles to: its diagram where no table can say all of it, otherwise its table.

    Raises:
        TableRefusedError: It holds no step, or two of one number.
        DiagramRefusedError: Its diagram cannot be read any more.
    """
    return graph_of(title, drawn) if drawn and drawn["only"] else compile_table(process_of(title, rows))


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


def cited(rows: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    """Return the clauses that each step cites, as written, by the lasting id of the step."""
    return {row["id"]: tuple(citations(row.get("clauses", ""))) for row in rows}


def citations(text: str) -> list[str]:
    """Return the clauses that a cell names, such as ``KF-01/3.2``.

    Example:
        >>> citations("KF-01/3.2、KF-02/1")
        ['KF-01/3.2', 'KF-02/1']
    """
    return [each.clause for each in read_citations(text)]


__all__ = [
    "COLUMNS",
    "Reading",
    "Row",
    "StepChange",
    "citations",
    "cited",
    "content_hash",
    "difference",
    "label",
    "process_of",
    "read",
]
