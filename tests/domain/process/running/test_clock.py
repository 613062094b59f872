"""Clocks of open work: due times on a calendar, pauses, alarms, what was used."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from tests.domain.process.running.cases import END, Played
from tests.domain.process.tables import row

from guicheng.domain.process.running import Clock
from guicheng.domain.worktime import DayRule, Limit, LimitUnit, Opening, Window, WorkingCalendar

ZONE = ZoneInfo("Asia/Shanghai")
ROUND = Clock(Opening(WorkingCalendar(DayRule.EVERY_DAY, (Window(0, 1440),))), ZONE)
OFFICE = Clock(Opening(WorkingCalendar(DayRule.WORKDAYS, (Window(510, 720), Window(810, 1050)))), ZONE)
ROWS = (row(1, "2", limit="2小时", late="超时→3；30分钟→3"), row(2, END, limit="2个工作日"), row(3, END, limit="及时"))


def local(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def item_at(case, step, text, **more):
    return replace(case.state.items[step], since=local(text), **more)


def test_a_step_is_due_on_the_calendar_of_its_post():
    case = Played(*ROWS)
    item = item_at(case, "1", "2026-11-27T16:30")
    assert ROUND.due_at(case.table, item) == local("2026-11-27T18:30")
    assert OFFICE.due_at(case.table, item) == local("2026-11-30T09:30")
    found = OFFICE.due(case.table, item)
    assert [segment.state.value for segment in found.segments] == ["running", "closed", "running"]


def test_the_clock_of_a_step_stands_as_a_stage_does():
    case = Played(*ROWS)
    item = item_at(case, "1", "2026-11-27T16:30")
    found = OFFICE.stands(case.table, item, local("2026-11-30T09:10"))
    assert (found.state, found.used, found.allowed) == ("warned", 100, 120)
    assert ROUND.stands(case.table, item, local("2026-11-30T09:10")).state == "breached"
    soon = Played(row(1, END, limit="及时"))
    assert OFFICE.stands(soon.table, item_at(soon, "1", "2026-11-27T16:30"), local("2026-11-30T09:10")) is None


def test_working_days_stay_working_days():
    case = Played(*ROWS).done("1")
    assert ROUND.due_at(case.table, item_at(case, "2", "2026-11-27T16:30")) == local("2026-12-02T00:00")


def test_a_step_without_a_length_of_time_is_never_due():
    case = Played(*ROWS).do("fired", "1", number=0)
    item = case.state.items["3"]
    assert (ROUND.due(case.table, item), ROUND.due_at(case.table, item)) == (None, None)


def test_alarms_ring_the_earliest_first_and_not_while_the_clock_stands():
    case = Played(*ROWS)
    since = case.state.items["1"].since
    assert ROUND.next_alarm(case.table, case.state) == (since + timedelta(minutes=30), "1", 0)
    case.do("fired", "1", number=0)
    assert ROUND.next_alarm(case.table, case.state) == (since + timedelta(hours=2), "1", 1)
    case.do("paused", "1", reason="等配件")
    assert ROUND.next_alarm(case.table, case.state) is None
    assert ROUND.due_at(case.table, case.state.items["1"]) is None
    case.do("resumed", "1")
    assert ROUND.next_alarm(case.table, case.state)[0] == since + timedelta(hours=2, minutes=1)
    assert ROUND.next_alarm(case.table, case.done("1", "3").state) is None


def test_alarms_ring_anew_on_a_second_visit():
    case = Played(row(1, "2", late="30分钟→3"), row(2, END), row(3, END)).do("fired", "1", number=0).done("1")
    case.back("2", "1")
    at = ROUND.next_alarm(case.table, case.state)
    assert at == (case.clock + timedelta(minutes=30), "1", 0)


def test_limits_that_were_kept_hold_instead_of_those_of_the_process():
    case = Played(*ROWS)
    kept = (Limit(Fraction(5), LimitUnit.MINUTE), Limit(Fraction(7), LimitUnit.MINUTE))
    item = item_at(case, "1", "2026-11-27T16:30", kept=kept)
    assert ROUND.due_at(case.table, item) == local("2026-11-27T16:35")
    # The second alarm is new in this edition.
    assert [at.strftime("%H:%M") for _number, at in ROUND.alarms(case.table, case.state.marking, item)] == [
        "16:37",
        "18:30",
    ]


def test_open_time_that_was_used_leaves_pauses_and_closed_hours_out():
    case = Played(*ROWS)
    case.do("paused", "1", reason="等业主").do("resumed", "1").do("paused", "1", reason="等配件")
    item = case.state.items["1"]
    # One minute until the first pause, one between the two.
    assert ROUND.spent(item, case.clock + timedelta(hours=9)) == 120
    assert ROUND.spent(item, item.since) == 0
    late = item_at(case, "1", "2026-11-27T17:00", rests=())
    assert OFFICE.spent(late, local("2026-11-30T09:00")) == 60 * 60


def test_a_moment_outside_duty_hours_moves_to_the_next_opening():
    assert OFFICE.opens(local("2026-11-27T10:00:30")) == local("2026-11-27T10:00:30")
    assert OFFICE.opens(local("2026-11-27T12:00")) == local("2026-11-27T13:30")
    assert OFFICE.opens(local("2026-11-27T20:00")) == local("2026-11-30T08:30")
    assert OFFICE.opens(datetime(2026, 11, 27, 0, 30, tzinfo=UTC)) == local("2026-11-27T08:30")
