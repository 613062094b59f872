"""Hands in a browser that name what they press by its English sentence, in whichever language the page speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import messages

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


@dataclass
class Hands:
    """Press and follow things by name.

    Args:
        address: Of the service, without a slash at the end.
        chinese: Whether the pages speak Chinese.
        pressed: Sentences of the catalogue that were pressed, followed or looked for.
    """

    address: str
    chinese: bool = True
    pressed: set[str] = field(default_factory=set)

    @cached_property
    def _said(self) -> dict[str, str]:
        return {row.english: row.chinese for row in messages.rows()}

    def say(self, english: str) -> str:
        """Return a sentence of the catalogue as the pages say it."""
        self.pressed.add(english)
        chinese = self._said[english]
        return chinese if self.chinese else english

    def go(self, page: Page, path: str) -> None:
        """Open an address and wait until its scripts run."""
        page.goto(f"{self.address}{path}")
        settled(page)

    def menu(self, page: Page, english: str) -> None:
        """Follow a link of the navigation."""
        page.locator("nav").first.get_by_role("link", name=self.say(english), exact=True).click()
        settled(page)

    def follow(self, where: Page | Locator, english: str) -> None:
        """Follow the first link with a name; a number may stand before or behind it."""
        where.get_by_role("link", name=re.compile(re.escape(self.say(english)))).first.click()
        settled(page_of(where))

    def press(self, where: Page | Locator, english: str) -> None:
        """Press the first button with a name."""
        where.get_by_role("button", name=self.say(english), exact=True).first.click()
        settled(page_of(where))

    def form(self, page: Page, english: str) -> Locator:
        """Return the form that a button sends."""
        return page.locator("main form", has=page.get_by_role("button", name=self.say(english), exact=True)).first


def page_of(where: Page | Locator) -> Page:
    """Return the page on which something stands."""
    return where.page if hasattr(where, "page") else where


def settled(page: Page) -> None:
    """Wait until nothing is loaded any more."""
    page.wait_for_load_state("networkidle")


def shown(page: Page, pattern: str) -> str:
    """Return the text of a page that fits.

    Raises:
        LookupError: None does.
    """
    found = re.search(pattern, page.locator("main").inner_text())
    if found is None:
        raise LookupError(pattern)
    return found.group()
