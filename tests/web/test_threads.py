"""Conversations about clauses and the history of a draft, as pages."""

from __future__ import annotations

import re

import pytest
from tests.apps.standards.company import AT, GOOD, VAGUE, Company, clause, texts

from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.standards import services
from guicheng.apps.standards.models import ClauseChange, Comment, Thread

pytestmark = pytest.mark.django_db
TALK = "/standards/KF-03/threads/"
PAST = "/standards/KF-03/history/"


@pytest.fixture
def company(db):
    return Company()


@pytest.fixture
def signed_in(client, company):
    def enter(username):
        client.force_login(company.people[username])
        return client

    return enter


def write(browser, text, query="", **more):
    return browser.post(f"{TALK}{query}", {"act": "start", "text": text, **more})


def test_a_comment_on_a_clause_is_read_there_and_on_the_draft(company, signed_in):
    row = clause(company.standard(VAGUE))
    answer = write(signed_in("sun"), "及时是多久？", f"?clause={row.key}")
    assert answer.headers["Location"] == f"{TALK}?clause={row.key}"
    page = signed_in("chen").get(f"{TALK}?clause={row.key}").content.decode()
    assert "及时是多久？" in page
    assert "孙主管" in page
    draft = signed_in("chen").get("/standards/KF-03/").content.decode()
    assert re.search(rf'href="{re.escape(TALK)}\?clause={row.key}"[^>]*未解决 1', draft)
    assert AuditEntry.objects.filter(act="standards.write_comment").exists()


def test_a_mention_reaches_the_inbox(company, signed_in):
    company.standard(VAGUE)
    page = signed_in("sun").get(TALK).content.decode()
    assert "@chen" in page
    assert "@qian" not in page
    write(signed_in("sun"), "@chen请看")
    assert "孙主管在 KF-03" in signed_in("chen").get("/inbox/").content.decode()


def test_the_inbox_leads_from_a_mention_to_its_conversation(company, signed_in):
    row = clause(company.standard(VAGUE))
    signed_in("sun").post(f"{TALK}?clause={row.key}", {"act": "start", "text": "@chen 请看"})
    browser = signed_in("chen")
    found = re.search(rf'href="({re.escape(TALK)}[^"]*)"', browser.get("/inbox/").content.decode())
    assert "请看" in browser.get(found[1]).content.decode()
    services.delete_clause(actor=company.actor("chen"), key=row.key, revision=row.revision, at=AT)
    assert browser.get(found[1]).status_code == 200


def test_a_clause_shows_only_its_own_conversations(company, signed_in):
    standard = company.standard(VAGUE, GOOD)
    browser = signed_in("chen")
    write(browser, "说第一条", f"?clause={clause(standard).key}")
    write(browser, "说整份")
    page = browser.get(f"{TALK}?clause={clause(standard).key}").content.decode()
    assert "说第一条" in page
    assert "说整份" not in page
    assert "说整份" in browser.get(TALK).content.decode()


def test_a_conversation_is_answered_resolved_and_taken_up_again(company, signed_in):
    company.standard(VAGUE)
    browser = signed_in("wang")
    write(browser, "写明时限")
    key = Thread.objects.get().key
    browser.post(TALK, {"act": "reply", "thread": key, "text": "两小时"})
    assert Comment.objects.count() == 2
    browser.post(TALK, {"act": "resolve", "thread": key})
    assert "写明时限" not in browser.get(TALK).content.decode()
    resolved = browser.get(f"{TALK}?show=resolved").content.decode()
    assert "王经理 已解决" in resolved
    assert "两小时" in resolved
    browser.post(TALK, {"act": "reopen", "thread": key})
    assert "写明时限" in browser.get(TALK).content.decode()


def test_an_empty_comment_is_refused_with_a_sentence(company, signed_in):
    company.standard(VAGUE)
    answer = write(signed_in("chen"), "  ")
    assert answer.status_code == 422
    assert "填写评论" in answer.content.decode()
    long = write(signed_in("chen"), "长" * 4001)
    assert long.status_code == 422
    assert "长长长" in long.content.decode()
    assert not Thread.objects.exists()


def test_a_panel_gets_the_conversations_alone_with_the_sentence(company, signed_in):
    row = clause(company.standard(VAGUE))
    headers = {"HX-Request": "true"}
    answer = signed_in("chen").get(f"{TALK}?clause={row.key}", headers=headers)
    assert "<html" not in answer.content.decode()
    assert "HX-Request" in answer["Vary"]
    refused = signed_in("chen").post(f"{TALK}?clause={row.key}", {"text": ""}, headers=headers)
    assert refused.status_code == 200
    assert 'role="alert"' in refused.content.decode()


def test_whoever_only_reads_writes_nothing(company, signed_in):
    company.standard(VAGUE)
    assert "<textarea" not in signed_in("shen").get(TALK).content.decode()
    assert write(signed_in("shen"), "我说").status_code == 403
    assert not Thread.objects.exists()


def test_other_estates_and_companies_find_no_conversation(company, signed_in, client):
    company.standard(VAGUE)
    stranger = Company(prefix="x").people["chen"]
    for page in (TALK, PAST):
        assert signed_in("zhao").get(page).status_code == 404
        assert signed_in("zhao").post(page, {"text": "x"}).status_code == 404
        assert signed_in("qian").get(page).status_code == 404
        client.force_login(stranger)
        assert client.get(page).status_code == 404


