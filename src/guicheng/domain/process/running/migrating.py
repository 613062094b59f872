"""A running case taken over by another edition: planned first, done only where it can still come to a proper end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from guicheng.domain.process.running.state import State
from guicheng.domain.process.token_table import TokenTable, complete, is_over, ring, waiting_alarms
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: Markings that are looked at for whether a case that moved can still come to its end.
MOST_MARKINGS: Final = 5_000


@dataclass(frozen=True)
class MigrationPlan:
    """What moving a case would make of it.

    Args:
        marking: Its tokens in the new edition.
        steps: Steps that run → what they are called there.
        problems: Why it cannot move; none where it can.
    """

    marking: int = 0
    steps: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Message, ...] = ()

    def data(self, edition: str, *, keeps: bool) -> dict[str, Any]:
        """Return the data of the event that moves the case.

        Args:
            edition: Key of the new edition.
            keeps: Whether steps that run keep the limits they had; otherwise those of the new edition count from the
                same beginning.
        """
        clocks = "keep" if keeps else "recompute"
        return {"edition": edition, "marking": f"{self.marking:x}", "steps": dict(self.steps), "clocks": clocks}


def plan_migration(old: TokenTable, new: TokenTable, state: State, mapping: Mapping[str, str]) -> MigrationPlan:
    """Return what moving a case to another edition would make of it; nothing happens yet.

    Args:
        old: The edition by which the case runs.
        new: The edition to which it is to move.
        state: Where the case stands.
        mapping: Steps of the old edition → steps of the new one; a step that is not named keeps its id.
    """
    bits = {name: 1 << place for place, name in enumerate(new.names)}
    marking, problems, steps = 0, list[Message](), dict[str, str]()
    for name in _marked(old, state.marking):
        there = _there(name, mapping)
        if there in bits:
            if name in old.steps and marking & bits[there]:
                problems.append(_("Two steps under way would become the one step {step}.", step=there))
            marking |= bits[there]
        elif name in old.steps or "<" in name:
            problems.append(_lost(name))
        if name in old.steps:
            steps[name] = there
    if not problems and (told := _END[ends_properly(new, marking)]):
        problems.append(told)
    return MigrationPlan(marking, steps, tuple(problems))


def _marked(table: TokenTable, marking: int) -> Iterator[str]:
    """Yield what the bits of a marking say."""
    return (name for place, name in enumerate(table.names) if marking >> place & 1)


def _there(name: str, mapping: Mapping[str, str]) -> str:
    """Return what a bit is called in the new edition."""
    target, mark, source = name.partition("<")
    if mark:
        return f"{_node(target, mapping)}<{_node(source, mapping)}"
    step, bell, number = name.partition("!")
    return f"{_node(step, mapping)}{bell}{number}"


def _node(name: str, mapping: Mapping[str, str]) -> str:
    """Return what a node is called there: gateways of a table are called after their step."""
    if name in mapping:
        return mapping[name]
    step, dot, part = name.partition(".")
    if dot and step in mapping:
        return f"{mapping[step]}{dot}{part}"
    return name


def _lost(name: str) -> Message:
    join, mark, source = name.partition("<")
    if not mark:
        return _(
            "Step {step} is under way and has no counterpart in the new edition. Say which step it becomes.", step=name
        )
    return _(
        "What came from step {source} waits before step {step}, and nothing waits there in the new edition.",
        source=source.partition(".")[0],
        step=join.partition(".")[0],
    )


_END: Final[Mapping[bool | None, Message | None]] = {
    True: None,
    False: _(
        "By the new edition this case could not come to a proper end from where it stands. Let it end by its own."
    ),
    None: _("So much of this case can run side by side that nobody can say whether it would come to its end."),
}


def ends_properly(table: TokenTable, marking: int, most: int = MOST_MARKINGS) -> bool | None:
    """Tell whether a case can come to its end from wherever it may get to, with nothing left over.

    Args:
        table: The process.
        marking: Where it stands.
        most: Bound on the markings that are looked at.

    Returns:
        None where there are more markings than that.
    """
    seen, waiting, leading = {marking}, [marking], dict[int, set[int]]()
    while waiting:
        here = waiting.pop()
        if here and is_over(table, here):
            return False
        for there in _next(table, here):
            leading.setdefault(there, set()).add(here)
            if there not in seen:
                seen.add(there)
                waiting.append(there)
        if len(seen) > most:
            return None
    return _all_reach_end(seen, leading)


def _all_reach_end(seen: set[int], leading: Mapping[int, set[int]]) -> bool:
    good, waiting = {0}, [0]
    while waiting:
        for before in leading.get(waiting.pop(), ()):
            if before not in good:
                good.add(before)
                waiting.append(before)
    return seen <= good


def _next(table: TokenTable, marking: int) -> Iterator[int]:
    """Yield the markings after each step with each answer, and after each alarm."""
    for name, step in table.steps.items():
        if marking & step.bit:
            answers = [*step.effects, "、".join(step.effects)] if step.several else list(step.effects)
            for answer in answers:
                yield complete(table, marking, name, answer)
    for name, number, _alarm in waiting_alarms(table, marking):
        yield ring(table, marking, name, number)
