"""What to mend first: how much is at stake for how many, with the order as uncertain as the answers leave it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from typing import Final

from guicheng.domain.demand.chance import Chance
from guicheng.domain.demand.distributions import normal_quantile
from guicheng.domain.demand.estimates import LEVEL, Column, Estimate, Weights, effective_count
from guicheng.domain.demand.importance import Pair, on_unit

#: Orders drawn.
DRAWS: Final = 1000
#: Below this share of its variance, what is left of an item follows from the items before it.
_NOTHING: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Priority:
    """An item in the order of what to mend.

    Args:
        item: Its id.
        rank: Place in the order, from 1; items without answers stand last.
        score: Mean importance times mean dissatisfaction, both from 0 to 1, with the interval of the delta method.
        ranks: Best and worst place within the interval; None without answers.
        first: Share of the drawn orders in which it is among the first ``top``.
    """

    item: str
    rank: int
    score: Estimate
    ranks: tuple[int, int] | None
    first: float


@dataclass(frozen=True, slots=True)
class _Score:
    """A score with what each response adds to it.

    Args:
        value: The score; None without answers.
        pulls: By how much each response moves it, in the order of all responses (influence values).
    """

    value: float | None
    pulls: tuple[float, ...]


def priorities(
    pairs: Sequence[Pair],
    weights: Weights | None = None,
    *,
    seed: int = 0,
    top: int = 3,
    draws: int = DRAWS,
    level: float = LEVEL,
) -> tuple[Priority, ...]:
    """Return the items in the order of importance × dissatisfaction.

    The intervals of scores come from the delta method. Those of ranks come from orders drawn from the normal
    distribution that the scores have together, so that what one person says of several items stays together.

    Args:
        pairs: What was answered to each item.
        weights: Weight by response; None for all alike.
        seed: Seed of the draws; the same seed gives the same intervals.
        top: How many count as first.
        draws: How many orders are drawn, at least 100.
        level: Level of the intervals.

    Raises:
        ValueError: Fewer than 100 draws.

    References:
        Efron, Tibshirani: An Introduction to the Bootstrap (1993), 6.5 (parametric bootstrap) and chapter 22
        (influence values). Goldstein, Spiegelhalter: League tables and their limitations. Journal of the Royal
        Statistical Society A 159 (1996), for ranks with intervals.
    """
    if draws < 100:
        raise ValueError(f"{draws} draws are too few for an interval")
    ids = sorted({key for pair in pairs for key in (*pair.importance, *pair.satisfaction)})
    scores = [_score(pair, ids, weights) for pair in pairs]
    known = [index for index, score in enumerate(scores) if score.value is not None]
    drawn = _drawn([scores[index] for index in known], Chance(seed, "priorities"), draws)
    places = {index: sorted(ranks[place] for ranks in drawn) for place, index in enumerate(known)}
    order = sorted(range(len(pairs)), key=lambda index: (-_known(scores[index].value), index))
    return tuple(
        [
            _priority(
                pairs[index], rank, _estimate(pairs[index], scores[index], weights, level), places.get(index), top
            )
            for rank, index in enumerate(order, 1)
        ]
    )


def _score(pair: Pair, ids: Sequence[int], weights: Weights | None) -> _Score:
    important = on_unit(pair.importance, pair.points)
    unhappy = {key: 1 - value for key, value in on_unit(pair.satisfaction, pair.points).items()}
    if not important or not unhappy:
        return _Score(None, ())
    mean, shares = _weighted(important, weights)
    other, of_other = _weighted(unhappy, weights)
    pulls = [(important[key] - mean) * shares[key] * other if key in important else 0.0 for key in ids]
    return _Score(
        mean * other,
        tuple(
            [
                pull + ((unhappy[key] - other) * of_other[key] * mean if key in unhappy else 0.0)
                for key, pull in zip(ids, pulls, strict=True)
            ]
        ),
    )


def _weighted(column: Column, weights: Weights | None) -> tuple[float, dict[int, float]]:
    """Return the mean of a column, and the part that each response has in it."""
    weight = {key: 1.0 if weights is None else weights[key] for key in column}
    total = math.fsum(weight.values())
    shares = {key: each / total for key, each in weight.items()}
    return math.fsum(value * shares[key] for key, value in column.items()), shares


def _drawn(scores: Sequence[_Score], chance: Chance, draws: int) -> list[list[int]]:
    """Return the places of the items in drawn orders (draws × items)."""
    size = len(scores)
    spread = [[sum(map(mul, scores[r].pulls, scores[c].pulls)) for c in range(r + 1)] for r in range(size)]
    root = _root(spread)
    found = []
    for _draw in range(draws):
        normal = [chance.normal() for _item in range(size)]
        found.append(_ranks([_known(scores[r].value) + sum(map(mul, root[r], normal[: r + 1])) for r in range(size)]))
    return found


def _root(spread: Sequence[Sequence[float]]) -> list[list[float]]:
    """Return the lower triangle whose product with its mirror is the covariance (Cholesky); 0 where nothing is left."""
    root: list[list[float]] = []
    for r, row in enumerate(spread):
        found: list[float] = []
        for c in range(r):
            rest = row[c] - sum(map(mul, found, root[c]))
            found.append(rest / root[c][c] if root[c][c] else 0.0)
        left = row[r] - sum(map(mul, found, found))
        found.append(math.sqrt(left) if left > _NOTHING * row[r] else 0.0)
        root.append(found)
    return root


def _ranks(scores: Sequence[float]) -> list[int]:
    """Return the place of each item, from 1; equal ones share the better place."""
    places: dict[float, int] = {}
    for place, score in enumerate(sorted(scores, reverse=True), 1):
        places.setdefault(score, place)
    return [places[score] for score in scores]


def _known(score: float | None) -> float:
    return -1.0 if score is None else score


def _estimate(pair: Pair, score: _Score, weights: Weights | None, level: float) -> Estimate:
    ids = tuple(sorted({*pair.importance, *pair.satisfaction}))
    told = effective_count(1.0 if weights is None else weights[key] for key in ids)
    if score.value is None or len(pair.both()) < 2:
        return Estimate(score.value, None, None, told, ids, level)
    # As for a sample variance: a few answers lie nearer to their own mean than to that of the population.
    error = math.sqrt(sum(map(mul, score.pulls, score.pulls)) * told / (told - 1))
    reach = normal_quantile(level) * error
    return Estimate(score.value, max(0.0, score.value - reach), min(1.0, score.value + reach), told, ids, level)


def _priority(pair: Pair, rank: int, score: Estimate, places: Sequence[int] | None, top: int) -> Priority:
    if not places:
        return Priority(pair.item, rank, score, None, 0.0)
    cut = int((1 - score.level) / 2 * len(places))
    first = sum(place <= top for place in places) / len(places)
    return Priority(pair.item, rank, score, (places[cut], places[-1 - cut]), first)


def by_item(found: Sequence[Priority]) -> Mapping[str, Priority]:
    """Return the priorities by the id of their item."""
    return {each.item: each for each in found}
