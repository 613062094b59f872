"""Standards created, found, named, assigned, moved and archived."""

from __future__ import annotations

from datetime import date

import pytest
from tests.apps.standards.company import AT, GOOD, VAGUE, clause, later

from guicheng.apps.organization.models import Unit
from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.models import DraftClause, Follow, Notification, Standard
from guicheng.domain.values import NotAllowedError

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


def listed(company, by="chen", **filters):
    page = selectors.standards_visible_to(company.actor(by), day=TODAY, **filters)
    return [row.standard.code for row in page.rows]


def create(company, by="chen", **more):
    given = {"unit_key": company.estate.key, "code": "KF-03", "title": "报修服务标准", "at": AT, **more}
    return services.create_standard(actor=company.actor(by), **given)


def test_a_code_is_unique_in_the_company_and_stands_in_addresses(company, stranger):
    made = create(company, code="kf-03", category="engineering")
    assert made.code == "KF-03"
    assert selectors.standard_visible_to(company.actor("wang"), "Kf-03") == made
    assert selectors.standard_visible_to(company.actor("wang"), str(made.key)) == made
    with pytest.raises(services.CodeTakenError):
        create(company, unit_key=company.other.key)
    with pytest.raises(Standard.DoesNotExist):
        selectors.standard_visible_to(stranger, "KF-03")
    with pytest.raises(Standard.DoesNotExist):
        selectors.standard_visible_to(company.actor("zhao"), made.key)


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": ""},
        {"code": "a/b"},
        {"code": "x" * 21},
        {"title": " "},
        {"title": "长" * 121},
        {"category": "magic"},
    ],
)
def test_a_standard_has_a_name_that_can_be_said(company, wrong):
    with pytest.raises(services.NotAsWantedError):
        create(company, **wrong)


def test_who_may_create_where(company, stranger):
    with pytest.raises(NotAllowedError):
        create(company, by="sun")
    with pytest.raises(Unit.DoesNotExist):
        create(company, by="wang", unit_key=company.other.key)
    with pytest.raises(Unit.DoesNotExist):
        services.create_standard(actor=stranger, unit_key=company.estate.key, code="A", title="A", at=AT)
    company.estate.archived_at = AT
    company.estate.save()
    with pytest.raises(services.NotAsWantedError):
        create(company)


def test_a_steward_can_read_it_follows_it_and_is_told(company):
    made = create(company)
    sun = company.people["sun"]
    services.assign_stewards(actor=company.actor("chen"), keys=[made.key], person_key=sun.key, at=AT)
    assert Notification.objects.get(person=sun).kind == "assigned"
    assert Follow.objects.filter(person=sun, standard=made).exists()
    assert listed(company, steward=str(sun.key)) == ["KF-03"]
    assert listed(company, by="sun", steward="me") == ["KF-03"]
    with pytest.raises(services.NotAsWantedError):
        services.assign_stewards(
            actor=company.actor("chen"), keys=[made.key], person_key=company.people["qian"].key, at=AT
        )
    services.assign_stewards(actor=company.actor("chen"), keys=[made.key], person_key="", at=AT)
    made.refresh_from_db()
    assert made.steward is None


def test_a_bulk_move_is_all_or_nothing(company):
    first, second = create(company, code="A"), create(company, code="B")
    with pytest.raises(Standard.DoesNotExist):
        services.move_standards(
            actor=company.actor("chen"), keys=[first.key, "nothing"], unit_key=company.other.key, at=AT
        )
    first.refresh_from_db()
    assert first.unit == company.estate
    services.move_standards(
        actor=company.actor("chen"), keys=[first.key, second.key], unit_key=company.other.key, at=AT
    )
    assert listed(company, by="zhao") == ["A", "B"]
    with pytest.raises(Unit.DoesNotExist):
        services.move_standards(actor=company.actor("zhao"), keys=[first.key], unit_key=company.estate.key, at=AT)


def test_words_are_found_in_title_code_text_and_number(company):
    made = company.standard(GOOD, code="KF-01", title="报修服务标准")
    services.add_clause(actor=company.actor("chen"), standard_key=made.key, text="员工佩戴工牌。", number="7.7", at=AT)
    company.standard("大堂每日清扫2次。", code="BJ-02", title="保洁标准")
    assert listed(company, words="kf-01") == ["KF-01"]
    assert listed(company, words="保洁") == ["BJ-02"]
    assert listed(company, words="30分钟") == ["KF-01"]
    assert listed(company, words="7.7 报修") == ["KF-01"]
    assert listed(company, words="报修 清扫") == []
    assert listed(company, words="%") == []


