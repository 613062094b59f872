"""The few distributions that intervals and tests need, without a numerical library."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Final

_NORMAL: Final = NormalDist()
_TINY: Final = 1e-300
_ENOUGH: Final = 1e-15


def normal_quantile(level: float) -> float:
    """Return how many standard errors a two-sided interval of a level spans each way, such as 1.96 for 0.95.

    Raises:
        ValueError: ``level`` is not between 0 and 1.
    """
    _between(level)
    return _NORMAL.inv_cdf(0.5 + level / 2)


def normal_tails(z: float) -> float:
    """Return the chance that a standard normal value is at least as far from 0 as ``z``."""
    return math.erfc(abs(z) / math.sqrt(2))


def student_tails(t: float, freedom: float) -> float:
    """Return the chance that a Student t value is at least as far from 0 as ``t``.

    Args:
        t: The value.
        freedom: Degrees of freedom, above 0, which may be a fraction.

    References:
        Abramowitz, Stegun: Handbook of Mathematical Functions, 26.5.27 and 26.7.1.
    """
    if freedom <= 0:
        raise ValueError(f"{freedom} degrees of freedom")
    if math.isinf(t):
        return 0.0
    return _beta_share(freedom / 2, 0.5, freedom / (freedom + t * t))


def student_quantile(level: float, freedom: float) -> float:
    """Return how many standard errors a two-sided t interval of a level spans each way.

    Args:
        level: Such as 0.95.
        freedom: Degrees of freedom, above 0.

    Raises:
        ValueError: The level is not between 0 and 1, or there is no freedom.

    Example:
        >>> round(student_quantile(0.95, 10), 3)
        2.228
    """
    _between(level)
    wanted = 1 - level
    low, high = 0.0, normal_quantile(level) + 1
    while student_tails(high, freedom) > wanted:
        low, high = high, high * 2
    for _step in range(200):
        middle = (low + high) / 2
        if student_tails(middle, freedom) > wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _between(level: float) -> None:
    if not 0 < level < 1:
        raise ValueError(f"a level of {level} is not between 0 and 1")


def _beta_share(a: float, b: float, x: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b)."""
    if x <= 0 or x >= 1:
        return max(0.0, min(1.0, x))
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    # The fraction converges fast on one side of the mean; the other side follows from symmetry.
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    """Return the continued fraction of the incomplete beta function (Lentz's method)."""
    c, d = 1.0, 1 / _off_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, 10_000):  # pragma: no branch  (it settles long before)
        for factor in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _off_zero(1 + factor * d)
            c = _off_zero(1 + factor / c)
            value *= d * c
        if abs(d * c - 1) < _ENOUGH:
            break
    return value


def _off_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
