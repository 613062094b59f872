"""Rosters of an estate, and who is on duty there."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.operations.estate_ground import AT, four_crews, guard, here, post

from guicheng.apps.operations.models import CrewMember, Roster, RosterChange, Shift
from guicheng.apps.operations.selectors.rosters import on_duty_at, rosters_of, shifts_of
from guicheng.apps.operations.services import roster_changes, rosters
from guicheng.apps.organization import services as organization
from guicheng.apps.organization.models import DutyHours, Person, Placement
from guicheng.apps.organization.services import ArchivedError, NotAsWantedError, StillUsedError
from guicheng.apps.platform.models import AuditEntry
from guicheng.domain.values import NotAllowedError


def local(text):
    """A moment of China's clock in November 2026, as UTC."""
    return datetime.fromisoformat(f"2026-11-{text}:00+08:00").astimezone(UTC)


def there(company, text, **more):
    return [(each.person.name, each.shift) for each in on_duty_at(company.estate, local(text), **more)]


def save(company, **wanted):
    name = {"name": "排班", "post_key": post(company).key, "starts_on": "2026-11-02"}
    return rosters.save_roster(**here(company), **{**name, **wanted})


def test_four_crews_in_three_shifts_are_on_duty_in_turn(company):
    four_crews(company, "甲", "乙", "丙", "丁")
    assert [each.name for each in shifts_of(company.estate)] == ["夜", "早", "中"]
    # On the first day the crews stand at 早, 中, 夜 and 休.
    assert [there(company, f"01 {hour}") for hour in ("07:59", "08:00", "16:00", "23:59")] == [
        [("丙", "夜")],
        [("甲", "早")],
        [("乙", "中")],
        [("乙", "中")],
    ]
    with CaptureQueriesContext(connection) as asked:
        there(company, "20 03:00")
    assert len(asked) <= 6


def test_a_shift_over_midnight_belongs_to_the_day_before_also_over_the_end_of_a_roster(company):
    guard(company, "甲")
    row, _new = save(company, pattern="four-two", ends_on="2026-11-03")
    rosters.put_in_crew(**here(company), roster_key=row.key, person_key=company.people["甲"].key, crew="甲班")
    assert there(company, "02 12:00") == [("甲", "白")]
    assert there(company, "04 07:59") == [("甲", "夜")]
    assert there(company, "04 08:00") == []
    assert there(company, "06 12:00") == []


def test_who_stands_in_and_who_swaps_is_on_duty_with_the_reason(company):
    row, people = four_crews(company, "甲", "乙", "丙", "丁")
    change = {"roster_key": row.key, "reason": "病假"}
    made = roster_changes.stand_in(
        **here(company, "sun"), **change, day="2026-11-01", person_key=people[0].key, stand_in_key=people[3].key
    )
    assert there(company, "01 09:00") == [("丁", "早")]
    found = on_duty_at(company.estate, local("01 09:00"))[0]
    assert (found.in_place_of, found.reason) == (people[0], "病假")
    roster_changes.take_back_change(**here(company, "sun"), key=made.key)
    roster_changes.take_back_change(**here(company, "sun"), key=made.key)
    assert there(company, "01 09:00") == [("甲", "早")]
    roster_changes.swap(
        **here(company, "sun"),
        **change,
        day="2026-11-01",
        person_key=people[0].key,
        other_day="2026-11-01",
        other_key=people[1].key,
    )
    assert [there(company, f"01 {hour}") for hour in ("09:00", "17:00")] == [[("乙", "早")], [("甲", "中")]]
    roster_changes.swap(
        **here(company, "sun"),
        **change,
        day="2026-11-09",
        person_key=people[0].key,
        other_day="2026-11-11",
        other_key=people[3].key,
    )
    assert [there(company, f"{day} 09:00") for day in ("09", "11")] == [[("丁", "早")], [("甲", "早")]]
    roster_changes.set_day(
        **here(company, "sun"), **change, day="2026-11-20", person_key=people[2].key, shifts=["早", "中"]
    )
    assert ("丙", "早") in there(company, "20 09:00")
    assert RosterChange.objects.count() == 6


def test_a_post_without_a_roster_is_there_by_its_hours(company):
    person, repair = company.join("qi", "戚工"), post(company, "维修工", "engineering")
    Placement.objects.create(person=person, post=repair, unit=company.estate)
    Placement.objects.create(person=company.join("ku", "库工"), post=repair, unit=company.other)
    DutyHours.objects.create(post=repair, unit=company.root, hours="工作日 08:30-17:30；周日 22:00-06:00")
    assert there(company, "23 09:00") == [("戚工", "")]
    assert there(company, "23 05:59") == [("戚工", "")]
    assert there(company, "23 06:00") == []
    assert there(company, "21 09:00") == []
    four_crews(company, "甲", "乙", "丙", "丁")
    assert there(company, "23 09:00", post=repair) == [("戚工", "")]
    assert len(there(company, "23 09:00")) == 2
    assert [name for name, _shift in there(company, "23 09:00", post=post(company))] != ["戚工"]


def test_somebody_whose_access_ended_is_on_no_duty(company):
    _row, people = four_crews(company, "甲")
    Person.objects.filter(pk=people[0].pk).update(is_active=False)
    assert there(company, "01 09:00") == []
    with pytest.raises(Person.DoesNotExist):
        rosters.put_in_crew(**here(company), roster_key=Roster.objects.get().key, person_key=people[0].key, crew="乙班")


