"""Builds the sections while the titles and clauses of a file come by."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from guicheng.domain.manual.blocks import Place
from guicheng.domain.manual.columns import column_of
from guicheng.domain.manual.lines import Line
from guicheng.domain.manual.numbering import OUTER, Marker
from guicheng.domain.manual.parts import LeftOver, Section, SourceClause

# Sort keys of open titles: styled ones stand above typed ones, and typed ones go by the rank of their number.
_STYLED, _TYPED = 0, 1
_UNNUMBERED_RANK = -1
# 时限：15分钟内　　提供者：维修工
_DETAIL: Final = re.compile(
    r"(?:^|\u3000\u3000)(?P<name>[^：\u3000]{1,20})：(?P<value>(?:(?!\u3000\u3000[^：\u3000]{1,20}：).)*)", re.DOTALL
)


@dataclass
class _Open:
    """A title whose section is still being filled."""

    title: str
    number: str
    raw: str
    place: Place
    order: int
    key: tuple[int, int]
    path: tuple[str, ...] = ()
    level: int = 1
    clauses: list[SourceClause] = field(default_factory=list)


@dataclass
class SectionBuilder:
    """Takes titles, clauses and left-overs in reading order.

    Args:
        name: Title for clauses that stand before any title.
    """

    name: str
    _stack: list[_Open] = field(default_factory=list)
    _all: list[_Open] = field(default_factory=list)
    _leftovers: list[tuple[int, LeftOver]] = field(default_factory=list)
    _learned: dict[tuple[str, int], int] = field(default_factory=dict)

    def open_title(self, line: Line) -> None:
        """Begin a section with a title line."""
        title = line.text.rstrip("：:").strip()
        self._open(title or line.raw, line.number if title else "", line.raw, line.place, self._key(line))

    def open_group(self, title: str, raw: str, number: str, place: Place, depth: int) -> None:
        """Begin a section inside a table, ``depth`` levels below the title that the table stands under."""
        self._open(title, number, raw, place, (_TYPED + 1, depth))

    def close_groups(self) -> None:
        """End the sections that were opened inside a table."""
        while self._stack and self._stack[-1].key[0] > _TYPED:
            self._stack.pop()

    def add(self, clause: SourceClause) -> None:
        """Put a clause into the innermost section."""
        if not self._stack:
            self._open(self.name, "", "", clause.place, (_STYLED, 0))
        self._stack[-1].clauses.append(clause)

    def describe(self, text: str) -> bool:
        """Give the last clause the elements that a line tells of it; tell whether there is such a clause."""
        if not self._stack or not self._stack[-1].clauses:
            return False
        clauses, told = self._stack[-1].clauses, _DETAIL.finditer(text)
        elements = {column_of(hit["name"]).role or hit["name"]: hit["value"].strip() for hit in told}
        clauses[-1] = replace(clauses[-1], elements={**clauses[-1].elements, **elements})
        return bool(elements)

    def leave(self, text: str, reason: str, place: Place) -> None:
        """List a text that became no clause."""
        self._leftovers.append((self._next(), LeftOver(text, reason, place)))

    def sections(self) -> tuple[Section, ...]:
        """Return the sections that have clauses, in the order of their first line."""
        return tuple(
            Section(item.title, item.number, item.level, item.path, tuple(item.clauses))
            for item in self._all
            if item.clauses
        )

    def leftovers(self) -> tuple[LeftOver, ...]:
        """Return everything that became no clause, in reading order; titles without clauses are among it."""
        bare = [
            (item.order, LeftOver(item.raw, "title", item.place)) for item in self._all if item.raw and not item.clauses
        ]
        return tuple(left for _order, left in sorted([*bare, *self._leftovers], key=lambda pair: pair[0]))

    def _next(self) -> int:
        return len(self._leftovers) + len(self._all)

    def _key(self, line: Line) -> tuple[int, int]:
        scheme = (line.marker.scheme, line.marker.rank) if line.marker else ("", 0)
        if line.level:
            self._learned.setdefault(scheme, line.level)
            return _STYLED, line.level
        if line.marker is None:
            return self._unnumbered_key()
        if scheme in self._learned:
            return _STYLED, self._learned[scheme]
        if self._learned and line.marker.scheme in OUTER:
            return _STYLED, self._outer_level(line.marker)
        return _TYPED, line.marker.rank

    def _outer_level(self, marker: Marker) -> int:
        """Return the level of a typed 第三章 or 附件1 in a file whose other titles are styled."""
        known = [(rank, level) for (_scheme, rank), level in self._learned.items() if 0 < rank <= marker.rank]
        if not known:
            return min(self._learned.values())
        rank, level = max(known)
        return level if rank == marker.rank else level + 1

    def _unnumbered_key(self) -> tuple[int, int]:
        """An unnumbered title is a sibling of the last one, else a child of the innermost numbered title."""
        for item in reversed(self._stack):
            if not item.number and item.key[0] == _TYPED:
                return item.key
        top = self._stack[-1].key if self._stack else (_TYPED, _UNNUMBERED_RANK)
        return (_TYPED, top[1] + 1) if top[0] == _TYPED else (_TYPED, 0)

    def _open(self, title: str, number: str, raw: str, place: Place, key: tuple[int, int]) -> None:
        while self._stack and self._stack[-1].key >= key:
            self._stack.pop()
        path = tuple(item.title for item in self._stack)
        opened = _Open(title, number, raw, place, self._next(), key, path, len(path) + 1)
        self._stack.append(opened)
        self._all.append(opened)
