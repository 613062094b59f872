"""Pages that stand alone: rules, a trial, colours, and what is shown when something is wrong."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from guicheng.domain.lint import all_explained
from guicheng.web import build

pytestmark = pytest.mark.django_db


def test_the_list_of_rules_names_each_rule_once(client):
    html = client.get(reverse("rules")).content.decode()
    for rule in all_explained():
        assert html.count(f">{rule.code}</a>") == 1


@pytest.mark.parametrize("rule", all_explained(), ids=lambda rule: rule.code)
def test_each_rule_has_a_page_with_what_it_finds_and_what_to_write(client, rule):
    html = client.get(reverse("rule", args=[rule.code])).content.decode()
    for part in (*rule.example.splitlines(), *rule.instead.splitlines()):
        assert part in html


@pytest.mark.parametrize("code", ["XX999", "<b>", "MH"])
def test_a_code_that_no_rule_has_is_an_absent_page(client, code):
    assert client.get(reverse("rule", args=[code])).status_code == 404


def test_a_sentence_is_read_on_the_page_without_scripts(client):
    html = client.post(reverse("trial"), {"text": "接到报修后应及时到场。"}).content.decode()
    assert "<html" in html
    assert ">及时</mark>" in html
    assert "/rules/MH001/" in html


def test_a_script_gets_the_reading_of_a_sentence_alone(client):
    answer = client.post(reverse("trial"), {"text": "每日清扫2次。"}, headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert "<html" not in html
    assert "每日 =2 次" in html


@pytest.mark.parametrize("text", ["", "   ", "\n", "<script>alert(1)</script>", "\0每日", "长" * 9000])
def test_any_sentence_gets_an_answer(client, text):
    answer = client.post(reverse("trial"), {"text": text})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_the_examples_of_the_trial_are_one_vague_and_one_clear_sentence(client):
    html = client.get("/").content.decode()
    rule = next(rule for rule in all_explained() if rule.code == "MH001")
    assert rule.example.splitlines()[0] in html
    assert rule.instead.splitlines()[0] in html


def test_the_chosen_colours_are_in_the_page_and_remembered(client):
    answer = client.post(reverse("theme"), {"theme": "dark", "next": "/rules/"})
    assert answer["Location"] == "/rules/"
    assert 'data-theme="dark"' in client.get("/").content.decode()


def test_colours_that_do_not_exist_are_not_remembered(client):
    answer = client.post(reverse("theme"), {"theme": '"><script>', "next": "//elsewhere.example/"})
    assert answer["Location"] == "/"
    assert "theme" not in answer.cookies
    client.cookies["theme"] = '"><script>'
    assert "<script>&" not in client.get("/").content.decode()


def test_an_address_that_does_not_exist_is_answered_with_the_way_back(client):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "没有这个页面" in answer.content.decode()
    assert 'href="/"' in answer.content.decode()


def test_a_fault_of_ours_keeps_the_layout_and_blames_nobody(client, monkeypatch):
    monkeypatch.setattr("guicheng.web.views.home.samples.offered", lambda: 1 / 0)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "问题出在服务器" in answer.content.decode()


def test_a_file_too_large_has_a_page_of_its_own(rf):
    html = render_to_string("413.html", {"sentence": "文件太大。一次最多传 32 MB"}, request=rf.get("/"))
    assert "按章节拆开" in html


def test_no_page_holds_inline_script_or_style(client):
    for path in ("/", "/rules/", "/rules/MH001/", "/try/", "/nowhere/"):
        html = client.get(path).content.decode()
        assert " style=" not in html
        assert " onclick=" not in html
        assert "<script>" not in html


def test_a_page_says_so_when_the_front_end_was_not_built(monkeypatch, tmp_path):
    monkeypatch.setattr(build, "_MANIFEST", tmp_path / "manifest.json")
    with pytest.raises(build.FrontEndMissingError, match="npm run build"):
        build.file_of("src/main.ts")


def test_the_page_carries_the_translations_of_what_scripts_say(client):
    html = client.get("/").content.decode()
    assert '<script type="application/json" id="words">' in html
    assert "已复制" in html
    client.cookies["language"] = "en"
    assert 'id="words"' not in client.get("/").content.decode()
