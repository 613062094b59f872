"""A process drawn in a browser with bpmn-js: shapes, form, keys, saving, two people, and what a table cannot say."""

from __future__ import annotations

import gzip
from itertools import product

import pytest
from playwright.sync_api import expect
from tests.walks.test_process_editor import LOOKS, ROWS, begin, cell, company, enter  # noqa: F401 fixtures

from guicheng.apps.processes import services
from guicheng.apps.processes.models import Process
from guicheng.web.build import BUILD
from walks.looking import axe_faults, sideways

WHERE = "/processes/LC-01/draw/"


@pytest.fixture
def process(company):  # noqa: F811
    return begin(company, ROWS)


def saved(page):
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-note]")).to_have_text("已保存")


def pick(page, name):
    """Choose an element by the list, as keys do."""
    options = page.locator("[data-elements] option").all_text_contents()
    page.locator("[data-elements]").select_option(next(text for text in options if text.endswith(name)))


def fill(page, name, text):
    page.locator(f"[data-fields] [name={name}]").fill(text)
    page.locator(f"[data-fields] [name={name}]").press("Tab")


def rows():
    return Process.objects.get().rows


@pytest.mark.both
def test_what_is_said_in_the_form_stands_in_the_table_and_is_taken_back(process, enter):  # noqa: F811
    before = rows()
    page = enter("chen", WHERE)
    pick(page, "急修到场")
    fill(page, "limit", "25分钟")
    fill(page, "record", "抢修单")
    fill(page, "name", "赶到现场")
    saved(page)
    assert [(row["id"], row["name"], row["limit"], row["record"]) for row in rows()][1] == (
        before[1]["id"],
        "赶到现场",
        "25分钟",
        "抢修单",
    )
    assert [row["next"] for row in rows()] == [row["next"] for row in before]
    assert [row["timeout"] for row in rows()] == [row["timeout"] for row in before]
    for _turn in range(3):
        page.get_by_role("button", name="撤销", exact=True).click()
    saved(page)
    assert rows() == before
    page.get_by_role("button", name="重做", exact=True).click()
    saved(page)
    assert rows()[1]["limit"] == "25分钟"


def test_a_step_is_added_moved_to_a_new_post_and_numbered(process, enter):  # noqa: F811
    page = enter("chen", WHERE)
    pick(page, "回访")
    page.get_by_role("button", name="接着：步骤").click()
    fill(page, "name", "归档")
    fill(page, "post", "资料员")
    fill(page, "limit", "1天")
    fill(page, "record", "档案目录")
    saved(page)
    added = rows()[-1]
    assert (added["name"], added["post"], added["limit"], added["number"]) == ("归档", "资料员", "1天", "4")
    page.goto("/processes/LC-01/")
    page.locator("[data-live]").wait_for(state="attached")
    expect(cell(page, 3, "name")).to_have_value("归档")
    expect(page.locator("g.step[data-step='4']")).to_have_count(1)


def test_a_timer_is_put_on_a_step_and_stands_in_the_table(process, enter):  # noqa: F811
    page = enter("chen", WHERE)
    pick(page, "接听报修")
    page.get_by_role("button", name="超时：告知").click()
    fill(page, "timer", "3分钟")
    saved(page)
    assert rows()[0]["timeout"] == "3分钟→结束"


def test_what_no_table_can_say_stays_in_the_diagram_and_is_marked_so(process, enter):  # noqa: F811
    page = enter("chen", WHERE)
    pick(page, "接听报修")
    page.locator("[data-elements]").focus()
    options = page.locator("[data-elements] option").all_text_contents()
    page.locator("[data-elements]").select_option(next(text for text in options if text.startswith("分支")))
    page.get_by_role("button", name="改成：包容：走其中几条").click()
    saved(page)
    assert Process.objects.get().drawn["only"]
    assert [row["name"] for row in rows()] == [row["name"] for row in process.rows]
    page.goto("/processes/LC-01/")
    expect(page.get_by_role("region", name="仅图中")).to_be_visible()
    expect(page.locator("textarea[name=name]").first).to_have_attribute("readonly", "")
    page.get_by_role("button", name="改为以表为准").click()
    page.locator("[data-edits]").wait_for(state="attached")
    assert Process.objects.get().drawn is None


