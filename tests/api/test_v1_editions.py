"""Approval, routes, editions, inbox, words and parameters through the API."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from tests.api.caller import Caller
from tests.apps.standards.company import AT, GOOD, VAGUE, Company, clause

from guicheng.apps.notices.models import Notice
from guicheng.apps.standards import services
from guicheng.apps.standards.models import Submission

pytestmark = pytest.mark.django_db
BASE = "/standards/KF-03"


@pytest.fixture
def company(db, settings):
    settings.SECOND_FACTOR = False
    cache.clear()
    return Company()


@pytest.fixture
def by(company):
    callers = {name: Caller.person(company, name) for name in company.people}
    return callers.__getitem__


def publish(by, day=None, *, manager="wang"):
    sent = by("chen").send("POST", f"{BASE}/submissions", {}, 201)
    for name in ("lin", manager):
        by(name).send("POST", f"/submissions/{sent['key']}/approve", {})
    day = day or timezone.localdate()
    return by("lin").send("POST", f"{BASE}/editions", {"effective_from": str(day)}, 201)


def test_a_draft_goes_through_approval_and_is_published_by_people(company, by):
    company.standard(GOOD)
    sent = by("chen").send(
        "POST", f"{BASE}/submissions", {"note": "急修", "copies": [str(company.people["sun"].key)]}, 201
    )
    key = sent["key"]
    assert (sent["needed"], sent["may_opine"]) == (2, False)
    assert by("sun").get("/inbox", what="following")["items"][0]["kind"] == "copied"
    assert by("lin").get("/inbox")["items"][0]["submission"] == key
    assert by("lin").get(f"/submissions/{key}")["may_opine"] is True
    early = by("lin").send("POST", f"{BASE}/editions", {"effective_from": "2030-01-01"}, 409)
    assert early["code"] == "not-approved"
    seen = by("lin").get(f"/submissions/{key}")["content_hash"]
    assert by("lin").send("POST", f"/submissions/{key}/approve", {"content_hash": "0" * 64}, 409)["code"] == "stale"
    by("lin").send("POST", f"/submissions/{key}/approve", {"content_hash": seen, "comment": "同意"})
    assert by("lin").send("POST", f"/submissions/{key}/approve", {}, 409)["code"] == "not-your-turn"
    assert by("chen").send("POST", f"/submissions/{key}/approve", {}, 403)["code"] == "author-cannot-approve"
    done = by("wang").send("POST", f"/submissions/{key}/approve", {})
    assert (done["state"], [opinion["counts"] for opinion in done["opinions"]]) == ("approved", [True, True])
    made = by("lin").send("POST", f"{BASE}/editions", {"effective_from": str(timezone.localdate())}, 201)
    assert (made["number"], made["whole"], made["clauses"][0]["text"]) == (1, True, GOOD)
    assert by("chen").get(f"{BASE}/submissions")["items"][0]["state"] == "published"


def test_a_draft_with_errors_is_not_sent_and_the_problem_lists_them(company, by):
    row = clause(company.standard(VAGUE))
    refused = by("chen").send("POST", f"{BASE}/submissions", {}, 409)
    assert refused["code"] == "findings-stand"
    assert {"clause": str(row.key), "number": "", "code": "MH001"} in refused["findings"]


def test_what_was_sent_is_returned_reminded_of_once_an_hour_and_withdrawn(company, by):
    company.standard(GOOD)
    key = by("chen").send("POST", f"{BASE}/submissions", {}, 201)["key"]
    assert by("chen").send("POST", f"/submissions/{key}/remind")["reminded"] > 0
    answer = by("chen").client.post(f"/api/v1/submissions/{key}/remind")
    assert (answer.status_code, answer.json()["code"]) == (429, "too-soon")
    assert 0 < int(answer["Retry-After"]) <= 3600
    assert by("wang").send("POST", f"/submissions/{key}/return", {"comment": " "}, 422)["field"] == "comment"
    back = by("wang").send("POST", f"/submissions/{key}/return", {"comment": "时限不一致"})
    assert (back["state"], back["opinions"][0]["comment"]) == ("returned", "时限不一致")
    again = by("chen").send("POST", f"{BASE}/submissions", {}, 201)["key"]
    assert by("wang").send("POST", f"/submissions/{again}/withdraw", status=403)["code"] == "not-allowed"
    assert by("chen").send("POST", f"/submissions/{again}/withdraw")["state"] == "withdrawn"


def test_a_route_asks_its_people_and_another_one_is_added_on_the_way(company, by):
    company.standard(GOOD)
    steps = [{"name": "会签", "people": [str(company.people[name].key) for name in ("lin", "gao")]}]
    route = by("gao").send("PUT", f"/units/{company.region.key}/route", {"name": "东区审批", "steps": steps})
    assert [person["name"] for person in route["steps"][0]["people"]] == ["林品", "高管"]
    assert by("gao").get(f"/units/{company.estate.key}/route")["key"] == route["key"]
    assert [row["key"] for row in by("gao").get("/routes")["items"]] == [route["key"]]
    key = by("chen").send("POST", f"{BASE}/submissions", {}, 201)["key"]
    asked = by("lin").send("POST", f"/submissions/{key}/approvers", {"person": str(company.people["wang"].key)})
    assert [(each["person"]["name"], each["added"]) for each in asked["steps"][0]["members"]][-1] == ("王经理", True)
    copied = by("sun").send("POST", f"/submissions/{key}/copies", {"people": [str(company.people["sun"].key)]})
    assert copied["state"] == "open"
    by("gao").send("DELETE", f"/routes/{route['key']}", status=204)
    by("gao").get(f"/routes/{route['key']}", 404)
    by("gao").get(f"/units/{company.estate.key}/route", 404)


def test_the_edition_in_force_is_told_for_any_day_for_one_standard_and_for_all(company, by):
    row = clause(company.standard(GOOD))
    today = timezone.localdate()
    publish(by)
    by("chen").send("PATCH", f"/clauses/{row.key}", {"text": GOOD.replace("30", "20"), "revision": 1})
    differs = by("chen").get(f"{BASE}/differences")["items"]
    assert [(each["verdict"], each["before"]) for each in differs] == [("changed", GOOD)]
    later = today + timedelta(days=30)
    publish(by, later)
    assert by("qian").get(f"{BASE}/in-force")["number"] == 1
    assert by("qian").get(f"{BASE}/in-force", day=str(later))["number"] == 2
    by("qian").get(f"{BASE}/in-force", 404, day=str(today - timedelta(days=1)))
    told = by("qian").get("/editions/in-force", day=str(later))
    assert ([each["number"] for each in told["items"]], told["day"], told["total"]) == ([2], str(later), 1)
    assert [each["number"] for each in by("qian").get(f"{BASE}/editions")["items"]] == [2, 1]
    [changed] = by("qian").get(f"{BASE}/editions/1/to/2")["items"]
    assert {"kind": "removed", "text": "30"} in changed["marks"]
    gone = by("chen").send("POST", f"{BASE}/editions/2/withdraw", {"reason": "合同已变更"})
    assert gone["withdrawn_on"] == str(today)
    assert by("chen").send("POST", f"{BASE}/editions/2/withdraw", {"reason": "x"}, 409)["code"] == "withdrawn"


def test_an_inbox_is_read_and_letters_are_chosen(company, by):
    company.standard(GOOD)
    by("chen").send("POST", f"{BASE}/submissions", {}, 201)
    [row] = by("lin").get("/inbox")["items"]
    assert by("lin").send("POST", "/inbox/read", {"keys": [row["key"]]})["read"] == 1
    assert by("lin").get("/inbox")["unread"] == 0
    assert by("lin").send("PUT", "/inbox/letters", {"email": "off"}) == by("lin").get("/inbox/letters")
    by("lin").send("PUT", f"{BASE}/follow", status=204)
    assert [each["code"] for each in by("lin").get("/followed")["items"]] == ["KF-03"]
    by("lin").send("DELETE", f"{BASE}/follow", status=204)
    assert by("lin").get("/followed")["items"] == []


def test_frontline_follows_what_is_published_and_does_not_see_drafts(company, by):
    company.standard(GOOD)
    by("qian").send("PUT", f"{BASE}/follow", status=404)
    publish(by)
    by("qian").send("PUT", f"{BASE}/follow", status=204)
    by("qian").get(BASE, 404)


def test_words_are_added_changed_and_removed(company, by):
    made = by("chen").send("POST", "/terms", {"surface": "巡更员", "group": "post"}, 201)
    assert by("chen").send("PATCH", f"/terms/{made['key']}", {"note": "夜班"})["surface"] == "巡更员"
    assert [row["note"] for row in by("qian").get("/terms", group="post", words="巡更")["items"]] == ["夜班"]
    assert by("wang").send("POST", "/terms", {"surface": "保安", "group": "post"}, 403)["code"] == "not-allowed"
    by("chen").send("DELETE", f"/terms/{made['key']}", status=204)
    by("chen").get(f"/terms/{made['key']}", 404)


def test_a_parameter_is_changed_in_one_place_under_its_revision(company, by):
    made = by("chen").send("POST", "/parameters", {"name": "时限.急修到场", "value": "30分钟"}, 201)
    company.standard("接到急修报修后【时限.急修到场】内到场。")
    path = f"/parameters/{made['key']}"
    assert by("qian").get(f"{path}/uses")["items"] == []
    assert [row["standard"] for row in by("chen").get(f"{path}/uses")["items"]] == ["KF-03"]
    assert by("chen").send("PATCH", path, {"value": "20分钟", "revision": 1})["revision"] == 2
    stale = by("chen").send("PATCH", path, {"value": "10分钟", "revision": 1}, 409)
    assert (stale["present"], stale["revision"]) == ("20分钟", 2)
    assert by("chen").get(f"{BASE}/clauses")["items"][0]["echo"] == ["接到急修报修后 · ≤20 分钟内 · 到场"]
    assert by("chen").send("DELETE", path, status=409)["code"] == "parameter-used"
    assert by("chen").get("/parameters", words="急修")["items"][0]["value"] == "20分钟"


def test_a_program_reads_an_approval_and_takes_no_part_in_it(company, by):
    company.standard(GOOD)
    by("chen").send("POST", f"{BASE}/submissions", {}, 201)
    key = Submission.objects.get().key
    program = Caller.program(company, "standards.read", "standards.approve", "standards.publish")
    assert program.get(f"/submissions/{key}")["may_opine"] is False
    assert program.send("POST", f"/submissions/{key}/approve", {}, 403)["code"] == "not-allowed"
    assert program.get("/inbox", 404)["code"] == "absent"


def test_an_estate_follows_a_standard_of_its_company_and_hears_of_editions_only(company, by):
    company.join("ma", "马总", ("estate_manager", company.root))
    standard, ma = company.standard(GOOD, unit=company.root), Caller.person(company, "ma")
    by("wang").send("PUT", f"{BASE}/follow", status=404)
    publish({"ma": ma, **{name: by(name) for name in ("chen", "lin")}}.__getitem__, manager="ma")
    by("wang").send("PUT", f"{BASE}/follow", status=204)
    assert [each["code"] for each in by("wang").get("/followed")["items"]] == ["KF-03"]
    row = standard.clauses.get()
    said = {"standard_key": standard.key, "clause_key": row.key, "text": "改成20分钟？", "at": AT}
    services.start_thread(actor=company.actor("lin"), **said)
    assert by("wang").get("/inbox?what=all")["items"] == []
    by("chen").send("POST", f"{BASE}/editions/1/withdraw", {"reason": "合同已变更"})
    [told] = by("wang").get("/inbox?what=all")["items"]
    assert told["kind"] == "withdrawn"
    [notice] = Notice.objects.filter(person=company.people["wang"], happening__kind="edition")
    assert notice.happening.path == "/standards/KF-03/editions/1/"
    by("wang").send("DELETE", f"{BASE}/follow", status=204)
    assert by("wang").get("/followed")["items"] == []
