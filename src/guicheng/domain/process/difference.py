"""What changed between two editions of a process, step by step, in words that a manager reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from guicheng.domain.process.cells import COLUMNS, Row, label, process_of
from guicheng.domain.process.reading import TableRefusedError
from guicheng.domain.process.table import Step
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: Column → what is said when it changed.
_CHANGED: Final[Mapping[str, Message]] = {
    "number": _("number: {before} → {after}"),
    "name": _("name: {before} → {after}"),
    "post": _("post: {before} → {after}"),
    "limit": _("limit: {before} → {after}"),
    "form": _("form: {before} → {after}"),
    "record": _("form or record: {before} → {after}"),
    "next": _("route: {before} → {after}"),
    "timeout": _("when late: {before} → {after}"),
    "join": _("joining: {before} → {after}"),
    "inputs": _("input: {before} → {after}"),
    "note": _("note: {before} → {after}"),
    "clauses": _("clauses: {before} → {after}"),
}
_RECORD: Final = _("record: {before} → {after}")
_ROUTES: Final = ("next", "timeout")


@dataclass(frozen=True, slots=True)
class StepChange:
    """What became of one step between two tables.

    Args:
        step: Its number and name, in the newer table where it is there.
        what: "added", "removed", "moved" or the column that changed.
        sentence: The change in words.
        id: Its lasting id.
        before: The cell as it was; "" where nothing was there.
        after: The cell as it is.
    """

    step: str
    what: str
    sentence: Message
    id: str = ""
    before: str = ""
    after: str = ""


def difference(older: Sequence[Row], newer: Sequence[Row]) -> list[StepChange]:
    """Return what changed, step by step, by the lasting id of each: added and changed in new order, then removed.

    A route that leads to the same steps under new numbers has not changed.

    Args:
        older: Cells by column, each row with ``id``.
        newer: The same for the newer table.
    """
    before, after = {row["id"]: row for row in older}, {row["id"]: row for row in newer}
    was, now = _targets(older), _targets(newer)
    found: list[StepChange] = []
    for key, row in after.items():
        if key not in before:
            sentence = _("step added; post: {post}", post=row.get("post") or "—")
            found.append(StepChange(label(row), "added", sentence, key))
        else:
            same = {column for column in _ROUTES if key in was and key in now and was[key][column] == now[key][column]}
            found += _changes(before[key], row, same)
    found += [
        StepChange(label(row), "removed", _("step removed"), key) for key, row in before.items() if key not in after
    ]
    return found + _moved(list(before), list(after), after)


def matched(older: Sequence[Row], newer: Sequence[Row]) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Return two tables with ids, for files that carry none: a step is the same by its id, its name, or its number.

    Args:
        older: Cells by column, ``id`` where there is one.
        newer: The same for the newer table.
    """
    first = [{**row, "id": row.get("id") or f"old {place}"} for place, row in enumerate(older)]
    free = {row["id"]: row for row in first}
    found: dict[int, str] = {}
    for key in ("id", "name", "number"):
        for place, row in enumerate(newer):
            same = [old["id"] for old in free.values() if row.get(key) and old.get(key) == row[key]]
            twins = sum(other.get(key) == row.get(key) for other in newer)
            if place not in found and len(same) == 1 and twins == 1:
                found[place] = same[0]
                del free[same[0]]
    return first, [{**row, "id": found.get(place) or f"new {place}"} for place, row in enumerate(newer)]


def _targets(rows: Sequence[Row]) -> dict[str, dict[str, object]]:
    """Return where each step leads, by the ids of steps; nothing for a table that cannot be read."""
    try:
        steps = process_of("", rows).steps
    except TableRefusedError:
        return {}
    named = [row for row in rows if row.get("name", "").strip()]
    ids = {step.id: row["id"] for step, row in zip(steps, named, strict=False)}
    return {ids[step.id]: _leads(step, ids) for step in steps if step.id in ids}


def _leads(step: Step, ids: Mapping[str, str]) -> dict[str, object]:
    ways = [(way.answer, tuple(ids.get(target, target) for target in way.targets), way.unknown) for way in step.ways]
    alarms = [
        (alarm.text.partition("→")[0], alarm.interrupts, ids.get(alarm.target, alarm.target)) for alarm in step.alarms
    ]
    return {"next": ways, "timeout": alarms}


def _changes(older: Row, newer: Row, same: set[str]) -> list[StepChange]:
    found = []
    for column in COLUMNS:
        before, after = older.get(column, ""), newer.get(column, "")
        if before != after and column not in same:
            apart = column == "record" and (older.get("form") or newer.get("form"))
            said = _RECORD if apart else _CHANGED[column]
            sentence = Message(said.text, {"before": before or "—", "after": after or "—"})
            found.append(StepChange(label(newer), column, sentence, newer["id"], before, after))
    return found


def _moved(before: list[str], after: list[str], rows: Mapping[str, Row]) -> list[StepChange]:
    """Tell which steps stand at another place among those that both tables have."""
    kept, now = [key for key in before if key in rows], [key for key in after if key in before]
    return [
        StepChange(label(rows[key]), "moved", _("stands at another place"), key)
        for was, key in zip(kept, now, strict=True)
        if was != key
    ]
