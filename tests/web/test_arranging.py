"""Clauses written and arranged on pages, without any script."""

from __future__ import annotations

import pytest
from tests.apps.standards.company import GOOD, Company, clause, texts

pytestmark = pytest.mark.django_db
OTHER, THIRD = "大堂地面每日清扫2次。", "巡逻人员佩戴工牌。"


@pytest.fixture
def company(db):
    return Company()


@pytest.fixture
def enter(client, company):
    client.force_login(company.people["chen"])
    return client


def page_of(row):
    return f"/standards/KF-03/clauses/{row.key}/arrange/"


def test_an_empty_draft_leads_to_its_first_clause(enter, company):
    standard = company.standard()
    assert "/standards/KF-03/write/" in enter.get("/standards/KF-03/").content.decode()
    answer = enter.post("/standards/KF-03/write/", {"act": "add", "text": GOOD, "number": "3.1", "kind": "clause"})
    assert answer.headers["Location"] == f"/standards/KF-03/#c-{clause(standard).key}"
    assert (clause(standard).number, clause(standard).text) == ("3.1", GOOD)


def test_a_clause_is_written_behind_another_and_the_next_behind_it(enter, company):
    standard = company.standard(GOOD, THIRD)
    first = clause(standard)
    address = f"/standards/KF-03/write/?after={first.key}"
    assert GOOD[:8] in enter.get(address).content.decode()
    answer = enter.post(address, {"act": "add", "text": OTHER, "kind": "clause", "more": "1"})
    assert texts(standard) == [GOOD, OTHER, THIRD]
    assert answer.headers["Location"].endswith(f"after={clause(standard, 1).key}")


def test_what_cannot_be_a_clause_is_refused_and_stays_in_the_form(enter, company):
    company.standard(GOOD)
    answer = enter.post("/standards/KF-03/write/", {"act": "add", "text": " ", "number": "9.9", "kind": "clause"})
    assert answer.status_code == 422
    assert 'value="9.9"' in answer.content.decode()


def test_a_clause_becomes_a_heading_with_another_text_and_number(enter, company):
    standard = company.standard(GOOD)
    row = clause(standard)
    enter.post(
        page_of(row),
        {"act": "change", "revision": row.revision, "text": "时限", "number": "三", "kind": "heading", "level": "2"},
    )
    row.refresh_from_db()
    assert (row.text, row.number, row.kind, row.level) == ("时限", "三", "heading", 2)


def test_a_clause_moves_up_and_down(enter, company):
    standard = company.standard(GOOD, OTHER, THIRD)
    row = clause(standard, 2)
    enter.post(page_of(row), {"act": "up", "revision": row.revision})
    assert texts(standard) == [GOOD, THIRD, OTHER]
    row.refresh_from_db()
    enter.post(page_of(row), {"act": "up", "revision": row.revision})
    assert texts(standard) == [THIRD, GOOD, OTHER]
    row.refresh_from_db()
    enter.post(page_of(row), {"act": "down", "revision": row.revision})
    assert texts(standard) == [GOOD, THIRD, OTHER]


def test_a_clause_is_divided_at_line_breaks_and_joined_again(enter, company):
    standard = company.standard(GOOD + OTHER)
    row = clause(standard)
    enter.post(page_of(row), {"act": "split", "revision": row.revision, "parts": f"{GOOD}\r\n{OTHER}"})
    assert texts(standard) == [GOOD, OTHER]
    row.refresh_from_db()
    enter.post(
        page_of(row),
        {"act": "join", "revision": row.revision, "next_revision": clause(standard, 1).revision},
    )
    assert texts(standard) == [GOOD + OTHER]


def test_a_division_that_changes_words_is_refused(enter, company):
    standard = company.standard(GOOD)
    row = clause(standard)
    answer = enter.post(page_of(row), {"act": "split", "revision": row.revision, "parts": "接到\n别的"})
    assert answer.status_code == 422
    assert "别的" in answer.content.decode()
    assert texts(standard) == [GOOD]


def test_a_clause_is_deleted_and_a_stale_page_deletes_nothing(enter, company):
    standard = company.standard(GOOD, OTHER)
    row = clause(standard, 1)
    assert enter.post(page_of(row), {"act": "delete", "revision": row.revision + 1}).status_code == 409
    assert texts(standard) == [GOOD, OTHER]
    enter.post(page_of(row), {"act": "delete", "revision": row.revision})
    assert texts(standard) == [GOOD]
    assert enter.get(page_of(row)).status_code == 404


def test_whoever_only_reads_meets_no_way_to_write(client, company):
    standard = company.standard(GOOD)
    client.force_login(company.people["shen"])
    assert "/write/" not in client.get("/standards/KF-03/").content.decode()
    assert client.get(page_of(clause(standard))).status_code == 404
