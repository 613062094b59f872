"""Whatever is changed in the tables is found at its number; forgetting leaves the chain valid."""

import contextlib
from datetime import timedelta

import pytest
from django.db import connection, transaction
from tests.apps.standards.company import AT, Company

from domain.evidence.phones import seeded
from guicheng.apps.operations.models import DailyRoot, FieldChain, FieldEvent
from guicheng.apps.operations.selectors.chain import check_chain, day_of_chain, proof_of, roots_of
from guicheng.apps.operations.services.keeping import forget_person
from guicheng.apps.operations.services.sealing import seal_days
from guicheng.domain.evidence import Fault, proves

PEOPLE = {"note": "业主在家", "position": {"lat_e6": 30_274_100, "lon_e6": 120_155_100, "accuracy_m": 9}}


@pytest.fixture
def day(field):
    """Three days with events of two people and two photos."""
    for number in range(3):
        photo = field.photo(number)
        for name in ("qian", "sun"):
            told = {"payload": {"line": "L", "answer": "pass"}, "personal": PEOPLE, "photos": [photo]}
            kinds = ("check_in", "answer", "finish")
            field.send(*(field.phone(name).event(kind, f"t{number}", **told) for kind in kinds), by=name)
        field.now += timedelta(days=1)
    return field


@contextlib.contextmanager
def without_triggers():
    """Let a test do what an intruder with the database's password could do."""
    tables = ("operations_fieldevent", "operations_fieldphoto", "operations_dailyroot")
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'operations_%'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        yield cursor
        transaction.set_rollback(True)


def test_what_was_received_is_unaltered(day):
    found = check_chain(day.company.root)
    assert (found.length, found.fault) == (21, None)
    assert found.since == FieldEvent.objects.order_by("seq")[0].received_ms - 60_000
    assert check_chain(Company(prefix="y").root).length == 0


CHANGE = "UPDATE operations_fieldevent SET {column} = {value} WHERE id = %s"
CHANGES = {
    "device_seq": "device_seq + 1", "kind": "'start'", "occurrence": "'t9'", "wall": "'2026-11-23T08:00:00Z'",
    "since_contact_ms": "since_contact_ms + 1", "contact": "'x'", "commitments": "'{}'", "photos": "'[]'",
    "prev_hash": "'ab'", "received_ms": "received_ms - 1", "effective_ms": "effective_ms + 60000",
    "sender": "link", "link": "hash", "payload": "'{\"line\":\"L\",\"answer\":\"fail\"}'",
    "event_id": "'01KB4F8A526D3F4F0E9A572F6F'",
    "retention": "'agreed'", "hash": "link", "payload_hash": "link",
    "personal": "replace(personal, '业主在家', '业主不在')",
}  # fmt: skip


@pytest.mark.parametrize("column", sorted(CHANGES))
def test_a_changed_column_is_found_at_its_number(day, column):
    row = FieldEvent.objects.order_by("seq")[8]
    with without_triggers() as cursor:
        cursor.execute(CHANGE.format(column=column, value=CHANGES[column]), [row.pk])
        found = check_chain(day.company.root)
        assert (found.broken_at, found.fault) == (row.seq, Fault.LINK)


def test_deleted_moved_cut_and_added_rows_are_found(day):
    rows = list(FieldEvent.objects.order_by("seq"))
    root = day.company.root
    with without_triggers() as cursor:
        cursor.execute("DELETE FROM operations_fieldevent WHERE id = %s", [rows[8].pk])
        assert check_chain(root).broken_at == rows[8].seq
    with without_triggers() as cursor:
        cursor.execute("UPDATE operations_fieldevent SET seq = 99 WHERE id = %s", [rows[8].pk])
        assert check_chain(root).broken_at == rows[8].seq
    with without_triggers() as cursor:
        cursor.execute("DELETE FROM operations_fieldevent WHERE id = %s", [rows[-1].pk])
        found = check_chain(root)
        assert (found.broken_at, found.fault) == (rows[-1].seq, Fault.END)
    with without_triggers() as cursor:
        cursor.execute("UPDATE operations_fieldphoto SET kept = sent || '' WHERE seq = 1")
        cursor.execute("UPDATE operations_fieldphoto SET width = 9, sent = link WHERE seq = 8")
        assert check_chain(root).broken_at == 8