def test_what_is_written_in_the_table_arrives_in_the_drawing(process, enter):  # noqa: F811
    page = enter("chen", WHERE)
    pick(page, "回访")
    fill(page, "limit", "50分钟")
    saved(page)
    page.goto("/processes/LC-01/")
    page.locator("[data-live]").wait_for(state="attached")
    cell(page, 1, "name").fill("上门抢修")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-note]")).to_have_text("已保存")
    page.goto(WHERE)
    page.locator("[data-live]").wait_for(state="attached")
    expect(page.locator(".djs-container")).to_contain_text("上门抢修")
    pick(page, "回访")
    expect(page.locator("[name=limit]")).to_have_value("50分钟")


@pytest.mark.parametrize(("choice", "limit"), [("用我的覆盖", "8分钟"), ("采用对方的", "6分钟")])
def test_the_second_of_two_who_draw_chooses(process, enter, choice, limit):  # noqa: F811
    page = enter("chen", WHERE)
    pick(page, "接听报修")
    changed = [{**row, "limit": "6分钟"} if row["number"] == "1" else row for row in process.rows]
    company_actor = page_actor(process)
    services.save_table(actor=company_actor, process_key=process.key, rows=changed, revision=1, at=process.changed_at)
    fill(page, "limit", "8分钟")
    expect(page.locator("[data-both]")).to_contain_text("5分钟 → 6分钟")
    expect(page.locator("[data-both]")).to_contain_text("5分钟 → 8分钟")
    page.get_by_role("button", name=choice).click()
    expect(page.locator("[data-note]")).to_have_text("已保存")
    assert rows()[0]["limit"] == limit


def page_actor(process):
    from guicheng.apps.organization.models import Person
    from guicheng.apps.organization.selectors import actor_for

    return actor_for(Person.objects.get(username="wang"), channel="web", address="")


def test_a_fault_is_marked_on_its_shape_and_told_below(process, enter):  # noqa: F811
    page = enter("chen", WHERE)
    pick(page, "回访")
    fill(page, "record", "")
    saved(page)
    expect(page.locator("[data-faults]")).to_contain_text("步骤 3 没有记录")
    expect(page.locator(".djs-element.faulty")).to_have_count(1)


def test_only_what_the_service_reads_can_be_drawn_and_the_mark_of_bpmn_io_stays(process, enter):  # noqa: F811
    page = enter("chen", WHERE)
    entries = page.locator(".djs-palette .entry").evaluate_all("(all) => all.map((one) => one.ariaLabel)")
    assert entries == [
        "移动视图",
        "框选",
        "腾出空间",
        "连线到",
        "步骤",
        "分支：走其中一条",
        "并行：每条都走",
        "包容：走其中几条",
        "开始",
        "结束",
        "终止整个流程",
        "等到时间",
        "等待消息",
        "框内步骤",
    ]
    mark = page.locator("a.bjs-powered-by")
    expect(mark).to_be_visible()
    covered = mark.evaluate("""(one) => {
      const box = one.getBoundingClientRect();
      const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      return !one.contains(seen);
    }""")
    assert not covered


def test_bpmn_js_comes_only_where_somebody_draws(process, enter):  # noqa: F811
    loaded = []
    page = enter("chen")
    page.on("response", lambda response: loaded.append(response.url))
    page.reload()
    page.locator("[data-live]").wait_for(state="attached")
    names = {url.rsplit("/", 1)[1] for url in loaded if "/static/build/assets/" in url and url.endswith(".js")}
    assert not any(name.startswith("canvas") for name in names)
    assert sum(len(gzip.compress((BUILD / "assets" / name).read_bytes())) for name in names) <= 60 * 1024


@pytest.mark.looks
@pytest.mark.parametrize(("width", "look"), list(product([1440, 360], LOOKS)))
def test_the_page_of_a_drawing_is_for_everybody(process, enter, choose, width, look):  # noqa: F811
    page = enter("chen", WHERE, viewport={"width": width, "height": 900})
    choose(page, **look)
    page.reload()
    page.locator("[data-live]").wait_for(state="attached")
    pick(page, "接听报修")
    assert not axe_faults(page)
    assert sideways(page) == 0
