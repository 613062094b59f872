"""Who is on duty: cycles, nights over midnight, substitutions and swaps, beside somebody who walks day by day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guicheng.domain.worktime import Window
from guicheng.domain.worktime.roster import (
    Crew,
    Override,
    Roster,
    RosterError,
    Substitution,
    duties_between,
    on_duty,
    uncovered,
)

DAY = timedelta(days=1)
THREE = {"早": Window(480, 960), "中": Window(960, 1440), "夜": Window(1440 - 1440, 480)}
FOUR_CREWS = tuple(Crew(f"{name}班", 2 * place, (name,)) for place, name in enumerate("甲乙丙丁"))
FOUR = Roster(THREE, (*"早早中中夜夜", "", ""), date(2026, 2, 27), FOUR_CREWS)
TWO = {"白": Window(480, 1200), "夜": Window(1200, 1920)}


def at(text):
    return datetime.fromisoformat(f"2026-{text}")


def there(roster, text):
    return [(duty.person, duty.shift, duty.in_place_of) for duty in on_duty([roster], at(text))]


def test_four_crews_in_three_shifts_leave_no_minute_without_somebody():
    """四班三运转, over the end of February: each moment has one crew, and each crew rests two days of eight."""
    for hour in range(24 * 40):
        assert len(on_duty([FOUR], at("02-28 00:00") + timedelta(hours=hour))) == 1
    worked = [duty.person for duty in duties_between(FOUR, date(2026, 2, 27), date(2026, 3, 6))]
    assert {name: worked.count(name) for name in "甲乙丙丁"} == dict.fromkeys("甲乙丙丁", 6)


def test_a_night_belongs_to_the_day_on_which_it_begins_and_ends_on_its_last_moment():
    weeks = Roster(TWO, ("白",) * 7 + ("夜",) * 7, date(2026, 12, 28), (Crew("一", 0, ("王",)), Crew("二", 7, ("李",))))
    assert there(weeks, "12-31 23:59") == [("李", "夜", "")]
    night = on_duty([weeks], datetime(2027, 1, 1, 7, 59))
    assert [(duty.person, duty.day) for duty in night] == [("李", date(2026, 12, 31))]
    assert [duty.person for duty in on_duty([weeks], datetime(2027, 1, 1, 8))] == ["王"]
    # Before the first day nobody works, and the last night of a roster is worked to its end.
    assert there(weeks, "12-28 07:59") == []
    ended = Roster(TWO, ("夜",), date(2026, 3, 1), (Crew("一", 0, ("王",)),), ends_on=date(2026, 3, 31))
    assert there(ended, "04-01 07:00") == [("王", "夜", "")]
    assert there(ended, "04-01 21:00") == []


def test_who_stands_in_is_on_duty_in_the_place_of_who_is_away():
    def changed(*exceptions):
        return Roster(TWO, ("白",), date(2026, 3, 1), (Crew("一", 0, ("王", "李")),), exceptions=exceptions)

    day = date(2026, 3, 5)
    ill = Substitution(day, "王", "赵", "白", "病假")
    assert there(changed(ill), "03-05 09:00") == [("李", "白", ""), ("赵", "白", "王")]
    assert there(changed(ill), "03-06 09:00") == [("李", "白", ""), ("王", "白", "")]
    assert there(changed(Substitution(day, "王", "赵", "夜")), "03-05 09:00") == [("李", "白", ""), ("王", "白", "")]
    again = Substitution(day, "赵", "钱", reason="临时")
    assert there(changed(ill, again), "03-05 09:00") == [("李", "白", ""), ("钱", "白", "王")]
    back = Substitution(day, "赵", "王")
    assert there(changed(ill, back), "03-05 09:00") == [("李", "白", ""), ("王", "白", "")]
    away, night = Override(day, "李"), Override(day, "王", ("夜",), "夜间施工")
    assert there(changed(away, night), "03-05 09:00") == []
    assert there(changed(away, night), "03-06 07:00") == [("王", "夜", "")]


def test_a_swap_is_two_substitutions():
    weeks = Roster(
        TWO,
        ("白", "夜"),
        date(2026, 3, 1),
        (Crew("一", 0, ("王",)), Crew("二", 1, ("李",))),
        exceptions=(
            Substitution(date(2026, 3, 1), "王", "李", "白", "换班"),
            Substitution(date(2026, 3, 2), "李", "王", "白", "换班"),
        ),
    )
    assert there(weeks, "03-01 09:00") == [("李", "白", "王")]
    assert there(weeks, "03-02 09:00") == [("王", "白", "李")]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Roster(TWO, (), date(2026, 1, 1), ()),
        lambda: Roster(TWO, ("", ""), date(2026, 1, 1), ()),
        lambda: Roster(TWO, ("中",), date(2026, 1, 1), ()),
        lambda: Roster(TWO, ("白",), date(2026, 1, 1), (), exceptions=(Override(date(2026, 1, 1), "王", ("中",)),)),
        lambda: Roster(TWO, ("白",), date(2026, 1, 1), (), exceptions=(Substitution(date(2026, 1, 1), "", "", "中"),)),
    ],
)
def test_a_roster_that_turns_on_nothing_is_refused(make):
    with pytest.raises(RosterError):
        make()


def test_hours_without_anybody_are_told():
    day = Roster(TWO, ("白",), date(2026, 3, 1), (Crew("一", 0, ("王", "李")),))
    wanted = [(at("03-05 07:00"), at("03-05 22:00")), (at("03-06 09:00"), at("03-06 10:00"))]
    assert list(uncovered([day], wanted)) == [
        (at("03-05 07:00"), at("03-05 08:00")),
        (at("03-05 20:00"), at("03-05 22:00")),
    ]
    assert list(uncovered([], wanted)) == wanted
    assert list(uncovered([FOUR], [(at("03-05 00:00"), at("03-07 00:00"))])) == []
    later = [(at("03-05 04:00"), at("03-05 06:00"))]
    assert list(uncovered([day], later)) == later


FIRST = date(2027, 12, 20)
NAMES = st.sampled_from("王李赵钱孙")
SHIFTS = st.sampled_from(["白", "夜", "长"])
LONG = {**TWO, "长": Window(600, 2040)}
DAYS = st.integers(0, 25).map(lambda offset: FIRST + offset * DAY)
CHANGES = st.one_of(
    st.builds(Override, DAYS, NAMES, st.lists(SHIFTS, max_size=2, unique=True).map(tuple)),
    st.builds(Substitution, DAYS, NAMES, NAMES, st.one_of(st.just(""), SHIFTS)),
)


@st.composite
def rosters(draw):
    cycle = tuple(draw(st.lists(st.one_of(st.just(""), SHIFTS), min_size=1, max_size=9)))
    crews = tuple(
        Crew(str(place), draw(st.integers(0, 12)), tuple(draw(st.lists(NAMES, max_size=3, unique=True))))
        for place in range(draw(st.integers(1, 4)))
    )
    ends = draw(st.one_of(st.none(), DAYS))
    changes = tuple(draw(st.lists(CHANGES, max_size=6)))
    return Roster(LONG, cycle if any(cycle) else (*cycle, "白"), FIRST, crews, ends, changes)


def walked(roster, moment):
    """Who is there at a moment, by walking from the first day, hour by hour, with a list of who comes and goes."""
    found = set()
    for offset in range(60):
        day = roster.starts_on + offset * DAY
        works = set()
        if roster.ends_on is None or day <= roster.ends_on:
            for crew in roster.crews:
                place = crew.offset
                for _step in range(offset):
                    place += 1
                name = roster.cycle[place % len(roster.cycle)]
                works |= {(member, name) for member in crew.members if name}
        for change in roster.exceptions:
            if change.day != day:
                continue
            if isinstance(change, Override):
                works = {each for each in works if each[0] != change.person}
                works |= {(change.person, name) for name in change.shifts}
            else:
                moved = {each for each in works if each[0] == change.absent and change.shift in ("", each[1])}
                works = (works - moved) | {(change.stand_in, name) for _person, name in moved}
        midnight = datetime(day.year, day.month, day.day)
        for person, name in works:
            minutes = (moment - midnight) / timedelta(minutes=1)
            if roster.shifts[name].begin <= minutes < roster.shifts[name].end:
                found.add((person, name))
    return found


@given(rosters(), st.integers(-2000, 40 * 1440))
def test_who_is_on_duty_is_whom_a_walker_meets(roster, minutes):
    moment = datetime(2027, 12, 20) + timedelta(minutes=minutes)
    assert {(duty.person, duty.shift) for duty in on_duty([roster], moment)} == walked(roster, moment)
