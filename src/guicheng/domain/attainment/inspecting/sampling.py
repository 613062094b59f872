"""Samples of what is looked at: how many, which ones by a recorded seed, and what they say of all there are.

References: Clopper, Pearson: The use of confidence or fiducial limits (1934); Cochran: Sampling Techniques (1977), 3.6.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import comb, exp, lgamma, log, log1p
from typing import Final

from guicheng.domain.demand.chance import Chance
from guicheng.domain.demand.sampling import sample_size

LEVEL: Final = 0.95
_ABOUT: Final = "inspection"
_STEPS: Final = 80


@dataclass(frozen=True, slots=True)
class Seen:
    """What a sample says of all there are.

    Args:
        population: How many there are; None for very many.
        sample: How many of them were looked at.
        failed: How many of these are not in order.
        low: Lower end of the interval of the share that is not in order, 0 to 1.
        high: Upper end.
        level: Level of the interval.
    """

    population: int | None
    sample: int
    failed: int
    low: float
    high: float
    level: float


def wanted(population: int, margin: float, level: float = LEVEL) -> int:
    """Return how many to look at, so that a share is known to a margin whatever it is; 0 of none.

    Args:
        population: How many there are.
        margin: Half the width of the interval, above 0 and below 1.
        level: Its level, above 0 and below 1.

    Raises:
        ValueError: Margin or level is out of its bounds.

    Example:
        >>> wanted(400, 0.15), wanted(10, 0.1), wanted(0, 0.1)
        (39, 10, 0)
    """
    return sample_size(population, margin, level=level).answers if population else 0


def drawn(keys: Iterable[str], count: int, seed: int) -> tuple[str, ...]:
    """Return a simple random sample without replacement: the same for the same keys, in whatever order they come.

    Args:
        keys: Of all there are, each once.
        count: How many, at least 0; all where there are fewer.
        seed: As it was recorded.

    Returns:
        The keys drawn, in alphabetical order.

    Example:
        >>> drawn("dbca", 2, 7) == drawn("abcd", 2, 7)
        True
    """
    return tuple(sorted(Chance(seed, _ABOUT).shuffled(sorted(keys))[:count]))


def seen(population: int | None, sample: int, failed: int, *, level: float = LEVEL) -> Seen:
    """Return what a sample says of all there are, exactly.

    By the hypergeometric distribution where their number is known, by the binomial one (Clopper-Pearson) otherwise.

    Args:
        population: How many there are, at least ``sample``; None for very many.
        sample: How many were looked at, at least 1.
        failed: How many of these are not in order, 0 to ``sample``.
        level: Level of the interval, above 0 and below 1.

    Raises:
        ValueError: A number is out of its bounds.

    Example:
        >>> found = seen(None, 32, 1)
        >>> round(found.low, 4), round(found.high, 4)
        (0.0008, 0.1622)
    """
    part = population is None or population >= sample
    if not (part and sample >= 1 and 0 <= failed <= sample and 0 < level < 1):
        raise ValueError("a sample is part of all there are, and what failed is part of the sample")
    if population is None:
        low, high = _binomial(sample, failed, (1 - level) / 2)
    else:
        # 0.95 as a person writes it: one sample of forty lies right on the border of 0.025.
        least, most = _hypergeometric(population, sample, failed, (1 - Fraction(str(level))) / 2)
        low, high = least / population, most / population
    return Seen(population, sample, failed, low, high, level)


def _binomial(sample: int, failed: int, tail: float) -> tuple[float, float]:
    """Return the ends between which neither tail is less likely than ``tail``."""

    def at_most(count: int, share: float) -> float:
        return sum(
            exp(_choose(sample, each) + each * log(share) + (sample - each) * log1p(-share))
            for each in range(count + 1)
        )

    low = 0.0 if not failed else _root(lambda share: 1 - at_most(failed - 1, share) > tail)
    high = 1.0 if failed == sample else _root(lambda share: at_most(failed, share) <= tail)
    return low, high


def _root(beyond: Callable[[float], bool]) -> float:
    """Return the share between 0 and 1 at which something begins to hold."""
    low, high = 0.0, 1.0
    for _step in range(_STEPS):
        middle = (low + high) / 2
        if beyond(middle):
            high = middle
        else:
            low = middle
    return high


def _hypergeometric(population: int, sample: int, failed: int, tail: Fraction) -> tuple[int, int]:
    """Return the least and the greatest number out of order that leave the sample likelier than ``tail``, exactly."""
    samples = comb(population, sample)

    def at_most(count: int, bad: int) -> int:
        """Count the samples of which at most so many are out of order."""
        return sum(comb(bad, each) * comb(population - bad, sample - each) for each in range(count + 1))

    least, most = failed, population - sample + failed
    low = _first(least, most, lambda bad: not failed or samples - at_most(failed - 1, bad) > tail * samples)
    high = _first(least, most + 1, lambda bad: bad > most or at_most(failed, bad) <= tail * samples) - 1
    return low, high


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """Return the first number from ``low`` to ``high`` for which something holds that holds for all behind it."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


def _choose(of: int, count: int) -> float:
    """Return the logarithm of the number of ways to take some of many."""
    return lgamma(of + 1) - lgamma(count + 1) - lgamma(of - count + 1)
