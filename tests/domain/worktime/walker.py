"""Somebody who walks through the minutes of a calendar one by one, and courses made by chance."""

from __future__ import annotations

from datetime import datetime, timedelta

import chinese_calendar

from guicheng.domain.worktime import DayRule, Opening, Window, WorkingCalendar

MINUTE = timedelta(minutes=1)
FIRST = datetime(2025, 9, 1)


def walked(start, minutes, open_minutes, pauses):
    """The end of the last of so many open minutes, none of them paused; None when a pause without end comes first."""
    now, left = start, minutes
    while left:
        if any(since <= now and until is None for since, until in pauses):
            return None
        paused = any(since <= now < until for since, until in pauses if until is not None)
        if not paused and now in open_minutes:
            left -= 1
        now += MINUTE
    return now


def open_minutes_of(days, windows):
    """All open minutes of seven months, told by the calendar of another package."""
    found = set()
    for offset in range(-2, 210):
        midnight = FIRST + timedelta(days=offset)
        if days == "workdays":
            opened = chinese_calendar.is_workday(midnight.date())
        else:
            opened = days == "every_day" or midnight.weekday() in days
        if opened:
            found.update(midnight + minute * MINUTE for begin, end in windows for minute in range(begin, end))
    return found


def some_calendar(random):
    days = random.choice(["workdays", "every_day", frozenset(random.sample(range(7), random.randint(1, 5)))])
    begins = [random.randrange(0, 1440, 30) for _ in range(random.randint(1, 3))]
    windows = [(begin, begin + random.randrange(30, 721, 30)) for begin in begins]
    rule = days if isinstance(days, frozenset) else DayRule(days)
    calendar = WorkingCalendar(rule, tuple(Window(*each) for each in windows))
    return Opening(calendar), open_minutes_of(days, windows)


def some_pauses(random, start):
    for _ in range(random.choice([0, 0, 1, 2, 3])):
        since = start + random.randint(-300, 3000) * MINUTE
        yield since, None if random.random() < 0.1 else since + random.randint(0, 2000) * MINUTE
