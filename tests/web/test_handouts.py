"""Pages on which manuals, handbooks and notices are asked for and fetched."""

from __future__ import annotations

import pytest
from tests.apps.standards.company import GOOD, Company
from tests.apps.standards.test_handouts import publish

pytestmark = pytest.mark.django_db
DRAFT, EDITION = "/standards/KF-03/handouts/", "/standards/KF-03/editions/1/handouts/"
WISH = {"act": "ask", "kind": "manual", "form": "docx"}


@pytest.fixture
def company(db):
    return Company()


@pytest.fixture
def edition(company):
    return publish(company, company.standard(GOOD))


@pytest.fixture
def chen(client, company):
    client.force_login(company.people["chen"])
    return client


def fetched(client, page):
    """The file behind the first link of a page."""
    start = page.index('href="/handouts/') + len('href="')
    return client.get(page[start : page.index('"', start)])


def test_a_document_is_asked_for_made_and_fetched(chen, edition, run_jobs):
    answer = chen.post(EDITION, WISH)
    assert (answer.status_code, answer["Location"]) == (302, EDITION)
    waiting = chen.get(EDITION).content.decode()
    assert 'hx-trigger="every 1s"' in waiting
    assert "/handouts/" not in waiting.partition('id="handouts"')[2].partition("</ul>")[0]
    run_jobs()
    page = chen.get(EDITION + "?rows=1", headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in page, "a page that has all asks no more"
    answer = fetched(chen, page)
    assert answer.status_code == 200
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert "attachment" in answer["Content-Disposition"]
    assert answer.content.startswith(b"PK")


def test_a_document_that_cannot_be_made_says_why(chen, edition, run_jobs):
    chen.post(EDITION, {**WISH, "kind": "post", "post": "园艺师"})
    run_jobs()
    assert "没有条款以“园艺师”为提供者" in chen.get(EDITION).content.decode()


def test_a_form_that_lacks_something_keeps_what_was_typed(chen, edition):
    answer = chen.post(EDITION, {**WISH, "kind": "post", "phone": "0533-7"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "填写要生成哪个岗位的手册" in page
    assert 'value="0533-7"' in page


def test_each_place_leads_to_its_documents(chen, company, edition):
    assert EDITION in chen.get("/standards/KF-03/editions/1/").content.decode()
    assert DRAFT in chen.get("/standards/KF-03/").content.decode()
    here = f"/organization/{company.estate.key}/"
    assert f"{here}handouts/" in chen.get(here).content.decode()
    assert "云栖花园" in chen.get(f"{here}handouts/").content.decode()


def test_a_draft_warns_and_offers_the_posts_of_its_clauses(chen, company):
    company.standard(GOOD).clauses.update(elements={"provider": "维修工"})
    page = chen.get(DRAFT).content.decode()
    assert "草稿生成的文件每页都标明" in page
    assert '<option value="维修工">' in page


def test_a_document_of_an_estate_is_for_those_who_read_there(client, chen, company, edition, run_jobs):
    here = f"/organization/{company.estate.key}/handouts/"
    chen.post(here, {**WISH, "form": "pdf"})
    run_jobs()
    page = chen.get(here).content.decode()
    assert fetched(chen, page).content.startswith(b"%PDF")
    client.force_login(company.people["qian"])
    assert fetched(client, page).status_code == 200
    client.force_login(company.people["zhao"])
    assert fetched(client, page).status_code == 404
