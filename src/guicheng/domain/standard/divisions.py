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
