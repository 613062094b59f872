"""What a stored step table says: its process, its findings, its fingerprint, and what changed between two."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guicheng.domain.process import Promise, Report, check_table
from guicheng.domain.process.cells import COLUMNS, Row, label, process_of
from guicheng.domain.process.difference import StepChange, difference
from guicheng.domain.process.limits import plain_number
from guicheng.domain.values import GuichengError, Message


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


def read(title: str, rows: Sequence[Row], promise: Promise | None = None) -> Reading:
    """Check a stored table; a table or promise that cannot be read is a refusal, not an error."""
    try:
        return Reading(check_table(process_of(title, rows), promise))
    except GuichengError as error:
        return Reading(None, error.message)


def content_hash(title: str, rows: Sequence[Row]) -> str:
    """Return the SHA-256 of what a table says, as canonical JSON."""
    said = {"title": title, "rows": [dict(row) for row in rows]}
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


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
