"""Two people changed one table: what each of them made of it, and both put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guicheng.apps.processes.readings import COLUMNS, Row, label

Rows = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Merged:
    """Two tables put together.

    Args:
        rows: The rows in the order of ``mine``; rows that only the others added stand behind the row they follow.
        both: Steps with the column in which both changed the same cell to something else; ``mine`` stands there.
    """

    rows: Rows
    both: tuple[tuple[str, str], ...]


def keyed(rows: Sequence[Row]) -> Rows:
    """Return rows with an id each; those that have none yet are known by their place."""
    return [{**row, "id": row.get("id") or f"new-{place}"} for place, row in enumerate(rows)]


def merge(base: Sequence[Row], theirs: Sequence[Row], mine: Sequence[Row]) -> Merged:
    """Put two tables that began as one together, cell by cell.

    What one of them changed is taken over. Where both changed a cell, mine stands. A row that one removed goes,
    unless the other changed it: nothing that somebody wrote is lost.

    Args:
        base: The rows that both saw, by ``id``.
        theirs: The rows that were saved first.
        mine: The rows that were typed meanwhile.
    """
    known, other = {row["id"]: row for row in base}, {row["id"]: row for row in theirs}
    both: list[tuple[str, str]] = []
    rows: Rows = []
    for row in mine:
        before, now = known.get(row["id"]), other.get(row["id"])
        if before is not None and now is None and _same(before, row):
            continue
        rows.append(_cells(before or {}, now or before or {}, row, both))
    ours = {row["id"] for row in mine}
    for place, row in enumerate(theirs):
        removed_here = row["id"] in known
        if row["id"] not in ours and not (removed_here and _same(known[row["id"]], row)):
            _insert(rows, dict(row), theirs[place - 1]["id"] if place else "")
    return Merged(rows, tuple(both))


def _cells(before: Row, theirs: Row, mine: Row, both: list[tuple[str, str]]) -> dict[str, str]:
    found = {"id": mine["id"]}
    for column in COLUMNS:
        was, other, own = (row.get(column, "") for row in (before, theirs, mine))
        found[column] = other if own == was else own
        if was not in (own, other) and own != other:
            both.append((label(mine), column))
    return found


def _same(one: Row, other: Row) -> bool:
    return all(one.get(column, "") == other.get(column, "") for column in COLUMNS)


def _insert(rows: Rows, row: dict[str, str], after: str) -> None:
    places = [place for place, each in enumerate(rows) if each["id"] == after]
    rows.insert(places[0] + 1 if places else 0, row)
