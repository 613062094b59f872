"""Shares with their interval, and quantiles by rank: no interpolation, so that each figure is one that occurred."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, sqrt
from statistics import NormalDist
from typing import Final, TypeVar

LEVEL: Final = 0.95
_Z: Final = NormalDist().inv_cdf((1 + LEVEL) / 2)
MEDIAN: Final = Fraction(1, 2)
P95: Final = Fraction(95, 100)

Number = TypeVar("Number", int, float)


def wilson(kept: int, counted: int) -> tuple[float, float] | None:
    """Return the 95 % interval of a share (Wilson 1927, without correction); None where nothing counts.

    Args:
        kept: How many of those that count were kept, 0 to ``counted``.
        counted: How many count.

    Example:
        >>> [round(end, 4) for end in wilson(37, 41)]
        [0.7745, 0.9614]
    """
    if not counted:
        return None
    share, square = kept / counted, _Z * _Z
    middle = share + square / (2 * counted)
    half = _Z * sqrt(share * (1 - share) / counted + square / (4 * counted * counted))
    whole = 1 + square / counted
    # At both ends rounding could leave the unit interval by a hair.
    low = 0.0 if not kept else (middle - half) / whole
    return low, 1.0 if kept == counted else (middle + half) / whole


def rank(count: int, share: Fraction) -> int:
    """Return the place of a quantile among sorted values, from 0: the least with that share at or below it.

    Args:
        count: How many values, at least 1.
        share: Above 0 and at most 1, such as 95/100.

    Example:
        >>> rank(20, P95), rank(21, P95), rank(1, P95)
        (18, 19, 0)
    """
    return ceil(count * share) - 1


def at_rank(ordered: Sequence[Number], share: Fraction) -> Number | None:
    """Return the quantile of sorted values; None of none."""
    return ordered[rank(len(ordered), share)] if ordered else None
