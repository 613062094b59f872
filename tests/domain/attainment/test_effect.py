"""Before and after: Newcombe's interval beside his own table and statsmodels, and the change of others taken off."""

from __future__ import annotations

from random import Random

import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from guicheng.domain.attainment.effect import Change, Seen, Share, change_of, effect_of, less


@pytest.mark.parametrize(("one", "other", "low", "high"), [
    # Newcombe 1998, table II, method 10.
    ((56, 70), (48, 80), 0.0524, 0.3339),
    ((9, 10), (3, 10), 0.1705, 0.8090),
    ((6, 7), (2, 7), 0.0582, 0.8062),
    ((5, 56), (0, 29), -0.0381, 0.1926),
    ((0, 10), (0, 20), -0.1611, 0.2775),
    ((0, 10), (0, 10), -0.2775, 0.2775),
    ((10, 10), (0, 20), 0.6791, 1.0),
    ((10, 10), (0, 10), 0.6075, 1.0),
])  # fmt: skip
def test_the_interval_is_that_of_the_paper(one, other, low, high):
    found = change_of(Share(*other), Share(*one))
    assert (found.low, found.high) == (pytest.approx(low, abs=6e-5), pytest.approx(high, abs=6e-5))


def test_the_interval_is_that_of_statsmodels():
    chance = Random(20261128)  # noqa: S311 - a seed, so that each run draws the same
    for _case in range(400):
        before, after = (Share(chance.randint(0, n), n) for n in (chance.randint(1, 400), chance.randint(1, 400)))
        low, high = confint_proportions_2indep(
            after.kept, after.counted, before.kept, before.counted, method="newcomb", compare="diff"
        )
        found = change_of(before, after)
        assert (found.low, found.high) == (pytest.approx(low, abs=1e-9), pytest.approx(high, abs=1e-9))


def test_of_nothing_there_is_no_change():
    assert change_of(Share(0, 0), Share(3, 4)) is None
    assert change_of(Share(3, 4), Share(0, 0)) is None
    assert effect_of(Share(0, 0), Share(3, 4)).seen is Seen.NOTHING
    assert Share(0, 0).value is None
    assert Share(3, 4).value == 0.75


def test_a_difference_of_differences_takes_off_what_changed_anyway():
    effect = effect_of(Share(354, 412), Share(365, 388), others_before=Share(900, 1000), others_after=Share(910, 1000))
    assert effect.net.amount == pytest.approx(effect.own.amount - effect.others.amount)
    assert effect.net.low < effect.own.low - effect.others.amount
    assert effect.seen is Seen.BETTER


def test_what_rose_with_all_others_is_no_effect():
    assert effect_of(Share(80, 100), Share(95, 100)).seen is Seen.BETTER
    others = {"others_before": Share(800, 1000), "others_after": Share(950, 1000)}
    with_others = effect_of(Share(80, 100), Share(95, 100), **others)
    assert with_others.seen is Seen.NOT_YET
    assert with_others.net.amount == pytest.approx(0)


def test_a_comparison_group_of_nothing_is_left_out():
    effect = effect_of(Share(80, 100), Share(60, 100), others_before=Share(0, 0), others_after=Share(9, 10))
    assert (effect.others, effect.net, effect.seen) == (None, None, Seen.WORSE)


def test_little_data_says_nothing_yet():
    assert effect_of(Share(3, 4), Share(4, 4)).seen is Seen.NOT_YET


def test_ends_at_nothing_hold_nothing():
    assert Change(0.1, 0.0, 0.2).holds_nothing
    assert not Change(0.1, 0.01, 0.2).holds_nothing


def test_less_is_turned_round_by_exchange():
    one, other = Change(0.1, 0.02, 0.2), Change(0.3, 0.25, 0.33)
    there, back = less(one, other), less(other, one)
    assert (there.amount, there.low, there.high) == pytest.approx((-back.amount, -back.high, -back.low))


def test_the_interval_of_the_difference_of_differences_holds_the_truth_as_often_as_it_says():
    chance, held, runs = Random(7), 0, 1500  # noqa: S311 - as above
    truths = (0.7, 0.85, 0.8, 0.82)
    for _run in range(runs):
        drawn = [Share(sum(chance.random() < share for _one in range(60)), 60) for share in truths]
        net = effect_of(drawn[0], drawn[1], others_before=drawn[2], others_after=drawn[3]).net
        held += net.low <= 0.13 <= net.high
    assert 0.93 <= held / runs <= 0.98
