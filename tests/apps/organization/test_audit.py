"""The audit: it only grows, and everybody reads what concerns their units."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.apps.organization.organization import AT, LATER

from guicheng.apps.organization import services
from guicheng.apps.organization.actors import NOBODY
from guicheng.apps.organization.selectors import audit_visible_to
from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.platform.retries import NoTransactionError
from guicheng.apps.platform.services import record


@pytest.mark.parametrize(
    "harm",
    [
        lambda rows: rows.update(actor_name="别人"),
        lambda rows: rows.delete(),
        lambda rows: rows[0].delete(),
        lambda rows: AuditEntry(pk=rows[0].pk, at=AT, act="x", actor_name="别人").save(),
        lambda rows: connection.cursor().execute("UPDATE platform_auditentry SET act = 'x'"),
        lambda rows: connection.cursor().execute("DELETE FROM platform_auditentry"),
    ],
)
def test_the_database_itself_refuses_to_change_or_delete_a_row(company, harm):
    before = list(AuditEntry.objects.values())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        harm(AuditEntry.objects.all())
    assert list(AuditEntry.objects.values()) == before


def test_a_write_that_fails_leaves_no_audit_row(company, monkeypatch):
    before = AuditEntry.objects.count()
    monkeypatch.setattr("guicheng.apps.organization.services.accounts.end_sessions", lambda person: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        services.end_person(actor=company.actor("gao"), key=company.people["qian"].key, at=AT)
    assert AuditEntry.objects.count() == before
    assert company.person("qian").is_active


def test_a_write_does_not_happen_without_its_audit_row(company, monkeypatch):
    monkeypatch.setattr("guicheng.apps.organization.services.access.record", lambda **_said: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        services.change_unit(actor=company.actor("gao"), key=company.estate.key, name="新名", code="", at=AT)
    company.estate.refresh_from_db()
    assert company.estate.name == "云栖花园"


@pytest.mark.django_db(transaction=True)
def test_an_audit_row_is_written_in_the_transaction_of_what_it_tells_of():
    with pytest.raises(NoTransactionError):
        record(actor=NOBODY, act="x", subject="unit", key="1", label="x", at=AT)


def test_an_auditor_of_the_company_reads_all_of_it_and_nothing_of_another(company, beside):
    rows = audit_visible_to(company.actor("shen"))
    assert rows.count() == AuditEntry.objects.filter(company=company.root.pk).count() > 0
    assert not rows.filter(company=beside.root.pk).exists()
    assert list(rows.values_list("pk", flat=True)) == sorted(rows.values_list("pk", flat=True), reverse=True)


def test_an_auditor_of_a_region_reads_what_happened_there(company):
    seen = audit_visible_to(company.actor("hexi"))
    assert {row.unit_path[: len(company.region.path)] for row in seen} == {company.region.path}
    assert seen.filter(label="云栖花园").exists()
    assert not seen.filter(label="山语城").exists()


@pytest.mark.parametrize("by", ["chen", "wang", "sun", "qian"])
def test_others_read_nothing(company, by):
    assert not audit_visible_to(company.actor(by)).exists()
    assert not audit_visible_to(NOBODY).exists()


def test_rows_are_found_by_what_who_and_when(company):
    services.change_unit(actor=company.actor("hexi"), key=company.estate.key, name="新名", code="", at=LATER)
    actor = company.actor("gao")

    def found(**said):
        return {(row.act.removeprefix("organization."), row.label) for row in audit_visible_to(actor, **said)}

    assert found(act="organization.add_post") == {("add_post", "维修工")}
    assert found(act="organization") == found()
    assert found(act="organization.add") == set()
    assert found(subject="post") == {("add_post", "维修工")}
    assert found(key=str(company.estate.key)) == {("add_unit", "云栖花园"), ("change_unit", "新名")}
    assert found(person="何片") == found(person=str(company.people["hexi"].key)) == {("change_unit", "新名")}
    assert found(since=LATER) == {("change_unit", "新名")}
    assert ("change_unit", "新名") not in found(until=LATER)
    assert found(since=LATER + timedelta(seconds=1)) == set()
    assert found(person="\0") == found()
