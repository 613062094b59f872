"""From a file to drafts in a browser, with and without scripts; the list by keys; a panel of comments."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from playwright.sync_api import expect
from tests.apps.standards.company import GOOD, VAGUE, Company, clause

from guicheng.apps.standards.models import Standard, Thread
from walks.looking import axe_faults, sideways


@pytest.fixture
def company(real_transactions):
    return Company()


@pytest.fixture
def enter(open_page, company, live_server):
    """Open pages as a person who signed in."""

    def as_person(username, **options):
        client = Client()
        client.force_login(company.people[username])
        page = open_page(**options)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return page

    return as_person


def into_drafts(page, read_sample):
    address = read_sample(page).split("#")[0].split("?")[0]
    page.get_by_role("link", name="制成草稿").click()
    page.wait_for_url("**/drafts/")
    return address


@pytest.fixture
def drafting(worker, read_sample, enter):
    """A page on which the sample becomes drafts, and the address of the document."""
    page = enter("chen")
    return page, into_drafts(page, read_sample)


@pytest.mark.both
def test_a_manual_becomes_drafts_and_choices_outlast_a_reload(drafting):
    page, _document = drafting
    rows = page.locator("tr.take")
    taken = rows.count()
    with page.expect_response(lambda response: response.status == 204):
        rows.first.locator("select").first.select_option("leave")
    page.reload()
    expect(rows.first.locator("select").first).to_have_value("leave")
    rows.filter(has_text=re.compile("[3-9] 条")).last.get_by_role("button", name="选条款").click()
    first = page.locator(".pick-one").first
    with page.expect_response(lambda response: response.status == 204):
        first.locator("input[type=checkbox]").first.uncheck()
    page.reload()
    expect(first.locator("input[type=checkbox]").first).not_to_be_checked()
    page.get_by_role("button", name="看会制成什么").click()
    page.get_by_role("button", name="制成草稿").click()
    expect(page.locator("h1")).to_have_text("草稿已制成")
    assert Standard.objects.count() == taken - 1
    page.get_by_role("link", name="BZ-01").click()
    expect(page.locator("article.clause").first).to_be_visible()


@pytest.mark.usefixtures("worker")
def test_it_all_works_without_scripts(enter):
    page = enter("chen", java_script_enabled=False)
    page.goto("/read/")
    page.locator("form.samples button").first.click()
    for _ in range(60):
        page.wait_for_timeout(250)
        page.reload()
        if page.get_by_role("link", name="制成草稿").count():
            break
    page.get_by_role("link", name="制成草稿").click()
    page.locator("tr.take").nth(0).locator("input[type=text]").first.fill("WX-01")
    page.locator("tr.take").nth(1).locator("select").first.select_option("above")
    page.get_by_role("button", name="看会制成什么").click()
    page.get_by_role("button", name="制成草稿").click()
    expect(page.locator("h1")).to_have_text("草稿已制成")
    page.get_by_role("link", name=re.compile("WX-01")).click()
    page.get_by_role("link", name=re.compile("的评论")).first.click()
    page.locator("textarea").last.fill("@lin 看一下")
    page.get_by_role("button", name="发表评论").click()
    expect(page.locator(".thread")).to_contain_text("看一下")


def test_the_list_is_moved_through_ticked_and_opened_by_keys(company, enter):
    for number in range(1, 4):
        company.standard(GOOD, code=f"KF-0{number}", title="报修")
    page = enter("chen")
    page.goto("/standards/")
    page.locator("html[data-ready]").wait_for()
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("#bulk-scope option").first).to_have_text("已选本页 2 份")
    page.keyboard.press("Enter")
    page.wait_for_url("**/standards/KF-02/")


def test_comments_open_beside_their_clause_and_are_written_there(company, enter):
    row = clause(company.standard(VAGUE))
    page = enter("chen")
    page.goto("/standards/KF-03/")
    article = page.locator(f"#c-{row.key}")
    article.get_by_role("link", name=re.compile("的评论")).click()
    article.locator("textarea").fill("多久算及时？")
    article.get_by_role("button", name="发表评论").click()
    expect(article.locator(".thread")).to_contain_text("多久算及时？")
    assert page.url.split("#")[0].endswith("/standards/KF-03/")
    article.get_by_role("button", name="标为已解决").click()
    expect(article.locator(".thread")).to_have_count(0)
    assert Thread.objects.get().resolved_at is not None


@pytest.mark.looks
@pytest.mark.parametrize(("language", "theme"), [("zh-hans", "light"), ("en", "dark")])
def test_axe_has_nothing_against_the_pages_and_a_phone_scrolls_none_sideways(
    company, drafting, choose, language, theme
):
    row = clause(company.standard(VAGUE, GOOD))
    page, document = drafting
    choose(page, language=language, theme=theme)
    page.goto("/standards/KF-03/threads/")
    page.locator("textarea").last.fill("@lin 看一下")
    page.locator("button[value=start]").click()
    faults = {}
    for path in pages(document, row):
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(path)
        if found := axe_faults(page):
            faults[path] = found
        page.set_viewport_size({"width": 360, "height": 740})
        if sideways(page) > 0:
            faults[f"{path} at 360"] = sideways(page)
    assert not faults


def pages(document, row):
    way = f"{document}drafts/"
    return [
        document,
        way,
        f"{way}?section=0",
        f"{way}?section=1",
        f"{way}?step=summary",
        "/standards/",
        "/standards/?columns=title,category,comments,updated&archived=1",
        "/standards/KF-03/",
        "/standards/KF-03/threads/",
        f"/standards/KF-03/threads/?clause={row.key}",
        "/standards/KF-03/history/",
    ]
