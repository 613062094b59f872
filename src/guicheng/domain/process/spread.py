"""How likely a total is kept when each step keeps its own limit most of the time.

The model, for every figure of this file: the time of a step is lognormal, with a spread (the standard deviation of its
logarithm) of 0.6, and its limit is the time that is kept with the given share, 95 % unless said otherwise; so its
median is 37 % of the limit. Times of different steps are independent. Steps after one another are added up by
convolution, branches side by side count by the longest, of several answers the one whose limits are longest is taken,
nothing is done again, and no timer goes off. Neither adding limits nor multiplying shares answers the question: steps
of 5, 3 and 20 minutes that are each kept 95 % of the time keep a total of 28 minutes 97.5 % of the time, while all
three limits are kept at once 85.7 % of the time.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise
from math import erf, log, sqrt
from statistics import NormalDist
from typing import Final

from guicheng.domain.process.blocks import Again, Beside, Block, Either, Piece
from guicheng.domain.process.graph import Graph
from guicheng.domain.process.spans import Span
from guicheng.domain.process.walks import one_block

#: Share of cases in which a step keeps its limit.
KEPT: Final = 0.95
#: Standard deviation of the logarithm of a step's time.
SPREAD: Final = 0.6
#: Cells that the sum of all limits is divided into; as many again lie beyond it.
CELLS: Final = 800
_WHOLE: Final = 1 << 40
#: Bytes that one cell takes while two spreads are multiplied as whole numbers.
_SLOT: Final = 12


@dataclass(frozen=True, slots=True)
class Spread:
    """A distribution of minutes.

    Args:
        cell: Minutes that a cell is wide; cell ``i`` stands around ``i`` times that.
        masses: Mass of each cell, in parts of 2⁴⁰; what is missing lies beyond the last.
    """

    cell: Fraction
    masses: tuple[int, ...]

    def share(self, minutes: Fraction) -> float:
        """Return the share of cases that take at most so long."""
        place = minutes / self.cell
        whole = int(place)
        if whole >= len(self.masses):
            return sum(self.masses) / _WHOLE
        part = float(place - whole)
        below = sum(self.masses[:whole]) + self.masses[whole] / 2
        after = self.masses[whole + 1] if whole + 1 < len(self.masses) else 0
        return (below + part * (self.masses[whole] + after) / 2) / _WHOLE

    def quantile(self, share: float) -> Fraction | None:
        """Return the minutes within which this share of cases ends; None where they lie beyond what was counted."""
        sums = list(accumulate(self.masses))
        at = bisect_left(sums, share * _WHOLE)
        if at >= len(sums):
            return None
        before = sums[at] - self.masses[at]
        inside = Fraction(int(share * _WHOLE) - before, self.masses[at]) - Fraction(1, 2)
        return max(Fraction(0), (at + inside) * self.cell)


def spread_of_limit(minutes: Fraction, cell: Fraction, kept: float = KEPT) -> Spread:
    """Return the spread of a step.

    Args:
        minutes: Its limit; 0 for what takes no time.
        cell: Width of a cell in minutes.
        kept: Share of cases in which it keeps its limit, above 0 and below 1.
    """
    if not minutes:
        return Spread(cell, (_WHOLE, *(0,) * (2 * CELLS - 1)))
    limit = float(minutes / cell)
    reach = SPREAD * NormalDist().inv_cdf(kept)

    def below(place: float) -> float:
        return 0.5 * (1 + erf((log(place / limit) + reach) / (SPREAD * sqrt(2))))

    edges = [0, *(int(below(index + 0.5) * _WHOLE) for index in range(2 * CELLS))]
    return Spread(cell, tuple(high - low for low, high in pairwise(edges)))


def after(first: Spread, second: Spread) -> Spread:
    """Return the spread of two times one after the other, by convolution."""
    # As polynomials with whole coefficients, each in a slot wide enough, so that one multiplication of two large
    # numbers does the whole convolution.
    product = _packed(first) * _packed(second)
    size = len(first.masses)
    data = product.to_bytes(2 * size * _SLOT, "little")
    sums = (int.from_bytes(data[at * _SLOT : (at + 1) * _SLOT], "little") for at in range(size))
    return Spread(first.cell, tuple(mass >> 40 for mass in sums))


def _packed(spread: Spread) -> int:
    return int.from_bytes(b"".join(mass.to_bytes(_SLOT, "little") for mass in spread.masses), "little")


def beside(first: Spread, second: Spread) -> Spread:
    """Return the spread of the longer of two times."""
    sums = [one * two >> 40 for one, two in zip(accumulate(first.masses), accumulate(second.masses), strict=True)]
    return Spread(first.cell, tuple(high - low for low, high in zip([0, *sums], sums, strict=False)))


def spread_of(graph: Graph, span: Span, kept: float = KEPT) -> Spread | None:
    """Return the spread of the time of a span, each step at most once.

    Args:
        graph: The compiled process.
        span: From where to where, and with which answers.
        kept: Share of cases in which each step keeps its limit, above 0 and below 1.

    Returns:
        The spread; None where the process is not built in blocks, no case ends, or a step has no limit.
    """
    found = one_block(graph, span)
    if found is None:
        return None
    cell = Fraction(max(1, found[0].longest(1)[0]), found[1] * CELLS)
    return _of_block(found[0], found[1], cell, kept)


def _of_block(block: Block, scale: int, cell: Fraction, kept: float) -> Spread:
    if isinstance(block, Piece):
        return spread_of_limit(Fraction(block.length, scale), cell, kept)
    if isinstance(block, Either):
        return _of_block(_longest(block), scale, cell, kept)
    if isinstance(block, Again) and block.body.most <= 1:
        return _of_block(block.body, scale, cell, kept)
    joined = beside if isinstance(block, Beside) else after
    spread = _of_block(block.parts[0], scale, cell, kept)
    for part in block.parts[1:]:
        spread = joined(spread, _of_block(part, scale, cell, kept))
    return spread


def _longest(block: Either) -> Block:
    """Return the part of a choice whose limits are longest."""
    return max(block.parts, key=lambda part: part.longest(1)[0])


def all_kept(steps: int, kept: float = KEPT) -> float:
    """Return the share of cases in which every one of some steps keeps its own limit.

    Example:
        >>> round(all_kept(3), 3)
        0.857
    """
    return float(kept**steps)
