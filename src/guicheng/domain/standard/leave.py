"""What a clause forbids or allows, by what the characters of its parts tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from guicheng.domain.comparison import Scope, read_rephrased
from guicheng.domain.comparison.bounds import Act, Polarity
from guicheng.domain.comparison.scope import ANYWHERE
from guicheng.domain.standard.kinship import around
from guicheng.domain.standard.telling import chars_of
from guicheng.domain.standard.usage import Usage

_SIDES: Final = {Polarity.MUST_NOT: False, Polarity.MAY: True}
#: Marks of a text in one way of writing.
_BREAKS: Final = ",;。"
_PART: Final = re.compile(f"[^{_BREAKS}]+")
_LEAVE: Final = re.compile("可以|可(?=[在带进乘骑凭从到把由])|允许|准许")
#: What only limits an act or forbids it: 方可施工, 不可以.
_STRICT: Final = re.compile("不|[方只仅才]可|禁|严|未|除")


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


def deeds_in(text: str, usage: Usage) -> tuple[Deed, ...]:
    """Return what a clause forbids and what it allows.

    Args:
        text: The clause.
        usage: How words are used beside it: the names of estates tell nothing of an act.
    """
    return tuple(
        Deed(words, _chars_of(usage.without_names(words)), allows, scope) for words, allows, scope in _stated(text)
    )


@lru_cache(maxsize=20_000)
def _stated(text: str) -> tuple[tuple[str, bool, Scope], ...]:
    """Return the parts that forbid (False) or allow (True) an act, with their cells."""
    clause, terms = read_rephrased(text)
    found = []
    for term in terms:
        allows = _SIDES.get(term.bound.polarity) if isinstance(term.bound, Act) else None
        if allows is not None:
            # Who may do it is often named in a part before: 快递员登记后，可以进入楼栋.
            found.append((around(clause.text, term.span, _BREAKS), allows, term.scope))
    said = [words for words, _allows, _scope in found]
    found += [
        (words, True, ANYWHERE) for words in _allowed_beside(clause.text) if not any(words in each for each in said)
    ]
    return tuple(found)


def _allowed_beside(text: str) -> list[str]:
    """Return the parts that allow something beside what a clause measures: 业主可以带犬乘坐客梯，牵引绳收到1米以内."""
    return [part for part in _PART.findall(text) if _LEAVE.search(part) and not _STRICT.search(part)]


_chars_of = lru_cache(maxsize=20_000)(chars_of)
