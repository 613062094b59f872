"""What comparing two promises says: one of seven words, never a bare yes or no."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from guicheng.domain.comparison.scope import Scope
from guicheng.domain.values import Message


class Verdict(StrEnum):
    """How promise a stands to promise b; ``a TIGHTER`` means that whoever keeps a keeps b, and not the other way."""

    EQUAL = "EQUAL"
    TIGHTER = "TIGHTER"
    LOOSER = "LOOSER"
    COMPATIBLE = "COMPATIBLE"
    CONFLICT = "CONFLICT"
    DISJOINT = "DISJOINT"
    CANNOT_COMPARE = "CANNOT_COMPARE"

    @property
    def swapped(self) -> Verdict:
        """What comparing b with a says."""
        return _SWAPPED.get(self, self)


_SWAPPED = {Verdict.TIGHTER: Verdict.LOOSER, Verdict.LOOSER: Verdict.TIGHTER}
#: Verdicts of which one side at least is kept by the other.
ONE_SIDED: Final = frozenset({Verdict.EQUAL, Verdict.TIGHTER, Verdict.LOOSER})
#: The verdict by whether the first keeps the second, and the second the first.
EITHER_WAY: Final = {
    (True, True): Verdict.EQUAL,
    (True, False): Verdict.TIGHTER,
    (False, True): Verdict.LOOSER,
    (False, False): Verdict.COMPATIBLE,
}


@dataclass(frozen=True, slots=True)
class Witness:
    """A case in which the verdict shows.

    Args:
        cell: The cells in which it happens.
        example: One course of events, in a sentence.
    """

    cell: Scope
    example: Message


@dataclass(frozen=True, slots=True)
class Comparison:
    """The answer about two promises.

    Args:
        verdict: How a stands to b.
        missing: For CANNOT_COMPARE, the fact that is needed; otherwise None.
        shown: Makes the witness; None where there is none. Most answers are never shown to anybody.
    """

    verdict: Verdict
    missing: Message | None = None
    shown: Callable[[], Witness | None] | None = field(default=None, compare=False, repr=False)

    @property
    def witness(self) -> Witness | None:
        """For LOOSER and CONFLICT, a case that shows it; otherwise None."""
        return None if self.shown is None else self.shown()

    @property
    def told(self) -> Message | None:
        """What shows it in a sentence: the case, or else the fact that is missing."""
        witness = self.witness
        return self.missing if witness is None else witness.example
