"""What clauses speak of, by kinds of which each is another thing: the key of a home, the key of a plant room.

Each row of ``library/consistency/subjects.tsv`` names one kind of a family. Two clauses that name kinds of one family
and share none speak of two things, however much else they share. So do some families of ``things.tsv``, and the people
of ``permissions.tsv`` to whom something is done.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.tables import rows_of

#: A title says nothing of what is done, and what is left out is what the clause does not speak of.
_ASIDE: Final = re.compile("《[^《》]{1,40}》|除[^,;。外]{1,12}(?:以外|之外|外)|[^,;。]{1,8}除外")
#: Families of things.tsv whose kinds are named by one word each, whoever writes.
_THINGS: Final = frozenset({"pumps", "seal", "vehicles", "pests", "drains"})
#: Who does something tells no two things apart.
_STAFF: Final = "staff"


def are_of_other_subjects(mine: str, theirs: str) -> bool:
    """Tell whether two clauses name kinds of one family, and none that both name.

    Example:
        >>> are_of_other_subjects("业主入户门钥匙不得留存", "设备房钥匙由值班室保管")
        True
        >>> are_of_other_subjects("钥匙不得留存", "设备房钥匙由值班室保管")
        False
    """
    here, there = _named_in(mine), _named_in(theirs)
    return any(here[family].isdisjoint(there[family]) for family in here.keys() & there.keys())


@lru_cache(maxsize=20_000)
def _named_in(text: str) -> dict[str, frozenset[int]]:
    """Return the kinds that a text names, by family, each by the number of its row."""
    told = _ASIDE.sub(" ", normalize(text))
    found = {
        family: frozenset(number for number, words in kinds if words.search(told))
        for family, kinds in _families().items()
    }
    return {family: kinds for family, kinds in found.items() if kinds}


@cache
def _families() -> dict[str, list[tuple[int, re.Pattern[str]]]]:
    found: dict[str, list[tuple[int, re.Pattern[str]]]] = {}
    people = [row for row in rows_of("consistency", "permissions") if row[0] == "who" and row[1] != _STAFF]
    rows = [
        *rows_of("consistency", "subjects"),
        *(row for row in rows_of("consistency", "things") if row[0] in _THINGS),
        *([facet, words] for facet, _name, words in people),
    ]
    for number, (family, words) in enumerate(rows):
        found.setdefault(family, []).append((number, re.compile(words)))
    return found
