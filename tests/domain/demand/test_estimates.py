"""Means and shares with intervals, beside scipy and statsmodels, and beside published figures."""

from __future__ import annotations

import math

import pytest
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.weightstats import DescrStatsW
from tests.domain.demand.samples import column, listed, weights

from guicheng.domain.demand.change import newcombe
from guicheng.domain.demand.distributions import normal_quantile, normal_tails, student_quantile, student_tails
from guicheng.domain.demand.estimates import effective_count, mean_of, share_of, spread_of, wilson
from guicheng.domain.demand.sampling import margin_of_error, sample_size


@pytest.mark.parametrize("freedom", [0.3, 1, 2.7, 5, 30, 247.5, 10_000])
@pytest.mark.parametrize("t", [0, 0.01, 0.7, 1.96, 4.4, 30])
def test_students_distribution_is_that_of_scipy(freedom, t):
    assert student_tails(t, freedom) == pytest.approx(2 * stats.t.sf(t, freedom), rel=1e-9, abs=1e-14)
    assert student_tails(-t, freedom) == student_tails(t, freedom)


@pytest.mark.parametrize("freedom", [1, 2.7, 5, 30, 1e6])
@pytest.mark.parametrize("level", [0.5, 0.9, 0.95, 0.999])
def test_quantiles_are_those_of_scipy(freedom, level):
    assert student_quantile(level, freedom) == pytest.approx(stats.t.ppf(0.5 + level / 2, freedom), rel=1e-8)
    assert normal_quantile(level) == pytest.approx(stats.norm.ppf(0.5 + level / 2), rel=1e-12)


def test_tails_and_levels_at_their_ends():
    assert normal_tails(1.3) == pytest.approx(2 * stats.norm.sf(1.3))
    assert student_tails(math.inf, 4) == 0
    for call in (lambda: normal_quantile(1), lambda: student_quantile(0, 5), lambda: student_tails(1, 0)):
        with pytest.raises(ValueError, match=r"level|degrees"):
            call()


@pytest.mark.parametrize("seed", range(20))
def test_a_mean_without_weights_has_the_interval_of_scipy(seed):
    answers = column(seed, 5 + seed * 7)
    found = mean_of(answers)
    values = listed(answers)
    low, high = stats.t.interval(0.95, len(values) - 1, loc=sum(values) / len(values), scale=stats.sem(values))
    assert (found.value, found.low, found.high) == pytest.approx((sum(values) / len(values), low, high))
    assert found.answers == tuple(sorted(answers))
    assert found.count == len(values) == found.effective
    assert found.few is (len(values) < 30)


@pytest.mark.parametrize("seed", range(20))
def test_a_weighted_mean_is_that_of_statsmodels_scaled_to_the_effective_number(seed):
    answers, weight = column(seed, 40 + seed), weights(seed, 40 + seed)
    spread = spread_of(answers, weight)
    told = effective_count(weight.values())
    scaled = [value * told / sum(weight.values()) for value in listed(weight)]
    theirs = DescrStatsW(listed(answers), weights=scaled, ddof=1)
    assert spread.effective == pytest.approx(told)
    assert (spread.mean, spread.variance) == pytest.approx((theirs.mean, theirs.var))
    found = mean_of(answers, weight)
    assert (found.low, found.high) == pytest.approx(theirs.tconfint_mean())


def test_effective_number_and_mean_do_not_depend_on_the_scale_of_weights():
    answers, weight = column(1, 60), weights(1, 60)
    thrice = {key: 3 * value for key, value in weight.items()}
    assert mean_of(answers, weight).low == pytest.approx(mean_of(answers, thrice).low)
    assert effective_count([]) == 0


@pytest.mark.parametrize(("yes", "count"), [(0, 20), (1, 9), (81, 263), (15, 148), (29, 29), (3, 4)])
def test_wilsons_interval_is_that_of_statsmodels(yes, count):
    theirs = proportion_confint(yes, count, method="wilson")
    assert wilson(yes / count, count) == pytest.approx(theirs, abs=1e-12)
    found = share_of({key: key < yes for key in range(count)})
    assert (found.value, found.low, found.high) == pytest.approx((yes / count, *theirs), abs=1e-12)


