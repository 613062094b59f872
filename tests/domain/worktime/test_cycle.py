"""Openings of slots without names, beside dateutil and beside the occurrences that bear names."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta
from random import Random

import pytest
from dateutil import rrule

from guicheng.domain.worktime import (
    Cycle,
    DayKind,
    DayOfMonth,
    EveryDays,
    Monthly,
    Recurrence,
    ScheduleRule,
    Slot,
    Weekly,
    begin_minutes,
    every,
    minute_number,
    occurrences,
)

#: ``RULES=100000`` compares a hundred thousand rules.
RULES = int(os.environ.get("RULES", "1600"))
DAYS = (rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU)
SINCE = datetime(2026, 3, 1)


def some_rule(random):
    """A rule of ours, and the same one of dateutil."""
    begun = date(2024, 1, 1) + timedelta(days=random.randrange(700))
    hours = sorted(random.sample(range(24), random.randint(1, 6)))
    step = random.randint(1, 6)
    last = None if random.random() < 0.7 else begun + timedelta(days=random.randint(0, 900))
    if random.random() < 0.5:
        beat, theirs = EveryDays(step, begun), {"freq": rrule.DAILY, "dtstart": begun}
    else:
        weekdays = sorted(random.sample(range(7), random.randint(1, 7)))
        monday = begun - timedelta(days=begun.weekday())
        beat = Weekly(frozenset(weekdays), step, begun)
        theirs = {"freq": rrule.WEEKLY, "dtstart": monday, "byweekday": [DAYS[day] for day in weekdays]}
    first = theirs["dtstart"]
    slots = tuple(Slot(hour * 60, 30) for hour in hours)
    midnight = datetime.min.time()
    theirs = theirs | {"dtstart": datetime.combine(first, midnight), "interval": step, "byhour": hours}
    until = None if last is None else datetime.combine(last, datetime.max.time()).replace(microsecond=0)
    ours = ScheduleRule("r", Recurrence(beat, first=first, last=last), slots)
    return ours, rrule.rrule(byminute=0, bysecond=0, until=until, **theirs)


@pytest.mark.parametrize("block", range(8))
def test_openings_are_those_of_dateutil(block):
    for number in range(RULES // 8):
        random = Random(block * RULES + number)  # noqa: S311 - chance that can be repeated
        ours, theirs = some_rule(random)
        since = datetime(2025, 1, 1) + timedelta(hours=random.randrange(9000))
        until = since + timedelta(hours=random.choice([0, 1, 24, 48, random.randrange(4000)]))
        expected = [minute_number(at) for at in theirs.between(since, until, inc=True) if at < until]
        assert begin_minutes(ours, since, until) == expected, (block, number)
        cycle, edges = Cycle.of(ours), (minute_number(since), minute_number(until))
        assert cycle.begins(*edges) == expected, (block, number)
        first, last = cycle.places(*edges)
        assert last - first == len(expected)


NIGHT = every(22 * 60, 30 * 60, 120)


@pytest.mark.parametrize(
    "recurrence",
    [
        Recurrence(EveryDays(3, date(2026, 1, 1))),
        Recurrence(Weekly(frozenset({5, 6}))),
        Recurrence(EveryDays(1, date(2026, 1, 1)), first=date(2026, 3, 3)),
        Recurrence(EveryDays(1, date(2026, 1, 1)), last=date(2026, 3, 3)),
        Recurrence(EveryDays(1, date(2026, 1, 1)), DayKind.WORKDAYS),
        Recurrence(EveryDays(1, date(2026, 1, 1)), left_out=frozenset({date(2026, 3, 3)})),
        Recurrence(Monthly((DayOfMonth(1), DayOfMonth(-1)))),
    ],
)
@pytest.mark.parametrize("slots", [NIGHT, (Slot(480, 60), Slot(60, 30))])
@pytest.mark.parametrize("hours", [0, 5, 48, 2000])
def test_openings_are_the_occurrences_without_their_names(recurrence, slots, hours):
    rule, until = ScheduleRule("r", recurrence, slots), SINCE + timedelta(hours=hours)
    expected = [minute_number(each.begin) for each in occurrences(rule, "YQ", SINCE, until)]
    assert begin_minutes(rule, SINCE, until) == expected
    cycle = Cycle.of(rule)
    if cycle:
        assert cycle.begins(minute_number(SINCE), minute_number(until)) == expected


@pytest.mark.parametrize("change", [{"kind": DayKind.WORKDAYS}, {"added": frozenset({date(2026, 3, 3)})}])
def test_what_does_not_repeat_has_no_cycle(change):
    assert Cycle.of(ScheduleRule("r", Recurrence(EveryDays(1, date(2026, 1, 1)), **change), NIGHT)) is None


def test_months_and_bounded_nights_have_no_cycle():
    assert Cycle.of(ScheduleRule("r", Recurrence(Monthly((DayOfMonth(1),))), (Slot(480, 60),))) is None
    bounded = Recurrence(EveryDays(1, date(2026, 1, 1)), first=date(2026, 3, 3))
    assert Cycle.of(ScheduleRule("r", bounded, NIGHT)) is None
    assert Cycle.of(ScheduleRule("r", bounded, (Slot(480, 60),))) is not None


def test_a_minute_that_has_begun_is_over():
    assert minute_number(datetime(1, 1, 1)) == 1440
    assert minute_number(datetime(1, 1, 1, 0, 0, 1)) == minute_number(datetime(1, 1, 1, 0, 0, 0, 5)) == 1441


def test_months_before_their_begin_have_no_days():
    assert begin_minutes(
        ScheduleRule("r", Recurrence(Monthly((DayOfMonth(1),)), first=date(2027, 1, 1)), NIGHT),
        SINCE, SINCE + timedelta(days=9),
    ) == []  # fmt: skip
