"""Photos and PDFs of orders through the API: by the hash of their bytes, once, by whoever may."""

from __future__ import annotations

import hashlib

import pytest
from tests.api.caller import BASE, Caller
from tests.apps.operations.order_desk import Desk

from adapters.photo_files import exif, jpeg, segment
from guicheng.apps.operations.models import OrderFile

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def desk(db, settings, tmp_path):
    settings.SECOND_FACTOR = False
    settings.MEDIA_ROOT = tmp_path
    return Desk()


def put(desk, order, data, by="li", *, named="", status=200, **query):
    caller = Caller.person(desk.company, by)
    where = f"{BASE}/orders/{order.key}/files/{named or hashlib.sha256(data).hexdigest()}"
    asked = "?" + "&".join(f"{name}={value}" for name, value in query.items())
    answer = caller.client.generic("PUT", where + asked, data, content_type="application/octet-stream")
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def test_a_photo_is_kept_once_and_without_what_it_tells_of_the_phone(desk):
    order, photo = desk.order(), jpeg(3, extra=[segment(0xE1, b"Exif\0\0" + exif())])
    first = put(desk, order, photo, name="灯座.jpg")
    assert put(desk, order, photo, name="灯座.jpg") == first
    assert OrderFile.objects.count() == 1
    assert (first["name"], first["media"], first["stream"]) == ("灯座.jpg", "image/jpeg", "internal")
    assert first["size"] < len(photo)
    (listed,) = Caller.person(desk.company, "qian").get(f"/orders/{order.key}/files")["items"]
    assert (listed["key"], listed["by"]) == (first["key"], "李师傅")


def test_a_pdf_goes_to_the_customer_from_whoever_may_write_to_them(desk):
    order = desk.order()
    assert put(desk, order, PDF, "qian", stream="resident")["stream"] == "resident"
    assert put(desk, order, PDF + b" ", "shen", stream="resident", status=403)["code"] == "not-allowed"


def test_bytes_of_another_hash_and_other_files_are_refused(desk):
    order = desk.order()
    assert put(desk, order, jpeg(3), named="0" * 64, status=422)["code"] == "malformed"
    assert put(desk, order, jpeg(3), named="x", status=422)["code"] == "malformed"
    assert put(desk, order, b"MZ", status=422)["code"] == "file-refused"
    assert put(desk, order, PDF + b" " * 4_200_000, named="1" * 64, status=422)["code"] == "file-refused"
    assert not OrderFile.objects.exists()