@pytest.mark.parametrize(
    ("yes", "count", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_is_that_of_newcombes_paper(yes, count, low, high):
    """Newcombe 1998 (single proportion), table I, method 3."""
    assert wilson(yes / count, count) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("counts", "ends"),
    [
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.1705, 0.8090)),
        ((6, 7, 2, 7), (0.0582, 0.8062)),
        ((5, 56, 0, 29), (-0.0381, 0.1926)),
        ((0, 10, 0, 20), (-0.1611, 0.2775)),
        ((10, 10, 0, 20), (0.6791, 1.0)),
    ],
)
def test_newcombes_interval_is_that_of_his_paper_and_of_statsmodels(counts, ends):
    """Newcombe 1998 (independent proportions), table II, method 10."""
    a, m, b, n = counts
    assert newcombe(a / m, m, b / n, n) == pytest.approx(ends, abs=5e-5)
    theirs = confint_proportions_2indep(a, m, b, n, method="newcomb", compare="diff")
    assert newcombe(a / m, m, b / n, n) == pytest.approx(theirs, abs=1e-9)


def test_a_large_part_of_few_people_makes_intervals_narrower():
    answers = column(3, 80)
    wide, narrow = mean_of(answers), mean_of(answers, population=100)
    factor = math.sqrt(20 / 99)
    assert narrow.high - narrow.low == pytest.approx((wide.high - wide.low) * factor)
    everybody = mean_of(answers, population=80)
    assert everybody.low == everybody.value == everybody.high
    yes = {key: value > 2 for key, value in answers.items()}
    assert share_of(yes, population=100).low > share_of(yes).low
    all_asked = share_of(yes, population=80)
    assert all_asked.low == all_asked.value == all_asked.high
    assert mean_of({1: 3.0, 2: 4.0}, population=1).low == 3.5


def test_nothing_and_one_answer_have_no_interval():
    nothing = mean_of({})
    assert (nothing.value, nothing.low, nothing.count) == (None, None, 0)
    assert not nothing.clear_of(0)
    one = mean_of({7: 4.0})
    assert (one.value, one.low, one.answers) == (4.0, None, (7,))
    assert share_of({}).value is None
    assert share_of({1: True}).low is not None
    assert spread_of({1: 4.0}).variance == 0


def test_an_interval_stands_clear_of_a_line_or_not():
    found = mean_of(column(3, 80))
    assert found.clear_of(found.high + 0.1)
    assert not found.clear_of(found.value)


@pytest.mark.parametrize(
    ("population", "margin", "answers"),
    [
        (4000, 0.05, 351),
        (100, 0.05, 80),
        (500, 0.05, 218),
        (1000, 0.05, 278),
        (10_000, 0.05, 370),
        (10**9, 0.05, 385),
        (10**9, 0.03, 1068),
        (1, 0.5, 1),
    ],
)
def test_the_sample_size_is_that_of_published_tables(population, margin, answers):
    """Krejcie, Morgan (1970) for 100, 500, 1000, 10,000 and 4000; Cochran's 385 and 1068 for very many."""
    assert sample_size(population, margin).answers == answers


def test_the_sample_reaches_its_margin_and_one_fewer_does_not():
    for population in (90, 700, 12_000):
        size = sample_size(population, 0.06)
        assert margin_of_error(size.answers, population) <= 0.06 + 1e-9
        assert margin_of_error(size.answers - 1, population) > 0.06


def test_invitations_follow_from_the_response_rate():
    size = sample_size(4000, 0.05, response_rate=0.3, design_effect=1.5)
    assert (size.answers, size.invitations, size.enough) == (504, 1680, True)
    short = sample_size(400, 0.05, response_rate=0.2)
    assert (short.invitations, short.enough) == (400, False)


def test_margins_at_their_ends():
    assert margin_of_error(0) is None
    assert margin_of_error(50, 50) == 0
    assert margin_of_error(100, design_effect=4) == pytest.approx(2 * margin_of_error(100))
    with pytest.raises(ValueError, match="margin"):
        sample_size(10, 0)
    with pytest.raises(ValueError, match="response_rate"):
        sample_size(10, 0.1, response_rate=0)
    with pytest.raises(ValueError, match="answers"):
        margin_of_error(-1)