def test_a_conversation_of_another_standard_is_absent(company, signed_in):
    company.standard(VAGUE)
    company.standard(GOOD, code="KF-04", title="回访")
    browser = signed_in("chen")
    browser.post("/standards/KF-04/threads/", {"text": "回访的话"})
    key = Thread.objects.get().key
    assert browser.post(TALK, {"act": "resolve", "thread": key}).status_code == 404
    assert browser.get(f"{TALK}?clause=x").status_code == 404


def test_markup_in_a_comment_is_shown_as_text(company, signed_in):
    company.standard(VAGUE)
    write(signed_in("chen"), "<script>alert(1)</script>")
    assert "<script>alert" not in signed_in("chen").get(TALK).content.decode()


@pytest.mark.parametrize("count", [3, 60])
def test_pages_ask_as_much_for_many_rows_as_for_few(company, signed_in, count, django_assert_max_num_queries):
    standard = company.standard(*[GOOD] * count)
    for row in standard.clauses.all():
        services.start_thread(
            actor=company.actor("sun"), standard_key=standard.key, clause_key=row.key, text="看 @chen", at=AT
        )
    browser = signed_in("chen")
    for page in (TALK, PAST, f"{PAST}?show=removed"):
        with django_assert_max_num_queries(12):
            assert browser.get(page).status_code == 200


def test_a_long_list_of_conversations_goes_on_behind_its_page(company, signed_in):
    standard = company.standard(VAGUE)
    for number in range(40):
        services.start_thread(actor=company.actor("sun"), standard_key=standard.key, text=f"第{number:02}句", at=AT)
    browser = signed_in("chen")
    first = browser.get(TALK).content.decode()
    more = re.search(r'href="([^"]*cursor=[^"]*)"', first)[1].replace("&amp;", "&")
    second = browser.get(more).content.decode()
    assert "第29句" in first
    assert "第30句" not in first
    assert "第30句" in second
    assert browser.get(f"{TALK}?cursor=nonsense").status_code == 200


def edit(company, row, text, by="chen"):
    row.refresh_from_db()
    services.edit_clause(actor=company.actor(by), key=row.key, revision=row.revision, text=text, at=AT)


def test_the_history_marks_words_and_names_who_changed_them(company, signed_in):
    row = clause(company.standard(GOOD))
    edit(company, row, GOOD.replace("30", "20"), by="wang")
    page = signed_in("shen").get(PAST).content.decode()
    assert "<del>30</del><ins>20</ins>" in page
    assert "王经理" in page
    assert "编写" in page
    assert "<button" not in page.split("<main")[1].split("</main>")[0]


def test_the_history_of_a_clause_holds_nothing_else(company, signed_in):
    standard = company.standard(GOOD, VAGUE)
    page = signed_in("chen").get(f"{PAST}?clause={clause(standard).key}").content.decode()
    assert "急修" in page
    assert "及时" not in page


def test_an_earlier_text_comes_back(company, signed_in):
    row = clause(company.standard(GOOD))
    edit(company, row, VAGUE)
    first = ClauseChange.objects.order_by("pk")[0]
    answer = signed_in("chen").post(PAST, {"restore": first.key, f"revision-{first.key}": "2"})
    assert answer.headers["Location"] == PAST
    row.refresh_from_db()
    assert row.text == GOOD


def test_a_text_is_not_brought_back_over_what_somebody_wrote_since(company, signed_in):
    row = clause(company.standard(GOOD))
    edit(company, row, VAGUE)
    edit(company, row, "发现积水30分钟内清理。", by="wang")
    first = ClauseChange.objects.order_by("pk")[0]
    answer = signed_in("chen").post(PAST, {"restore": first.key, f"revision-{first.key}": "2"})
    assert answer.status_code == 409
    assert "王经理" in answer.content.decode()
    row.refresh_from_db()
    assert row.text.startswith("发现积水")


def test_a_deleted_clause_is_listed_and_comes_back(company, signed_in):
    standard = company.standard(GOOD, VAGUE)
    services.delete_clause(actor=company.actor("chen"), key=clause(standard).key, revision=1, at=AT)
    browser = signed_in("wang")
    page = browser.get(f"{PAST}?show=removed").content.decode()
    key = re.search(r'name="restore" value="([^"]+)"', page)[1]
    browser.post(PAST, {"restore": key, f"revision-{key}": "0"})
    assert texts(standard) == [GOOD, VAGUE]
    assert "没有删除过条款" in browser.get(f"{PAST}?show=removed").content.decode()


def test_an_act_is_taken_back_whole_and_only_while_nothing_followed(company, signed_in):
    standard = company.standard(f"{GOOD}{VAGUE}")
    row = clause(standard)
    services.split_clause(actor=company.actor("chen"), key=row.key, revision=1, cuts=[len(GOOD)], at=AT)
    browser = signed_in("chen")
    act = re.search(r'name="undo" value="([^"]+)"', browser.get(PAST).content.decode())[1]
    browser.post(PAST, {"undo": act})
    assert texts(standard) == [f"{GOOD}{VAGUE}"]
    edit(company, clause(standard), VAGUE)
    assert browser.post(PAST, {"undo": act}).status_code == 409


def test_whoever_only_reads_takes_nothing_back(company, signed_in):
    row = clause(company.standard(GOOD))
    edit(company, row, VAGUE)
    act = ClauseChange.objects.order_by("-pk")[0].act
    assert signed_in("sun").post(PAST, {"undo": act}).status_code == 403
    assert signed_in("chen").post(PAST, {"undo": "x"}).status_code == 404
    assert signed_in("chen").post(PAST, {}).status_code == 404
    row.refresh_from_db()
    assert row.text == VAGUE
