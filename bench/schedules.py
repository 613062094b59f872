"""What schedules make due in the next 48 hours, beside dateutil.rrule, for rules that began three years ago."""

from __future__ import annotations

import random
import sys
import time
from datetime import date, datetime, timedelta

from dateutil import rrule

from guicheng.domain.worktime import EveryDays, Recurrence, ScheduleRule, Slot, Weekly, occurrences

ROUNDS, COUNT = 3, 400
_DAYS = (rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU)
_BEGUN = date(2023, 11, 1)
_SINCE = datetime.fromisoformat("2026-11-28T00:00")
_HORIZON, _YEAR = timedelta(hours=48), timedelta(days=365)


def pairs() -> list[tuple[ScheduleRule, rrule.rrule]]:
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


def measured(span: timedelta) -> tuple[int, float, float, bool]:
    """Return the occurrences of a stretch, our seconds, their seconds, and whether both are the same."""
    some = pairs()
    until = _SINCE + span
    ours = [[each.begin for each in occurrences(rule, "YQ", _SINCE, until)] for rule, _theirs in some]
    theirs = [[at for at in peer.between(_SINCE, until, inc=True) if at < until] for _rule, peer in some]
    best, peers = float("inf"), float("inf")
    for _round in range(ROUNDS):
        started = time.perf_counter()
        for rule, _peer in some:
            occurrences(rule, "YQ", _SINCE, until)
        best = min(best, time.perf_counter() - started)
        started = time.perf_counter()
        for _rule, peer in some:
            peer.between(_SINCE, until, inc=True)
        peers = min(peers, time.perf_counter() - started)
    return sum(map(len, ours)), best, peers, ours == theirs


def main() -> int:
    """Print occurrences a second of both, and the ratios; return 1 when they differ."""
    whole = True
    for name, span in (("48 hours", _HORIZON), ("a year", _YEAR)):
        count, ours, theirs, same = measured(span)
        whole = whole and same
        print(
            f"schedules, {name}: {count / ours:,.0f} named occurrences/s; dateutil {count / theirs:,.0f}/s unnamed; "
            f"ratio {theirs / ours:.0f}x (reach 200x); the same: {same}"
        )
    return int(not whole)


if __name__ == "__main__":
    sys.exit(main())
