"""House rules for templates: forms carry a token, text goes through the catalogue, nothing inline, nothing foreign."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

_PLURAL: Final = re.compile(r"{%\s*plural\s*%}")
#: The tables hold one Chinese for one English, so that a page in Chinese would show the English of both.
_NO_PLURAL: Final = "{% plural %} finds no Chinese; write the number after a colon"
_BLOCK: Final = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
_COMMENT: Final = re.compile(r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}", re.DOTALL)
_TAG: Final = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
_CSRF: Final = "csrf-token-here"
_WORDS: Final = re.compile(r"[A-Za-z]{2,}|[\u4e00-\u9fff]")
_SAID: Final = frozenset({"alt", "title", "placeholder", "aria-label", "aria-description", "aria-roledescription"})
_SILENT: Final = frozenset({"script", "style", "code", "kbd", "samp", "svg"})
_VOID: Final = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
_LANGUAGE_NAMES: Final = frozenset({"English", "中文", "简体中文"})
_LOADS: Final = {"script": "src", "img": "src", "iframe": "src", "link": "href", "source": "src"}


class _Page(HTMLParser):
    """Collect complaints while reading a template whose tags were blanked out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self._open: list[str] = []
        self._form: tuple[int, bool] | None = None

    def complain(self, sentence: str) -> None:
        self.found.append((self.getpos()[0], sentence))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._attributes(tag, values)
        if tag == "form" and values.get("method", "").lower() == "post":
            self._form = (self.getpos()[0], False)
        if tag not in _VOID:
            self._open.append(tag)

    def _attributes(self, tag: str, values: dict[str, str]) -> None:
        for name, value in values.items():
            if name.startswith("on") or name == "style":
                self.complain(f"{name}= is inline; the content policy forbids it")
            if name in _SAID and _WORDS.search(value):
                self.complain(f"{name}=“{value.strip()}” does not go through translate")
        if tag == "script" and "src" not in values and values.get("type") not in {"application/json", "importmap"}:
            self.complain("a script stands in a file, not in the page")
        if values.get(_LOADS.get(tag, ""), "").startswith(("http:", "https:", "//")):
            self.complain(f"<{tag}> loads from another host")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._form:
            line, token = self._form
            if not token:
                self.found.append((line, "a form that posts has no {% csrf_token %}"))
            self._form = None
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if _CSRF in data:
            self._form = (self._form[0], True) if self._form else None
            data = data.replace(_CSRF, "")
        words = data.strip()
        if words in _LANGUAGE_NAMES or _SILENT & set(self._open):
            return
        if _WORDS.search(words):
            self.complain(f"“{' '.join(words.split())}” does not go through translate")


def of_template(text: str) -> list[tuple[int, str]]:
    """Return the complaints about a template: line and sentence."""
    page = _Page()
    page.feed(_without_tags(text))
    page.close()
    plurals = [(text.count("\n", 0, hit.start()) + 1, _NO_PLURAL) for hit in _PLURAL.finditer(text)]
    return sorted(page.found + plurals)


def _without_tags(text: str) -> str:
    """Blank out what Django replaces, keeping line numbers."""
    for pattern in (_COMMENT, _BLOCK):
        text = pattern.sub(lambda hit: "\n" * hit[0].count("\n"), text)
    return _TAG.sub(_blank, text)


def _blank(hit: re.Match[str]) -> str:
    return (_CSRF if "csrf_token" in hit[0] else "") + "\n" * hit[0].count("\n")
