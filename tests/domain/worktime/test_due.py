"""When limits are over: what people of the field expect, and what users of other clocks complained of."""

from __future__ import annotations

from datetime import date, datetime, time
from fractions import Fraction

import pytest

from guicheng.domain.worktime import (
    CalendarError,
    Change,
    Course,
    DayRule,
    Limit,
    LimitError,
    LimitUnit,
    Opening,
    Pause,
    State,
    Window,
    WorkingCalendar,
    due,
)
from guicheng.domain.worktime.legal import days_after, legal_calendar
from guicheng.domain.worktime.opening import ticks


def at(text):
    """A moment of 2026 from ``MM-DD HH:MM``, or of another year with all of it."""
    return datetime.fromisoformat(text if len(text) > 11 else f"2026-{text}")


def windows(*pairs):
    return tuple(Window.of(*(time.fromisoformat(each) for each in pair.split("-"))) for pair in pairs)


OFFICE = Opening(WorkingCalendar(DayRule.WORKDAYS, windows("08:30-12:00", "13:30-17:30")))
ALWAYS = Opening(WorkingCalendar(DayRule.EVERY_DAY, windows("00:00-00:00")))
NIGHT = Opening(WorkingCalendar(frozenset({4}), windows("22:00-06:00")))


def limit(text):
    value, unit = text.split()
    return Limit(Fraction(value), LimitUnit(unit))


def why_of(segment):
    return segment.reason and segment.reason.render()


def over(opening, start, within, *pauses, **others):
    course = Course(at(start), limit(within), tuple(Pause(at(a), b and at(b)) for a, b in pauses), **others)
    found = due(course, opening).at
    return found and found.strftime("%m-%d %H:%M" if found.year == 2026 else "%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("start", "within", "expected"),
    [
        ("03-02 09:00", "30 minute", "03-02 09:30"),
        ("03-02 11:50", "10 minute", "03-02 12:00"),  # not 13:30: the last open minute is gone at noon
        ("03-02 11:50", "11 minute", "03-02 13:31"),
        ("03-02 12:30", "1 minute", "03-02 13:31"),
        ("03-02 07:00", "1 hour", "03-02 09:30"),
        ("03-06 17:29", "2 minute", "03-09 08:31"),  # Friday evening, Monday morning
        ("03-06 17:30", "1 minute", "03-09 08:31"),
        ("03-02 08:30", "15/2 hour", "03-02 17:30"),
        ("02-13 17:00", "1 hour", "02-14 09:00"),  # the Saturday before the Spring Festival is made up
        ("02-14 17:00", "1 hour", "02-24 09:00"),
        ("03-02 09:00", "0 minute", "03-02 09:00"),
        ("09-30 17:00", "40 hour", "10-14 10:30"),
    ],
)
def test_minutes_of_office_hours(start, within, expected):
    assert over(OFFICE, start, within) == expected


@pytest.mark.parametrize(
    ("start", "within", "expected"),
    [
        ("03-02 09:00", "1 day", "03-04 00:00"),
        ("03-02 23:59", "1 day", "03-04 00:00"),
        ("03-02 09:00", "0 day", "03-03 00:00"),
        ("03-06 09:00", "1 workday", "03-10 00:00"),
        ("02-13 09:00", "2 workday", "02-25 00:00"),  # the 14th is made up, then the 24th
        ("03-07 09:00", "1 workday", "03-10 00:00"),
        ("01-31 09:00", "1 month", "03-01 00:00"),
        ("03-15 09:00", "1 month", "04-16 00:00"),
        ("11-30 09:00", "3 month", "2027-03-01 00:00"),
        ("01-15 09:00", "12 month", "2027-01-16 00:00"),
    ],
)
def test_days_start_the_next_day_and_end_with_the_day(start, within, expected):
    assert over(OFFICE, start, within) == expected


def test_a_day_may_end_with_the_office():
    assert over(OFFICE, "03-02 09:00", "3 workday", day_end=time(17, 30)) == "03-05 17:30"
    assert over(OFFICE, "03-02 18:00", "0 day", day_end=time(17, 30)) == "03-02 17:30"


