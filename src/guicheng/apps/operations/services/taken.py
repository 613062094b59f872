"""A case taken up to be moved, read in one statement, and what goes on every event that is written to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from guicheng.apps.operations.models import CompiledProcess
from guicheng.apps.operations.readings import Compiled, item_of, known, recall
from guicheng.apps.platform.statements import Runner, Statement, moment_of
from guicheng.domain.process.running import Event, EventKind, Outcome, State, marking_of

_CASE_COLUMNS: Final = ("unit_id", "company_id", "seq", "rev", "marking", "outcome", "edition_id")
_ITEM_COLUMNS: Final = (
    "step", "begun", "since", "holder_id", "stand_in_id", "rests", "signers", "urged", "level", "kept", "due_at",
)  # fmt: skip
_LOCK: Final = Statement("SELECT 1 FROM operations_case WHERE id = %s FOR UPDATE")
_TAKE_UP: Final = Statement(
    f"SELECT {', '.join(f'w.{name}' for name in _ITEM_COLUMNS)}, "  # noqa: S608 - the names stand above
    f"{', '.join(f'c.{name}' for name in _CASE_COLUMNS)}, e.key FROM operations_case c "
    "JOIN processes_processedition e ON e.id = c.edition_id "
    "LEFT JOIN operations_workitem w ON w.case_id = c.id AND w.state = 'open' WHERE c.id = %s"
)


@dataclass
class Moving:
    """A case taken up to be moved, its row locked where the database can.

    Args:
        id: Primary key.
        unit_id: Primary key of its unit.
        company_id: Primary key of its company.
        rev: How often it was written before.
        state: Where it stands.
        compiled: The edition by which it runs.
        due: When the open work of each step has to be done, as it is kept.
        runner: Runs the statements of the transaction.
    """

    id: int
    unit_id: int
    company_id: int
    rev: int
    state: State
    compiled: Compiled
    due: dict[str, datetime | None] = field(default_factory=dict)
    runner: Runner = field(default_factory=Runner)


@dataclass(frozen=True)
class Stamp:
    """What goes on every event of a write.

    Args:
        at: When the service took it, with time zone.
        actor_id: Primary key of who did it; None for the service.
        actor_name: Their name at that time.
        key: The caller's name of the write, "" for none; goes on the first event.
        device_at: When a device says that it was; None for none.
    """

    at: datetime
    actor_id: int | None = None
    actor_name: str = ""
    key: str = ""
    device_at: datetime | None = None

    def event(self, kind: EventKind, step: str = "", **data: Any) -> Event:
        """Return an event with this stamp."""
        return Event(kind, self.at, "" if self.actor_id is None else str(self.actor_id), step, data)


def take_up(case_id: int) -> Moving | None:
    """Return a case to be moved; None where there is none. Called in the transaction that moves it."""
    runner = Runner()
    run = runner.run
    if runner.database.features.has_select_for_update:
        # Locked before it is read: a join that waits for the lock sees the case of now with the work of then.
        run(_LOCK, [case_id])
    rows = run(_TAKE_UP, [case_id]).fetchall()
    if not rows:
        return None
    count = len(_ITEM_COLUMNS)
    unit_id, company_id, seq, rev, marking, outcome, edition_id, key = rows[0][count:]
    compiled = compiled_of(edition_id, str(key))
    found = [dict(zip(_ITEM_COLUMNS, row[:count], strict=True)) for row in rows if row[0] is not None]
    items = {item["step"]: item_of(item) for item in found}
    state = State(compiled.key, marking_of(marking), seq, items, frozenset(), Outcome(outcome))
    due = {item["step"]: moment_of(item["due_at"]) if item["due_at"] else None for item in found}
    return Moving(case_id, unit_id, company_id, rev, state, compiled, due, runner)


def compiled_of(edition_id: int, key: str) -> Compiled:
    """Return a compiled edition.

    Raises:
        CompiledProcess.DoesNotExist: It was never compiled.
    """
    key = key.replace("-", "")
    found = known(key)
    return found or recall(edition_id, key, CompiledProcess.objects.get(edition_id=edition_id).table)
