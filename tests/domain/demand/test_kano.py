"""Kano: the table, the categories of a published survey, and the intervals."""

from __future__ import annotations

import pytest
from statsmodels.stats.proportion import proportion_confint

from guicheng.domain.demand.kano import Category, category_of, kano_of, lead_is_sure

#: One pair of answers for each category.
PAIR = {"A": (1, 3), "O": (1, 5), "M": (3, 5), "I": (3, 3), "R": (5, 3), "Q": (1, 1)}


def answers(**counts: int) -> dict[int, tuple[int, int]]:
    pairs = [PAIR[letter] for letter, count in counts.items() for _each in range(count)]
    return dict(enumerate(pairs))


def test_the_table_is_that_of_berger():
    """Berger and others 1993: rows like, must be, neutral, live with, dislike; columns likewise."""
    letters = {category: category.value[0].upper() for category in Category}
    letters[Category.ONE_DIMENSIONAL] = "O"
    rows = ["".join(letters[category_of(f, d)] for d in range(1, 6)) for f in range(1, 6)]
    assert rows == ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]
    with pytest.raises(ValueError, match="no Kano answers"):
        category_of(0, 3)


@pytest.mark.parametrize(
    ("counts", "category", "better", "worse"),
    [
        ({"A": 70, "O": 323, "M": 493, "I": 95, "R": 3, "Q": 15}, Category.MUST_BE, 0.40, 0.83),
        ({"A": 104, "O": 451, "M": 305, "I": 115, "R": 12, "Q": 12}, Category.ONE_DIMENSIONAL, 0.57, 0.78),
        ({"A": 638, "O": 216, "M": 29, "I": 85, "R": 7, "Q": 25}, Category.ATTRACTIVE, 0.88, 0.25),
    ],
)
def test_the_skis_of_sauerwein_fall_into_their_categories(counts, category, better, worse):
    """Sauerwein, Bailom, Matzler, Hinterhuber: How to delight your customers (1996), edge grip, turns, service."""
    found = kano_of("ski", answers(**counts))
    assert found.category is category
    assert found.better.value == pytest.approx(better, abs=0.005)
    assert found.worse.value == pytest.approx(worse, abs=0.005)
    assert found.significant
    assert not found.doubtful


def test_shares_have_wilsons_intervals_and_name_their_answers():
    found = kano_of("x", answers(A=10, O=6, M=4, I=5, R=1, Q=2))
    assert found.better.count == 25
    assert (found.better.low, found.better.high) == pytest.approx(proportion_confint(16, 25, method="wilson"))
    assert found.contradictory.value == pytest.approx(2 / 28)
    assert found.answers == tuple(range(28))
    assert found.strength == pytest.approx(4 / 28)
    assert found.second is Category.ONE_DIMENSIONAL
    assert found.doubtful
    assert sum(found.counts.values()) == pytest.approx(1)


def test_a_tie_goes_to_what_would_be_missed_most():
    found = kano_of("x", answers(A=5, M=5, O=5, I=5))
    assert (found.category, found.second) == (Category.MUST_BE, Category.ONE_DIMENSIONAL)
    assert not found.significant


def test_fongs_test_separates_a_lead_from_chance():
    """Fong 1996: |a - b| < 1.65 √((a + b)(2n - a - b) / 2n) is no difference."""
    assert lead_is_sure(0.5, 0.3, 100, 0.9)
    assert not lead_is_sure(0.42, 0.34, 100, 0.9)


def test_weights_count():
    found = kano_of("x", answers(A=2, M=3), {0: 3.0, 1: 3.0, 2: 1.0, 3: 1.0, 4: 1.0})
    assert found.category is Category.ATTRACTIVE
    assert found.counts[Category.ATTRACTIVE] == pytest.approx(6 / 9)


def test_no_answers_give_no_category():
    found = kano_of("x", {})
    assert (found.category, found.second, found.significant, found.better.value) == (None, None, False, None)
    assert not found.doubtful
    only = kano_of("x", answers(Q=3))
    assert (only.category, only.better.value, only.doubtful) == (Category.QUESTIONABLE, None, True)
