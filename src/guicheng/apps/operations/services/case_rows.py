"""The rows of a case that is moved: the difference between two states, written.

The statements are written out, since a completion costs four of them and the making of a statement would take longer
than running it; ``bench/engine.py`` says what that gains.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from guicheng.apps.operations.models import CaseFollower
from guicheng.apps.operations.readings import Compiled, signers_text
from guicheng.apps.operations.selectors.clocks import Clocks
from guicheng.apps.operations.services.taken import Moving, Stamp
from guicheng.apps.platform.statements import Statement, Values
from guicheng.domain.process.running import Event, EventKind, Item, Outcome, State
from guicheng.domain.process.running.state import limit_to_json, rests_to_json
from guicheng.domain.values import Message, StaleError
from guicheng.domain.values.message import _

_JSON: Final = json.JSONEncoder(ensure_ascii=False).encode
Run = Callable[[Statement, Values], Any]
_SAVE_CASE: Final = Statement(
    "UPDATE operations_case SET marking = %s, seq = %s, rev = %s, due_at = %s, timer_at = %s WHERE id = %s AND rev = %s"
)
_SAVE_ALL: Final = Statement(
    "UPDATE operations_case SET outcome = %s, ended_at = %s, edition_id = %s, marking = %s, seq = %s, rev = %s, "
    "due_at = %s, timer_at = %s WHERE id = %s AND rev = %s"
)
_ADD_EVENT: Final = Statement(
    "INSERT INTO operations_caseevent (case_id, seq, rev, kind, step, actor_id, actor_name, at_server, at_device, key, "
    "data) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
_CLOSE_ITEM: Final = Statement(
    "UPDATE operations_workitem SET state = %s, ended_at = %s, done_by_id = %s, signers = '' "
    "WHERE case_id = %s AND step = %s AND begun = %s"
)
_CHANGE_ITEM: Final = Statement(
    "UPDATE operations_workitem SET state = 'open', ended_at = NULL, done_by_id = NULL, holder_id = %s, "
    "stand_in_id = %s, since = %s, due_at = %s, provisional = %s, budget_s = %s, consumed_s = %s, paused_at = %s, "
    "rests = %s, kept = %s, signers = %s, urged = %s, level = %s WHERE case_id = %s AND step = %s AND begun = %s"
)
_MOVE_ITEM: Final = Statement(
    "UPDATE operations_workitem SET step = %s, lasting = %s, name = %s WHERE case_id = %s AND begun = %s AND step = %s"
)
_ADD_ITEM: Final = Statement(
    "INSERT INTO operations_workitem (holder_id, stand_in_id, since, due_at, provisional, budget_s, consumed_s, "
    "paused_at, rests, kept, signers, urged, level, case_id, step, begun, lasting, name, post_name, post_id, state) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, (SELECT id FROM "
    "organization_post WHERE company_id = %s AND name = %s AND archived_at IS NULL), 'open')"
)


@dataclass
class Writer:
    """Writes one move: the difference between two states."""

    moving: Moving
    after: State
    compiled: Compiled
    stamp: Stamp
    clocks: Clocks
    _told: dict[int, tuple[datetime, Any]] = field(default_factory=dict)

    def write(self, events: Sequence[Event], before: State) -> None:
        """Write the events, and what they changed since a state."""
        runner = self.moving.runner
        if self.compiled is not self.moving.compiled:
            runner.run_each(_MOVE_ITEM, list(self._renamed(events[-1], before)))
            before = _renamed_state(before, events[-1].table("steps"))
            self.moving.due.clear()
        self._items(runner.run, events, before)
        self._case(runner.run)
        for values in self._events(events):
            runner.run(_ADD_EVENT, values)
        if self.after.followers is not before.followers:
            self._followers(before)

    def _renamed(self, event: Event, before: State) -> Iterable[list[Any]]:
        """Yield open work under the name that its step has in another edition."""
        steps = event.table("steps")
        for item in before.items.values():
            if item.step in steps:
                about = self.compiled.about[steps[item.step]]
                yield [steps[item.step], about.lasting, about.name[:200], self.moving.id, item.begun, item.step]

    def _items(self, run: Run, events: Sequence[Event], before: State) -> None:
        done = {event.step for event in events if event.kind is EventKind.COMPLETED}
        for step, item in before.items.items():
            now = self.after.items.get(step)
            if now is None or now.begun != item.begun:
                state, by = ("done", self.stamp.actor_id) if step in done else ("gone", None)
                run(_CLOSE_ITEM, [state, self._moment(self.stamp.at), by, self.moving.id, step, item.begun])
                self.moving.due.pop(step, None)
        for step, item in self.after.items.items():
            was = before.items.get(step)
            if was is not None and was.begun == item.begun:
                if was is not item:
                    run(_CHANGE_ITEM, self._columns(item))
            elif item.begun <= before.seq:
                run(_CHANGE_ITEM, self._columns(item))
            else:
                about = self.compiled.about[step]
                named = [about.lasting, about.name[:200], about.post[:80], self.moving.company_id, about.post]
                run(_ADD_ITEM, [*self._columns(item), *named])

    def _columns(self, item: Item) -> list[Any]:
        moment = self._moment
        clock = self.clocks.of(self.compiled.about[item.step].post)
        due, provisional = clock.due_of(self.compiled.tokens, item)
        self.moving.due[item.step] = due
        rest = item.rest
        return [
            int(item.holder) if item.holder else None,
            int(item.stand_in) if item.stand_in else None,
            moment(item.since),
            moment(due),
            provisional,
            clock.budget(self.compiled.tokens, item),
            clock.clock.spent(item, self.stamp.at) if item.rests else 0,
            moment(rest.since) if rest else None,
            _JSON(rests_to_json(item.rests)) if item.rests else "[]",
            None if item.kept is None else json.dumps([limit_to_json(limit) for limit in item.kept]),
            signers_text(item.signers),
            item.urged,
            item.level,
            self.moving.id,
            item.step,
            item.begun,
        ]

    def _case(self, run: Run) -> None:
        after, moving, moment = self.after, self.moving, self._moment
        due = [at for at in moving.due.values() if at is not None]
        over = after.outcome is not Outcome.RUNNING
        timer = None if over else self.clocks.next_timer(self.compiled, after, moving.due)
        values: list[Any] = [
            f"{after.marking:x}",
            after.seq,
            moving.rev + 1,
            moment(min(due)) if due else None,
            moment(timer),
            moving.id,
            moving.rev,
        ]
        if over or moving.state.outcome is not after.outcome or self.compiled is not moving.compiled:
            ended = moment(self.stamp.at) if over else None
            done = run(_SAVE_ALL, [after.outcome.value, ended, self.compiled.edition_id, *values])
        else:
            # An index is written for each column that is named, whether or not it changes.
            done = run(_SAVE_CASE, values)
        if done.rowcount != 1:
            raise StaleError(_stale())

    def _events(self, events: Sequence[Event]) -> Iterable[list[Any]]:
        stamp, moment = self.stamp, self._moment
        for place, event in enumerate(events):
            yield [
                self.moving.id,
                self.after.seq - len(events) + place + 1,
                self.moving.rev + 1,
                event.kind.value,
                event.step,
                stamp.actor_id,
                stamp.actor_name[:80],
                moment(event.at),
                moment(stamp.device_at),
                stamp.key if place == 0 else "",
                _JSON(event.data) if event.data else "{}",
            ]

    def _followers(self, before: State) -> None:
        new = self.after.followers - before.followers
        rows = [CaseFollower(case_id=self.moving.id, person_id=int(person)) for person in sorted(new)]
        if rows:
            CaseFollower.objects.bulk_create(rows, ignore_conflicts=True)

    def _moment(self, at: datetime | None) -> Any:
        """Return a moment as the database takes it; most columns of a write have the very same one."""
        if at is None:
            return None
        if id(at) not in self._told:
            # Kept with its text, so that no other moment gets its identity meanwhile.
            self._told[id(at)] = at, self.moving.runner.moment(at)
        return self._told[id(at)][1]


def _renamed_state(state: State, steps: Mapping[str, str]) -> State:
    """Return a state whose open work has the names of another edition, so that only what else changed is written."""
    items = {steps[name]: item for name, item in state.items.items() if name in steps}
    return State(state.edition, state.marking, state.seq, items, state.followers, state.outcome)


def _stale() -> Message:
    return _("Somebody else moved this case a moment ago. Load it again and look what is left to do.")
