"""Phones over the API: batches, photos, stamps, states, proofs, holds; and what a bad event or a bad photo is told."""

from __future__ import annotations

import hashlib
import json

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.utils import timezone
from tests.api.caller import Caller
from tests.apps.standards.company import Company

from adapters.photo_files import exif, jpeg, segment
from domain.evidence.phones import Phone, seeded
from guicheng.apps.operations.models import FieldEvent
from guicheng.apps.operations.services.devices import milliseconds
from guicheng.apps.operations.services.flagging import flag_new_events
from guicheng.domain.evidence import Proof, proves

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(db, settings, tmp_path):
    settings.SECOND_FACTOR = False
    settings.MEDIA_ROOT = tmp_path / "files"
    cache.clear()
    return Company()


@pytest.fixture
def gateway(company):
    return Caller.program(company, "field.send", "field.read", "evidence.read", "evidence.keep", "evidence.devices")


@pytest.fixture
def phone(company, gateway):
    made = gateway.send("POST", "/field/devices", {"unit": str(company.estate.key), "name": "7 号机"}, 201)
    told = gateway.send("POST", "/field/contact", {"device": made["key"]})
    found = Phone(seeded(3), now=told["server_ms"], device=made["key"])
    found.contact = told["contact"]
    return found


def send(gateway, *events, status=200):
    return gateway.send("POST", "/field/events", {"events": list(events)}, status)


def test_a_batch_a_photo_a_state_a_proof(company, gateway, phone):
    data = jpeg(3, extra=[segment(0xE1, exif())])
    sent = hashlib.sha256(data).hexdigest()
    answer = gateway.client.generic(
        "PUT", f"/api/v1/field/photos/{sent}", data, content_type="image/jpeg", headers=gateway.headers
    )
    assert answer.json()["kept_sha256"] == hashlib.sha256(jpeg(3)).hexdigest()
    told = send(
        gateway,
        phone.event("check_in", "t", photos=[sent], payload={"method": "static_code"}),
        phone.event("finish", "t"),
    )
    assert len(told["committed"]) == 2
    assert abs(told["server_ms"] - milliseconds(timezone.now())) < 60_000
    assert phone.device in told["contact"]
    state = gateway.get("/field/occurrences/t")
    assert (state["phase"], state["photos"], len(state["events"])) == ("finished", [sent], 2)
    flag_new_events()
    [_finish, check_in] = gateway.get("/field/events", occurrence="t")["items"]
    assert (check_in["grade"], check_in["effective_ms"]) == ("D", phone.contact_ms + 1_000)
    proof = gateway.get(f"/field/events/{check_in['id']}/proof")
    found = Proof(proof["index"], proof["size"], tuple(proof["path"]))
    assert proves(found, proof["link"], proof["root"])
    assert gateway.get(f"/chain/roots/{proof['day']}")["root"] == proof["root"]
    assert gateway.get("/chain")["length"] == 3
    assert gateway.get("/chain/check")["unaltered"] is True


def test_a_bad_event_stops_no_other_and_is_told_in_the_callers_language(gateway, phone):
    good, bad = phone.event("start", "t"), {**phone.event("start", "t"), "wall": "gestern", "x\0": "\0"}
    told = send(gateway, bad, good, 7)
    assert told["committed"] == [good["id"]]
    assert [(each["index"], each["code"]) for each in told["refused"]] == [(0, "event-refused"), (2, "event-refused")]
    assert told["refused"][1]["message"] == "一条记录是一个 JSON 对象"


def test_a_batch_that_is_too_long_or_no_json_is_refused_whole(gateway, phone):
    assert send(gateway, *[{}] * 201, status=422)["code"] == "malformed"
    answer = gateway.client.generic(
        "POST", "/api/v1/field/events", "[" * 100_000, content_type="application/json", headers=gateway.headers
    )
    assert answer.status_code in {400, 422}
    assert not FieldEvent.objects.exists()


