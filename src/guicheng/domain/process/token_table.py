"""The compact table that a running case is moved by: who is at work, what has arrived where, which alarms have rung.

A marking is one whole number, a bit for each thing that can be so: a step that runs, a decision that is open, an
arrival that a join keeps, an alarm that has rung. Everything a gateway does by itself is worked out when the table is
compiled, so that finishing a step is a look-up and a few operations on that number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from guicheng.domain.process.answers import folded, overlap, read_answer
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _
from guicheng.domain.worktime import Limit

#: A marking takes this many bytes at most.
MAX_MARKING_BYTES = 100


class NotReadyError(GuichengError):
    """A step was finished, or an alarm rung, that does not run in this case."""

    code = "step-not-ready"


class UnknownAnswerError(GuichengError):
    """A step was finished with an answer that opens no way."""

    code = "unknown-answer"


@dataclass(frozen=True, slots=True)
class Effect:
    """What passing on changes.

    Args:
        fill: Bits that become set.
        joins: Numbers of the joins that may now have all they wait for.
        ends_all: Whether the whole case ends at once.
    """

    fill: int
    joins: tuple[int, ...] = ()
    ends_all: bool = False

    def __or__(self, other: Effect) -> Effect:
        """Return what both change together."""
        joins = tuple(dict.fromkeys((*self.joins, *other.joins)))
        return Effect(self.fill | other.fill, joins, self.ends_all or other.ends_all)


@dataclass(frozen=True, slots=True)
class TokenAlarm:
    """An alarm of a step.

    Args:
        rung: Bit that says it has rung.
        limit: After how long, or None when neither it nor the step names a length of time.
        interrupts: Whether the step is taken away.
        effect: What it starts.
    """

    rung: int
    limit: Limit | None
    interrupts: bool
    effect: Effect


@dataclass(frozen=True, slots=True)
class TokenStep:
    """A step, or a decision that no step before it takes.

    Args:
        bit: Bit that says it runs.
        clear: Bits that finishing it takes away: its own and those of its alarms.
        effects: What each answer starts; "" alone when nothing is to be answered.
        otherwise: The answer that stands for all that is left, None when there is none.
        several: Whether several answers may be given together, with 、 between them.
        alarms: The earliest first.
        limit: How long it may take; None when nobody said.
    """

    bit: int
    clear: int
    effects: Mapping[str, Effect]
    otherwise: str | None = None
    several: bool = False
    alarms: tuple[TokenAlarm, ...] = ()
    limit: Limit | None = None


@dataclass(frozen=True, slots=True)
class TokenJoin:
    """What waits for several arrivals.

    Args:
        need: Bits of its arrivals.
        effect: What it starts.
        reach: For a join that waits only for what can still come: each arrival with the bits from which it can.
    """

    need: int
    effect: Effect
    reach: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class TokenTable:
    """A compiled process.

    Args:
        steps: By id, in the order of the process.
        joins: In that order.
        start: What starting a case sets going.
        names: What each bit of a marking says, the lowest first: ``4`` that a step runs, ``4!0`` that its first alarm
            has rung, ``5.join<4`` that a join keeps what came by an edge from there.
    """

    steps: Mapping[str, TokenStep]
    joins: tuple[TokenJoin, ...]
    start: Effect
    names: tuple[str, ...]

    @property
    def bits(self) -> int:
        """How many bits a marking has."""
        return len(self.names)

    @cached_property
    def step_of(self) -> Mapping[int, str]:
        """Steps by their bit."""
        return {step.bit: name for name, step in self.steps.items()}

    @cached_property
    def running(self) -> int:
        """The bits of all steps."""
        return sum(self.step_of)

    @cached_property
    def patient(self) -> tuple[TokenJoin, ...]:
        """Joins that wait only for what can still come."""
        return tuple(join for join in self.joins if join.reach)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that moved tokens: a step that was done, an alarm that rang, a join that went on.

    Args:
        took: Bits that it took away.
        filled: Bits that it set and that were not set before.
        read: Bits that it needed and left.
        watched: Bits of which none may be set for it to happen, as a join does that no longer waits for what cannot
            come.
    """

    took: int
    filled: int
    read: int = 0
    watched: int = 0


def start(table: TokenTable, deeds: list[Deed] | None = None) -> int:
    """Return the marking of a case that has just started."""
    return _passed(table, 0, table.start, deeds)


def ready(table: TokenTable, marking: int) -> tuple[str, ...]:
    """Return the steps that run and the decisions that are open, in the order of the process."""
    return tuple(name for name, step in table.steps.items() if marking & step.bit)


def is_over(table: TokenTable, marking: int) -> bool:
    """Tell whether nothing runs any more."""
    return not marking & table.running


