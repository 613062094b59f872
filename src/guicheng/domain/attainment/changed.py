"""Whether a share changed by more than noise between two months."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from guicheng.domain.demand.change import newcombe

LEVEL: Final = 0.95


class Course(StrEnum):
    """Which way a share went."""

    BETTER = "better"
    WORSE = "worse"
    NOISE = "noise"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Kept:
    """How many were kept of those that count.

    Args:
        kept: How many were kept.
        counted: Of how many.
        unknown: How many count besides and have no evidence; they are neither kept nor missed.
    """

    kept: int
    counted: int
    unknown: int = 0

    @property
    def share(self) -> float | None:
        """Share kept, None where nothing counts."""
        return self.kept / self.counted if self.counted else None


@dataclass(frozen=True, slots=True)
class Difference:
    """A share beside that of the month before.

    Args:
        before: The month before.
        after: The month.
        difference: After less before; None where either has nothing that counts.
        low: Lower end of the interval of the difference.
        high: Upper end.
        course: Better or worse where the interval leaves 0 out.
    """

    before: Kept
    after: Kept
    difference: float | None
    low: float | None
    high: float | None
    course: Course


def difference_of(before: Kept, after: Kept, *, compared: int = 1) -> Difference:
    """Compare two months.

    Args:
        before: The month before.
        after: The month.
        compared: How many such comparisons stand in one table: the interval is widened so that all of them together
            cry wolf in one of twenty months at most (Bonferroni).

    References:
        Newcombe: Interval estimation for the difference between independent proportions. Statistics in Medicine 17
        (1998), method 10.

    Example:
        >>> difference_of(Kept(90, 100), Kept(75, 100)).course
        <Course.WORSE: 'worse'>
    """
    first, second = before.share, after.share
    if first is None or second is None:
        return Difference(before, after, None, None, None, Course.UNKNOWN)
    level = 1 - (1 - LEVEL) / max(1, compared)
    low, high = newcombe(second, after.counted, first, before.counted, level)
    course = Course.BETTER if low > 0 else Course.WORSE if high < 0 else Course.NOISE
    return Difference(before, after, second - first, low, high, course)
