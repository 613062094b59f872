"""Chance that repeats."""

from __future__ import annotations

import pytest
from scipy import stats

from guicheng.domain.demand.chance import Chance


def test_the_stream_is_that_of_splitmix64():
    """Reference values of Vigna's splitmix64.c for the seed 1234567."""
    chance = Chance(1234567)
    assert [chance.bits() for _draw in range(3)] == [6457827717110365317, 3203168211198807973, 9817491932198370423]


def test_the_same_seed_draws_the_same_and_another_use_differs():
    assert Chance(5, "a").shuffled(range(50)) == Chance(5, "a").shuffled(range(50))
    assert Chance(5, "a").shuffled(range(50)) != Chance(5, "b").shuffled(range(50))


def test_every_number_is_as_likely():
    chance = Chance(1)
    counts = [0] * 6
    for _draw in range(6000):
        counts[chance.below(6)] += 1
    assert sum((count - 1000) ** 2 / 1000 for count in counts) < 20.5  # 99.9 % of chi-square with 5 degrees


def test_normal_draws_follow_the_normal_distribution():
    chance = Chance(3)
    assert stats.kstest([chance.normal() for _draw in range(4000)], "norm").pvalue > 0.01


@pytest.mark.parametrize("most", [0, -1, (1 << 32) + 1])
def test_an_impossible_draw_is_refused(most):
    with pytest.raises(ValueError, match="no draw below"):
        Chance(1).below(most)
