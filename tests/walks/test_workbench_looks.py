"""Every page of the workbench as it is drawn: axe with the size of targets, width on a phone, words of one language."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client
from tests.site.test_who_sees_what import ROUTES, ROWS, address_of
from tests.site.world import ROLES, World

from guicheng.apps.organization.models import Grant
from walks.looking import axe_faults, cut_words, sideways

pytestmark = pytest.mark.looks
#: What is no page: files, answers to programs, ways out to other services, and the way back from them.
NO_PAGE = re.compile(
    r"healthz|<str:kind>|/file/$|\.xlsx|\.svg$|\.bpmn$|\.pdf$|^try/|/status/|^account/places/|/preview/$"
    r"|/(?:beside|system|consequences)/$|^standards/<str:code>/clauses/<str:key>/$"
    r"|^surveys/<str:key>/people\.csv$|pack\.zip$|^evidence/photos/<str:sha256>$"
    r"|^(?:orders|o)/<str:\w+>/files/|/parquet/$|^improvement/<uuid:key>/photos/|^inspections/<str:key>/photos/"
)
#: Pages of one reader's document, which the walks through a manual look at.
ELSEWHERE = re.compile(r"^documents/|^rules/")
MORE = (
    "standards/?columns=title,category,comments,updated&archived=1",
    "standards/?q=没有这句话",
    "in-force/?day=2020-01-01",
    "people/?q=nobody",
    "audit/?act=standards.publish",
)
PAGES = [route for route in ROUTES if (route, "GET") in ROWS and not (NO_PAGE.search(route) or ELSEWHERE.match(route))]
#: What the world is made of, which a page shows as it was written.
DATA = (
    "云帆物业",
    "云栖花园",
    "山语城",
    "巡更系统",
    "巡更员",
    "秩序员",
    "时限.急修到场",
    "30分钟",
    "30 分钟",
    "报修",
    "一步",
    "简体中文",
)
#: Latin words that a Chinese page may hold: formats, and user names of the world.
LATIN = {
    "English",
    "Word",
    "docx",
    "Excel",
    "Parquet",
    "xlsx",
    "json",
    "Markdown",
    "JSON",
    "SARIF",
    "BPMN",
    "bpmn",
    "Python",
    "csv",
    "API",
    "Cohen",
    "Kano",
    "http",
    "https",
    "localhost",
    "Enter",
    "company",
    "estate",
    "someone",
    "rounds",
}


@pytest.fixture
def walk(open_page, live_server, real_transactions, settings, choose):
    """Open every page as somebody who administers and minds quality; returns what is wrong by address."""
    settings.SECOND_FACTOR = False
    cache.clear()
    world = World()
    person = world.at_company["A"]
    Grant.objects.create(person=person, role=ROLES["Q"], unit=person.company, granted_at=person.joined_at)
    client = Client()
    client.force_login(person)
    cookie = client.cookies["sessionid"].value
    # The first page of a process loads all that pages are made of; on a busy machine a browser would not wait for it.
    assert client.get("/").status_code == 200

    def over(look, **chosen):
        page, wrong = open_page(), {}
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        choose(page, **chosen)
        for address in [*(address_of(route, world.places["own"].keys) for route in PAGES), *MORE]:
            page.set_viewport_size({"width": 1440, "height": 900})
            page.goto(f"/{address}")
            if found := look(page):
                wrong[address] = found
        return wrong

    return over


def narrow(page):
    """What scrolls sideways on a phone, also with large letters."""
    found = []
    for width, letters in ((360, "16px"), (320, "25px")):
        page.set_viewport_size({"width": width, "height": 740})
        page.evaluate(f"document.documentElement.style.fontSize = '{letters}'")
        if sideways(page) > 0:
            found.append((width, letters, sideways(page)))
    return found


def cut(page):
    """What words a desk, a tablet and a phone cut in two, the width beside each."""
    found = []
    for width in (1200, 768, 360):
        page.set_viewport_size({"width": width, "height": 800})
        found += [(width, word) for word in cut_words(page)]
    return found


def said(page, but):
    """The text of a page without what people wrote."""
    # In one go: what a script loads meanwhile would bring its words back.
    text = page.evaluate(
        "(those) => { for (const x of document.querySelectorAll(those)) x.remove(); return document.body.innerText }",
        f"del, ins, code, {but}",
    )
    for word in DATA:
        text = text.replace(word, "")
    return text


def test_a_chinese_page_is_accessible_narrow_and_chinese(walk):
    def look(page):
        faults = [*axe_faults(page), *narrow(page)]
        return [*faults, *sorted(set(re.findall(r"[A-Za-z]{4,}", said(page, "[lang=en]"))) - LATIN)]

    assert not walk(look, language="zh-hans", theme="light")


def test_an_english_page_in_dark_colours_is_accessible_narrow_and_english_and_cuts_no_word(walk):
    def look(page):
        faults = [*axe_faults(page), *cut(page), *narrow(page)]
        return [*faults, *re.findall(r"[\u4e00-\u9fff]+", said(page, "[lang=zh-CN]"))]

    assert not walk(look, language="en", theme="dark")
