"""Figures of all groups of sealed months at once, over columns: ranks are looked up, limits found by halving runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guicheng.domain.attainment.ranks import P95
from guicheng.domain.attainment.sealed import Sealed

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Runs:
    """Sorted runs side by side.

    Args:
        offsets: Where each run begins, and after all where the last one ends (runs + 1).
        times: Sorted within each run, in any one unit.
    """

    offsets: Whole
    times: NDArray[Any]

    @property
    def sizes(self) -> Whole:
        """How many times each run has (runs)."""
        return np.diff(self.offsets)


def runs_of(months: Sequence[Sealed]) -> Runs:
    """Return the runs of months one behind the other, without copying those of a single one.

    Args:
        months: In the order in which their groups are to stand.
    """
    times = [np.frombuffer(month.times, dtype=np.int64) for month in months]
    starts = np.cumsum([0, *(len(each) for each in times)])
    offsets = [
        np.frombuffer(month.offsets, dtype=np.int64)[:-1] + start
        for month, start in zip(months, starts[:-1], strict=True)
    ]
    joined = times[0] if len(times) == 1 else np.concatenate([*times, np.empty(0, np.int64)])
    return Runs(np.concatenate([*offsets, starts[-1:]]).astype(np.int64), joined)


def quantiles(runs: Runs, share: Fraction = P95) -> Whole:
    """Return the least time of each run that a share of it does not exceed (runs); -1 where a run is empty.

    Args:
        runs: The runs.
        share: Above 0 and at most 1.
    """
    sizes = runs.sizes
    # The ceiling of size × share in whole numbers, so that 95 % of 20 is the 19th and never the 20th by rounding.
    places = runs.offsets[:-1] - (-sizes * share.numerator // share.denominator) - 1
    found = np.full(len(sizes), -1, dtype=np.int64)
    filled = sizes > 0
    found[filled] = runs.times[places[filled]]
    return found


def kept_under(runs: Runs, limits: NDArray[Any]) -> Whole:
    """Return how many times of each run lie within its limit (runs).

    All runs are halved together: as many steps as the longest run needs, whatever the number of runs.

    Args:
        runs: The runs.
        limits: One for each run, in the unit of the times.
    """
    first, size = runs.offsets[:-1].copy(), runs.sizes
    if not len(runs.times):
        return np.zeros(len(first), dtype=np.int64)
    longest = int(size.max(initial=0))
    while longest > 1:
        half = size >> 1
        # A run of one time or none has a half of nothing: whatever is looked at then, it moves by nothing.
        first += half * (runs.times[first + half - 1] <= limits)
        size -= half
        longest -= longest >> 1
    within = runs.times[np.minimum(first, len(runs.times) - 1)] <= limits
    return first + (within & (size > 0)) - runs.offsets[:-1]
