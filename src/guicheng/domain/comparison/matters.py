"""What a drill or a course is held for, and what a thing that is kept is of: 电梯困人演练 and 消防演练 are two.

The vocabulary knows drills, courses and records as one activity each. What each of them is of stands in the words
before it; two that are of different matters are two, however often they are held or however long they are kept:
``library/likeness/matters.tsv``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison import tables
from guicheng.domain.comparison.bounds import Kept
from guicheng.domain.comparison.side import Side

#: What is held for something, with the words before it that may tell what for.
_HELD: Final = re.compile("([^,;。]{0,24}?)(?:演练|演习|拉练|培训|训练|讲座|课)")
_DRILL, _RECORD = "drill", "record"


def are_of_other_matters(mine: Side, theirs: Side) -> bool:
    """Tell whether two clauses hold drills or courses, or keep things, that are of different matters only.

    Args:
        mine: The first clause.
        theirs: The second clause.
    """
    first, second = (_held_for(side.text) for side in (mine, theirs))
    if not first or not second:
        first, second = (_kept_of(side) for side in (mine, theirs))
    return bool(first and second and not first & second)


def _held_for(text: str) -> frozenset[int]:
    return _matters_in("".join(held[1] for held in _HELD.finditer(text)), _DRILL)


def _kept_of(side: Side) -> frozenset[int]:
    parts = [side.part(term) for term in side.terms if isinstance(term.bound, Kept)]
    return _matters_in(",".join(parts), _RECORD)


def _matters_in(text: str, kind: str) -> frozenset[int]:
    """Return the numbers of the matters that a text names."""
    return frozenset(number for number, words in _rows(kind) if any(word in text for word in words))


@cache
def _rows(kind: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    rows = enumerate(tables.rows_of("likeness", "matters"))
    return tuple((number, tuple(normalize(row[1]).split("|"))) for number, row in rows if row[0] == kind)
