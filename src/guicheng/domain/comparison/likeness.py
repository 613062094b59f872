"""How alike two clauses are in their words, whoever wrote them.

Two authors seldom choose the same words for one thing. What a clause speaks of is told here by the characters that
remain when numbers, modal verbs, parties of the company and other light words are gone, with synonyms put in one word:
``library/likeness/synonyms.tsv``, ``library/likeness/light.tsv``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from guicheng.domain.clause.lexer import lexer_for
from guicheng.domain.clause.lexicon import Lexicon, shipped
from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison import tables

#: Share of the shorter one's characters from which two clauses, or two parts, speak of one thing.
ALIKE = 0.6
#: 无积水 and 不能自行修复 say what is, and nothing else does; 不得 and 不少于 go with the bound.
_DENYING = ("无", "不能", "未能", "无法")
_WORD = re.compile("[\u4e00-\u9fff]|[a-z]{2,}")


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two clauses share.

    Args:
        share: Part of the shorter clause's characters that stand in the other as well, 0 to 1.
        common: How many characters they share.
        left: What stands in the first clause alone, without light words.
        right: What stands in the second clause alone, without light words.
    """

    share: float
    common: int
    left: str
    right: str


def likeness(first: str, second: str) -> Likeness:
    """Return what two texts of ``plain_content`` share."""
    mine, theirs = Counter(first), Counter(second)
    common = (mine & theirs).total()
    shorter = min(mine.total(), theirs.total())
    return Likeness(
        common / shorter if shorter else 0.0,
        common,
        "".join(char for char in mine if char not in theirs),
        "".join(char for char in theirs if char not in mine),
    )


@lru_cache(maxsize=20_000)
def plain_content(text: str, lexicon: Lexicon | None = None) -> str:
    """Return the characters that tell what a text speaks of, synonyms in one word, in order of place.

    Args:
        text: A clause, or a part of one.
        lexicon: The words it is read by; the shipped ones by default.
    """
    plain = normalize(text)
    taken = bytearray(len(plain))
    for token in lexer_for(lexicon or shipped()).tokens(plain):
        if token.letter != "t":
            taken[token.start : token.end] = b"\x01" * (token.end - token.start)
    synonyms, lengths = _synonyms()
    found: list[str] = []
    place = 0
    while place < len(plain):
        word = next(
            (
                plain[place : place + length]
                for length in lengths.get(plain[place], ())
                if plain[place : place + length] in synonyms
            ),
            "",
        )
        if word and (len(word) > 1 or not taken[place]):
            found.append(synonyms[word])
        elif not word and not taken[place] and _WORD.match(plain[place]):
            found.append(plain[place])
        place += len(word) or 1
    return "".join(found)


@cache
def _synonyms() -> tuple[dict[str, str], dict[str, tuple[int, ...]]]:
    """Return the word that stands for each synonym, "" for a light word; and by first character how long they are."""
    words: dict[str, str] = {normalize(row[0]): "" for row in tables.rows_of("likeness", "light")}
    # 无积水 says what is to be, and nothing else does.
    words |= {normalize(word): "" for word in tables.fillers() if not word.startswith(_DENYING)}
    words |= {normalize(word): "" for word, party in tables.subjects() if party == "company"}
    for row in tables.alternatives("likeness", "synonyms"):
        first, *others = map(normalize, row)
        for word in (first, *others):
            words[word] = first
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[0], set()).add(len(word))
    return words, {char: tuple(sorted(found, reverse=True)) for char, found in lengths.items()}
