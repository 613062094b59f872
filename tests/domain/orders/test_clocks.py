"""The clocks of an order: when each stage began, what it allows, what stopped it, when it was done."""

from __future__ import annotations

from datetime import time, timedelta
from fractions import Fraction

from domain.orders.logs import at, happening, log
from guicheng.domain.orders import Bound, Held, StageName, clocks_of, state_of
from guicheng.domain.orders.clocks import local
from guicheng.domain.worktime import DayRule, Limit, LimitUnit, Opening, Window, WorkingCalendar, due_time

OPEN = Opening(WorkingCalendar(DayRule.EVERY_DAY, (Window(0, 1440),)))


def minutes(value):
    return Limit(Fraction(value), LimitUnit.MINUTE)


def held(end, limit, start="reported", *, from_change=False):
    return Held(start, end, minutes(limit), from_change)


ARRIVE = Bound(held("arrived", 30), held("arrived", 240))
FINISH = Bound(held("finished", 60), held("handled", 60))
BOUNDS = {StageName.ARRIVE: ARRIVE, StageName.FINISH: FINISH}


def clock(*steps, stage=StageName.ARRIVE, bounds=None, ends=None):
    found = clocks_of(state_of(log(*steps)), bounds or BOUNDS, ends)
    return next(each for each in found if each.stage is stage)


def due(*steps, **more):
    """Minutes after the report at which a stage is due; None for never."""
    course = clock(*steps, **more).course
    moment = due_time(course, OPEN) if course else None
    return None if moment is None else (moment - local(at(0))) // timedelta(minutes=1)


def test_stages_come_in_their_order_and_only_where_something_bounds_them():
    assert [each.stage for each in clocks_of(state_of(log("report")), BOUNDS)] == [StageName.ARRIVE, StageName.FINISH]


def test_an_urgent_order_has_the_limit_for_urgent_ones():
    assert due("report") == 240
    assert due(happening("report", urgent=True)) == 30


def test_a_new_priority_counts_from_the_report_or_as_its_clause_says_from_the_change():
    urgent = happening("priority", 60, urgent=True)
    assert due("report", urgent) == 30
    from_change = {StageName.ARRIVE: Bound(held("arrived", 30, from_change=True), held("arrived", 240))}
    assert due("report", urgent, bounds=from_change) == 90
    only_urgent = {StageName.ARRIVE: Bound(held("arrived", 30), None)}
    assert due("report", urgent, bounds=only_urgent) == 30
    calm = happening("priority", 70, urgent=False)
    assert due("report", urgent, calm) == 240
    again = happening("priority", 80, urgent=True)
    assert due("report", urgent, calm, again, bounds=only_urgent) == 30


def test_a_pause_survives_a_new_priority():
    pause, urgent = happening("pause", 5, reason="parts"), happening("priority", 20, urgent=True)
    assert due("report", pause, "resume@15", urgent) == 40
    assert clock("report", pause, "resume@15").course.pauses[0].reason == "parts"
    assert due("report", pause) is None


def test_nothing_is_timed_where_nothing_holds_now_but_when_it_was_done_is_told():
    only_urgent = {StageName.ARRIVE: Bound(held("arrived", 30), None)}
    found = clock("report", "arrive@5", bounds=only_urgent)
    assert (found.held, found.course, found.finished) == (None, None, local(at(5)))
    nothing = clock("report", "arrive@5", bounds={StageName.ARRIVE: Bound(None, None)})
    assert (nothing.held, nothing.finished) == (None, None)


def test_a_clock_that_begins_with_another_stage_waits_for_it():
    bounds = {StageName.FOLLOW_UP: Bound(*[held("visited", 60, "finished")] * 2)}
    wait = clock("report", stage=StageName.FOLLOW_UP, bounds=bounds)
    assert (wait.course, wait.finished) == (None, None)
    assert due("report", "finish@10", stage=StageName.FOLLOW_UP, bounds=bounds) == 70
    assert clock(stage=StageName.ARRIVE).course is None


def test_work_handled_is_work_finished():
    assert clock("report", "finish@9", stage=StageName.FINISH).finished == local(at(9))


def test_the_time_in_which_an_order_was_closed_counts():
    course = clock("report", "finish@10", "reopen@50", stage=StageName.FINISH).course
    assert (course.finished, course.reopened) == (local(at(10)), local(at(50)))
    assert due("report", "finish@10", "reopen@50", stage=StageName.FINISH) == 60
    assert clock("report", "finish@10", "reopen@50").course.reopened is None


def test_a_day_ends_as_the_calendar_says():
    assert clock("report", ends={StageName.ARRIVE: time(18)}).course.day_end == time(18)
