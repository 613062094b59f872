"""Who is told of the approval of a process, and whose list it leaves again."""

from __future__ import annotations

import pytest
from tests.apps.processes.test_processes import approved, begin, changed, publish, save
from tests.apps.standards.company import AT, Company

from guicheng.apps.notices.models import Happening, Notice
from guicheng.apps.processes import services

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(db):
    found = Company()
    found.join("hong", "洪品", ("quality_manager", found.root))
    return found


@pytest.fixture
def process(company):
    return begin(company)


def ask(company, process, by="chen"):
    return services.ask_for_approval(actor=company.actor(by), process_key=process.key, at=AT)


def decide(company, process, *, approves, opinion=""):
    return services.decide(
        actor=company.actor("lin"), process_key=process.key, approves=approves, opinion=opinion, at=AT
    )


def told(kind, **wish):
    rows = Notice.objects.filter(happening__kind=kind, **wish)
    return sorted(rows.values_list("person__username", flat=True))


def open_(kind):
    return told(kind, read_at=None)


def test_those_who_may_approve_are_asked_and_whoever_wrote_or_asks_is_not(company, process):
    ask(company, process)
    asked = told("approval-asked")
    assert {"hong", "lin"} <= set(asked)
    assert not {"chen", "qian", "zhao", "shen"} & set(asked)
    row = Happening.objects.get(kind="approval-asked")
    assert (row.unit, row.path) == (process.unit, "/processes/LC-01/approval/")
    assert row.title_message.render() == "陈晓 asks for your approval of LC-01 报修流程."


def test_whoever_changed_the_table_is_not_asked_though_somebody_else_asks(company, process):
    save(company, process, changed(process, "1", name="接报修电话"), by="hong")
    ask(company, process, by="chen")
    assert "hong" not in told("approval-asked")
    assert "lin" in told("approval-asked")


def test_an_approval_is_told_to_who_asked_and_nobody_is_asked_any_more(company, process):
    ask(company, process)
    decide(company, process, approves=True)
    assert told("approval-news") == ["chen"]
    assert not open_("approval-asked")


def test_what_is_given_back_is_told_with_the_reason(company, process):
    ask(company, process)
    decide(company, process, approves=False, opinion="第2步没有时限依据")
    assert told("approval-returned") == ["chen"]
    assert Happening.objects.get(kind="approval-returned").text_message.render() == "第2步没有时限依据"
    assert not open_("approval-asked")


def test_each_request_asks_anew(company, process):
    ask(company, process)
    services.withdraw_request(actor=company.actor("chen"), process_key=process.key, at=AT)
    assert not open_("approval-asked")
    ask(company, process)
    assert {"hong", "lin"} <= set(open_("approval-asked"))


def test_an_edition_is_told_to_who_wrote_and_approved_it_but_not_to_who_publishes(company, process):
    save(company, process, changed(process, "1", name="接报修电话"), by="hong")
    process.refresh_from_db()
    approved(company, process)
    publish(company, process)
    assert told("edition") == ["hong", "lin"]
    assert Happening.objects.get(kind="edition").path == "/processes/LC-01/"
