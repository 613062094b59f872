"""Where the things of a promise stand: of the bins of a lobby and those of a garage two promises are made.

A promise takes the last place that its words name, and a bin is one; the lobby that it stands in is told here. The
places are those of ``library/scopes/space.tsv`` that ``library/consistency/sites.tsv`` names.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from guicheng.domain.comparison.facets import masks
from guicheng.domain.comparison.tables import rows_of, values

#: Attributes of promises about the state of things and what is done to them. Hours, limits and leave are for people.
_OF_THINGS: Final = re.compile("frequency|quantity|share|score")


def sites_of(attribute: str, text: str) -> int:
    """Return the mask of the places where the things of a promise stand, 0 where none is named or it is about people.

    Args:
        attribute: What the promise bounds.
        text: The words by which it is known.
    """
    return _sites_in(text) if _OF_THINGS.match(attribute) else 0


def are_apart(mine: int, theirs: int) -> bool:
    """Tell whether both of two masks name places and none of them is part of one of the other's."""
    return bool(mine and theirs and not mine & theirs)


@lru_cache(maxsize=60_000)
def _sites_in(text: str) -> int:
    """Of words inside of one another the longest counts: 首层大堂 is no other lobby."""
    pattern, named = _words()
    found = 0
    for hit in pattern.finditer(text):
        found |= named[hit[0]]
    return found


@cache
def _words() -> tuple[re.Pattern[str], dict[str, int]]:
    of_value = masks("space")
    named = {word: of_value[value.name] for value in values("space") if value.name in _sites() for word in value.words}
    longest_first = sorted(named, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), named


@cache
def _sites() -> frozenset[str]:
    """Return the places that hold things; those that are things themselves are left out."""
    return frozenset(row[0] for row in rows_of("consistency", "sites"))
