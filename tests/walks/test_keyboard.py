"""Reading by keys alone, and typing with an input method."""

from __future__ import annotations

from playwright.sync_api import expect


def focused(page):
    return page.evaluate(
        "document.activeElement.id || document.activeElement.className || document.activeElement.tagName"
    )


def test_clauses_and_findings_are_walked_by_keys(page, read_sample):
    read_sample(page)
    page.keyboard.press("j")
    expect(page.locator(".clause").nth(0)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator(".clause").nth(1)).to_be_focused()
    page.keyboard.press("F8")
    first = page.locator(".finding.chosen")
    expect(first).to_be_focused()
    expect(first).to_be_in_viewport()
    before = first.evaluate("(element) => [...document.querySelectorAll('.finding')].indexOf(element)")
    page.keyboard.press("F8")
    page.keyboard.press("Shift+F8")
    assert (
        page.locator(".finding.chosen").evaluate(
            "(element) => [...document.querySelectorAll('.finding')].indexOf(element)"
        )
        == before
    )


def test_letters_jump_to_filters_and_search_and_are_text_inside_them(page, read_sample):
    read_sample(page)
    page.keyboard.press("f")
    assert focused(page) == "filter-state"
    page.locator("h1").click()
    page.keyboard.press("/")
    assert focused(page) == "filter-q"
    page.keyboard.type("jk?")
    expect(page.locator("#filter-q")).to_have_value("jk?")
    expect(page.locator(".clause.chosen")).to_have_count(0)


def test_letters_can_be_switched_off(page, read_sample):
    read_sample(page)
    page.keyboard.press("?")
    dialog = page.locator("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator(".clause.chosen")).to_have_count(0)
    page.reload()
    page.keyboard.press("j")
    expect(page.locator(".clause.chosen")).to_have_count(0)


def test_every_stop_of_the_tab_key_is_seen(page):
    page.goto("/")
    seen = set()
    for _stop in range(60):
        page.keyboard.press("Tab")
        found = page.evaluate("""() => {
          const element = document.activeElement;
          if (element === document.body) return null;
          const ring = element.matches("input[type=file]") ? element.nextElementSibling : element;
          const box = ring.getBoundingClientRect();
          const style = getComputedStyle(ring);
          return [element.outerHTML.slice(0, 80), box.width > 0 && box.height > 0, parseFloat(style.outlineWidth) >= 2];
        }""")
        if found is None:
            break
        seen.add(found[0])
        assert found[1:] == [True, True], found
    assert len(seen) > 12


class Chinese:
    """An input method, as Chromium knows one."""

    def __init__(self, page) -> None:
        self._session = page.context.new_cdp_session(page)

    def compose(self, text):
        self._session.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        )

    def commit(self, text):
        self._session.send("Input.insertText", {"text": text})


def test_nothing_is_read_while_pinyin_is_composed(page):
    page.clock.install()
    page.goto("/")
    asked = []
    page.on("request", lambda request: asked.append(request.post_data) if request.url.endswith("/try/") else None)
    page.locator("#trial-text").focus()
    hand = Chinese(page)
    for part in ("j", "ji", "ji shi", "ji shi dao chang"):
        hand.compose(part)
        page.clock.run_for(200)
    page.clock.run_for(2_000)
    assert asked == []
    hand.commit("应及时到场")
    page.locator("#trial-answer mark.m-vague").wait_for()
    expect(page.locator("#trial-text")).to_have_value("应及时到场")
    assert len(asked) == 1


def test_the_answer_to_an_older_text_is_dropped(page):
    page.goto("/")
    held = []

    def hold_the_first(route):
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/try/", hold_the_first)
    box = page.locator("#trial-text")
    with page.expect_request("**/try/"):
        box.fill("接到报修后应及时到场。")
    box.fill("接到报修后30分钟内到场。")
    page.locator("#trial-answer mark.m-read").first.wait_for()
    held[0].continue_()
    # What was asked after the older text has been answered, so that text was too, if it still is.
    page.evaluate("() => fetch('/healthz').then((answer) => answer.text())")
    expect(page.locator("#trial-answer mark.m-vague")).to_have_count(0)
