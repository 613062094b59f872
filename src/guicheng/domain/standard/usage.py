"""How the clauses of a company use words: the names of its estates, and how rare pairs of characters are among them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.abc import Traversable
from importlib.resources import files
from math import log
from typing import Final

from guicheng.domain.comparison.likeness import plain_content
from guicheng.domain.comparison.phrasing import rephrased

#: What names of estates and buildings end in.
_KINDS: Final = (
    "新村|小区|花园|家园|公寓|大厦|中心|广场|医院|学校|学院|校区|园区|产业园|工业园|科技园|创业园|创新园|商城|市场"
    "|苑|府|汇|城|街|庭|湾|里|居|阁|都|邸|墅|坊|港|轩|园|谷|院|荟|座"
)
_ENDS: Final = re.compile(f"(?=({_KINDS}))")
_HAN: Final = re.compile("[一-鿿]+")
#: Characters before that end which may belong to the name.
_LONGEST: Final = 4
#: A name stands in so many clauses at least.
_NAMED: Final = 3
#: So many clauses make a manual: among fewer, or far more, a pair of characters is as rare as it would be in one.
_A_MANUAL: Final = 95
#: Tables and standards whose words are everybody's; the demonstration has estates of its own.
_SHIPPED: Final = ("activities", "catalogue", "consistency", "lexicon", "likeness", "norms", "standards", "unlawful")


class Usage:
    """The words of the clauses that are set beside one another.

    Args:
        texts: The clauses, each text once.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        known = tuple(texts)
        self.names = _names_in(known)
        self._standing = Counter(pair for text in known for pair in _pairs(text))
        self._texts = max(len(known), _A_MANUAL)

    def without_names(self, text: str) -> str:
        """Return a text without the names of estates, which tell where and not what."""
        for name in self.names:
            text = text.replace(name, "")
        return text

    def are_of_two_estates(self, mine: str, theirs: str) -> bool:
        """Tell whether two texts name estates, and none that the other one names."""
        first, second = ({name for name in self.names if name in text} for text in (mine, theirs))
        return bool(first and second) and not first & second

    def told_in_common(self, mine: str, theirs: str) -> float:
        """Return how much the pairs of characters tell that stand in both texts, the rarer the more."""
        return sum(map(self._weight, _pairs(mine) & _pairs(theirs)))

    def _weight(self, pair: str) -> float:
        # Of the texts with it one is the clause that is asked about.
        often = (self._standing[pair] - 1) / self._texts
        return log(1 + 1 / max(often, 1 / _A_MANUAL))


def _pairs(text: str) -> frozenset[str]:
    plain = plain_content(rephrased(text))
    return frozenset([plain[at : at + 2] for at in range(len(plain) - 1)])


def _names_in(texts: tuple[str, ...]) -> frozenset[str]:
    """Return words that end as names of estates do, stand in some clauses and nowhere in what is shipped.

    Of words that stand in just the same clauses the longest is the name, of others the one that stands in more.
    """
    often = Counter(word for text in texts for word in set(_name_like(text)))
    common = {word: count for word, count in often.items() if count >= _NAMED}
    # 校园 and 门厅里 are said of any estate: what stands before the end is a word of everybody's.
    found = {word: count for word, count in common.items() if _stem(word) not in _shipped_words()}
    return frozenset(word for word in found if not any(_is_better(other, word, found) for other in found))


def _stem(word: str) -> str:
    """Return what stands before the longest end of a name: the 栖梧 of 栖梧苑."""
    end = next(found for found in _ENDS.finditer(word) if found.start() and found.start() + len(found[1]) == len(word))
    return word[: end.start()]


def _is_better(other: str, word: str, found: dict[str, int]) -> bool:
    if other == word:
        return False
    return (word in other and found[other] == found[word]) or (other in word and found[other] > found[word])


def _name_like(text: str) -> Iterator[str]:
    for end in _ENDS.finditer(text):
        for length in range(1, _LONGEST + 1):
            word = text[max(0, end.start() - length) : end.start() + len(end[1])]
            if end.start() >= length and _HAN.fullmatch(word):
                yield word


@cache
def _shipped_words() -> str:
    root = files("guicheng.library")
    return "\n".join(text for folder in _SHIPPED for text in _texts_of(root / folder))


def _texts_of(entry: Traversable) -> Iterator[str]:
    if entry.is_dir():
        for inner in sorted(entry.iterdir(), key=lambda each: each.name):
            yield from _texts_of(inner)
    elif entry.name.endswith((".tsv", ".md", ".yaml")):
        yield entry.read_text(encoding="utf-8")