@pytest.mark.parametrize(
    ("start", "within", "pauses", "expected"),
    [
        ("03-02 09:00", "2 hour", [("03-02 10:00", "03-02 10:30")], "03-02 11:30"),
        ("03-02 09:00", "2 hour", [("03-02 11:00", "03-02 11:30")], "03-02 11:00"),  # due before the pause began
        ("03-02 09:00", "2 hour", [("03-02 11:30", "03-02 14:00")], "03-02 11:00"),
        ("03-02 11:00", "2 hour", [("03-02 11:30", "03-02 14:00")], "03-02 15:30"),
        ("03-02 11:00", "2 hour", [("03-02 12:10", "03-02 13:00")], "03-02 14:30"),  # lunch costs nothing twice
        ("03-02 09:00", "2 hour", [("03-02 10:00", None)], None),
        ("03-02 09:00", "2 hour", [("03-02 11:00", None)], "03-02 11:00"),
        ("03-02 09:00", "2 hour", [("03-02 10:00", "03-02 10:30"), ("03-02 10:20", "03-02 10:40")], "03-02 11:40"),
        ("03-02 09:00", "2 hour", [("03-02 10:20", None), ("03-02 10:00", "03-02 10:30")], None),
        ("03-02 09:00", "2 hour", [("03-02 08:00", "03-02 09:10")], "03-02 11:10"),
        ("03-02 09:00", "2 hour", [("03-02 08:00", "03-02 08:40")], "03-02 11:00"),
        ("03-02 09:00", "2 hour", [("03-02 09:30", "03-02 09:30")], "03-02 11:00"),
        ("03-02 09:00", "2 day", [("03-03 10:00", "03-04 10:00")], "03-06 00:00"),
        ("03-02 09:00", "2 day", [("03-03 10:00", "03-03 18:00")], "03-05 00:00"),
        ("03-02 09:00", "2 day", [("03-04 10:00", None)], None),
        ("03-02 09:00", "2 day", [("03-05 10:00", None)], "03-05 00:00"),
        ("03-05 09:00", "2 workday", [("03-06 10:00", "03-09 10:00")], "03-11 00:00"),
        ("03-02 09:00", "1 month", [("03-03 10:00", "03-06 10:00")], "04-06 00:00"),
        ("03-02 09:00", "1 month", [("03-03 10:00", None)], None),
    ],
)
def test_pauses(start, within, pauses, expected):
    assert over(OFFICE, start, within, *pauses) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([("10:00", "1 hour", False)], "03-02 10:15"),  # counts from the report, and the pause survives
        ([("10:00", "1 hour", True)], "03-02 11:00"),
        ([("10:00", "1 hour", True), ("09:50", "5 minute", True)], "03-02 11:00"),
        ([("10:00", "1 hour", True), ("10:00", "2 hour", True)], "03-02 12:00"),
        ([("09:10", "1 hour", True)], "03-02 10:25"),
        ([("10:00", "1 workday", False)], "03-04 00:00"),
    ],
)
def test_another_limit(changes, expected):
    made = tuple(Change(at(f"03-02 {when}"), limit(within), from_change) for when, within, from_change in changes)
    assert over(OFFICE, "03-02 09:00", "4 hour", ("03-02 09:30", "03-02 09:45"), changes=made) == expected


def test_the_time_in_which_a_case_counted_as_done_counts():
    course = Course(at("03-02 09:00"), limit("4 hour"), finished=at("03-02 10:00"), reopened=at("03-02 14:00"))
    result = due(course, OFFICE)
    assert result.at == at("03-02 14:30")
    reopened = "called done and reopened; the customer waited, so it counts"
    assert [(each.since.hour, each.until.hour, each.state, why_of(each)) for each in result.segments] == [
        (9, 10, State.RUNNING, None),
        (10, 12, State.RUNNING, reopened),
        (12, 13, State.CLOSED, "midday break"),
        (13, 14, State.RUNNING, reopened),
        (14, 14, State.RUNNING, None),
    ]


def test_a_night_belongs_to_the_day_on_which_it_begins():
    assert over(NIGHT, "03-06 21:00", "3 hour") == "03-07 01:00"
    assert over(NIGHT, "03-07 05:00", "2 hour") == "03-13 23:00"
    assert over(NIGHT, "03-05 22:00", "1 minute") == "03-06 22:01"


def test_a_post_around_the_clock():
    assert over(ALWAYS, "03-01 23:50", "30 minute") == "03-02 00:20"
    assert over(ALWAYS, "03-01 10:00", "48 hour") == "03-03 10:00"


