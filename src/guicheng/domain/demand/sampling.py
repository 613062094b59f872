"""How many answers are needed, and how sure those that came make a figure."""

from __future__ import annotations

import math
from dataclasses import dataclass

from guicheng.domain.demand.distributions import normal_quantile
from guicheng.domain.demand.estimates import LEVEL, finite_factor


@dataclass(frozen=True, slots=True)
class SampleSize:
    """How many to ask.

    Args:
        answers: Answers needed, rounded up.
        invitations: Invitations needed at the expected response rate, not more than there are people.
        margin: Margin of error wanted, half the width of the interval of a share, from 0 to 1.
        level: Level of the interval.
        enough: Whether all invitations together bring the answers needed.
    """

    answers: int
    invitations: int
    margin: float
    level: float
    enough: bool


def sample_size(
    population: int,
    margin: float,
    *,
    level: float = LEVEL,
    share: float = 0.5,
    design_effect: float = 1.0,
    response_rate: float = 1.0,
) -> SampleSize:
    """Return how many answers make a share as sure as wanted.

    Args:
        population: How many there are to ask, at least 1.
        margin: Half the width of the interval, above 0 and below 1.
        level: Level of the interval.
        share: Share that is expected; 0.5 is the most cautious.
        design_effect: By how much weighting or asking whole buildings makes the variance larger, at least 1.
        response_rate: Part of those invited who answer, above 0, at most 1.

    Raises:
        ValueError: An argument is out of its bounds.

    References:
        Cochran: Sampling Techniques, 3rd ed. (1977), 4.4, formulas 4.1 and 4.2.

    Example:
        >>> sample_size(4000, 0.05).answers
        351
    """
    _bounded(population=population >= 1, margin=0 < margin < 1, share=0 < share < 1)
    _bounded(design_effect=design_effect >= 1, response_rate=0 < response_rate <= 1)
    of_many = normal_quantile(level) ** 2 * share * (1 - share) / margin**2 * design_effect
    answers = min(population, math.ceil(of_many / (1 + (of_many - 1) / population) - 1e-9))
    invitations = math.ceil(answers / response_rate - 1e-9)
    return SampleSize(answers, min(population, invitations), margin, level, invitations <= population)


def margin_of_error(
    answers: int,
    population: int | None = None,
    *,
    level: float = LEVEL,
    share: float = 0.5,
    design_effect: float = 1.0,
) -> float | None:
    """Return half the width of the interval of a share, from 0 to 1; None without an answer.

    Args:
        answers: Answers that came.
        population: How many there are to ask; None for very many.
        level: Level of the interval.
        share: Share for which it is told; 0.5 gives the widest.
        design_effect: By how much the variance is larger than that of a simple sample, at least 1.

    Raises:
        ValueError: An argument is out of its bounds.

    Example:
        >>> round(margin_of_error(351, 4000), 3)
        0.05
    """
    _bounded(answers=answers >= 0, share=0 < share < 1, design_effect=design_effect >= 1)
    if not answers:
        return None
    error = math.sqrt(share * (1 - share) * design_effect / answers)
    return normal_quantile(level) * error * finite_factor(answers, population)


def _bounded(**holds: bool) -> None:
    for name, inside in holds.items():
        if not inside:
            raise ValueError(f"{name} is out of its bounds")
