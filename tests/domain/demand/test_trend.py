"""Months without a gap, a change only where it is none of chance, and no cell that points at a person."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guicheng.domain.demand.trend import (
    FEWEST,
    Change,
    change_between,
    guarded,
    months_until,
    points_of,
    season_of,
    trend_of,
)


def test_months_have_no_gap_and_days_outside_do_not_count():
    days = [date(2026, 11, 2), date(2026, 11, 30), date(2026, 9, 1), date(2025, 11, 5), date(2026, 12, 1)]
    found = trend_of(days, until=date(2026, 11, 23), months=3)
    assert found.months == (date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1))
    assert found.counts == (1, 0, 2)
    assert found.total == 3


def test_months_reach_over_the_turn_of_the_year():
    assert months_until(date(2026, 1, 31), 3) == (date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("day", "season"),
    [
        (date(2025, 12, 1), (2026, "winter")),
        (date(2026, 2, 28), (2026, "winter")),
        (date(2026, 3, 1), (2026, "spring")),
        (date(2026, 8, 31), (2026, "summer")),
        (date(2026, 11, 30), (2026, "autumn")),
    ],
)
def test_a_winter_belongs_to_the_year_in_which_it_ends(day, season):
    assert season_of(day) == season


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        (0, 0, Change.CANNOT_TELL),
        (0, 5, Change.CANNOT_TELL),
        (0, 6, Change.MORE),
        (6, 0, Change.FEWER),
        (10, 20, Change.CANNOT_TELL),
        (10, 24, Change.MORE),
        (100, 70, Change.FEWER),
        (100, 90, Change.CANNOT_TELL),
        (7, 7, Change.CANNOT_TELL),
    ],
)
def test_a_change_is_told_where_chance_hardly_makes_it(before, now, change):
    assert change_between(before, now) is change


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_change_turned_round_is_the_other_change(before, now):
    turned = {Change.MORE: Change.FEWER, Change.FEWER: Change.MORE, Change.CANNOT_TELL: Change.CANNOT_TELL}
    assert change_between(now, before) is turned[change_between(before, now)]


def test_small_cells_are_hidden_and_nothing_is_not_small():
    assert guarded({"a": 0, "b": 2, "c": 3, "d": 9}) == {"a": 0, "b": None, "c": None, "d": 9}


def test_a_single_hidden_cell_takes_another_with_it():
    assert guarded({"a": 2, "b": 9, "c": 7}) == {"a": None, "b": 9, "c": None}
    assert guarded({"a": 5, "b": 9}) == {"a": 5, "b": 9}


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 12), min_size=2))
def test_no_small_cell_can_be_worked_out_from_the_total(counts):
    told = guarded(counts)
    assert all(told[name] in {None, count} for name, count in counts.items())
    assert all(count >= FEWEST or count == 0 for count in told.values() if count is not None)
    hidden = [counts[name] for name, count in told.items() if count is None]
    assert not hidden or len(hidden) > 1 or all(count == 0 for name, count in counts.items() if told[name] is not None)


@pytest.mark.parametrize("counts", [[0], [3], [0, 0, 0]])
def test_a_line_is_drawn_through_any_counts(counts):
    assert len(points_of(counts, width=30, height=10).split()) == len(counts)