@pytest.mark.parametrize(
    ("opening", "start", "within", "provisional"),
    [
        (OFFICE, "12-31 17:00", "20 minute", False),
        (OFFICE, "12-31 17:00", "40 minute", True),
        (OFFICE, "12-30 17:00", "1 workday", False),
        (OFFICE, "12-31 17:00", "1 workday", True),
        (OFFICE, "12-31 17:00", "1 day", False),  # days need no notice
        (ALWAYS, "12-31 23:00", "48 hour", False),
        (OFFICE, "2017-03-01 09:00", "1 hour", True),
        (OFFICE, "2018-12-28 17:20", "20 minute", True),
    ],
)
def test_days_that_nobody_announced_make_a_due_time_provisional(opening, start, within, provisional):
    assert due(Course(at(start), limit(within)), opening).provisional is provisional


def test_what_users_of_other_clocks_found():
    """Vectors from reports on other systems, in the terms of ours."""
    feed = legal_calendar([["2026", "节", "2026-11-11", "2026-11-12", "", ""]])
    calendar = WorkingCalendar(DayRule.WORKDAYS, windows("09:00-21:00"), legal=feed)
    assert over(Opening(calendar), "11-09 23:00", "48 hour") == "11-17 21:00"
    week = Opening(WorkingCalendar(frozenset(range(5)), windows("09:00-17:00")))
    assert over(week, "03-06 16:00", "8 hour") == "03-09 16:00"
    assert over(week, "03-06 16:00", "2 hour") == "03-09 10:00"
    assert over(week, "03-07 11:00", "1 hour") == "03-09 10:00"
    lunch = Opening(WorkingCalendar(frozenset(range(5)), windows("09:00-12:00", "13:00-17:00")))
    assert over(lunch, "03-06 11:30", "1 hour") == "03-06 13:30"


def test_why_a_limit_in_minutes_is_over_then():
    course = Course(at("03-06 17:00"), limit("1 hour"), (Pause(at("03-09 08:40"), at("03-09 08:50"), "等业主"),))
    found = [(each.since, each.until, each.state, each.words) for each in due(course, OFFICE).segments]
    assert found == [
        (at("03-06 17:00"), at("03-06 17:30"), State.RUNNING, ""),
        (at("03-06 17:30"), at("03-09 08:30"), State.CLOSED, ""),
        (at("03-09 08:30"), at("03-09 08:40"), State.RUNNING, ""),
        (at("03-09 08:40"), at("03-09 08:50"), State.PAUSED, "等业主"),
        (at("03-09 08:50"), at("03-09 09:10"), State.RUNNING, ""),
    ]


def test_the_way_ends_at_a_pause_that_lasts():
    pauses = (Pause(at("03-06 17:10"), None, "等配件"), Pause(at("03-06 18:00"), None, "等业主"))
    result = due(Course(at("03-06 17:00"), limit("1 hour"), pauses), OFFICE)
    assert result.at is None
    assert [(each.state, each.words) for each in result.segments] == [
        (State.RUNNING, ""), (State.PAUSED, "等配件、等业主"),
    ]  # fmt: skip


def test_why_a_limit_in_workdays_is_over_then():
    course = Course(at("02-13 09:00"), limit("2 workday"), (Pause(at("02-24 09:00"), at("02-25 09:00"), "等配件"),))
    found = [(each.until.day, each.state, why_of(each), each.words)
             for each in due(course, OFFICE).segments]  # fmt: skip
    holiday = "春节, a holiday"
    assert found == [
        (14, State.CLOSED, "the day of the start does not count", ""),
        (15, State.RUNNING, "a workday made up for 春节", ""),
        (24, State.CLOSED, holiday, ""),
        (25, State.PAUSED, None, "等配件"),
        (26, State.RUNNING, None, ""),
    ]


def test_weekends_say_so_and_a_late_start_has_no_day_of_its_own():
    course = Course(at("03-06 18:00"), limit("1 workday"), day_end=time(17, 30))
    found = [why_of(each) for each in due(course, OFFICE).segments]
    assert found == ["weekend", None]
    assert due(Course(at("03-06 18:00"), limit("0 workday"), day_end=time(17, 30)), OFFICE).segments == ()


