"""Kano: whether a service delights, satisfies in proportion, is taken for granted, or leaves people cold."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from guicheng.domain.demand.distributions import normal_quantile
from guicheng.domain.demand.estimates import LEVEL, Estimate, Weights, effective_count, wilson


class Category(StrEnum):
    """What a pair of answers says of a service."""

    ATTRACTIVE = "attractive"
    ONE_DIMENSIONAL = "one_dimensional"
    MUST_BE = "must_be"
    INDIFFERENT = "indifferent"
    REVERSE = "reverse"
    QUESTIONABLE = "questionable"


_LETTERS: Final = {
    "A": Category.ATTRACTIVE,
    "O": Category.ONE_DIMENSIONAL,
    "M": Category.MUST_BE,
    "I": Category.INDIFFERENT,
    "R": Category.REVERSE,
    "Q": Category.QUESTIONABLE,
}
#: Rows: answer with the service, columns: without it; 1 like, 2 expect, 3 neutral, 4 can live with, 5 dislike.
_TABLE: Final = ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")
#: Which category wins a tie: what is missed most when it is not there.
_PRECEDENCE: Final = "MOAIRQ"
#: Share of questionable and reverse answers from which the question itself is to be doubted.
DOUBTFUL: Final = 0.1


@dataclass(frozen=True, slots=True)
class Kano:
    """What the answers say of one service.

    Args:
        item: Its id.
        counts: Weighted share of each category, summing to 1; all 0 without answers.
        category: The most frequent category; None without answers.
        second: The next; None where there is no other.
        strength: How far the first is ahead of the second, as a share (category strength).
        significant: Whether the lead is more than chance (Fong).
        better: How much having it adds to satisfaction, from 0 to 1; without questionable and reverse answers.
        worse: How much lacking it takes away, from 0 to 1.
        contradictory: Share of questionable answers.
        answers: Ids of the responses.
    """

    item: str
    counts: Mapping[Category, float]
    category: Category | None
    second: Category | None
    strength: float
    significant: bool
    better: Estimate
    worse: Estimate
    contradictory: Estimate
    answers: tuple[int, ...]

    @property
    def doubtful(self) -> bool:
        """Whether so many answers contradict themselves that the question should be asked anew."""
        return self.counts[Category.QUESTIONABLE] + self.counts[Category.REVERSE] > DOUBTFUL


def category_of(functional: int, dysfunctional: int) -> Category:
    """Return the category of a pair of answers.

    Args:
        functional: How one feels with the service: 1 likes it, 2 expects it, 3 is neutral, 4 can live with it,
            5 dislikes it.
        dysfunctional: How one feels without it, likewise.

    Raises:
        ValueError: An answer is not from 1 to 5.

    References:
        Berger and others: Kano's methods for understanding customer-defined quality. Center for Quality of
        Management Journal 2 (1993), evaluation table.

    Example:
        >>> category_of(1, 5)
        <Category.ONE_DIMENSIONAL: 'one_dimensional'>
    """
    if not (1 <= functional <= 5 and 1 <= dysfunctional <= 5):
        raise ValueError(f"no Kano answers: {functional}, {dysfunctional}")
    return _LETTERS[_TABLE[functional - 1][dysfunctional - 1]]


def kano_of(
    item: str, pairs: Mapping[int, tuple[int, int]], weights: Weights | None = None, *, level: float = LEVEL
) -> Kano:
    """Return what the answers say of a service.

    Args:
        item: Its id.
        pairs: Functional and dysfunctional answer by response.
        weights: Weight by response; None for all alike.
        level: Level of the intervals and of Fong's test.

    References:
        Lee, Newcomb: Applying the Kano methodology to meet customer requirements. Quality Management Journal 4
        (1997), for category strength. Fong: Using the self-stated importance questionnaire to interpret Kano
        questionnaire results. Center for Quality of Management Journal 5 (1996), for the test. Berger and others
        (1993), for the two coefficients.
    """
    found = {key: category_of(*pair) for key, pair in pairs.items()}
    weight = {key: 1.0 if weights is None else weights[key] for key in found}
    total = sum(weight.values())
    counts = {
        category: sum(weight[key] for key, each in found.items() if each is category) / total if total else 0.0
        for category in Category
    }
    order = sorted(counts, key=lambda each: (-counts[each], _PRECEDENCE.index(_letter(each))))
    first, second = order[0], order[1]
    told = effective_count(weight.values())
    return Kano(
        item,
        counts,
        first if found else None,
        second if counts[second] else None,
        counts[first] - counts[second],
        bool(found) and lead_is_sure(counts[first], counts[second], told, level),
        _among(found, weight, {Category.ATTRACTIVE, Category.ONE_DIMENSIONAL}, level),
        _among(found, weight, {Category.ONE_DIMENSIONAL, Category.MUST_BE}, level),
        _share(found, weight, {Category.QUESTIONABLE}, level),
        tuple(sorted(found)),
    )


def lead_is_sure(first: float, second: float, count: float, level: float = LEVEL) -> bool:
    """Tell whether the most frequent category leads by more than chance (Fong's test).

    Args:
        first: Share of the most frequent.
        second: Share of the next.
        count: Answers.
        level: 0.9 gives Fong's factor of 1.65.
    """
    a, b = first * count, second * count
    return a - b >= normal_quantile(level) * math.sqrt((a + b) * (2 * count - a - b) / (2 * count))


def _letter(category: Category) -> str:
    return next(letter for letter, each in _LETTERS.items() if each is category)


def _among(found: Mapping[int, Category], weight: Mapping[int, float], wanted: set[Category], level: float) -> Estimate:
    """Return the share of some categories among the answers that are neither questionable nor reverse."""
    clear = {key: each for key, each in found.items() if each not in {Category.QUESTIONABLE, Category.REVERSE}}
    return _share(clear, weight, wanted, level)


def _share(found: Mapping[int, Category], weight: Mapping[int, float], wanted: set[Category], level: float) -> Estimate:
    ids = tuple(sorted(found))
    total = sum(weight[key] for key in ids)
    if not total:
        return Estimate(None, None, None, 0.0, ids, level)
    share = min(1.0, sum(weight[key] for key in ids if found[key] in wanted) / total)
    told = effective_count(weight[key] for key in ids)
    return Estimate(share, *wilson(share, told, level), told, ids, level)
