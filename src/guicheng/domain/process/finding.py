"""What checking a process has to say about its steps."""

from __future__ import annotations

from dataclasses import dataclass

from guicheng.domain.values import Message, Severity


@dataclass(frozen=True, slots=True)
class Moment:
    """One step of a witness: who moved, and how.

    Args:
        step: Number of the step, or id of the gateway.
        answer: The answer given, "" for none.
        flow: ``"normal"``, ``"alarm"`` or ``"interrupt"``.
    """

    step: str
    answer: str = ""
    flow: str = "normal"


@dataclass(frozen=True, slots=True)
class ProcessFinding:
    """One fault.

    Args:
        code: Stable code such as ``deadlock``.
        steps: Numbers of the steps, or ids of the elements, that it is about, in the order of the process.
        message: What is wrong, why it matters, what to do.
        witness: A shortest way that shows it, from the start; empty when the fault stands in one cell.
        severity: How much it weighs.
    """

    code: str
    steps: tuple[str, ...]
    message: Message
    witness: tuple[Moment, ...] = ()
    severity: Severity = Severity.ERROR
