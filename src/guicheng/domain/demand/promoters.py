"""Net promoter score with its interval."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from guicheng.domain.demand.distributions import normal_quantile
from guicheng.domain.demand.estimates import LEVEL, Column, Estimate, Weights, spread_of


@dataclass(frozen=True, slots=True)
class Promoters:
    """How many would recommend.

    Args:
        score: Promoters less detractors, from -1 to 1.
        promoters: Responses of 9 or 10.
        passives: Responses of 7 or 8.
        detractors: Responses of 0 to 6.
    """

    score: Estimate
    promoters: int
    passives: int
    detractors: int


def net_promoters(column: Column, weights: Weights | None = None, *, level: float = LEVEL) -> Promoters:
    """Return the net promoter score.

    The interval is the adjusted Wald one: three answers are added, ¾ to promoters, 1½ to passives, ¾ to detractors.

    Args:
        column: Answer by response, from 0 to 10.
        weights: Weight by response; None for all alike.
        level: Level of the interval.

    References:
        Reichheld: The one number you need to grow. Harvard Business Review 81 (2003).
        Rocks: Interval estimation for the "net promoter score". The American Statistician 70 (2016).
    """
    signs = {key: float(sign_of(value)) for key, value in column.items()}
    spread = spread_of(signs, weights)
    ids = tuple(sorted(column))
    counts = (_count(signs, 1), _count(signs, 0), _count(signs, -1))
    if spread is None:
        return Promoters(Estimate(None, None, None, 0.0, ids, level), *counts)
    told = spread.effective
    squares = (spread_of({key: sign * sign for key, sign in signs.items()}, weights) or spread).mean
    centre = spread.mean * told / (told + 3)
    either = (squares * told + 1.5) / (told + 3)
    reach = normal_quantile(level) * math.sqrt((either - centre**2) / (told + 3))
    low, high = max(-1.0, centre - reach), min(1.0, centre + reach)
    return Promoters(Estimate(spread.mean, low, high, told, ids, level), *counts)


def sign_of(value: float) -> int:
    """Return 1 for a promoter (9 or 10), -1 for a detractor (0 to 6), 0 for the others."""
    return (value >= 9) - (value <= 6)


def _count(signs: Mapping[int, float], sign: int) -> int:
    return sum(value == sign for value in signs.values())
