"""Computes the numbers that Word prints before list paragraphs and that stand nowhere in their text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from guicheng.adapters.docx.numerals import numeral
from guicheng.adapters.docx.styles import number, value
from guicheng.adapters.ooxml import W
from guicheng.adapters.xml import Element

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_MAX_TEXT = 60


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    Args:
        style: Word's number format.
        text: Pattern such as ``"%1.%2"`` or ``"第%1条"``.
        start: First number.
        restart: Counted from 1, the level whose advance starts this one anew; 0 never, None any higher one.
        legal: Whether all numbers of the pattern are shown in figures (``w:isLgl``).
        paragraph_style: Style that numbers by this level, "" for none.
    """

    style: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    paragraph_style: str = ""


@dataclass
class Numbering:
    """The lists of a document with their counters, which advance as paragraphs pass by."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = field(default_factory=dict)
    _counters: dict[str, list[int | None]] = field(default_factory=dict)
    _started: set[str] = field(default_factory=set)

    def level_of_style(self, num_id: str, style_id: str) -> int:
        """Return the level that a list ties to a paragraph style, 0 where it ties none."""
        abstract, overrides, _starts = self.lists.get(num_id, ("", {}, {}))
        tied = {**self.levels.get(abstract, {}), **overrides}
        return next((index for index, level in tied.items() if style_id and level.paragraph_style == style_id), 0)

    def next_number(self, num_id: str, index: int) -> str:
        """Advance a list and return the number to print, "" for bullets and unknown lists.

        Args:
            num_id: Id of the list.
            index: Level, counted from 0.
        """
        if num_id not in self.lists or not 0 <= index < _LEVELS:
            return ""
        abstract, overrides, starts = self.lists[num_id]
        levels = {**self.levels.get(abstract, {}), **overrides}
        if index not in levels:
            return ""
        # Lists that share an abstract definition go on counting together, unless one states its own start.
        counters = self._counters.setdefault(abstract, [None] * _LEVELS)
        self._begin(num_id, starts, counters)
        self._advance(counters, index, levels)
        return _printed(counters, index, levels)

    def _begin(self, num_id: str, starts: dict[int, int], counters: list[int | None]) -> None:
        if num_id in self._started:
            return
        self._started.add(num_id)
        for index, start in starts.items():
            counters[index] = start - 1
            counters[index + 1 :] = [None] * (_LEVELS - index - 1)

    def _advance(self, counters: list[int | None], index: int, levels: dict[int, Level]) -> None:
        for above in range(index):
            if counters[above] is None:
                counters[above] = levels.get(above, Level()).start
        current = counters[index]
        counters[index] = levels[index].start if current is None else current + 1
        for below in range(index + 1, _LEVELS):
            restart = levels.get(below, Level()).restart
            if restart is None or index < restart:
                counters[below] = None


def read_numbering(root: Element) -> Numbering:
    """Collect the lists of ``numbering.xml``."""
    numbering = Numbering()
    linked: dict[str, str] = {}
    for element in root.iterchildren(W + "abstractNum"):
        abstract = element.get(W + "abstractNumId", "")
        numbering.levels[abstract] = dict(_level(item) for item in element.iterchildren(W + "lvl"))
        if style := value(element, "styleLink"):
            linked[style] = abstract
    for element in root.iterchildren(W + "abstractNum"):
        abstract = element.get(W + "abstractNumId", "")
        target = linked.get(value(element, "numStyleLink"))
        if target and not numbering.levels[abstract]:
            numbering.levels[abstract] = numbering.levels[target]
    for element in root.iterchildren(W + "num"):
        numbering.lists[element.get(W + "numId", "")] = _list(element)
    return numbering


def _list(element: Element) -> tuple[str, dict[int, Level], dict[int, int]]:
    overrides: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for item in element.iterchildren(W + "lvlOverride"):
        index = number(item.get(W + "ilvl"))
        if index is None or index >= _LEVELS:
            continue
        start = number(value(item, "startOverride"))
        if start is not None:
            starts[index] = start
        level = item.find(W + "lvl")
        if level is not None:
            overrides[index] = _level(level)[1]
    return value(element, "abstractNumId"), overrides, starts


def _level(element: Element) -> tuple[int, Level]:
    index = number(element.get(W + "ilvl")) or 0
    start = number(value(element, "start"))
    text = value(element, "lvlText")[:_MAX_TEXT]
    level = Level(
        style=_style(element),
        text=text,
        start=1 if start is None else start,
        restart=number(value(element, "lvlRestart")),
        legal=element.find(W + "isLgl") is not None,
        paragraph_style=value(element, "pStyle"),
    )
    return index, level


def _style(element: Element) -> str:
    style = value(element, "numFmt")
    if not style:
        # Newer formats stand in an alternative that older programs skip.
        style = next((item.get(W + "val", "") for item in element.iter(W + "numFmt")), "")
    return style or "decimal"


def _printed(counters: list[int | None], index: int, levels: dict[int, Level]) -> str:
    own = levels[index]
    if own.style == "bullet":
        return ""

    def fill(match: re.Match[str]) -> str:
        shown = int(match.group(1)) - 1
        level = levels.get(shown, Level())
        count = counters[shown]
        return numeral(level.start if count is None else count, "decimal" if own.legal else level.style)

    return _PLACEHOLDER.sub(fill, own.text).strip()
