"""An event applied to where a case stands: pure, for every event, always with the same result.

What does not fit (a step that does not run, an answer that opens no way) changes nothing and is told; so a log may be
read whatever stands in it, and duplicates do no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from guicheng.domain.process.running.events import Event, EventKind
from guicheng.domain.process.running.state import Item, Outcome, Rest, State, item_of_json
from guicheng.domain.process.token_table import (
    NotReadyError,
    TokenTable,
    UnknownAnswerError,
    complete,
    ring,
    start,
)
from guicheng.domain.values import Message
from guicheng.domain.values.message import _
from guicheng.domain.worktime import Limit

Tables: TypeAlias = Mapping[str, TokenTable]
_Result: TypeAlias = State | Message


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of an event.

    Args:
        state: Where the case stands afterwards; as before where the event was refused.
        refusal: Why nothing happened; None where it happened.
    """

    state: State
    refusal: Message | None = None


def apply(tables: Tables, state: State, event: Event) -> Applied:
    """Return where a case stands after an event.

    Args:
        tables: The compiled editions by key; those that the case ran or runs by.
        state: Where it stands.
        event: What happened.
    """
    if (state.outcome is Outcome.NEW) != (event.kind is EventKind.STARTED):
        told = _("This case has begun already.") if state.seq else _("This case has not begun.")
        return Applied(state, told)
    if state.outcome in {Outcome.FINISHED, Outcome.CANCELLED} and not _outlasts(state, event):
        return Applied(state, _("This case is over. Start a new one, or take back the last step."))
    found = _HANDLERS[event.kind](tables, state, event)
    return Applied(state, found) if isinstance(found, Message) else Applied(found)


def replay(tables: Tables, log: Iterable[Event]) -> State:
    """Return where a log leads; events that do not fit are passed over.

    Args:
        tables: The compiled editions by key.
        log: Events in their order.
    """
    state = State()
    for event in log:
        state = apply(tables, state, event).state
    return state


def _outlasts(state: State, event: Event) -> bool:
    """Tell whether an event can come after the end of a case."""
    return event.kind is EventKind.COPIED or (event.kind is EventKind.WITHDRAWN and state.outcome is Outcome.FINISHED)


def _meant(state: State, event: Event) -> Item | Message:
    """Return the open work that an event is about, or why there is none."""
    item = state.items.get(event.step)
    if item is None or event.number("begun") not in {-1, item.begun}:
        return _("Step {step} is not under way in this case any more. Load the case again.", step=event.step)
    return item


def _moved(table: TokenTable, state: State, event: Event, left: int, after: int) -> State:
    """Return the state after tokens moved.

    Args:
        table: The process.
        state: Where the case stood.
        event: What moved them.
        left: What of the marking stayed.
        after: The marking afterwards.
    """
    seq, holders = state.seq + 1, event.table("holders")
    items = {name: item for name, item in state.items.items() if left & after & table.steps[name].bit}
    rest = after & ~left & table.running
    while rest:
        low = rest & -rest
        name = table.step_of[low]
        items[name] = Item(name, seq, event.at, holders.get(name, ""))
        rest ^= low
    outcome = Outcome.RUNNING if items else Outcome.FINISHED
    return State(state.edition, after, seq, items, state.followers, outcome)


def _changed(state: State, item: Item) -> State:
    """Return the state with one item changed."""
    return replace(state, seq=state.seq + 1, items={**state.items, item.step: item})


def _started(tables: Tables, state: State, event: Event) -> _Result:
    table = tables.get(event.text("edition"))
    if table is None:
        return _("The edition by which this case was started is not known.")
    begun = replace(state, edition=event.text("edition"))
    return _moved(table, begun, event, 0, start(table))


def _completed(tables: Tables, state: State, event: Event) -> _Result:
    item = _meant(state, event)
    if isinstance(item, Message):
        return item
    if item.signers:
        return _("Others were asked for their opinion on step {step} and have not given it yet.", step=event.step)
    table = tables[state.edition]
    try:
        after = complete(table, state.marking, event.step, event.text("answer"))
    except UnknownAnswerError as error:
        return error.message
    return _moved(table, state, event, state.marking & ~table.steps[event.step].clear, after)


def _fired(tables: Tables, state: State, event: Event) -> _Result:
    item = _meant(state, event)
    if isinstance(item, Message):
        return item
    table, number = tables[state.edition], event.number("number")
    try:
        after = ring(table, state.marking, event.step, number)
    except NotReadyError as error:
        return error.message
    found = table.steps[event.step]
    left = state.marking & ~found.clear if found.alarms[number].interrupts else state.marking
    return _moved(table, state, event, left, after)


def _returned(tables: Tables, state: State, event: Event) -> _Result:
    item = _meant(state, event)
    if isinstance(item, Message):
        return item
    table = tables[state.edition]
    target, takes, fills = table.steps.get(event.text("target")), event.mask("takes"), event.mask("fills")
    fits = target is not None and _fits(table, state, takes, fills) and fills & target.bit
    if target is None or not fits or not takes & table.steps[event.step].bit:
        return _NOT_BACK
    after = (state.marking & ~takes | fills) & ~target.clear | target.bit
    return _moved(table, state, event, state.marking & ~takes, after)


def _fits(table: TokenTable, state: State, takes: int, fills: int) -> bool:
    """Tell whether bits can be taken and set: what is taken is there, what is set is not."""
    known = takes >= 0 and fills >= 0 and (takes | fills).bit_length() <= table.bits
    return known and state.marking & takes == takes and not state.marking & fills


