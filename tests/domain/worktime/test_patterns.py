"""Patterns that the field knows by name, and the rest that they leave."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from guicheng.domain.worktime import CalendarError, Window, china
from guicheng.domain.worktime.patterns import (
    MOST_DAYS,
    read_cycle,
    read_shift,
    shipped_patterns,
    write_cycle,
    write_shift,
)
from guicheng.domain.worktime.rest import rest_rules, rest_warnings
from guicheng.domain.worktime.roster import Crew, Roster, RosterError, duties_between, on_duty


def roster(code, starts_on, ends_on=None):
    pattern = shipped_patterns()[code]
    crews = tuple(Crew(crew.name, crew.offset, (crew.name,)) for crew in pattern.crews(starts_on))
    return Roster(pattern.shifts, pattern.cycle, starts_on, crews, ends_on)


@pytest.mark.parametrize("code", ["four-three", "four-two", "two-weekly", "day-off-two"])
@pytest.mark.parametrize("weekday", range(7))
def test_a_pattern_around_the_clock_leaves_no_hour_empty_or_doubled(code, weekday):
    some = roster(code, date(2026, 2, 23) + timedelta(days=weekday))
    for hour in range(24 * 60):
        moment = datetime(2026, 3, 3) + timedelta(hours=hour)
        assert len(on_duty([some], moment)) == 1


def test_weekly_patterns_change_on_monday_whenever_they_start():
    for start in (date(2026, 3, 2), date(2026, 3, 5)):
        some = roster("week", start)
        assert {duty.day.weekday() for duty in duties_between(some, start, date(2026, 4, 30))} == set(range(5))


@pytest.mark.parametrize(
    ("text", "cycle"), [("白、白，休", ("白", "白", "")), ("早 - off", ("早", "", "")), ("夜,—", ("夜", ""))]
)
def test_a_cycle_is_read_and_written(text, cycle):
    assert read_cycle(text) == cycle
    assert read_cycle(write_cycle(cycle)) == cycle


@pytest.mark.parametrize("text", ["", " ， ", " ".join(["白"] * (MOST_DAYS + 1))])
def test_a_cycle_of_no_day_or_too_many_is_refused(text):
    with pytest.raises(RosterError):
        read_cycle(text)


@pytest.mark.parametrize(
    ("text", "window", "kept"),
    [
        ("8:00-16:00", Window(480, 960), "08:00-16:00"),
        ("20：00—8：00", Window(1200, 1920), "20:00-08:00"),
        ("08:00-08:00", Window(480, 1920), "08:00-08:00"),
        ("16:00 - 24:00", Window(960, 1440), "16:00-24:00"),
        ("0:00-24:00", Window(0, 1440), "00:00-24:00"),
    ],
)
def test_a_shift_is_read_and_written(text, window, kept):
    assert (read_shift(text), write_shift(window)) == (window, kept)


@pytest.mark.parametrize(
    "text", ["", "8-16", "8:00", "8:00-9:00-10:00", "24:00-8:00", "8:60-9:00", "a:b-c:d", "25:00-1:00"]
)
def test_what_is_no_shift_is_refused(text):
    with pytest.raises(CalendarError):
        read_shift(text)


def test_too_long_a_month_is_told_with_its_article():
    """Twelve hours a day, six days a week: 26 days of March 2026 are 312 hours, 136 over its 22 workdays."""
    some = roster("six-one", date(2026, 3, 1))
    long = Roster({"长": Window(480, 1200)}, ("长",) * 6 + ("",), date(2026, 3, 1), some.crews[:1])
    found = list(rest_warnings(duties_between(long, date(2026, 3, 1), date(2026, 4, 6)), date(2026, 3, 9), china()))
    assert [(each.person, each.code) for each in found] == [("甲班", "overtime-month")]
    assert found[0].message.render() == (
        "324 hours this month, 148 over its workdays (176); the law allows 36 "
        f"({rest_rules()['overtime-month'].source})."
    )


def test_a_week_without_a_day_off_is_told():
    all_days = Roster({"日": Window(480, 720)}, ("日",), date(2026, 3, 4), (Crew("甲班", 0, ("王",)),))
    found = rest_warnings(duties_between(all_days, date(2026, 3, 1), date(2026, 4, 6)), date(2026, 3, 31), china())
    assert [each.message.fields["day"] for each in found] == [f"2026-03-{day}" for day in ("09", "16", "23", "30")]


def test_who_rests_as_the_law_asks_is_not_warned_of_but_for_the_month_of_the_spring_festival():
    some = roster("four-three", date(2026, 1, 1))

    def warned(first, last):
        return [each.code for each in rest_warnings(duties_between(some, first, last), first, china())]

    assert warned(date(2026, 4, 1), date(2026, 5, 6)) == []
    assert set(warned(date(2026, 2, 1), date(2026, 3, 6))) == {"overtime-month"}
