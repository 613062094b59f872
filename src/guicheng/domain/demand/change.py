"""Whether a figure has changed since the last wave, or only the sample has."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from guicheng.domain.demand.distributions import normal_tails, student_quantile, student_tails
from guicheng.domain.demand.estimates import (
    LEVEL,
    Column,
    Estimate,
    Spread,
    Weights,
    mean_of,
    share_of,
    spread_of,
    wilson,
)


@dataclass(frozen=True, slots=True)
class Change:
    """A figure in two waves.

    Args:
        name: What it is of.
        before: Figure of the earlier wave.
        after: Figure of the later one.
        difference: After less before; None where either is missing.
        low: Lower end of the interval of the difference; None where it cannot be told.
        high: Upper end.
        chance: Chance of such a difference where nothing has changed (p); None where it cannot be told.
        adjusted: The same, held for all figures compared together (Holm); as ``chance`` until then.
    """

    name: str
    before: Estimate
    after: Estimate
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    chance: float | None = None
    adjusted: float | None = None

    def sure(self, level: float = LEVEL) -> bool:
        """Tell whether the change is more than chance among all that was compared."""
        return self.adjusted is not None and self.adjusted < 1 - level


def mean_change(
    name: str,
    before: Column,
    after: Column,
    weights: tuple[Weights | None, Weights | None] = (None, None),
    *,
    level: float = LEVEL,
) -> Change:
    """Compare two means (Welch's t with effective numbers).

    Args:
        name: What it is of.
        before: Value by response of the earlier wave.
        after: Value by response of the later wave; the two are different people, or taken as such.
        weights: Weights of both waves.
        level: Level of the intervals.

    References:
        Welch: The generalization of "Student's" problem. Biometrika 34 (1947).
    """
    first, second = spread_of(before, weights[0]), spread_of(after, weights[1])
    change = Change(name, mean_of(before, weights[0], level=level), mean_of(after, weights[1], level=level))
    if first is None or second is None:
        return change
    difference = second.mean - first.mean
    if min(first.effective, second.effective) <= 1 + 1e-9:
        return replace(change, difference=difference)
    error = math.hypot(first.error, second.error)
    if not error:
        chance = 1.0 if not difference else 0.0
        return replace(change, difference=difference, low=difference, high=difference, chance=chance, adjusted=chance)
    freedom = _freedom(first, second)
    reach = student_quantile(level, freedom) * error
    chance = student_tails(difference / error, freedom)
    return replace(
        change, difference=difference, low=difference - reach, high=difference + reach, chance=chance, adjusted=chance
    )


def share_change(
    name: str,
    before: Column,
    after: Column,
    weights: tuple[Weights | None, Weights | None] = (None, None),
    *,
    level: float = LEVEL,
) -> Change:
    """Compare two shares (interval of Newcombe from Wilson's; pooled z test, with effective numbers).

    Args:
        name: What it is of.
        before: 1 for yes or 0 for no, by response of the earlier wave.
        after: The same of the later wave.
        weights: Weights of both waves.
        level: Level of the intervals.

    References:
        Newcombe: Interval estimation for the difference between independent proportions. Statistics in Medicine 17
        (1998), method 10.
    """
    first, second = spread_of(before, weights[0]), spread_of(after, weights[1])
    yes = [{key: bool(value) for key, value in column.items()} for column in (before, after)]
    change = Change(name, share_of(yes[0], weights[0], level=level), share_of(yes[1], weights[1], level=level))
    if first is None or second is None:
        return change
    difference = second.mean - first.mean
    low, high = newcombe(second.mean, second.effective, first.mean, first.effective, level)
    chance = _pooled(first, second)
    return replace(change, difference=difference, low=low, high=high, chance=chance, adjusted=chance)


def newcombe(share: float, count: float, other: float, other_count: float, level: float = LEVEL) -> tuple[float, float]:
    """Return the interval of ``share`` - ``other`` from the Wilson intervals of both.

    Example:
        >>> [round(end, 4) for end in newcombe(56 / 70, 70, 48 / 80, 80)]
        [0.0524, 0.3339]
    """
    low, high = wilson(share, count, level)
    other_low, other_high = wilson(other, other_count, level)
    difference = share - other
    return (
        difference - math.hypot(share - low, other_high - other),
        difference + math.hypot(high - share, other - other_low),
    )


def holm(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return the changes with their chances held for all together, in the given order.

    References:
        Holm: A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics 6 (1979).
    """
    told = sorted((change.chance, index) for index, change in enumerate(changes) if change.chance is not None)
    adjusted: dict[int, float] = {}
    reached = 0.0
    for rank, (chance, index) in enumerate(told):
        reached = max(reached, min(1.0, chance * (len(told) - rank)))
        adjusted[index] = reached
    return tuple([replace(change, adjusted=adjusted.get(index)) for index, change in enumerate(changes)])


def _freedom(first: Spread, second: Spread) -> float:
    """Return the degrees of freedom of Welch and Satterthwaite."""
    parts = [(each.variance / each.effective, each.effective - 1) for each in (first, second)]
    return sum(part for part, _n in parts) ** 2 / sum(part**2 / freedom for part, freedom in parts)


def _pooled(first: Spread, second: Spread) -> float:
    told = first.effective + second.effective
    pooled = (first.mean * first.effective + second.mean * second.effective) / told
    error = math.sqrt(max(0.0, pooled * (1 - pooled)) * (1 / first.effective + 1 / second.effective))
    return normal_tails((second.mean - first.mean) / error) if error > 1e-12 else 1.0