def _withdrawn(tables: Tables, state: State, event: Event) -> _Result:
    table = tables[state.edition]
    takes, fills, step = event.mask("takes"), event.mask("fills"), table.steps.get(event.step)
    if step is None or not _fits(table, state, takes, fills) or fills & table.running != step.bit:
        return _NOT_BACK
    try:
        item = item_of_json(event.data["item"])
    except (KeyError, TypeError, ValueError):
        return _NOT_BACK
    if item.step != event.step:
        return _NOT_BACK
    found = _moved(table, state, event, state.marking & ~takes, state.marking & ~takes | fills)
    # Its clock goes on as if the step had never been called done.
    return replace(found, items={**found.items, event.step: item})


def _reassigned(_tables: Tables, state: State, event: Event) -> _Result:
    item, to = _meant(state, event), event.text("to")
    if isinstance(item, Message):
        return item
    return _changed(state, replace(item, holder=to, stand_in=""))


def _substituted(_tables: Tables, state: State, event: Event) -> _Result:
    item, to = _meant(state, event), event.text("to")
    if isinstance(item, Message):
        return item
    return _changed(state, replace(item, stand_in="" if to == item.holder else to))


def _sign_asked(_tables: Tables, state: State, event: Event) -> _Result:
    item, asked = _meant(state, event), event.texts("to")
    if isinstance(item, Message):
        return item
    if not asked:
        return _("Name somebody whose opinion is wanted.")
    return _changed(state, replace(item, signers=tuple(dict.fromkeys((*item.signers, *asked)))))


def _sign_given(_tables: Tables, state: State, event: Event) -> _Result:
    item = _meant(state, event)
    if isinstance(item, Message):
        return item
    if event.actor not in item.signers:
        return _("Nobody awaits your opinion on step {step}.", step=event.step)
    return _changed(state, replace(item, signers=tuple(each for each in item.signers if each != event.actor)))


def _urged(_tables: Tables, state: State, event: Event) -> _Result:
    item = _meant(state, event)
    return item if isinstance(item, Message) else _changed(state, replace(item, urged=item.urged + 1))


def _escalated(_tables: Tables, state: State, event: Event) -> _Result:
    item = _meant(state, event)
    if isinstance(item, Message):
        return item
    if event.number("level") <= item.level:
        return _("That step {step} is late was told already.", step=event.step)
    return _changed(state, replace(item, level=event.number("level")))


def _copied(_tables: Tables, state: State, event: Event) -> _Result:
    return replace(state, seq=state.seq + 1, followers=state.followers | {*event.texts("to")})


def _paused(_tables: Tables, state: State, event: Event) -> _Result:
    item = _meant(state, event)
    if isinstance(item, Message):
        return item
    if item.rest:
        return _("Step {step} is paused already.", step=event.step)
    return _changed(state, replace(item, rests=(*item.rests, Rest(event.at, None, event.text("reason")))))


def _resumed(_tables: Tables, state: State, event: Event) -> _Result:
    item = _meant(state, event)
    if isinstance(item, Message):
        return item
    if item.rest is None:
        return _("Step {step} is not paused.", step=event.step)
    ended = replace(item.rest, until=max(event.at, item.rest.since))
    return _changed(state, replace(item, rests=(*item.rests[:-1], ended)))


def _migrated(tables: Tables, state: State, event: Event) -> _Result:
    table, marking = tables.get(event.text("edition")), event.mask("marking")
    if table is None or marking <= 0 or marking.bit_length() > table.bits:
        return _("The edition to which this case is to move does not fit it.")
    moved = event.table("steps")
    came = {moved[name]: item for name, item in state.items.items() if moved.get(name) in table.steps}
    if sum(table.steps[name].bit for name in came) != marking & table.running:
        return _("The edition to which this case is to move does not fit it.")
    old, keeps = tables[state.edition], event.text("clocks") == "keep"
    items = {
        name: replace(item, step=name, kept=limits_of(old, item) if keeps else None) for name, item in came.items()
    }
    return State(event.text("edition"), marking, state.seq + 1, items, state.followers, Outcome.RUNNING)


def limits_of(table: TokenTable, item: Item) -> tuple[Limit | None, ...]:
    """Return the limits of a step that runs: its own, then those of its alarms."""
    if item.kept is not None:
        return item.kept
    step = table.steps[item.step]
    return (step.limit, *(alarm.limit for alarm in step.alarms))


def _ended(_tables: Tables, state: State, _event: Event) -> _Result:
    return State(state.edition, 0, state.seq + 1, {}, state.followers, Outcome.CANCELLED)


_NOT_BACK: Final = _("This can't be taken back any more: the case has moved on. Load the case again.")
_HANDLERS: Final[Mapping[EventKind, Callable[[Tables, State, Event], _Result]]] = {
    EventKind.STARTED: _started,
    EventKind.COMPLETED: _completed,
    EventKind.RETURNED: _returned,
    EventKind.WITHDRAWN: _withdrawn,
    EventKind.REASSIGNED: _reassigned,
    EventKind.SIGN_ASKED: _sign_asked,
    EventKind.SIGN_GIVEN: _sign_given,
    EventKind.SUBSTITUTED: _substituted,
    EventKind.URGED: _urged,
    EventKind.COPIED: _copied,
    EventKind.PAUSED: _paused,
    EventKind.RESUMED: _resumed,
    EventKind.FIRED: _fired,
    EventKind.ESCALATED: _escalated,
    EventKind.MIGRATED: _migrated,
    EventKind.ENDED: _ended,
}
