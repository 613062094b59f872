"""Events written to a case: its row, its open work and its log together, or not at all.

Every act on a case comes through here. The statements are written out, since a completion costs four of them and the
making of a statement would take longer than running it; ``bench/engine.py`` says what that gains.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import connection

from guicheng.apps.operations.models import CaseFollower, CompiledProcess
from guicheng.apps.operations.readings import Compiled, item_of, known, moment, recall, signers_text
from guicheng.apps.operations.selectors.clocks import Clocks
from guicheng.domain.process.running import Event, EventKind, Item, Outcome, State, apply, marking_of
from guicheng.domain.process.running.state import limit_to_json, rests_to_json
from guicheng.domain.values import GuichengError, Message, StaleError
from guicheng.domain.values.message import _

_CASE_COLUMNS: Final = ("id", "unit_id", "company_id", "seq", "rev", "marking", "outcome", "edition_id")
_ITEM_COLUMNS: Final = (
    "step", "begun", "since", "holder_id", "stand_in_id", "rests", "signers", "urged", "level", "kept", "due_at",
)  # fmt: skip
_LOCK: Final = "SELECT 1 FROM operations_case WHERE id = %s FOR UPDATE"
_TAKE_UP: Final = (
    f"SELECT {', '.join(f'w.{name}' for name in _ITEM_COLUMNS)}, "  # noqa: S608 - the names stand above
    f"{', '.join(f'c.{name}' for name in _CASE_COLUMNS)}, e.key FROM operations_case c "
    "JOIN processes_processedition e ON e.id = c.edition_id "
    "LEFT JOIN operations_workitem w ON w.case_id = c.id AND w.state = 'open' WHERE c.id = %s"
)
_SAVE_CASE: Final = (
    "UPDATE operations_case SET marking = %s, seq = %s, rev = %s, outcome = %s, ended_at = %s, due_at = %s, "
    "timer_at = %s, edition_id = %s WHERE id = %s AND rev = %s"
)
_ADD_EVENT: Final = (
    "INSERT INTO operations_caseevent (case_id, seq, rev, kind, step, actor_id, actor_name, at_server, at_device, key, "
    "data) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
_CLOSE_ITEM: Final = (
    "UPDATE operations_workitem SET state = %s, ended_at = %s, done_by_id = %s, signers = '' "
    "WHERE case_id = %s AND step = %s AND begun = %s"
)
_CHANGE_ITEM: Final = (
    "UPDATE operations_workitem SET state = 'open', ended_at = NULL, done_by_id = NULL, holder_id = %s, "
    "stand_in_id = %s, since = %s, due_at = %s, provisional = %s, budget_s = %s, consumed_s = %s, paused_at = %s, "
    "rests = %s, kept = %s, signers = %s, urged = %s, level = %s WHERE case_id = %s AND step = %s AND begun = %s"
)
_MOVE_ITEM: Final = (
    "UPDATE operations_workitem SET step = %s, lasting = %s, name = %s WHERE case_id = %s AND begun = %s AND step = %s"
)
_ADD_ITEM: Final = (
    "INSERT INTO operations_workitem (holder_id, stand_in_id, since, due_at, provisional, budget_s, consumed_s, "
    "paused_at, rests, kept, signers, urged, level, case_id, step, begun, lasting, name, post_name, post_id, state) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, (SELECT id FROM "
    "organization_post WHERE company_id = %s AND name = %s AND archived_at IS NULL), 'open')"
)


class RefusedEventError(GuichengError):
    """What was wanted of a case does not fit where it stands."""

    code = "case-refused"


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
    """

    id: int
    unit_id: int
    company_id: int
    rev: int
    state: State
    compiled: Compiled
    due: dict[str, datetime | None] = field(default_factory=dict)


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
    with connection.cursor() as cursor:
        if connection.features.has_select_for_update:
            # Locked before it is read: a join that waits for the lock sees the case of now with the work of then.
            cursor.execute(_LOCK, [case_id])
        cursor.execute(_TAKE_UP, [case_id])
        rows = cursor.fetchall()
    if not rows:
        return None
    count = len(_ITEM_COLUMNS)
    _id, unit_id, company_id, seq, rev, marking, outcome, edition_id, key = rows[0][count:]
    compiled = compiled_of(edition_id, str(key))
    found = [dict(zip(_ITEM_COLUMNS, row[:count], strict=True)) for row in rows if row[0] is not None]
    items = {item["step"]: item_of(item) for item in found}
    state = State(compiled.key, marking_of(marking), seq, items, frozenset(), Outcome(outcome))
    due = {item["step"]: moment(item["due_at"]) if item["due_at"] else None for item in found}
    return Moving(case_id, unit_id, company_id, rev, state, compiled, due)


def compiled_of(edition_id: int, key: str) -> Compiled:
    """Return a compiled edition.

    Raises:
        CompiledProcess.DoesNotExist: It was never compiled.
    """
    key = key.replace("-", "")
    found = known(key)
    return found or recall(edition_id, key, CompiledProcess.objects.get(edition_id=edition_id).table)


def move(
    moving: Moving,
    events: Sequence[Event],
    stamp: Stamp,
    clocks: Clocks,
    *,
    editions: Mapping[str, Compiled] | None = None,
) -> State:
    """Apply events to a case and write what came of them; one transaction is open.

    Args:
        moving: The case as it was taken up.
        events: In their order; each fits or nothing is written.
        stamp: Goes on each.
        clocks: Calendars of units and posts.
        editions: Further editions that events speak of, by key.

    Raises:
        RefusedEventError: One does not fit.
        StaleError: Somebody else wrote the case in between.
    """
    known_editions = {moving.compiled.key: moving.compiled, **(editions or {})}
    tables = {key: each.tokens for key, each in known_editions.items()}
    before = state = moving.state
    for event in events:
        applied = apply(tables, state, event)
        if applied.refusal is not None:
            raise RefusedEventError(applied.refusal)
        state = applied.state
    writer = _Writer(moving, state, known_editions[state.edition], stamp, clocks)
    writer.write(events, before)
    moving.state, moving.rev, moving.compiled = state, moving.rev + 1, known_editions[state.edition]
    return state


