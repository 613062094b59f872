"""The list of standards and the page of a draft: what is shown, saved, confirmed and refused."""

from __future__ import annotations

import re

import pytest
from tests.apps.standards.company import AT, GOOD, VAGUE, Company, clause

from guicheng.apps.standards import services

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(db):
    return Company()


@pytest.fixture
def signed_in(client, company):
    def enter(username):
        client.force_login(company.people[username])
        return client

    return enter


def test_the_list_shows_what_is_within_reach(company, signed_in):
    company.standard(GOOD)
    assert "KF-03" in signed_in("wang").get("/standards/").content.decode()
    assert "KF-03" not in signed_in("zhao").get("/standards/").content.decode()


def test_filters_stand_in_the_address(company, signed_in):
    company.standard(GOOD)
    company.standard(VAGUE, code="BJ-01", title="保洁标准")
    page = signed_in("chen").get("/standards/?q=急修").content.decode()
    assert "KF-03" in page
    assert "BJ-01" not in page
    assert "没有符合筛选的标准" in signed_in("chen").get("/standards/?q=没有这句").content.decode()


def test_a_standard_is_begun_with_code_title_and_unit(company, signed_in):
    form = {"code": "GC-01", "title": "电梯", "unit": str(company.estate.key), "category": "engineering"}
    answer = signed_in("chen").post("/standards/new/", form)
    assert answer.headers["Location"] == "/standards/GC-01/"
    again = signed_in("chen").post("/standards/new/", form)
    assert again.status_code == 422
    assert "GC-01" in again.content.decode()


def test_a_draft_shows_readings_and_findings(company, signed_in):
    company.standard(GOOD, VAGUE)
    page = signed_in("chen").get("/standards/KF-03/").content.decode()
    assert "≤30 分钟内" in page
    assert "MH001" in page
    assert "data-editable" in page


def test_whoever_only_reads_finds_nothing_to_edit(company, signed_in):
    company.standard(VAGUE)
    page = signed_in("shen").get("/standards/KF-03/").content.decode()
    assert "及时" in page
    assert "data-editable" not in page
    assert "data-fix" not in page


def test_a_clause_is_saved_over_the_revision_that_was_seen(company, signed_in):
    row = clause(company.standard(VAGUE))
    browser, href = signed_in("chen"), f"/standards/KF-03/clauses/{row.key}/"
    saved = browser.post(href, {"text": GOOD, "revision": row.revision})
    assert saved.json()["revision"] == row.revision + 1
    stale = browser.post(href, {"text": "别的话", "revision": row.revision})
    assert stale.status_code == 409
    assert stale.json()["present"] == GOOD
    row.refresh_from_db()
    assert row.text == GOOD


def test_an_empty_clause_is_refused_with_a_sentence(company, signed_in):
    row = clause(company.standard(VAGUE))
    answer = signed_in("chen").post(f"/standards/KF-03/clauses/{row.key}/", {"text": " ", "revision": row.revision})
    assert answer.status_code == 422
    assert answer.json()["sentence"]


def test_typed_text_is_read_without_being_saved(company, signed_in):
    row = clause(company.standard(VAGUE))
    answer = signed_in("chen").post(f"/standards/KF-03/clauses/{row.key}/reading/", {"text": "𠮷宅报修后2小时内到场"})
    assert "≤2 小时内" in answer.json()["html"]
    assert answer.json()["marks"] == [["read", 5, 9]]
    row.refresh_from_db()
    assert row.text == VAGUE


def test_a_confirmed_reading_names_who_confirmed_it(company, signed_in):
    row = clause(company.standard(GOOD))
    browser, href = signed_in("chen"), f"/standards/KF-03/clauses/{row.key}/"
    echo = "接到急修报修后 · ≤30 分钟内 · 维修工到场"
    page = browser.post(f"{href}confirm/", {"echo": echo}, headers={"HX-Request": "true"}).content.decode()
    assert "陈晓 已确认" in page
    browser.post(href, {"text": "接到急修报修后，维修工20分钟内到场。", "revision": row.revision})
    assert "陈晓 已确认" not in browser.get(href, headers={"HX-Request": "true"}).content.decode()


def test_a_draft_of_another_estate_looks_absent(company, signed_in):
    row = clause(company.standard(VAGUE))
    browser = signed_in("zhao")
    assert browser.get("/standards/KF-03/").status_code == 404
    assert browser.get("/standards/NO-99/").status_code == 404
    assert browser.post(f"/standards/KF-03/clauses/{row.key}/", {"text": GOOD, "revision": 1}).status_code == 404


def test_a_heading_counts_neither_as_a_clause_nor_as_a_note(company, signed_in):
    standard = company.standard(GOOD)
    for kind, text in (("heading", "时限"), ("note", "本节适用于住宅")):
        services.add_clause(actor=company.actor("chen"), standard_key=standard.key, text=text, kind=kind, at=AT)
    page = signed_in("chen").get("/standards/KF-03/").content.decode()
    assert re.search(r'role="status">条款 1 条<', page)
    notes = signed_in("chen").get("/standards/KF-03/?state=note").content.decode()
    assert "本节适用于住宅" in notes
    assert 'class="section"' not in notes


def test_two_people_in_one_draft_are_told_of_each_other(company, signed_in):
    row = clause(company.standard(VAGUE))
    signed_in("wang").post("/standards/KF-03/presence/", {"clause": str(row.key)})
    page = signed_in("chen").post("/standards/KF-03/presence/", {}).content.decode()
    assert "王经理 也在改这份草稿" in page


def test_the_page_of_a_draft_takes_as_many_queries_for_many_clauses(company, signed_in, django_assert_max_num_queries):
    company.standard(*[GOOD] * 60)
    browser = signed_in("chen")
    with django_assert_max_num_queries(12):
        browser.get("/standards/KF-03/")


def test_several_standards_get_one_responsible_person(company, signed_in):
    one, two = company.standard(GOOD), company.standard(GOOD, code="KF-04", title="回访")
    target = {"act": "assign", "target": str(company.people["wang"].key), "key": [str(one.key), str(two.key)]}
    assert signed_in("chen").post("/standards/several/", target).status_code == 302
    one.refresh_from_db()
    assert one.steward == company.people["wang"]
    nothing = signed_in("chen").post("/standards/several/", {"act": "assign", "target": ""})
    assert nothing.status_code == 422
