"""What an act is about, told by its words: ``library/likeness/acts.tsv``, then the synonyms of all clauses.

Likeness passes over words that say little beside a measure: 进入, 业主, 登记. Of a clause that measures nothing they
are all there is, so that only what two authors add without saying more is left out here.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison import tables

_FIRST: Final = "\u4e00"
_LAST: Final = "\u9fff"


@lru_cache(maxsize=20_000)
def words_of_act(text: str) -> tuple[str, ...]:
    """Return the words of an act in order of place, each by the first word of its row; characters where no row has it.

    Args:
        text: A clause, or a part of one, without modal verbs.

    Example:
        >>> words_of_act("戴好工作牌")
        ('佩戴', '工牌')
    """
    known, longest = _known()
    plain = normalize(text)
    found: list[str] = []
    place = 0
    while place < len(plain):
        word = next(
            (plain[place:end] for end in range(place + longest, place, -1) if plain[place:end] in known),
            plain[place],
        )
        if named := known.get(word, word if _FIRST <= word <= _LAST else ""):
            found.append(named)
        place += len(word)
    return tuple(found)


@cache
def _known() -> tuple[dict[str, str], int]:
    """Return the word that stands for each known one, "" for one that says nothing, and the length of the longest."""
    own = {normalize(word): normalize(row[0]) for row in tables.alternatives("likeness", "acts") for word in row}
    shared = {normalize(word): normalize(row[0]) for row in tables.alternatives("likeness", "synonyms") for word in row}
    known = {word: own.get(first, first) for word, first in shared.items()} | own
    known.pop("", None)
    return known, max(map(len, known))
