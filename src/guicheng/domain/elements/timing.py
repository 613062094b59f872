"""Whether the time limit written beside a clause is the one that its sentence sets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from guicheng.domain.clause import Clause
from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Term, terms_of
from guicheng.domain.comparison.bounds import Gap, Kept, Limit, Notice, Tally
from guicheng.domain.elements.reading import Element, ElementRow

_TIMES: Final = (Limit, Notice, Kept, Tally, Gap)


def other_limit(clause: Clause, elements: ElementRow) -> tuple[str, str] | None:
    """Return a limit written beside a clause and another that the sentence sets; None where they agree.

    Only bounds of one kind are set beside one another: what is written beside may add a frequency to a sentence that
    says how fast. Of several that the sentence sets, one must be it.

    Args:
        clause: The clause as read.
        elements: Its elements.

    Example:
        >>> from guicheng.domain.elements import elements_of
        >>> clause = read("秩序维护员每日巡查消防通道不少于2次。")
        >>> other_limit(clause, elements_of(clause, {"limit": "每月1次"}))
        ('每月1次', '每日不少于2次')
        >>> other_limit(clause, elements_of(clause, {"limit": "每天两次"})) is None
        True
    """
    told = elements.told.get(Element.LIMIT)
    if told is None or told.source != "beside":
        return None
    said = list(_times(terms_of(clause)))
    for written in _times(terms_of(read(told.text))):
        alike = [term for term in said if type(term.bound) is type(written.bound)]
        if alike and all(term.bound != written.bound for term in alike):
            return told.text, elements.said.get(Element.LIMIT, told).text
    return None


def _times(terms: tuple[Term, ...]) -> Iterator[Term]:
    return (term for term in terms if isinstance(term.bound, _TIMES))
