"""What a check has to say about a place in a clause."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from guicheng.domain.values.message import Message
from guicheng.domain.values.span import Span


class Severity(StrEnum):
    """How much a finding weighs: an error stops publishing, a warning asks, a hint offers."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Fix:
    """A change of the text that would answer a finding.

    Args:
        kind: ``"safe"`` keeps the meaning and may be applied at once; ``"choose"`` needs a person's decision.
        span: What is replaced, in code points of the clause.
        replacement: What stands there instead; 【__】 marks a value for the person to fill in.
        label: What the button says.
    """

    kind: Literal["safe", "choose"]
    span: Span
    replacement: str
    label: Message

    def apply(self, text: str) -> str:
        """Return ``text`` with the change made."""
        return text[: self.span.start] + self.replacement + text[self.span.end :]


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark of one rule about one place of a clause.

    Args:
        code: Stable code of the rule, such as ``MH001``.
        name: Readable name of the rule, such as ``vague-time-limit``.
        severity: How much it weighs.
        span: The place, in code points of the clause.
        message: What is wrong, why it matters, what to do.
        fixes: Changes on offer, best first.
    """

    code: str
    name: str
    severity: Severity
    span: Span
    message: Message
    fixes: tuple[Fix, ...] = ()
