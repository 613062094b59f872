"""Version 1 of the API: who is let in, what a token reaches, paging, stale edits, calls sent twice, and refusals."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.apps.standards.company import GOOD, VAGUE, Company, clause

from guicheng.apps.organization.models import Answered
from guicheng.apps.organization.services.integrations import issue_token, revoke_token
from guicheng.apps.standards.models import DraftClause, Standard
from guicheng.domain.values import GuichengError, NotAllowedError

pytestmark = pytest.mark.django_db
ALL = ["standards.read", "standards.read_published", "standards.edit", "organization.read", "audit.read"]


@pytest.fixture
def company(db):
    return Company()


@pytest.fixture
def token(company):
    """Issue a token; returns the headers that carry it."""

    def issue(unit=None, scopes=ALL, **more):
        unit = unit or company.root
        _row, made = issue_token(
            actor=company.actor("gao"), unit_key=unit.key, name="工单系统", scopes=scopes, at=timezone.now(), **more
        )
        return {"Authorization": f"Bearer {made}"}

    return issue


def send(client, method, path, body=None, **headers):
    return client.generic(
        method, f"/api/v1{path}", json.dumps(body or {}), content_type="application/json", headers=headers
    )


def test_without_token_or_session_a_call_is_refused_as_a_problem(client, company):
    answer = client.get("/api/v1/standards")
    assert answer.status_code == 401
    assert answer["Content-Type"].startswith("application/problem+json")
    assert answer.json()["code"] == "not-signed-in"


def test_a_person_who_signed_in_sees_what_their_roles_reach(client, company):
    company.standard(GOOD)
    client.force_login(company.people["wang"])
    assert [row["code"] for row in client.get("/api/v1/standards").json()["items"]] == ["KF-03"]
    client.force_login(company.people["zhao"])
    assert client.get("/api/v1/standards").json()["items"] == []


def test_a_token_reaches_its_unit_and_its_scopes_only(client, company, token):
    company.standard(GOOD)
    company.standard(GOOD, unit=company.other, code="GC-01")
    here = token(unit=company.estate, scopes=["standards.read"])
    assert [row["code"] for row in client.get("/api/v1/standards", headers=here).json()["items"]] == ["KF-03"]
    row = clause(Standard.objects.get(code="KF-03"))
    refused = send(client, "PATCH", f"/clauses/{row.key}", {"text": VAGUE, "revision": row.revision}, **here)
    assert refused.status_code == 403
    assert refused.json()["code"] == "not-allowed"
    assert client.get("/api/v1/standards/GC-01/clauses", headers=here).status_code == 404


@pytest.mark.parametrize("ended", ["revoked", "over"])
def test_an_ended_token_lets_nobody_in(client, company, ended):
    gao, now = company.actor("gao"), timezone.now()
    over = timezone.localdate() - timedelta(days=1)
    row, made = issue_token(
        actor=gao, unit_key=company.root.key, name="旧", scopes=ALL, at=now, ends_on=over if ended == "over" else None
    )
    if ended == "revoked":
        revoke_token(actor=gao, key=row.key, at=now)
    assert client.get("/api/v1/units", headers={"Authorization": f"Bearer {made}"}).status_code == 401


def test_only_an_administrator_issues_tokens_and_none_that_makes_others(company):
    with pytest.raises(NotAllowedError):
        issue_token(actor=company.actor("chen"), unit_key=company.root.key, name="x", scopes=ALL, at=timezone.now())
    with pytest.raises(GuichengError, match="cannot have"):
        issue_token(
            actor=company.actor("gao"),
            unit_key=company.root.key,
            name="x",
            scopes=["integrations.manage"],
            at=timezone.now(),
        )


def test_a_stale_edit_gets_the_present_text(client, company, token):
    row = clause(company.standard(VAGUE))
    mine = token()
    first = send(client, "PATCH", f"/clauses/{row.key}", {"text": GOOD, "revision": row.revision}, **mine)
    assert first.json()["clause"]["echo"] == ["接到急修报修后 · ≤30 分钟内 · 维修工到场"]
    stale = send(client, "PATCH", f"/clauses/{row.key}", {"text": "别的", "revision": row.revision}, **mine)
    assert stale.status_code == 409
    assert stale.json()["present"] == GOOD
    assert stale.json()["revision"] == row.revision + 1


def test_a_call_sent_twice_with_its_key_happens_once(client, company, token):
    company.standard()
    mine = {**token(), "Idempotency-Key": "order-17"}
    one = send(client, "POST", "/standards/KF-03/clauses", {"text": GOOD}, **mine)
    two = send(client, "POST", "/standards/KF-03/clauses", {"text": GOOD}, **mine)
    assert (one.status_code, two.status_code) == (201, 201)
    assert one.json() == two.json()
    assert DraftClause.objects.count() == 1
    other = send(client, "POST", "/standards/KF-03/clauses", {"text": VAGUE}, **mine)
    assert other.status_code == 422
    assert other.json()["code"] == "idempotency-mismatch"


def test_a_refused_call_frees_its_key(client, company, token):
    company.standard()
    mine = {**token(), "Idempotency-Key": "order-18"}
    assert send(client, "POST", "/standards/KF-03/clauses", {"text": " "}, **mine).status_code == 422
    assert not Answered.objects.exists()


def test_a_list_longer_than_a_page_is_walked_by_cursor(client, company, token):
    for number in range(103):
        company.standard(code=f"S-{number:03d}")
    mine, codes, cursor = token(), [], ""
    while True:
        page = client.get("/api/v1/standards", {"cursor": cursor}, headers=mine).json()
        codes += [row["code"] for row in page["items"]]
        cursor = page["next"]
        if not cursor:
            break
    assert codes == [f"S-{number:03d}" for number in range(103)]


def test_a_standard_is_begun_and_refused_twice(client, company, token):
    mine, body = token(), {"unit": str(company.estate.key), "code": "GC-07", "title": "电梯"}
    assert send(client, "POST", "/standards", body, **mine).status_code == 201
    taken = send(client, "POST", "/standards", body, **mine)
    assert taken.status_code == 409
    assert taken.json()["code"] == "code-taken"


def test_what_does_not_fit_the_description_is_named(client, company, token):
    answer = send(client, "POST", "/standards", {"code": 7}, **token())
    assert answer.status_code == 422
    assert answer.json()["code"] == "malformed"
    assert answer.json()["where"]


def test_the_audit_tells_which_program_wrote(client, company, token):
    company.standard()
    mine = token()
    send(client, "POST", "/standards/KF-03/clauses", {"text": GOOD}, **mine)
    newest = client.get("/api/v1/audit", headers=mine).json()["items"][0]
    assert (newest["actor"], newest["channel"], newest["act"]) == ("工单系统", "api", "standards.add_clause")


def test_units_come_with_those_below_them(client, company, token):
    assert [row["name"] for row in client.get("/api/v1/units", headers=token()).json()["items"]] == [
        "云帆物业",
        "东区",
        "云栖花园",
        "山语城",
    ]
