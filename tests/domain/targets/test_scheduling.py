"""Frequencies as schedules: the promise is counted anew over the days that the schedule makes."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Key, Term, terms_of
from guicheng.domain.comparison.bounds import Clockwork, Gap, Hours, Kept, Stretch, Tally, Use
from guicheng.domain.targets.scheduling import UnscheduledError, daily_window, schedule_of
from guicheng.domain.worktime import china, occurrences
from guicheng.domain.worktime.working import Working

ANCHOR = date(2026, 1, 5)
SINCE, UNTIL = datetime(2027, 1, 1), datetime(2029, 1, 1)
KEY = Key("sweep", "frequency")

PERIODS = {
    "hour": lambda at: at.replace(minute=0),
    "day": lambda at: at.date(),
    "week": lambda at: at.date() - timedelta(days=at.weekday()),
    "third_month": lambda at: (at.year, at.month, min((at.day - 1) // 10, 2)),
    "half_month": lambda at: (at.year, at.month, at.day > 15),
    "month": lambda at: (at.year, at.month),
    "quarter": lambda at: (at.year, (at.month - 1) // 3),
    "half_year": lambda at: (at.year, at.month > 6),
    "year": lambda at: at.year,
}


def scheduled(bound, since=SINCE, until=UNTIL, **working):
    rule = schedule_of(Term(KEY, bound), version="v1", anchor=ANCHOR, working=Working(**working))
    return occurrences(rule, "YQ", since, until)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([name for name in PERIODS if name != "hour"]), st.integers(1, 40))
def test_a_count_is_kept_in_every_whole_period_and_inside_its_slots(per, count):
    found = scheduled(Tally(Fraction(count), None, per))
    begun, ended = (Counter(PERIODS[per](at) for at in ats) for ats in zip(
        *((each.begin, each.end - timedelta(minutes=1)) for each in found), strict=True
    ))  # fmt: skip
    # The week over the new year of 2027 began before, and the last one of 2028 ends after what was asked about.
    whole = [period for period in begun if per != "week" or SINCE.date() <= period <= date(2028, 12, 24)]
    assert len(whole) > 1
    assert all(begun[period] >= count for period in whole), per
    if per in {"day", "week", "month", "half_month", "third_month"}:
        assert all(ended[period] >= count for period in whole), per


@given(st.integers(1, 23))
def test_a_gap_of_hours_is_kept_through_a_post_that_is_always_there(hours):
    bound = Gap(Stretch(Fraction(hours), Clockwork.CLOCK))
    found = scheduled(bound, datetime(2027, 3, 1), datetime(2027, 3, 15), begin=0, end=24 * 60)
    assert all(b.begin - a.begin <= timedelta(hours=hours) for a, b in pairwise(found))
    assert all(each.end - each.begin <= timedelta(hours=hours) for each in found)


@given(st.integers(1, 400), st.sampled_from([Clockwork.DAY, Clockwork.CLOCK]))
def test_a_gap_of_days_is_kept_from_day_to_day(days, clockwork):
    amount = days if clockwork is Clockwork.DAY else days * 24
    found = scheduled(Gap(Stretch(Fraction(amount), clockwork)))
    assert found
    assert all((b.begin.date() - a.begin.date()).days <= days for a, b in pairwise(found))


@given(st.integers(1, 30))
def test_a_gap_of_workdays_has_at_most_so_many_workdays_in_it(days):
    legal = china()
    found = scheduled(Gap(Stretch(Fraction(days), Clockwork.WORKDAY)), datetime(2026, 2, 1), datetime(2026, 12, 31))
    dates = [each.begin.date() for each in found]
    assert all(map(legal.is_workday, dates))
    for first, second in pairwise(dates):
        between = (first + timedelta(days=n) for n in range(1, (second - first).days + 1))
        assert sum(map(legal.is_workday, between)) <= days


@given(st.integers(1, 24))
def test_a_gap_of_months_comes_back_on_the_same_day(months):
    found = scheduled(Gap(Stretch(Fraction(months), Clockwork.MONTH)))
    assert {each.begin.day for each in found} == {ANCHOR.day}
    for a, b in pairwise(found):
        assert (b.begin.year - a.begin.year) * 12 + b.begin.month - a.begin.month == months


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["2 hour", "8 hour", "36 hour", "3 day", "2 week", "2 month", "2 year", "90 minute"]),
    st.integers(1, 5),
)
def test_periods_that_are_counted_come_round(per, count):
    amount, unit = per.split()
    longest = (
        int(amount)
        * {"minute": 1, "hour": 60, "day": 1440, "week": 10080, "month": 31 * 1440, "year": 366 * 1440}[unit]
    )
    found = scheduled(Tally(Fraction(count), None, per), begin=0, end=24 * 60)
    for first, last in zip(found, found[count:], strict=False):
        assert last.begin - first.begin <= timedelta(minutes=longest)


def test_each_shift_has_its_round_and_the_night_belongs_to_the_evening():
    found = scheduled(Tally(Fraction(1), None, "shift"), datetime(2027, 3, 1), datetime(2027, 3, 2))
    assert [each.begin.hour for each in found] == [0, 8, 16]


def test_workdays_leave_the_holiday_out():
    found = scheduled(Tally(Fraction(1), None, "workday"), datetime(2026, 10, 1), datetime(2026, 10, 9))
    assert [each.begin.day for each in found] == [8]


def test_so_often_an_hour_is_so_often_in_each_hour_of_the_post():
    found = scheduled(Tally(Fraction(2), None, "hour"), datetime(2027, 3, 1), datetime(2027, 3, 2))
    assert Counter(each.begin.hour for each in found) == dict.fromkeys(range(8, 18), 2)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("保洁员清扫大堂地面每日不少于2次。", 2),
        ("秩序维护员夜间每2小时巡逻一次。", 5),
        ("生活水箱每半年清洗消毒不少于1次。", 0),
    ],
)
def test_sentences_become_what_is_due_on_a_day(text, count):
    (term,) = (each for each in terms_of(read(text)) if each.key.attribute == "frequency")
    rule = schedule_of(term, version="v", anchor=ANCHOR)
    assert len(occurrences(rule, "YQ", datetime(2026, 3, 3), datetime(2026, 3, 4))) == count


@pytest.mark.parametrize(
    "bound",
    [
        Tally(None, Fraction(2), "day"),
        Tally(Fraction(1), None, "moon"),
        Kept(Stretch(Fraction(1), Clockwork.DAY)),
        Gap(Stretch(Fraction(0), Clockwork.CLOCK)),
    ],
)
def test_what_cannot_be_scheduled_says_why(bound):
    with pytest.raises(UnscheduledError) as refused:
        scheduled(bound)
    assert refused.value.message.render()


def week_of(*windows):
    """Bits of a week from windows of each day, minute by minute."""
    minutes = 0
    for day in range(7):
        for begin, end in windows:
            for minute in range(begin, end):
                minutes |= 1 << (day * 1440 + minute) % 10080
    return Hours(minutes, Use.SERVICE)


@pytest.mark.parametrize("window", [(0, 1440), (480, 1080), (1320, 1800), (0, 60), (1380, 1440), (1439, 2878)])
def test_hours_that_are_the_same_each_day_are_a_stretch_of_it(window):
    assert daily_window(week_of(window)) == window


def test_hours_in_two_pieces_or_of_some_days_are_no_stretch():
    assert daily_window(week_of((480, 720), (810, 1050))) is None
    assert daily_window(week_of((0, 60), (480, 720), (1380, 1440))) is None
    assert daily_window(Hours(1, Use.SERVICE)) is None
    assert daily_window(Hours(0, Use.SERVICE)) is None
