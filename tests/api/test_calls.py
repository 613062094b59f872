"""The calls, as a program makes them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guicheng.apps.standards import services

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def document(client, run_jobs):
    session = client.session
    session["browser"] = "mine"
    session.save()
    data = "1. 30分钟内到场。\n2. 及时清扫。\n".encode()
    found = services.receive_document(owner="mine", name="标准.txt", data=data, at=AT)
    run_jobs()
    return found


def test_clauses_are_read(client):
    answer = client.post("/api/read", {"texts": ["接到报修后30分钟内到场。", "及时清扫。"]}, "application/json")
    first, second = answer.json()
    assert answer.status_code == 200
    assert first["measures"][0] | {"span": None} == first["measures"][0] | {
        "kind": "time_limit", "op": "<=", "value": 30, "unit": "minute", "per": None, "span": None,
    }  # fmt: skip
    assert "MH001" in [finding["code"] for finding in second["findings"]]


@pytest.mark.parametrize("body", [{}, {"texts": []}, {"texts": ["长" * 4001]}, {"texts": 3}])
def test_a_call_of_another_shape_is_told_where(client, body):
    answer = client.post("/api/read", body, "application/json")
    assert answer.status_code == 422
    assert answer.json()["code"] == "malformed"
    assert "texts" in answer.json()["message"]


def test_a_file_is_read_and_not_kept(client):
    file = SimpleUploadedFile("标准.md", "# 保洁\n\n- 每日清扫2次。\n".encode())
    answer = client.post("/api/read/file", {"file": file})
    assert answer.status_code == 200
    assert answer.json()["clauses"][0]["section"] == "保洁"
    assert client.get("/api/documents").json() == []


def test_a_file_that_cannot_be_read_is_refused_in_words(client):
    answer = client.post("/api/read/file", {"file": SimpleUploadedFile("a.docx", b"%PDF-1.7 something")})
    assert answer.status_code == 422
    assert answer.json()["code"] == "file-refused"


def test_a_document_is_seen_listed_and_exported(client, document):
    line = client.get("/api/documents").json()[0]
    assert (line["name"], line["state"], line["total"]) == ("标准.txt", "read", 2)
    assert client.get(f"/api/documents/{document.key}").json() == line
    page = client.get(f"/api/documents/{document.key}/clauses", {"code": "mh001"}).json()
    assert page["total"] == 1
    assert page["clauses"][0]["text"] == "及时清扫。"
    assert client.get(f"/api/documents/{document.key}/leftovers").status_code == 200
    for kind in ("json", "sarif", "xlsx"):
        assert client.get(f"/api/documents/{document.key}/export.{kind}").status_code == 200


@pytest.mark.parametrize("tail", ["", "/clauses", "/leftovers", "/export.json"])
def test_a_foreign_document_looks_absent(client, document, tail):
    stranger = type(client)()
    foreign = stranger.get(f"/api/documents/{document.key}{tail}")
    absent = stranger.get(f"/api/documents/00000000-0000-4000-8000-000000000000{tail}")
    assert foreign.status_code == absent.status_code == 404
    assert foreign.content == absent.content


def test_an_export_that_does_not_exist_is_absent(client, document):
    assert client.get(f"/api/documents/{document.key}/export.exe").status_code == 404


def test_rules_are_explained_in_both_languages(client):
    chinese = client.get("/api/rules/mh001").json()
    client.cookies["language"] = "en"
    english = client.get("/api/rules/MH001").json()
    assert chinese["summary"] != english["summary"]
    assert english["summary"].isascii()
    assert client.get("/api/rules/XX999").status_code == 404
    assert len(client.get("/api/rules").json()) >= 25


def test_the_description_is_complete(client):
    paths = client.get("/api/openapi.json").json()["paths"]
    calls = [call for methods in paths.values() for call in methods.values()]
    assert len(calls) >= 9
    assert all(call["summary"] and call["description"] for call in calls)


def test_the_page_of_the_description_loads_nothing_from_elsewhere(client):
    page = client.get("/api/docs").content.decode()
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page)
    scripts = re.findall(r"<script(?![^>]*src=)(?![^>]*application/json)[^>]*>", page)
    assert scripts == []
