"""How the stages of a promise stand: what users of other clocks complained of, in the terms of ours."""

from __future__ import annotations

from datetime import datetime, time, timedelta
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
    Window,
    WorkingCalendar,
    stage_state,
)


def at(text):
    """A moment of 2026 from ``MM-DD HH:MM``."""
    return datetime.fromisoformat(f"2026-{text}")


def limit(text):
    value, unit = text.split()
    return Limit(Fraction(value), LimitUnit(unit))


OFFICE = Opening(WorkingCalendar(DayRule.WORKDAYS, (Window(510, 720), Window(810, 1050))))
ALWAYS = Opening(WorkingCalendar(DayRule.EVERY_DAY, (Window(0, 1440),)))


def stage(start, within, *pauses, changes=(), finished=None, **others):
    made = tuple(Pause(at(since), until and at(until), why) for since, until, why in pauses)
    turned = tuple(Change(at(when), limit(new), anew) for when, new, anew in changes)
    course = Course(at(start), limit(within), made, turned, **others)
    return Stage("到场", course, finished and at(finished))


def told(state):
    due = state.due and state.due.strftime("%m-%d %H:%M")
    return f"{state.state} {state.used} of {state.allowed} {state.unit}, {due}"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("03-02 08:59", "running 0 of 30 minute, 03-02 09:30"),  # a phone's clock that goes ahead
        ("03-02 09:00", "running 0 of 30 minute, 03-02 09:30"),
        ("03-02 09:18", "running 18 of 30 minute, 03-02 09:30"),
        ("03-02 09:23", "running 23 of 30 minute, 03-02 09:30"),
        ("03-02 09:24", "warned 24 of 30 minute, 03-02 09:30"),
        ("03-02 09:30", "warned 30 of 30 minute, 03-02 09:30"),
        ("03-02 09:31", "breached 31 of 30 minute, 03-02 09:30"),
        ("03-02 12:30", "breached 180 of 30 minute, 03-02 09:30"),
    ],
)
def test_a_limit_in_minutes(moment, expected):
    assert told(stage_state(stage("03-02 09:00", "30 minute"), OFFICE, at(moment))) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("03-06 10:00", "running 0 of 3 workday, 03-12 00:00"),
        ("03-07 10:00", "running 0 of 3 workday, 03-12 00:00"),
        ("03-09 23:59", "running 0 of 3 workday, 03-12 00:00"),
        ("03-10 00:00", "running 1 of 3 workday, 03-12 00:00"),
        ("03-11 00:00", "warned 2 of 3 workday, 03-12 00:00"),
        ("03-12 00:00", "warned 3 of 3 workday, 03-12 00:00"),
        ("03-12 00:01", "breached 3 of 3 workday, 03-12 00:00"),
        ("03-13 08:00", "breached 4 of 3 workday, 03-12 00:00"),
    ],
)
def test_a_limit_in_workdays_warns_on_its_last_day_and_not_through_the_weekend(moment, expected):
    assert told(stage_state(stage("03-06 09:00", "3 workday"), OFFICE, at(moment))) == expected


def test_a_month_counts_its_days():
    state = stage_state(stage("01-31 09:00", "1 month"), OFFICE, at("02-10 09:00"))
    assert told(state) == "running 9 of 28 day, 03-01 00:00"
    assert state.warns_at == at("02-24 00:00")


@pytest.mark.parametrize(
    ("moment", "expected", "stood", "why"),
    [
        ("03-02 09:10", "running 10 of 60 minute, 03-02 10:00", 0, ""),
        ("03-02 09:20", "paused 20 of 60 minute, None", 0, "等业主"),
        ("03-02 11:00", "paused 20 of 60 minute, None", 100, "等业主"),
    ],
)
def test_a_pause_that_lasts(moment, expected, stood, why):
    state = stage_state(stage("03-02 09:00", "60 minute", ("03-02 09:20", None, "等业主")), OFFICE, at(moment))
    assert (told(state), state.paused_for, state.reason) == (expected, timedelta(minutes=stood), why)


def test_a_pause_with_an_end_moves_the_due_time_and_lunch_costs_nothing_twice():
    rested = stage("03-02 11:30", "60 minute", ("03-02 11:45", "03-02 13:45", "等配件"))
    state = stage_state(rested, OFFICE, at("03-02 13:50"))
    assert told(state) == "running 20 of 60 minute, 03-02 14:30"
    assert state.paused_for == timedelta(hours=2)
    assert stage_state(rested, OFFICE, at("03-02 13:00")).state == "paused"
    assert stage_state(rested, OFFICE, at("03-02 11:40")).due == at("03-02 14:00")


def test_work_that_waits_is_not_called_late_while_it_waits():
    """It was reported of another clock that a case on hold turned late."""
    waits = stage("03-02 09:00", "60 minute", ("03-02 09:50", None, "等业主"))
    assert stage_state(waits, OFFICE, at("03-27 09:00")).state == "paused"


def test_a_pause_after_the_end_does_not_undo_it():
    late = stage("03-02 09:00", "60 minute", ("03-02 10:00", None, "等业主"))
    state = stage_state(late, OFFICE, at("03-02 10:30"))
    assert (told(state), state.reason) == ("breached 60 of 60 minute, 03-02 10:00", "等业主")


