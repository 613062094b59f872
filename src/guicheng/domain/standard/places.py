"""Where clauses of one text stand, and which of those of another text they stand beside or below."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final

from guicheng.domain.comparison import Level

#: A unit's path and the level of what is set there.
Spot = tuple[str, Level]
_RANKS: Final = {level: rank for rank, level in enumerate(Level)}


class Places:
    """The positions of clauses of one text, by unit and level.

    Args:
        lengths: How long the paths of units are; grows while clauses are taken in anywhere.
    """

    def __init__(self, lengths: set[int]) -> None:
        self._lengths = lengths
        self._at: dict[Spot, list[int]] = {}
        self._contracts: list[Spot] = []
        self.first = -1

    def put(self, place: int, unit: str, level: Level) -> None:
        """Take in the position of a clause."""
        spot = (unit, level)
        if spot not in self._at:
            self._at[spot] = []
            self._lengths.add(len(unit))
            if level is Level.CONTRACT:
                self._contracts.append(spot)
        self._at[spot].append(place)
        if self.first < 0:
            self.first = place

    def pairs(self, others: Places) -> Iterator[tuple[int, int]]:
        """Yield pairs of positions of which one stands beside the other or below it; the one it is told of first.

        Of two that stand beside one another it is told of the later one, of two levels or units of the lower one.

        Args:
            others: The positions of clauses of another text.
        """
        for spot, own in self._at.items():
            yield from ((max(pair), min(pair)) for pair in product(own, others._at.get(spot, ())))
            for above in others._above(spot):
                yield from product(own, others._at[above])
        for spot, theirs in others._at.items():
            for above in self._above(spot):
                yield from product(theirs, self._at[above])

    def _above(self, spot: Spot) -> Iterator[Spot]:
        """Yield where clauses of this text stand that bind those of a spot: further up, higher, a contract below."""
        unit, level = spot
        if level is Level.CONTRACT:
            return
        for length in self._lengths:
            if length > len(unit):
                continue
            for upper, rank in _RANKS.items():
                higher = length < len(unit) or rank < _RANKS[level]
                if higher and (unit[:length], upper) in self._at:
                    yield unit[:length], upper
        for lower, of in self._contracts:
            if len(lower) > len(unit) and lower.startswith(unit):
                yield lower, of
