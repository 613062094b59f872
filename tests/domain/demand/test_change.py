"""Changes, gaps and promoters beside scipy and statsmodels."""

from __future__ import annotations

import math

import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportions_ztest
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW
from tests.domain.demand.samples import column, listed, weights

from guicheng.domain.demand.change import Change, holm, mean_change, share_change
from guicheng.domain.demand.estimates import effective_count, mean_of
from guicheng.domain.demand.gaps import Expected, dimension_gaps, statement_gaps
from guicheng.domain.demand.promoters import net_promoters
from guicheng.domain.demand.questions import Dimension


@pytest.mark.parametrize("seed", range(20))
def test_a_change_of_means_is_welchs_test_of_scipy(seed):
    before, after = column(seed, 20 + seed), column(seed + 100, 50 + seed, low=2)
    found = mean_change("x", before, after)
    theirs = stats.ttest_ind(listed(after), listed(before), equal_var=False)
    ends = theirs.confidence_interval(0.95)
    assert found.chance == pytest.approx(theirs.pvalue, rel=1e-8)
    assert (found.low, found.high) == pytest.approx((ends.low, ends.high))
    assert found.difference == pytest.approx(found.after.value - found.before.value)


@pytest.mark.parametrize("seed", range(10))
def test_a_weighted_change_is_that_of_statsmodels_with_effective_numbers(seed):
    sides = []
    for salt, count in ((0, 45), (50, 70)):
        answers, weight = column(seed + salt, count), weights(seed + salt, count)
        told = effective_count(weight.values())
        scaled = [value * told / sum(weight.values()) for value in listed(weight)]
        sides.append((answers, weight, DescrStatsW(listed(answers), weights=scaled, ddof=1)))
    (before, of_before, first), (after, of_after, second) = sides
    found = mean_change("x", before, after, (of_before, of_after))
    theirs = CompareMeans(second, first)
    assert found.chance == pytest.approx(theirs.ttest_ind(usevar="unequal")[1], rel=1e-8)
    assert (found.low, found.high) == pytest.approx(theirs.tconfint_diff(usevar="unequal"))


@pytest.mark.parametrize(("a", "m", "b", "n"), [(30, 80, 45, 90), (3, 20, 1, 25), (50, 60, 52, 60)])
def test_a_change_of_shares_is_the_z_test_of_statsmodels(a, m, b, n):
    before = {key: float(key < a) for key in range(m)}
    after = {key: float(key < b) for key in range(n)}
    found = share_change("x", before, after)
    assert found.chance == pytest.approx(proportions_ztest([b, a], [n, m])[1])
    assert found.difference == pytest.approx(b / n - a / m)
    assert found.low < found.difference < found.high


def test_what_cannot_be_compared_has_no_chance():
    assert mean_change("x", {}, {1: 2.0}).difference is None
    assert share_change("x", {}, {1: 1.0}).difference is None
    one = mean_change("x", {1: 2.0}, {1: 3.0, 2: 4.0})
    assert (one.difference, one.chance, one.sure()) == (1.5, None, False)
    same = mean_change("x", {1: 2.0, 2: 2.0}, {1: 2.0, 2: 2.0})
    assert (same.chance, same.low) == (1.0, 0)
    apart = mean_change("x", {1: 2.0, 2: 2.0}, {1: 3.0, 2: 3.0})
    assert (apart.chance, apart.low, apart.high) == (0.0, 1, 1)
    assert share_change("x", {1: 1.0}, {1: 1.0}).chance == 1.0


@pytest.mark.parametrize("seed", range(5))
def test_holms_correction_is_that_of_statsmodels(seed):
    changes = [
        mean_change(f"q{n}", column(seed * 40 + n, 40), column(seed * 40 + n + 20, 40, low=1 + n % 2)) for n in range(9)
    ]
    found = holm([*changes, Change("none", mean_of({}), mean_of({}))])
    theirs = multipletests([change.chance for change in changes], method="holm")
    assert [change.adjusted for change in found[:-1]] == pytest.approx(list(theirs[1]))
    assert [change.sure() for change in found] == [*theirs[0], False]
    assert [change.name for change in found[:-1]] == [change.name for change in changes]


@pytest.mark.parametrize("seed", range(5))
def test_the_gap_of_a_statement_is_the_paired_t_interval_of_scipy(seed):
    expected, perceived = column(seed, 60, low=3), column(seed + 9, 60)
    found = statement_gaps([Expected("q", None, expected, perceived)])[0]
    theirs = stats.ttest_rel(listed(perceived), listed(expected)).confidence_interval(0.95)
    assert (found.gap.low, found.gap.high) == pytest.approx((theirs.low, theirs.high))
    assert found.short is bool(theirs.high < 0)


def test_a_response_counts_once_in_a_dimension_however_much_it_answered():
    reliable = Dimension.RELIABILITY
    answered = [
        Expected("a", reliable, {1: 5.0, 2: 5.0}, {1: 3.0, 2: 5.0}),
        Expected("b", reliable, {1: 5.0}, {1: 1.0}),
        Expected("c", Dimension.EMPATHY, {1: 4.0, 2: 4.0, 3: 4.0}, {2: 4.0}),
        Expected("d", None, {1: 1.0}, {1: 5.0}),
    ]
    found = dimension_gaps(answered)
    assert [gap.name for gap in found] == ["reliability", "empathy"]
    assert found[0].gap.value == pytest.approx(-1.5)
    assert found[0].gap.answers == (1, 2)
    assert found[1].gap.answers == (2,)
    assert found[1].expectation.answers == (1, 2, 3)
    assert not found[1].short


def test_promoters_less_detractors():
    found = net_promoters({1: 10.0, 2: 9.0, 3: 8.0, 4: 7.0, 5: 6.0, 6: 0.0, 7: 9.0})
    assert (found.promoters, found.passives, found.detractors) == (3, 2, 2)
    assert found.score.value == pytest.approx(1 / 7)
    assert net_promoters({}).score.value is None


@pytest.mark.parametrize(("p", "n", "d"), [(40, 30, 10), (3, 2, 2), (0, 0, 9), (200, 300, 150)])
def test_the_interval_of_promoters_is_the_adjusted_one_of_rocks(p, n, d):
    """The three added answers written out, and the variance as that of a trinomial difference."""
    answers = dict(enumerate([10.0] * p + [8.0] * n + [3.0] * d))
    found = net_promoters(answers).score
    count = p + n + d + 3
    up, down = (p + 0.75) / count, (d + 0.75) / count
    error = math.sqrt((up + down - (up - down) ** 2) / count)
    z = stats.norm.ppf(0.975)
    assert (found.low, found.high) == pytest.approx((max(-1, up - down - z * error), min(1, up - down + z * error)))


def test_weighted_promoters_rest_on_fewer_answers():
    answers = column(3, 50, low=0, high=10)
    plain, heavy = net_promoters(answers).score, net_promoters(answers, weights(3, 50)).score
    assert heavy.effective < plain.effective == 50
