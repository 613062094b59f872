"""Importance beside satisfaction: what to mend first, what to keep, and where the answers leave it open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from guicheng.domain.demand.estimates import LEVEL, Column, Estimate, Weights, mean_of


class Quadrant(StrEnum):
    """Where an item stands (Martilla, James)."""

    MEND = "concentrate_here"
    KEEP = "keep_up"
    LOW = "low_priority"
    OVER = "possible_overkill"


@dataclass(frozen=True, slots=True)
class Pair:
    """What was answered to one item.

    Args:
        item: Its id, such as that of the question.
        importance: Importance by response.
        satisfaction: Satisfaction by response.
        points: Highest point of both scales, which begin at 1.
    """

    item: str
    importance: Column
    satisfaction: Column
    points: int = 5

    def both(self) -> tuple[int, ...]:
        """Return the responses that answered both, ascending."""
        return tuple(sorted(self.importance.keys() & self.satisfaction.keys()))


@dataclass(frozen=True, slots=True)
class Placed:
    """An item in its quadrant.

    Args:
        item: Its id.
        importance: Mean importance, from 0 (lowest point) to 1 (highest).
        satisfaction: Mean satisfaction, likewise.
        quadrant: Where the means stand; None without answers.
        sure: Whether both intervals lie wholly on their side of the lines.
    """

    item: str
    importance: Estimate
    satisfaction: Estimate
    quadrant: Quadrant | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Map:
    """All items and the two lines between the quadrants.

    Args:
        items: Each item, in the given order.
        importance_line: Where the importance of items parts, from 0 to 1.
        satisfaction_line: Where their satisfaction parts.
    """

    items: tuple[Placed, ...]
    importance_line: float
    satisfaction_line: float


def importance_map(
    pairs: Sequence[Pair],
    weights: Weights | None = None,
    *,
    population: int | None = None,
    lines: tuple[float, float] | None = None,
    level: float = LEVEL,
) -> Map:
    """Place items by their importance and satisfaction.

    Args:
        pairs: What was answered to each.
        weights: Weight by response; None for all alike.
        population: How many there are to ask; None for very many.
        lines: Importance and satisfaction at which the quadrants part, from 0 to 1; None for the means of the items,
            which always leave something on either side.
        level: Level of the intervals.

    References:
        Martilla, James: Importance-performance analysis. Journal of Marketing 41 (1977).
        Bacon: A comparison of approaches to importance-performance analysis. International Journal of Market
        Research 45 (2003), for the choice of lines.
    """
    found = [
        (
            pair.item,
            mean_of(on_unit(pair.importance, pair.points), weights, population=population, level=level),
            mean_of(on_unit(pair.satisfaction, pair.points), weights, population=population, level=level),
        )
        for pair in pairs
    ]
    at = lines or (_middle([each[1] for each in found]), _middle([each[2] for each in found]))
    return Map(tuple([_placed(*each, at) for each in found]), *at)


def on_unit(column: Column, points: int) -> dict[int, float]:
    """Return answers on a scale from 1 to ``points`` as values from 0 to 1."""
    return {key: (value - 1) / (points - 1) for key, value in column.items()}


def quadrant_of(importance: float, satisfaction: float, lines: tuple[float, float]) -> Quadrant:
    """Return the quadrant of a point; one on a line counts as important, and as satisfied."""
    if importance >= lines[0]:
        return Quadrant.KEEP if satisfaction >= lines[1] else Quadrant.MEND
    return Quadrant.OVER if satisfaction >= lines[1] else Quadrant.LOW


def counts_by_quadrant(found: Map) -> Mapping[Quadrant, int]:
    """Return how many items stand in each quadrant."""
    return {quadrant: sum(each.quadrant is quadrant for each in found.items) for quadrant in Quadrant}


def _placed(item: str, importance: Estimate, satisfaction: Estimate, lines: tuple[float, float]) -> Placed:
    if importance.value is None or satisfaction.value is None:
        return Placed(item, importance, satisfaction, None, sure=False)
    sure = importance.clear_of(lines[0]) and satisfaction.clear_of(lines[1])
    return Placed(item, importance, satisfaction, quadrant_of(importance.value, satisfaction.value, lines), sure)


def _middle(estimates: Sequence[Estimate]) -> float:
    values = [each.value for each in estimates if each.value is not None]
    return sum(values) / len(values) if values else 0.5
