"""Due times on office hours with holidays, beside pandas' CustomBusinessHour, which knows no make-up days."""

from __future__ import annotations

import random
import sys
import time
import warnings
from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction

import numpy as np
import pandas as pd

from guicheng.domain.worktime import (
    Course,
    DayRule,
    LegalCalendar,
    Limit,
    LimitUnit,
    MinuteTable,
    Opening,
    Window,
    WorkingCalendar,
    china,
    due,
    due_time,
)

COUNT, PEER_COUNT, ROUNDS, MANY = 20_000, 1_000, 3, 4_000_000
FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)
Answers = list[datetime | None]


def cases() -> list[tuple[datetime, int]]:
    """Starts inside and outside office hours, and limits in whole hours; pandas moves an end at noon to 13:30."""
    chance = random.Random(20261128)
    first = datetime.fromisoformat("2024-01-02")
    return [
        (first + timedelta(days=chance.randrange(700), minutes=30 * chance.randrange(48) + 7), chance.randint(1, 60))
        for _ in range(COUNT)
    ]


def least(act: Callable[[], object]) -> float:
    """Return the seconds of processor time of an act, the least of some rounds."""
    found = float("inf")
    for _round in range(ROUNDS):
        started = time.process_time()
        act()
        found = min(found, time.process_time() - started)
    return found


def opening_of_the_peer() -> tuple[Opening, list[date]]:
    """Return office hours without make-up days, and the holidays to be told to the peer."""
    known = china()
    legal = LegalCalendar(known.holidays, {}, known.first_year, known.last_year)
    opening = Opening(WorkingCalendar(DayRule.WORKDAYS, (Window(510, 720), Window(810, 1050)), legal))
    return opening, [day for day in known.holidays if day.weekday() <= 4]


def same(opening: Opening, mine: Answers, theirs: list[pd.Timestamp]) -> int:
    """Count what is the same: pandas names the next opening where the last open minute of a window ends a limit."""
    return sum(
        a is not None and opening.open_before(a) == opening.open_before(b.to_pydatetime())
        for a, b in zip(mine, theirs, strict=False)
    )


def one_by_one(opening: Opening, off: list[date], some: list[tuple[datetime, int]]) -> tuple[float, int]:
    """Print due times one by one; return the peer's seconds for each, and how many differ."""
    courses = [Course(start, Limit(Fraction(hours), LimitUnit.HOUR)) for start, hours in some]
    table = MinuteTable(opening, FIRST, LAST)
    minutes = [(table.minute(start), hours * 60) for start, hours in some]
    days = [
        pd.offsets.CustomBusinessHour(n=hours, start=["08:30", "13:30"], end=["12:00", "17:30"], holidays=off)
        for _start, hours in some[:PEER_COUNT]
    ]
    stamps = [pd.Timestamp(start) for start, _hours in some[:PEER_COUNT]]
    full = least(lambda: [due(course, opening) for course in courses[:PEER_COUNT]]) / PEER_COUNT
    bare = least(lambda: [due_time(course, opening) for course in courses]) / COUNT
    dense = least(lambda: [table.due_minute(start, limit) for start, limit in minutes]) / COUNT
    peer = least(lambda: [stamp + hour for stamp, hour in zip(stamps, days, strict=True)]) / PEER_COUNT
    theirs = [stamp + hour for stamp, hour in zip(stamps, days, strict=True)]
    equal = same(opening, [due_time(course, opening) for course in courses], theirs)
    from_table = [table.moment(table.due_minute(start, limit) or 0) for start, limit in minutes]
    agree = sum(a == due_time(course, opening) for a, course in zip(from_table, courses, strict=True))
    print(
        f"due times one by one: {1 / bare:,.0f}/s, from the minute table {1 / dense:,.0f}/s, with the way there "
        f"{1 / full:,.0f}/s; pandas {1 / peer:,.0f}/s; ratio {peer / bare:.0f}x and {peer / dense:.0f}x (reach 30x); "
        f"the same {equal} of {PEER_COUNT}, table {agree} of {COUNT}"
    )
    return peer, PEER_COUNT - equal + COUNT - agree


def at_once(opening: Opening, off: list[date], some: list[tuple[datetime, int]]) -> int:
    """Print due times of many at once, by the loop of the table and by an array library laid over it."""
    table = MinuteTable(opening, FIRST, LAST)
    before, over = np.frombuffer(table.before, np.uint32), np.frombuffer(table.over, np.uint32)
    chance = np.random.default_rng(7)
    starts = chance.integers(0, 700 * 1440, MANY, dtype=np.uint32)
    limits = chance.integers(1, 3600, MANY, dtype=np.uint32)
    few = COUNT
    loop = least(lambda: table.due_minutes(starts[:few].tolist(), limits[:few].tolist())) / few
    laid = least(lambda: over.take(before.take(starts) + limits)) / MANY
    pauses = [(starts + 10 + 700 * each, starts + 130 + 700 * each) for each in range(3)]
    paused = least(lambda: with_pauses(before, over, starts, limits, pauses)) / MANY
    stamps = pd.DatetimeIndex([start for start, _hours in some[:PEER_COUNT]])
    hour = pd.offsets.CustomBusinessHour(n=20, start=["08:30", "13:30"], end=["12:00", "17:30"], holidays=off)
    with warnings.catch_warnings():
        # pandas says itself that it goes through them one by one.
        warnings.simplefilter("ignore")
        peer = least(lambda: stamps + hour) / PEER_COUNT
        theirs = list(stamps + hour)
    mine = [
        table.moment(each) for each in over[before[[table.minute(at) for at, _h in some[:PEER_COUNT]]] + 1200].tolist()
    ]
    equal = same(opening, list(mine), theirs)
    sample = slice(0, 2_000)
    whole = list(zip(starts[sample].tolist(), limits[sample].tolist(), strict=True))
    laid_agree = with_pauses(before, over, starts[sample], limits[sample], [(a[sample], b[sample]) for a, b in pauses])
    expected = [
        table.due_minute(start, limit, [(start + 10 + 700 * n, start + 130 + 700 * n) for n in range(3)])
        for start, limit in whole
    ]
    agree = sum(a == b for a, b in zip(laid_agree.tolist(), expected, strict=True))
    print(
        f"due times at once: numpy laid over the tables {1 / laid:,.0f}/s, with three pauses {1 / paused:,.0f}/s, "
        f"plain Python {1 / loop:,.0f}/s; pandas on an index {1 / peer:,.0f}/s; "
        f"ratio {peer / laid:,.0f}x, {peer / paused:,.0f}x and {peer / loop:,.0f}x (reach 2,000x); "
        f"the same {equal} of {PEER_COUNT}, with pauses {agree} of {len(expected)}"
    )
    return PEER_COUNT - equal + len(expected) - agree


def with_pauses(before, over, starts, limits, pauses):  # type: ignore[no-untyped-def]
    """Return due minutes where each limit has the same number of pauses, in order and apart."""
    goal = before.take(starts) + limits
    for since, until in pauses:
        reached = before.take(since)
        goal += np.where(reached < goal, before.take(until) - reached, 0)
    return over.take(goal)


def main() -> int:
    """Print due times a second of both, and the ratios; return 1 when they differ."""
    opening, off = opening_of_the_peer()
    some = cases()
    _peer, wrong = one_by_one(opening, off, some)
    return int(wrong + at_once(opening, off, some) > 0)


if __name__ == "__main__":
    sys.exit(main())
