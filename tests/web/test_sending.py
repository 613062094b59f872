from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from guicheng.apps.standards import services
from guicheng.apps.standards.services import documents
from guicheng.web import samples

pytestmark = pytest.mark.django_db


def post(client, data=b"text", name="a.txt", **headers):
    return client.post(reverse("documents"), {"file": SimpleUploadedFile(name, data)}, **headers)


def test_a_form_without_scripts_is_led_to_the_document(client):
    answer = post(client, "每日清扫1次。".encode())
    assert answer.status_code == 302
    assert answer["Location"].startswith("/documents/")


def test_a_script_gets_the_address_as_data(client):
    answer = post(client, "每日清扫1次。".encode(), headers={"Accept": "application/json"})
    assert answer.status_code == 201
    assert answer.json()["url"].startswith("/documents/")


def test_a_form_without_a_file_says_what_to_do_and_keeps_the_page(client):
    answer = client.post(reverse("documents"))
    assert answer.status_code == 422
    assert "先选择一份文件" in answer.content.decode()


def test_an_empty_file_is_refused_with_a_sentence(client):
    answer = post(client, b"", headers={"Accept": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["error"] == "文件是空的，重新选择手册"


def test_a_file_above_the_limit_is_refused_with_the_limit(client, monkeypatch):
    monkeypatch.setattr(services, "LARGEST_FILE", 1024 * 1024)
    answer = post(client, b"x" * (1024 * 1024 + 1), headers={"Accept": "application/json"})
    assert answer.status_code == 422
    assert "1 MB" in answer.json()["error"]


def test_a_browser_that_keeps_too_much_is_told_so(client, monkeypatch):
    monkeypatch.setattr(documents, "MOST_DOCUMENTS", 1)
    post(client, "每日清扫1次。".encode())
    answer = post(client, "每日清扫2次。".encode())
    assert answer.status_code == 422
    assert "notice is-refused" in answer.content.decode()


def test_every_sample_on_offer_can_be_read(client):
    assert samples.offered()
    for sample in samples.offered():
        answer = client.post(reverse("sample"), {"file": sample.file})
        assert answer.status_code == 302


@pytest.mark.parametrize("file", ["", "../index.toml", "index.toml", "/etc/passwd"])
def test_only_samples_are_read_as_samples(client, file):
    assert client.post(reverse("sample"), {"file": file}).status_code == 404


def test_a_library_without_samples_offers_none(client, monkeypatch):
    monkeypatch.setattr(samples, "offered", tuple)
    assert 'form class="samples"' not in client.get("/").content.decode()


def test_a_post_without_the_token_of_the_page_is_answered_in_plain_words():
    strict = Client(enforce_csrf_checks=True)
    answer = post(strict)
    assert answer.status_code == 403
    assert "再提交一次" in answer.content.decode()


def test_what_is_not_posted_is_not_taken(client):
    assert client.get(reverse("documents")).status_code == 405
    assert client.get(reverse("sample")).status_code == 405


def test_documents_stand_on_the_first_page_of_their_browser_only(client):
    post(client, "每日清扫1次。".encode(), name="我的.txt")
    assert "我的.txt" in client.get("/").content.decode()
    assert "我的.txt" not in Client().get("/").content.decode()


def test_the_first_page_says_how_long_documents_are_kept(client):
    assert f"{services.RETENTION.days} 天" in client.get("/").content.decode()


def test_the_first_page_asks_as_much_for_many_documents_as_for_one(client, django_assert_num_queries):
    post(client, b"1")
    with django_assert_num_queries(3):
        client.get("/")
    for number in range(5):
        post(client, f"每日清扫{number}次".encode())
    with django_assert_num_queries(3):
        client.get("/")
