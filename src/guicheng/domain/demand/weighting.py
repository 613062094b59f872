"""Weights that make a sample look like the population in what is known of it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from guicheng.domain.demand.estimates import effective_count
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

#: Lowest and highest weight beside the mean of 1, so that no single voice counts for many.
BOUNDS: Final = (0.2, 5.0)
_ROUNDS: Final = 200
_CLOSE: Final = 1e-6

#: Group of each response in one variable, such as tenure.
Groups = Mapping[int, str]
#: Share of the population in each group, summing to 1.
Shares = Mapping[str, float]


class NoWeightsError(GuichengError):
    """Weights cannot be told from these groups and shares."""

    code = "no-weights"


@dataclass(frozen=True, slots=True)
class Weighting:
    """Weights by response, with mean 1.

    Args:
        weights: Weight by response.
        rounds: Rounds that raking took.
        error: Largest difference left between a share of the weighted sample and of the population.
        bounded: How many weights stand at a bound.
    """

    weights: dict[int, float]
    rounds: int
    error: float
    bounded: int

    @property
    def met(self) -> bool:
        """Whether every known share is met within a tenth of a per cent."""
        return self.error < 0.001

    @property
    def effective(self) -> float:
        """Effective number of answers (Kish)."""
        return effective_count(self.weights.values())

    @property
    def design_effect(self) -> float:
        """By how much unequal weights make variances larger, n Σw² / (Σw)² (Kish 1965); 1 for equal ones."""
        return len(self.weights) / self.effective


def post_stratified(groups: Groups, shares: Shares) -> Weighting:
    """Return weights that meet the shares of one variable exactly: share of the population / share of the sample.

    Args:
        groups: Group by response; at least one response.
        shares: Share of the population by group.

    Raises:
        NoWeightsError: A group lacks answers or a share, or the shares do not sum to 1.

    References:
        Holt, Smith: Post stratification. Journal of the Royal Statistical Society A 142 (1979).
    """
    return raked({"group": groups}, {"group": shares}, bounds=(0.0, math.inf))


def raked(
    groups: Mapping[str, Groups], shares: Mapping[str, Shares], *, bounds: tuple[float, float] = BOUNDS
) -> Weighting:
    """Return weights that meet the shares of several variables one by one, within bounds.

    Rounds of proportional fitting; after each, weights outside the bounds are set to them. Where bounds and shares
    cannot both be had, the bounds win and ``error`` tells what is left.

    Args:
        groups: For each variable the group of every response.
        shares: For each variable the share of the population in each group.
        bounds: Lowest and highest weight, around 1.

    Raises:
        NoWeightsError: A group lacks answers or a share, the shares of a variable do not sum to 1, or the variables
            are not about the same responses.

    References:
        Deming, Stephan: On a least squares adjustment of a sampled frequency table. Annals of Mathematical
        Statistics 11 (1940). DeBell, Krosnick: Computing weights for American National Election Study survey data
        (2009), for the bounds.
    """
    _fit(groups, shares)
    ids = sorted(next(iter(groups.values())))
    weights = dict.fromkeys(ids, 1.0)
    rounds, moved = 0, math.inf
    while rounds < _ROUNDS and moved >= _CLOSE:
        rounds += 1
        before = dict(weights)
        for variable, by_id in groups.items():
            _scale(weights, by_id, shares[variable])
        _bound(weights, bounds)
        moved = max(abs(weights[key] - before[key]) for key in ids)
    error = max(_errors(weights, groups, shares))
    low, high = bounds
    bounded = sum(weight <= low + _CLOSE or weight >= high - _CLOSE for weight in weights.values())
    return Weighting(weights, rounds, error, bounded)


def _fit(groups: Mapping[str, Groups], shares: Mapping[str, Shares]) -> None:
    """Refuse what no weights can come from."""
    if not groups or groups.keys() != shares.keys() or not all(groups.values()):
        raise NoWeightsError(_("Weights need at least one variable with known shares, and answers to it."))
    if len({frozenset(by_id) for by_id in groups.values()}) > 1:
        raise NoWeightsError(_("Every response needs a group in each variable that is weighted by."))
    for variable, by_id in groups.items():
        known = shares[variable]
        found = set(by_id.values())
        if odd := sorted(found - {group for group, share in known.items() if share > 0}):
            raise NoWeightsError(_("No share of the population is given for: {groups}.", groups=", ".join(odd)))
        if empty := sorted(group for group, share in known.items() if share > 0 and group not in found):
            raise NoWeightsError(
                _(
                    "Nobody answered from: {groups}. Join each with a group near it, or leave it out of the shares.",
                    groups=", ".join(empty),
                )
            )
        if abs(sum(known.values()) - 1) > 0.001 or min(known.values()) < 0:
            raise NoWeightsError(_("The shares of {variable} do not sum to 100 %.", variable=variable))


def _scale(weights: dict[int, float], by_id: Groups, shares: Shares) -> None:
    """Scale the weights of each group to its share."""
    held = _held(weights, by_id)
    count, total = len(weights), sum(shares.values())
    factors = {group: shares[group] / total * count / weight for group, weight in held.items()}
    for key, group in by_id.items():
        weights[key] *= factors[group]


def _bound(weights: dict[int, float], bounds: tuple[float, float]) -> None:
    """Set weights outside the bounds to them, and bring the mean of the others back so that all average 1."""
    low, high = bounds
    for _again in range(20):  # pragma: no branch  (each turn sets a weight for good)
        outside = [key for key, weight in weights.items() if weight < low or weight > high]
        if not outside:
            return
        for key in outside:
            weights[key] = min(high, max(low, weights[key]))
        free = [key for key, weight in weights.items() if low < weight < high]
        missing = len(weights) - sum(weights.values())
        held = sum(weights[key] for key in free)
        if not free or held + missing <= 0:
            return
        for key in free:
            weights[key] *= (held + missing) / held


def _held(weights: Mapping[int, float], by_id: Groups) -> dict[str, float]:
    held: dict[str, float] = {}
    for key, group in by_id.items():
        held[group] = held.get(group, 0.0) + weights[key]
    return held


def _errors(
    weights: Mapping[int, float], groups: Mapping[str, Groups], shares: Mapping[str, Shares]
) -> Iterator[float]:
    total = sum(weights.values())
    for variable, by_id in groups.items():
        held = _held(weights, by_id)
        yield from (abs(held[group] / total - share) for group, share in shares[variable].items() if share > 0)
