"""Places, points and equipment of an estate."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from tests.apps.operations.estate_ground import building, here

from guicheng.apps.operations.models import Equipment, EquipmentEntry, Place, Point, point_key
from guicheng.apps.operations.selectors.estates import estate_rows, estate_visible_to, estates_visible_to
from guicheng.apps.operations.selectors.places import (
    equipment_coded,
    equipment_of,
    history_of,
    inspections_due,
    places_of,
    points_of,
)
from guicheng.apps.operations.services import equipment, places
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.services import ArchivedError, NotAsWantedError, StillUsedError
from guicheng.apps.platform.models import AuditEntry
from guicheng.domain.values import NotAllowedError


def floor(company, code="A-1", parent="A"):
    return places.save_place(**here(company), code=code, name="一层", kind="floor", parent=parent)[0]


def point(company, code="P1", **more):
    return places.save_point(**here(company), code=code, **{"name": "大堂", **more})[0]


def lift(company, code="DT-1", **more):
    wanted = {"name": "1号梯", "category": "电梯", **more}
    return equipment.save_equipment(**here(company), code=code, **wanted)[0]


def test_places_lie_in_one_another_and_move_with_what_lies_in_them(company):
    building(company), building(company, "B"), floor(company)
    places.save_place(**here(company), code="a-101", name="配电房", kind="room", parent="a-1")
    assert [(each.code, each.depth) for each in places_of(company.estate)] == [
        ("A", 0),
        ("A-1", 1),
        ("A-101", 2),
        ("B", 0),
    ]
    places.save_place(**here(company), code="A-1", name="一层", kind="floor", parent="B")
    assert [each.path for each in places_of(company.estate)] == ["A/", "B/", "B/A-1/", "B/A-1/A-101/"]
    with pytest.raises(NotAsWantedError, match="itself"):
        places.save_place(**here(company), code="B", name="B栋", kind="building", parent="A-101")


def test_the_same_place_twice_writes_nothing(company):
    building(company)
    before = AuditEntry.objects.count()
    _place, written = places.save_place(**here(company), code=" a ", name="A栋", kind="building")
    assert not written
    point(company, place="A", latitude="30.27415", longitude="120.155150")
    _point, written = places.save_point(
        **here(company), code="P1", name="大堂", place="A", latitude="30.274150", longitude="120.15515"
    )
    lift(company, inspect_by="2027-03-01")
    _lift, again = equipment.save_equipment(
        **here(company), code="DT-1", name="1号梯", category="电梯", inspect_by="2027/3/1"
    )
    assert (written, again, AuditEntry.objects.count()) == (False, False, before + 2)


@pytest.mark.parametrize(
    ("act", "wanted", "field"),
    [
        (places.save_place, {"code": "", "name": "x", "kind": "floor"}, "code"),
        (places.save_place, {"code": "A/1", "name": "x", "kind": "floor"}, "code"),
        (places.save_place, {"code": "X" * 31, "name": "x", "kind": "floor"}, "code"),
        (places.save_place, {"code": "X", "name": "", "kind": "floor"}, "name"),
        (places.save_place, {"code": "X", "name": "长" * 61, "kind": "floor"}, "name"),
        (places.save_place, {"code": "X", "name": "x", "kind": "house"}, "kind"),
        (places.save_place, {"code": "X", "name": "x", "kind": "floor", "parent": "无"}, "parent"),
        (places.save_point, {"code": "X", "name": "x", "proof": "faith"}, "proof"),
        (places.save_point, {"code": "X", "name": "x", "proof": "nfc"}, "nfc"),
        (places.save_point, {"code": "X", "name": "x", "nfc": "04:a1"}, "nfc"),
        (places.save_point, {"code": "X", "name": "x", "latitude": "91", "longitude": "1"}, "latitude"),
        (places.save_point, {"code": "X", "name": "x", "latitude": "30", "longitude": "NaN"}, "longitude"),
        (places.save_point, {"code": "X", "name": "x", "latitude": "30"}, "longitude"),
        (equipment.save_equipment, {"code": "X", "name": "x", "category": ""}, "category"),
        (equipment.save_equipment, {"code": "X", "name": "x", "category": "泵", "inspect_by": "明年"}, "inspect_by"),
        (
            equipment.save_equipment,
            {"code": "X", "name": "x", "category": "泵", "inspect_by": "1800-1-1"},
            "inspect_by",
        ),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(company, act, wanted, field):
    point(company, "P0", nfc="04A1")
    before = AuditEntry.objects.count()
    with pytest.raises(NotAsWantedError) as refused:
        act(**here(company), **wanted)
    assert (refused.value.field, AuditEntry.objects.count()) == (field, before)


def test_only_who_manages_the_estate_writes_and_who_is_elsewhere_sees_nothing(company):
    for by in ("sun", "qian", "shen", "gao"):
        with pytest.raises(NotAllowedError):
            places.save_place(**here(company, by), code="A", name="A栋", kind="building")
    for by in ("zhao",):
        with pytest.raises(Unit.DoesNotExist):
            places.save_place(**here(company, by), code="A", name="A栋", kind="building")
    assert list(estates_visible_to(company.actor("zhao"))) == [company.other]
    with pytest.raises(Unit.DoesNotExist):
        estate_visible_to(company.actor("zhao"), company.estate.key)
    assert len(estates_visible_to(company.actor("chen"))) == 2


def test_a_place_is_archived_once_nothing_in_it_is_in_use(company):
    building(company), floor(company)
    made = point(company, place="A-1")
    with pytest.raises(StillUsedError, match="一层"):
        places.archive_place(**here(company), key=Place.objects.get(code="A").key)
    places.archive_point(**here(company), key=made.key)
    with pytest.raises(ArchivedError):
        point(company, place="A-1")
    inner = Place.objects.get(code="A-1")
    places.archive_place(**here(company), key=inner.key)
    places.archive_place(**here(company), key=Place.objects.get(code="A").key)
    with pytest.raises(ArchivedError, match="A栋"):
        places.archive_place(**here(company), key=inner.key, back=True)
    with pytest.raises(ArchivedError):
        floor(company)
    assert list(places_of(company.estate)) == []
    assert len(places_of(company.estate, archived=True)) == 2
    places.archive_point(**here(company), key=made.key, back=True)
    assert [each.code for each in points_of(company.estate)] == ["P1"]


def test_the_code_of_a_point_names_it_and_its_means_decide_what_a_visit_proves(company):
    made = [
        point(company, "P1"),
        point(company, "P2", latitude="30.2", longitude="120.1"),
        point(company, "P3", proof="nfc", nfc="04:a1:b2"),
        point(company, "P4", proof="dynamic"),
    ]
    assert [each.best_grade for each in Point.objects.order_by("code")] == ["D", "C", "B", "A"]
    assert all(point_key(each.payload.lower()) == each.key for each in made)
    assert point_key("https://example.com") is None
    assert Point.objects.get(code="P3").nfc == "04A1B2"


def test_points_and_equipment_are_found_by_building_and_words(company):
    building(company), building(company, "B"), floor(company)
    point(company, "P1", place="A"), point(company, "P2", place="A-1"), point(company, "P3", place="B")
    lift(company, "DT-1", place="A-1"), lift(company, "DT-2", place="B", maker="通力")
    assert [each.code for each in points_of(company.estate, within="a")] == ["P1", "P2"]
    assert list(points_of(company.estate, within="无")) == []
    assert [each.code for each in equipment_of(company.estate, within="A")] == ["DT-1"]
    assert [each.code for each in equipment_of(company.estate, words="电梯 通力")] == ["DT-2"]


def record(company, by="sun", **more):
    wanted = {"code": "DT-1", "kind": "inspected", "day": "2026-11-20", "inspect_by": "2027-11-19", **more}
    return equipment.record_entry(**here(company, by), **wanted)


def test_what_happens_to_equipment_is_added_to_its_history(company):
    lift(company, inspect_by="2026-12-01")
    assert [each.code for each in inspections_due(company.estate, date(2026, 11, 23))] == ["DT-1"]
    record(company, text="年检合格", done_by="特检院")
    found = equipment_coded(company.estate, "dt-1")
    assert found.inspect_by == date(2027, 11, 19)
    assert list(inspections_due(company.estate, date(2026, 11, 23))) == []
    record(company, kind="repaired", inspect_by="", day="2026-11-22", text="更换门机")
    record(company, kind="retired", inspect_by=None, day="2026-11-23")
    assert [each.kind for each in history_of(found)] == ["retired", "repaired", "inspected"]
    with pytest.raises(ArchivedError):
        record(company)
    with pytest.raises(ArchivedError):
        lift(company)
    assert list(equipment_of(company.estate)) == []


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"kind": "lost"}, "kind"),
        ({"day": ""}, "day"),
        ({"day": "2026-11-25"}, "day"),
        ({"inspect_by": "2026-11-20"}, "inspect_by"),
        ({"text": "长" * 401}, "text"),
    ],
)
def test_a_line_of_history_that_cannot_be_is_refused(company, wanted, field):
    lift(company)
    with pytest.raises(NotAsWantedError) as refused:
        record(company, **wanted)
    assert refused.value.field == field
    with pytest.raises(Equipment.DoesNotExist):
        record(company, code="DT-9")


def test_the_database_refuses_to_change_history(company):
    lift(company)
    record(company)
    for act in (lambda rows: rows.update(note="x"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError, match="history of equipment"), transaction.atomic():
            act(EquipmentEntry.objects.all())


def test_estates_are_counted_in_two_queries(company, django_assert_num_queries):
    building(company), point(company), lift(company)
    with django_assert_num_queries(2):
        rows = estate_rows([company.estate, company.other])
    assert [(row.places, row.points, row.equipment, row.has_calendar) for row in rows] == [
        (1, 1, 1, False),
        (0, 0, 0, False),
    ]
