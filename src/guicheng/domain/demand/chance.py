"""Chance that repeats: the same seed gives the same draws on every machine and in every version of Python."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import NormalDist
from typing import Final, TypeVar

_MASK: Final = (1 << 64) - 1
_STEP: Final = 0x9E3779B97F4A7C15
_PRIME: Final = 0x100000001B3
_BASIS: Final = 0xCBF29CE484222325
_NORMAL: Final = NormalDist()
Thing = TypeVar("Thing")


class Chance:
    """A stream of draws from a seed (SplitMix64).

    Args:
        seed: Any whole number.
        about: What the draws are for, such as the id of a question, so that two uses of one seed differ.

    References:
        Steele, Lea, Flood: Fast splittable pseudorandom number generators. OOPSLA 2014.

    Example:
        >>> Chance(7).shuffled("abcd") == Chance(7).shuffled("abcd")
        True
    """

    def __init__(self, seed: int, about: str = "") -> None:
        self._state = (seed ^ _hash(about)) & _MASK

    def bits(self) -> int:
        """Return a whole number from 0 to 2⁶⁴ - 1."""
        self._state = (self._state + _STEP) & _MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        return mixed ^ (mixed >> 31)

    def below(self, most: int) -> int:
        """Return a whole number from 0 to ``most`` - 1, each as likely.

        Raises:
            ValueError: ``most`` is not from 1 to 2³².
        """
        if not 1 <= most <= 1 << 32:
            raise ValueError(f"no draw below {most}")
        # Without the refusal the first numbers would come a little more often (modulo bias).
        limit = _MASK + 1 - (_MASK + 1) % most
        return next(drawn for drawn in iter(self.bits, None) if drawn < limit) % most

    def normal(self) -> float:
        """Return a draw from the standard normal distribution."""
        return _NORMAL.inv_cdf((self.bits() + 0.5) / (_MASK + 1))

    def shuffled(self, things: Iterable[Thing]) -> tuple[Thing, ...]:
        """Return the things in an order by chance (Fisher-Yates)."""
        order = list(things)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return tuple(order)


def _hash(text: str) -> int:
    """Return the FNV-1a hash of a text; the built-in one differs in each run."""
    value = _BASIS
    for byte in text.encode():
        value = ((value ^ byte) * _PRIME) & _MASK
    return value if text else 0
