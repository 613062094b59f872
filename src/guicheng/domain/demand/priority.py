"""What to mend first: how much is at stake for how many, with the order as uncertain as the answers leave it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from typing import Final

from guicheng.domain.demand.chance import Chance
from guicheng.domain.demand.estimates import LEVEL, Estimate, Weights, effective_count
from guicheng.domain.demand.importance import Pair

#: Samples drawn from the responses.
DRAWS: Final = 400


@dataclass(frozen=True, slots=True)
class Priority:
    """An item in the order of what to mend.

    Args:
        item: Its id.
        rank: Place in the order, from 1; items without answers stand last.
        score: Mean importance times mean dissatisfaction, both from 0 to 1; its interval from the drawn samples.
        ranks: Best and worst place within the interval; None without answers.
        first: Share of the drawn samples in which it is among the first ``top``.
    """

    item: str
    rank: int
    score: Estimate
    ranks: tuple[int, int] | None
    first: float


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

    The intervals come from samples of the responses, drawn with replacement: whole responses, so that what one
    person says of several items stays together.

    Args:
        pairs: What was answered to each item.
        weights: Weight by response; None for all alike.
        seed: Seed of the draws; the same seed gives the same intervals.
        top: How many count as first.
        draws: How many samples are drawn, at least 100.
        level: Level of the intervals.

    Raises:
        ValueError: Fewer than 100 draws.

    References:
        Efron, Tibshirani: An Introduction to the Bootstrap (1993), 13.3 (percentile interval).
        Goldstein, Spiegelhalter: League tables and their limitations. Journal of the Royal Statistical Society A
        159 (1996), for ranks with intervals.
    """
    if draws < 100:
        raise ValueError(f"{draws} draws are too few for an interval")
    ids = sorted({key for pair in pairs for key in (*pair.importance, *pair.satisfaction)})
    columns = [_columns(pair, ids, weights) for pair in pairs]
    whole = [_score(each, [1] * len(ids)) for each in columns]
    drawn = list(_drawn(columns, len(ids), Chance(seed, "priorities"), draws)) if ids else []
    order = sorted(range(len(pairs)), key=lambda index: (-_known(whole[index]), index))
    ranks = [_ranks(scores) for scores in drawn]
    found = []
    for rank, index in enumerate(order, 1):
        scores = sorted(value for each in drawn if (value := each[index]) is not None)
        places = sorted(each[index] for each in ranks)
        score = _estimate(pairs[index], whole[index], scores, weights, level)
        within = (int(_at(places, 1 - level)), int(_at(places, level, high=True))) if score.value is not None else None
        found.append(Priority(pairs[index].item, rank, score, within, _first(places, top) if within else 0.0))
    return tuple(found)


_Columns = tuple[list[float], list[float], list[float], list[float]]


def _columns(pair: Pair, ids: Sequence[int], weights: Weights | None) -> _Columns:
    """Return weighted importance, its weights, weighted dissatisfaction, its weights, in the order of the ids."""
    weight = {key: 1.0 if weights is None else weights[key] for key in ids}
    reach = pair.points - 1
    important = [weight[key] * (pair.importance[key] - 1) / reach if key in pair.importance else 0.0 for key in ids]
    unhappy = [
        weight[key] * (pair.points - pair.satisfaction[key]) / reach if key in pair.satisfaction else 0.0 for key in ids
    ]
    return (
        important,
        [weight[key] if key in pair.importance else 0.0 for key in ids],
        unhappy,
        [weight[key] if key in pair.satisfaction else 0.0 for key in ids],
    )


def _drawn(columns: Sequence[_Columns], size: int, chance: Chance, draws: int) -> list[list[float | None]]:
    found = []
    for _draw in range(draws):
        times = [0] * size
        for _response in range(size):
            times[chance.below(size)] += 1
        found.append([_score(each, times) for each in columns])
    return found


def _score(columns: _Columns, times: Sequence[int]) -> float | None:
    important, of_important, unhappy, of_unhappy = (sum(map(mul, column, times)) for column in columns)
    return important / of_important * (unhappy / of_unhappy) if of_important and of_unhappy else None


def _known(score: float | None) -> float:
    return -1.0 if score is None else score


def _ranks(scores: Sequence[float | None]) -> list[int]:
    """Return the place of each item, from 1; equal ones share the better place."""
    known = sorted((score for score in scores if score is not None), reverse=True)
    places: dict[float, int] = {}
    for place, score in enumerate(known, 1):
        places.setdefault(score, place)
    return [len(scores) if score is None else places[score] for score in scores]


def _estimate(
    pair: Pair, value: float | None, scores: Sequence[float], weights: Weights | None, level: float
) -> Estimate:
    ids = tuple(sorted({*pair.importance, *pair.satisfaction}))
    told = effective_count(1.0 if weights is None else weights[key] for key in ids)
    if value is None or len(pair.both()) < 2:
        return Estimate(value, None, None, told, ids, level)
    return Estimate(value, _at(scores, 1 - level), _at(scores, level, high=True), told, ids, level)


def _at(values: Sequence[float], level: float, *, high: bool = False) -> float:
    """Return the lower or upper end of the percentile interval."""
    tail = (1 - level if high else level) / 2
    cut = int(tail * len(values))
    return values[len(values) - 1 - cut if high else cut]


def _first(places: Sequence[int], top: int) -> float:
    return sum(place <= top for place in places) / len(places)


def by_item(found: Sequence[Priority]) -> Mapping[str, Priority]:
    """Return the priorities by the id of their item."""
    return {each.item: each for each in found}
