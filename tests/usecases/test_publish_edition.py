"""An approved draft published: numbered, hashed, in force from its day, and never changed."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction
from tests.apps.standards.company import AT, GOOD, Company, clause

from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.models import Edition, Notification, Standard
from guicheng.apps.standards.readings import content_hash, edition_content
from guicheng.apps.standards.selectors.editions import turn_of
from guicheng.apps.standards.selectors.handouts import handouts_about, handouts_visible_to
from guicheng.domain.values import NotAllowedError
from guicheng.usecases.publish_edition import publish_edition

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
_SAME = "edition_id, kind, level, number, text, elements, state, echo, confirmed"
_ONE_MORE = (
    f"INSERT INTO standards_editionclause (key, position, {_SAME}) "  # noqa: S608 - the names stand above
    f"SELECT '00000000000000000000000000000000', position + 1, {_SAME} FROM standards_editionclause"
)
DAY = timedelta(days=1)


@pytest.fixture
def company(db):
    return Company()


def approved(company, standard):
    submission = services.submit(actor=company.actor("chen"), standard_key=standard.key, at=AT)
    for name in ("lin", "gao"):
        services.approve(actor=company.actor(name), submission_key=submission.key, at=AT)
    return standard


def publish(company, standard, day=TODAY, by="chen", **more):
    return publish_edition(actor=company.actor(by), standard_key=standard.key, effective_from=day, at=AT, **more)


def edit(company, standard, text):
    row = clause(standard)
    services.edit_clause(actor=company.actor("chen"), key=row.key, revision=row.revision, text=text, at=AT)


def published(company, standard, text=None, day=TODAY):
    if text:
        edit(company, standard, text)
    return publish(company, approved(company, standard), day)


def test_an_edition_holds_what_was_approved(company):
    standard = company.standard(GOOD)
    services.confirm_reading(
        actor=company.actor("lin"),
        clause_key=clause(standard).key,
        echo="接到急修报修后 · ≤30 分钟内 · 维修工到场",
        at=AT,
    )
    edition = published(company, standard)
    standard.refresh_from_db()
    assert (edition.number, edition.title, standard.state) == (1, "报修服务标准", "published")
    (kept,) = selectors.edition_clauses(edition)
    assert (kept.text, kept.echo, kept.confirmed) == (GOOD, ["接到急修报修后 · ≤30 分钟内 · 维修工到场"], True)
    assert edition.content_hash == edition.submission.content_hash
    assert selectors.edition_is_whole(edition)
    assert AuditEntry.objects.first().after["hash"] == edition.content_hash


def test_the_hash_is_the_same_for_the_same_content(company):
    one = published(company, company.standard(GOOD, code="A-1"))
    other = published(company, company.standard(GOOD, code="A-2"))
    assert one.content_hash != other.content_hash
    assert len(one.content_hash) == 64
    rows = list(selectors.edition_clauses(one))
    assert content_hash(edition_content(one, rows)) == content_hash(
        edition_content(Edition.objects.get(pk=one.pk), rows)
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE standards_edition SET title = 'x'",
        "DELETE FROM standards_edition",
        "UPDATE standards_editionclause SET text = 'x'",
        "DELETE FROM standards_editionclause",
        "UPDATE standards_opinion SET comment = 'x'",
        "DELETE FROM standards_opinion",
        "UPDATE standards_clausechange SET text = 'x'",
        "DELETE FROM standards_clausechange",
        "UPDATE standards_withdrawal SET reason = 'x'",
        "DELETE FROM standards_withdrawal",
        "UPDATE standards_opinionvoid SET why = 'returned'",
        "DELETE FROM standards_opinionvoid",
        _ONE_MORE,
    ],
)
def test_not_even_the_database_changes_what_was_published(company, statement):
    standard = company.standard(GOOD)
    services.submit(actor=company.actor("chen"), standard_key=standard.key, at=AT)
    submission = selectors.open_submission(standard)
    services.approve(actor=company.actor("lin"), submission_key=submission.key, at=AT)
    edit(company, standard, GOOD + "并记录，记录保存1年。")
    for name in ("lin", "gao"):
        services.approve(actor=company.actor(name), submission_key=submission.key, at=AT)
    edition = publish(company, standard)
    services.withdraw_edition(actor=company.actor("chen"), edition_key=edition.key, reason="合并", at=AT)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert selectors.edition_is_whole(Edition.objects.get())


@pytest.mark.parametrize("table", ["edition", "editionclause", "clausechange", "opinion"])
def test_no_row_is_replaced_by_another(company, table):
    published(company, company.standard(GOOD))
    same = f"standards_{table} SELECT * FROM standards_{table}"  # noqa: S608 - the names stand above
    replace = f"INSERT OR REPLACE INTO {same}"
    if connection.vendor == "postgresql":
        replace = f"INSERT INTO {same} ON CONFLICT (id) DO UPDATE SET id = EXCLUDED.id"
    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(replace)


def test_the_triggers_come_and_go_with_their_migration(company):
    kept = import_module("guicheng.apps.standards.migrations.0003_what_was_said_and_published_stays")
    signed = import_module("guicheng.apps.standards.migrations.0005_signed_deviations_stay")
    with connection.cursor() as cursor:
        editor = SimpleNamespace(connection=connection, execute=cursor.execute)
        # As in a real way back, the later migration goes first: it leans on a function of this one.
        signed.allow(None, editor)
        kept.allow(None, editor)
        kept.forbid(None, editor)
        signed.forbid(None, editor)
    published(company, company.standard(GOOD))
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.update(title="x")


def test_what_is_not_approved_is_not_published(company):
    standard = company.standard(GOOD)
    with pytest.raises(services.NotApprovedError):
        publish(company, standard)
    services.submit(actor=company.actor("chen"), standard_key=standard.key, at=AT)
    with pytest.raises(services.NotApprovedError):
        publish(company, standard)


def test_a_change_after_approval_keeps_it_from_publishing(company):
    standard = approved(company, company.standard(GOOD))
    edit(company, standard, "接到急修报修后，维修工20分钟内到场。")
    with pytest.raises(services.NotApprovedError):
        publish(company, standard)


def test_a_change_behind_the_approval_is_noticed_by_the_hash(company):
    standard = approved(company, company.standard(GOOD))
    standard.clauses.update(text="接到急修报修后，维修工20分钟内到场。")
    with pytest.raises(services.ContentChangedError):
        publish(company, standard)
    assert not Edition.objects.exists()


def test_an_error_that_came_during_approval_keeps_it_from_publishing(company):
    standard = company.standard(GOOD)
    services.submit(actor=company.actor("chen"), standard_key=standard.key, at=AT)
    edit(company, standard, "接到报修后应及时到场。")
    submission = selectors.open_submission(standard)
    for name in ("lin", "gao"):
        services.approve(actor=company.actor(name), submission_key=submission.key, at=AT)
    with pytest.raises(services.FindingsStandError):
        publish(company, standard)


def test_who_may_publish_and_when(company):
    standard = approved(company, company.standard(GOOD))
    with pytest.raises(NotAllowedError):
        publish(company, standard, by="wang")
    with pytest.raises(NotAllowedError):
        publish_edition(
            actor=company.actor("chen", person=None, named="工单系统"),
            standard_key=standard.key,
            effective_from=TODAY,
            at=AT,
        )
    with pytest.raises(services.NotAsWantedError):
        publish(company, standard, TODAY - DAY)
    with pytest.raises(Standard.DoesNotExist):
        publish_edition(actor=Company(prefix="x").actor("chen"), standard_key=standard.key, effective_from=TODAY, at=AT)


def test_the_edition_in_force_on_a_day(company):
    standard = company.standard(GOOD)
    first = published(company, standard)
    second = published(company, standard, "接到急修报修后，维修工20分钟内到场。", TODAY + 10 * DAY)
    assert (first.number, second.number) == (1, 2)
    assert selectors.edition_in_force(standard, TODAY - DAY) is None
    assert selectors.edition_in_force(standard, TODAY) == first
    assert selectors.edition_in_force(standard, TODAY + 9 * DAY) == first
    assert selectors.edition_in_force(standard, TODAY + 10 * DAY) == second
    assert selectors.editions_in_force([standard.pk], TODAY + 10 * DAY) == {standard.pk: second}


def test_a_later_number_counts_although_an_earlier_one_begins_later(company):
    standard = company.standard(GOOD)
    published(company, standard, day=TODAY + 10 * DAY)
    second = published(company, standard, "接到急修报修后，维修工20分钟内到场。", TODAY + 5 * DAY)
    assert selectors.edition_in_force(standard, TODAY + 20 * DAY) == second


def test_a_withdrawn_edition_does_not_bring_back_what_it_replaced(company):
    standard = company.standard(GOOD)
    first = published(company, standard)
    second = published(company, standard, "接到急修报修后，维修工20分钟内到场。")
    services.withdraw_edition(
        actor=company.actor("chen"), edition_key=second.key, reason="写错了时限", on=TODAY + 3 * DAY, at=AT
    )
    assert selectors.edition_in_force(standard, TODAY + 2 * DAY) == second
    assert selectors.edition_in_force(standard, TODAY + 3 * DAY) is None
    with pytest.raises(services.WithdrawnError):
        services.withdraw_edition(actor=company.actor("chen"), edition_key=second.key, reason="再", at=AT)
    assert first.number == 1
    standard.refresh_from_db()
    assert standard.state == "withdrawn"


def test_an_edition_withdrawn_before_its_day_never_came_into_force(company):
    standard = company.standard(GOOD)
    first = published(company, standard)
    second = published(company, standard, "接到急修报修后，维修工20分钟内到场。", TODAY + 5 * DAY)
    services.withdraw_edition(actor=company.actor("chen"), edition_key=second.key, reason="不再需要", at=AT)
    assert selectors.edition_in_force(standard, TODAY + 6 * DAY) == first


def test_a_withdrawal_says_why_and_is_no_matter_for_everybody(company):
    edition = published(company, company.standard(GOOD))
    with pytest.raises(services.NotAsWantedError):
        services.withdraw_edition(actor=company.actor("chen"), edition_key=edition.key, reason="", at=AT)
    with pytest.raises(services.NotAsWantedError):
        services.withdraw_edition(
            actor=company.actor("chen"), edition_key=edition.key, reason="旧", on=TODAY - DAY, at=AT
        )
    with pytest.raises(NotAllowedError):
        services.withdraw_edition(actor=company.actor("wang"), edition_key=edition.key, reason="旧", at=AT)
    with pytest.raises(Edition.DoesNotExist):
        services.withdraw_edition(actor=company.actor("zhao"), edition_key=edition.key, reason="旧", at=AT)


def test_the_same_content_is_not_approved_twice_and_an_author_is_one_per_edition(company):
    standard = company.standard(GOOD)
    published(company, standard)
    with pytest.raises(services.NothingToApproveError):
        services.submit(actor=company.actor("lin"), standard_key=standard.key, at=AT)
    row = clause(standard)
    services.edit_clause(
        actor=company.actor("lin"), key=row.key, revision=row.revision, text=GOOD + "并记录，记录保存1年。", at=AT
    )
    standard.refresh_from_db()
    assert standard.state == "revised"
    submission = services.submit(actor=company.actor("lin"), standard_key=standard.key, at=AT)
    # Chen wrote the first edition and nothing since.
    services.approve(actor=company.actor("chen"), submission_key=submission.key, at=AT)


def test_followers_hear_of_it_and_the_frontline_reads_it(company):
    standard = company.standard(GOOD)
    qian = company.actor("qian")
    with pytest.raises(Standard.DoesNotExist):
        services.follow_standard(actor=Company(prefix="y").actor("qian"), key=standard.key, at=AT)
    services.follow_standard(actor=qian, key=standard.key, at=AT)
    edition = published(company, standard, day=TODAY + DAY)
    assert Notification.objects.get(person=qian.person).kind == "published"
    assert selectors.published_visible_to(qian, "kf-03") == standard
    assert selectors.edition_visible_to(qian, "KF-03", 1) == edition
    assert selectors.published_standards_visible_to(qian, day=TODAY).total == 0
    page = selectors.published_standards_visible_to(qian, day=TODAY + DAY, words="急修", unit=str(company.estate.key))
    assert (page.rows, page.next, page.total) == ([edition], "", 1)
    assert selectors.published_standards_visible_to(company.actor("zhao"), day=TODAY + DAY).total == 0
    with pytest.raises(Standard.DoesNotExist):
        selectors.standard_visible_to(qian, "KF-03")


def test_editions_are_compared_clause_by_clause(company):
    standard = company.standard(GOOD, "员工佩戴工牌。")
    first = published(company, standard)
    services.add_clause(
        actor=company.actor("chen"),
        standard_key=standard.key,
        text="每日清扫大堂1次，并做记录，记录保存1年。",
        after="",
        at=AT,
    )
    row = clause(standard, 2)
    services.delete_clause(actor=company.actor("chen"), key=row.key, revision=row.revision, at=AT)
    row = clause(standard, 1)
    services.edit_clause(actor=company.actor("chen"), key=row.key, revision=1, text=GOOD.replace("30", "20"), at=AT)
    assert [each.verdict for each in selectors.changes_since_edition(standard)] == ["added", "changed", "removed"]
    second = published(company, standard)
    found = selectors.edition_difference(first, second)
    assert [each.verdict for each in found] == ["added", "changed", "removed"]
    assert [(mark.kind, mark.text) for mark in found[1].marks if mark.kind != "same"] == [
        ("removed", "30"),
        ("added", "20"),
    ]
    assert turn_of(second).changes == found
    assert {each.verdict for each in turn_of(first).changes} == {"added"}


def test_an_archived_standard_has_nothing_in_force(company):
    standard = company.standard(GOOD)
    edition = published(company, standard, day=TODAY + DAY)
    with pytest.raises(services.StillInForceError):
        services.archive_standard(actor=company.actor("chen"), key=standard.key, at=AT)
    services.withdraw_edition(actor=company.actor("chen"), edition_key=edition.key, reason="停用", at=AT)
    services.archive_standard(actor=company.actor("chen"), key=standard.key, at=AT)
    with pytest.raises(services.StandardArchivedError):
        edit(company, standard, "员工佩戴工牌。")
    services.unarchive_standard(actor=company.actor("chen"), key=standard.key, at=AT)
    edit(company, standard, "员工佩戴工牌。")


def test_an_estate_reads_what_holds_there_from_above_and_no_draft(company):
    standard = company.standard(GOOD, unit=company.root)
    assert codes(company, "qian") == []
    made = published(company, standard)
    edit(company, standard, "接到急修报修后，维修工20分钟内到场。")
    for name in ("wang", "sun", "qian", "zhao"):
        actor = company.actor(name)
        assert codes(company, name) == ["KF-03"], name
        assert selectors.published_visible_to(actor, "KF-03") == standard
        assert selectors.edition_visible_to(actor, "KF-03", made.number) == made
        with pytest.raises(Standard.DoesNotExist):
            selectors.standard_visible_to(actor, "KF-03")


def test_what_holds_elsewhere_or_binds_by_contract_stays_where_it_is(company):
    regional = published(company, company.standard(GOOD, unit=company.region))
    assert (codes(company, "qian"), codes(company, "zhao")) == (["KF-03"], [])
    Standard.objects.filter(pk=regional.standard_id).update(level="contract", binds_from=TODAY)
    assert codes(company, "qian") == []
    assert codes(company, "chen") == ["KF-03"]
    limited = company.actor("qian", scopes=frozenset({"standards.read"}))
    assert selectors.published_standards_visible_to(limited, day=TODAY).rows == []
    with pytest.raises(Standard.DoesNotExist):
        selectors.published_visible_to(Company(prefix="x").actor("chen"), str(regional.standard.key))


def test_an_edition_from_above_is_printed_by_whoever_reads_it(company):
    made = published(company, company.standard(GOOD, unit=company.root))
    wish = services.HandoutWish(kind="manual", form="docx")
    asked = services.ask_for_handout(actor=company.actor("qian"), subject=made, wish=wish, at=AT)
    assert handouts_about(company.actor("qian"), edition_id=made.pk) == [asked]
    whole = services.ask_for_handout(actor=company.actor("chen"), subject=company.root, wish=wish, at=AT)
    assert whole not in handouts_visible_to(company.actor("qian"))


def codes(company, name):
    return [row.code for row in selectors.published_standards_visible_to(company.actor(name), day=TODAY).rows]
