"""Days of rules, beside dateutil where it knows the beat and beside a walk over all days where it does not."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import pytest
from dateutil import rrule
from hypothesis import given
from hypothesis import strategies as st

from guicheng.domain.values import GuichengError
from guicheng.domain.worktime.legal import china
from guicheng.domain.worktime.recurrence import DayKind, Otherwise, Recurrence, RecurrenceError, Season
from guicheng.domain.worktime.rhythm import DayOfMonth, EveryDays, Monthly, RhythmError, WeekdayOfMonth, Weekly

DAY = timedelta(days=1)
DAYS = (rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU)
SEEDS = range(1_000)


def walked(since, until):
    while since <= until:
        yield since
        since += DAY


def a_day(chance, first=2019, last=2026):
    return date(first, 1, 1) + timedelta(days=chance.randrange((last - first + 1) * 365))


def on_one_day(chance):
    number = chance.choice([*range(1, 29), -1])
    return DayOfMonth(number), {"bymonthday": number}


def on_a_weekday(chance):
    nth, weekday = chance.choice([1, 2, 3, 4, -1, -2, -3, -4]), chance.randrange(7)
    return WeekdayOfMonth(nth, weekday), {"byweekday": DAYS[weekday](nth)}


def beat(chance):
    """A beat of ours and the arguments of the same one of dateutil, which counts from a first day."""
    anchor = a_day(chance, 2015, 2018)
    step = chance.randint(1, 12)
    match chance.randrange(3):
        case 0:
            return EveryDays(step, anchor), {"freq": rrule.DAILY, "interval": step, "dtstart": anchor}
        case 1:
            weekdays = frozenset(chance.sample(range(7), chance.randint(1, 7)))
            monday = anchor - anchor.weekday() * DAY
            theirs = {"byweekday": [DAYS[day] for day in sorted(weekdays)], "wkst": rrule.MO}
            return Weekly(weekdays, step, anchor), {"freq": rrule.WEEKLY, "interval": step, "dtstart": monday, **theirs}
        case _:
            on, theirs = chance.choice([on_one_day, on_a_weekday])(chance)
            first = anchor.replace(day=1)
            return Monthly((on,), step, anchor), {"freq": rrule.MONTHLY, "interval": step, "dtstart": first, **theirs}


def theirs_between(arguments, since, until):
    arguments = {**arguments, "dtstart": datetime.combine(arguments["dtstart"], datetime.min.time())}
    midnight = datetime.min.time()
    found = rrule.rrule(**arguments).between(
        datetime.combine(since, midnight), datetime.combine(until, midnight), inc=True
    )
    return [moment.date() for moment in found]


@pytest.mark.parametrize("block", range(4))
def test_beats_are_those_of_dateutil(block):
    for seed in SEEDS:
        chance = random.Random(block * len(SEEDS) + seed)  # noqa: S311
        ours, arguments = beat(chance)
        since = a_day(chance)
        until = since + chance.randint(0, 200) * DAY
        assert list(ours.days(since, until)) == theirs_between(arguments, since, until), (block, seed)


def a_rule(chance):
    ours, _arguments = beat(chance)
    first = a_day(chance, 2019, 2022)
    season = Season((chance.randint(1, 12), chance.randint(1, 28)), (chance.randint(1, 12), chance.randint(1, 28)))
    return Recurrence(
        rhythm=ours,
        kind=chance.choice(list(DayKind)),
        otherwise=chance.choice(list(Otherwise)),
        seasons=chance.choice([(), (season,)]),
        left_out=frozenset(a_day(chance) for _ in range(chance.randrange(40))),
        added=frozenset(a_day(chance) for _ in range(chance.randrange(4))),
        first=chance.choice([date.min, first]),
        last=chance.choice([None, first + chance.randint(0, 1500) * DAY]),
    )


def fits(rule, day):
    legal = china()
    off = day in legal.holidays or (day.weekday() > 4 and day not in legal.made_up)
    return {DayKind.EVERY_DAY: True, DayKind.WORKDAYS: not off, DayKind.RESTDAYS: off}[rule.kind]


def goes_to(rule, day):
    if fits(rule, day):
        return day
    if rule.otherwise is Otherwise.LEFT_OUT:
        return None
    step = DAY if rule.otherwise is Otherwise.NEXT else -DAY
    for _ in range(30):
        day += step
        if fits(rule, day):
            return day
    return None


def in_season(rule, day):
    for season in rule.seasons:
        (first_month, first_day), (last_month, last_day) = season.begin, season.end
        begin, end = first_month * 100 + first_day, last_month * 100 + last_day
        at = day.month * 100 + day.day
        if (begin <= at <= end) if begin <= end else not end < at < begin:
            return True
    return not rule.seasons


def by_walking(rule, since, until):
    planned = {goes_to(rule, day) for day in rule.rhythm.days(since - 60 * DAY, until + 60 * DAY)}
    return [
        day
        for day in walked(since, until)
        if rule.first <= day <= (rule.last or day)
        and (day in rule.added or (day in planned and day not in rule.left_out and in_season(rule, day)))
    ]


@pytest.mark.parametrize("block", range(4))
def test_rules_are_what_a_walk_over_all_days_finds(block):
    for seed in SEEDS:
        chance = random.Random(f"{block}-{seed}")  # noqa: S311
        try:
            rule = a_rule(chance)
        except RecurrenceError:
            continue
        since = a_day(chance, 2020)
        until = since + chance.randint(0, 120) * DAY
        assert rule.days(since, until) == by_walking(rule, since, until), (block, seed)


@given(st.integers(1, 400), st.dates(), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_a_beat_asked_in_two_halves_is_the_beat_asked_at_once(step, anchor, since):
    beat_, until = EveryDays(step, anchor), since + 300 * DAY
    middle = since + 117 * DAY
    assert [*beat_.days(since, middle), *beat_.days(middle + DAY, until)] == list(beat_.days(since, until))


def test_the_last_day_of_a_month_is_kept_in_february():
    rule = Monthly((DayOfMonth(31), DayOfMonth(-31)), 1)
    assert list(rule.days(date(2026, 2, 1), date(2026, 2, 28))) == [date(2026, 2, 1), date(2026, 2, 28)]
    assert list(Monthly((DayOfMonth(30), DayOfMonth(31))).days(date(2024, 2, 1), date(2024, 2, 29))) == [
        date(2024, 2, 29)
    ]


def test_a_round_on_a_holiday_goes_to_the_next_workday_and_two_become_one():
    rule = Recurrence(EveryDays(1, date(2026, 1, 1)), DayKind.WORKDAYS, Otherwise.NEXT)
    # The National Day holiday of 2026 runs from 1 to 7 October.
    assert rule.days(date(2026, 10, 1), date(2026, 10, 9)) == [date(2026, 10, 8), date(2026, 10, 9)]


def test_a_make_up_saturday_is_a_workday():
    rule = Recurrence(EveryDays(1, date(2026, 1, 1)), DayKind.WORKDAYS)
    assert date(2026, 10, 10) in rule.days(date(2026, 10, 9), date(2026, 10, 12))


def test_a_season_may_run_over_the_new_year():
    rule = Recurrence(EveryDays(1, date(2026, 1, 1)), seasons=(Season((11, 15), (3, 15)),))
    days = rule.days(date(2026, 11, 14), date(2027, 3, 16))
    assert (days[0], days[-1]) == (date(2026, 11, 15), date(2027, 3, 15))


def test_days_of_years_that_are_not_announced_are_provisional_where_the_rule_rests_on_them():
    beat_ = EveryDays(1, date(2026, 1, 1))
    last = china().last_year
    assert Recurrence(beat_, DayKind.WORKDAYS).is_provisional(date(last + 1, 1, 5))
    assert not Recurrence(beat_, DayKind.WORKDAYS).is_provisional(date(last, 1, 5))
    assert not Recurrence(beat_).is_provisional(date(last + 1, 1, 5))


def test_a_rule_where_no_day_near_fits_has_none():
    class Never(type(china())):
        def is_workday(self, day):
            return False

    known = china()
    legal = Never(known.holidays, known.made_up, known.first_year, known.last_year)
    rule = Recurrence(EveryDays(1, date(2026, 1, 1)), DayKind.WORKDAYS, Otherwise.NEXT, legal=legal)
    assert rule.days(date(2026, 1, 1), date(2026, 2, 1)) == []


def test_the_ends_of_time_are_no_error():
    rule = Recurrence(EveryDays(1, date(2026, 1, 1)), DayKind.WORKDAYS, Otherwise.BEFORE)
    assert rule.days(date.max - DAY, date.max)
    assert rule.days(date.min, date.min + DAY)


@pytest.mark.parametrize(
    "make",
    [
        lambda: EveryDays(0, date(2026, 1, 1)),
        lambda: Weekly(frozenset()),
        lambda: Weekly(frozenset({7})),
        lambda: Weekly(frozenset({1}), 0),
        lambda: Monthly(()),
        lambda: Monthly((DayOfMonth(1),), 0),
        lambda: DayOfMonth(0),
        lambda: DayOfMonth(32),
        lambda: WeekdayOfMonth(5, 1),
        lambda: WeekdayOfMonth(1, 7),
        lambda: Season((2, 30), (3, 1)),
        lambda: Recurrence(EveryDays(1, date(2026, 1, 1)), first=date(2026, 2, 1), last=date(2026, 1, 1)),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(make):
    with pytest.raises(GuichengError) as refused:
        make()
    assert isinstance(refused.value, (RhythmError, RecurrenceError))
    assert refused.value.message.render()
