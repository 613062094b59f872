"""Units, posts, people, roles and the audit through the API."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from tests.api.caller import Caller
from tests.apps.standards.company import Company

from guicheng.apps.organization.models import Person
from guicheng.apps.platform.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(db, settings):
    settings.SECOND_FACTOR = False
    cache.clear()
    return Company()


@pytest.fixture
def gao(company):
    return Caller.person(company, "gao")


def test_a_unit_is_added_renamed_moved_and_archived(company, gao):
    made = gao.send("POST", "/units", {"parent": str(company.root.key), "kind": "estate", "name": "新园"}, 201)
    changed = gao.send("PATCH", f"/units/{made['key']}", {"code": "xy"})
    assert (changed["name"], changed["code"]) == ("新园", "XY")
    moved = gao.send("PUT", f"/units/{made['key']}/parent", {"parent": str(company.region.key)})
    assert moved["depth"] == 3
    assert gao.send("POST", f"/units/{made['key']}/archive")["archived_at"]
    assert [row["name"] for row in gao.get("/units", archived=True)["items"]] == ["新园"]
    assert gao.send("POST", f"/units/{made['key']}/unarchive")["archived_at"] is None
    assert gao.get(f"/units/{made['key']}")["code"] == "XY"


def test_a_unit_in_use_is_not_archived_and_a_taken_name_is_refused(company, gao):
    used = gao.send("POST", f"/units/{company.region.key}/archive", status=409)
    assert used["code"] == "still-used"
    sent = {"parent": str(company.region.key), "kind": "estate", "name": "云栖花园"}
    taken = gao.send("POST", "/units", sent, 409)
    assert (taken["code"], taken["field"]) == ("taken", "name")


def test_a_post_is_added_changed_and_archived(company, gao):
    post = gao.send("POST", "/posts", {"name": "维修工", "trade": "engineering"}, 201)
    assert gao.send("PATCH", f"/posts/{post['key']}", {"name": "综合维修工"})["trade"] == "engineering"
    assert gao.send("POST", f"/posts/{post['key']}/archive")["archived_at"]
    assert gao.get("/posts", archived=False)["items"] == []
    assert gao.send("POST", f"/posts/{post['key']}/unarchive")["archived_at"] is None
    assert gao.get(f"/posts/{post['key']}")["name"] == "综合维修工"


def test_a_person_is_added_placed_trusted_and_ended(company, gao):
    post = gao.send("POST", "/posts", {"name": "维修工", "trade": "engineering"}, 201)["key"]
    made = gao.send("POST", "/people", {"username": "zhou.min", "name": "周敏", "phone": "138 1234 5678"}, 201)
    key, estate = made["person"]["key"], str(company.estate.key)
    assert made["person"]["phone"] == "138****5678"
    placed = gao.send("PUT", f"/people/{key}/placements/{estate}/{post}")
    assert placed["placements"] == [
        {"unit": {"key": estate, "name": "云栖花园"}, "post": {"key": post, "name": "维修工"}}
    ]
    assert gao.send("PUT", f"/people/{key}/roles/{estate}/supervisor")["roles"][0]["role"] == "supervisor"
    assert gao.send("DELETE", f"/people/{key}/roles/{estate}/supervisor")["roles"] == []
    assert gao.send("DELETE", f"/people/{key}/placements/{estate}/{post}")["placements"] == []
    assert gao.send("PATCH", f"/people/{key}", {"email": "zhou@a.cn"})["name"] == "周敏"
    assert gao.send("POST", f"/people/{key}/end")["active"] is False
    assert gao.send("POST", f"/people/{key}/password", status=409)["code"] == "ended"
    assert gao.send("POST", f"/people/{key}/readmit")["active"] is True
    password = gao.send("POST", f"/people/{key}/password")["password"]
    assert Person.objects.get(key=key).check_password(password)


def test_a_phone_number_is_told_for_a_reason_and_the_audit_keeps_it(company, gao):
    Person.objects.filter(username="wang").update(phone="13812345678")
    key = company.people["wang"].key
    assert gao.send("POST", f"/people/{key}/phone", {"reason": " "}, 422)["field"] == "reason"
    assert gao.send("POST", f"/people/{key}/phone", {"reason": "夜间急修"})["phone"] == "13812345678"
    assert AuditEntry.objects.get(act="organization.reveal_phone").after == {"reason": "夜间急修"}


def test_people_are_found_by_words_and_by_whether_their_access_lasts(company, gao):
    assert [row["username"] for row in gao.get("/people", words="王经")["items"]] == ["wang"]
    gao.send("POST", f"/people/{company.people['qian'].key}/end")
    assert [row["username"] for row in gao.get("/people", active=False)["items"]] == ["qian"]
    # A number in full finds a person, a part of it would let it be guessed.
    Person.objects.filter(username="wang").update(phone="13812345678")
    assert gao.get("/people", words="1381234")["items"] == []


def test_the_last_administrator_stays(company, gao):
    key = company.people["gao"].key
    refused = gao.send("DELETE", f"/people/{key}/roles/{company.root.key}/administrator", status=409)
    assert refused["code"] == "last-administrator"


def test_an_estate_manager_sees_the_people_of_the_estate_only(company):
    wang = Caller.person(company, "wang")
    assert {row["username"] for row in wang.get("/people")["items"]} == {"wang", "sun", "qian"}
    wang.get(f"/people/{company.people['zhao'].key}", 404)


def test_the_audit_is_narrowed_by_act_person_thing_and_time_and_read_in_pages(company, gao):
    for number in range(3):
        gao.send("POST", "/posts", {"name": f"岗{number}", "trade": "order"}, 201)
    rows = gao.get("/audit", act="organization.add_post")["items"]
    assert [row["label"] for row in rows] == ["岗2", "岗1", "岗0"]
    assert rows[0]["after"] == {"name": "岗2", "trade": "order"}
    assert rows[0]["channel"] == "api"
    assert len(gao.get("/audit", key=rows[0]["key"])["items"]) == 1
    assert gao.get("/audit", person="陈晓", act="organization")["items"] == []
    later = (timezone.now() + timedelta(hours=1)).isoformat()
    assert gao.get("/audit", since=later)["items"] == []
    assert gao.get("/audit", until=later, subject="post")["items"]
    assert Caller.person(company, "chen").get("/audit", 404)["code"] == "absent"


def test_a_caller_is_told_who_they_are_and_what_they_may(company):
    told = Caller.program(company, "standards.read", "audit.read").get("/me")
    assert (told["kind"], told["name"]) == ("integration", "工单系统")
    assert told["permissions"] == ["audit.read", "standards.read"]
    assert "standards.approve" in Caller.person(company, "wang").get("/me")["permissions"]


def test_duty_hours_are_set_for_a_unit_and_hold_below_it(company, gao):
    post = gao.send("POST", "/posts", {"name": "门岗", "trade": "order", "rank": 2}, 201)
    assert post["rank"] == 2
    assert gao.send("PATCH", f"/posts/{post['key']}", {"rank": None})["rank"] is None
    root, estate = company.root, company.estate
    gao.send("PUT", f"/units/{root.key}/duty-hours/{post['key']}", {"hours": "周日 22:00-6:00"})
    assert gao.get(f"/units/{estate.key}/duty-hours") == [
        {
            "post": {"key": post["key"], "name": "门岗"},
            "unit": {"key": str(root.key), "name": root.name},
            "hours": "周日 22:00-06:00",
            "week": [[6 * 1440 + 1320, 360]],
        }
    ]
    assert gao.send("PUT", f"/units/{root.key}/duty-hours/{post['key']}", {"hours": ""}) == []
    refused = gao.send("PUT", f"/units/{root.key}/duty-hours/{post['key']}", {"hours": "白天"}, 422)
    assert (refused["code"], refused["field"]) == ("not-as-wanted", "hours")
