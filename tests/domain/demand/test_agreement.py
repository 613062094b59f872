"""Cohen's kappa beside statsmodels and a published table."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.inter_rater import cohens_kappa as theirs

from guicheng.domain.demand.agreement import cohens_kappa
from guicheng.domain.demand.chance import Chance


def coded(table: list[list[int]]) -> tuple[list[int], list[int]]:
    pairs = [(r, c) for r, row in enumerate(table) for c, count in enumerate(row) for _each in range(count)]
    return [r for r, _c in pairs], [c for _r, c in pairs]


@pytest.mark.parametrize("seed", range(15))
def test_kappa_and_its_interval_are_those_of_statsmodels(seed):
    chance = Chance(seed, "kappa")
    table = [[chance.below(9) + (12 if r == c else 1) for c in range(4)] for r in range(4)]
    found = cohens_kappa(*coded(table))
    other = theirs(np.array(table))
    assert found.kappa == pytest.approx(other.kappa)
    assert (found.low, found.high) == pytest.approx((other.kappa_low, other.kappa_upp))
    assert found.count == sum(map(sum, table))


def test_the_psychiatrists_of_fleiss_agree_with_a_kappa_of_two_thirds():
    """Fleiss: Statistical Methods for Rates and Proportions, 2nd ed. (1981), table 13.1: kappa 0.68 of 100 patients."""
    found = cohens_kappa(*coded([[75, 1, 4], [5, 4, 1], [0, 0, 10]]))
    assert found.kappa == pytest.approx(0.68, abs=0.005)
    assert found.observed == pytest.approx(0.89)


def test_no_passages_and_one_code_alone_have_no_kappa():
    assert cohens_kappa([], []).kappa is None
    alone = cohens_kappa(["a"] * 5, ["a"] * 5)
    assert (alone.kappa, alone.observed) == (None, pytest.approx(1))
    assert cohens_kappa(["a", "b"], ["a", "b"]).kappa == pytest.approx(1)
    assert cohens_kappa(["a", "b"], ["c", "d"]).kappa == pytest.approx(0)
    with pytest.raises(ValueError, match="2 and 1 passages"):
        cohens_kappa(["a", "b"], ["a"])