def test_a_higher_priority_counts_from_the_report_and_keeps_the_time_on_hold():
    """It was reported of another clock that its limit began again and forgot the hold."""
    held, urgent = ("03-02 09:10", "03-02 09:40", "等业主"), ("03-02 09:50", "60 minute", False)
    raised = stage("03-02 09:00", "240 minute", held, changes=[urgent])
    assert told(stage_state(raised, OFFICE, at("03-02 09:45"))) == "running 15 of 240 minute, 03-02 15:00"
    assert told(stage_state(raised, OFFICE, at("03-02 09:50"))) == "running 20 of 60 minute, 03-02 10:30"


def test_a_limit_said_to_count_from_the_change_does():
    raised = stage("03-02 09:00", "240 minute", changes=[("03-02 10:00", "30 minute", True)])
    assert told(stage_state(raised, OFFICE, at("03-02 10:10"))) == "running 10 of 30 minute, 03-02 10:30"
    planned = stage("03-02 09:00", "240 minute", changes=[("03-02 07:00", "30 minute", True)])
    assert stage_state(planned, OFFICE, at("03-02 09:10")).due == at("03-02 09:30")


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("03-02 09:40", "running 40 of 120 minute, 03-02 11:00"),
        ("03-02 09:50", "kept 50 of 120 minute, 03-02 11:00"),
        ("03-02 10:50", "kept 50 of 120 minute, 03-02 11:00"),
        ("03-02 11:00", "warned 120 of 120 minute, 03-02 11:00"),
        ("03-02 11:10", "breached 130 of 120 minute, 03-02 11:00"),
    ],
)
def test_a_gap_before_reopening_is_no_pause(moment, expected):
    """It was reported of another clock that the time between solved and reopened counted as waiting."""
    course = Course(at("03-02 09:00"), limit("2 hour"), finished=at("03-02 09:50"), reopened=at("03-02 11:00"))
    reopened = Stage("办结", course)
    assert told(stage_state(reopened, OFFICE, at(moment))) == expected


@pytest.mark.parametrize(
    ("finished", "expected"),
    [
        ("03-02 09:30", "kept 30 of 30 minute, 03-02 09:30"),
        ("03-02 09:31", "late 31 of 30 minute, 03-02 09:30"),
        ("03-02 09:12", "kept 12 of 30 minute, 03-02 09:30"),
    ],
)
def test_what_is_done_stays_as_it_was(finished, expected):
    done = stage(
        "03-02 09:00", "30 minute", ("03-02 09:40", None, "回访"),
        changes=[("03-02 10:00", "5 minute", False)], finished=finished,
    )  # fmt: skip
    state = stage_state(done, OFFICE, at("03-09 10:00"))
    assert (told(state), state.reason, state.paused_for) == (expected, "", timedelta())
    assert stage_state(done, OFFICE, at("03-02 09:11")).state == "running"


def test_what_is_done_during_a_pause_is_kept():
    done = stage("03-02 09:00", "30 minute", ("03-02 09:10", None, "等业主"), finished="03-05 09:00")
    assert told(stage_state(done, OFFICE, at("03-06 10:00"))) == "kept 10 of 30 minute, None"


@pytest.mark.parametrize(
    ("within", "wish", "expected"),
    [
        ("60 minute", {}, "03-02 11:48"),
        ("60 minute", {"warn_share": Fraction(1, 2)}, "03-02 11:30"),
        ("60 minute", {"warn_before": limit("20 minute")}, "03-02 11:40"),
        ("60 minute", {"warn_before": limit("2 hour")}, "03-02 11:00"),
        ("0 minute", {}, "03-02 11:00"),
        ("2 day", {}, "03-04 00:00"),
        ("10 day", {}, "03-11 00:00"),
        ("2 day", {"warn_before": limit("2 hour")}, "03-04 15:30"),
        ("0 day", {}, "03-02 11:00"),
        ("0 day", {"warn_before": limit("20 hour")}, "03-02 11:00"),
    ],
)
def test_when_it_begins_to_warn(within, wish, expected):
    assert stage_state(stage("03-02 11:00", within), OFFICE, at("03-02 11:00"), **wish).warns_at == at(expected)


@pytest.mark.parametrize("wish", [{}, {"warn_before": limit("1 hour")}])
def test_no_warning_can_be_told_of_days_that_wait(wish):
    waits = stage("03-02 11:00", "2 day", ("03-02 12:00", None, "等业主"))
    assert stage_state(waits, OFFICE, at("03-03 11:00"), **wish).warns_at is None


def test_days_may_end_with_the_office():
    state = stage_state(stage("03-02 09:00", "2 workday", day_end=time(17, 30)), OFFICE, at("03-03 17:30"))
    assert told(state) == "running 1 of 2 workday, 03-04 17:30"
    assert state.warns_at == at("03-04 00:00")


def test_days_on_hold_do_not_count():
    rested = stage("03-02 09:00", "3 day", ("03-03 10:00", "03-05 10:00", "等业主"))
    state = stage_state(rested, OFFICE, at("03-06 08:00"))
    assert told(state) == "running 1 of 3 day, 03-08 00:00"


def test_a_stage_says_whether_it_may_still_move_and_why_it_is_due_then():
    state = stage_state(stage("12-31 17:00", "60 minute"), OFFICE, at("12-31 17:10"))
    assert state.provisional
    assert [each.state for each in state.segments] == ["running", "closed", "running"]


def test_around_the_clock():
    assert told(stage_state(stage("03-01 23:50", "30 minute"), ALWAYS, at("03-02 00:10"))) == (
        "running 20 of 30 minute, 03-02 00:20"
    )
