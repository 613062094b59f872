"""Axes: which stretch of numbers is drawn, and where it is marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Final

_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of numbers.

    Args:
        name: What it measures, with its unit.
        low: Where it begins.
        high: Where it ends, above ``low``.
        ticks: Where it is marked, with what is written there.
    """

    name: str
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]

    def part(self, value: float) -> float:
        """Return where a value lies, 0 at the beginning and 1 at the end; what lies outside stands at an end."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


def number_axis(name: str, values: Iterable[float], *, zero: bool = True) -> Axis:
    """Return an axis around numbers.

    Args:
        name: What it measures, with its unit.
        values: What has to have room on it; none at all gives 0 to 1.
        zero: Whether it has to hold 0.
    """
    found = [*values, *([0.0] if zero else [])] or [0.0]
    low, high = min(found), max(found)
    if high == low:
        high = low + 1.0
    step = _step((high - low) / 5)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    ticks = tuple((place * step, f"{place * step:.10g}") for place in range(first, last + 1))
    return Axis(name, first * step, last * step, ticks)


def percent_axis(name: str, shares: Iterable[float]) -> Axis:
    """Return an axis of shares, marked in per cent: on tenths, with room around, at least two tenths long.

    Args:
        name: What it measures.
        shares: From 0 to 1; none at all gives the whole.
    """
    found = list(shares) or [0.0, 1.0]
    low = max(0.0, int(min(found) * 10 - 0.2) / 10)
    high = min(1.0, int(max(found) * 10 + 1.2) / 10)
    if high - low < 0.2:
        low, high = max(0.0, high - 0.2), max(0.2, high)
    first, last = round(low * 10), round(high * 10)
    return Axis(name, low, high, tuple((place / 10, f"{place * 10}") for place in range(first, last + 1)))


def _step(rough: float) -> float:
    scale = 10.0 ** floor(log10(rough))
    return next(step * scale for step in _STEPS if step * scale >= rough * (1 - 1e-9))
