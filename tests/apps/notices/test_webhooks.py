"""Subscriptions of programs: called over real HTTP, signed, tried again, given up, sent once more."""

from __future__ import annotations

import base64
import json
import subprocess
from datetime import timedelta

import pytest
from tests.apps.notices.outlets import AT, Clock, call, happen, rows, states, subscription_at

from guicheng.apps.notices.models import Notice, Subscription
from guicheng.apps.notices.services import subscriptions
from guicheng.apps.notices.services.outlets import NotSentError
from guicheng.apps.notices.services.sending import MOST_AT_ONCE, MOST_ATTEMPTS, wait_after
from guicheng.apps.organization.services import NotAsWantedError
from guicheng.apps.platform.models import AuditEntry
from guicheng.domain.values import NotAllowedError
from stand_in import standing_in

MINUTE = timedelta(minutes=1)


@pytest.fixture
def host(settings):
    with standing_in() as host:
        settings.OUTWARD_HOSTS = frozenset({host.name})
        yield host


def signature(secret, told):
    """The signature of a call by another program."""
    key = base64.b64decode(secret.removeprefix("whsec_")).hex()
    text = f"{told.headers['webhook-id']}.{told.headers['webhook-timestamp']}.".encode() + told.body
    made = subprocess.run(
        ["openssl", "dgst", "-sha256", "-mac", "HMAC", "-macopt", f"hexkey:{key}", "-binary"],
        input=text, capture_output=True, check=True,
    )  # fmt: skip
    return "v1," + base64.b64encode(made.stdout).decode()


def test_a_program_is_told_once_with_id_time_and_signature(company, host):
    found, secret = subscription_at(company, host)
    for _again in range(2):
        happen(company, people=[company.people["qian"]])
        call(found)
    (told,) = host.calls
    assert told.path == "/hook"
    assert told.headers["webhook-signature"] == signature(secret, told)
    assert told.headers["webhook-timestamp"] == str(int(AT.timestamp()))
    assert told.headers["webhook-id"] == told.told["id"]
    assert told.told == {
        "id": told.told["id"],
        "sequence": told.told["sequence"],
        "kind": "case-late",
        "at": "2026-11-23T10:00:00+08:00",
        "urgent": False,
        "unit": {"key": str(company.estate.key), "name": "云栖花园"},
        "title": {"zh": "Work 1 is late.", "en": "Work 1 is late."},
        "text": None,
        "path": "/cases/1/",
    }


def test_messages_come_in_the_order_in_which_things_happened(company, host):
    found, _secret = subscription_at(company, host)
    for number in range(MOST_AT_ONCE + 3):
        happen(company, number)
    assert call(found) == MOST_AT_ONCE
    assert call(found, AT + MINUTE) == 3
    numbers = [told.told["sequence"] for told in host.calls]
    assert numbers == sorted(numbers)
    assert [told.told["path"] for told in host.calls] == [f"/cases/{number}/" for number in range(23)]


def test_another_company_and_other_kinds_are_not_heard_of(company, host):
    from tests.apps.organization.organization import Organization

    beside = Organization(prefix="x")
    found, _secret = subscription_at(company, host, kinds=["edition"])
    happen(company)
    happen(beside, kind="edition")
    assert rows(found) == []
    happen(company, 2, kind="edition")
    assert len(rows(found)) == 1


@pytest.mark.parametrize("status", [400, 401, 404, 408, 429, 500, 503])
def test_a_failure_is_tried_again_until_it_is_taken(company, host, status):
    host.answers = [(status, {}, b""), (204, {}, b"")]
    found, _secret = subscription_at(company, host)
    happen(company)
    clock = Clock()
    call(found, clock)
    assert states(found) == [("waiting", 1)]
    assert str(status) in rows(found)[0].error_message.render()
    assert call(found, clock) == 0
    clock.at += wait_after(1) + MINUTE
    assert call(found, clock) == 1
    first, second = host.calls
    assert (first.body, first.headers["webhook-id"]) == (second.body, second.headers["webhook-id"])
    assert first.headers["webhook-signature"] != second.headers["webhook-signature"]
    assert (rows(found)[0].state, rows(found)[0].status) == ("sent", 204)