def test_filters_narrow_and_who_sees_what(company):
    create(company, code="A", category="cleaning")
    create(company, code="B", unit_key=company.other.key)
    gone = create(company, code="C")
    services.archive_standard(actor=company.actor("chen"), key=gone.key, at=AT)
    assert listed(company) == ["A", "B"]
    assert listed(company, archived=True) == ["C"]
    assert listed(company, category="cleaning") == ["A"]
    assert listed(company, unit=str(company.region.key)) == ["A"]
    assert listed(company, state="published") == []
    assert listed(company, state="draft", steward="nobody") == []
    assert listed(company, by="wang") == ["A"]
    assert listed(company, by="qian") == []
    with pytest.raises(Unit.DoesNotExist):
        listed(company, by="wang", unit=str(company.other.key))


@pytest.mark.parametrize("order", ["code", "-code", "title", "-title", "updated", "-updated", "errors", "-errors", "?"])
def test_pages_by_cursor_show_each_standard_once(company, order):
    for number in range(7):
        made = create(company, code=f"C{number}", title=f"标准{number % 3}", at=later(minutes=number % 2))
        for _again in range(number % 3):
            services.add_clause(actor=company.actor("chen"), standard_key=made.key, text=VAGUE, at=made.updated_at)
    whole, found, cursor = listed(company, order=order), [], ""
    while True:
        page = selectors.standards_visible_to(company.actor("chen"), day=TODAY, order=order, cursor=cursor, count=2)
        assert page.total == 7
        found += [row.standard.code for row in page.rows]
        cursor = page.next
        if not cursor:
            break
    assert found == whole
    assert sorted(found) == [f"C{number}" for number in range(7)]


@pytest.mark.parametrize(
    "cursor", ["x", "bnVsbA", "WzFd", "W1tdLDFd", "WyJ4IiwieSJd", "WyJ4Iix0cnVlXQ", "é", "WyJ4IiwxZTk5OV0"]
)
@pytest.mark.parametrize("order", ["code", "updated", "errors"])
def test_a_cursor_that_no_page_gave_is_refused(company, cursor, order):
    with pytest.raises(selectors.BadCursorError):
        listed(company, cursor=cursor, order=order)


def test_a_row_counts_what_stands(company):
    made = company.standard(GOOD, VAGUE, "每3半日巡查。")
    services.start_thread(actor=company.actor("sun"), standard_key=made.key, text="太短了", at=AT)
    (row,) = selectors.standards_visible_to(company.actor("chen"), day=TODAY).rows
    assert (row.clauses, row.unread, row.requirements, row.confirmed) == (3, 1, 1, 0)
    assert (row.errors, row.open_threads, row.in_force) == (made.errors, 1, None)
    assert row.errors == sum(each.errors for each in made.clauses.all())


def test_a_list_costs_the_same_whatever_its_length(company, django_assert_num_queries):
    actor = company.actor("chen")
    for number in range(12):
        company.standard(GOOD, code=f"C{number}")
        if number in {0, 11}:
            # A list of one page counts itself.
            with django_assert_num_queries(3):
                selectors.standards_visible_to(actor, day=TODAY, words="急修")


def test_a_list_over_twenty_thousand_clauses_takes_four_queries(company, django_assert_max_num_queries):
    standards = Standard.objects.bulk_create(
        Standard(
            company=company.root, unit=company.estate, code=f"C{number}", title="标准", created_at=AT, updated_at=AT
        )
        for number in range(200)
    )
    DraftClause.objects.bulk_create(
        (
            DraftClause(
                standard=standard,
                position=number,
                text=f"第{number}项：接到报修后{number}分钟内到场，并做好记录。",
                state="read",
            )
            for standard in standards
            for number in range(100)
        ),
        batch_size=1000,
    )
    actor = company.actor("chen")
    for words, total in (("", 200), ("57分钟内", 200), ("没有的词", 0), ("C19 记录", 11)):
        with django_assert_max_num_queries(4):
            page = selectors.standards_visible_to(actor, day=TODAY, words=words)
        assert page.total == total


def test_another_title_is_noted_and_may_be_said_by_who_may(company):
    made = create(company)
    services.rename_standard(actor=company.actor("wang"), key=made.key, title="急修服务标准", code="kf-04", at=AT)
    assert selectors.standard_visible_to(company.actor("chen"), "KF-04").title == "急修服务标准"
    with pytest.raises(NotAllowedError):
        services.rename_standard(actor=company.actor("sun"), key=made.key, title="x", code="x", at=AT)
    create(company, code="KF-05")
    with pytest.raises(services.CodeTakenError):
        services.rename_standard(actor=company.actor("wang"), key=made.key, title="x", code="KF-05", at=AT)


def test_headings_lead_to_their_clauses(company):
    made = company.standard("总则", GOOD, VAGUE, "附则")
    for index in (0, 3):
        services.rekind_clause(
            actor=company.actor("chen"), key=clause(made, index).key, revision=1, kind="heading", level=1, at=AT
        )
    first, second = selectors.outline_of(made)
    assert (first.text, first.clauses, first.errors) == ("总则", 2, 1)
    assert (second.text, second.clauses, second.errors) == ("附则", 0, 0)
