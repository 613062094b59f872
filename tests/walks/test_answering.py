"""The public form on a phone: page by page, what follows from answers, and nothing lost without a network."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import expect
from tests.apps.research.asking import Asking

from guicheng.apps.research.models import Response
from walks.looking import axe_faults, sideways

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}}
LOOKS = list(product(("zh-hans", "en"), ("light", "dark"), (360, 320)))


@pytest.fixture
def survey(real_transactions, client):
    made = Asking().survey()
    # Loads what a first page needs, so that no browser waits for it on a busy machine.
    client.get(f"/q/{made.link}/")
    return made


def first_page(page, survey):
    page.goto(f"/q/{survey.link}/")
    page.locator("html[data-ready]").wait_for()
    page.get_by_label("业主").check(force=True)


def second_page(page, mark="4"):
    page.locator("[data-next]").click()
    page.locator(f'[name="repair.importance"][value="{mark}"]').check(force=True)
    page.locator(f'[name="repair.satisfaction"][value="{mark}"]').check(force=True)


def test_pages_turn_branches_open_and_what_is_missing_holds_the_page(open_page, survey):
    page = open_page(**PHONE)
    page.goto(f"/q/{survey.link}/")
    expect(page.locator("#f-years")).to_be_hidden()
    page.locator("[data-next]").click()
    expect(page.locator('[data-place="tenure"] [data-wrong]')).to_be_visible()
    page.get_by_label("业主").check(force=True)
    expect(page.locator("#f-years")).to_be_visible()
    expect(page.locator("[data-send]")).to_be_hidden()
    second_page(page, "2")
    expect(page.locator("#f-why")).to_be_visible()
    page.locator('[name="why"]').fill("来得慢")
    page.locator("[data-send]").click()
    page.locator(".code").wait_for()
    assert Response.objects.get().answers["why"] == "来得慢"


def test_without_a_network_answers_stay_on_the_phone_and_arrive_once_by_themselves(open_page, survey):
    page = open_page(**PHONE)
    first_page(page, survey)
    second_page(page)
    page.context.set_offline(True)
    page.locator("[data-send]").click()
    expect(page.locator("[data-state]")).to_contain_text("还没送出")
    assert not Response.objects.exists()
    page.context.set_offline(False)
    page.locator(".code").wait_for()
    assert Response.objects.count() == 1


def test_a_reload_and_larger_letters_lose_nothing_that_was_chosen(open_page, survey):
    page = open_page(**PHONE)
    first_page(page, survey)
    page.locator("[data-letters]").click()
    expect(page.locator("html")).to_have_attribute("data-size", "large")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-size", "large")
    expect(page.get_by_label("业主")).to_be_checked()
    second_page(page)
    page.locator("[data-send]").dblclick()
    page.locator(".code").wait_for()
    assert Response.objects.count() == 1


def test_without_a_script_the_whole_form_is_one_page_and_asks_what_follows(open_page, survey):
    page = open_page(**PHONE, java_script_enabled=False)
    page.goto(f"/q/{survey.link}/")
    page.get_by_label("业主").check(force=True)
    for name in ("importance", "satisfaction"):
        page.locator(f'[name="repair.{name}"][value="2"]').check(force=True)
    page.get_by_role("button", name="提交答卷").click()
    page.locator('[name="why"]').fill("来得慢")
    page.get_by_role("button", name="提交答卷").click()
    page.locator(".code").wait_for()
    assert Response.objects.get().answers["why"] == "来得慢"


@pytest.mark.looks
@pytest.mark.parametrize("look", LOOKS)
def test_the_form_is_for_everybody_and_fits_a_small_phone(open_page, survey, choose, look):
    language, theme, width = look
    page = open_page(viewport={"width": width, "height": 740}, color_scheme=theme, bypass_csp=True)
    choose(page, language=language, size="large" if width == 320 else "usual")
    for where in (f"/q/{survey.link}/", f"/q/{survey.link}/data/"):
        page.goto(where)
        page.locator("html[data-ready]").wait_for()
        assert sideways(page) == 0
        assert axe_faults(page) == []
