"""Slots of a day and the names of occurrences."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guicheng.domain.worktime.legal import china
from guicheng.domain.worktime.occurrence import ScheduleRule, Slot, SlotError, every, occurrence_id, occurrences, spread
from guicheng.domain.worktime.recurrence import DayKind, Recurrence
from guicheng.domain.worktime.rhythm import EveryDays

DAILY = Recurrence(EveryDays(1, date(2026, 1, 1)))
RULE = ScheduleRule("KF-03:3", DAILY, (Slot(8 * 60, 120), Slot(14 * 60, 120)))
NIGHT = ScheduleRule("ZX-02:1", DAILY, every(22 * 60, 30 * 60, 120))


def test_twice_a_day_is_due_twice_on_each_day():
    found = occurrences(RULE, "YQ", datetime(2026, 3, 2), datetime(2026, 3, 4))
    assert [each.begin.hour for each in found] == [8, 14, 8, 14]
    assert {each.end - each.begin for each in found} == {timedelta(hours=2)}
    assert len({each.id for each in found}) == 4


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_a_stretch_asked_in_parts_has_the_same_occurrences(first, second):
    since = datetime(2026, 3, 1)
    middle, until = sorted((since + timedelta(minutes=first), since + timedelta(minutes=second)))
    for rule in (RULE, NIGHT):
        parts = occurrences(rule, "YQ", since, middle) + occurrences(rule, "YQ", middle, until)
        assert parts == occurrences(rule, "YQ", since, until)


def test_a_night_round_after_midnight_belongs_to_the_evening_before():
    found = occurrences(NIGHT, "YQ", datetime(2026, 3, 3), datetime(2026, 3, 3, 12))
    assert [each.begin.hour for each in found] == [0, 2, 4]
    only = Recurrence(EveryDays(1, date(2026, 3, 2)), last=date(2026, 3, 2), first=date(2026, 3, 2))
    rule = ScheduleRule("x", only, NIGHT.slots)
    assert [each.begin.day for each in occurrences(rule, "YQ", datetime(2026, 3, 1), datetime(2026, 3, 9))] == [
        2,
        3,
        3,
        3,
    ]


def test_the_name_depends_on_rule_estate_and_slot_and_on_nothing_else():
    at = datetime(2026, 3, 2, 8)
    names = {
        occurrence_id("a", "b", at),
        occurrence_id("ab", "", at),
        occurrence_id("a", "c", at),
        occurrence_id("a", "b", at + timedelta(minutes=1)),
    }
    assert len(names) == 4
    # Phones work the name out as well: it may never change.
    assert occurrence_id("KF-03:3", "YQ", at) == "2936a994cc7056938c6b22140f"
    assert occurrences(RULE, "YQ", at, at + timedelta(minutes=1))[0].id == occurrence_id("KF-03:3", "YQ", at)


def test_what_rests_on_holidays_that_were_not_announced_says_so():
    rule = ScheduleRule("x", Recurrence(EveryDays(1, date(2026, 1, 1)), DayKind.WORKDAYS), (Slot(480, 60),))
    later = datetime(china().last_year + 1, 3, 1)
    assert all(each.provisional for each in occurrences(rule, "YQ", later, later + timedelta(days=7)))
    assert not any(each.provisional for each in occurrences(rule, "YQ", datetime(2026, 3, 1), datetime(2026, 3, 8)))


def test_nothing_is_due_in_no_time():
    assert occurrences(RULE, "YQ", datetime(2026, 3, 2), datetime(2026, 3, 2)) == []


@given(st.integers(0, 1439), st.integers(1, 1440), st.integers(1, 60))
def test_slots_that_part_a_stretch_fill_it(begin, length, count):
    if count > length:
        with pytest.raises(SlotError):
            spread(begin, begin + length, count)
        return
    slots = spread(begin, begin + length, count)
    assert next(slot.begin for slot in slots) == begin
    assert sum(slot.length for slot in slots) == length
    assert max(slot.length for slot in slots) - min(slot.length for slot in slots) <= 1


def test_the_last_step_of_a_stretch_is_cut_at_its_end():
    assert every(480, 1080, 240) == (Slot(480, 240), Slot(720, 240), Slot(960, 120))


@pytest.mark.parametrize(
    "make",
    [
        lambda: Slot(-1, 10),
        lambda: Slot(2880, 10),
        lambda: Slot(0, 0),
        lambda: ScheduleRule("x", DAILY, ()),
        lambda: ScheduleRule("x", DAILY, (Slot(60, 10), Slot(1500, 20))),
        lambda: every(0, 1441, 60),
        lambda: every(0, 60, 0),
        lambda: every(60, 60, 10),
        lambda: spread(0, 10, 0),
    ],
)
def test_what_cannot_be_is_refused(make):
    with pytest.raises(SlotError) as refused:
        make()
    assert refused.value.message.render()
