"""What happened in a case, one after another; the marking of the case is worked out from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from guicheng.domain.process.token_table import TokenTable, complete, ring, start


class Happened(StrEnum):
    """What kind of thing happened."""

    STARTED = "started"
    COMPLETED = "completed"
    RANG = "rang"


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """One thing that happened in a case.

    Args:
        kind: What.
        step: Id of the step, "" for the start.
        answer: What was answered.
        alarm: Which alarm of the step rang, from 0.
    """

    kind: Happened
    step: str = ""
    answer: str = ""
    alarm: int = 0


def replay(table: TokenTable, log: Iterable[CaseEvent]) -> int:
    """Return the marking that a log leads to; 0 for an empty one.

    Args:
        table: The process.
        log: Events in their order, the start first.

    Raises:
        NotReadyError: An event tells of a step that did not run then.
        UnknownAnswerError: An answer opens no way.
    """
    marking = 0
    for event in log:
        if event.kind is Happened.STARTED:
            marking = start(table)
        elif event.kind is Happened.COMPLETED:
            marking = complete(table, marking, event.step, event.answer)
        else:
            marking = ring(table, marking, event.step, event.alarm)
    return marking
