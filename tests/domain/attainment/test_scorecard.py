"""Scorecards: sums, what does not apply, vetoes, bands."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guicheng.domain.attainment.scorecard import Band, Item, Scorecard, ScorecardRefusedError, score


def item(key, weight, **more):
    return Item(key, Fraction(weight), **more)


ITEMS = (
    item("设施", 30, section="硬件"),
    item("安全", 20, section="硬件", veto=True, least=Fraction(1, 2)),
    item("态度", 20, section="服务"),
    item("满意", 30, section="服务"),
)
#: A sheet of an owners' committee: at least 95 pays all, below 60 seventy percent.
BANDS = tuple(
    Band(Fraction(since), name, Fraction(pay, 100))
    for since, name, pay in ((95, "优", 100), (85, "良", 98), (75, "中", 95), (60, "及格", 80), (0, "差", 70))
)
CARD = Scorecard(ITEMS, BANDS)
FULL = {each.key: Fraction(1) for each in ITEMS}


def test_weights_and_results_are_summed_exactly():
    found = score(CARD, {"设施": Fraction(9, 10), "安全": Fraction(1), "态度": Fraction(1, 2), "满意": Fraction(1, 3)})
    assert found.total == 27 + 20 + 10 + 10
    assert found.sections == {"硬件": Fraction(94), "服务": Fraction(40)}
    assert (found.band.name, found.band.payout) == ("及格", Fraction(80, 100))


def test_what_does_not_apply_leaves_the_denominator():
    found = score(CARD, {**FULL, "态度": None, "满意": Fraction(1, 2)})
    assert found.total == Fraction(100 * (30 + 20 + 15), 80)
    assert found.left_out == ("态度",)
    nothing = score(CARD, dict.fromkeys(FULL))
    assert (nothing.total, nothing.band, nothing.sections["硬件"]) == (None, None, None)


def test_a_veto_sets_the_lowest_band_and_leaves_the_score():
    found = score(CARD, {**FULL, "安全": Fraction(2, 5)})
    assert (found.total, found.vetoes, found.band.name) == (88, ("安全",), "差")
    assert score(CARD, {**FULL, "安全": Fraction(1, 2)}).vetoes == ()
    assert score(CARD, {**FULL, "安全": None}).vetoes == ()


def test_praise_and_deductions_stay_between_nothing_and_all():
    assert score(CARD, FULL, extra=[Fraction(2)]).total == 100
    assert score(CARD, FULL, extra=[Fraction(-1, 2), Fraction(-2)]).total == Fraction(195, 2)
    assert score(CARD, dict.fromkeys(FULL, Fraction()), extra=[Fraction(-5)]).total == 0


@pytest.mark.parametrize(("points", "name"), [(100, "优"), (95, "优"), (94, "良"), (60, "及格"), (59, "差"), (0, "差")])
def test_a_band_begins_at_its_least_score(points, name):
    card = Scorecard((item("x", 100),), BANDS)
    assert score(card, {"x": Fraction(points, 100)}).band.name == name


def test_a_card_without_bands_has_none():
    assert score(Scorecard((item("x", 100),)), {"x": Fraction(1)}).band is None


@given(st.lists(st.integers(1, 40), min_size=1, max_size=8), st.data())
def test_the_total_is_a_mean_of_what_applies(weights, data):
    items = [item(str(place), Fraction(100 * weight, sum(weights))) for place, weight in enumerate(weights)]
    results = {each.key: data.draw(st.sampled_from([None, *map(Fraction, ("0", "1/4", "1"))])) for each in items}
    found = score(Scorecard(tuple(items)), results)
    reached = [each for each in results.values() if each is not None]
    assert (found.total is None) is (not reached)
    if reached:
        assert 100 * min(reached) <= found.total <= 100 * max(reached)


@pytest.mark.parametrize(
    ("items", "bands", "said"),
    [
        ([item("a", 30), item("b", 100)], (), "The weights add up to 130, not to 100."),
        ([item("a", Fraction(1, 3))], (), "The weights add up to 0.3333"),
        ([item("a", 110), item("b", -10)], (), "A weight has to be above 0."),
        ([item("a", 50), item("a", 50)], (), "comes twice"),
        ([item("a", 100)], BANDS[:-1], "Bands go from the best"),
        ([item("a", 100)], (BANDS[1], BANDS[0], BANDS[-1]), "Bands go from the best"),
    ],
)
def test_a_card_that_cannot_be_summed_up_is_refused(items, bands, said):
    with pytest.raises(ScorecardRefusedError, match=said):
        Scorecard(tuple(items), bands)


@pytest.mark.parametrize("results", [{}, {**FULL, "安全": Fraction(3, 2)}, {**FULL, "安全": Fraction(-1)}])
def test_results_that_are_none_are_refused(results):
    with pytest.raises(ScorecardRefusedError):
        score(CARD, results)
