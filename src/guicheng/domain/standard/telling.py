"""How much each character of a clause tells of what it speaks of: those of 水箱 much, 处 and 区 little."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import inf, log
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison import tables
from guicheng.domain.comparison.likeness import plain_content
from guicheng.domain.standard.entries import Entry
from guicheng.domain.standard.kinship import around
from guicheng.domain.standard.usage import Usage

#: A clause of a shipped standard: 1.1 保洁员清扫大堂地面…
_CLAUSE: Final = re.compile(r"^\d+(?:\.\d+)+ (.+)$", re.MULTILINE)
#: A form that is filled in tells nothing; a record that is kept is what the clause speaks of.
_FORM: Final = re.compile("(?<=[写入成在按用凭至])《[^《》]{1,60}》")
#: Days on which something is done tell nothing of what it is.
_DAYS: Final = re.compile("法定节假日|节假日|双休日|休息日|工作日|周末")
#: How long something is kept tells nothing of what is kept.
_KEPT: Final = re.compile("保存|档案")
#: Who does it, beside the posts that the tables name.
_SOMEBODY: Final = ("负责人", "主管", "经理", "专员", "管理员", "班长", "班组", "部门", "员工", "工作人员")


@dataclass(frozen=True, slots=True)
class Content:
    """What a clause speaks of.

    Args:
        chars: The characters that tell it, synonyms in one word.
        weight: How much they tell together.
    """

    chars: frozenset[str]
    weight: float

    @classmethod
    def of(cls, entry: Entry, usage: Usage) -> Content:
        """Return what the promises of a clause speak of.

        Args:
            entry: The clause.
            usage: How words are used beside it: the names of estates tell nothing of it.
        """
        parts = dict.fromkeys(around(entry.clause.text, term.span) for term in entry.terms)
        return _content_of(usage.without_names("，".join(parts or (entry.clause.text,))))

    def share(self, other: Content) -> float:
        """Return how much of what the less telling of two clauses tells the other one tells as well: 0 to 1."""
        shared = Shared.of(self.chars, other.chars)
        return shared.common / shared.least if shared.least else 0.0

    def left(self, other: Content) -> float:
        """Return how much is left over on both sides: what that of the two tells alone that tells less alone."""
        return Shared.of(self.chars, other.chars).left


@dataclass(frozen=True, slots=True)
class Shared:
    """What the characters of two texts tell in common.

    Args:
        common: How much both tell.
        least: How much the less telling one tells.
        most: How much the other one tells.
    """

    common: float
    least: float
    most: float

    @classmethod
    def of(cls, mine: frozenset[str], theirs: frozenset[str]) -> Shared:
        """Return what two texts share, from the characters that tell what each speaks of."""
        return cls(weight_of(mine & theirs), *sorted((weight_of(mine), weight_of(theirs))))

    @property
    def left(self) -> float:
        """How much is left over on both sides."""
        return self.least - self.common

    def reaches(self, common: float, share: float = 0.0, left: float = inf) -> bool:
        """Tell whether enough is common.

        Args:
            common: Least that both tell.
            share: Least part of what the less telling one tells, 0 to 1.
            left: Most that may be left over on both sides.
        """
        return self.common >= common and self.common >= share * self.least and self.left <= left


def weight_of(chars: Iterable[str]) -> float:
    """Return how much some characters tell: for each the logarithm of how few shipped clauses have it."""
    known, clauses = _clauses_with()
    return sum(log(1 + clauses / known.get(char, 1)) for char in chars)


@lru_cache(maxsize=60_000)
def _content_of(text: str) -> Content:
    chars = chars_of(text)
    return Content(chars, weight_of(chars))


def chars_of(text: str) -> frozenset[str]:
    """Return the characters that tell what a text speaks of, synonyms in one word."""
    told = _people().sub("", _DAYS.sub("", _FORM.sub("", normalize(text))))
    return frozenset(_KEPT.sub("", plain_content(told)))


@cache
def _people() -> re.Pattern[str]:
    return re.compile(f"由[一-鿿]{{2,6}}员|{tables.longest_first({*tables.posts(), *_SOMEBODY})}")


@cache
def _clauses_with() -> tuple[Counter[str], int]:
    """Return in how many shipped clauses each character stands, and how many clauses there are."""
    found = [chars_of(text) for text in _shipped_clauses()]
    return Counter(char for chars in found for char in chars), len(found)


def _shipped_clauses() -> Iterator[str]:
    for shelf in sorted((files("guicheng.library") / "standards").iterdir(), key=lambda entry: entry.name):
        for file in sorted(shelf.iterdir(), key=lambda entry: entry.name) if shelf.is_dir() else ():
            if file.name.endswith(".md"):
                yield from _CLAUSE.findall(file.read_text(encoding="utf-8"))
