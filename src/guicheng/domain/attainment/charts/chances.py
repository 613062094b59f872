"""How likely a count is where it lies if nothing but chance moves it: small counts are lopsided, so rules ask.

References: Montgomery, Introduction to Statistical Quality Control, ch. 7 (limits of few cases).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, exp, floor
from typing import Final

#: From this variance on a count is as good as normal.
_NORMAL: Final = 25.0


@dataclass(frozen=True, slots=True)
class Chances:
    """What chance alone does with a point.

    Args:
        side: How likely it lies on the side of the mean on which it lies.
        tail: How likely it lies as far out on that side or further; 0 where distances say it well enough.
    """

    side: float
    tail: float


EVEN: Final = Chances(0.5, 0.0)


def of_share(few: int, many: int, centre: float) -> Chances:
    """Return the chances of so many of a number, where each is one with a probability.

    Args:
        few: How many.
        many: Of how many.
        centre: The probability, from 0 to 1.

    Example:
        >>> round(of_share(7, 7, 0.98).side, 3)
        0.868
    """
    rare = min(centre, 1 - centre)
    mean = many * rare
    variance = mean * (1 - rare)
    if not 0 < variance < _NORMAL:
        return EVEN
    count = few if centre <= 0.5 else many - few
    return _of(count, mean, (1 - rare) ** many, lambda at: (many - at) / (at + 1) * rare / (1 - rare))


def of_rate(count: int, mean: float) -> Chances:
    """Return the chances of so many events where so many are to be expected.

    Args:
        count: How many.
        mean: How many are to be expected.
    """
    if not 0 < mean < _NORMAL:
        return EVEN
    return _of(count, mean, exp(-mean), lambda at: mean / (at + 1))


def _of(count: int, mean: float, first: float, grows: Callable[[int], float]) -> Chances:
    """Return the chances of a count.

    Args:
        count: How many.
        mean: How many are to be expected.
        first: Probability of none.
        grows: By how much the probability of one more differs from that of so many.
    """

    def at_most(number: int) -> float:
        found, part = 0.0, first
        for at in range(number + 1):
            found += part
            part *= grows(at)
        return min(1.0, found)

    if count > mean:
        return Chances(1 - at_most(floor(mean)), 1 - at_most(count - 1))
    return Chances(at_most(ceil(mean) - 1), at_most(count))
