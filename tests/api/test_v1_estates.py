"""The ground of estates through the API."""

from __future__ import annotations

import pytest
from tests.api.caller import Caller
from tests.apps.operations.estate_ground import four_crews, post
from tests.apps.standards.company import Company

from guicheng.apps.operations.models import CalendarUse, NamedCalendar

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(settings):
    settings.SECOND_FACTOR = False
    return Company()


@pytest.fixture
def at(company):
    return lambda rest: f"/units/{company.estate.key}/{rest}"


def test_places_points_and_equipment_are_put_by_code_and_listed(company, at):
    wang = Caller.person(company, "wang")
    wang.send("PUT", at("places/a"), {"name": "A栋", "kind": "building"})
    floor = wang.send("PUT", at("places/A-1"), {"name": "一层", "kind": "floor", "parent": "A"})
    assert (floor["code"], floor["parent"], floor["path"]) == ("A-1", "A", "A/A-1/")
    assert [row["code"] for row in wang.get(at("places"))["items"]] == ["A", "A-1"]
    point = {"name": "大堂", "place": "A-1", "latitude": 30.274151, "longitude": 120.15515}
    made = wang.send("PUT", at("points/P1"), point)
    assert (made["best_grade"], made["latitude"], made["payload"][:5]) == ("C", 30.274151, "GC:P:")
    assert wang.get(at("points"))["items"] == [made]
    lift = wang.send("PUT", at("equipment/DT-1"), {"name": "1号梯", "category": "电梯", "place": "A"})
    assert wang.get(at("equipment"))["items"] == [lift]
    refused = wang.send("PUT", at("points/P2"), {"name": "门厅", "place": "X"}, 422)
    assert (refused["code"], refused["field"]) == ("not-as-wanted", "place")


def test_the_history_of_equipment_only_grows(company, at):
    wang, sun = Caller.person(company, "wang"), Caller.person(company, "sun")
    wang.send("PUT", at("equipment/DT-1"), {"name": "1号梯", "category": "电梯"})
    line = {"kind": "inspected", "day": "2026-01-05", "text": "年检合格", "inspect_by": "2099-01-04"}
    assert sun.send("POST", at("equipment/DT-1/history"), line, 201)["inspect_by"] == "2099-01-04"
    sun.send("POST", at("equipment/DT-1/history"), {"kind": "retired", "day": "2026-02-05"}, 201)
    seen = wang.get(at("equipment/DT-1"))
    assert [each["kind"] for each in seen["history"]] == ["retired", "inspected"]
    assert sun.send("POST", at("equipment/DT-1/history"), line, 409)["code"] == "archived"


def test_who_is_on_duty_is_told_for_a_moment_and_a_post(company, at):
    row, people = four_crews(company, "甲", "乙", "丙", "丁")
    sun, key = Caller.person(company, "sun"), str(post(company).key)
    moment = {"at": "2026-11-01T01:00:00Z", "post": key}
    told = sun.get(at("on-duty"), **moment)
    assert [(each["person"]["name"], each["shift"], each["since"]) for each in told] == [
        ("甲", "早", "2026-11-01T08:00:00+08:00")
    ]
    change = {"day": "2026-11-01", "person": str(people[0].key), "stand_in": str(people[3].key), "reason": "病假"}
    sun.send("POST", at(f"rosters/{row.key}/changes"), change, 201)
    found = sun.get(at("on-duty"), **moment)[0]
    assert (found["person"]["name"], found["in_place_of"]["name"], found["reason"]) == ("丁", "甲", "病假")
    off = {"day": "2026-11-02", "person": str(people[0].key), "reason": "休假"}
    assert sun.send("POST", at(f"rosters/{row.key}/changes"), off, 201)["stand_in"] is None
    assert sun.get(at("rosters"))[0]["crews"][1] == {"name": "乙班", "offset": 2}


def test_the_calendar_that_holds_is_told(company, at):
    wang = Caller.person(company, "wang")
    assert wang.get(at("calendar")) == {"name": "", "hours": "", "day_end": "24:00", "unit": None}
    row = NamedCalendar.objects.create(company=company.root, name="办公", hours="工作日 08:30-17:30", day_end=1050)
    CalendarUse.objects.create(calendar=row, unit=company.root)
    found = wang.get(at("calendar"), post=str(post(company).key), clause="KF-03/1")
    assert (found["name"], found["day_end"], found["unit"]["name"]) == ("办公", "17:30", company.root.name)
