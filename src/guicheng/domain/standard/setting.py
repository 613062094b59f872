"""Values that something is set to, of which nobody says that more or less will do: 空调设定28℃, 室温按26℃控制."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from guicheng.domain.comparison import Term
from guicheng.domain.comparison.bounds import Range

_SET: Final = re.compile("设[定置为在]|调[到至在为节]|控制|保持|定为|统一为|维持")
_BOUND: Final = re.compile(r"不[低高大小少多超]|以[上下内]|[≥≤<>~]|\d-\d|至|左右|上下|[低高]于|超过|最[低高]|允许")


def are_set_otherwise(pair: tuple[Term, Term], said: list[str]) -> bool:
    """Tell whether one thing is set to two values, each a single one.

    Args:
        pair: Two promises of one thing.
        said: The words by which each is known.
    """
    values = [_set_to(term, words) for term, words in zip(pair, said, strict=True)]
    return None not in values and values[0] != values[1]


def _set_to(term: Term, words: str) -> Fraction | None:
    """Return the one value that a thing is set to, None where more or less of it will do as well."""
    if not isinstance(term.bound, Range) or not _SET.search(words) or _BOUND.search(words):
        return None
    ends = {end for end in (term.bound.low, term.bound.high) if end is not None}
    return ends.pop() if len(ends) == 1 else None
