"""MaxDiff: what matters most and least, from sets of which each names one of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from guicheng.domain.demand.chance import Chance
from guicheng.domain.demand.estimates import LEVEL, Estimate, Weights, mean_of

_ROUNDS: Final = 2000
_CLOSE: Final = 1e-10
#: What each pair of options is taken to have won of one another beforehand, so that nothing is infinitely better.
_PRIOR: Final = 0.1
DRAWS: Final = 200


@dataclass(frozen=True, slots=True)
class Named:
    """One set, answered.

    Args:
        shown: Ids of its options.
        best: The most important of them.
        worst: The least important of them, another one.
    """

    shown: tuple[str, ...]
    best: str
    worst: str

    def wins(self) -> list[tuple[str, str]]:
        """Return who is more important than whom, as far as the set tells."""
        middle = [each for each in self.shown if each not in {self.best, self.worst}]
        over = [(self.best, each) for each in (*middle, self.worst)]
        return over + [(each, self.worst) for each in middle]


@dataclass(frozen=True, slots=True)
class Rated:
    """How much an option matters.

    Args:
        option: Its id.
        best: How often it was named the most important.
        worst: How often the least.
        shown: How often it was shown.
        score: Mean over the responses of (best - worst) / shown, from -1 to 1.
        share: Part of the importance of all options (Bradley-Terry), all summing to 1; its interval from samples.
    """

    option: str
    best: int
    worst: int
    shown: int
    score: Estimate
    share: Estimate


def rated_options(
    options: Sequence[str],
    answers: Mapping[int, Sequence[Named]],
    weights: Weights | None = None,
    *,
    seed: int = 0,
    draws: int = DRAWS,
    level: float = LEVEL,
) -> tuple[Rated, ...]:
    """Return how much each option matters, in the given order.

    Args:
        options: Ids of all options, at least two.
        answers: Answered sets by response.
        weights: Weight by response; None for all alike.
        seed: Seed of the samples that the intervals of shares come from.
        draws: How many samples are drawn.
        level: Level of the intervals.

    References:
        Louviere, Flynn, Marley: Best-Worst Scaling (2015), for the counts. Hunter: MM algorithms for generalized
        Bradley-Terry models. Annals of Statistics 32 (2004), for the shares.
    """
    ids = sorted(key for key, sets in answers.items() if sets)
    place = {option: index for index, option in enumerate(options)}
    tables = {key: _wins(answers[key], place, 1.0 if weights is None else weights[key]) for key in ids}
    shares = bradley_terry(_sum(len(options), tables, ids))
    drawn = _drawn(len(options), tables, ids, Chance(seed, "best_worst"), draws)
    heard = {key: answers[key] for key in ids}
    return tuple(
        [
            _rated(
                option,
                heard,
                weights,
                share=shares[place[option]],
                drawn=sorted(each[place[option]] for each in drawn),
                level=level,
            )
            for option in options
        ]
    )


def bradley_terry(wins: Sequence[Sequence[float]]) -> list[float]:
    """Return the strength of each player, summing to 1.

    Args:
        wins: How often the player of the row beat that of the column (players × players); a small part of a win is
            added each way.

    References:
        Hunter (2004), section 2: each round raises the likelihood.
    """
    size = len(wins)
    games = [
        [wins[row][column] + wins[column][row] + 2 * _PRIOR if row != column else 0.0 for column in range(size)]
        for row in range(size)
    ]
    won = [sum(wins[row]) - wins[row][row] + _PRIOR * (size - 1) for row in range(size)]
    strength = [1 / size] * size
    for _round in range(_ROUNDS):  # pragma: no branch  (it settles long before)
        raised = [
            won[row]
            / sum(games[row][other] / (strength[row] + strength[other]) for other in range(size) if other != row)
            for row in range(size)
        ]
        total = sum(raised)
        raised = [value / total for value in raised]
        moved = max(abs(after - before) for after, before in zip(raised, strength, strict=True))
        strength = raised
        if moved < _CLOSE:
            break
    return strength


def _wins(sets: Sequence[Named], place: Mapping[str, int], weight: float) -> list[tuple[int, int, float]]:
    return [(place[winner], place[loser], weight) for named in sets for winner, loser in named.wins()]


def _sum(size: int, tables: Mapping[int, Sequence[tuple[int, int, float]]], ids: Sequence[int]) -> list[list[float]]:
    total = [[0.0] * size for _row in range(size)]
    for key in ids:
        for winner, loser, weight in tables[key]:
            total[winner][loser] += weight
    return total


def _drawn(
    size: int,
    tables: Mapping[int, Sequence[tuple[int, int, float]]],
    ids: Sequence[int],
    chance: Chance,
    draws: int,
) -> list[list[float]]:
    """Return the shares of samples of whole responses."""
    if len(ids) < 2:
        return []
    return [bradley_terry(_sum(size, tables, [ids[chance.below(len(ids))] for _each in ids])) for _draw in range(draws)]


def _rated(
    option: str,
    answers: Mapping[int, Sequence[Named]],
    weights: Weights | None,
    *,
    share: float,
    drawn: Sequence[float],
    level: float,
) -> Rated:
    column = {}
    best = worst = shown = 0
    for key, sets in answers.items():
        seen = [named for named in sets if option in named.shown]
        ups, downs = sum(named.best == option for named in seen), sum(named.worst == option for named in seen)
        best, worst, shown = best + ups, worst + downs, shown + len(seen)
        if seen:
            column[key] = (ups - downs) / len(seen)
    score = mean_of(column, weights, level=level)
    cut = int((1 - level) / 2 * len(drawn))
    low, high = (drawn[cut], drawn[-1 - cut]) if drawn else (None, None)
    part = Estimate(share if answers else None, low, high, score.effective, score.answers, level)
    return Rated(option, best, worst, shown, score, part)
