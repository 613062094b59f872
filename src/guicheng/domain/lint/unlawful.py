"""The tables of ``library/unlawful``: classes of words, and the frames that rules make of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from guicheng.domain.lint.needed import needed

_REPEATED: Final = re.compile("[*+{}]")
#: What … and ‥ stand for in a word: a few characters of the same part.
_GAPS: Final = {"…": "[^，,。；;：:\n]{0,6}?", "‥": "[^，,。；;：:\n]{0,3}?"}
_DOTS: Final = str.maketrans(dict.fromkeys(_GAPS, "."))
#: The class of words that may also stand in the title of a section or the head of a list.
DEBT: Final = "debt"


@dataclass(frozen=True, slots=True)
class Frame:
    """An act by its meaning, each part a class of words.

    Args:
        act: Classes that stand together in one part of a sentence; the first is the act that may be forbidden.
        around: Classes that stand anywhere in the sentence.
        unless: Classes that excuse the act anywhere in the sentence.
        apart: Whether the words of the act may stand in two neighbouring parts.
    """

    act: tuple[str, ...]
    around: tuple[str, ...]
    unless: tuple[str, ...]
    apart: bool = False

    def needs(self) -> frozenset[str]:
        """Return the classes of which a word stands in any sentence that tells the act."""
        return frozenset((*self.act, *(group for group in self.around if group != DEBT)))


@cache
def words() -> dict[str, tuple[str, ...]]:
    """Return the words of each class as the table spells them: patterns in which … and ‥ are gaps.

    Raises:
        ValueError: A word of the table repeats without bound.
    """
    found = {}
    for group, _meaning, row in _rows("words.tsv", ("class", "means", "words")):
        if _REPEATED.search(row):
            raise ValueError(f"words.tsv: {group} repeats a part of a word")
        found[group] = tuple(row.split())
    return found


@cache
def pattern_of(group: str) -> re.Pattern[str]:
    """Return the pattern of all words of a class, compiled when first asked for."""
    return re.compile("|".join(map(_spelled, words()[group])))


@cache
def anchor_words(group: str) -> frozenset[str]:
    """Return short words of which one stands wherever a word of a class does.

    Raises:
        ValueError: A word of the class names no character that must stand.
    """
    # A gap holds no certain character, nor does a dot, which is read faster.
    found = [needed(word.translate(_DOTS)) for word in words()[group]]
    if None in found:
        raise ValueError(f"words.tsv: a word of {group} may stand for anything")
    return frozenset().union(*(known for known in found if known))


def _spelled(word: str) -> str:
    for sign, gap in _GAPS.items():
        word = word.replace(sign, gap)
    return word


@cache
def frames() -> dict[str, tuple[Frame, ...]]:
    """Return the frames of each rule that has some.

    Raises:
        ValueError: A frame names a class that has no words.
    """
    found: dict[str, tuple[Frame, ...]] = {}
    for code, *columns, apart in _rows("frames.tsv", ("rule", "act", "with", "unless", "apart")):
        act, around, unless = (tuple(column.split()) for column in columns)
        if unknown := {*act, *around, *unless} - words().keys():
            raise ValueError(f"frames.tsv: no words for {', '.join(sorted(unknown))}")
        found[code] = (*found.get(code, ()), Frame(act, around, unless, apart=apart == "yes"))
    return found


def _rows(name: str, columns: tuple[str, ...]) -> list[list[str]]:
    table = (files("guicheng.library") / "unlawful" / name).read_text(encoding="utf-8")
    head, *rows = (line.split("\t") for line in table.splitlines() if line.strip())
    if tuple(head) != columns:
        raise ValueError(f"{name}: the first row must name the columns {', '.join(columns)}")
    return rows
