"""Two months beside one another: better, worse, or no more than noise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep

from guicheng.domain.attainment.changed import Course, Kept, difference_of

MONTH = st.integers(1, 400).flatmap(lambda counted: st.builds(Kept, st.integers(0, counted), st.just(counted)))


@pytest.mark.parametrize(
    ("before", "after", "course"),
    [
        (Kept(90, 100), Kept(75, 100), Course.WORSE),
        (Kept(75, 100), Kept(90, 100), Course.BETTER),
        (Kept(90, 100), Kept(88, 100), Course.NOISE),
        (Kept(9, 10), Kept(7, 10), Course.NOISE),
        (Kept(0, 0), Kept(9, 10), Course.UNKNOWN),
        (Kept(9, 10), Kept(0, 0), Course.UNKNOWN),
        (Kept(10, 10), Kept(10, 10), Course.NOISE),
    ],
)
def test_a_share_goes_some_way_only_where_the_interval_leaves_nothing_out(before, after, course):
    assert difference_of(before, after).course is course


def test_nothing_to_compare_has_no_difference():
    found = difference_of(Kept(0, 0), Kept(9, 10))
    assert (found.difference, found.low, found.high) == (None, None, None)


def test_many_comparisons_take_more_to_convince():
    one = difference_of(Kept(90, 100), Kept(80, 100))
    many = difference_of(Kept(90, 100), Kept(80, 100), compared=60)
    assert (one.course, many.course) == (Course.WORSE, Course.NOISE)
    assert many.low < one.low < one.high < many.high


@given(MONTH, MONTH)
def test_intervals_are_those_of_statsmodels(before, after):
    found = difference_of(before, after)
    low, high = confint_proportions_2indep(
        after.kept, after.counted, before.kept, before.counted, method="newcomb", compare="diff"
    )
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-6)


@given(MONTH, MONTH)
def test_the_other_way_round_says_the_opposite(one, other):
    there, back = difference_of(one, other), difference_of(other, one)
    assert there.difference == pytest.approx(-back.difference)
    assert there.low == pytest.approx(-back.high)
