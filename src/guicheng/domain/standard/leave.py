"""What a clause forbids or allows, by what the characters of its parts tell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from guicheng.domain.comparison import Scope, read_rephrased
from guicheng.domain.comparison.bounds import Act, Polarity
from guicheng.domain.standard.kinship import around
from guicheng.domain.standard.telling import chars_of

_SIDES: Final = {Polarity.MUST_NOT: False, Polarity.MAY: True}
#: Marks of a text in one way of writing.
_BREAKS: Final = ",;。"


@dataclass(frozen=True, slots=True)
class Deed:
    """An act that a clause forbids or allows.

    Args:
        words: The part of the clause that says so.
        chars: What it tells of the act.
        allows: Whether it is allowed.
        scope: Where and when.
    """

    words: str
    chars: frozenset[str]
    allows: bool
    scope: Scope


@lru_cache(maxsize=20_000)
def deeds_in(text: str) -> tuple[Deed, ...]:
    """Return what a clause forbids and what it allows."""
    clause, terms = read_rephrased(text)
    found = []
    for term in terms:
        allows = _SIDES.get(term.bound.polarity) if isinstance(term.bound, Act) else None
        if allows is not None:
            # Who may do it is often named in a part before: 快递员登记后，可以进入楼栋.
            words = around(clause.text, term.span, _BREAKS)
            found.append(Deed(words, chars_of(words), allows, term.scope))
    return tuple(found)
