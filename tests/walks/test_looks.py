"""Every page in both languages and themes: axe, width, print, words, weight."""

from __future__ import annotations

import gzip
import re

import pytest
from playwright.sync_api import expect

from walks.looking import NAME, ROOT, axe_faults, sideways

pytestmark = pytest.mark.looks

BUILT = ROOT / "src" / "guicheng" / "web" / "static" / "build" / "assets"
#: Latin words that a Chinese page may hold: names of formats and keys.
ALLOWED = {"English", "Word", "docx", "Excel", "xlsx", "Markdown", "JSON", "SARIF"}
SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""


def pages_of(document):
    bare = document.split("?")[0].split("#")[0]
    return [
        "/",
        "/rules/",
        "/rules/MH001/",
        "/try/",
        bare,
        bare + "?q=%E6%B2%A1%E6%9C%89%E8%BF%99%E5%8F%A5",
        bare + "leftovers/",
        bare + "delete/",
        "/nowhere/",
    ]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_has_nothing_against_any_page(page, read_sample, choose, language, theme):
    document = read_sample(page)
    choose(page, language=language, theme=theme)
    faults = {}
    for path in pages_of(document):
        page.goto(path)
        if found := axe_faults(page):
            faults[path] = found
    assert not faults


@pytest.mark.parametrize("width", [320, 360])
def test_no_page_scrolls_sideways_on_a_phone_even_with_large_letters(open_page, read_sample, width):
    page = open_page(viewport={"width": width, "height": 740})
    document = read_sample(page)
    for path in pages_of(document):
        page.goto(path)
        assert sideways(page) <= 0, path
        page.evaluate("document.documentElement.style.fontSize = '25px'")
        assert sideways(page) <= 0, f"{path} at 25 px"
        page.evaluate(
            """(css) => {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync(css);
              document.adoptedStyleSheets = [sheet];
            }""",
            SPACING,
        )
        assert sideways(page) <= 0, f"{path} with wide spacing"


def test_the_menu_of_a_phone_opens_and_leads_to_the_rules(open_page):
    page = open_page(viewport={"width": 360, "height": 740})
    page.goto("/")
    expect(page.get_by_role("link", name="检查规则")).to_be_hidden()
    page.get_by_role("button", name="菜单").click()
    page.get_by_role("link", name="检查规则").click()
    expect(page.locator("h1")).to_have_text("检查规则")


def test_a_chinese_page_holds_no_english_words(page, read_sample):
    document = read_sample(page)
    rest = {}
    for path in pages_of(document):
        page.goto(path)
        page.evaluate("for (const part of document.querySelectorAll('[lang=zh-CN]:not(html)')) part.remove()")
        text = page.locator("body").inner_text() + " ".join(
            page.locator("[aria-label]").evaluate_all("(all) => all.map((one) => one.ariaLabel)")
        )
        text = text.replace(NAME, "")
        if found := set(re.findall(r"[A-Za-z]{4,}", text)) - ALLOWED:
            rest[path] = found
    assert not rest


def test_an_english_page_says_everything_in_english_but_the_clauses(page, read_sample, choose):
    document = read_sample(page)
    choose(page, language="en")
    rest = {}
    for path in pages_of(document):
        if path.startswith("/rules/"):
            continue  # a rule's help names the Chinese words it looks for
        page.goto(path)
        page.evaluate(
            """for (const part of document.querySelectorAll(
                 "[lang=zh-CN], .number, [data-clause], #result [role=status], .files, h1, .finding p, title, .crumbs"
               )) part.remove()"""
        )
        if found := re.findall(r"[\u4e00-\u9fff]+", page.locator("body").inner_text()):
            rest[path] = found[:5]
    assert not rest


def test_the_switches_of_language_and_colours_are_remembered(page):
    page.goto("/rules/")
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text("Rules of the check")
    assert page.url.endswith("/rules/")
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("button", name="Dark colours").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 27, 34)"
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 27, 34)"
    page.get_by_role("button", name="Colours as the system").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(245, 247, 250)"


def test_small_targets_are_still_24_pixels(page, read_sample):
    read_sample(page)
    small = page.locator("a, button, select, input, summary").evaluate_all("""(all) => all
      .filter((one) => one.checkVisibility() && !one.closest("p:not(.place), dialog"))
      .filter((one) => !one.matches(".skip, .pick input"))
      .map((one) => [one.outerHTML.slice(0, 90), one.getBoundingClientRect().height])
      .filter(([, height]) => height < 23.9)""")
    assert not small


def test_motion_stops_for_those_who_asked_for_it(open_page):
    page = open_page(reduced_motion="reduce")
    page.goto("/")
    assert page.locator(".btn").first.evaluate("(one) => getComputedStyle(one).transitionDuration") == "0s"


def test_the_printed_document_stands_alone(page, read_sample):
    read_sample(page)
    page.emulate_media(media="print")
    for gone in (".nav", ".top", ".toc", ".filters", ".btn"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".paper")).to_contain_text(NAME)
    expect(page.locator(".paper")).to_contain_text("打印于")
    assert page.locator(".chip.is-read").first.evaluate("(one) => getComputedStyle(one, '::before').content") == '"〔"'
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) > 2


def test_what_a_page_loads_stays_within_its_budget(page, read_sample):
    loaded = []
    page.on("response", lambda response: loaded.append(response.url))
    read_sample(page)
    assert all(url.startswith(("http://localhost", "http://127.0.0.1", "data:")) for url in loaded)
    names = {url.rsplit("/", 1)[1].split("#")[0] for url in loaded if "/static/build/" in url}
    weight = {
        ending: sum(len(gzip.compress((BUILT / name).read_bytes())) for name in names if name.endswith(ending))
        for ending in (".css", ".js")
    }
    assert 0 < weight[".css"] <= 20 * 1024
    assert 0 < weight[".js"] <= 60 * 1024


def test_a_trial_answer_comes_soon_and_moves_nothing(page):
    page.goto("/")
    page.evaluate(
        """window.shifts = 0;
           const add = (one) => { if (!one.hadRecentInput) window.shifts += one.value };
           new PerformanceObserver((list) => list.getEntries().forEach(add))
             .observe({ type: "layout-shift", buffered: true });"""
    )
    page.locator("#trial-text").fill("接到报修后应及时到场。")
    page.locator("#trial-answer mark").first.wait_for()
    assert page.evaluate("window.shifts") <= 0.02