@pytest.mark.parametrize(
    ("data", "code"), [(b"GIF89a", "file-refused"), (b"x" * (4 * 1024 * 1024 + 1), "file-refused")]
)
def test_what_is_no_photo_is_refused(gateway, phone, data, code):
    sent = hashlib.sha256(data).hexdigest()
    answer = gateway.client.generic(
        "PUT", f"/api/v1/field/photos/{sent}", data, content_type="image/jpeg", headers=gateway.headers
    )
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_an_address_that_is_no_hash_is_malformed(gateway, phone):
    answer = gateway.client.generic("PUT", "/api/v1/field/photos/XYZ", jpeg(), headers=gateway.headers)
    assert answer.json()["code"] == "malformed"


def test_a_disk_that_takes_no_write_is_told_with_when_to_try_again(gateway, phone, monkeypatch):
    def full(**_named):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("guicheng.api.v1.field.take_events", full)
    answer = gateway.client.post(
        "/api/v1/field/events", json.dumps({"events": []}), content_type="application/json", headers=gateway.headers
    )
    assert (answer.status_code, answer.json()["code"], answer["Retry-After"]) == (503, "not-stored", "60")


def test_batches_count_by_themselves(gateway, phone, monkeypatch):
    monkeypatch.setattr("guicheng.api.v1.limits.MOST_WRITES", 3)
    monkeypatch.setattr("guicheng.api.v1.limits.MOST_CALLS", 4)
    for _each in range(9):
        send(gateway, phone.event("note", "t"))
    monkeypatch.setattr("guicheng.api.v1.limits.MOST_BATCHES", 10)
    send(gateway, phone.event("note", "t"))
    assert send(gateway, phone.event("note", "t"), status=429)["code"] == "too-many-calls"


def test_a_person_registers_their_own_phone_and_sends_from_it(company):
    qian, zhao = Caller.person(company, "qian"), Caller.person(company, "zhao")
    made = qian.send("POST", "/field/devices", {"unit": str(company.estate.key), "name": "我的"}, 201)
    assert made["person"]["name"] == "钱师傅"
    phone = Phone(seeded(1), device=made["key"])
    assert len(send(qian, phone.event("start", "t"))["committed"]) == 1
    assert send(zhao, phone.event("start", "t"))["refused"][0]["code"] == "device-unknown"
    assert zhao.send("POST", "/field/contact", {"device": made["key"]}, 404)
    assert zhao.send("POST", "/field/contact", {"device": "x"}, 404)
    assert [each["name"] for each in qian.get("/field/devices")["items"]] == ["我的"]
    qian.get("/field/events", 404)
    assert qian.send("POST", f"/field/devices/{made['key']}/withdraw")["withdrawn_at"]
    assert send(qian, phone.event("start", "t"))["refused"][0]["code"] == "device-unknown"


def test_lists_go_on_from_a_cursor_and_filters_narrow(gateway, phone):
    for _each in range(3):
        send(gateway, *[phone.event("answer", f"t{n}") for n in range(50)])
    first = gateway.get("/field/events")
    second = gateway.get("/field/events", cursor=first["next"])
    assert [len(first["items"]), len(second["items"]), second["next"]] == [100, 50, ""]
    assert len(gateway.get("/field/events", occurrence="t7", kind="answer")["items"]) == 3
    assert gateway.get("/field/events", device="x")["items"] == []
    assert gateway.get("/field/events", since="2040-01-01")["items"] == []


def test_holds_days_and_forgetting(company, gateway, phone):
    send(gateway, phone.event("check_in", "t", personal={"person": str(company.people["qian"].key)}))
    held = gateway.send("POST", "/holds", {"occurrence": "t", "case": "TS-1", "reason": "投诉"}, 201)
    assert gateway.get("/holds")["items"][0]["key"] == held["key"]
    chen = Caller.person(company, "gao")
    chen.client.get("/")
    assert gateway.send("POST", f"/holds/{held['key']}/lift")["lifted_at"]
    days = {
        each["retention"]: each["days"] for each in gateway.send("PUT", "/retention/presence", {"days": 60})["items"]
    }
    assert (
        days
        == {"presence": 60, "work": 731, "agreed": 1096}
        == {each["retention"]: each["days"] for each in gateway.get("/retention")["items"]}
    )
    assert gateway.send("PUT", "/retention/what", {"days": 60}, 422)["code"] == "not-as-wanted"
    assert gateway.get("/chain/roots")["items"] == []
    gateway.get("/chain/roots/2001-01-01", 404)
