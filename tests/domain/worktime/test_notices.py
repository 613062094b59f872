"""What is told of stages, and when: never at night, never twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from fractions import Fraction

import pytest

from guicheng.domain.worktime import (
    Change,
    Course,
    DayRule,
    Limit,
    LimitUnit,
    Opening,
    Pause,
    Stage,
    Telling,
    Window,
    WorkingCalendar,
    notices,
)


def at(text):
    return datetime.fromisoformat(f"2026-{text}")


def limit(text):
    value, unit = text.split()
    return Limit(Fraction(value), LimitUnit(unit))


OFFICE = Opening(WorkingCalendar(DayRule.WORKDAYS, (Window(510, 720), Window(810, 1050))))
ALWAYS = Opening(WorkingCalendar(DayRule.EVERY_DAY, (Window(0, 1440),)))


def stage(start, within, *pauses, changes=(), finished=None):
    made = tuple(Pause(at(since), until and at(until)) for since, until in pauses)
    return Stage("到场", Course(at(start), limit(within), made, changes), finished and at(finished))


def told(found):
    return [(each.level, each.at.strftime("%m-%d %H:%M")) for each in found]


@pytest.mark.parametrize(
    ("start", "within", "expected"),
    [
        ("03-02 09:00", "100 minute", [(0, "03-02 10:20"), (1, "03-02 10:40"), (2, "03-02 13:30")]),
        # A limit around the clock that ends at night is told in the morning, and the higher level alone.
        ("03-02 22:00", "60 minute", [(2, "03-03 08:30")]),
        ("03-02 16:00", "60 minute", [(0, "03-02 16:48"), (1, "03-02 17:00"), (2, "03-03 08:30")]),
        ("03-06 17:00", "60 minute", [(2, "03-09 08:30")]),
        ("03-02 11:30", "60 minute", [(2, "03-02 13:30")]),
        ("03-02 09:00", "2 day", [(0, "03-04 08:30"), (1, "03-05 08:30"), (2, "03-09 08:30")]),
        ("03-02 09:00", "0 minute", [(2, "03-02 09:00")]),
    ],
)
def test_notices_wait_for_somebody_to_be_there(start, within, expected):
    assert told(notices(stage(start, within), ALWAYS, OFFICE)) == expected


def test_the_moment_owed_stays_known():
    (notice,) = notices(stage("03-02 22:00", "60 minute"), ALWAYS, OFFICE)
    assert (notice.owed, notice.key) == (at("03-03 00:00"), "到场/2026-03-02T22:00:00/60 minute/2")


def test_no_notice_at_night_or_on_a_weekend_wherever_it_starts():
    for hour in range(24 * 9):
        start = datetime(2026, 3, 4 + hour // 24, hour % 24)
        some = notices(Stage("到场", Course(start, limit("45 minute"))), ALWAYS, OFFICE)
        assert all(OFFICE.first_open(each.at) == each.at for each in some)
        assert len({each.at for each in some}) == len(some)


def test_levels_speak_when_they_are_told_to():
    telling = Telling(warn_before=limit("10 minute"), levels=(Fraction(1), Fraction(3, 2), Fraction(3)))
    expected = [(0, "03-02 09:50"), (1, "03-02 10:00"), (2, "03-02 10:30"), (3, "03-02 12:00")]
    assert told(notices(stage("03-02 09:00", "60 minute"), ALWAYS, ALWAYS, telling)) == expected
    # Half of three days is rounded up to two.
    half = Telling(levels=(Fraction(1, 2), Fraction(1)))
    assert told(notices(stage("03-02 09:00", "3 day"), ALWAYS, ALWAYS, half)) == [
        (1, "03-05 00:00"), (2, "03-06 00:00"),
    ]  # fmt: skip


def test_nothing_is_told_twice_nor_a_lower_level_after_a_higher_one():
    late = stage("03-02 09:00", "60 minute")
    first, second, third = notices(late, ALWAYS, ALWAYS)
    assert notices(late, ALWAYS, ALWAYS, told={first.key}) == (second, third)
    assert notices(late, ALWAYS, ALWAYS, told={second.key}) == (third,)
    assert notices(late, ALWAYS, ALWAYS, told={third.key}) == ()


def test_a_pause_moves_what_is_not_told_yet_and_wakes_nothing_that_was():
    first, *_others = notices(stage("03-02 09:00", "60 minute"), ALWAYS, ALWAYS)
    rested = stage("03-02 09:00", "60 minute", ("03-02 09:50", "03-02 10:50"))
    assert told(notices(rested, ALWAYS, ALWAYS, told={first.key})) == [(1, "03-02 11:00"), (2, "03-02 12:00")]
    waits = stage("03-02 09:00", "60 minute", ("03-02 09:10", None))
    assert notices(waits, ALWAYS, ALWAYS) == ()


def test_another_limit_is_told_anew():
    first, *_others = notices(stage("03-02 09:00", "60 minute"), ALWAYS, ALWAYS)
    change = Change(at("03-02 09:50"), limit("30 minute"), counts_from_change=True)
    raised = stage("03-02 09:00", "60 minute", changes=(change,))
    assert told(notices(raised, ALWAYS, ALWAYS, told={first.key})) == [
        (0, "03-02 10:14"), (1, "03-02 10:20"), (2, "03-02 10:50"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("finished", "expected"),
    [
        ("03-02 09:40", []),
        ("03-02 09:48", []),
        ("03-02 09:55", [(0, "03-02 09:48")]),
        ("03-02 10:00", [(0, "03-02 09:48")]),
        ("03-02 10:01", [(0, "03-02 09:48"), (1, "03-02 10:00")]),
    ],
)
def test_what_is_done_owes_nothing_more(finished, expected):
    assert told(notices(stage("03-02 09:00", "60 minute", finished=finished), ALWAYS, ALWAYS)) == expected


def test_what_was_done_before_the_morning_is_not_told_in_it():
    assert notices(stage("03-02 22:00", "60 minute", finished="03-03 01:00"), ALWAYS, OFFICE) == ()


def test_a_change_after_the_end_wakes_nothing():
    change = Change(at("03-02 09:50"), limit("5 minute"))
    done = stage("03-02 09:00", "60 minute", changes=(change,), finished="03-02 09:40")
    assert notices(done, ALWAYS, ALWAYS) == ()
    assert notices(replace(done, finished=None), ALWAYS, ALWAYS) != ()
