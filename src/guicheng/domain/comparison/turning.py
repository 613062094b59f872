"""Words that make the opposite of a clause, or another thing of it, while all the others stay: 开启, 关闭.

Comparing passes over words that two authors choose for one thing, so that a pair of them may be all that two clauses
differ in. Where each clause has a word of such a pair that the other one has not, neither is told to keep the other.
The pairs are ``library/likeness/turning.tsv``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison import tables
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.verdict import ONE_SIDED, Verdict
from guicheng.domain.values.message import _

#: What names both that one of the two clauses speaks of: 全部电梯(含货梯).
_EVERY: Final = re.compile("含|包括|无论|不论|不分|以及")


def unless_turned(found: Pairing, mine: str, theirs: str) -> Pairing:
    """Return a verdict unless words that turn one clause into another thing stand in both, each in one of them.

    Args:
        found: The verdict.
        mine: The first clause as written.
        theirs: The second clause as written.
    """
    if found.verdict not in ONE_SIDED or (words := turned_words(mine, theirs)) is None:
        return found
    missing = _("Whether “{a}” and “{b}” are the same; these words were not understood.", a=words[0], b=words[1])
    return Pairing(Verdict.CANNOT_COMPARE, missing=missing, parts=found.parts)


def turned_words(mine: str, theirs: str) -> tuple[str, str] | None:
    """Return two words of which each stands in one of two clauses alone and turns it, None where there are none.

    Args:
        mine: The first clause as written.
        theirs: The second clause as written.

    Example:
        >>> turned_words("路灯应在19:00前开启", "路灯应在19:00前关闭")
        ('开启', '关闭')
    """
    first, second = normalize(mine), normalize(theirs)
    if _EVERY.search(first + second):
        return None
    for one, other in _pairs():
        for here, there in ((one, other), (other, one)):
            told, turned = here.search(first), there.search(second)
            if told and turned and not here.search(second) and not there.search(first):
                return told[0], turned[0]
    return None


@cache
def _pairs() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(one), re.compile(other)) for one, other in tables.rows_of("likeness", "turning"))
