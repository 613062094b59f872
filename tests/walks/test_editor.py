"""A draft edited in a browser: typed, composed, mended, confirmed, and by two people at once."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from playwright.sync_api import expect
from tests.apps.standards.company import GOOD, VAGUE, Company, clause

LATE = "发现积水应尽快清理。"


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


def box(page, row):
    return page.locator(f"#c-{row.key} [data-editable]")


def note(page, row):
    return page.locator(f"#c-{row.key} [data-note]")


@pytest.mark.both
def test_a_clause_is_typed_read_and_saved(company, enter):
    row = clause(company.standard(VAGUE))
    page = enter("chen")
    page.goto("/standards/KF-03/")
    box(page, row).click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(GOOD)
    expect(page.locator(f"#c-{row.key} [data-side]")).to_contain_text("≤30 分钟内")
    expect(note(page, row)).to_have_text("已保存")
    page.keyboard.press("Escape")
    expect(page.locator(f"#c-{row.key} mark.m-read")).to_have_count(1)
    row.refresh_from_db()
    assert row.text == GOOD


def test_pinyin_is_neither_read_nor_saved_before_it_is_chosen(company, enter):
    row = clause(company.standard("地面清扫"))
    page = enter("chen")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/clauses/" in request.url else None)
    page.clock.install()
    page.goto("/standards/KF-03/")
    with page.expect_response("**/reading/"):
        box(page, row).click()
    page.keyboard.press("End")
    asked.clear()
    keyboard = page.context.new_cdp_session(page)
    for typed in ("m", "mei", "meiri"):
        end = len(typed)
        keyboard.send("Input.imeSetComposition", {"text": typed, "selectionStart": end, "selectionEnd": end})
    page.clock.run_for(2_000)
    assert not asked
    keyboard.send("Input.insertText", {"text": "每日2次"})
    expect(page.locator(f"#c-{row.key} [data-side]")).to_contain_text("每日")
    expect(note(page, row)).to_have_text("已保存")
    row.refresh_from_db()
    assert row.text == "地面清扫每日2次"


def test_what_was_typed_without_a_connection_survives_a_reload(company, enter):
    row = clause(company.standard(VAGUE))
    page = enter("chen")
    page.goto("/standards/KF-03/")
    box(page, row).click()
    page.context.set_offline(True)
    page.keyboard.press("End")
    page.keyboard.insert_text("不超过30分钟。")
    expect(note(page, row)).to_contain_text("未上传")
    page.context.set_offline(False)
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(box(page, row)).to_have_text(f"{VAGUE}不超过30分钟。")
    expect(note(page, row)).to_have_text("已保存")
    row.refresh_from_db()
    assert row.text == f"{VAGUE}不超过30分钟。"


@pytest.mark.both
def test_the_second_of_two_people_sees_both_texts_and_loses_none(company, enter):
    row = clause(company.standard(VAGUE))
    first, second = enter("chen"), enter("wang")
    for page in (first, second):
        page.goto("/standards/KF-03/")
        box(page, row).click()
        page.keyboard.press("End")
    first.keyboard.insert_text("先到的话。")
    expect(note(first, row)).to_have_text("已保存")
    second.keyboard.insert_text("后到的话。")
    expect(note(second, row)).to_contain_text("别人先保存了这一条")
    both = second.locator(f"#c-{row.key} [data-both]")
    expect(both).to_contain_text("先到的话。")
    expect(box(second, row)).to_contain_text("后到的话。")
    row.refresh_from_db()
    assert row.text.endswith("先到的话。")
    both.get_by_role("button", name="保存我的，覆盖它").click()
    expect(note(second, row)).to_have_text("已保存")
    row.refresh_from_db()
    assert row.text.endswith("后到的话。")


def test_a_fix_is_written_into_the_clause(company, enter):
    row = clause(company.standard(VAGUE))
    page = enter("chen")
    page.goto("/standards/KF-03/")
    page.locator(f"#c-{row.key} [data-fix]").first.click()
    expect(box(page, row)).to_contain_text("在【__】分钟内")
    expect(note(page, row)).to_have_text("已保存")


def test_a_reading_is_confirmed_with_a_click(company, enter):
    row = clause(company.standard(GOOD))
    page = enter("chen")
    page.goto("/standards/KF-03/")
    chip = page.locator(f"#c-{row.key} .echo button")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    expect(chip).to_have_attribute("title", re.compile("陈晓 已确认"))


def test_a_clause_is_opened_and_left_by_keys(company, enter):
    row = clause(company.standard(VAGUE))
    page = enter("chen")
    page.goto("/standards/KF-03/")
    page.keyboard.press("j")
    page.keyboard.press("e")
    expect(box(page, row)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(f"#c-{row.key}")).to_be_focused()
