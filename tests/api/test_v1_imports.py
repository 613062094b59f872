"""Documents sent in by a program, planned and imported into drafts."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.api.caller import Caller
from tests.apps.standards.company import GOOD, VAGUE, Company, texts

from guicheng.apps.standards.models import Document, Standard

pytestmark = pytest.mark.django_db
MANUAL = f"# 报修\n\n{GOOD}\n\n# 保洁\n\n{VAGUE}\n"


@pytest.fixture
def company(db, settings):
    settings.SECOND_FACTOR = False
    cache.clear()
    return Company()


@pytest.fixture
def program(company):
    return Caller.program(company, "documents.import", "standards.read", "standards.edit")


def send(caller, text=MANUAL, status=201):
    return caller.upload("/documents", SimpleUploadedFile("手册.md", text.encode()), status)


def test_a_program_sends_a_manual_plans_and_imports_it(company, program, run_jobs):
    sent = send(program)
    assert sent["state"] == "waiting"
    body = {"unit": str(company.estate.key), "sections": [{"index": 0, "code": "KF-07"}]}
    early = program.send("POST", f"/documents/{sent['key']}/plan", body, 409)
    assert early["code"] == "not-read-yet"
    run_jobs()
    assert program.get(f"/documents/{sent['key']}")["state"] == "read"
    sections = program.get(f"/documents/{sent['key']}/sections")["items"]
    assert [row["title"] for row in sections] == ["报修", "保洁"]
    rows = program.get(f"/documents/{sent['key']}/clauses", rule="MH001")
    assert ([row["text"] for row in rows["items"]], rows["total"]) == ([VAGUE], 1)
    body["sections"][0]["index"] = sections[0]["index"]
    [plan] = program.send("POST", f"/documents/{sent['key']}/plan", body)["items"]
    assert (plan["title"], plan["standard"], [each["text"] for each in plan["planned"]]) == ("报修", None, [GOOD])
    assert not Standard.objects.exists()
    done = program.send("POST", f"/documents/{sent['key']}/import", body)
    assert done == {"created": [{"key": "KF-07", "name": "报修"}], "changed": [], "unchanged": []}
    assert texts(Standard.objects.get()) == [GOOD]


def test_a_newer_file_shows_what_it_changes_before_it_does(company, program, run_jobs):
    body = {"unit": str(company.estate.key), "sections": [{"index": 0, "code": "KF-07"}]}
    first = send(program)
    run_jobs()
    body["sections"][0]["index"] = program.get(f"/documents/{first['key']}/sections")["items"][0]["index"]
    program.send("POST", f"/documents/{first['key']}/import", body)
    newer = send(program, MANUAL.replace("30分钟", "20分钟"))
    run_jobs()
    [plan] = program.send("POST", f"/documents/{newer['key']}/plan", body)["items"]
    [change] = plan["changes"]
    assert (plan["standard"], change["verdict"], change["conflict"]) == ("KF-07", "changed", False)
    refused = {**body, "sections": [{**body["sections"][0], "refused": [change["id"]]}]}
    program.send("POST", f"/documents/{newer['key']}/import", refused)
    assert texts(Standard.objects.get()) == [GOOD]


def test_documents_belong_to_whoever_sent_them(company, program):
    key = send(program)["key"]
    other = Caller.program(company, "documents.import")
    other.get(f"/documents/{key}", 404)
    assert other.get("/documents")["items"] == []
    assert Caller.person(company, "chen").get("/documents")["items"] == []
    program.send("DELETE", f"/documents/{key}", status=204)
    assert not Document.objects.exists()


def test_the_same_file_under_the_same_key_is_taken_once_and_another_file_is_refused(company, program):
    program.headers["Idempotency-Key"] = "manual-1"
    first = send(program)
    assert send(program) == first
    assert send(program, VAGUE, 422)["code"] == "idempotency-mismatch"
    assert Document.objects.count() == 1


def test_a_call_without_a_file_is_malformed(program):
    answer = program.client.post("/api/v1/documents", {}, headers=program.headers)
    assert (answer.status_code, answer.json()["where"]) == (422, ["file.file"])
