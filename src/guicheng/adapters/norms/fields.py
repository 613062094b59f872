"""What a field of a file of norms may hold; each reader returns the value or complains with line and field."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from guicheng.adapters.norms.complaints import Complaints
from guicheng.adapters.norms.nodes import Fields, Items, Text, Tree
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

_KEY = re.compile(r"[a-z][a-z0-9_-]*")
_DOTTED = re.compile(r"[a-z][a-z0-9_-]*(?:\.[a-z][a-z0-9_-]*)+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,4})?")
_CHINESE = re.compile("[\u4e00-\u9fff]")
Word = TypeVar("Word", bound=StrEnum)


class Entry:
    """One map of a file with its place, asked for its fields one by one.

    Args:
        tree: The map.
        path: Where it stands, such as ``duties[3]``.
        complaints: Where to put what is wrong.
        known: Names of all the fields it may have; others are complained of at once.
    """

    def __init__(self, tree: Fields, path: str, complaints: Complaints, known: Collection[str]) -> None:
        self.tree = tree
        self.path = path
        self.complaints = complaints
        for name, (line, _tree) in tree.fields.items():
            if name not in known:
                complaints.add(line, self.at(name), not_among(name, known))

    def at(self, name: str) -> str:
        """Return the path of a field."""
        return f"{self.path}.{name}" if self.path else name

    def has(self, name: str) -> bool:
        """Tell whether the field stands there."""
        return name in self.tree.fields

    def line(self, name: str) -> int:
        """Return the line of a field, or of the map where it is missing."""
        return self.tree.fields[name][0] if name in self.tree.fields else self.tree.line

    def wrong(self, name: str, message: Message) -> None:
        """Complain of a field."""
        self.complaints.add(self.line(name), self.at(name), message)

    def tree_of(self, name: str) -> Tree | None:
        """Return the value of a field that must be there."""
        if name not in self.tree.fields:
            self.wrong(name, _("The field “{name}” is missing.", name=name))
            return None
        return self.tree.fields[name][1]

    def text(self, name: str, *, default: str | None = None) -> str | None:
        """Return a text that is not empty; ``default`` where the field may be missing and is."""
        if default is not None and name not in self.tree.fields:
            return default
        tree = self.tree_of(name)
        if isinstance(tree, Text) and tree.text:
            return tree.text
        if tree is not None:
            self.wrong(name, _("A plain text stands here."))
        return None

    def chinese(self, name: str, *, default: str | None = None) -> str | None:
        """Return a text that has Chinese characters."""
        text = self.text(name, default=default)
        if text is not None and text != default and not _CHINESE.search(text):
            self.wrong(name, _("This is written in Chinese."))
            return None
        return text

    def key(self, name: str, *, dotted: bool = False) -> str | None:
        """Return a name in small Latin letters, of several parts joined by dots where it is ``dotted``."""
        text = self.text(name)
        if text is None or (_DOTTED if dotted else _KEY).fullmatch(text):
            return text
        example = "complaint.answer" if dotted else "hangzhou"
        self.wrong(name, _("A name is written in small letters, such as {example}.", example=example))
        return None

    def word(self, name: str, words: type[Word]) -> Word | None:
        """Return one of a closed set of words."""
        text = self.one_of(name, [word.value for word in words])
        return None if text is None else words(text)

    def one_of(self, name: str, allowed: Collection[str], *, default: str | None = None) -> str | None:
        """Return a text that is among those allowed."""
        text = self.text(name, default=default)
        if text is None or text == default or text in allowed:
            return text
        self.wrong(name, not_among(text, allowed))
        return None

    def day(self, name: str) -> date | None:
        """Return a day written as 2022-03-01."""
        text = self.text(name)
        if text is None:
            return None
        if _DATE.fullmatch(text):
            try:
                return date.fromisoformat(text)
            except ValueError:
                pass
        self.wrong(name, _("“{word}” is no day. Write it as 2022-03-01.", word=text))
        return None

    def whole(self, name: str) -> int | None:
        """Return a whole number from 1 up."""
        text = self.text(name)
        if text is None or (text.isascii() and text.isdigit() and 0 < len(text) < 6 and int(text)):
            return None if text is None else int(text)
        self.wrong(name, _("A whole number stands here, such as 50."))
        return None

    def number(self, name: str) -> Decimal | None:
        """Return a number that is not negative."""
        text = self.text(name)
        if text is None:
            return None
        if _NUMBER.fullmatch(text):
            return Decimal(text)
        self.wrong(name, _("A number stands here, such as 30 or 66.67."))
        return None

    def list_of(self, name: str) -> Iterable[Text]:
        """Return the texts of a list; none where the field is missing."""
        if name not in self.tree.fields:
            return ()
        tree = self.tree.fields[name][1]
        if isinstance(tree, Items) and all(isinstance(item, Text) for item in tree.items):
            return tuple([item for item in tree.items if isinstance(item, Text)])
        self.wrong(name, _("A list stands here, such as [lift]."))
        return ()


def not_among(text: str, allowed: Collection[str]) -> Message:
    """Say that a word is not among those allowed, with near ones or all of them."""
    near = get_close_matches(text, list(allowed), 1, 0.6) if len(text) > 2 else []
    if near:
        return _("“{word}” is not known here. Perhaps “{near}” is meant.", word=text, near=near[0])
    # A set has no order of its own; a list of units is told in its.
    told = sorted(allowed) if isinstance(allowed, frozenset) else allowed
    return _("“{word}” is not known here. Allowed: {allowed}.", word=text, allowed=", ".join(told))