def complete(table: TokenTable, marking: int, step: str, answer: str = "", deeds: list[Deed] | None = None) -> int:
    """Return the marking after a step is finished.

    Args:
        table: The process.
        marking: Where the case stands.
        step: Id of the step or decision.
        answer: What was answered, as the process writes it or within it (4处 for 3处以上).
        deeds: Takes down what moved, for whoever wants to take it back.

    Raises:
        NotReadyError: It does not run.
        UnknownAnswerError: The answer opens no way.
    """
    found = table.steps.get(step)
    if found is None or not marking & found.bit:
        raise _not_ready(step)
    effect = found.effects.get(answer) or _chosen(step, found, answer)
    return _passed(table, marking & ~found.clear, effect, deeds, took=marking & found.clear)


def ring(table: TokenTable, marking: int, step: str, number: int, deeds: list[Deed] | None = None) -> int:
    """Return the marking after an alarm of a running step has gone off.

    Args:
        table: The process.
        marking: Where the case stands.
        step: Id of the step.
        number: Which of its alarms, from 0.
        deeds: Takes down what moved, for whoever wants to take it back.

    Raises:
        NotReadyError: The step does not run, has no such alarm, or that has rung.
    """
    found = table.steps.get(step)
    if found is None or not marking & found.bit or not 0 <= number < len(found.alarms):
        raise _not_ready(step)
    alarm = found.alarms[number]
    if marking & alarm.rung:
        raise _not_ready(step)
    if alarm.interrupts:
        return _passed(table, marking & ~found.clear, alarm.effect, deeds, took=marking & found.clear)
    return _passed(table, marking, Effect(alarm.rung) | alarm.effect, deeds, read=found.bit)


def waiting_alarms(table: TokenTable, marking: int) -> tuple[tuple[str, int, TokenAlarm], ...]:
    """Return the alarms of running steps that have not rung, with their step and number."""
    return tuple(
        (name, number, alarm)
        for name, step in table.steps.items()
        if marking & step.bit
        for number, alarm in enumerate(step.alarms)
        if not marking & alarm.rung
    )


def to_bytes(table: TokenTable, marking: int) -> bytes:
    """Return a marking as the bytes that are kept, at most ``MAX_MARKING_BYTES``."""
    return marking.to_bytes((table.bits + 7) // 8, "little")


def from_bytes(data: bytes) -> int:
    """Return the marking that ``to_bytes`` gave."""
    return int.from_bytes(data, "little")


def _passed(
    table: TokenTable,
    marking: int,
    effect: Effect,
    deeds: list[Deed] | None = None,
    *,
    took: int = 0,
    read: int = 0,
    watched: int = 0,
) -> int:
    """Let an effect and the joins that it completes happen; ``marking`` is what was left after taking."""
    if effect.ends_all:
        if deeds is not None:
            deeds.append(Deed(took | marking, 0, read, watched))
        return 0
    if deeds is not None:
        deeds.append(Deed(took, effect.fill & ~marking, read, watched))
    marking |= effect.fill
    for number in effect.joins:
        marking = _joined(table, table.joins[number], marking, deeds)
    for join in table.patient:
        # Whatever this one starts lets the others go on by itself.
        if (after := _joined(table, join, marking, deeds)) != marking:
            return after
    return marking


def _joined(table: TokenTable, join: TokenJoin, marking: int, deeds: list[Deed] | None) -> int:
    """Return the marking after a join went on, the same one where it goes on waiting."""
    taken = _taken(join, marking)
    if not taken:
        return marking
    watched = 0
    for arrival, reach in join.reach:
        watched |= 0 if taken & arrival else reach
    return _passed(table, marking & ~taken, join.effect, deeds, took=taken, watched=watched)


def _taken(join: TokenJoin, marking: int) -> int:
    """Return the arrivals that a join takes now, 0 when it goes on waiting."""
    if marking & join.need == join.need:
        return join.need
    present = marking & join.need
    if not join.reach or not present:
        return 0
    covered = 0
    for arrival, reach in join.reach:
        covered |= reach if marking & arrival else 0
    open_ways = (reach for arrival, reach in join.reach if not marking & arrival)
    return 0 if any(marking & reach & ~covered & ~present for reach in open_ways) else present


def _chosen(name: str, step: TokenStep, answer: str) -> Effect:
    """Return the effect of an answer that is not written word for word."""
    if step.several and "、" in answer:
        parts = [_chosen(name, step, part) for part in answer.split("、")]
        effect = parts[0]
        for part in parts[1:]:
            effect |= part
        return effect
    wanted = read_answer(answer)
    for text, effect in step.effects.items():
        if text != step.otherwise and folded(text) == folded(answer):
            return effect
    for text, effect in step.effects.items():
        if text != step.otherwise and answer and overlap(wanted, read_answer(text)) is not None:
            return effect
    if step.otherwise is not None and answer:
        return step.effects[step.otherwise]
    raise UnknownAnswerError(
        _(
            "Step {step} has no way for the answer “{answer}”. Its answers are {answers}.",
            step=name,
            answer=answer,
            answers="、".join(text for text in step.effects if text),
        )
    )


def _not_ready(step: str) -> NotReadyError:
    return NotReadyError(
        _("Step {step} is not under way in this case, so it can't be finished. Load the case again.", step=step)
    )