def test_a_host_that_says_when_is_asked_then(company, host):
    host.answers[0] = (429, {"Retry-After": "600"}, b"")
    found, _secret = subscription_at(company, host)
    happen(company)
    call(found)
    assert rows(found)[0].next_at == AT + 10 * MINUTE
    assert call(found, AT + 9 * MINUTE) == 0


@pytest.mark.parametrize(("status", "word"), [(301, "redirect"), (302, "redirect"), (410, "410")])
def test_a_redirect_and_a_farewell_end_a_message_at_once(company, host, status, word):
    host.answers[0] = (status, {"Location": host.url("/elsewhere")}, b"")
    found, _secret = subscription_at(company, host)
    happen(company)
    call(found)
    assert states(found) == [("dead", 1)]
    assert word in rows(found)[0].error_message.render()
    assert len(host.calls) == 1


def test_one_message_that_is_never_taken_keeps_no_other_waiting(company, host):
    host.answers = [(500, {}, b""), (200, {}, b"")]
    found, _secret = subscription_at(company, host)
    for number in range(3):
        happen(company, number)
    assert call(found) == 3
    assert states(found) == [("waiting", 1), ("sent", 1), ("sent", 1)]


def test_a_host_that_is_down_is_asked_once_a_turn_and_given_up_in_the_end(company, host, settings):
    found, _secret = subscription_at(company, host)
    with standing_in() as gone:
        Subscription.objects.update(url=gone.url())
    settings.OUTWARD_HOSTS = frozenset({gone.name})
    for number in range(3):
        happen(company, number)
    clock = Clock()
    assert call(found, clock) == 1
    assert states(found) == [("waiting", 1), ("waiting", 0), ("waiting", 0)]
    for _turn in range(MOST_ATTEMPTS * 4):
        clock.at += timedelta(hours=4)
        call(found, clock)
    found.refresh_from_db()
    assert {row.state for row in rows(found)} == {"dead"}
    assert not found.is_on
    assert {row.person.username for row in Notice.objects.filter(happening__kind="delivery-failed")} == {"gao"}


def test_a_slow_host_is_cut_off(company, host, monkeypatch):
    from guicheng.apps.notices.services import webhooks_out

    post = webhooks_out.post
    monkeypatch.setattr(webhooks_out, "post", lambda *given, **named: post(*given, **named, limit=0.2))
    host.answers[0] = ("drip", {}, b"")
    found, _secret = subscription_at(company, host)
    happen(company)
    call(found)
    assert states(found) == [("waiting", 1)]
    assert "0.2 seconds" in rows(found)[0].error_message.render()


def test_a_host_that_became_private_is_not_called(company, host, settings):
    found, _secret = subscription_at(company, host)
    settings.OUTWARD_HOSTS = frozenset()
    happen(company)
    call(found)
    assert states(found) == [("dead", 1)]
    assert not host.calls


def test_a_test_is_sent_and_a_message_is_sent_once_more_with_its_id(company, host):
    boss = company.actor("gao")
    found, secret = subscription_at(company, host)
    subscriptions.test_subscription(actor=boss, key=found.key, at=AT)
    happen(company)
    assert call(found) == 2
    test, told = host.calls
    assert test.told["kind"] == "test"
    assert test.headers["webhook-id"] == test.told["id"]
    assert test.headers["webhook-signature"] == signature(secret, test)
    for row in rows(found):
        subscriptions.replay(actor=boss, key=found.key, delivery=row.key, at=AT)
    assert call(found, AT + MINUTE) == 2
    assert [(each.body, each.headers["webhook-id"]) for each in host.calls[2:]] == [
        (test.body, test.headers["webhook-id"]),
        (told.body, told.headers["webhook-id"]),
    ]
    again = rows(found)[-1]
    subscriptions.replay(actor=boss, key=found.key, delivery=again.key, at=AT)
    assert rows(found)[-1].replay_of == rows(found)[1]
    with pytest.raises(NotSentError):
        subscriptions.replay(actor=boss, key=found.key, delivery=rows(found)[-1].key, at=AT)


