"""A contract taken in by hand: its file is chosen or dropped, with a script and without one."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from tests.apps.standards.company import Company

from guicheng.apps.standards.models import Standard

pytestmark = pytest.mark.looks
TEXT = "接到紧急报修后，维修工应在20分钟内到达现场。\n公共楼道玻璃每季度擦拭1次。\n"
FILE = {"name": "合同.txt", "mimeType": "text/plain", "buffer": TEXT.encode()}
DROP = """(zone) => {
  const carried = new DataTransfer();
  carried.items.add(new File(["大堂每日清扫2次。"], "补充协议.txt"));
  zone.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def enter(open_page, live_server, real_transactions, settings):
    settings.SECOND_FACTOR = False
    cache.clear()
    company, client = Company(), Client()
    client.force_login(company.people["chen"])

    def at_form(**options):
        page = open_page(**options)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto("/contracts/new/")
        return page

    return at_form


def send(page):
    page.locator("#binds-from").fill("2026-01-01")
    page.get_by_role("button", name="导入并对照").click()
    page.locator("table.rules").wait_for()


def test_a_file_that_was_chosen_is_named_and_sent(enter):
    page = enter()
    page.locator("input[type=file]").set_input_files(FILE)
    assert page.locator("[data-chosen]").inner_text() == "合同.txt"
    send(page)
    assert Standard.objects.get().clauses.count() == 2


def test_a_file_that_was_dropped_is_named_and_sent(enter):
    page = enter()
    page.locator("[data-island=pick]").evaluate(DROP)
    assert page.locator("[data-chosen]").inner_text() == "补充协议.txt"
    send(page)
    assert [clause.text for clause in Standard.objects.get().clauses.all()] == ["大堂每日清扫2次。"]


def test_without_a_script_the_browser_names_the_file_itself(enter):
    page = enter(java_script_enabled=False)
    field = page.locator("input[type=file]")
    assert field.evaluate("(input) => getComputedStyle(input).opacity") == "1"
    field.set_input_files(FILE)
    send(page)
    assert Standard.objects.get().clauses.count() == 2
