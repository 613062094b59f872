"""What a figure over several promises says: their targets add up, by how much of each counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from guicheng.domain.attainment.figure import FEW, State, counts_of, state_where
from guicheng.domain.attainment.outcome import Judged, Outcome
from guicheng.domain.attainment.requirement import Slotted, Spaced

#: Targets are whole millionths, as the service keeps them.
_MILLION: Final = 1_000_000
_COUNTED: Final = frozenset({Outcome.KEPT, Outcome.LATE, Outcome.MISSED, Outcome.NO_EVIDENCE})


@dataclass(frozen=True, slots=True)
class Together:
    """What several promises come to.

    Args:
        target: Mean of their targets by how much of each counts, the least one where nothing does; None of none.
        state: Whether as many were kept as all targets together ask for.
        misses_allowed: How many of those due or still to come may break.
        misses_left: How many more may; below 0 by how many too many broke.
    """

    target: Fraction | None
    state: State
    misses_allowed: int
    misses_left: int


def together(judged: Sequence[Judged], *, few: int = FEW) -> Together:
    """Return what a group of promises comes to.

    Args:
        judged: What was due of them.
        few: Fewer cases than these say little, unless all of them are of schedules.
    """
    counts = counts_of(judged)
    asked = sum(_target(each) for each in judged if each.outcome in _COUNTED)
    to_come = sum(_target(each) for each in judged if each.outcome is Outcome.PENDING)
    allowed = ((counts.counted + counts.pending) * _MILLION - asked - to_come) // _MILLION
    target: int | Fraction | None = min((_target(each) for each in judged), default=None)
    if counts.counted:
        target = Fraction(asked, counts.counted)
    whole = all(isinstance(each.requirement.measure, Slotted | Spaced) for each in judged)
    state = state_where(counts, few=few, whole=whole, met=counts.kept * _MILLION >= asked)
    return Together(None if target is None else Fraction(target) / _MILLION, state, allowed, allowed - counts.broken)


def _target(each: Judged) -> int:
    return round(each.requirement.target * _MILLION)
