"""How far two coders agree beyond chance."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from guicheng.domain.demand.distributions import normal_quantile
from guicheng.domain.demand.estimates import LEVEL


@dataclass(frozen=True, slots=True)
class Agreement:
    """Cohen's kappa of two coders.

    Args:
        kappa: 1 for full agreement, 0 for what chance gives; None where nothing was coded by both, or both gave all
            the same code, so that chance alone would agree fully.
        low: Lower end of its interval; None where kappa is.
        high: Upper end.
        observed: Share coded alike; None where nothing was coded by both.
        expected: Share that chance would code alike.
        count: How much was coded by both.
    """

    kappa: float | None
    low: float | None
    high: float | None
    observed: float | None
    expected: float | None
    count: int


def cohens_kappa(first: Sequence[Hashable], second: Sequence[Hashable], *, level: float = LEVEL) -> Agreement:
    """Return Cohen's kappa with its large-sample interval.

    Args:
        first: Code by the first coder of each passage.
        second: Code by the second coder of the same passages.
        level: Level of the interval.

    Raises:
        ValueError: The coders did not code the same number of passages.

    References:
        Cohen: A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20 (1960).
        Fleiss, Cohen, Everitt: Large sample standard errors of kappa and weighted kappa. Psychological Bulletin 72
        (1969), formula 13.
    """
    if len(first) != len(second):
        raise ValueError(f"{len(first)} and {len(second)} passages")
    count = len(first)
    if not count:
        return Agreement(None, None, None, None, None, 0)
    shares = _Shares.of(first, second)
    if shares.expected > 1 - 1e-12:
        return Agreement(None, None, None, shares.observed, shares.expected, count)
    kappa = (shares.observed - shares.expected) / (1 - shares.expected)
    reach = normal_quantile(level) * shares.error(kappa, count)
    return Agreement(kappa, max(-1.0, kappa - reach), min(1.0, kappa + reach), shares.observed, shares.expected, count)


@dataclass(frozen=True, slots=True)
class _Shares:
    """Shares of passages by the codes of both, of the first, of the second."""

    cells: Mapping[tuple[Hashable, Hashable], float]
    rows: Mapping[Hashable, float]
    columns: Mapping[Hashable, float]

    @classmethod
    def of(cls, first: Sequence[Hashable], second: Sequence[Hashable]) -> _Shares:
        count = len(first)
        both = Counter(zip(first, second, strict=True))
        return cls(
            {pair: number / count for pair, number in both.items()},
            {code: number / count for code, number in Counter(first).items()},
            {code: number / count for code, number in Counter(second).items()},
        )

    @property
    def observed(self) -> float:
        return sum(share for (one, other), share in self.cells.items() if one == other)

    @property
    def expected(self) -> float:
        return sum(share * self.columns.get(code, 0.0) for code, share in self.rows.items())

    def error(self, kappa: float, count: int) -> float:
        """Return the standard error of kappa."""
        same = sum(
            share * (1 - (self.rows[one] + self.columns[other]) * (1 - kappa)) ** 2
            for (one, other), share in self.cells.items()
            if one == other
        )
        differing = (1 - kappa) ** 2 * sum(
            share * (self.columns.get(one, 0.0) + self.rows.get(other, 0.0)) ** 2
            for (one, other), share in self.cells.items()
            if one != other
        )
        chance = (kappa - self.expected * (1 - kappa)) ** 2
        return math.sqrt(max(0.0, same + differing - chance) / count) / (1 - self.expected)
