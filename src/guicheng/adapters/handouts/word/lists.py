"""Automatic numbers that print exactly what the standard says: 1, 2.1, 2.1.3, 第三章, (二), ③."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from guicheng.adapters.docx.numerals import numeral
from guicheng.adapters.handouts.word.elements import Element, make

_DECIMAL: Final = re.compile(r"[1-9]\d{0,3}(?:\.[1-9]\d{0,3}){0,8}")
_LAST: Final = re.compile(
    r"(?P<before>.*?)(?P<last>[0-9]+|[一二三四五六七八九十百]+|[①-⑳]|[A-Za-z])(?P<after>\D{0,8})", re.DOTALL
)
_STYLES: Final = (
    "decimal",
    "decimalZero",
    "chineseCountingThousand",
    "decimalEnclosedCircle",
    "lowerLetter",
    "upperLetter",
)
_LEVELS: Final = 9
_MOST_LISTS: Final = 2_000
_LONGEST: Final = 40


@dataclass
class _List:
    """A list of the file: one definition, counted on from paragraph to paragraph.

    Args:
        number: Its id, counted from 1.
        texts: Pattern of each level, such as ``%1.%2``.
        style: Number format.
        start: First number of the first level.
        counters: Where each level stands.
    """

    number: int
    texts: tuple[str, ...]
    style: str
    start: int
    counters: list[int] = field(default_factory=list)

    def takes(self, wanted: tuple[int, ...]) -> bool:
        """Count on to a number if it comes next; tell whether it does."""
        depth = len(wanted)
        if depth > len(self.texts) or self.counters[: depth - 1] != list(wanted[:-1]):
            return False
        first = self.start if depth == 1 else 1
        following = self.counters[depth - 1] + 1 if len(self.counters) >= depth else first
        if wanted[-1] != following:
            return False
        self.counters = list(wanted)
        return True


@dataclass
class Lists:
    """The lists of one file, made as numbers ask for them."""

    _lists: list[_List] = field(default_factory=list)
    _outline: _List | None = None
    _others: dict[tuple[str, str, str], _List] = field(default_factory=dict)

    def place(self, number: str) -> tuple[int, int] | None:
        """Return list and level under which Word prints this number next; None where only typing it prints it.

        Args:
            number: As the standard has it.
        """
        if not number or len(number) > _LONGEST:
            return None
        if _DECIMAL.fullmatch(number):
            wanted = tuple(map(int, number.split(".")))
            if self._outline is not None and self._outline.takes(wanted):
                return self._outline.number, len(wanted) - 1
            if len(wanted) == 1 and (found := self._begin(_outline_texts(), "decimal", wanted[0])):
                self._outline = found
                found.takes(wanted)
                return found.number, 0
        return self._apart(number)

    def restart(self) -> None:
        """Begin anew, as another standard does."""
        self._outline, self._others = None, {}

    def _apart(self, number: str) -> tuple[int, int] | None:
        hit = _LAST.fullmatch(number)
        read = _counted(hit["last"]) if hit else None
        if hit is None or read is None or "%" in number:
            return None
        value, style = read
        key = (hit["before"], style, hit["after"])
        known = self._others.get(key)
        if known is None or not known.takes((value,)):
            known = self._begin((f"{hit['before']}%1{hit['after']}",), style, value)
            if known is None:
                return None
            known.takes((value,))
            self._others[key] = known
        return known.number, 0

    def _begin(self, texts: tuple[str, ...], style: str, start: int) -> _List | None:
        if len(self._lists) >= _MOST_LISTS:
            return None
        found = _List(len(self._lists) + 1, texts, style, start)
        self._lists.append(found)
        return found

    def elements(self) -> Iterator[Element]:
        """Yield the definitions, then the lists, as the numbering part holds them."""
        for each in self._lists:
            levels = [_level(index, text, each) for index, text in enumerate(each.texts)]
            kind = make("multiLevelType", val="multilevel" if len(levels) > 1 else "singleLevel")
            yield make("abstractNum", kind, *levels, abstractNumId=each.number)
        for each in self._lists:
            yield make("num", make("abstractNumId", val=each.number), numId=each.number)


def _outline_texts() -> tuple[str, ...]:
    return tuple(".".join(f"%{level}" for level in range(1, depth + 1)) for depth in range(1, _LEVELS + 1))


def _counted(text: str) -> tuple[int, str] | None:
    """Return value and format of a figure that Word would write in just this way."""
    for style in _STYLES:
        value = _value(text, style)
        if value and numeral(value, style) == text:
            return value, style
    return None


def _value(text: str, style: str) -> int:
    if style.startswith("decimal") and text.isascii():
        return int(text) if len(text) <= 4 and text.isdecimal() else 0
    if style == "decimalEnclosedCircle":
        return ord(text) - 0x2460 + 1 if len(text) == 1 else 0
    if style == "chineseCountingThousand":
        return next((value for value in range(1, 200) if numeral(value, style) == text), 0)
    return ord(text.lower()) - ord("a") + 1 if text.isascii() and text.isalpha() else 0


def _level(index: int, text: str, found: _List) -> Element:
    return make(
        "lvl",
        make("start", val=found.start if index == 0 else 1),
        make("numFmt", val=found.style),
        make("suff", val="space"),
        make("lvlText", val=text),
        make("lvlJc", val="left"),
        make("pPr", make("ind", left=0, firstLine=0)),
        ilvl=index,
    )
