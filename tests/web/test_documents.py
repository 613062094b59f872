from __future__ import annotations

import json
import re
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from guicheng.apps.standards.models import Document
from guicheng.web import sheet

pytestmark = pytest.mark.django_db
LONG = "# 长手册\n" + "\n".join(f"{number}. 每日清扫{number}次。" for number in range(1, 200))


def clauses(html):
    return len(re.findall(r'<article class="clause"', html))


def test_before_it_is_read_a_document_says_that_it_waits(send, text_of, client):
    address = send()
    html = text_of(address)
    assert "已收到，马上开始读" in html
    assert "看进度" in html
    answer = client.get(address + "status/")
    assert answer.json()["state"] == "waiting"
    assert answer["Cache-Control"] == "no-store"


def test_while_it_is_read_it_says_how_far_it_is(send, text_of):
    address = send()
    Document.objects.update(state="reading", done=3, total=9)
    assert "已读 3/9 条" in text_of(address)


def test_a_read_document_shows_each_clause_with_state_echo_marks_and_findings(sent, text_of):
    html = text_of(sent())
    assert clauses(html) == 5
    assert re.search(r'<mark class="m-read"[^>]*>30分钟内</mark>', html)
    assert re.search(r'<mark class="m-vague"[^>]*>及时</mark>', html)
    assert re.search(r'<mark class="m-conflict"[^>]*>[^<]*停', html)
    assert "≤30 分钟内" in html
    assert "/rules/MH001/" in html
    assert 'data-copy="普通故障应' in html


def test_each_number_leads_to_as_many_clauses(sent, text_of):
    address = sent()
    doors = re.findall(r'class="count" href="([^"]*)"[^>]*>\s*<b>(\d+)</b>', text_of(address))
    assert len(doors) == 9
    for href, number in doors:
        assert clauses(text_of(href.replace("&amp;", "&"))) == int(number), href


def test_filters_narrow_each_other_and_can_be_removed(sent, text_of):
    address = sent()
    html = text_of(address + "?severity=error&q=及时")
    assert clauses(html) == 1
    assert "级别：错误" in html
    assert "文字：及时" in html


def test_filters_without_a_clause_differ_from_a_document_without_one(sent, text_of):
    assert "没有符合筛选的条款" in text_of(sent() + "?q=没有")
    assert "这份文件里没有找到条款" in text_of(sent("# 只有标题\n", name="空.md"))


def test_htmx_gets_the_list_alone_and_caches_know(sent, client):
    answer = client.get(sent() + "?q=及时", headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert clauses(html) == 1
    assert "<html" not in html
    assert "HX-Request" in answer["Vary"]


def test_a_long_document_comes_in_parts_that_make_the_whole(sent, text_of):
    address = sent(LONG)
    first, second, third = (text_of(f"{address}?page={page}") for page in (1, 2, 3))
    assert [clauses(html) for html in (first, second, third)] == [sheet.PAGE, sheet.PAGE, 199 - 2 * sheet.PAGE]
    assert "?page=2" in first
    assert "显示前面的条款" in second
    assert clauses(text_of(address + "?print=all")) == 199


def test_a_part_that_does_not_exist_is_empty_and_no_fault(sent, text_of):
    assert clauses(text_of(sent() + "?page=99")) == 0
    text_of(sent() + "?page=-1&section=9999999&state=x")


def test_a_page_asks_as_much_for_many_clauses_as_for_few(sent, client, django_assert_max_num_queries):
    few, many = sent(), sent(LONG)
    for address in (few, many):
        with django_assert_max_num_queries(10):
            client.get(address)


def test_text_that_became_no_clause_is_listed_with_the_reason(sent, text_of):
    html = text_of(sent() + "leftovers/")
    assert "报修服务标准" in html
    assert "标题" in html


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>应每日清扫1次。", '"><img src=x onerror=alert(1)>应每日清扫2次。']
)
def test_markup_in_a_clause_is_shown_as_text(sent, text_of, text):
    html = text_of(sent(f"# 标准\n1. {text}\n"))
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "alert(1)" in html


def test_markup_in_a_name_is_shown_as_text(sent, text_of):
    name = "<b onclick=x>手册<b>.md"
    address = sent(name=name)
    for path in ("/", address, address + "delete/", address + "leftovers/"):
        html = text_of(path)
        assert "<b onclick" not in html
        assert "&lt;b onclick=x&gt;" in html


def test_a_file_that_cannot_be_read_says_why_and_what_to_do(sent, text_of):
    html = text_of(sent(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), name="旧.doc"))
    assert "notice is-refused" in html
    assert "选择文件" in html


def test_all_that_is_wrong_with_a_file_of_a_standard_is_told_with_lines_as_far_as_a_page_holds(sent, text_of, client):
    page = text_of(sent("---\ncode: A\nitems: [foo.bar]\n---\n# A\n- x\n- y\n", name="A.md"))
    assert [f"A.md:{line}：" in page for line in (3, 6, 7)] == [True, True, True]
    address = sent("---\ncode: B\n---\n# B\n" + "- x\n" * 120, name="B.md")
    page = text_of(address)
    assert page.count("<p>B.md:") == 50
    assert "还有 70 条。" in page
    client.cookies["language"] = "en"
    assert "And 70 more." in text_of(address)


def test_another_browser_finds_nothing_at_any_address(sent):
    address, stranger = sent(), Client()
    for path in ("", "status/", "leftovers/", "delete/", "reading.json"):
        assert stranger.get(address + path).status_code == 404
    assert stranger.post(address + "delete/").status_code == 404
    assert Document.objects.count() == 1


@pytest.mark.parametrize("key", ["x", "00000000-0000-0000-0000-000000000000", "%00"])
def test_a_key_that_was_never_given_is_an_absent_page(client, key):
    answer = client.get(f"/documents/{key}/")
    assert answer.status_code == 404
    assert "没有这个页面" in answer.content.decode()


def test_a_document_is_deleted_when_it_is_asked_for_twice(sent, client):
    address = sent()
    assert "留着" in client.get(address + "delete/").content.decode()
    assert Document.objects.count() == 1
    assert client.post(address + "delete/")["Location"] == "/read/"
    assert Document.objects.count() == 0


def test_downloads_are_named_after_the_file_and_hold_its_clauses(sent, client):
    address = sent()
    found = json.loads(client.get(address + "reading.json").content)
    assert len(found["clauses"]) == 5
    sarif = client.get(address + "reading.sarif")
    assert json.loads(sarif.content)["version"] == "2.1.0"
    excel = client.get(address + "reading.xlsx")
    assert "%E6%8A%A5%E4%BF%AE.xlsx" in excel["Content-Disposition"]
    assert load_workbook(BytesIO(excel.content)).worksheets


def test_only_three_forms_are_handed_out_and_only_of_read_documents(sent, send, client):
    assert client.get(sent() + "reading.exe").status_code == 404
    assert client.get(send("每日清扫9次。", name="未读.txt") + "reading.json").status_code == 404


def test_a_document_in_english_says_everything_in_english(sent, client):
    client.cookies["language"] = "en"
    html = client.get(sent()).content.decode()
    assert '<html lang="en"' in html
    assert "Not understood" in html
    assert "读不懂" not in html
    assert "sets no limit that can be checked" in html
