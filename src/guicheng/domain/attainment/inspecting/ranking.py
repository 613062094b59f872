"""Ranks by scores of several inspections; what chance alone may have parted shares a rank.

References: Welch: The generalization of Student's problem when several different population variances are involved
(1947).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Final, Generic, TypeVar

from guicheng.domain.attainment.inspecting.sheet import FULL
from guicheng.domain.demand.distributions import student_quantile, student_tails

#: Fewer inspections than these have no spread by which they could be compared.
FEW: Final = 2
_TAIL: Final = 0.05
_LEVEL: Final = 0.95

Who = TypeVar("Who", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Ranked(Generic[Who]):
    """The place of one.

    Args:
        who: Whose.
        mean: Mean of the scores.
        count: Of how many.
        rank: From 1; None where there are too few scores to compare.
        shared: Whether the difference to another one of this rank is too small to part them.
    """

    who: Who
    mean: Fraction
    count: int
    rank: int | None
    shared: bool


def ranked(scores: Mapping[Who, Sequence[Fraction]]) -> tuple[Ranked[Who], ...]:
    """Return the places, the best mean first; those with too few scores stand last and have no rank.

    One shares the rank of the best one of that rank, unless Welch's test tells their means apart at 95 %.

    Args:
        scores: Of each; without scores one is left out.
    """
    means = {who: sum(found, Fraction()) / len(found) for who, found in scores.items() if found}
    ordered = sorted(means, key=lambda who: (-means[who], str(who)))
    compared = [who for who in ordered if len(scores[who]) >= FEW]
    groups: list[tuple[int, list[Who]]] = []
    for place, who in enumerate(compared, start=1):
        if groups and not _apart(scores[groups[-1][1][0]], scores[who]):
            groups[-1][1].append(who)
        else:
            groups.append((place, [who]))
    ranks = {who: (rank, len(group) > 1) for rank, group in groups for who in group}
    few = [who for who in ordered if who not in ranks]
    return tuple(Ranked(who, means[who], len(scores[who]), *ranks.get(who, (None, False))) for who in (*compared, *few))


def likely(scores: Sequence[Fraction]) -> tuple[float, float] | None:
    """Return the 95 % interval of the mean of scores by Student's t; None for fewer than two.

    Scores lie from 0 to 100, and so does their mean, whatever few of them leave open. Bonuses may lead above 100; the
    interval then ends at the best score.

    Example:
        >>> [round(each, 1) for each in likely([Fraction(90), Fraction(94), Fraction(95)])]
        [86.4, 99.6]
    """
    if len(scores) < FEW:
        return None
    mean, spread = _moments(scores)
    reach = student_quantile(_LEVEL, len(scores) - 1) * sqrt(spread / len(scores))
    most = float(max(FULL, *scores))
    return max(0.0, float(mean) - reach), min(most, float(mean) + reach)


def _apart(best: Sequence[Fraction], other: Sequence[Fraction]) -> bool:
    """Tell whether two means differ by more than chance explains."""
    (mean, spread), (least, width) = _moments(best), _moments(other)
    a, b = spread / len(best), width / len(other)
    if not a + b:
        return mean != least
    freedom = (a + b) ** 2 / (a**2 / (len(best) - 1) + b**2 / (len(other) - 1))
    return student_tails(float(mean - least) / sqrt(a + b), float(freedom)) < _TAIL


def _moments(scores: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    """Return mean and variance of at least two scores."""
    mean = sum(scores, Fraction()) / len(scores)
    return mean, sum(((score - mean) ** 2 for score in scores), Fraction()) / (len(scores) - 1)
