"""What schedules make due, beside dateutil.rrule, for rules that began three years ago."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from dateutil import rrule

from guicheng.domain.worktime import (
    Cycle,
    EveryDays,
    Recurrence,
    ScheduleRule,
    Slot,
    Weekly,
    minute_number,
    occurrences,
)

ROUNDS, COUNT = 3, 400
_DAYS = (rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU)
_BEGUN = date(2023, 11, 1)
_SINCE = datetime.fromisoformat("2026-11-28T00:00")
_HORIZON, _YEAR = timedelta(hours=48), timedelta(days=365)
Pairs = list[tuple[ScheduleRule, rrule.rrule]]


def pairs() -> Pairs:
    """Return rules of ours and the same ones of dateutil."""
    chance = random.Random(7)
    found = []
    for number in range(COUNT):
        hours = sorted(chance.sample(range(24), chance.randint(1, 12)))
        slots = tuple(Slot(hour * 60, 60) for hour in hours)
        begin = datetime.combine(_BEGUN, datetime.min.time())
        if number % 2:
            step = chance.randint(1, 5)
            ours, theirs = EveryDays(step, _BEGUN), {"freq": rrule.DAILY, "interval": step}
        else:
            days = sorted(chance.sample(range(7), chance.randint(1, 5)))
            ours, theirs = Weekly(frozenset(days)), {"freq": rrule.WEEKLY, "byweekday": [_DAYS[day] for day in days]}
        rule = ScheduleRule(f"r{number}", Recurrence(ours), slots)
        found.append((rule, rrule.rrule(dtstart=begin, byhour=hours, byminute=0, bysecond=0, **theirs)))
    return found


def least(act: Callable[[], object]) -> float:
    """Return the seconds of processor time of an act, the least of some rounds."""
    found = float("inf")
    for _round in range(ROUNDS):
        started = time.process_time()
        act()
        found = min(found, time.process_time() - started)
    return found


def laid_over(cycle: Cycle, turn: Any, since: int, until: int) -> Any:
    """Return the minutes at which slots open, by an array library: each repetition with each minute of it."""
    first, last = cycle.places(since, until)
    width, period = len(turn), cycle.period
    begin, end = first // width, -(-last // width)
    found = np.add.outer(np.arange(begin * period, end * period, period), turn).ravel()
    return found[first - begin * width : last - begin * width]


def measured(some: Pairs, span: timedelta) -> tuple[str, bool]:
    """Return figures of a stretch as a sentence, and whether all answers are the same."""
    until = _SINCE + span
    theirs = [[at for at in peer.between(_SINCE, until, inc=True) if at < until] for _rule, peer in some]
    edges = minute_number(_SINCE), minute_number(until)
    cycles = [cycle for rule, _peer in some if (cycle := Cycle.of(rule))]
    turns = [np.asarray(cycle.turn) for cycle in cycles]
    whole = all(
        [each.begin for each in occurrences(rule, "YQ", _SINCE, until)] == there
        and cycle.begins(*edges) == laid_over(cycle, turn, *edges).tolist() == [minute_number(at) for at in there]
        for (rule, _peer), cycle, turn, there in zip(some, cycles, turns, theirs, strict=True)
    )
    peers = least(lambda: [peer.between(_SINCE, until, inc=True) for _rule, peer in some])
    count, ways = sum(map(len, theirs)), []
    plain = least(lambda: [cycle.begins(*edges) for cycle in cycles])
    laid = least(lambda: [laid_over(cycle, turn, *edges) for cycle, turn in zip(cycles, turns, strict=True)])
    for name, seconds in (("plain Python", plain), ("numpy", laid)):
        ways.append(f"{name} {count / seconds:,.0f}/s, {peers / seconds:.0f}x")
    named = least(lambda: [occurrences(rule, "YQ", _SINCE, until) for rule, _peer in some])
    ways.append(f"each with its name {count / named:,.0f}/s, {peers / named:.0f}x")
    return f"{'; '.join(ways)}; dateutil {count / peers:,.0f}/s (reach 200x); the same: {whole}", whole


def main() -> int:
    """Print occurrences a second of both, and the ratios; return 1 when they differ."""
    whole, some = True, pairs()
    for name, span in (("48 hours", _HORIZON), ("a year", _YEAR)):
        told, same = measured(some, span)
        whole = whole and same
        print(f"schedules, {name}: {told}")
    return int(not whole)


if __name__ == "__main__":
    sys.exit(main())
