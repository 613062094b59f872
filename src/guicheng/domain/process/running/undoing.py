"""退回 and 撤回: what came of a step is taken back, what runs beside it stays.

Whatever moved tokens depends on what it took. Taking a step back takes back all that depends on it, and nothing else:
the marking that is left is one the case could also have reached by its process, so it can still come to a proper end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from guicheng.domain.process.running.applying import Tables, apply
from guicheng.domain.process.running.events import Event, EventKind
from guicheng.domain.process.running.state import Item, State, item_to_json
from guicheng.domain.process.token_table import Deed, TokenTable, complete, ring, start
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _


class NotBackError(GuichengError):
    """A step cannot be taken back, or the case cannot go back to one."""

    code = "not-back"


@dataclass(frozen=True, slots=True)
class _Traced:
    """A deed with the event that made it: its place in the log, and the step it did ("" where none was)."""

    seq: int
    deed: Deed
    step: str = ""


@dataclass
class History:
    """What moved the tokens of a case, in order.

    Args:
        tables: The compiled editions by key.
        log: Events of the case in their order.
    """

    tables: Tables
    log: Sequence[Event]
    state: State = field(init=False, default_factory=State)
    _traced: list[_Traced] = field(init=False, default_factory=list)
    #: Open work as it was when each step was done, by the place of that in the log.
    _done: dict[int, Item] = field(init=False, default_factory=dict)
    _actors: dict[int, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Follow the log."""
        for event in self.log:
            before = self.state
            self.state = apply(self.tables, before, event).state
            if self.state is not before:
                self._follow(before, event)

    @property
    def table(self) -> TokenTable:
        """The edition by which the case runs."""
        return self.tables[self.state.edition]

    def _follow(self, before: State, event: Event) -> None:
        """Take down what an event that happened moved."""
        seq, deeds = self.state.seq, list[Deed]()
        if event.kind is EventKind.STARTED:
            start(self.table, deeds)
        elif event.kind is EventKind.COMPLETED:
            self._done[seq], self._actors[seq] = before.items[event.step], event.actor
            complete(self.table, before.marking, event.step, event.text("answer"), deeds)
        elif event.kind is EventKind.FIRED:
            ring(self.table, before.marking, event.step, event.number("number"), deeds)
        elif event.kind is EventKind.MIGRATED:
            # What moved before has no name in the new edition, so nothing before it is taken back any more.
            self._traced = [_Traced(seq, Deed(0, self.state.marking))]
        elif event.kind in {EventKind.RETURNED, EventKind.WITHDRAWN}:
            self._forget(event)
        steps = [event.step if event.kind is EventKind.COMPLETED else "", *[""] * len(deeds)]
        self._traced += [_Traced(seq, deed, step) for deed, step in zip(deeds, steps, strict=False)]

    def _forget(self, event: Event) -> None:
        """Leave out what was taken back."""
        place = self._place(event.text("target") or event.step)
        if place is not None:
            gone = self._future(place)
            self._traced = [each for number, each in enumerate(self._traced) if number not in gone]
        rest = _marking(self._traced)
        if rest != self.state.marking:
            # Alarms of a step that begins anew are silent again, although they rang before.
            put = Deed(rest & ~self.state.marking, self.state.marking & ~rest)
            self._traced.append(_Traced(self.state.seq, put))

    def _place(self, step: str) -> int | None:
        """Return where a step was last done, None where it was not."""
        places = [number for number, each in enumerate(self._traced) if each.step == step]
        return places[-1] if places else None

    def _future(self, place: int) -> set[int]:
        """Return a deed and all that depend on it."""
        first = self._traced[place].deed
        gone, tokens, again = {place}, first.filled, first.took
        for number in range(place + 1, len(self._traced)):
            deed = self._traced[number].deed
            if (deed.took | deed.read) & tokens or deed.watched & again:
                gone.add(number)
                again |= deed.took & ~tokens
                tokens = tokens & ~deed.took | deed.filled
            else:
                tokens &= ~deed.filled
        return gone

    def _without(self, gone: Iterable[int]) -> int:
        left = {*gone}
        return _marking(each for number, each in enumerate(self._traced) if number not in left)

    def returnable(self, step: str) -> tuple[str, ...]:
        """Return the steps to which a running step can give the case back, in the order of the process."""
        return tuple(name for name in self.table.steps if self._back(step, name) is not None)

    def _back(self, step: str, target: str) -> int | None:
        """Return the marking after going back from a step to one before it, None where it does not lead there."""
        place = self._place(target)
        if step not in self.state.items or place is None or target in self.state.items:
            return None
        after = self._without(self._future(place))
        fits = after & self.table.steps[target].bit and not after & self.table.steps[step].bit
        return after & ~self.table.steps[target].clear | self.table.steps[target].bit if fits else None

    def back_to(self, step: str, target: str) -> dict[str, Any]:
        """Return the data of the event that gives a case back.

        Args:
            step: The running step that gives it back.
            target: The step before it to which it goes.

        Raises:
            NotBackError: The one does not run, or does not come of the other.
        """
        after = self._back(step, target)
        if after is None:
            raise NotBackError(
                _(
                    "Step {step} can't give this case back to step {target}, since it does not come of it. It can "
                    "give it back to: {others}.",
                    step=step,
                    target=target,
                    others="、".join(self.returnable(step)) or "—",
                )
            )
        return {"target": target, "begun": self.state.items[step].begun, **self._change(after)}

    def take_back(self, step: str, actor: str | None = None) -> dict[str, Any]:
        """Return the data of the event by which whoever did a step takes that back.

        Args:
            step: The step.
            actor: Who takes it back; None lets anybody.

        Raises:
            NotBackError: It was not done, not by them, or somebody went on since.
        """
        place = self._place(step)
        if place is None or step in self.state.items:
            raise NotBackError(_("Step {step} has not been done, so there is nothing to take back.", step=step))
        seq, gone = self._traced[place].seq, self._future(place)
        if actor is not None and self._actors[seq] != actor:
            raise NotBackError(_("Step {step} was done by somebody else, who alone can take it back.", step=step))
        after = self._without(gone)
        later = [self._traced[number].step for number in gone if self._traced[number].step and number != place]
        opened = after & ~self.state.marking & self.table.running
        if later or opened != self.table.steps[step].bit:
            raise NotBackError(
                _(
                    "Step {step} can't be taken back any more, since the case has gone on. Whoever has it now can give "
                    "it back.",
                    step=step,
                )
            )
        return {"item": item_to_json(self._done[seq]), **self._change(after)}

    def _change(self, after: int) -> dict[str, str]:
        now = self.state.marking
        return {"takes": f"{now & ~after:x}", "fills": f"{after & ~now:x}"}


def _marking(traced: Iterable[_Traced]) -> int:
    marking = 0
    for each in traced:
        marking = marking & ~each.deed.took | each.deed.filled
    return marking
