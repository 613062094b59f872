"""AHP: weights from comparisons in pairs, and whether the comparisons agree with one another."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from guicheng.domain.demand.distributions import student_quantile
from guicheng.domain.demand.estimates import LEVEL, Estimate

#: Mean consistency index of random comparisons, by the number of options (Saaty 1980, 1990).
_RANDOM: Final = {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45}
#: Ratio up to which comparisons count as consistent.
CONSISTENT: Final = 0.1
_ROUNDS: Final = 1000
_CLOSE: Final = 1e-13

Matrix = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Weights from one table of comparisons.

    Args:
        weights: Weight of each option, summing to 1.
        eigenvalue: Largest eigenvalue; the number of options where all comparisons agree.
        ratio: Consistency ratio; 0 where all agree, above 0.1 where they do not hold together.
    """

    weights: tuple[float, ...]
    eigenvalue: float
    ratio: float

    @property
    def consistent(self) -> bool:
        """Whether the comparisons hold together."""
        return self.ratio <= CONSISTENT


@dataclass(frozen=True, slots=True)
class Jointly:
    """Weights of many who compared.

    Args:
        weights: Weight of each option by its id, all summing to 1; intervals by leaving out each response once.
        ratio: Consistency ratio of the joint table.
        used: Ids of the responses that count.
        inconsistent: Ids of those left out since their comparisons do not hold together.
    """

    weights: Mapping[str, Estimate]
    ratio: float | None
    used: tuple[int, ...]
    inconsistent: tuple[int, ...]


def weighed(matrix: Matrix) -> Weighed:
    """Return the weights of a table of comparisons: its principal eigenvector, by power iteration.

    Args:
        matrix: How many times as important the option of the row is as that of the column (options × options);
            reciprocal, 3 to 9 options.

    Raises:
        ValueError: It is not square, reciprocal and positive, or has too few or many options.

    References:
        Saaty: How to make a decision: the analytic hierarchy process. European Journal of Operational Research 48
        (1990).

    Example:
        >>> [round(w, 3) for w in weighed([[1, 1 / 3, 5], [3, 1, 7], [1 / 5, 1 / 7, 1]]).weights]
        [0.279, 0.649, 0.072]
    """
    size = len(matrix)
    if size not in _RANDOM or any(len(row) != size for row in matrix):
        raise ValueError("comparisons have 3 to 9 options, and as many rows as columns")
    if not all(
        matrix[r][c] > 0 and math.isclose(matrix[r][c] * matrix[c][r], 1, rel_tol=1e-6)
        for r in range(size)
        for c in range(size)
    ):
        raise ValueError("a comparison and its mirror multiply to 1")
    vector = [1 / size] * size
    eigenvalue = float(size)
    for _round in range(_ROUNDS):  # pragma: no branch  (it settles long before)
        product = [sum(row[other] * vector[other] for other in range(size)) for row in matrix]
        eigenvalue = sum(product)
        after = [value / eigenvalue for value in product]
        moved = max(abs(new - old) for new, old in zip(after, vector, strict=True))
        vector = after
        if moved < _CLOSE:
            break
    index = max(0.0, (eigenvalue - size) / (size - 1))
    return Weighed(tuple(vector), eigenvalue, index / _RANDOM[size])


def comparison_table(options: Sequence[str], compared: Mapping[tuple[str, str], int]) -> Matrix | None:
    """Return the table of one response; None where a pair lacks an answer.

    Args:
        options: Ids of the options.
        compared: For each pair of options in this order: 3 where the first matters three times as much, -3 where
            the second does, 1 where both matter alike.
    """
    table = [[1.0] * len(options) for _option in options]
    for row, first in enumerate(options):
        for column in range(row + 1, len(options)):
            answer = compared.get((first, options[column]))
            if answer is None:
                return None
            times = float(answer) if answer > 0 else 1 / -answer
            table[row][column], table[column][row] = times, 1 / times
    return table


def weighed_jointly(
    options: Sequence[str], tables: Mapping[int, Matrix], *, only_consistent: bool = True, level: float = LEVEL
) -> Jointly:
    """Return the weights of all who compared, from the geometric mean of their tables.

    Args:
        options: Ids of the options.
        tables: Table by response.
        only_consistent: Whether responses whose comparisons do not hold together are left out.
        level: Level of the intervals.

    References:
        Aczél, Saaty: Procedures for synthesizing ratio judgements. Journal of Mathematical Psychology 27 (1983).
        Efron, Tibshirani: An Introduction to the Bootstrap (1993), chapter 11, for the intervals (jackknife).
    """
    single = {key: weighed(table) for key, table in sorted(tables.items())}
    left_out = tuple([key for key, each in single.items() if only_consistent and not each.consistent])
    used = tuple([key for key in single if key not in left_out])
    if not used:
        nothing = {option: Estimate(None, None, None, 0.0, (), level) for option in options}
        return Jointly(nothing, None, used, left_out)
    logs = [_logarithms(tables[key]) for key in used]
    whole = _sum(logs)
    joint = weighed(_powers(whole, 1 / len(used)))
    errors = _jackknife(logs, whole)
    reach = student_quantile(level, len(used) - 1) if errors else 0.0
    weights = {}
    for place, option in enumerate(options):
        value, error = joint.weights[place], errors[place] if errors else None
        low = None if error is None else max(0.0, value - reach * error)
        high = None if error is None else min(1.0, value + reach * error)
        weights[option] = Estimate(value, low, high, float(len(used)), used, level)
    return Jointly(weights, joint.ratio, used, left_out)


def _jackknife(logs: Sequence[Matrix], whole: Matrix) -> list[float]:
    """Return the standard error of each joint weight, from leaving out each response once; none for one alone."""
    count = len(logs)
    if count < 2:
        return []
    without = [
        weighed(_powers(_sum([whole, [[-value for value in row] for row in each]]), 1 / (count - 1))).weights
        for each in logs
    ]
    errors = []
    for place in range(len(whole)):
        values = [weights[place] for weights in without]
        mean = sum(values) / count
        errors.append(math.sqrt((count - 1) / count * sum((value - mean) ** 2 for value in values)))
    return errors


def _logarithms(table: Matrix) -> Matrix:
    return [[math.log(value) for value in row] for row in table]


def _sum(tables: Sequence[Matrix]) -> Matrix:
    size = range(len(tables[0]))
    return [[math.fsum(table[r][c] for table in tables) for c in size] for r in size]


def _powers(logs: Matrix, part: float) -> Matrix:
    """Return the table whose logarithms are a part of these: of their sum, the geometric mean."""
    return [[math.exp(value * part) for value in row] for row in logs]
