"""What no honest program sends: every answer is a refusal, none a fault of ours."""

from __future__ import annotations

import base64
import json

import pytest
from django.core.cache import cache
from django.test import Client
from tests.apps.standards.company import GOOD, Company, clause

pytestmark = pytest.mark.django_db
FAR_OFF = "0001-01-01T00:00:00+14:00"


@pytest.fixture
def chen(db, settings):
    settings.SECOND_FACTOR = False
    cache.clear()
    company = Company()
    company.standard(GOOD)
    client = Client(raise_request_exception=False)
    client.force_login(company.people["chen"])
    return client


def cursor(*place):
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode()


@pytest.mark.parametrize(
    "path",
    [
        f"/standards?order=updated&cursor={cursor(FAR_OFF, 1)}",
        f"/standards?order=updated&cursor={cursor('2026-01-01', 1)}",
        f"/standards?order=errors&cursor={cursor(True, 1)}",
        f"/standards/KF-03/clauses?cursor={cursor('', -1)}",
        f"/standards/KF-03/clauses?cursor={cursor('', 9223372036854775807)}",
        f"/units?cursor={cursor('x' * 250, 1)}",
        "/standards?words=%00",
        "/standards?steward=%ED%A0%80",
        "/standards/%00",
        "/standards/KF-03%00/clauses",
        "/standards/KF-03/threads?clause=x",
        "/standards/KF-03/history?clause=x",
        "/standards/KF-03/in-force?day=0001-01-01",
        "/editions/in-force?day=9999-12-31",
        "/standards/KF-03/editions/99999999999999999999",
        "/suppressions?standard=%F0%9F%98%80",
        "/clauses/" + "9" * 2000,
    ],
)
def test_a_strange_address_is_refused_or_finds_nothing(chen, path):
    assert chen.get(f"/api/v1{path}").status_code in {200, 404, 422}


@pytest.mark.parametrize(
    "body",
    [
        "[" * 100_000,
        '{"text": 1e999, "revision": 1}',
        '{"text": "x", "revision": 99999999999999999999999}',
        '{"text": "x", "revision": NaN}',
        '{"text": "x", "revision": 1, "elements": {"\\ud800": "x"}}',
        "\xff\xfe",
    ],
)
def test_a_strange_body_is_malformed(chen, body):
    from guicheng.apps.standards.models import DraftClause

    answer = chen.generic(
        "PATCH", f"/api/v1/clauses/{DraftClause.objects.get().key}", body, content_type="application/json"
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


def test_a_body_larger_than_a_clause_can_be_is_too_large(chen):
    answer = chen.post("/api/v1/terms", "x" * 2_000_000, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")


@pytest.mark.parametrize("content_type", ["multipart/form-data", "multipart/form-data; boundary=x", "text/plain", ""])
def test_an_upload_that_is_none_is_malformed(chen, content_type):
    answer = chen.generic("POST", "/api/v1/documents", "no file", content_type=content_type)
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Basic x", "bearer gc_\u00e9", "x" * 5000, "Bearer a b c"])
def test_a_strange_token_lets_nobody_in(db, header):
    answer = Client(raise_request_exception=False).get("/api/v1/me", headers={"Authorization": header})
    assert (answer.status_code, answer.json()["code"]) == (401, "not-signed-in")


def test_a_clause_of_another_standard_is_no_place_to_put_one_after(chen):
    from guicheng.apps.standards.models import DraftClause, Standard

    row = clause(Standard.objects.get())
    body = json.dumps({"after": str(row.key), "revision": 1})
    assert (
        chen.generic("PUT", f"/api/v1/clauses/{row.key}/place", body, content_type="application/json").status_code
        == 200
    )
    body = json.dumps({"after": "x", "revision": 1})
    answer = chen.generic("PUT", f"/api/v1/clauses/{row.key}/place", body, content_type="application/json")
    assert (answer.status_code, DraftClause.objects.count()) == (404, 1)
