"""MaxDiff and comparisons in pairs, beside scipy and numpy and published examples."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.optimize import minimize

from guicheng.domain.demand.best_worst import Named, bradley_terry, rated_options
from guicheng.domain.demand.chance import Chance
from guicheng.domain.demand.pairwise import comparison_table, weighed, weighed_jointly

HOUSE = [
    [1, 5, 3, 7, 6, 6, 1 / 3, 1 / 4],
    [1 / 5, 1, 1 / 3, 5, 3, 3, 1 / 5, 1 / 7],
    [1 / 3, 3, 1, 6, 3, 4, 6, 1 / 5],
    [1 / 7, 1 / 5, 1 / 6, 1, 1 / 3, 1 / 4, 1 / 7, 1 / 8],
    [1 / 6, 1 / 3, 1 / 3, 3, 1, 1 / 2, 1 / 5, 1 / 6],
    [1 / 6, 1 / 3, 1 / 4, 4, 2, 1, 1 / 5, 1 / 6],
    [3, 5, 1 / 6, 7, 5, 5, 1, 1 / 2],
    [4, 7, 5, 8, 6, 6, 2, 1],
]


def table(seed: int, size: int) -> list[list[float]]:
    chance = Chance(seed, "ahp")
    rows = [[1.0] * size for _row in range(size)]
    for r in range(size):
        for c in range(r + 1, size):
            times = float(1 + chance.below(9)) ** (1 if chance.below(2) else -1)
            rows[r][c], rows[c][r] = times, 1 / times
    return rows


def test_the_house_of_saaty_has_his_priorities():
    """Saaty: How to make a decision (1990), table 2."""
    found = weighed(HOUSE)
    assert found.weights == pytest.approx((0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333), abs=0.001)
    assert found.eigenvalue == pytest.approx(9.669, abs=0.001)
    assert found.ratio == pytest.approx(0.169, abs=0.001)
    assert not found.consistent


@pytest.mark.parametrize("seed", range(15))
def test_weights_are_the_principal_eigenvector_of_numpy(seed):
    rows = table(seed, 3 + seed % 5)
    values, vectors = np.linalg.eig(np.array(rows))
    first = int(np.argmax(values.real))
    vector = np.abs(vectors[:, first].real)
    found = weighed(rows)
    assert found.weights == pytest.approx(list(vector / vector.sum()), abs=1e-9)
    assert found.eigenvalue == pytest.approx(values[first].real)


def test_comparisons_that_hold_together_have_the_ratio_zero():
    found = weighed([[1, 2, 6], [1 / 2, 1, 3], [1 / 6, 1 / 3, 1]])
    assert found.weights == pytest.approx((0.6, 0.3, 0.1))
    assert found.ratio == pytest.approx(0, abs=1e-9)
    assert found.consistent


@pytest.mark.parametrize(
    "rows",
    [[[1, 2], [0.5, 1]], [[1, 2, 3]] * 2, [[1, 2, 3], [1, 1, 1], [1, 1, 1]], [[1, -1, 1], [-1, 1, 1], [1, 1, 1]]],
)
def test_what_is_no_table_of_comparisons_is_refused(rows):
    with pytest.raises(ValueError, match=r"comparisons have|a comparison and its mirror"):
        weighed(rows)


def test_answers_become_a_table_and_a_missing_one_none():
    pairs = {("a", "b"): 3, ("a", "c"): -5, ("b", "c"): 1}
    assert comparison_table("abc", pairs) == [[1, 3, 1 / 5], [1 / 3, 1, 1], [5, 1, 1]]
    assert comparison_table("abc", {("a", "b"): 3}) is None


def test_joint_weights_come_from_the_geometric_mean():
    tables = {
        1: [[1, 2, 4], [0.5, 1, 2], [0.25, 0.5, 1]],
        2: [[1, 8, 4], [1 / 8, 1, 1 / 2], [0.25, 2, 1]],
        3: [[1, 9, 1 / 9], [1 / 9, 1, 9], [9, 1 / 9, 1]],
    }
    found = weighed_jointly("abc", tables)
    assert (found.used, found.inconsistent) == ((1, 2), (3,))
    mean = weighed([[1, 4, 4], [1 / 4, 1, 1], [1 / 4, 1, 1]]).weights
    assert [found.weights[option].value for option in "abc"] == pytest.approx(mean)
    assert all(0 <= each.low <= each.value <= each.high <= 1 for each in found.weights.values())
    everyone = weighed_jointly("abc", tables, only_consistent=False)
    assert everyone.used == (1, 2, 3)


def test_the_interval_of_joint_weights_covers_the_truth_as_often_as_it_says():
    """60 surveys of 25 people who answer around known weights: about 95 of 100 intervals hold them."""
    true, held = (0.5, 0.3, 0.2), 0
    for survey in range(60):
        chance = Chance(survey, "cover")
        tables = {}
        for key in range(25):
            rows = [[1.0] * 3 for _row in range(3)]
            for r, c in ((0, 1), (0, 2), (1, 2)):
                noise = sum(chance.below(1001) / 1000 - 0.5 for _n in range(6)) * 0.4
                rows[r][c] = true[r] / true[c] * math.exp(noise)
                rows[c][r] = 1 / rows[r][c]
            tables[key] = rows
        found = weighed_jointly("abc", tables, only_consistent=False).weights["a"]
        held += found.low <= 0.5 <= found.high
    assert 52 <= held <= 60


def test_nobody_and_one_alone_have_no_interval():
    nobody = weighed_jointly("abc", {})
    assert (nobody.ratio, nobody.weights["a"].value) == (None, None)
    alone = weighed_jointly("abc", {7: [[1, 2, 6], [1 / 2, 1, 3], [1 / 6, 1 / 3, 1]]})
    assert (alone.weights["a"].value, alone.weights["a"].low) == (pytest.approx(0.6), None)


@pytest.mark.parametrize("seed", range(6))
def test_strengths_are_the_most_likely_ones_that_scipy_finds(seed):
    chance = Chance(seed, "wins")
    size = 5
    wins = [[0.0 if r == c else float(chance.below(9)) for c in range(size)] for r in range(size)]

    def unlikely(logs):
        logs = np.append(logs, 0.0)
        return -sum(
            (wins[r][c] + 0.1) * (logs[r] - np.logaddexp(logs[r], logs[c]))
            for r in range(size)
            for c in range(size)
            if r != c
        )

    best = np.exp(np.append(minimize(unlikely, np.zeros(size - 1), tol=1e-10).x, 0.0))
    assert bradley_terry(wins) == pytest.approx(list(best / best.sum()), rel=1e-3)


def test_what_always_wins_has_a_finite_strength():
    strength = bradley_terry([[0, 9, 9], [0, 0, 9], [0, 0, 0]])
    assert strength[0] > strength[1] > strength[2] > 0


def test_options_are_counted_and_rated():
    sets = [Named(("a", "b", "c"), "a", "c"), Named(("a", "b", "d"), "a", "d")]
    found = {each.option: each for each in rated_options("abcd", {1: sets, 2: sets[:1], 3: []}, draws=100)}
    assert (found["a"].best, found["a"].worst, found["a"].shown) == (3, 0, 3)
    assert found["a"].score.value == 1
    assert found["b"].score.value == 0
    assert found["d"].score.answers == (1,)
    assert sum(each.share.value for each in found.values()) == pytest.approx(1)
    assert found["a"].share.low <= found["a"].share.value <= found["a"].share.high
    assert Named(("a", "b", "c"), "a", "c").wins() == [("a", "b"), ("a", "c"), ("b", "c")]


def test_weights_and_too_few_responses():
    one = {1: [Named(("a", "b", "c"), "a", "c")]}
    alone = rated_options("abc", one)
    assert (alone[0].share.low, alone[0].share.value is None) == (None, False)
    nobody = rated_options("abc", {})
    assert nobody[0].share.value is None
    both = {**one, 2: [Named(("a", "b", "c"), "c", "a")]}
    heavy = rated_options("abc", both, {1: 9.0, 2: 1.0}, draws=100)
    assert heavy[0].share.value > heavy[2].share.value
