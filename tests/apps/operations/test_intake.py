"""Batches of events: what is kept, what is refused, and that deliveries in any shape end in one state and one chain."""

import pytest
from django.db import DatabaseError, connection, transaction

from domain.evidence.phones import delivery, seeded, shift
from guicheng.apps.operations.models import FieldChain, FieldEvent
from guicheng.apps.operations.selectors.chain import check_chain
from guicheng.apps.operations.selectors.events import event_of, state_of
from guicheng.apps.operations.services import intake
from guicheng.apps.operations.services.devices import contact_ms, contact_stamp, withdraw_device
from guicheng.apps.operations.services.intake import take_events
from guicheng.domain.evidence import Placed, state_hash


def rows():
    return list(FieldEvent.objects.select_related("device").order_by("seq"))


def test_a_batch_is_kept_and_acknowledged_by_id(field):
    phone = field.phone()
    made = [phone.event("start", "t"), phone.event("answer", "t", payload={"line": "L1", "answer": "fail"})]
    done = field.send(*made)
    assert (done.committed, done.refused) == ([each["id"] for each in made], [])
    assert contact_ms(phone.device, done.contact[phone.device]) == FieldEvent.objects.latest("seq").received_ms
    assert [row.seq for row in rows()] == [1, 2]
    assert rows()[1].subject == field.company.people["qian"]
    assert state_of(field.company.actor("sun"), "t").answers == {"L1": "fail"}


def test_the_same_batch_again_changes_nothing_and_is_acknowledged_again(field):
    made = [field.phone().event("start", "t") for _each in range(3)]
    field.send(*made)
    before = FieldChain.objects.values().get()
    assert field.send(made[2], made[0], made[2], made[1]).committed == [made[2]["id"], made[0]["id"], made[1]["id"]]
    assert FieldChain.objects.values().get() == before


def test_an_event_that_cannot_be_kept_stops_no_other(field):
    phone = field.phone()
    good, bad, better = phone.event("start", "t"), phone.event("start", "t"), phone.event("finish", "t")
    done = field.send(good, {**bad, "kind": "Start!"}, None, {"id": "x y"}, better)
    assert done.committed == [good["id"], better["id"]]
    assert [(each.index, each.id, each.code, each.field) for each in done.refused] == [
        (1, bad["id"], "event-refused", "kind"),
        (2, "", "event-refused", ""),
        (3, "", "event-refused", "device"),
    ]


def test_another_event_with_an_id_that_is_taken_is_refused_and_the_first_stands(field):
    phone = field.phone()
    made = phone.event("answer", "t", payload={"line": "L", "answer": "pass"})
    other = {**made, "payload": {"line": "L", "answer": "fail"}}
    field.send(made)
    assert [each.code for each in field.send(other).refused] == ["id-taken"]
    again = field.phone().event("note", "t")
    done = field.send(again, {**again, "payload": {"x": 1}})
    assert (done.committed, [each.index for each in done.refused]) == ([again["id"]], [1])
    assert state_of(field.company.actor("sun"), "t").answers == {"L": "pass"}


def test_phones_that_are_unknown_withdrawn_or_elsewhere_are_refused_by_name(field):
    made = field.phone().event("start", "t")
    for sender in (field.company.actor("zhao"), field.company.actor("shen")):
        done = take_events(actor=sender, events=[made], at=field.now)
        assert [each.code for each in done.refused] == ["device-unknown"]
        assert done.contact == {}
    withdraw_device(actor=field.company.actor("wang"), key=made["device"], at=field.now)
    done = field.send(made)
    assert ([each.code for each in done.refused], done.contact) == (["device-unknown"], {})
    assert not FieldEvent.objects.exists()


def test_a_stamp_of_another_phone_or_of_nobody_proves_nothing(field):
    phone = field.phone(wrong_ms=3_600_000)
    honest = phone.event("start", "t")
    lied = {**phone.event("start", "t"), "contact": contact_stamp("other", field.now)}
    bare = {**phone.event("start", "t"), "contact": "12x.ab"}
    field.send(honest, lied, bare)
    found = rows()
    assert found[0].effective_ms == found[0].wall_ms - 3_600_000
    assert [row.effective_ms for row in found[1:]] == [row.wall_ms for row in found[1:]]


def test_deliveries_in_any_shape_end_in_one_state(field):
    chance = seeded(8)
    device = field.phone().device
    made = [{**each, "device": device} for each in shift(chance, 400, occurrences=20, phones=1)]
    wanted = None
    for _round in range(3):
        sent = delivery(chance, made)
        with transaction.atomic():
            for place in range(0, len(sent), 60):
                done = field.send(*sent[place : place + 60])
                assert not done.refused
            assert FieldEvent.objects.count() == len(made)
            assert check_chain(field.company.root).fault is None
            found = state_hash(Placed(event_of(row), row.effective_ms) for row in rows())
            transaction.set_rollback(True)
        wanted = wanted or found
        assert found == wanted


def test_a_row_can_be_neither_changed_nor_deleted_nor_replaced(field):
    field.send(field.phone().event("start", "t", personal={"note": "王"}))
    table = "operations_fieldevent"
    for words in (
        f"UPDATE {table} SET kind = 'x'",  # noqa: S608
        f"UPDATE {table} SET received_ms = received_ms + 1",  # noqa: S608
        f"UPDATE {table} SET payload = '{{\"a\":1}}'",  # noqa: S608
        f"UPDATE {table} SET personal = '{{}}'",  # noqa: S608
        f"DELETE FROM {table}",  # noqa: S608
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",  # noqa: S608
    ):
        if "REPLACE" in words and connection.vendor != "sqlite":
            continue  # only SQLite has the words
        with pytest.raises(DatabaseError, match="evidence stays"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(words)
    assert FieldEvent.objects.update(payload=None, personal=None, subject=None) == 1


def test_a_write_that_was_lost_on_the_way_is_not_acknowledged(field, monkeypatch):
    """A statement that skips a row would leave a gap in the chain; the whole batch is taken back instead."""
    made = [field.phone().event("start", "t") for _each in range(3)]
    monkeypatch.setattr(intake, "_new_among", lambda _company, ready, _done: [*ready, ready[0]])
    with pytest.raises((intake.NotKeptError, DatabaseError)), transaction.atomic():
        field.send(*made)
    assert not FieldEvent.objects.exists()


def test_a_named_person_is_the_one_who_did_it(field):
    sun = field.company.people["sun"]
    field.send(
        field.phone().event("start", "t", personal={"person": str(sun.key)}),
        field.phone().event("start", "t", personal={"person": "nobody"}),
        field.phone().event("start", "t", personal={"person": {"x": 1}}),
    )
    assert [row.subject.username for row in rows()] == ["sun", "qian", "qian"]
