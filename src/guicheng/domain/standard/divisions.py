"""What divides promises of one attribute: notices of two events, checks of two kinds, hours of two places.

Two clauses may share their words and still speak of two things, as 提前1日张贴通知 does of a drill and of spraying. The
words that tell so are rows of ``library/consistency/divisions.tsv``, by what they divide.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from guicheng.domain.comparison.tables import rows_of

_ALONE: Final = "alone"
#: 非承重墙 is none of 承重墙, but 非常 denies nothing.
_NEGATED: Final = re.compile("非(?![常法得但洲])(?=([一-鿿]{2}))|无(?=(噪[声音]))")


def are_divided(attribute: str, mine: str, theirs: str) -> bool:
    """Tell whether two parts of clauses are of two things by what they name of one division.

    Args:
        attribute: What both promises bound.
        mine: The words by which the one is known.
        theirs: Those of the other one.

    Example:
        >>> are_divided("notice", "喷洒农药前24小时张贴告示", "消防演练提前7日张贴通知")
        True
        >>> are_divided("notice", "停水提前24小时张贴告示", "停水停电提前3日张贴通知")
        False
    """
    return any(_are_apart(division, mine, theirs) for bounds, division in _divisions() if bounds.match(attribute))


def _are_apart(division: str, mine: str, theirs: str) -> bool:
    (first, alone), (second, other) = _named(division, mine), _named(division, theirs)
    # What stands alone is a thing of its own even beside what names nothing: 欠费催款单, 物业费账单.
    return (bool(first and second) or alone or other) and not first & second


@lru_cache(maxsize=20_000)
def _named(division: str, text: str) -> tuple[frozenset[str], bool]:
    """Return what a text names of a division, and whether one of that is a thing of its own."""
    found = [(name, how) for name, how, words in _rows(division) if words.search(text)]
    return frozenset(name for name, _how in found), any(how == _ALONE for _name, how in found)


@cache
def _divisions() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = {row[1]: re.compile(row[0]) for row in rows_of("consistency", "divisions")}
    return tuple((bounds, division) for division, bounds in rows.items())


@cache
def _rows(division: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (name, how, re.compile(words))
        for _bounds, of, name, how, words in rows_of("consistency", "divisions")
        if of == division
    )


def are_negated(mine: str, theirs: str) -> bool:
    """Tell whether one text is of what the other one leaves out: 承重墙, 非承重墙.

    Example:
        >>> are_negated("承重墙不得拆改", "非承重墙可以拆除"), are_negated("非承重墙不得拆改", "非承重墙可以拆除")
        (True, False)
    """
    return any(
        _denied(one, word) and _says(other, word)
        for one, other in ((mine, theirs), (theirs, mine))
        for word in _negated(one)
    )


@lru_cache(maxsize=20_000)
def _negated(text: str) -> frozenset[str]:
    return frozenset(hit[1] or hit[2] for hit in _NEGATED.finditer(text))


def _denied(text: str, word: str) -> bool:
    """Tell whether a text names something by denying it alone."""
    return not re.search(f"(?<![非无]){word}", text)


def _says(text: str, word: str) -> bool:
    """Tell whether a text names something and does not deny it."""
    return word in text and f"非{word}" not in text and f"无{word}" not in text
