"""Refusals that every call shares: too often, from another site, a key again, secrets told once."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from tests.apps.standards.company import Company

from guicheng.api.v1 import limits
from guicheng.api.v1.problems import CODES
from guicheng.apps.organization.models import Answered, Person
from guicheng.apps.organization.services.integrations import issue_token

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 8, 0, 20, tzinfo=UTC)


@pytest.fixture
def company(db, settings):
    settings.SECOND_FACTOR = False
    cache.clear()
    return Company()


@pytest.fixture
def clock(monkeypatch):
    """The clock of the limits, to be set."""
    moment = [NOW]
    monkeypatch.setattr(limits.timezone, "now", lambda: moment[0])
    return moment


def post(client, path, body, **headers):
    return client.post(f"/api/v1{path}", json.dumps(body), content_type="application/json", headers=headers)


def test_whoever_calls_too_often_is_told_when_to_go_on(client, company, monkeypatch, clock):
    monkeypatch.setattr(limits, "MOST_CALLS", 3)
    client.force_login(company.people["chen"])
    assert [client.get("/api/v1/me").status_code for _each in range(4)] == [200, 200, 200, 429]
    answer = client.get("/api/v1/me")
    assert answer["Retry-After"] == "40"
    assert answer.json()["code"] == "too-many-calls"
    clock[0] = NOW + timedelta(seconds=40)
    assert client.get("/api/v1/me").status_code == 200


def test_one_caller_does_not_use_up_what_another_may(client, company, monkeypatch, clock):
    monkeypatch.setattr(limits, "MOST_CALLS", 1)
    _row, token = issue_token(
        actor=company.actor("gao"), unit_key=company.root.key, name="x", scopes=["standards.read"], at=NOW
    )
    client.force_login(company.people["chen"])
    assert [client.get("/api/v1/me").status_code for _each in range(2)] == [200, 429]
    assert Client().get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code == 200


def test_fewer_calls_may_write_than_read(client, company, monkeypatch, clock):
    monkeypatch.setattr(limits, "MOST_WRITES", 1)
    client.force_login(company.people["chen"])
    made = [post(client, "/terms", {"surface": f"词{number}", "group": "post"}).status_code for number in range(2)]
    assert made == [201, 429]
    assert client.get("/api/v1/terms").status_code == 200


def test_a_count_that_the_cache_dropped_stops_nobody(company, monkeypatch, clock):
    monkeypatch.setattr(cache, "incr", lambda _key: (_ for _ in ()).throw(ValueError("gone")))
    limits.count_call("person:x", writes=True)


def test_a_session_writes_only_with_the_csrf_token_of_a_page(company):
    client = Client(enforce_csrf_checks=True)
    client.force_login(company.people["chen"])
    body = {"surface": "巡更员", "group": "post"}
    assert client.get("/api/v1/terms").status_code == 200
    refused = post(client, "/terms", body)
    assert (refused.status_code, refused.json()["code"]) == (403, "not-from-a-page")
    client.cookies["csrftoken"] = "a" * 32
    assert post(client, "/terms", body, **{"X-CSRFToken": "a" * 32}).status_code == 201


def test_a_token_that_works_no_more_is_not_taken_for_the_person_beside_it(company):
    client = Client(enforce_csrf_checks=True)
    client.force_login(company.people["chen"])
    answer = post(client, "/terms", {"surface": "巡更员", "group": "post"}, Authorization="Bearer gc_old")
    assert (answer.status_code, answer.json()["code"]) == (401, "not-signed-in")


def test_a_first_password_is_told_once_and_remembered_nowhere(client, company):
    client.force_login(company.people["gao"])
    sent = {"username": "zhou.min", "name": "周敏"}
    first = post(client, "/people", sent, **{"Idempotency-Key": "zhou"}).json()
    assert Person.objects.get(username="zhou.min").check_password(first["password"])
    again = post(client, "/people", sent, **{"Idempotency-Key": "zhou"})
    assert (again.status_code, again["Idempotent-Replayed"]) == (201, "true")
    assert again.json() == {**first, "password": None}
    assert first["password"] not in Answered.objects.get().body


def test_a_key_longer_than_it_may_be_is_refused(client, company):
    client.force_login(company.people["chen"])
    answer = post(client, "/terms", {"surface": "巡更员", "group": "post"}, **{"Idempotency-Key": "x" * 81})
    assert (answer.status_code, answer.json()["where"]) == (422, ["header.Idempotency-Key"])


@pytest.mark.parametrize("body", ["{", "[]", '{"surface": "a\\u0000b", "group": "post"}', '{"surface": "\\ud800"}'])
def test_a_body_that_cannot_be_kept_is_malformed(client, company, body):
    client.force_login(company.people["chen"])
    answer = client.post("/api/v1/terms", body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


def test_a_misspelt_field_is_refused_and_named(client, company):
    client.force_login(company.people["chen"])
    answer = post(client, "/terms", {"surface": "巡更员", "group": "post", "notes": "x"})
    assert answer.status_code == 422
    assert answer.json()["where"] == ["body.notes"]


def test_a_problem_says_its_code_and_where_that_is_explained(client, company):
    client.force_login(company.people["chen"])
    answer = client.get("/api/v1/standards/NONE")
    assert answer["Content-Type"].startswith("application/problem+json")
    told = answer.json()
    assert told["type"] == "/api/v1/docs#absent"
    text = client.get("/api/v1/openapi.json").json()["info"]["description"]
    assert all(f'<a id="{code}"></a>' in text for code in CODES)


def test_the_description_is_the_same_each_time_and_says_what_each_call_needs_and_refuses(client, company):
    first, second = (client.get("/api/v1/openapi.json") for _each in range(2))
    assert first.content == second.content
    told = first.json()
    for methods in told["paths"].values():
        for call in methods.values():
            assert call["summary"]
            assert "Refused with" in call["description"]
            assert {"401", "422", "429"} <= call["responses"].keys()
    assert {tag for methods in told["paths"].values() for call in methods.values() for tag in call["tags"]} == {
        tag["name"] for tag in told["tags"]
    }


def test_a_call_that_is_still_being_carried_out_is_not_begun_again(client, company):
    client.force_login(company.people["chen"])
    sent = {"surface": "巡更员", "group": "post"}
    post(client, "/terms", sent, **{"Idempotency-Key": "k"})
    Answered.objects.update(status=0, body="")
    answer = post(client, "/terms", sent, **{"Idempotency-Key": "k"})
    assert (answer.status_code, answer.json()["code"]) == (409, "under-way")


def test_a_call_with_a_key_that_answers_nothing_is_answered_with_nothing_again(client, company):
    client.force_login(company.people["chen"])
    key = post(client, "/terms", {"surface": "巡更员", "group": "post"}).json()["key"]
    gone = [client.delete(f"/api/v1/terms/{key}", headers={"Idempotency-Key": "gone"}) for _each in range(2)]
    assert [(answer.status_code, answer.content) for answer in gone] == [(204, b""), (204, b"")]
