"""Due times on office hours with holidays, beside pandas' CustomBusinessHour, which knows no make-up days."""

from __future__ import annotations

import random
import sys
import time
from datetime import datetime, timedelta
from fractions import Fraction

import pandas as pd

from guicheng.domain.worktime import (
    Course,
    DayRule,
    LegalCalendar,
    Limit,
    LimitUnit,
    Opening,
    Window,
    WorkingCalendar,
    china,
    due,
    due_time,
)

COUNT, PEER_COUNT, ROUNDS = 20_000, 1_000, 3


def cases() -> list[tuple[datetime, int]]:
    """Starts inside and outside office hours, and limits in whole hours; pandas moves an end at noon to 13:30."""
    chance = random.Random(20261128)
    first = datetime.fromisoformat("2024-01-02")
    return [
        (first + timedelta(days=chance.randrange(700), minutes=30 * chance.randrange(48) + 7), chance.randint(1, 60))
        for _ in range(COUNT)
    ]


def main() -> int:
    """Print due times a second of both, and the ratio; return 1 when they differ."""
    known = china()
    legal = LegalCalendar(known.holidays, {}, known.first_year, known.last_year)
    opening = Opening(WorkingCalendar(DayRule.WORKDAYS, (Window(510, 720), Window(810, 1050)), legal))
    some = cases()
    courses = [Course(start, Limit(Fraction(hours), LimitUnit.HOUR)) for start, hours in some]
    off = [day for day in known.holidays if day.weekday() <= 4]
    days = [
        pd.offsets.CustomBusinessHour(n=hours, start=["08:30", "13:30"], end=["12:00", "17:30"], holidays=off)
        for _start, hours in some[:PEER_COUNT]
    ]
    stamps = [pd.Timestamp(start) for start, _hours in some[:PEER_COUNT]]
    mine = [due_time(course, opening) for course in courses]
    full, bare, theirs = float("inf"), float("inf"), float("inf")
    for _round in range(ROUNDS):
        started = time.perf_counter()
        for course in courses:
            due(course, opening)
        full = min(full, (time.perf_counter() - started) / COUNT)
        started = time.perf_counter()
        for course in courses:
            due_time(course, opening)
        bare = min(bare, (time.perf_counter() - started) / COUNT)
        started = time.perf_counter()
        peer = [stamp + hour for stamp, hour in zip(stamps, days, strict=True)]
        theirs = min(theirs, (time.perf_counter() - started) / PEER_COUNT)
    # pandas names the next opening where the last open minute of a window ends the limit; no open time lies between.
    same = sum(
        opening.open_before(a) == opening.open_before(b)
        for a, b in zip(mine, map(pd.Timestamp.to_pydatetime, peer), strict=False)
    )
    print(
        f"due times: {1 / bare:,.0f}/s, with the way there {1 / full:,.0f}/s; pandas {1 / theirs:,.0f}/s; "
        f"ratio {theirs / bare:.0f}x and {theirs / full:.0f}x (reach 30x); the same {same} of {PEER_COUNT}"
    )
    return int(same != PEER_COUNT)


if __name__ == "__main__":
    sys.exit(main())
