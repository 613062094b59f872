"""Shares and means with their intervals, each with the answers that it came from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from guicheng.domain.demand.distributions import normal_quantile, student_quantile

#: The usual level of an interval.
LEVEL: Final = 0.95
#: Responses below which a figure is marked as resting on few.
FEW: Final = 30

Column = Mapping[int, float]
Weights = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval.

    Args:
        value: The figure; None where nothing was answered.
        low: Lower end of the interval; None where it cannot be told, as with one answer.
        high: Upper end.
        effective: How many equally weighted answers would be as sure (Kish); the count where nothing is weighted.
        answers: Ids of the responses that it came from, ascending.
        level: Level of the interval.
    """

    value: float | None
    low: float | None
    high: float | None
    effective: float
    answers: tuple[int, ...]
    level: float = LEVEL

    @property
    def count(self) -> int:
        """How many responses it came from."""
        return len(self.answers)

    @property
    def few(self) -> bool:
        """Whether it rests on fewer than 30 effective answers."""
        return self.effective < FEW

    def clear_of(self, line: float) -> bool:
        """Tell whether the interval lies wholly on one side of a line."""
        return self.low is not None and self.high is not None and not self.low <= line <= self.high


@dataclass(frozen=True, slots=True)
class Spread:
    """A weighted mean with its variance.

    Args:
        mean: Weighted mean.
        variance: Variance between answers (divisor n - 1, weighted); 0 with one answer.
        effective: Effective number of answers.
    """

    mean: float
    variance: float
    effective: float

    @property
    def error(self) -> float:
        """Standard error of the mean."""
        return math.sqrt(self.variance / self.effective)


def effective_count(weights: Iterable[float]) -> float:
    """Return the effective number of answers (Σw)² / Σw² (Kish 1965); 0 for none."""
    values = list(weights)
    squares = sum(value * value for value in values)
    return sum(values) ** 2 / squares if squares else 0.0


def spread_of(column: Column, weights: Weights | None = None) -> Spread | None:
    """Return mean, variance and effective number of a column; None where it is empty.

    Args:
        column: Value by response.
        weights: Weight by response, above 0; None for all alike.
    """
    if not column:
        return None
    pairs = [(value, 1.0 if weights is None else weights[key]) for key, value in column.items()]
    total = math.fsum(weight for _value, weight in pairs)
    mean = math.fsum(value * weight for value, weight in pairs) / total
    effective = effective_count(weight for _value, weight in pairs)
    squares = math.fsum(weight * (value - mean) ** 2 for value, weight in pairs) / total
    # n / (n - 1) with the effective n makes the plain sample variance where all weights are alike.
    variance = squares * effective / (effective - 1) if effective > 1 + 1e-9 else 0.0
    return Spread(mean, variance, effective)


def mean_of(
    column: Column, weights: Weights | None = None, *, population: int | None = None, level: float = LEVEL
) -> Estimate:
    """Return a mean with its t interval.

    Args:
        column: Value by response.
        weights: Weight by response; None for all alike.
        population: How many there are to ask, which narrows the interval of a large sample; None for very many.
        level: Level of the interval.
    """
    spread = spread_of(column, weights)
    ids = tuple(sorted(column))
    if spread is None:
        return Estimate(None, None, None, 0.0, ids, level)
    if spread.effective <= 1 + 1e-9:
        return Estimate(spread.mean, None, None, spread.effective, ids, level)
    reach = student_quantile(level, spread.effective - 1) * spread.error * finite_factor(len(ids), population)
    return Estimate(spread.mean, spread.mean - reach, spread.mean + reach, spread.effective, ids, level)


def share_of(
    column: Mapping[int, bool], weights: Weights | None = None, *, population: int | None = None, level: float = LEVEL
) -> Estimate:
    """Return the share of responses that say yes, from 0 to 1, with Wilson's interval.

    Args:
        column: Whether each response says yes.
        weights: Weight by response; None for all alike.
        population: How many there are to ask; None for very many.
        level: Level of the interval.
    """
    spread = spread_of({key: float(value) for key, value in column.items()}, weights)
    ids = tuple(sorted(column))
    if spread is None:
        return Estimate(None, None, None, 0.0, ids, level)
    # A sample that is a good part of the population says as much as a larger one from very many.
    factor = finite_factor(len(ids), population)
    told = spread.effective / factor**2 if factor else math.inf
    low, high = wilson(spread.mean, told, level)
    return Estimate(spread.mean, low, high, spread.effective, ids, level)


def wilson(share: float, count: float, level: float = LEVEL) -> tuple[float, float]:
    """Return Wilson's interval of a share.

    Args:
        share: From 0 to 1.
        count: Answers, above 0; may be a fraction, or infinite where everybody was asked.
        level: Level of the interval.

    References:
        Wilson: Probable inference, the law of succession, and statistical inference. JASA 22 (1927).
        Newcombe: Two-sided confidence intervals for the single proportion. Statistics in Medicine 17 (1998).

    Example:
        >>> [round(end, 4) for end in wilson(81 / 263, 263)]
        [0.2553, 0.3662]
    """
    if math.isinf(count):
        return share, share
    z = normal_quantile(level)
    shrink = 1 + z * z / count
    centre = (share + z * z / (2 * count)) / shrink
    reach = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / shrink
    return max(0.0, centre - reach), min(1.0, centre + reach)


def finite_factor(count: int, population: int | None) -> float:
    """Return √((N - n) / (N - 1)): by how much a sample out of few makes intervals narrower (Cochran 1977, 2.6)."""
    if population is None:
        return 1.0
    if population <= 1 or count >= population:
        return 0.0
    return math.sqrt((population - count) / (population - 1))
