"""Every answer carries the security headers, large bodies are refused, and Chinese comes first."""

import gzip

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db


def test_scripts_and_styles_come_from_here_only(client):
    policy = client.get("/healthz").headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_the_usual_headers_are_set(client):
    headers = client.get("/healthz").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_chinese_comes_first_whatever_the_browser_asks_for(client):
    answer = client.get("/healthz", headers={"accept-language": "en-US,en;q=0.9"})
    assert answer.headers["Content-Language"] == "zh-hans"


def test_the_switch_is_remembered(client):
    client.post("/language/", {"language": "en", "next": "/healthz"})
    assert client.get("/healthz").headers["Content-Language"] == "en"
    client.post("/language/", {"language": "zh-hans"})
    assert client.get("/healthz").headers["Content-Language"] == "zh-hans"


def test_a_language_that_is_not_there_is_chinese(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "tlh"
    assert client.get("/healthz").headers["Content-Language"] == "zh-hans"


@pytest.mark.parametrize("length", [settings.BODY_LIMIT + 1, "many", "-1"])
def test_a_body_over_the_limit_is_refused_before_it_is_read(client, length):
    answer = client.post("/healthz", data=b"x", content_type="application/octet-stream", CONTENT_LENGTH=str(length))
    assert answer.status_code == 413
    assert "文件太大。一次最多传 32 MB" in answer.content.decode()
    assert answer.headers["Content-Type"].startswith("text/html")


def test_a_program_gets_the_refusal_as_json(client):
    answer = client.post(
        "/healthz",
        data=b"x",
        content_type="text/plain",
        CONTENT_LENGTH="99999999",
        headers={"accept": "application/json"},
    )
    assert (answer.status_code, answer.json()) == (413, {"error": "文件太大。一次最多传 32 MB"})


def test_a_body_within_the_limit_passes(client):
    answer = client.post("/healthz", data=b"x" * 1000, content_type="application/octet-stream")
    assert answer.status_code == 405  # the view itself answers


def test_an_unknown_host_is_refused(client):
    assert client.get("/healthz", headers={"host": "evil.example"}).status_code == 400


def test_a_page_travels_compressed_where_the_browser_can_unpack_it(client):
    packed = client.get("/rules/", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content).startswith(b"<!DOCTYPE html>")
    assert len(packed.content) < len(client.get("/rules/").content) / 2


@pytest.mark.parametrize(
    ("method", "path", "more", "wanted"),
    [
        ("get", "/api/v1/nothing-here", {}, (404, "absent")),
        ("get", "/api/v1/terms/not/a/path", {}, (404, "absent")),
        ("delete", "/api/v1/terms", {}, (405, "wrong-method")),
        ("post", "/api/v1/terms", {"CONTENT_LENGTH": str(settings.BODY_LIMIT + 1)}, (413, "too-large")),
        ("get", "/api/v1/terms", {"HTTP_HOST": "elsewhere.example"}, (400, "unreadable")),
    ],
)
def test_every_refusal_of_the_api_is_a_problem(client, method, path, more, wanted):
    answer = getattr(client, method)(path, content_type="application/json", **more)
    found = answer.json()
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert (answer.status_code, found["status"], found["code"]) == (wanted[0], *wanted)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_wrong_method_still_says_which_are_answered(client):
    assert "POST" in client.delete("/api/v1/terms").headers["Allow"]


def test_a_fault_of_the_api_is_a_problem_that_tells_nothing(client, monkeypatch):
    from guicheng.api.v1 import callers

    def broken(*_any, **_more):
        raise RuntimeError("row 7 of table secrets")

    monkeypatch.setattr(callers, "caller_with", broken)
    client.raise_request_exception = False
    answer = client.get("/api/v1/terms", headers={"Authorization": "Bearer gc_x"})
    assert (answer.status_code, answer.json()["code"]) == (500, "fault")
    assert "secrets" not in answer.content.decode()


def test_a_page_for_people_stays_one(client):
    assert client.get("/nowhere/").headers["Content-Type"].startswith("text/html")


def test_nothing_that_somebody_known_was_shown_is_kept(client):
    assert "no-store" not in client.get("/rules/").headers.get("Cache-Control", "")
    client.cookies[settings.SESSION_COOKIE_NAME] = "x"
    assert "no-store" in client.get("/rules/").headers["Cache-Control"]
    del client.cookies[settings.SESSION_COOKIE_NAME]
    kept = client.get("/api/v1/terms", headers={"Authorization": "Bearer gc_x"}).headers["Cache-Control"]
    assert "no-store" in kept
