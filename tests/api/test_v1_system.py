"""Scope, elements, costs, contracts, reports and deviations as a program asks for them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from tests.api.caller import Caller
from tests.apps.standards.company import AT, Company, clause
from tests.web.test_comparing import confirm

from guicheng.apps.organization import services as organization
from guicheng.apps.organization.models import Placement
from guicheng.apps.standards import services
from guicheng.apps.standards.models import Standard

pytestmark = pytest.mark.django_db
OWED = "接到紧急报修后，维修工应在20分钟内到达现场。"
SLOW = "接到紧急报修后，维修工应在30分钟内到达现场。"
GLASS = "公共楼道玻璃每季度擦拭1次。"


@pytest.fixture
def company(db, settings):
    settings.SECOND_FACTOR = False
    cache.clear()
    return Company()


@pytest.fixture
def program(company):
    return Caller.program(company, "standards.read", "standards.edit", "documents.import", "catalogue.describe")


def today(**delta):
    return str(timezone.localdate() + timedelta(**delta))


def test_the_scope_of_an_estate_follows_from_its_facts_and_its_contract(company, program):
    unit = f"/units/{company.estate.key}"
    assert program.get(f"{unit}/facts")["revision"] == 0
    body = {"revision": 0, "property_type": "residential", "city": "杭州", "facts": {"lifts": "0", "households": "900"}}
    told = program.send("PUT", f"{unit}/facts", body)
    assert (told["revision"], told["facts"]["households"], told["holds"]["city"]) == (1, "900", "杭州")
    assert program.send("PUT", f"{unit}/facts", body, 409)["code"] == "stale"
    bad = {"revision": 1, "facts": {"lifts": "many"}}
    assert program.send("PUT", f"{unit}/facts", bad, 422)["code"] == "not-a-number"
    scope = program.get(f"{unit}/scope")
    by_item = {row["item"]: row for row in scope["items"]}
    lift = next(row for name, row in by_item.items() if "lift" in name)
    assert lift["inside"] is False
    assert scope["missing"] == len(program.get(f"{unit}/scope", gap="no-standard")["items"])
    program.send("PUT", f"{unit}/scope/{lift['item']}", {"included": True, "note": "第三条"}, 204)
    again = {row["item"]: row for row in program.get(f"{unit}/scope", inside="in")["items"]}
    assert (again[lift["item"]]["contract"], again[lift["item"]]["note"]) == (True, "第三条")
    assert program.send("PUT", f"{unit}/scope/no.such", {"included": True}, 422)["code"] == "not-in-catalogue"


def test_a_service_of_the_company_is_added_and_removed(company):
    chief = Caller.person(company, "chen")
    made = chief.send("POST", "/services", {"domain": "cleaning", "name": "泳池清洁"}, 201)
    listed = chief.get("/services")["items"]
    assert made in listed
    assert next(row for row in listed if row["item"] == "engineering.repair")["key"] is None
    chief.send("DELETE", f"/services/{made['key']}", status=204)
    assert made not in chief.get("/services")["items"]


def test_elements_letters_and_costs_are_those_of_the_pages(company, program):
    made = company.standard(SLOW, code="KF-02")
    here = "/standards/KF-02"
    told = program.get(f"{here}/elements")
    assert told["items"][0]["elements"]["provider"] == {"text": "维修工", "source": "text"}
    assert "assessment" in told["items"][0]["missing"]
    lacks = {letter["letter"]: letter["lacks"] for letter in told["smart"]}
    assert lacks["A"][0]["clause"] == str(clause(made).key)
    assert lacks["M"]
    body = {"revision": 1, "elements": {"assessment": "每月抽查派工单", "effort": "30分钟×1人"}}
    program.send("PUT", f"/clauses/{clause(made).key}/elements", body)
    assert program.send("PUT", f"/clauses/{clause(made).key}/elements", body, 409)["code"] == "stale"
    bad = {"revision": 2, "elements": {"effort": "很久"}}
    assert program.send("PUT", f"/clauses/{clause(made).key}/elements", bad, 422)["code"] == "no-effort"
    covered = program.send("PUT", f"{here}/coverage", {"items": ["engineering.repair"]})
    assert covered == program.get(f"{here}/coverage")
    assert covered["items"] == ["engineering.repair"]
    assert {letter["letter"] for letter in program.get(f"{here}/elements")["smart"] if letter["lacks"]} == set()
    assert program.get(f"{here}/cost")["items"][0]["missing"] == ["urgent_repairs", "wage_engineering"]
    facts = {"revision": 0, "facts": {"urgent_repairs": "100", "wage_engineering": "30"}}
    program.send("PUT", f"/units/{company.estate.key}/facts", facts)
    cost = program.get(f"{here}/cost", unit=str(company.estate.key))
    assert (cost["yearly"], cost["open"], cost["items"][0]["yearly"]) == ("1500.00", 0, "1500.00")
    assert {each["what"] for each in cost["items"][0]["basis"]} >= {"occasions", "hours", "wage"}
    assert program.get(f"{here}/cost", 404, unit=str(company.other.key))["code"] == "absent"
    strip = program.get(f"{here}/benchmarks")["items"][0]
    assert (strip["value"], strip["unit"], strip["lowest"]) == ("30", "minute", {"value": "5", "unit": "minute"})
    assert (strip["highest"], strip["tighter_than"]) == ({"value": "2", "unit": "hour"}, 2)
    assert all(value["source"] for value in strip["values"])


def test_a_contract_is_taken_in_and_its_promises_are_followed(company, program):
    company.standard(SLOW, unit=company.root, code="KF-01")
    body = {"unit": str(company.estate.key), "text": f"{OWED}\n{GLASS}", "binds_from": today(), "code": "HT-01"}
    made = program.send("POST", "/contracts", body, 201)
    assert (made["code"], made["binds"], made["clauses"]) == ("HT-01", True, 2)
    assert program.get("/contracts", unit=str(company.estate.key))["items"] == [made]
    told = program.get("/standards/HT-01/promises")
    assert (told["counts"]["looser"], told["counts"]["no_clause"]) == (1, 1)
    assert program.get(f"/units/{company.root.key}/promises")["counts"] == told["counts"]
    (gap,) = program.get("/standards/HT-01/promises", standing="no_clause")["items"]
    assert (gap["promise"]["text"], gap["promise"]["level"], gap["clauses"]) == (GLASS, "contract", [])
    (finding,) = program.get("/standards/KF-01/comparison")["items"]
    assert (finding["rule"], finding["verdict"], finding["other"]["standard"]) == ("CJ001", "LOOSER", "HT-01")
    assert program.get("/standards/KF-01/promises")["items"] == []
    done = program.send(
        "PUT", "/standards/HT-01/contract", {"binds_from": today(days=-9), "binds_until": today(days=-1)}
    )
    assert done["binds"] is False
    assert program.get("/standards/KF-01/comparison")["items"] == []
    late = {"binds_from": today(), "binds_until": today(days=-1)}
    assert program.send("PUT", "/standards/HT-01/contract", late, 422)["field"] == "binds_until"
    root = {**body, "unit": str(company.root.key)}
    assert program.send("POST", "/contracts", root, 422)["field"] == "unit"
    assert "HT-01" not in {row["code"] for row in program.get("/standards")["items"]}


def test_a_draft_that_was_imported_is_kept_as_a_contract(company, program):
    company.standard(OWED, code="KF-09")
    assert program.send("PUT", "/standards/KF-09/contract", {"binds_from": today()})["code"] == "KF-09"
    assert Standard.objects.get(code="KF-09").is_contract


def test_a_finding_is_signed_listed_and_taken_back_by_a_person(company, program):
    above, below = company.standard(OWED, unit=company.root, code="KF-01"), company.standard(SLOW, code="KF-02")
    for made in (above, below):
        confirm(company, made)
    chief, unit = Caller.person(company, "chen"), f"/units/{company.estate.key}"
    report = chief.get(f"{unit}/consistency", rule="cj001")
    (finding,) = report["items"]
    assert (finding["severity"], finding["name"], finding["deviation"]) == ("error", "looser-than-above", None)
    assert (report["clauses"], report["unconfirmed"]) == (2, 0)
    body = {name: finding[name] for name in ("rule", "against", "verdict", "mark")}
    body |= {"reason": "合同原文", "expires_on": today(days=9)}
    path = f"/clauses/{finding['own']['clause']}/deviations"
    assert program.send("POST", path, body, 403)["code"] == "not-allowed"
    assert chief.send("POST", path, {**body, "reason": " "}, 422)["field"] == "reason"
    made = chief.send("POST", path, body, 201)
    assert (made["over"], made["signed_by"]["name"]) == (False, "陈晓")
    (made,) = chief.get("/deviations")["items"]
    (signed,) = chief.get(f"{unit}/consistency", signed="true")["items"]
    assert signed["deviation"] == made
    assert chief.get(f"{unit}/consistency", signed="false")["items"] == []
    assert program.get("/deviations", state="holding")["items"] == [made]
    assert program.get("/deviations", state="over")["items"] == []
    chief.send("DELETE", f"/deviations/{made['key']}", status=204)
    assert program.get("/deviations")["items"] == []
    assert chief.get(f"{unit}/consistency", signed="false")["items"]


def test_a_signature_with_the_same_key_is_made_once(company):
    company.standard(OWED, unit=company.root, code="KF-01")
    company.standard(SLOW, code="KF-02")
    chief = Caller.person(company, "chen")
    (finding,) = chief.get("/standards/KF-02/comparison")["items"]
    body = {name: finding[name] for name in ("rule", "against", "verdict", "mark")}
    body |= {"reason": "合同原文", "expires_on": today(days=9)}
    chief.headers["Idempotency-Key"] = "sign-1"
    path = f"/clauses/{finding['own']['clause']}/deviations"
    assert chief.send("POST", path, body, 201) == chief.send("POST", path, body, 201)
    chief.headers.clear()
    assert len(chief.get("/deviations")["items"]) == 1


def test_duties_of_law_are_told_with_clauses_and_findings(company, program):
    made = company.standard("监控录像保存15日。", code="KF-02")
    confirm(company, made)
    told = program.get(f"/units/{company.estate.key}/compliance", city="杭州")
    assert (told["city"], told["known"]) == ("杭州", True)
    looser = program.get(f"/units/{company.estate.key}/compliance", standing="looser")
    assert told["counts"]["looser"] == looser["counts"]["looser"] == len(looser["items"]) > 0
    assert looser["items"][0]["clauses"][0]["standard"] == "KF-02"
    assert {finding["rule"] for finding in looser["items"][0]["findings"]} == {"CJ004"}
    assert looser["items"][0]["duty"]["effective"]


def test_a_duty_that_is_kept_in_some_cases_alone_names_them(company, program):
    company.standard("商场的监控录像保存30日。", code="KF-02")
    told = program.get(f"/units/{company.estate.key}/compliance", standing="in_part")
    only = {row["duty"]["norm"]: row["only"] for row in told["items"]}
    assert only == {"cn.guard-footage": ["商场"], "cn.video-retention": ["商场"]}
    assert told["counts"]["in_part"] == len(only)


def test_what_a_change_means_is_told_for_a_draft_and_between_editions(company, program, client):
    from tests.web.test_comparing import publish

    def as_(username):
        client.force_login(company.people[username])
        return client

    made, actor = company.standard(SLOW, code="KF-02"), company.actor("chen")
    post = organization.add_post(actor=company.actor("gao"), name="维修工", trade="engineering", at=AT)
    Placement.objects.create(person=company.people["qian"], post=post, unit=company.estate)
    publish(company, as_)
    take = {"unit": str(company.estate.key), "text": OWED, "binds_from": today(), "code": "HT-01"}
    program.send("POST", "/contracts", take, 201)
    services.edit_clause(actor=actor, key=clause(made).key, revision=1, text=OWED, at=AT)
    told = program.get("/standards/KF-02/consequences")
    (row,) = told["items"]
    assert (row["meaning"], row["posts"]) == ("tighter", ["维修工"])
    assert (row["was"], "effort" in row["was_missing"], "effort" in row["becomes_missing"]) == (None, True, True)
    assert (told["open"], told["lost"], told["gained"]) == (1, 0, 0)
    (effect,) = [each for each in row["effects"] if each["kind"] == "contract"]
    assert (effect["was"], effect["becomes"]) == ("looser", "covered")
    assert told["affected"] == [{"name": "维修工", "people": 1, "units": 1}]
    publish(company, as_)
    path = "/standards/KF-02/editions/1/to/2/consequences"
    assert program.get(path)["items"] == told["items"]
    back = program.get("/standards/KF-02/editions/2/to/1/consequences")["items"]
    assert back[0]["meaning"] == "looser"
    assert program.get(path, 404, unit="x")["code"] == "absent"


def test_out_of_reach_is_absent(company):
    company.standard(SLOW, code="KF-02")
    zhao = Caller.person(company, "zhao")
    for name in ("elements", "coverage", "cost", "benchmarks", "comparison", "consequences", "promises"):
        assert zhao.get(f"/standards/KF-02/{name}", 404)["code"] == "absent"
    for name in ("facts", "scope", "consistency", "compliance", "promises"):
        assert zhao.get(f"/units/{company.estate.key}/{name}", 404)["code"] == "absent"
