"""Due times beside somebody who walks through the minutes one by one, and holidays beside two other calendars."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random

import chinese_calendar
import holidays
import pytest
from tests.domain.worktime.walker import FIRST, MINUTE, some_calendar, some_pauses, walked

from guicheng.domain.worktime import (
    Change,
    Course,
    DayRule,
    Limit,
    LimitUnit,
    Opening,
    Pause,
    Window,
    WorkingCalendar,
    china,
    due,
)

CASES = 4_000


@pytest.mark.parametrize("seed", range(40))
def test_minutes_are_over_when_a_walker_says_so(seed):
    random = Random(seed)  # noqa: S311 - chance that can be repeated
    opening, minutes = some_calendar(random)
    for _ in range(CASES // 40):
        start = FIRST + random.randrange(60 * 24 * 120) * MINUTE
        length, pauses = random.randint(1, 1500), list(some_pauses(random, start))
        changes, begin = (), start
        if random.random() < 0.3:
            decided = start + random.randint(0, 600) * MINUTE
            from_change = random.random() < 0.5
            changes = (Change(decided, Limit(Fraction(length), LimitUnit.MINUTE), from_change),)
            begin = decided if from_change else start
        first = Limit(Fraction(7 if changes else length), LimitUnit.MINUTE)
        course = Course(start, first, tuple(Pause(*each) for each in pauses), changes)
        result = due(course, opening)
        assert result.at == walked(begin, length, minutes, pauses)
        assert all(a.until == b.since for a, b in zip(result.segments, result.segments[1:], strict=False))


def ended(begin, count, counts, pauses, day_end_hour):
    """The end of the last of so many days that count and end while the clock runs, day by day."""
    day, left = begin.replace(hour=0, minute=0), count
    end = day + timedelta(hours=day_end_hour)
    while left:
        day += timedelta(days=1)
        end = day + timedelta(hours=day_end_hour)
        if not counts(day.date()):
            continue
        if any(since <= end and (until is None or end < until) for since, until in pauses):
            if any(since <= end and until is None for since, until in pauses):
                return None
            continue
        left -= 1
    return end


@pytest.mark.parametrize("seed", range(20))
def test_days_are_over_when_a_walker_says_so(seed):
    random = Random(seed)  # noqa: S311 - chance that can be repeated
    opening = Opening(WorkingCalendar(DayRule.EVERY_DAY, (Window(0, 1440),)))
    for _ in range(100):
        start = FIRST + random.randrange(60 * 24 * 90) * MINUTE
        unit = random.choice([LimitUnit.DAY, LimitUnit.WORKDAY])
        counts = chinese_calendar.is_workday if unit is LimitUnit.WORKDAY else bool
        length, pauses = random.randint(1, 20), list(some_pauses(random, start))
        pauses = [each for each in pauses if each[1] is None or each[1] > max(start, each[0])]
        course = Course(start, Limit(Fraction(length), unit), tuple(Pause(*each) for each in pauses))
        assert due(course, opening).at == ended(start, length, counts, pauses, 24)


def test_workdays_are_those_of_another_calendar():
    legal, day = china(), date(2019, 1, 1)
    while day.year <= legal.last_year:
        assert legal.is_workday(day) is chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_holidays_are_those_of_another_package():
    legal = china()
    theirs = holidays.country_holidays("CN", years=range(2019, legal.last_year + 1))
    # The other package lists weekdays off; weekends inside a holiday need no mention there.
    weekdays = {day for day in legal.holidays if day.weekday() < 5 and day.year >= 2019}
    assert weekdays <= set(theirs)
    assert {day for day in theirs if not legal.is_workday(day)} == set(theirs)


def test_make_up_days_are_weekends_and_no_holidays():
    legal = china()
    assert all(day.weekday() >= 5 and day not in legal.holidays for day in legal.made_up)
    assert (legal.first_year, legal.last_year) == (2019, 2026)
    assert len([day for day in legal.made_up if day.year >= 2024]) == 19