def test_the_way_of_days_ends_at_a_pause_that_lasts():
    result = due(Course(at("03-02 09:00"), limit("3 day"), (Pause(at("03-03 09:00"), None, "等业主"),)), OFFICE)
    assert [(each.until.day, each.state) for each in result.segments] == [(3, State.CLOSED), (4, State.PAUSED)]


@pytest.mark.parametrize("make", [
    lambda: WorkingCalendar(DayRule.EVERY_DAY, ()),
    lambda: WorkingCalendar(frozenset(), windows("08:00-12:00")),
    lambda: WorkingCalendar(frozenset({7}), windows("08:00-12:00")),
    lambda: Window.of(time(8), time(8)),
    lambda: Window(-1, 5),
    lambda: Window(0, 1441),
])  # fmt: skip
def test_a_calendar_that_never_opens_is_refused(make):
    with pytest.raises(CalendarError):
        make()


@pytest.mark.parametrize("text", ["-1 minute", "1/2 day", "36501 day", "1201 month", "99999999999 minute"])
def test_a_limit_that_cannot_run_is_refused(text):
    with pytest.raises(LimitError):
        limit(text)


@pytest.mark.parametrize("within", ["876000 hour", "25000 workday", "36500 day", "1200 month"])
def test_a_limit_beyond_the_calendar_of_dates_is_refused(within):
    with pytest.raises(LimitError):
        due(Course(datetime(9950, 1, 1), limit(within)), OFFICE)


def test_a_table_of_open_time_grows_both_ways():
    opening = Opening(OFFICE.calendar)
    far, near = at("2030-03-04 09:00"), at("2017-03-01 09:00")
    assert opening.moment_after(opening.open_before(far) + 60_000_000) == at("2030-03-04 09:01")
    assert opening.moment_after(opening.open_before(near) + 60_000_000) == at("2017-03-01 09:01")
    assert opening.open_before(datetime.combine(date.min, time(1))) == 0
    assert ticks(near) > 0


def test_days_end_where_dates_end():
    assert list(days_after(date(9999, 12, 30))) == [date.max]


def test_windows_that_overlap_or_touch_are_one():
    opening = Opening(WorkingCalendar(DayRule.EVERY_DAY, windows("08:00-12:00", "11:00-11:30", "12:00-13:00")))
    assert opening.stretches(at("03-02 00:00"), at("03-03 00:00")) == [(at("03-02 08:00"), at("03-02 13:00"))]
    assert over(opening, "03-02 11:00", "3 hour") == "03-03 09:00"


SHIFTS = Opening(WorkingCalendar(frozenset({4}), windows("06:00-10:00", "15:00-16:00", "22:00-02:00")))


@pytest.mark.parametrize(
    ("opening", "start", "within", "expected"),
    [
        (OFFICE, "03-02 11:50", "20 minute", [None, "midday break", None]),
        (OFFICE, "03-02 17:20", "20 minute", [None, "outside the hours", None]),
        (OFFICE, "03-06 17:20", "20 minute", [None, "weekend", None]),
        (OFFICE, "03-02 06:20", "20 minute", ["outside the hours", None]),
        (OFFICE, "02-13 17:20", "20 minute", [None, "outside the hours", "a workday made up for 春节"]),
        (OFFICE, "02-14 17:20", "20 minute", ["a workday made up for 春节", "春节, a holiday", None]),
        (OFFICE, "2025-09-30 17:20", "20 minute", [None, "国庆节、中秋节, a holiday", None]),
        (SHIFTS, "03-06 09:50", "20 minute", [None, "midday break", None]),
        (SHIFTS, "03-06 15:50", "20 minute", [None, "break between the hours", None]),
        (SHIFTS, "03-07 01:50", "20 minute", [None, "no day of duty", None]),
        (ALWAYS, "03-06 23:50", "20 minute", [None]),
    ],
)
def test_why_nothing_is_open(opening, start, within, expected):
    found = due(Course(at(start), limit(within)), opening).segments
    assert [why_of(each) for each in found] == expected


def test_a_pause_in_the_break_leaves_it_a_break():
    course = Course(at("03-02 11:50"), limit("20 minute"), (Pause(at("03-02 12:10"), at("03-02 12:40"), "等业主"),))
    found = [(why_of(each), each.words) for each in due(course, OFFICE).segments]
    assert found == [(None, ""), ("midday break", ""), (None, "等业主"), ("midday break", ""), (None, "")]
