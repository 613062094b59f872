"""A manual from the drop to the download, as a quality manager walks."""

from __future__ import annotations

import base64
import json

import pytest
from playwright.sync_api import expect

from walks.looking import NAME, SAMPLE

DROP = """([name, data]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name));
  const at = document.querySelector("form.drop");
  const how = { dataTransfer: carried, bubbles: true, cancelable: true };
  for (const type of ["dragover", "drop"]) at.dispatchEvent(new DragEvent(type, how));
}"""


@pytest.mark.both
def test_a_dropped_manual_becomes_a_document_with_rules_and_downloads(page, worker):
    page.goto("/")
    page.evaluate(DROP, [SAMPLE.name, base64.b64encode(SAMPLE.read_bytes()).decode()])
    page.locator(".clause").first.wait_for(timeout=30_000)
    expect(page.locator("h1")).to_have_text(SAMPLE.name)

    count = page.locator(".count", has_text="未量化")
    number = count.locator("b").inner_text()
    count.click()
    expect(page.locator("#result [role=status]")).to_contain_text(f"条款 {number} 条")
    expect(page.locator("#result [role=status] .chip")).to_contain_text("状态：未量化")

    finding = page.locator(".finding").first
    finding.locator("a[data-clause]").click()
    clause = page.locator(".clause.chosen")
    expect(clause).to_be_focused()
    assert page.url.endswith("#" + clause.get_attribute("id"))

    code = finding.locator("a[href*=rules]").inner_text()
    finding.locator("a[href*=rules]").click()
    expect(page.locator("h1")).to_contain_text(code)
    expect(page.locator("main")).to_contain_text("改成这样写")

    page.go_back()
    expect(page.locator(".clause.chosen")).to_have_count(1)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载 JSON").click()
    clauses = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    assert clauses


def test_a_file_that_cannot_be_read_is_refused_in_plain_words(page, worker, tmp_path):
    page.goto("/")
    wrong = tmp_path / "手册.docx"
    wrong.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    page.locator("input[type=file]").set_input_files(wrong)
    refusal = page.locator(".notice.is-refused:visible")
    refusal.wait_for()
    assert len(refusal.inner_text()) > 10


def test_a_file_above_the_limit_is_refused_before_it_is_sent(page):
    page.goto("/")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.evaluate("document.querySelector('form.drop').dataset.limit = '10'")
    page.locator("input[type=file]").set_input_files({"name": "大.docx", "mimeType": "", "buffer": b"x" * 11})
    expect(page.locator("[data-refusal]")).to_contain_text("大.docx")
    expect(page.locator("[data-refusal]")).to_be_focused()
    assert not sent


def test_filters_change_the_list_without_leaving_the_page(page, read_sample):
    document = read_sample(page)
    page.evaluate("window.same = true")
    page.locator("#filter-state").select_option("unquantified")
    page.wait_for_url("**/*state=unquantified*")
    assert page.evaluate("window.same")
    assert page.locator(".clause .chip.is-unquantified").count() == page.locator(".clause").count() > 0
    page.locator("#filter-q").fill("没有这样的字句")
    page.keyboard.press("Enter")
    expect(page.locator(".clauses")).to_contain_text("没有符合筛选的条款")
    page.get_by_role("link", name="去掉全部筛选").click()
    page.locator(".clause").first.wait_for()
    assert page.url.split("#")[0] == document


def test_a_second_browser_sees_nothing_of_the_first(open_page, read_sample):
    first, second = open_page(), open_page()
    document = read_sample(first)
    answer = second.goto(document)
    assert answer.status == 404
    expect(second.locator("h1")).to_have_text("没有这个页面")
    second.goto("/")
    expect(second.locator(".files")).to_have_count(0)


def test_without_scripts_a_manual_is_posted_and_read(open_page, worker):
    page = open_page(java_script_enabled=False)
    page.goto("/")
    page.locator("input[type=file]").set_input_files(SAMPLE)
    page.get_by_role("button", name="读这份文件").click()
    for _look in range(60):
        if page.locator(".clause").count():
            break
        page.wait_for_timeout(250)
        page.get_by_role("link", name="看进度").click()
    assert page.locator(".clause").count() > 10
    page.locator(".count", has_text="读不懂").click()
    page.locator("#filter-q").fill("分钟")
    page.get_by_role("button", name="筛选").click()
    assert "q=" in page.url
    page.goto("/")
    page.locator("#trial-text").fill("接到报修后应及时到场。")
    page.get_by_role("button", name="读这一条").click()
    expect(page.locator("#trial-answer mark.m-vague")).to_have_text("及时")


def test_a_document_is_deleted_after_one_question(page, read_sample):
    document = read_sample(page)
    page.goto("/")
    page.get_by_role("link", name=f"删除“{NAME}”").click()
    expect(page.locator("h1")).to_contain_text("删除")
    page.get_by_role("button", name="删除文件").click()
    expect(page.locator(".files")).to_have_count(0)
    assert page.goto(document).status == 404


def test_more_clauses_are_shown_in_place(page, read_sample):
    read_sample(page)
    before = page.locator(".clause").count()
    page.locator(".more a").click()
    expect(page.locator(".clause")).to_have_count(2 * before)
    page.locator(".clause").nth(before).focus()
    expect(page.locator(".clause.chosen")).to_have_count(1)


def test_printing_all_opens_the_dialog_of_the_browser_with_every_clause(page, read_sample):
    read_sample(page)
    total = int(page.locator(".count b").first.inner_text())
    page.add_init_script("window.print = () => console.info('printed')")
    with page.expect_console_message(lambda line: line.text == "printed"):
        page.get_by_role("link", name="打印全部").click()
    expect(page.locator(".clause")).to_have_count(total)
    expect(page.locator(".paper")).not_to_contain_text("没有打印")


def test_a_rewrite_is_copied(page, read_sample):
    read_sample(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.locator("[data-copy]").first
    button.click()
    expect(button).to_contain_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == button.get_attribute("data-copy")
