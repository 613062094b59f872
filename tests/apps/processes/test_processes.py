"""Processes as they are kept: saved over what was seen, taken back, approved by another, published once sound."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from tests.apps.standards.company import AT, GOOD, Company

from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.processes import selectors, services
from guicheng.apps.processes.models import Process, ProcessEdition, TableChange
from guicheng.apps.processes.readings import citations, difference
from guicheng.domain.values import NotAllowedError, StaleError

pytestmark = pytest.mark.django_db

ROWS = (
    {"number": "1", "name": "接听报修", "post": "客服", "limit": "5分钟", "record": "报修单", "next": "急修→2；一般→3"},
    {"number": "2", "name": "急修到场", "post": "维修工", "limit": "30分钟", "record": "维修单", "next": "3"},
    {"number": "3", "name": "回访", "post": "客服", "limit": "1小时", "record": "回访表", "next": "结束"},
)


@pytest.fixture
def company(db):
    return Company()


def begin(company, rows=ROWS, by="chen", code="LC-01"):
    return services.create_process(
        actor=company.actor(by), unit_key=company.estate.key, code=code, title="报修流程", rows=rows, at=AT
    )


def save(company, process, rows, *, by="chen", revision=None):
    return services.save_table(
        actor=company.actor(by),
        process_key=process.key,
        rows=rows,
        revision=process.revision if revision is None else revision,
        at=AT,
    )


def changed(process, step, **cells):
    return [{**row, **cells} if row["number"] == step else row for row in process.rows]


def approved(company, process):
    services.ask_for_approval(actor=company.actor("chen"), process_key=process.key, at=AT)
    services.decide(actor=company.actor("lin"), process_key=process.key, approves=True, at=AT)


def publish(company, process, **more):
    wish = {"effective_from": date(2026, 11, 23), "at": AT, **more}
    return services.publish(actor=company.actor("chen"), process_key=process.key, **wish)


def test_a_table_is_proved_and_timed_as_it_is_saved(company):
    process = begin(company)
    assert (process.errors, process.minutes, process.revision) == (0, "95", 1)
    process = save(company, process, changed(process, "1", next="急修→2"))
    assert process.errors == 1


def test_a_step_keeps_its_id_under_another_number_and_name(company):
    process = begin(company)
    ids = [row["id"] for row in process.rows]
    process = save(company, process, changed(process, "3", number="9", name="电话回访"))
    assert [row["id"] for row in process.rows] == ids


def test_a_step_without_number_gets_the_next_free_one_and_a_foreign_id_is_not_taken_over(company):
    process = begin(company)
    process = save(company, process, [*process.rows, {"id": "foreign", "name": "归档"}])
    assert process.rows[-1]["number"] == "4"
    assert process.rows[-1]["id"] != "foreign"


def test_two_people_save_and_neither_loses_anything(company):
    process = begin(company)
    save(company, process, changed(process, "2", limit="20分钟"), by="wang", revision=1)
    with pytest.raises(StaleError):
        save(company, process, changed(process, "2", limit="40分钟"), revision=1)
    process.refresh_from_db()
    assert process.rows[1]["limit"] == "20分钟"


def test_changes_are_taken_back_one_after_the_other_until_nothing_is_left(company):
    process = begin(company)
    for limit in ("20分钟", "40分钟"):
        process = save(company, process, changed(process, "2", limit=limit))
    limits = []
    for _turn in range(2):
        process = services.undo(actor=company.actor("chen"), process_key=process.key, revision=process.revision, at=AT)
        limits.append(process.rows[1]["limit"])
    assert limits == ["20分钟", "30分钟"]
    with pytest.raises(services.NotAProcessError):
        services.undo(actor=company.actor("chen"), process_key=process.key, revision=process.revision, at=AT)


def test_a_table_that_says_the_same_is_not_saved_again(company):
    process = begin(company)
    assert save(company, process, process.rows).revision == 1


@pytest.mark.parametrize(("by", "error"), [("sun", NotAllowedError), ("qian", Process.DoesNotExist)])
def test_who_may_only_look_or_not_even_that_saves_nothing(company, by, error):
    process = begin(company)
    with pytest.raises(error):
        save(company, process, [], by=by)


@pytest.mark.parametrize(("code", "title"), [("", "报修"), ("LC 01?", "报修"), ("LC-02", " "), ("lc-01", "又一个")])
def test_a_code_or_title_that_cannot_be_is_refused(company, code, title):
    begin(company)
    with pytest.raises(services.NotAProcessError):
        services.create_process(actor=company.actor("chen"), unit_key=company.estate.key, code=code, title=title, at=AT)


def test_a_process_with_faults_is_neither_set_before_anybody_nor_published(company):
    process = begin(company, [{"number": "1", "name": "登记", "post": "", "limit": "", "record": "", "next": "7"}])
    with pytest.raises(services.FaultsStandError):
        services.ask_for_approval(actor=company.actor("chen"), process_key=process.key, at=AT)
    with pytest.raises(services.FaultsStandError):
        services.ask_for_approval(actor=company.actor("chen"), process_key=begin(company, [], code="LC-02").key, at=AT)


def test_an_author_does_not_approve_and_another_does(company):
    process = begin(company)
    services.ask_for_approval(actor=company.actor("lin"), process_key=process.key, at=AT)
    for author in ("chen", "lin"):
        with pytest.raises(NotAllowedError):
            services.decide(actor=company.actor(author), process_key=process.key, approves=True, at=AT)
    services.decide(actor=company.actor("gao"), process_key=process.key, approves=True, at=AT)
    edition = publish(company, process)
    assert (edition.number, edition.request.decided_by.username) == (1, "gao")


def test_a_process_that_changed_after_approval_is_not_published(company):
    process = begin(company)
    approved(company, process)
    save(company, process, changed(process, "2", limit="2小时"))
    with pytest.raises(services.NotAskedError):
        publish(company, process)
    services.withdraw_request(actor=company.actor("chen"), process_key=process.key, at=AT)
    approved(company, process)
    assert publish(company, process).rows[1]["limit"] == "2小时"


def test_what_is_given_back_needs_a_reason_and_can_be_asked_for_again(company):
    process = begin(company)
    services.ask_for_approval(actor=company.actor("chen"), process_key=process.key, at=AT)
    with pytest.raises(services.NotAProcessError):
        services.decide(actor=company.actor("lin"), process_key=process.key, approves=False, at=AT)
    services.decide(actor=company.actor("lin"), process_key=process.key, approves=False, opinion="太慢", at=AT)
    approved(company, process)
    with pytest.raises(services.NotAProcessError):
        publish(company, process, effective_from=AT.date() - timedelta(days=1))
    publish(company, process)
    with pytest.raises(services.NotAskedError):
        services.ask_for_approval(actor=company.actor("chen"), process_key=process.key, at=AT)


@pytest.mark.parametrize("model", [ProcessEdition, TableChange])
def test_the_database_keeps_what_was_published_and_written(company, model):
    process = begin(company)
    approved(company, process)
    publish(company, process)
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(revision=99)


def test_steps_and_clauses_find_each_other(company):
    standard = company.standard(GOOD)
    clause = standard.clauses.get()
    clause.number = "3.2"
    clause.save()
    process = begin(company, [{**ROWS[0], "next": "结束", "clauses": "kf-03/3.2、KF-03/9"}])
    found = selectors.steps_realising(company.actor("wang"), [clause.key])[clause.key]
    assert [(each.code, row["name"]) for each, row in found] == [("LC-01", "接听报修")]
    assert selectors.steps_realising(company.actor("zhao"), [clause.key]) == {}
    save(company, process, [{**process.rows[0], "clauses": ""}])
    assert selectors.steps_realising(company.actor("wang"), [clause.key]) == {}


def test_steps_without_clauses_and_clauses_without_steps_are_told(company, django_assert_num_queries):
    standard = company.standard(GOOD)
    clause = standard.clauses.get()
    clause.number = "3.2"
    clause.save()
    assert selectors.left_uncited(company.actor("chen"), [{"id": "1", **ROWS[0]}]) == []
    cells = ({"clauses": "KF-03/3.2"}, {"clauses": "XX-99/1"}, {})
    rows = [{"id": row["number"], **row, **more} for row, more in zip(ROWS, cells, strict=True)]
    actor = company.actor("chen")
    assert selectors.clauses_cited(actor, rows).keys() == {"KF-03/3.2"}
    with django_assert_num_queries(2):
        found = selectors.left_uncited(actor, rows)
    assert [(finding.code, finding.steps) for finding in found] == [
        ("unknown-clause", ("2",)),
        ("step-without-clause", ("3",)),
    ]
    clause.key, clause.pk, clause.number, clause.position = uuid4(), None, "3.3", clause.position + 1
    clause.requirements = 1
    clause.save(force_insert=True)
    last = selectors.left_uncited(company.actor("chen"), rows)[-1]
    assert last.code == "clause-without-step"
    assert "KF-03/3.3" in last.message.render()


def test_a_difference_is_told_step_by_step_in_words(company):
    process = begin(company)
    older = process.rows
    newer = [
        {**older[2], "post": "客服主管"},
        {**older[0], "limit": "3分钟"},
        {"id": "new", "number": "4", "name": "归档", "post": "资料员"},
    ]
    told = [(change.step, change.sentence.render()) for change in difference(older, newer)]
    assert told == [
        ("3 回访", "post: 客服 → 客服主管"),
        ("1 接听报修", "limit: 5分钟 → 3分钟"),
        ("4 归档", "step added; post: 资料员"),
        ("2 急修到场", "step removed"),
        ("3 回访", "stands at another place"),
        ("1 接听报修", "stands at another place"),
    ]


def test_citations_are_split_at_every_mark():
    assert citations("KF-01/3.2、KF-02/1，KF-01/3.2；A/1\nB/2") == ["KF-01/3.2", "KF-02/1", "A/1", "B/2"]


def test_every_act_stands_in_the_audit(company):
    process = begin(company)
    approved(company, process)
    publish(company, process)
    services.rename_process(actor=company.actor("chen"), process_key=process.key, title="急修", at=AT)
    for archived in (True, False):
        services.set_archived(actor=company.actor("chen"), process_key=process.key, archived=archived, at=AT)
    acts = list(AuditEntry.objects.filter(subject="process").order_by("pk").values_list("act", flat=True))
    assert acts == [
        "processes.create_process",
        "processes.ask_for_approval",
        "processes.approve_process",
        "processes.publish_process",
        "processes.rename_process",
        "processes.archive_process",
        "processes.unarchive_process",
    ]