@dataclass
class _Writer:
    """Writes one move: the difference between two states."""

    moving: Moving
    after: State
    compiled: Compiled
    stamp: Stamp
    clocks: Clocks
    _moments: dict[datetime, Any] = field(default_factory=dict)

    def write(self, events: Sequence[Event], before: State) -> None:
        with connection.cursor() as cursor:
            if self.compiled is not self.moving.compiled:
                cursor.executemany(_MOVE_ITEM, list(self._renamed(events[-1], before)))
                before = _renamed_state(before, events[-1].table("steps"))
                self.moving.due.clear()
            self._items(cursor, events, before)
            self._case(cursor, before)
            cursor.executemany(_ADD_EVENT, list(self._events(events, before)))
        self._followers(before)

    def _renamed(self, event: Event, before: State) -> Iterable[list[Any]]:
        """Yield open work under the name that its step has in another edition."""
        steps = event.table("steps")
        for item in before.items.values():
            if item.step in steps:
                about = self.compiled.about[steps[item.step]]
                yield [steps[item.step], about.lasting, about.name[:200], self.moving.id, item.begun, item.step]

    def _items(self, cursor: Any, events: Sequence[Event], before: State) -> None:
        done = {event.step for event in events if event.kind is EventKind.COMPLETED}
        for step, item in before.items.items():
            now = self.after.items.get(step)
            if now is None or now.begun != item.begun:
                state, by = ("done", self.stamp.actor_id) if step in done else ("gone", None)
                cursor.execute(_CLOSE_ITEM, [state, self._moment(self.stamp.at), by, self.moving.id, step, item.begun])
                self.moving.due.pop(step, None)
        for step, item in self.after.items.items():
            was = before.items.get(step)
            if was is not None and was.begun == item.begun:
                if was is not item:
                    cursor.execute(_CHANGE_ITEM, self._columns(item))
            elif item.begun <= before.seq:
                cursor.execute(_CHANGE_ITEM, self._columns(item))
            else:
                about = self.compiled.about[step]
                named = [about.lasting, about.name[:200], about.post[:80], self.moving.company_id, about.post]
                cursor.execute(_ADD_ITEM, [*self._columns(item), *named])

    def _columns(self, item: Item) -> list[Any]:
        clock = self.clocks.of(self.compiled.about[item.step].post)
        due, provisional = clock.due_of(self.compiled.tokens, item)
        budget = clock.budget(self.compiled.tokens, item)
        self.moving.due[item.step] = due
        rest = item.rest
        return [
            int(item.holder) if item.holder else None,
            int(item.stand_in) if item.stand_in else None,
            self._moment(item.since),
            self._moment(due),
            provisional,
            budget,
            clock.clock.spent(item, self.stamp.at) if item.rests else 0,
            self._moment(rest.since) if rest else None,
            json.dumps(rests_to_json(item.rests), ensure_ascii=False) if item.rests else "[]",
            None if item.kept is None else json.dumps([limit_to_json(limit) for limit in item.kept]),
            signers_text(item.signers),
            item.urged,
            item.level,
            self.moving.id,
            item.step,
            item.begun,
        ]

    def _case(self, cursor: Any, before: State) -> None:
        after, due = self.after, [at for at in self.moving.due.values() if at is not None]
        over = after.outcome is not Outcome.RUNNING
        timer = None if over else self.clocks.next_timer(self.compiled, after, self.moving.due)
        values = [
            f"{after.marking:x}",
            after.seq,
            self.moving.rev + 1,
            after.outcome.value,
            self._moment(self.stamp.at) if over else None,
            self._moment(min(due)) if due else None,
            self._moment(timer),
            self.compiled.edition_id,
            self.moving.id,
            self.moving.rev,
        ]
        cursor.execute(_SAVE_CASE, values)
        if cursor.rowcount != 1:
            raise StaleError(_stale())

    def _events(self, events: Sequence[Event], before: State) -> Iterable[list[Any]]:
        stamp = self.stamp
        for place, event in enumerate(events):
            yield [
                self.moving.id,
                self.after.seq - len(events) + place + 1,
                self.moving.rev + 1,
                event.kind.value,
                event.step,
                stamp.actor_id,
                stamp.actor_name[:80],
                self._moment(event.at),
                self._moment(stamp.device_at),
                stamp.key if place == 0 else "",
                json.dumps(event.data, ensure_ascii=False) if event.data else "{}",
            ]

    def _followers(self, before: State) -> None:
        new = self.after.followers - before.followers
        rows = [CaseFollower(case_id=self.moving.id, person_id=int(person)) for person in sorted(new)]
        if rows:
            CaseFollower.objects.bulk_create(rows, ignore_conflicts=True)

    def _moment(self, at: datetime | None) -> Any:
        """Return a moment as the database takes it; most columns of a write have the same."""
        if at is not None and at not in self._moments:
            self._moments[at] = connection.ops.adapt_datetimefield_value(at)
        return None if at is None else self._moments[at]


def _renamed_state(state: State, steps: Mapping[str, str]) -> State:
    """Return a state whose open work has the names of another edition, so that only what else changed is written."""
    items = {steps[name]: item for name, item in state.items.items() if name in steps}
    return State(state.edition, state.marking, state.seq, items, state.followers, state.outcome)


def _stale() -> Message:
    return _("Somebody else moved this case a moment ago. Load it again and look what is left to do.")
