"""Bounds of every kind beside one another."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from guicheng.domain.comparison.bounds import (
    WEEK,
    Act,
    Clockwork,
    Gap,
    Hours,
    Kept,
    Limit,
    Notice,
    Polarity,
    Range,
    Rank,
    Stretch,
    Tally,
    Use,
)
from guicheng.domain.comparison.facts import UNKNOWN, Facts
from guicheng.domain.comparison.periods import fewest_inside, hours, longest_two
from guicheng.domain.comparison.relating import relate
from guicheng.domain.comparison.stretches import Sense, at_most, band, month_days, workday_days

HOLIDAYS = Facts(
    holidays=frozenset(date(2025, 10, day) for day in range(1, 9)),
    makeup=frozenset({date(2025, 9, 28), date(2025, 10, 11)}),
)


def clock(amount):
    return Stretch(Fraction(amount), Clockwork.CLOCK)


def days(amount):
    return Stretch(Fraction(amount), Clockwork.DAY)


def workdays(amount):
    return Stretch(Fraction(amount), Clockwork.WORKDAY)


def months(amount):
    return Stretch(Fraction(amount), Clockwork.MONTH)


def tally(low, per, high=None):
    return Tally(None if low is None else Fraction(low), None if high is None else Fraction(high), per)


def stands(a, b, facts=UNKNOWN):
    found, turned = relate(a, b, facts), relate(b, a, facts)
    assert (found.forward, found.back, found.apart) == (turned.back, turned.forward, turned.apart)
    assert (found.missing is None) == (None not in {found.forward, found.back})
    return found.forward, found.back, found.apart


EARLY, LATE = Hours((1 << 600) - 1, Use.SERVICE), Hours((1 << 700) - (1 << 600), Use.SERVICE)
ALWAYS = Hours((1 << WEEK) - 1, Use.SERVICE)
UNSAID = Hours(1, Use.UNKNOWN)


@pytest.mark.parametrize(
    ("a", "b", "stand"),
    [
        (Limit(clock(1)), Limit(clock(1), open=True), (False, True, False)),
        (Limit(clock(24)), Limit(days(1)), (True, False, False)),
        (Limit(clock(36)), Limit(days(1)), (None, None, False)),
        (Limit(days(20)), Limit(months(1)), (True, False, False)),
        (Limit(days(30)), Limit(months(1)), (None, None, False)),
        (Limit(days(2), earliest=days(1)), Limit(days(3)), (True, False, False)),
        (Limit(days(3), earliest=days(1)), Limit(days(3), earliest=days(2)), (False, True, False)),
        (Limit(days(0)), Limit(days(1), earliest=days(1)), (False, False, True)),
        (Limit(clock(40), earliest=clock(36)), Limit(days(4), earliest=days(1)), (None, False, False)),
        (Limit(clock(36), earliest=clock(36)), Limit(days(1), earliest=days(1)), (None, None, False)),
        (Limit(clock(48), earliest=clock(48)), Limit(days(3), earliest=days(1)), (True, False, False)),
        (Notice(days(3)), Notice(clock(24)), (True, False, False)),
        (Notice(days(1)), Notice(clock(24)), (None, None, False)),
        (Kept(months(1)), Kept(days(28)), (True, False, False)),
        (Kept(months(1)), Kept(days(30)), (None, None, False)),
        (Kept(most=days(30)), Kept(most=days(60)), (True, False, False)),
        (Kept(most=days(30)), Kept(most=months(1)), (None, None, False)),
        (Kept(most=days(30)), Kept(days(90)), (False, False, True)),
        (Kept(days(30), days(60)), Kept(days(20)), (True, False, False)),
        (Range(Fraction(3), None, unit="人"), Range(Fraction(3), None, unit="m"), (None, None, None)),
        (Range(Fraction(3), None), Notice(days(3)), (None, None, None)),
        (Rank(1, "级"), Rank(1, "星"), (None, None, None)),
        (Hours(1, Use.UNKNOWN), Hours(2, Use.SERVICE), (None, None, None)),
        (EARLY, LATE, (False, False, False)),
        (Hours(3, Use.SERVICE), Hours(1, Use.BAN), (False, False, True)),
        (Hours(3, Use.PERMISSION), Hours(1, Use.BAN), (False, False, False)),
        (Hours(2, Use.PERMISSION), Hours(1, Use.BAN), (True, False, False)),
        (ALWAYS, Range(Fraction(16), None, unit="hour", per="day"), (True, False, False)),
        (ALWAYS, Range(Fraction(24), None, unit="hour", per="day"), (True, True, False)),
        (ALWAYS, Range(None, Fraction(16), unit="hour", per="day"), (False, False, True)),
        (EARLY, Range(Fraction(8), None, unit="hour", per="day"), (False, False, False)),
        (ALWAYS, Range(Fraction(16), None, unit="hour", per="week"), (None, None, None)),
        (UNSAID, Range(Fraction(16), None, unit="hour", per="day"), (None, None, None)),
        (Act(Polarity.MUST), Act(Polarity.NEED_NOT), (False, False, True)),
        (Act(Polarity.MUST_NOT), Act(Polarity.NEED_NOT), (False, False, False)),
        (Act(Polarity.MUST_NOT), Act(Polarity.MAY), (False, False, True)),
        (Act(Polarity.MUST), Act(Polarity.MAY), (False, False, False)),
        (tally(None, "day", 3), tally(None, "day", 5), (True, False, False)),
        (tally(None, "day", 1), tally(None, "week", 7), (None, None, False)),
        (tally(6, "day"), tally(None, "day", 5), (False, False, True)),
        (tally(1, "shift"), tally(2, "day"), (None, None, False)),
        (tally(1, "day"), tally(1, "workday"), (True, None, False)),
        (Gap(clock(2)), tally(None, "day", 5), (False, False, False)),
        (Gap(clock(2)), tally(12, "day"), (True, False, False)),
        (Gap(workdays(3)), tally(1, "week"), (None, None, False)),
        (Gap(days(30)), tally(1, "month"), (None, False, False)),
        (Gap(days(3)), tally(11, "month"), (False, False, False)),
        (Gap(months(12)), tally(1, "year"), (True, False, False)),
        (Gap(months(24)), tally(1, "year"), (False, True, False)),
        (Gap(days(731)), tally(1, "year"), (False, True, False)),
        (Gap(days(62)), tally(1, "month"), (False, True, False)),
        (Gap(months(1)), tally(2, "week"), (False, True, False)),
        (Gap(months(1)), tally(1, "half_month"), (False, None, False)),
        (Gap(days(2)), Gap(clock(48)), (True, True, False)),
    ],
)
def test_bounds_stand_as_their_courses_of_events_do(a, b, stand):
    assert stands(a, b) == stand


def test_a_person_says_what_hours_stand_for():
    said = Facts(window_use="permission")
    assert stands(Hours(1, Use.UNKNOWN), Hours(3, Use.UNKNOWN), said) == (True, False, False)
    assert stands(Hours(1, Use.SERVICE), Hours(1, Use.BAN), said) == (False, False, True)
    assert stands(Hours(3, Use.SERVICE), Hours(1, Use.BAN), said) == (False, False, False)


def test_the_roster_counts_shifts():
    assert stands(tally(1, "shift"), tally(2, "day"), Facts(shifts_per_day=2)) == (True, False, False)


@pytest.mark.parametrize(
    ("stretch", "sense", "in_hours", "ends"),
    [
        (clock(5), Sense.LIMIT, True, (5, 5)),
        (days(2), Sense.LIMIT, False, (2, 2)),
        (days(2), Sense.LIMIT, True, (48, 72)),
        (days(2), Sense.SPAN, True, (48, 48)),
        (days(2), Sense.NOTICE, True, (24, 72)),
        (days(0), Sense.NOTICE, True, (0, 24)),
        (months(1), Sense.LIMIT, False, (28, 31)),
        (months(Fraction(1, 2)), Sense.LIMIT, False, (13, 16)),
        (workdays(3), Sense.LIMIT, False, (3, 13)),
    ],
)
def test_a_stretch_reaches_so_far(stretch, sense, in_hours, ends):
    assert band(stretch, sense, UNKNOWN, hours=in_hours) == ends


def test_a_month_and_a_half_has_half_a_month_more():
    assert month_days(Fraction(3, 2)) == (41, 47)


def test_workdays_follow_the_calendar_that_is_known():
    assert workday_days(0, UNKNOWN) == (0, 0)
    assert workday_days(1, HOLIDAYS) == (1, 9)
    assert workday_days(0, HOLIDAYS) == (0, 0)
    assert workday_days(500, HOLIDAYS) == workday_days(500, UNKNOWN)
    assert at_most(days(1), workdays(1), Sense.LIMIT, HOLIDAYS) is True


@pytest.mark.parametrize(
    ("inner", "outer", "count"),
    [
        ("day", "day", 1),
        ("day", "week", 7),
        ("day", "month", 28),
        ("week", "month", 3),
        ("week", "year", 51),
        ("half_month", "month", 2),
        ("third_month", "month", 3),
        ("third_month", "quarter", 9),
        ("third_month", "half_month", 1),
        ("half_month", "third_month", 0),
        ("day", "third_month", 8),
        ("week", "third_month", 0),
        ("10 day", "month", 1),
        ("month", "quarter", 3),
        ("year", "month", 0),
        ("hour", "shift", None),
        ("hour", "day", 24),
        ("month", "week", 0),
        ("2 hour", "day", 12),
        ("day", "workday", 1),
        ("workday", "week", None),
    ],
)
def test_so_many_periods_lie_in_every_other(inner, outer, count):
    assert fewest_inside(inner, outer, UNKNOWN) == count


def test_two_periods_in_a_row_are_no_longer_than_the_calendar_has_them():
    assert hours("2 shift", UNKNOWN) is None
    assert longest_two("year", UNKNOWN) == 731 * 24
    assert longest_two("week", UNKNOWN) == 14 * 24
    assert longest_two("third_month", UNKNOWN) == 21 * 24
    assert longest_two("workday", UNKNOWN) is None