def test_what_waits_is_sent_by_the_worker(company, host, run_jobs):
    subscription_at(company, host)
    happen(company)
    run_jobs()
    assert len(host.calls) == 1


def test_the_secret_stands_neither_in_the_database_nor_in_the_audit(company, host):
    found, secret = subscription_at(company, host)
    assert len(base64.b64decode(secret.removeprefix("whsec_"))) == 32
    happen(company)
    kept = [str(Subscription.objects.values().get()), str(list(AuditEntry.objects.values())), rows(found)[0].body]
    assert not any(secret.removeprefix("whsec_") in text for text in kept)


def test_another_key_of_the_service_makes_the_secret_unreadable_and_says_so(company, host, settings):
    found, _secret = subscription_at(company, host)
    happen(company)
    settings.SECRET_KEY = "another"
    call(found)
    assert "key of this service" in rows(found)[0].error_message.render()
    assert not host.calls


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("name", {"name": "  "}),
        ("url", {"url": "http://example.com/"}),
        ("url", {"url": "https://10.0.0.1/"}),
        ("url", {"url": "https://user:word@example.com/"}),
        ("kinds", {"kinds": ["gossip"]}),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_its_name(company, field, values):
    given = {"name": "ERP", "url": "https://example.com/hook"}
    with pytest.raises(NotAsWantedError) as caught:
        subscriptions.add_subscription(actor=company.actor("gao"), at=AT, **{**given, **values})
    assert caught.value.field == field


def test_only_who_administers_the_company_tells_programs(company, host):
    found, _secret = subscription_at(company, host)
    for name in ("chen", "wang", "hexi", "shen"):
        with pytest.raises(NotAllowedError):
            subscriptions.add_subscription(actor=company.actor(name), name="x", url="https://example.com/", at=AT)
        with pytest.raises(Subscription.DoesNotExist):
            subscriptions.switch_subscription(actor=company.actor(name), key=found.key, on=False, at=AT)


def test_a_subscription_is_changed_switched_and_removed_with_a_trace(company, host):
    boss, (found, _secret) = company.actor("gao"), subscription_at(company, host)
    subscriptions.change_subscription(
        actor=boss, key=found.key, name="ERP 2", url=host.url("/other"), kinds=["case-late"], at=AT
    )
    happen(company)
    subscriptions.switch_subscription(actor=boss, key=found.key, on=False, at=AT)
    assert states(found) == [("dead", 0)]
    happen(company, 2)
    with pytest.raises(NotSentError):
        subscriptions.test_subscription(actor=boss, key=found.key, at=AT)
    subscriptions.switch_subscription(actor=boss, key=found.key, on=True, at=AT)
    happen(company, 3)
    assert call(found) == 1
    assert host.calls[0].path == "/other"
    subscriptions.remove_subscription(actor=boss, key=found.key, at=AT)
    assert Subscription.objects.get().secret == "-"
    acts = AuditEntry.objects.filter(act__startswith="notices.").order_by("pk").values_list("act", flat=True)
    assert [act.removeprefix("notices.") for act in acts] == [
        "add_subscription", "change_subscription", "switch_subscription", "switch_subscription", "remove_subscription",
    ]  # fmt: skip


def test_a_company_has_no_more_than_twenty(company):
    for number in range(subscriptions.MOST):
        subscriptions.add_subscription(actor=company.actor("gao"), name=f"P{number}", url="https://example.com/", at=AT)
    with pytest.raises(NotAsWantedError):
        subscriptions.add_subscription(actor=company.actor("gao"), name="one more", url="https://example.com/", at=AT)


def test_what_is_sent_is_one_line_of_json(company, host):
    found, _secret = subscription_at(company, host)
    happen(company)
    body = rows(found)[0].body
    assert "\n" not in body
    assert json.loads(body)["kind"] == "case-late"
