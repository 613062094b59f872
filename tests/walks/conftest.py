"""What walks through the product share: the sample in a browser, a chosen language and theme."""

from __future__ import annotations

import pytest


@pytest.fixture
def choose(live_server):
    """Let a page speak a language and wear a theme, as its switches would."""

    def set_cookies(page, **values) -> None:
        page.context.add_cookies(
            [{"name": name, "value": value, "url": live_server.url} for name, value in values.items()]
        )

    return set_cookies


@pytest.fixture
def read_sample(worker, live_server):
    """Let a page read the sample manual, as a reader would; returns the address of the document."""

    def read(page) -> str:
        page.goto(f"{live_server.url}/read/")
        page.locator("form.samples button").first.click()
        page.locator("html[data-ready] .clause").first.wait_for(timeout=30_000)
        return page.url

    return read
