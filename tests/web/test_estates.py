"""Estates as people meet them: places, points and labels, equipment, rosters, calendars, the import."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader
from tests.apps.operations.estate_ground import building, four_crews, here, post
from tests.apps.organization.test_importing import workbook
from tests.apps.standards.company import Company

from guicheng.apps.operations.models import CalendarUse, Equipment, EquipmentEntry, NamedCalendar, Place, Point, Roster
from guicheng.apps.operations.services import places as places_acts

pytestmark = pytest.mark.django_db


@pytest.fixture
def company():
    return Company()


@pytest.fixture
def as_(company, settings):
    settings.SECOND_FACTOR = False

    def enter(name):
        client = Client()
        client.force_login(company.people[name])
        return client

    return enter


@pytest.fixture
def at(company):
    return lambda rest="": f"/estates/{company.estate.key}/{rest}"


def page(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def test_places_and_points_are_added_changed_and_archived(company, as_, at):
    client = as_("wang")
    client.post(at("places/"), {"act": "save", "code": "a", "name": "A栋", "kind": "building"})
    client.post(at("places/"), {"act": "save", "code": "a-1", "name": "一层", "kind": "floor", "parent": "A"})
    text = page(client.get(at("places/")))
    assert 'class="depth-1"' in text
    text = page(client.post(at("places/"), {"act": "save", "code": "", "name": "二层", "kind": "floor"}), 422)
    assert 'value="二层"' in text
    point = {"act": "save", "code": "P1", "name": "大堂", "place": "A-1", "proof": "code", "latitude": "30.274151"}
    assert 'value="30.274151"' in page(client.post(at("points/"), point), 422)
    client.post(at("points/"), {**point, "longitude": "120.15515"})
    text = page(client.get(at("points/")))
    assert 'value="120.155150"' in text
    assert "<td>C</td>" in text
    client.post(at("points/"), {"act": "archive", "key": Point.objects.get().key})
    assert "大堂" not in page(client.get(at("points/")))
    assert "大堂" in page(client.get(at("points/?archived=1")))
    client.post(at("places/"), {"act": "archive", "key": Place.objects.get(code="A-1").key})
    assert "一层" not in page(client.get(at("places/")))
    assert "添加空间" not in page(as_("sun").get(at("places/")))


def test_labels_are_printed_by_building_24_on_a_page(company, as_, at):
    building(company), building(company, "B")
    for number in range(26):
        places_acts.save_point(**here(company), code=f"P{number:02}", name="电梯厅", place="A")
    places_acts.save_point(**here(company), code="Q1", name="水泵房", place="B")
    answer = as_("qian").get(at("points/labels.pdf?within=A"))
    assert answer["Content-Type"] == "application/pdf"
    sheets = PdfReader(io.BytesIO(answer.content)).pages
    texts = [sheet.extract_text() for sheet in sheets]
    assert [text.count("电梯厅") for text in texts] == [24, 2]
    assert "云栖花园" in texts[0]
    assert "云帆物业" in texts[0]
    assert (float(sheets[0].mediabox.width), float(sheets[0].mediabox.height)) == pytest.approx((595.28, 841.89), abs=1)
    assert as_("qian").get(at("points/labels.pdf?within=无")).status_code == 302


def test_equipment_is_added_and_its_history_grows(company, as_, at):
    client = as_("wang")
    sent = {"act": "save", "code": "dt-1", "name": "1号梯", "category": "电梯", "inspect_by": "2020-01-01"}
    assert client.post(at("equipment/"), sent)["Location"] == at("equipment/DT-1/")
    assert "已过期" in page(client.get(at("equipment/")))
    assert "2020-01-01 已过期" in page(client.get(at()))
    entry = {"act": "record", "kind": "inspected", "day": "2026-01-05", "text": "年检合格", "inspect_by": "2099-01-04"}
    assert 'value="年检合格"' in page(client.post(at("equipment/DT-1/"), {**entry, "day": ""}), 422)
    as_("sun").post(at("equipment/DT-1/"), entry)
    text = page(client.get(at("equipment/DT-1/")))
    assert "年检合格" in text
    assert "孙主管" in text
    client.post(at("equipment/DT-1/"), {**sent, "name": "一号梯", "inspect_by": "2098-01-01"})
    assert Equipment.objects.get().name == "一号梯"
    assert page(as_("sun").post(at("equipment/DT-1/"), {**sent, "name": "x"}), 403)
    assert EquipmentEntry.objects.count() == 1
    assert client.get(at("equipment/NO/")).status_code == 404
    assert "没有符合条件的设备" in page(client.get(at("equipment/?q=水泵")))


def test_a_roster_with_a_known_pattern_is_planned_in_three_forms(company, as_, at):
    client, key = as_("sun"), str(post(company).key)
    sent = {"act": "save_roster", "name": "秩序排班", "post": key, "pattern": "four-three", "starts_on": "2026-11-01"}
    client.post(at("shifts/"), sent)
    roster, person = Roster.objects.get(), company.people["qian"]
    client.post(at("shifts/"), {"act": "put_in_crew", "roster": roster.key, "person": person.key, "crew": "甲班"})
    assert "钱师傅" in page(client.get(at("shifts/")))
    text = page(client.get(at("roster/?month=2026-11")))
    row = text[text.index('lang="zh-CN">钱师傅</th>') :]
    assert row[: row.index("</tr>")].count(">早<") == 8
    assert page(client.post(at("shifts/"), {**sent, "pattern": "", "cycle": "无"}), 422).count('value="无"') == 1
    client.post(at("shifts/"), {"act": "save_shift", "name": "长", "hours": "8:00-20:00"})
    client.post(at("shifts/"), {"act": "remove_shift", "name": "长"})
    assert "08:00-20:00" not in page(client.get(at("shifts/")))


def test_days_are_changed_and_changes_taken_back(company, as_, at):
    row, people = four_crews(company, "甲一", "乙一", "丙一", "丁一")
    client = as_("sun")
    about = {"roster": row.key, "person": people[0].key, "day": "2026-11-01", "reason": "病假"}
    client.post(at("roster/?month=2026-11"), {"act": "stand_in", "other": people[3].key, **about})
    text = page(client.get(at("roster/?month=2026-11")))
    assert "丁一替甲一" in text
    assert 'title="替甲一（病假）"' in text
    text = page(client.post(at("roster/"), {"act": "set_day", **about, "reason": ""}), 422)
    assert "写明原因" in text
    client.post(at("roster/"), {"act": "swap", "other": people[1].key, "other_day": "2026-11-02", **about})
    client.post(at("roster/"), {"act": "set_day", "shifts": ["中"], **about, "day": "2026-11-20"})
    client.post(at("roster/"), {"act": "take_back", "key": row.changes.first().key})
    text = page(client.get(at("roster/?month=2026-11")))
    assert text.count('value="take_back"') == 3
    assert 'value="take_back"' not in page(as_("qian").get(at("roster/?month=2026-11")))
    assert page(client.get(at("roster/?month=unsinn")))


def test_the_overview_says_who_is_on_duty_now(company, as_, at, monkeypatch):
    four_crews(company, "甲一", "乙一", "丙一", "丁一")
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 1, 3, 0, tzinfo=UTC))
    assert "秩序员 · 甲一 · 早" in page(as_("qian").get(at()))
    assert "云栖花园" in page(as_("qian").get("/estates/"))
    assert as_("zhao").get(at()).status_code == 404


def test_calendars_are_written_chosen_and_shown_minute_by_minute(company, as_):
    chief = as_("chen")
    chief.post(
        "/calendars/", {"act": "add", "name": "办公", "hours": "工作日 8:30-12:00、13:30-17:30", "day_end": "17:30"}
    )
    key = NamedCalendar.objects.get().key
    chief.post("/calendars/", {"act": "use", "unit": company.root.key, "key": key})
    text = page(chief.get("/calendars/"))
    assert "日终 17:30" in text
    assert CalendarUse.objects.get().unit == company.root
    text = page(chief.post("/calendars/", {"act": "add", "name": "空", "hours": "周一 9:00-9:00"}), 422)
    assert 'value="周一 9:00-9:00"' in text
    text = page(chief.get("/calendars/preview/?hours=周六 9:00-12:00"))
    assert "6.0 小时" in text
    assert 'role="alert"' in page(chief.get("/calendars/preview/?hours=白天"))
    assert "6.0 小时" in page(as_("wang").get("/calendars/?hours=周六 9:00-12:00"))
    assert page(as_("wang").post("/calendars/", {"act": "add", "name": "x", "hours": "24小时"}), 403)
    chief.post("/calendars/", {"act": "change", "key": key, "name": "行政", "hours": "24小时", "day_end": ""})
    assert page(chief.post("/calendars/", {"act": "remove", "key": key}), 422)
    chief.post("/calendars/", {"act": "use", "unit": company.root.key, "key": ""})
    chief.post("/calendars/", {"act": "remove", "key": key})
    assert not NamedCalendar.objects.exists()


def test_a_workbook_is_taken_or_comes_back_with_remarks(company, as_, at):
    client = as_("wang")
    assert page(client.get(at("import/")))
    assert client.get(at("import/sheet.xlsx")).content[:2] == b"PK"
    assert page(client.post(at("import/")), 422)

    def send(rows):
        file = SimpleUploadedFile("项目.xlsx", workbook(空间=rows))
        return client.post(at("import/"), {"file": file})

    text = page(send([["编码", "名称", "类型"], ["A", "", "楼栋"]]), 422)
    assert "填写名称" in text
    assert "estate-remarks.xlsx" in text
    assert not Place.objects.exists()
    rows = [["编码", "名称", "类型"], ["A", "A栋", "楼栋"]]
    assert "空间: 1" in page(send(rows))
    assert 'class="notice is-read"' in page(send(rows))