def test_an_intruder_who_makes_the_chain_anew_is_caught_by_the_root_of_a_day(day):
    seal_days(at=day.now)
    last = DailyRoot.objects.order_by("day")[2]
    row = FieldEvent.objects.get(seq=last.last_seq)
    with without_triggers() as cursor:
        cursor.execute("UPDATE operations_fieldevent SET link = %s WHERE id = %s", ["0" * 64, row.pk])
        FieldChain.objects.update(head="0" * 64)
        assert check_chain(day.company.root).fault is Fault.LINK
        cursor.execute("DELETE FROM operations_fieldevent WHERE id = %s", [row.pk])
        FieldChain.objects.update(length=row.seq - 1, head=FieldEvent.objects.get(seq=row.seq - 1).link)
        found = check_chain(day.company.root)
        assert (found.broken_at, found.fault) == (last.first_seq, Fault.END)


def test_days_that_are_over_get_a_root_once(day):
    assert seal_days(at=day.now) == 3
    assert seal_days(at=day.now) == 0
    roots = roots_of(day.company.root.pk)
    assert [(row.first_seq, row.last_seq) for row in roots] == [(15, 21), (8, 14), (1, 7)]
    assert check_chain(day.company.root).fault is None


def test_what_comes_after_sealing_never_lands_on_a_day_with_a_root(day):
    seal_days(at=day.now)
    day.now = AT
    day.send(day.phone().event("note", "late"))
    row = FieldEvent.objects.latest("seq")
    assert row.received_ms >= FieldChain.objects.get().received_ms
    assert day_of_chain(day.company.root.pk, AT.date()).sealed
    assert proof_of(row)[0].first == row.seq
    assert check_chain(day.company.root).fault is None


def test_the_proof_of_each_event_leads_to_the_root_of_its_day(day):
    seal_days(at=day.now)
    for row in FieldEvent.objects.all():
        found, proof = proof_of(row)
        assert found.sealed
        assert proves(proof, row.link, found.root)
    assert day_of_chain(day.company.root.pk, AT.date() - timedelta(days=1)) is None


def test_forgetting_a_person_and_content_keeps_the_chain_valid(day):
    person = day.company.people["qian"]
    gone, held = forget_person(actor=day.company.actor("gao"), person_key=person.key, at=day.now)
    assert (gone, held) == (9, 0)
    assert check_chain(day.company.root).fault is None
    left = FieldEvent.objects.exclude(personal=None)
    assert {row.subject.username for row in left} == {"sun"}
    FieldEvent.objects.update(payload=None, personal=None, subject=None)
    assert check_chain(day.company.root).fault is None
    assert not any("业主" in str(row) for row in FieldEvent.objects.values())


def test_many_random_changes_in_the_tables_are_found_at_their_number(day):
    chance = seeded(60)
    rows = list(FieldEvent.objects.order_by("seq"))
    for _each in range(40):
        row, column = chance.choice(rows), chance.choice(sorted(CHANGES))
        with without_triggers() as cursor:
            cursor.execute(CHANGE.format(column=column, value=CHANGES[column]), [row.pk])
            changed = FieldEvent.objects.filter(pk=row.pk).values(column).get()[column] != getattr(row, column)
            assert check_chain(day.company.root).broken_at == (row.seq if changed else None)


def test_another_sender_in_place_of_the_one_who_was_committed_is_found(day):
    row = FieldEvent.objects.order_by("seq")[1]
    with without_triggers() as cursor:
        other = row.personal.replace(str(day.company.people["qian"].key), str(day.company.people["sun"].key))
        cursor.execute("UPDATE operations_fieldevent SET personal = %s WHERE id = %s", [other, row.pk])
        assert other != row.personal
        assert check_chain(day.company.root).broken_at == row.seq