def test_an_own_cycle_with_own_crews(company):
    rosters.save_shift(**here(company), name="白", hours="8:00-20:00")
    row, new = save(company, cycle="白 白 休", crews="一组=0，二组=1")
    assert (new, row.cycle, row.crews) == (
        True,
        ["白", "白", ""],
        [{"name": "一组", "offset": 0}, {"name": "二组", "offset": 1}],
    )
    before = AuditEntry.objects.count()
    assert save(company, cycle="白，白，休", crews="一组、二组=1")[1] is False
    assert AuditEntry.objects.count() == before
    guard(company, "甲")
    named = {"roster_key": row.key, "person_key": company.people["甲"].key}
    rosters.put_in_crew(**here(company), **named, crew="二组")
    assert rosters.put_in_crew(**here(company), **named, crew="二组")[1] is False
    rosters.put_in_crew(**here(company), **named, crew="一组")
    assert rosters.put_in_crew(**here(company), **named, crew="")[0] is None
    rosters.put_in_crew(**here(company), **named, crew="二组")
    assert save(company, cycle="白", crews="一组")[1] is True
    assert not CrewMember.objects.exists()
    assert rosters_of(company.estate).get().crews == [{"name": "一组", "offset": 0}]


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"name": ""}, "name"),
        ({"starts_on": ""}, "starts_on"),
        ({"ends_on": "2026-11-01"}, "ends_on"),
        ({"cycle": ""}, "cycle"),
        ({"cycle": "休 休"}, "cycle"),
        ({"cycle": "白 无"}, "cycle"),
        ({"cycle": "白", "crews": "一组=1"}, "crews"),
        ({"cycle": "白", "crews": "一组=x"}, "crews"),
        ({"cycle": "白", "crews": "一组、一组"}, "crews"),
        ({"cycle": "白", "crews": "、".join(f"{number}组" for number in range(32))}, "crews"),
    ],
)
def test_a_roster_that_cannot_be_is_refused_by_its_field(company, wanted, field):
    rosters.save_shift(**here(company), name="白", hours="8:00-20:00")
    with pytest.raises(NotAsWantedError) as refused:
        save(company, **{"cycle": "白", **wanted})
    assert refused.value.field == field
    assert not Roster.objects.exists()


@pytest.mark.parametrize(
    ("wanted", "field"),
    [({"name": ""}, "name"), ({"name": "休"}, "name"), ({"name": "早 班"}, "name"), ({"hours": "白天"}, "hours")],
)
def test_a_shift_that_cannot_be_is_refused_by_its_field(company, wanted, field):
    with pytest.raises(NotAsWantedError) as refused:
        rosters.save_shift(**here(company), **{"name": "早", "hours": "8:00-16:00", **wanted})
    assert refused.value.field == field


def test_a_shift_goes_once_no_roster_uses_it(company):
    rosters.save_shift(**here(company), name="长", hours="8:00-20:00")
    assert rosters.save_shift(**here(company), name="长", hours="08:00-20:00")[1] is False
    rosters.save_shift(**here(company), name="长", hours="8:00-21:00")
    row, people = four_crews(company, "甲")
    with pytest.raises(StillUsedError, match="秩序排班"):
        rosters.remove_shift(**here(company), name="早")
    change = {"roster_key": row.key, "reason": "顶岗", "day": "2026-11-05", "person_key": people[0].key}
    roster_changes.set_day(**here(company), **change, shifts=["长"])
    with pytest.raises(StillUsedError):
        rosters.remove_shift(**here(company), name="长")
    RosterChange.objects.all().delete()
    rosters.remove_shift(**here(company), name="长")
    assert not Shift.objects.filter(name="长").exists()


def test_changes_that_cannot_be_are_refused(company):
    row, people = four_crews(company, "甲", "乙")
    change = {"roster_key": row.key, "day": "2026-11-05", "person_key": people[0].key, "reason": "病假"}
    wrong = [
        ("stand_in_key", lambda: stand(stand_in_key=people[0].key)),
        ("reason", lambda: stand(reason=" ")),
        ("day", lambda: stand(day="")),
        ("shifts", lambda: stand(shift="无")),
        ("other_day", lambda: swap(other_day="")),
        ("other_key", lambda: swap(other_key=people[0].key)),
        ("shifts", lambda: roster_changes.set_day(**here(company), **change, shifts=["无"])),
    ]

    def stand(**more):
        return roster_changes.stand_in(**here(company), **{**change, "stand_in_key": people[1].key, **more})

    def swap(**more):
        wanted = {**change, "other_day": "2026-11-06", "other_key": people[1].key, **more}
        return roster_changes.swap(**here(company), **wanted)

    for field, act in wrong:
        with pytest.raises(NotAsWantedError) as refused:
            act()
        assert refused.value.field == field
    assert not RosterChange.objects.exists()
    with pytest.raises(NotAsWantedError):
        rosters.put_in_crew(**here(company), roster_key=row.key, person_key=people[0].key, crew="无")


def test_who_plans_no_rosters_is_refused_and_an_archived_post_takes_none(company):
    with pytest.raises(NotAllowedError):
        rosters.save_shift(**here(company, "qian"), name="早", hours="8:00-16:00")
    key = post(company).key
    organization.archive_post(actor=company.actor("gao"), key=key, at=AT)
    with pytest.raises(ArchivedError):
        save(company, pattern="week")
