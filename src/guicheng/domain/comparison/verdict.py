"""What comparing two promises says: one of seven words, never a bare yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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
        witness: For LOOSER and CONFLICT, a case that shows it; otherwise None.
        missing: For CANNOT_COMPARE, the fact that is needed; otherwise None.
    """

    verdict: Verdict
    witness: Witness | None = None
    missing: Message | None = None
